/* SPDX-License-Identifier: MIT */
/* Generator.choice and RandomState.choice over 0 .. pop - 1: with and without replacement, with
 * equal and given probabilities. */
#include "distribution/order.h"
#include "distribution/scalar.h"
#include "math/kahan.h"

static int64_t get(const int64_t *p, size_t i) {
    int64_t x;
    memcpy(&x, (const unsigned char *)p + 8 * i, sizeof x);
    return x;
}

static void put(int64_t *p, size_t i, int64_t x) {
    memcpy((unsigned char *)p + 8 * i, &x, sizeof x);
}

/* ---- equal probabilities ---- */

int isorand_choice_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t pop) {
    const struct ir_backend *b;
    int error = ir_fill_check(rng, out, n, sizeof *out, &b);
    if (error)
        return error;
    if (n && pop <= 0)
        return ISORAND_EINVAL;
    for (size_t i = 0; i < n; i++)
        put(out, i, (int64_t)ir_draw_bounded_u64(rng, (uint64_t)pop - 1));
    return 0;
}

/* Exchanges elements n - 1, n - 2, ..., first with ones drawn by Lemire's method (NumPy's
 * _shuffle_int; the shuffles of order.c draw by masks). */
static void shuffle_lemire(isorand_rng *rng, int64_t *x, size_t n, size_t first) {
    for (size_t i = n; i-- > first;) {
        const size_t j = (size_t)ir_draw_bounded_u64(rng, i);
        const int64_t t = get(x, j);
        put(x, j, get(x, i));
        put(x, i, t);
    }
}

/* NumPy's rule of thumb: above it the tail of the whole population is shuffled; below it Floyd's
 * method draws the sample (J. Bentley, R. Floyd, Communications of the ACM 30 (1987) 754). */
static int by_tail(size_t n, uint64_t pop, int shuffle) {
    return pop > 10000 && n > pop / (shuffle ? 50 : 20);
}

/* Slots of Floyd's set: the least power of two above 1.2 n (NumPy's; any set would do). */
static size_t set_slots(size_t n) {
    size_t mask = n + n / 5;
    for (unsigned shift = 1; shift < 8 * sizeof mask; shift *= 2)
        mask |= mask >> shift;
    return mask + 1;
}

size_t isorand_choice_distinct_scratch(size_t n, int64_t pop, int shuffle) {
    if (pop < 0 || n > (uint64_t)pop || n > PTRDIFF_MAX / 8)
        return 0;
    return by_tail(n, (uint64_t)pop, shuffle) ? (size_t)pop : set_slots(n);
}

/* Puts 'value' + 1 into the set (0 = empty slot); whether it was new. */
static int insert(uint64_t *set, size_t mask, uint64_t value) {
    size_t slot = (size_t)value & mask;
    while (set[slot] && set[slot] != value + 1)
        slot = (slot + 1) & mask;
    const int is_new = !set[slot];
    set[slot] = value + 1;
    return is_new;
}

static void floyd(isorand_rng *rng, int64_t *out, size_t n, uint64_t pop, uint64_t *set) {
    const size_t slots = set_slots(n);
    memset(set, 0, slots * sizeof *set);
    for (size_t i = 0; i < n; i++) {
        const uint64_t j = pop - n + i;
        uint64_t value = ir_draw_bounded_u64(rng, j);
        if (!insert(set, slots - 1, value)) {
            value = j; /* larger than all before */
            insert(set, slots - 1, value);
        }
        put(out, i, (int64_t)value);
    }
}

int isorand_choice_distinct_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t pop, int shuffle,
                                uint64_t *scratch, size_t nscratch) {
    const struct ir_backend *b;
    int error = ir_fill_check(rng, out, n, sizeof *out, &b);
    if (error)
        return error;
    if (!n)
        return 0;
    const size_t needed = isorand_choice_distinct_scratch(n, pop, shuffle);
    if (!needed || !scratch)
        return ISORAND_EINVAL;
    if (nscratch < needed)
        return ISORAND_ESPACE;

    if (by_tail(n, (uint64_t)pop, shuffle)) {
        int64_t *all = (int64_t *)scratch; /* the signed twin of the type may alias it */
        const size_t first = (size_t)pop - n;
        ir_arange_i64(all, (size_t)pop);
        shuffle_lemire(rng, all, (size_t)pop, first ? first : 1);
        memcpy(out, all + first, n * sizeof *out);
    } else {
        floyd(rng, out, n, (uint64_t)pop, scratch);
        if (shuffle)
            shuffle_lemire(rng, out, n, 1);
    }
    return 0;
}

