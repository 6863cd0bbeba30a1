/* SPDX-License-Identifier: MIT */
/* Shuffles, permutations and choices: the same on every backend and at any place, shuffles by the
 * definition in single draws, choices within their bounds and distinct where they have to be.  What
 * is refused writes and draws nothing. */
#include "fuzz/support/fuzz.h"

#include <stdlib.h>
#include <string.h>

const int fuzz_faults = 3;

enum { N_MAX = 400, ELEMENT_MAX = 40, POP_MAX = 300, SCRATCH_MAX = 40000 };

struct order {
    unsigned which;
    size_t outer, n, inner, size; /* elements, and bytes of one */
    int64_t pop;
    int shuffle;
    double tolerance;
    double p[POP_MAX];
};
enum {
    SHUFFLE,
    PERMUTED,
    PERMUTATION,
    CHOICE,
    DISTINCT,
    WEIGHTED,
    WEIGHTED_DISTINCT,
    LEGACY_DISTINCT,
    TOMAXINT,
    WAYS
};

static size_t bytes_of(const struct order *o) {
    return o->which <= PERMUTED ? o->outer * o->n * o->inner * o->size : o->n * 8;
}

/* What a shuffle is of. */
static void tag(unsigned char *p, size_t nbytes) {
    for (size_t i = 0; i < nbytes; i++)
        p[i] = (unsigned char)(i * 167 + (i >> 8) * 13);
}

/* Of 8 bytes each, and not one more: what the call needs, where that is not too much. */
static size_t scratch_of(const struct order *o) {
    const size_t pop = o->pop < 0 ? 0 : (size_t)o->pop;
    const size_t needed = o->which == DISTINCT
                              ? isorand_choice_distinct_scratch(o->n, o->pop, o->shuffle)
                          : o->which == WEIGHTED_DISTINCT ? 2 * pop
                                                          : pop;
    return needed < SCRATCH_MAX ? needed : 0;
}

static int make_with(const struct order *o, isorand_rng *rng, void *out, void *scratch,
                     size_t nscratch) {
    switch (o->which) {
    case SHUFFLE:
        return isorand_shuffle(rng, out, o->n, o->size);
    case PERMUTED:
        return isorand_permuted(rng, out, o->outer, o->n, o->inner, o->size);
    case PERMUTATION:
        return isorand_permutation_i64(rng, out, o->n);
    case CHOICE:
        return isorand_choice_i64(rng, out, o->n, o->pop);
    case DISTINCT:
        return isorand_choice_distinct_i64(rng, out, o->n, o->pop, o->shuffle, scratch, nscratch);
    case WEIGHTED:
        return isorand_choice_weighted_within_i64(rng, out, o->n, o->p, (size_t)o->pop,
                                                  o->tolerance, scratch);
    case WEIGHTED_DISTINCT:
        return isorand_choice_weighted_distinct_within_i64(rng, out, o->n, o->p, (size_t)o->pop,
                                                           o->tolerance, scratch);
    case LEGACY_DISTINCT:
        return isorand_legacy_choice_distinct_i64(rng, out, o->n, o->pop, scratch);
    default:
        return isorand_legacy_tomaxint_i64(rng, out, o->n);
    }
}

static int make(const struct order *o, isorand_rng *rng, void *out) {
    const size_t n = scratch_of(o);
    void *scratch = malloc(n ? 8 * n : 1);
    CHECK(scratch, "malloc");
    const int error = make_with(o, rng, out, scratch, n);
    free(scratch);
    return error;
}

/* ---- meanings ---- */

static void exchange(unsigned char *a, unsigned char *b, size_t size) {
    unsigned char t[ELEMENT_MAX];
    memcpy(t, a, size);
    memcpy(a, b, size);
    memcpy(b, t, size);
}

/* From the last element to the second, each with one that is not behind it. */
static void model_shuffle(isorand_rng *rng, unsigned char *p, size_t n, size_t size,
                          size_t stride) {
    for (size_t i = n; i-- > 1;) {
        const size_t j = (size_t)isorand_next_bounded(rng, ISORAND_RANDOMSTATE, i);
        if (i != j)
            exchange(p + i * stride, p + j * stride, size);
    }
}

