/* SPDX-License-Identifier: MIT */
/* Shuffles, permutations and choices: the public calls. */
#include "distribution/order.h"
#include "api/door.h"
#include "base/bytes.h"
#include "cpu/fpenv.h"

int isorand_shuffle(isorand_rng *rng, void *base, size_t n, size_t size) {
    const struct ir_backend *backend;
    struct ir_reader reader;
    if (!size)
        return ISORAND_EINVAL;
    const int error = ir_door_check(rng, base, n, size, &backend);
    if (error)
        return error;
    ir_reader_begin(&reader, backend, rng);
    ir_shuffle(&reader, base, n, size, size);
    ir_reader_finish(&reader);
    return 0;
}

int isorand_permutation_i64(isorand_rng *rng, int64_t *out, size_t n) {
    const struct ir_backend *backend;
    struct ir_reader reader;
    const int error = ir_door_check(rng, out, n, sizeof *out, &backend);
    if (error)
        return error;
    ir_arange_i64(out, n);
    ir_reader_begin(&reader, backend, rng);
    ir_shuffle(&reader, out, n, 8, 8);
    ir_reader_finish(&reader);
    return 0;
}

int isorand_permuted(isorand_rng *rng, void *base, size_t outer, size_t n, size_t inner,
                     size_t size) {
    const struct ir_backend *backend;
    struct ir_reader reader;
    unsigned char *p = base;
    if (!size)
        return ISORAND_EINVAL;
    if (!outer || !n || !inner)
        return ir_door_check(rng, base, 0, size, &backend);
    if (ir_too_large(inner, size) || ir_too_large(n, inner * size))
        return ISORAND_ERANGE;
    const int error = ir_door_check(rng, base, outer, n * inner * size, &backend);
    if (error)
        return error;
    ir_reader_begin(&reader, backend, rng);
    for (size_t i = 0; i < outer; i++, p += n * inner * size)
        for (size_t k = 0; k < inner; k++)
            ir_shuffle(&reader, p + k * size, n, size, inner * size);
    ir_reader_finish(&reader);
    return 0;
}

/* ---- choices with equal probabilities ---- */

int isorand_choice_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t pop) {
    const struct ir_backend *backend;
    struct ir_reader reader;
    const int error = ir_door_check(rng, out, n, sizeof *out, &backend);
    if (error)
        return error;
    if (n && pop <= 0)
        return ISORAND_EINVAL;
    ir_reader_begin(&reader, backend, rng);
    ir_choice(&reader, out, n, pop);
    ir_reader_finish(&reader);
    return 0;
}

size_t isorand_choice_distinct_scratch(size_t n, int64_t pop, int shuffle) {
    return ir_choice_distinct_scratch(n, pop, shuffle);
}

int isorand_choice_distinct_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t pop, int shuffle,
                                uint64_t *scratch, size_t nscratch) {
    const struct ir_backend *backend;
    struct ir_reader reader;
    const int error = ir_door_check(rng, out, n, sizeof *out, &backend);
    if (error || !n)
        return error;
    const size_t needed = ir_choice_distinct_scratch(n, pop, shuffle);
    if (!needed || !scratch)
        return ISORAND_EINVAL;
    if (nscratch < needed)
        return ISORAND_ESPACE;
    if (ir_overlap(scratch, needed * sizeof *scratch, out, n * sizeof *out) ||
        ir_overlap(scratch, needed * sizeof *scratch, rng, sizeof *rng))
        return ISORAND_EINVAL;
    ir_reader_begin(&reader, backend, rng);
    ir_choice_distinct(&reader, out, n, pop, shuffle, scratch);
    ir_reader_finish(&reader);
    return 0;
}

