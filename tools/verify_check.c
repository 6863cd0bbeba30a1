/* SPDX-License-Identifier: MIT */
/* Compares the fills of every backend with the definition of the streams. */
#include "cli.h"
#include "message.h"
#include "registry.h"
#include "report.h"
#include "verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OFFSETS = 64, /* of the buffer's start from a cache line */
    MARGIN = 64,  /* bytes before and behind a fill that must stay */
    CANARY = 0xa5,
    FIRST_AT_OFFSETS = 67, /* this length and the next ones are tried at all offsets */
    VALUES = 5003,     /* in the longest fill: twice MT19937's stride of four blocks, and some */
    VALUES_EXTRA = 701 /* from other starting points: more than one of its blocks */
};

/* The lengths of fills: all up to 'dense', then 'around' of them at whole vectors and blocks. */
struct lengths {
    size_t dense, around;
};

/* How much is tried. */
struct effort {
    struct lengths words, dists; /* for words and uniforms; for what is computed from them */
    struct lengths extra;        /* from other starting points */
    unsigned seeds, splits;
    unsigned at_all_offsets; /* how many of the lengths */
};
static const struct effort quick = {{1300, 5}, {70, 1}, {0, 0}, 1, 1, 1};
static const struct effort full = {{VALUES, 0}, {1300, 5}, {70, 5}, 3, 8, 4};

/* The comparison of one output of one engine. */
struct check {
    struct reference ref;
    size_t *lengths; /* the storage of ref.length */
    unsigned char *buffer;
    uint64_t random;
    struct verify_cell *cell; /* of the backend that is active */
};

/* SplitMix64 (Steele, Lea, Flood 2014): where to split, independent of what is tested. */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static size_t random_below(struct check *c, size_t n) {
    return (size_t)(next_random(&c->random) % n);
}

/* Writes the lengths, rising, that end with 'last'. */
static size_t set_lengths(size_t *length, struct lengths wanted, size_t last) {
    static const size_t places[] = {128, 256, 512, 624, 1024, 1248, 2048, 2496, 4096, 4992};
    size_t n = 0;
    for (size_t i = 0; i <= wanted.dense && i < last; i++)
        length[n++] = i;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        for (size_t m = places[i] + 1 - wanted.around / 2, k = 0; k < wanted.around; m++, k++)
            if (m > wanted.dense && m < last)
                length[n++] = m;
    length[n++] = last;
    return n;
}

/* ---- what differs ---- */

static json_object *new_hex(const unsigned char *bytes, size_t nbytes) {
    char text[2 + 2 * sizeof(uint64_t) + 1];
    uint64_t value = 0;
    const uint16_t one = 1;
    unsigned char low_first;
    memcpy(&low_first, &one, 1);
    for (size_t i = 0; i < nbytes; i++)
        value = value << 8 | bytes[low_first ? nbytes - 1 - i : i];
    snprintf(text, sizeof text, "0x%0*" PRIx64, (int)(2 * nbytes), value);
    return new_string(text);
}

/* Tells where: 'n' values at 'offset', behind 'from' values of the stream. */
static json_object *place(const struct check *c, size_t from, size_t n, size_t offset,
                          const char *what) {
    char start[STREAM_TEXT_MAX];
    json_object *object = new_object();
    stream_start_text(&c->ref.stream, start);
    put(object, "seed", new_uint(c->ref.stream.seed));
    put(object, "start", new_string(start));
    if (c->ref.drawn)
        put(object, "32-bit values drawn", new_uint(c->ref.drawn));
    if (from)
        put(object, "values filled before", new_uint(from));
    put(object, "length", new_uint(n));
    put(object, "offset", new_uint(offset));
    put(object, "what", new_string(what));
    return object;
}

static size_t first_difference(const unsigned char *a, const unsigned char *b, size_t nbytes) {
    size_t i = 0;
    while (i < nbytes && a[i] == b[i])
        i++;
    return i;
}

static int report_bytes(struct check *c, json_object *where, size_t index,
                        const unsigned char *expected, const unsigned char *got, size_t nbytes) {
    put(where, "index", new_uint(index));
    put(where, "expected", new_hex(expected, nbytes));
    put(where, "got", new_hex(got, nbytes));
    c->cell->difference = where;
    return -1;
}