static void check_shuffle(const struct order *o, isorand_rng rng, const isorand_rng *after,
                          const unsigned char *got) {
    static unsigned char want[FUZZ_ROOM];
    const size_t nbytes = bytes_of(o);
    if (o->which == PERMUTATION)
        for (int64_t i = 0; i < (int64_t)o->n; i++)
            memcpy(want + 8 * i, &i, 8);
    else
        tag(want, nbytes);
    const size_t size = o->which == PERMUTATION ? 8 : o->size;
    if (o->which == PERMUTED) {
        for (size_t i = 0; i < o->outer; i++)
            for (size_t k = 0; k < o->inner; k++)
                model_shuffle(&rng, want + (i * o->n * o->inner + k) * size, o->n, size,
                              o->inner * size);
    } else {
        model_shuffle(&rng, want, o->n, size, size);
    }
    if (fuzz_fault(1) && nbytes)
        want[nbytes - 1] ^= 1;
    CHECK_BYTES(got, want, nbytes, "shuffled");
    CHECK_BYTES(after, &rng, sizeof rng, "state of a shuffle");
}

static int compare(const void *a, const void *b) {
    int64_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static void check_choice(const struct order *o, const unsigned char *got) {
    int64_t x[N_MAX];
    memcpy(x, got, o->n * 8);
    for (size_t i = 0; i < o->n; i++) {
        CHECK(x[i] >= 0 && x[i] < o->pop - fuzz_fault(2) * 4, "element %d", (int)i);
        CHECK(o->which < WEIGHTED || o->which > WEIGHTED_DISTINCT || o->p[x[i]] > 0,
              "an impossible element");
    }
    if (o->which == CHOICE || o->which == WEIGHTED)
        return;
    qsort(x, o->n, sizeof *x, compare);
    for (size_t i = 1; i < o->n; i++)
        CHECK(x[i - 1] + fuzz_fault(3) < x[i], "twice");
}

/* ---- calls ---- */

static void read_order(struct fuzz *f, struct order *o) {
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    double sum = 0;
    *o = (struct order){.which = how % 16 % WAYS, .outer = 1, .inner = 1, .size = 1};
    o->n = fuzz_length(f, N_MAX);
    o->shuffle = how >> 4 & 1;
    if (o->which <= PERMUTED)
        o->size = (size_t)fuzz_below(f, ELEMENT_MAX + 1);
    if (o->which == PERMUTED) {
        o->outer = (size_t)fuzz_below(f, 6);
        o->inner = (size_t)fuzz_below(f, 6);
        o->n %= 32;
    }
    if (o->which == CHOICE || o->which == DISTINCT)
        o->pop = fuzz_integer(f);
    if (o->which == LEGACY_DISTINCT)
        o->pop = fuzz_integer(f) % SCRATCH_MAX;
    if (o->which == WEIGHTED || o->which == WEIGHTED_DISTINCT) {
        o->pop = (int64_t)fuzz_length(f, POP_MAX);
        o->tolerance = how & 32 ? fuzz_real(f) : 0x1p-26;
        for (int64_t i = 0; i < o->pop; i++)
            sum += o->p[i] = f->at < f->end ? fuzz_real(f) : 1;
        for (int64_t i = 0; i < o->pop && !(how & 64); i++)
            o->p[i] /= sum;
    }
}

void fuzz_one(struct fuzz *f) {
    static unsigned char want[FUZZ_ROOM], given[FUZZ_ROOM];
    static struct order o;
    const isorand_rng before = fuzz_rng(f);
    read_order(f, &o);
    const size_t nbytes = bytes_of(&o);
    isorand_rng after = before;
    int error = 1;
    tag(given, nbytes);
    unsigned char *out = fuzz_place(f, nbytes);
    for (int b = 0; fuzz_backend(b); b++) {
        isorand_rng rng = before;
        fuzz_use(b);
        out = fuzz_place_again(nbytes);
        memcpy(out, given, nbytes);
        const int got = make(&o, &rng, out);
        if (b == 0) {
            error = got;
            after = rng;
            memcpy(want, got ? given : out, nbytes);
        }
        CHECK(got == error, "%s: %d, not %d", fuzz_backend(b), got, error);
        CHECK_BYTES(out, want, nbytes, "%s: elements", fuzz_backend(b));
        CHECK_BYTES(&rng, error ? &before : &after, sizeof rng, "%s: state", fuzz_backend(b));
        fuzz_check_place(out, nbytes, fuzz_backend(b));
    }
    if (!error && o.which <= PERMUTATION)
        check_shuffle(&o, before, &after, want);
    else if (!error && o.which < TOMAXINT)
        check_choice(&o, want);
}