int isorand_legacy_choice_distinct_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t pop,
                                       int64_t *scratch) {
    const struct ir_backend *backend;
    struct ir_reader reader;
    int error = ir_door_check(rng, out, n, sizeof *out, &backend);
    if (error)
        return error;
    if (pop < 0 || n > (uint64_t)pop || (n && !pop))
        return ISORAND_EINVAL;
    error = ir_door_check(rng, scratch, (size_t)pop, sizeof *scratch, &backend);
    if (error)
        return error;
    if (ir_overlap(scratch, (size_t)pop * sizeof *scratch, out, n * sizeof *out))
        return ISORAND_EINVAL;
    ir_arange_i64(scratch, (size_t)pop);
    ir_reader_begin(&reader, backend, rng);
    ir_shuffle(&reader, scratch, (size_t)pop, 8, 8);
    ir_reader_finish(&reader);
    if (n)
        memcpy(out, scratch, n * sizeof *out);
    return 0;
}

/* ---- choices with given probabilities ---- */

static const double tolerance_f64 = 0x1p-26; /* sqrt(DBL_EPSILON) */

IR_ROUNDS static int weighted(const struct ir_backend *backend, isorand_rng *rng, int64_t *out,
                              size_t n, const double *p, size_t pop, double tolerance,
                              double *scratch, int distinct) {
    struct ir_reader reader;
    if (!ir_choice_weights(p, pop, n, distinct, tolerance))
        return ISORAND_EINVAL;
    ir_reader_begin(&reader, backend, rng);
    if (distinct)
        ir_choice_weighted_distinct(&reader, out, n, p, pop, scratch);
    else
        ir_choice_weighted(&reader, out, n, p, pop, scratch);
    ir_reader_finish(&reader);
    return 0;
}

/* Needs scratch for 'pop' doubles, twice as many for distinct elements. */
static int choice_weighted(isorand_rng *rng, int64_t *out, size_t n, const double *p, size_t pop,
                           double tolerance, double *scratch, int distinct) {
    const struct ir_backend *backend;
    int error = ir_door_check(rng, out, n, sizeof *out, &backend);
    if (error)
        return error;
    if (ir_too_large(pop, 2 * sizeof *p))
        return ISORAND_ERANGE;
    const size_t nout = n * sizeof *out, np = pop * sizeof *p, nscratch = distinct ? 2 * np : np;
    if (!p || !scratch || !pop || ir_overlap(p, np, out, nout) ||
        ir_overlap(p, np, scratch, nscratch) || ir_overlap(scratch, nscratch, out, nout) ||
        ir_overlap(scratch, nscratch, rng, sizeof *rng))
        return ISORAND_EINVAL;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = weighted(backend, rng, out, n, p, pop, tolerance, scratch, distinct);
    ir_fpenv_leave(env);
    return error;
}

int isorand_choice_weighted_i64(isorand_rng *rng, int64_t *out, size_t n, const double *p,
                                size_t pop, double *scratch) {
    return choice_weighted(rng, out, n, p, pop, tolerance_f64, scratch, 0);
}

int isorand_choice_weighted_within_i64(isorand_rng *rng, int64_t *out, size_t n, const double *p,
                                       size_t pop, double tolerance, double *scratch) {
    return choice_weighted(rng, out, n, p, pop, tolerance, scratch, 0);
}

int isorand_choice_weighted_distinct_i64(isorand_rng *rng, int64_t *out, size_t n, const double *p,
                                         size_t pop, double *scratch) {
    return choice_weighted(rng, out, n, p, pop, tolerance_f64, scratch, 1);
}

int isorand_choice_weighted_distinct_within_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                const double *p, size_t pop, double tolerance,
                                                double *scratch) {
    return choice_weighted(rng, out, n, p, pop, tolerance, scratch, 1);
}

/* ---- RandomState.tomaxint ---- */

int isorand_legacy_tomaxint_i64(isorand_rng *rng, int64_t *out, size_t n) {
    const struct ir_backend *backend;
    struct ir_reader reader;
    const int error = ir_door_check(rng, out, n, sizeof *out, &backend);
    if (error)
        return error;
    unsigned char *p = (unsigned char *)out;
    ir_reader_begin(&reader, backend, rng);
    ir_read_many_u64(&reader, p, n);
    ir_reader_finish(&reader);
    for (size_t i = 0; i < n; i++)
        ir_put64(p + 8 * i, ir_get64(p + 8 * i) >> 1);
    return 0;
}