static int report_error(struct check *c, json_object *where, int error) {
    put(where, "error", new_string(isorand_strerror(error)));
    c->cell->difference = where;
    return -1;
}

/* ---- single trials: 0, or -1 when the cell has got a difference ---- */

/* Fills 'n' values, of which 'from' are done already, at 'offset'. */
static int try_fill(struct check *c, isorand_rng *rng, size_t from, size_t n, size_t offset) {
    const size_t size = c->ref.output.size, nbytes = n * size;
    unsigned char *values = c->buffer + MARGIN + offset, *begin = values - MARGIN;
    const unsigned char *expected = c->ref.values + from * size;
    memset(begin, CANARY, MARGIN + nbytes + MARGIN);
    const int error = isorand_fill(rng, &c->ref.output.req, values, n);
    if (error)
        return report_error(c, place(c, from, n, offset, "fill"), error);
    if (memcmp(values, expected, nbytes)) {
        const size_t i = first_difference(values, expected, nbytes) / size;
        return report_bytes(c, place(c, from, n, offset, "value"), i, expected + i * size,
                            values + i * size, size);
    }
    for (size_t i = 0; i < MARGIN; i++) {
        const unsigned char canary = CANARY, *before = begin + i, *behind = values + nbytes + i;
        if (*before != canary)
            return report_bytes(c, place(c, from, n, offset, "byte before the buffer"), i, &canary,
                                before, 1);
        if (*behind != canary)
            return report_bytes(c, place(c, from, n, offset, "byte behind the buffer"), i, &canary,
                                behind, 1);
    }
    return 0;
}

/* The state after all values of a length: equal as saved bytes. */
static int try_state(struct check *c, const isorand_rng *rng, size_t length_index) {
    const isorand_rng *wanted = &c->ref.after[length_index];
    unsigned char expected[ISORAND_SAVE_MAX] = {0}, got[ISORAND_SAVE_MAX] = {0};
    size_t nbytes;
    if (!memcmp(rng, wanted, sizeof *rng))
        return 0;
    int error = isorand_save(wanted, expected, sizeof expected, &nbytes);
    if (!error)
        error = isorand_save(rng, got, sizeof got, &nbytes);
    json_object *where =
        place(c, 0, c->ref.length[length_index], 0, "byte of the state afterwards");
    if (error)
        return report_error(c, where, error);
    const size_t i = first_difference(expected, got, sizeof got);
    if (i < sizeof got)
        return report_bytes(c, where, i, expected + i, got + i, 1);
    json_object_put(where);
    return 0;
}

static int try_length(struct check *c, size_t length_index, size_t offset) {
    isorand_rng rng = c->ref.start;
    const int code = try_fill(c, &rng, 0, c->ref.length[length_index], offset);
    return code ? code : try_state(c, &rng, length_index);
}

/* All values in pieces, short and long ones. */
static int try_split(struct check *c) {
    isorand_rng rng = c->ref.start;
    const size_t last = c->ref.nlengths - 1, total = c->ref.length[last];
    const size_t unit = c->ref.output.piece;
    for (size_t done = 0, n; done < total; done += n) {
        n = unit * random_below(c, random_below(c, 4) ? 40 : total / unit);
        n = n < total - done ? n : total - done;
        const int code = try_fill(c, &rng, done, n, random_below(c, OFFSETS));
        if (code)
            return code;
    }
    return try_state(c, &rng, last);
}

static int try_all(struct check *c, const struct effort *effort) {
    const size_t n = c->ref.nlengths;
    int code = 0;
    for (size_t i = 0; !code && i < n; i++)
        code = try_length(c, i, random_below(c, OFFSETS));
    for (unsigned i = 0; !code && i < effort->splits && c->ref.output.piece; i++)
        code = try_split(c);
    for (size_t i = 0; !code && i < effort->at_all_offsets && FIRST_AT_OFFSETS + i < n; i++)
        for (size_t offset = 0; !code && offset < OFFSETS; offset++)
            code = try_length(c, FIRST_AT_OFFSETS + i, offset);
    return code;
}

/* ---- everything ---- */