int isorand_legacy_choice_distinct_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t pop,
                                       int64_t *scratch) {
    const struct ir_backend *b;
    int error = ir_fill_check(rng, out, n, sizeof *out, &b);
    if (error)
        return error;
    if (pop < 0 || n > (uint64_t)pop || (!scratch && pop) || (n && !pop))
        return ISORAND_EINVAL;
    ir_arange_i64(scratch, (size_t)pop);
    ir_shuffle(b, rng, scratch, (size_t)pop, 8, 8);
    if (n)
        memcpy(out, scratch, n * sizeof *out);
    return 0;
}

/* ---- given probabilities ---- */

static int check_weighted(const isorand_rng *rng, const int64_t *out, size_t n, const double *p,
                          size_t pop, const double *scratch) {
    const double tolerance = 0x1p-26; /* sqrt(DBL_EPSILON) */
    const struct ir_backend *b;
    int error = ir_fill_check(rng, out, n, sizeof *out, &b);
    if (error)
        return error;
    if (pop > PTRDIFF_MAX / 16)
        return ISORAND_ERANGE;
    if (!p || !scratch || !pop)
        return ISORAND_EINVAL;
    for (size_t i = 0; i < pop; i++)
        if (!(p[i] >= 0))
            return ISORAND_EINVAL;
    const double sum = ir_kahan_sum(p, pop);
    return sum - 1. <= tolerance && 1. - sum <= tolerance ? 0 : ISORAND_EINVAL;
}

static void cumulate(double *cdf, const double *p, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += p[i];
        cdf[i] = sum;
    }
    for (size_t i = 0; i < n; i++)
        cdf[i] /= sum;
}

/* The first index whose cdf is greater than u. */
static size_t locate(const double *cdf, size_t n, double u) {
    size_t low = 0;
    while (n) {
        const size_t half = n / 2;
        if (cdf[low + half] <= u) {
            low += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return low;
}

IR_NOINLINE static int weighted(isorand_rng *rng, int64_t *out, size_t n, const double *p,
                                size_t pop, double *scratch) {
    int error = check_weighted(rng, out, n, p, pop, scratch);
    if (error)
        return error;
    cumulate(scratch, p, pop);
    for (size_t i = 0; i < n; i++)
        put(out, i, (int64_t)locate(scratch, pop, isorand_next_f64(rng)));
    return 0;
}

IR_NOINLINE static int weighted_distinct(isorand_rng *rng, int64_t *out, size_t n, const double *p,
                                         size_t pop, double *scratch) {
    double *left = scratch, *cdf = scratch + pop;
    size_t possible = 0;
    int error = check_weighted(rng, out, n, p, pop, scratch);
    if (error)
        return error;
    for (size_t i = 0; i < pop; i++)
        possible += p[i] > 0;
    if (n > possible)
        return ISORAND_EINVAL;

    memcpy(left, p, pop * sizeof *p);
    for (size_t found = 0; found < n;) {
        const size_t draws = n - found;
        cumulate(cdf, left, pop);
        for (size_t k = 0; k < draws; k++) {
            const size_t i = locate(cdf, pop, isorand_next_f64(rng));
            if (left[i] > 0) /* not taken in this round either */
                put(out, found++, (int64_t)i);
            left[i] = 0;
        }
    }
    return 0;
}

int isorand_choice_weighted_i64(isorand_rng *rng, int64_t *out, size_t n, const double *p,
                                size_t pop, double *scratch) {
    IR_ROUNDED(weighted(rng, out, n, p, pop, scratch));
}

int isorand_choice_weighted_distinct_i64(isorand_rng *rng, int64_t *out, size_t n, const double *p,
                                         size_t pop, double *scratch) {
    IR_ROUNDED(weighted_distinct(rng, out, n, p, pop, scratch));
}

/* ---- RandomState.tomaxint ---- */

int isorand_legacy_tomaxint_i64(isorand_rng *rng, int64_t *out, size_t n) {
    const struct ir_backend *b;
    int error = ir_fill_check(rng, out, n, sizeof *out, &b);
    if (error || !n)
        return error;
    ir_fill_u64(b, rng, out, n);
    for (size_t i = 0; i < n; i++)
        put(out, i, (int64_t)((uint64_t)get(out, i) >> 1));
    return 0;
}
