/* SPDX-License-Identifier: MIT */
/* The streams of a new manifest. */
#include "verify/manifest.h"

#include <stdlib.h>
#include <string.h>

/* An ordinary seed, the smallest, and one of two words. */
static const uint64_t seeds[] = {42, 0, UINT64_C(0x123456789abcdef0)};
enum { SEEDS = sizeof seeds / sizeof *seeds };

struct plan {
    const uint64_t *seed;
    size_t nseeds;
    uint64_t size; /* of the longest streams */
};

enum {
    SHORT_BYTES = 1 << 20,      /* of a long stream, for emulated CPUs; and behind a carry */
    DIST_BYTES = 1 << 18,       /* of a distribution that is made from words one by one */
    BLOCKS_BEFORE_CARRY = 1000, /* whole vectors on both sides */
    SIZE_UNIT = 8               /* all lengths are multiples: whole values */
};

int manifest_size_ok(uint64_t size) {
    return size && size % SIZE_UNIT == 0 && size <= MANIFEST_BYTES_MAX >> 8;
}

static uint64_t smaller(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

static int plan_words(struct manifest *manifest, int engine, const struct kind *kind,
                      const struct plan *plan) {
    const uint64_t size = plan->size;
    int code = 0;
    for (size_t i = 0; !code && i < plan->nseeds; i++) {
        struct manifest_entry entry = {.start = {engine, manifest->numpy, plan->seed[i], 0, 0},
                                       .kind = *kind,
                                       .nbytes = smaller(size, SHORT_BYTES)};
        code = manifest_add(manifest, &entry);
        if (!code && size > entry.nbytes) {
            entry.nbytes = size;
            code = manifest_add(manifest, &entry);
        }
    }
    for (int i = 0; !code && start_carry_at(i); i++) {
        isorand_rng rng;
        const struct manifest_entry entry = {.start = {engine, manifest->numpy, plan->seed[0],
                                                       start_carry_at(i), BLOCKS_BEFORE_CARRY},
                                             .kind = *kind,
                                             .nbytes = smaller(size, SHORT_BYTES)};
        if (!start_rng(&entry.start, &rng))
            code = manifest_add(manifest, &entry);
    }
    return code;
}

static int plan_kind(struct manifest *manifest, int engine, const struct kind *kind,
                     const struct plan *plan) {
    const int dist = kind->req.dist;
    if ((dist == ISORAND_RAW || dist == ISORAND_UNIFORM) && kind->piece == 1)
        return plan_words(manifest, engine, kind, plan);
    const struct manifest_entry entry = {.start = {engine, manifest->numpy, plan->seed[0], 0, 0},
                                         .kind = *kind,
                                         .nbytes = smaller(plan->size, DIST_BYTES)};
    return manifest_add(manifest, &entry);
}

static int compare_numbers(uint64_t a, uint64_t b) {
    return (a > b) - (a < b);
}

/* By name, so that a row added to a registry adds lines and moves none. */
static int compare(const void *left, const void *right) {
    const struct manifest_entry *a = left, *b = right;
    char text_a[KIND_TEXT_MAX], text_b[KIND_TEXT_MAX];
    kind_text(&a->kind, text_a);
    kind_text(&b->kind, text_b);
    int order = strcmp(isorand_engine_get(a->start.engine)->name,
                       isorand_engine_get(b->start.engine)->name);
    if (!order)
        order = strcmp(text_a, text_b);
    if (!order)
        order = compare_numbers(a->start.carry, b->start.carry);
    if (!order)
        order = compare_numbers(a->start.seed, b->start.seed);
    return order ? order : compare_numbers(a->nbytes, b->nbytes);
}

int manifest_plan(struct manifest *manifest, const char *numpy, const uint64_t *seed,
                  uint64_t size) {
    const struct plan plan = {seed ? seed : seeds, seed ? 1 : SEEDS, size};
    const isorand_engine_info *engine;
    struct kind kind;
    int code = 0;
    *manifest = (struct manifest){.numpy = numpy};
    for (int e = 0; !code && (engine = isorand_engine_at(e)) != NULL; e++)
        for (int i = 0; !code && kind_at(i, &kind); i++)
            code = plan_kind(manifest, engine->number, &kind, &plan);
    if (manifest->n)
        qsort(manifest->entry, manifest->n, sizeof *manifest->entry, compare);
    return code;
}