/* One starting point on all backends. */
static void check_backends(struct check *c, struct verify_results *results, size_t output,
                           const struct effort *effort) {
    const struct verify_request *request = results->request;
    isorand_backend_info info;
    isorand_backend_select("scalar");
    const int error = reference_compute(&c->ref);
    if (error == ISORAND_ENOTSUP && c->ref.stream.carry)
        return; /* no such counter */
    for (int b = 0; !isorand_backend_describe(b, &info); b++) {
        if (!request->backend[b])
            continue;
        c->cell = verify_cell(results, output, c->ref.stream.engine, b);
        c->cell->checked++;
        if (c->cell->difference)
            continue;
        if (error) {
            report_error(c, place(c, 0, 0, 0, "definition"), error);
            continue;
        }
        isorand_backend_select(info.name);
        try_all(c, effort);
    }
}

/* Other starting points: within MT19937's blocks, with half a word left over, before carries. */
static void check_extra_starts(struct check *c, struct verify_results *results, size_t output,
                               const struct effort *effort) {
    static const unsigned drawn[] = {1, 2, 623, 625};
    const uint64_t seed = c->ref.stream.seed;
    c->ref.nlengths = set_lengths(c->lengths, effort->extra, VALUES_EXTRA);
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        c->ref.stream = (struct stream){.engine = c->ref.stream.engine, .seed = seed};
        c->ref.drawn = drawn[i];
        check_backends(c, results, output, effort);
    }
    for (int i = 0; stream_carry_at(i); i++) {
        c->ref.stream.carry = stream_carry_at(i);
        c->ref.stream.before = 1 + random_below(c, 64);
        c->ref.drawn = (unsigned)random_below(c, 6);
        check_backends(c, results, output, effort);
    }
}

static void check_output(struct check *c, struct verify_results *results, size_t output, int engine,
                         const struct effort *effort) {
    c->ref.output = results->output[output];
    const int dist = c->ref.output.req.dist;
    const int words = dist == ISORAND_RAW || dist == ISORAND_UNIFORM;
    for (unsigned s = 0; s < effort->seeds; s++) {
        const uint64_t seed = results->request->seed + s;
        c->random = seed;
        c->ref.stream = (struct stream){.engine = engine, .seed = seed};
        c->ref.drawn = 0;
        c->ref.nlengths = set_lengths(c->lengths, words ? effort->words : effort->dists, VALUES);
        check_backends(c, results, output, effort);
        check_extra_starts(c, results, output, effort);
    }
}

static void check_engines(struct check *c, struct verify_results *results,
                          const struct effort *effort) {
    const unsigned char *chosen = results->request->engine;
    struct progress progress;
    uint64_t engines = 0, done = 0;
    for (int e = 1; e <= ISORAND_ENGINE_COUNT; e++)
        engines += chosen[e];
    progress_start_steps(&progress, engines * results->noutputs, 1);
    for (int e = 1; e <= ISORAND_ENGINE_COUNT; e++)
        for (size_t o = 0; chosen[e] && o < results->noutputs; o++) {
            check_output(c, results, o, e, effort);
            progress_update(&progress, ++done);
        }
    progress_end(&progress);
}

/* The outputs of the registry; NULL after a message. */
static struct output *all_outputs(size_t *n) {
    struct output output, *list;
    isorand_backend_select("scalar"); /* what a request is checked by */
    for (*n = 0; output_at((int)*n, &output);)
        ++*n;
    list = calloc(*n + 1, sizeof *list);
    if (!list)
        fail("out of memory");
    for (size_t i = 0; list && i < *n; i++)
        output_at((int)i, &list[i]);
    return list;
}

int verify_check(const struct verify_request *request) {
    struct verify_results results;
    struct check c = {.lengths = calloc(2 * VALUES, sizeof *c.lengths),
                      .buffer =
                          aligned_alloc(OFFSETS, MARGIN + OFFSETS + MARGIN +
                                                     (VALUES / 8 + 1) * 8 * sizeof(uint64_t))};
    size_t noutputs;
    struct output *outputs = all_outputs(&noutputs);
    int code = outputs && c.lengths && c.buffer ? 0 : CLI_FAILURE;
    if (!code)
        code = verify_results_open(&results, request, outputs, noutputs);
    if (!code)
        code = reference_open(&c.ref, VALUES, 2 * VALUES);
    if (!code) {
        c.ref.length = c.lengths;
        check_engines(&c, &results, request->value[VERIFY_FULL] ? &full : &quick);
        code = verify_results_close(&results);
    }
    reference_close(&c.ref);
    free(c.lengths);
    free(c.buffer);
    return code;
}
