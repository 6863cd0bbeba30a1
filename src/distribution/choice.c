/* SPDX-License-Identifier: MIT */
/* Generator.choice and RandomState.choice over 0 .. pop - 1: with and without replacement, with
 * equal and given probabilities. */
#include "base/bytes.h"
#include "distribution/draw.h"
#include "distribution/order.h"
#include "math/kahan.h"

#include <string.h>

/* ---- equal probabilities ---- */

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

size_t ir_choice_distinct_scratch(size_t n, int64_t pop, int shuffle) {
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

/* The value that 'drawn' from [0, last] stands for: itself, or 'last' if it is in the set already,
 * which holds smaller ones only. */
static int64_t take(uint64_t *set, size_t mask, uint64_t drawn, uint64_t last) {
    if (insert(set, mask, drawn))
        return (int64_t)drawn;
    insert(set, mask, last);
    return (int64_t)last;
}

static void floyd(struct ir_reader *r, int64_t *out, size_t n, uint64_t pop, uint64_t *set) {
    enum { BATCH = 32, NEAR = 1 << 14 /* slots */ };
    const size_t slots = set_slots(n), mask = slots - 1;
    const uint64_t first = pop - n;
    uint64_t drawn[BATCH];
    size_t i = 0;
    memset(set, 0, slots * sizeof *set);
    /* In batches, so that the waits for their slots overlap. */
    for (; slots > NEAR && n - i >= BATCH; i += BATCH) {
        for (size_t k = 0; k < BATCH; k++) {
            r->wanted = n - i - k;
            drawn[k] = ir_draw_lemire(r, 64, first + i + k);
            __builtin_prefetch(set + (drawn[k] & mask), 1);
        }
        for (size_t k = 0; k < BATCH; k++)
            ir_put_i64(out, i + k, take(set, mask, drawn[k], first + i + k));
    }
    for (; i < n; i++) {
        r->wanted = n - i;
        ir_put_i64(out, i, take(set, mask, ir_draw_lemire(r, 64, first + i), first + i));
    }
}

void ir_choice_distinct(struct ir_reader *r, int64_t *out, size_t n, int64_t pop, int shuffle,
                        uint64_t *scratch) {
    if (by_tail(n, (uint64_t)pop, shuffle)) {
        int64_t *all = (int64_t *)scratch; /* the signed twin of the type may alias it */
        const size_t first = (size_t)pop - n;
        ir_arange_i64(all, (size_t)pop);
        ir_shuffle_tail(r, all, (size_t)pop, first ? first : 1);
        memcpy(out, all + first, n * sizeof *out);
    } else {
        floyd(r, out, n, (uint64_t)pop, scratch);
        if (shuffle && n > 1)
            ir_shuffle_tail(r, out, n, 1);
    }
}

/* ---- given probabilities ---- */

int ir_choice_weights(const double *p, size_t pop, size_t n, int distinct, double tolerance) {
    size_t possible = 0;
    double total = 0; /* by which 'cumulate' divides */
    for (size_t i = 0; i < pop; i++) {
        if (!(p[i] >= 0))
            return 0;
        possible += p[i] > 0;
        total += p[i];
    }
    if (!(total > 0 && total - total == 0)) /* a large tolerance would take it */
        return 0;
    const double sum = ir_kahan_sum(p, pop);
    return sum - 1. <= tolerance && 1. - sum <= tolerance && (!distinct || n <= possible);
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

void ir_choice_weighted(struct ir_reader *r, int64_t *out, size_t n, const double *p, size_t pop,
                        double *scratch) {
    cumulate(scratch, p, pop);
    for (size_t i = 0; i < n; i++) {
        r->wanted = n - i;
        ir_put_i64(out, i, (int64_t)locate(scratch, pop, ir_read_f64(r)));
    }
}

void ir_choice_weighted_distinct(struct ir_reader *r, int64_t *out, size_t n, const double *p,
                                 size_t pop, double *scratch) {
    double *left = scratch, *cdf = scratch + pop;
    memcpy(left, p, pop * sizeof *p);
    for (size_t found = 0; found < n;) {
        const size_t draws = n - found;
        cumulate(cdf, left, pop);
        for (size_t k = 0; k < draws; k++) {
            r->wanted = draws - k;
            const size_t i = locate(cdf, pop, ir_read_f64(r));
            if (left[i] > 0) /* not taken in this round either */
                ir_put_i64(out, found++, (int64_t)i);
            left[i] = 0;
        }
    }
}
