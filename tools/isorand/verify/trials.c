/* SPDX-License-Identifier: MIT */
/* Fills by the active backend, of some values of a stream, compared with their definition. */
#include "verify/trials.h"

#include "cli/message.h"
#include "cli/report.h"
#include "cli/threads.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TRIAL_OFFSETS = 64, /* of the buffer's start from a cache line */
    TRIAL_MARGIN = 64,  /* bytes before and behind a fill that must stay */
    CANARY = 0xa5,
    FIRST_AT_OFFSETS = 67 /* this length and the next ones are tried at all offsets */
};

int trials_open(struct trials *t, size_t nvalues) {
    const size_t nbytes = TRIAL_MARGIN + TRIAL_OFFSETS + nvalues * sizeof(uint64_t) + TRIAL_MARGIN;
    *t = (struct trials){.random = 0};
    const int code = reference_open(&t->ref, nvalues);
    t->buffer = aligned_alloc(TRIAL_OFFSETS, (nbytes / TRIAL_OFFSETS + 1) * TRIAL_OFFSETS);
    return code || t->buffer ? code : fail("out of memory");
}

void trials_close(struct trials *t) {
    reference_close(&t->ref);
    free(t->buffer);
}

/* SplitMix64 (Steele, Lea, Flood 2014): where to split, independent of what is tested. */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

size_t trials_random(struct trials *t, size_t n) {
    return (size_t)(next_random(&t->random) % n);
}

/* ---- what differs ---- */

/* Tells where: 'n' values at 'offset', behind 'from' values of the stream. */
static json_object *place(const struct trials *t, size_t from, size_t n, size_t offset,
                          const char *what) {
    char start[START_TEXT_MAX];
    json_object *object = new_object();
    start_text(&t->ref.start, start);
    put(object, "seed", new_u64(t->ref.start.seed));
    put(object, "start", new_string(start));
    if (t->ref.drawn)
        put(object, "32-bit values drawn", new_count(t->ref.drawn));
    if (from)
        put(object, "values filled before", new_count(from));
    put(object, "length", new_count(n));
    put(object, "offset", new_count(offset));
    put(object, "what", new_string(what));
    return object;
}

static size_t first_difference(const unsigned char *a, const unsigned char *b, size_t nbytes) {
    size_t i = 0;
    while (i < nbytes && a[i] == b[i])
        i++;
    return i;
}

static int report_bytes(struct trials *t, json_object *where, size_t index,
                        const unsigned char *expected, const unsigned char *got, size_t nbytes) {
    put(where, "index", new_count(index));
    put(where, "expected", results_hex(expected, nbytes));
    put(where, "got", results_hex(got, nbytes));
    t->cell->difference = where;
    return -1;
}

static int report_error(struct trials *t, json_object *where, int error) {
    put(where, "error", new_string(isorand_strerror(error)));
    t->cell->difference = where;
    return -1;
}

/* ---- single trials: 0, or -1 when the cell has got a difference ---- */

/* Fills 'n' values, of which 'from' are done already, at 'offset'. */
static int try_fill(struct trials *t, isorand_rng *rng, size_t from, size_t n, size_t offset) {
    const size_t size = t->ref.kind.size, nbytes = n * size;
    unsigned char *values = t->buffer + TRIAL_MARGIN + offset, *begin = values - TRIAL_MARGIN;
    const unsigned char *expected = t->ref.values + from * size;
    memset(begin, CANARY, TRIAL_MARGIN + nbytes + TRIAL_MARGIN);
    const int error = threads_fill(rng, &t->ref.kind.req, values, n);
    t->cell->comparisons++;
    if (error)
        return report_error(t, place(t, from, n, offset, "fill"), error);
    if (memcmp(values, expected, nbytes)) {
        const size_t i = first_difference(values, expected, nbytes) / size;
        return report_bytes(t, place(t, from, n, offset, "value"), i, expected + i * size,
                            values + i * size, size);
    }
    for (size_t i = 0; i < TRIAL_MARGIN; i++) {
        const unsigned char canary = CANARY, *before = begin + i, *behind = values + nbytes + i;
        if (*before != canary)
            return report_bytes(t, place(t, from, n, offset, "byte before the buffer"), i, &canary,
                                before, 1);
        if (*behind != canary)
            return report_bytes(t, place(t, from, n, offset, "byte behind the buffer"), i, &canary,
                                behind, 1);
    }
    return 0;
}

/* The state after all values of a length: equal as saved bytes. */
static int try_state(struct trials *t, const isorand_rng *rng, size_t length_index) {
    const isorand_rng *wanted = &t->ref.after[length_index];
    unsigned char expected[ISORAND_SAVE_MAX] = {0}, got[ISORAND_SAVE_MAX] = {0};
    size_t nbytes;
    if (!memcmp(rng, wanted, sizeof *rng))
        return 0;
    int error = isorand_save(wanted, expected, sizeof expected, &nbytes);
    if (!error)
        error = isorand_save(rng, got, sizeof got, &nbytes);
    json_object *where =
        place(t, 0, t->ref.length[length_index], 0, "byte of the state afterwards");
    if (error)
        return report_error(t, where, error);
    const size_t i = first_difference(expected, got, sizeof got);
    if (i < sizeof got)
        return report_bytes(t, where, i, expected + i, got + i, 1);
    json_object_put(where);
    return 0;
}

static int try_length(struct trials *t, size_t length_index, size_t offset) {
    isorand_rng rng = t->ref.rng;
    const int code = try_fill(t, &rng, 0, t->ref.length[length_index], offset);
    return code ? code : try_state(t, &rng, length_index);
}

/* All values in pieces, short and long ones. */
static int try_split(struct trials *t) {
    isorand_rng rng = t->ref.rng;
    const size_t last = t->ref.nlengths - 1, total = t->ref.length[last];
    const size_t unit = t->ref.kind.piece;
    for (size_t done = 0, n; done < total; done += n) {
        n = unit * trials_random(t, trials_random(t, 4) ? 40 : total / unit);
        n = n < total - done ? n : total - done;
        const int code = try_fill(t, &rng, done, n, trials_random(t, TRIAL_OFFSETS));
        if (code)
            return code;
    }
    return try_state(t, &rng, last);
}

int trials_run(struct trials *t, unsigned splits, unsigned at_all_offsets) {
    const size_t n = t->ref.nlengths;
    int code = 0;
    for (size_t i = 0; !code && i < n; i++)
        code = try_length(t, i, trials_random(t, TRIAL_OFFSETS));
    for (unsigned i = 0; !code && i < splits && t->ref.kind.piece; i++)
        code = try_split(t);
    for (size_t i = 0; !code && i < at_all_offsets && FIRST_AT_OFFSETS + i < n; i++)
        for (size_t offset = 0; !code && offset < TRIAL_OFFSETS; offset++)
            code = try_length(t, FIRST_AT_OFFSETS + i, offset);
    return code;
}

void trials_error(struct trials *t, int error) {
    report_error(t, place(t, 0, 0, 0, "definition"), error);
}
