/* SPDX-License-Identifier: MIT */
/* The streams of a new manifest. */
#include "verify/manifest.h"

#include <stdlib.h>
#include <string.h>

/* An ordinary seed, the smallest, and one of two words. */
static const uint64_t seeds[] = {42, 0, UINT64_C(0x123456789abcdef0)};
enum { SEEDS = sizeof seeds / sizeof *seeds };

enum {
    SHORT_BYTES = 1 << 20,      /* of a long stream, for emulated CPUs; and behind a carry */
    DIST_BYTES = 1 << 18,       /* of a distribution that is made from words one by one */
    BLOCKS_BEFORE_CARRY = 1000, /* whole vectors on both sides */
    SIZE_UNIT = 8               /* all lengths are multiples: whole values */
};

int manifest_size_ok(uint64_t size) {
    return size && size % SIZE_UNIT == 0;
}

static uint64_t smaller(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

static int plan_word_output(struct manifest *manifest, int engine, const struct output *output,
                            uint64_t size) {
    int code = 0;
    for (int i = 0; !code && i < SEEDS; i++) {
        struct manifest_entry entry = {.stream = {.engine = engine, .seed = seeds[i]},
                                       .output = *output,
                                       .nbytes = smaller(size, SHORT_BYTES)};
        code = manifest_add(manifest, &entry);
        if (!code && size > entry.nbytes) {
            entry.nbytes = size;
            code = manifest_add(manifest, &entry);
        }
    }
    for (int i = 0; !code && stream_carry_at(i); i++) {
        isorand_rng rng;
        const struct manifest_entry entry = {
            .stream = {engine, seeds[0], stream_carry_at(i), BLOCKS_BEFORE_CARRY},
            .output = *output,
            .nbytes = smaller(size, SHORT_BYTES)};
        if (!stream_start(&entry.stream, &rng))
            code = manifest_add(manifest, &entry);
    }
    return code;
}

static int plan_output(struct manifest *manifest, int engine, const struct output *output,
                       uint64_t size) {
    const int dist = output->req.dist;
    if ((dist == ISORAND_RAW || dist == ISORAND_UNIFORM) && output->piece == 1)
        return plan_word_output(manifest, engine, output, size);
    const struct manifest_entry entry = {.stream = {.engine = engine, .seed = seeds[0]},
                                         .output = *output,
                                         .nbytes = smaller(size, DIST_BYTES)};
    return manifest_add(manifest, &entry);
}

static int compare_numbers(uint64_t a, uint64_t b) {
    return (a > b) - (a < b);
}

/* By name, so that a row added to a registry adds lines and moves none. */
static int compare(const void *left, const void *right) {
    const struct manifest_entry *a = left, *b = right;
    char text_a[OUTPUT_TEXT_MAX], text_b[OUTPUT_TEXT_MAX];
    isorand_engine_info engine_a = {.name = ""}, engine_b = {.name = ""};
    isorand_engine_describe(a->stream.engine, &engine_a);
    isorand_engine_describe(b->stream.engine, &engine_b);
    output_text(&a->output, text_a);
    output_text(&b->output, text_b);
    int order = strcmp(engine_a.name, engine_b.name);
    if (!order)
        order = strcmp(text_a, text_b);
    if (!order)
        order = compare_numbers(a->stream.carry, b->stream.carry);
    if (!order)
        order = compare_numbers(a->stream.seed, b->stream.seed);
    return order ? order : compare_numbers(a->nbytes, b->nbytes);
}

int manifest_plan(struct manifest *manifest, uint64_t size) {
    struct output output;
    int code = 0;
    *manifest = (struct manifest){NULL, 0, 0};
    for (int engine = 1; !code && engine <= ISORAND_ENGINE_COUNT; engine++)
        for (int i = 0; !code && output_at(i, &output); i++)
            code = plan_output(manifest, engine, &output, size);
    if (manifest->n)
        qsort(manifest->entry, manifest->n, sizeof *manifest->entry, compare);
    return code;
}
