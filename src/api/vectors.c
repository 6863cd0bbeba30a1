/* SPDX-License-Identifier: MIT */
/* Distributions of vectors: the public calls. */
#include "api/door.h"
#include "cpu/fpenv.h"
#include "distribution/multivariate.h"

/* 'n' vectors of 'k' 64-bit elements in 'out', described by 'parameters', an array of 'nparameters'
 * elements. */
static int enter(const isorand_rng *rng, const void *out, size_t n, const void *parameters,
                 size_t nparameters, size_t k, const struct ir_backend **backend) {
    if (!parameters || !k)
        return ISORAND_EINVAL;
    if (ir_too_large(k, 8) || ir_too_large(nparameters, 8))
        return ISORAND_ERANGE;
    const int error = ir_door_check(rng, out, n, 8 * k, backend);
    if (!error && ir_overlap(parameters, 8 * nparameters, out, n * k * 8))
        return ISORAND_EINVAL;
    return error;
}

IR_ROUNDS static int multinomial(const struct ir_backend *backend, const struct ir_family *family,
                                 isorand_rng *rng, int64_t *out, size_t n, int64_t trials,
                                 const double *pvals, size_t k) {
    struct ir_reader reader;
    if (!ir_multinomial_takes(trials, pvals, k))
        return ISORAND_EINVAL;
    ir_reader_begin(&reader, backend, rng);
    ir_multinomial(family, &reader, out, n, trials, pvals, k);
    ir_reader_finish(&reader);
    return 0;
}

static int multinomial_of(const struct ir_family *family, isorand_rng *rng, int64_t *out, size_t n,
                          int64_t trials, const double *pvals, size_t k) {
    const struct ir_backend *backend;
    int error = enter(rng, out, n, pvals, k, k, &backend);
    if (error)
        return error;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = multinomial(backend, family, rng, out, n, trials, pvals, k);
    ir_fpenv_leave(env);
    return error;
}

int isorand_multinomial_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t trials,
                            const double *pvals, size_t k) {
    return multinomial_of(&ir_family_generator, rng, out, n, trials, pvals, k);
}

int isorand_legacy_multinomial_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t trials,
                                   const double *pvals, size_t k) {
    return multinomial_of(&ir_family_randomstate, rng, out, n, trials, pvals, k);
}

IR_ROUNDS static int hypergeometric(const struct ir_backend *backend, isorand_rng *rng,
                                    int64_t *out, size_t n, const int64_t *colors, size_t k,
                                    int64_t nsample) {
    struct ir_reader reader;
    if (!ir_multivariate_hypergeometric_takes(colors, k, nsample))
        return ISORAND_EINVAL;
    ir_reader_begin(&reader, backend, rng);
    ir_multivariate_hypergeometric(&reader, out, n, colors, k, nsample);
    ir_reader_finish(&reader);
    return 0;
}

int isorand_multivariate_hypergeometric_i64(isorand_rng *rng, int64_t *out, size_t n,
                                            const int64_t *colors, size_t k, int64_t nsample) {
    const struct ir_backend *backend;
    int error = enter(rng, out, n, colors, k, k, &backend);
    if (error)
        return error;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = hypergeometric(backend, rng, out, n, colors, k, nsample);
    ir_fpenv_leave(env);
    return error;
}

/* No floating point: nothing is guarded. */
int isorand_multivariate_hypergeometric_count_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                  const int64_t *colors, size_t k, int64_t nsample,
                                                  uint64_t *scratch, size_t nscratch) {
    const struct ir_backend *backend;
    struct ir_reader reader;
    int error = enter(rng, out, n, colors, k, k, &backend);
    if (error)
        return error;
    const int64_t total = ir_sum_of_colors(colors, k);
    if (total < 0 || nsample < 0 || nsample > total)
        return ISORAND_EINVAL;
    error = ir_door_check(rng, scratch, (size_t)total, sizeof *scratch, &backend);
    if (error)
        return error;
    if (nscratch < (uint64_t)total)
        return ISORAND_ESPACE;
    const size_t nbytes = (size_t)total * sizeof *scratch;
    if (ir_overlap(scratch, nbytes, out, n * k * 8) || ir_overlap(scratch, nbytes, colors, k * 8))
        return ISORAND_EINVAL;
    ir_reader_begin(&reader, backend, rng);
    ir_multivariate_hypergeometric_count(&reader, out, n, colors, k, nsample, scratch);
    ir_reader_finish(&reader);
    return 0;
}

IR_ROUNDS static int dirichlet(const struct ir_backend *backend, const struct ir_family *family,
                               isorand_rng *rng, double *out, size_t n, const double *alpha,
                               size_t k) {
    struct ir_reader reader;
    if (!ir_dirichlet_takes(family, rng->numpy, alpha, k))
        return ISORAND_EINVAL;
    ir_reader_begin(&reader, backend, rng);
    ir_dirichlet(family, &reader, out, n, alpha, k);
    ir_reader_finish(&reader);
    return 0;
}

static int dirichlet_of(const struct ir_family *family, isorand_rng *rng, double *out, size_t n,
                        const double *alpha, size_t k) {
    const struct ir_backend *backend;
    if (!k) /* no categories: nothing to draw */
        return ir_door_check(rng, out, 0, 8, &backend);
    int error = enter(rng, out, n, alpha, k, k, &backend);
    if (error)
        return error;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = dirichlet(backend, family, rng, out, n, alpha, k);
    ir_fpenv_leave(env);
    return error;
}

int isorand_dirichlet_f64(isorand_rng *rng, double *out, size_t n, const double *alpha, size_t k) {
    return dirichlet_of(&ir_family_generator, rng, out, n, alpha, k);
}

int isorand_legacy_dirichlet_f64(isorand_rng *rng, double *out, size_t n, const double *alpha,
                                 size_t k) {
    return dirichlet_of(&ir_family_randomstate, rng, out, n, alpha, k);
}

IR_ROUNDS static int normal(const struct ir_backend *backend, isorand_rng *rng, double *out,
                            size_t n, const double *mean, const double *lower, size_t k) {
    struct ir_reader reader;
    if (!ir_multivariate_normal_takes(mean, lower, k))
        return ISORAND_EINVAL;
    ir_reader_begin(&reader, backend, rng);
    ir_multivariate_normal(&reader, out, n, mean, lower, k);
    ir_reader_finish(&reader);
    return 0;
}

int isorand_multivariate_normal_f64(isorand_rng *rng, double *out, size_t n, const double *mean,
                                    const double *lower, size_t k) {
    const struct ir_backend *backend;
    if (k && k > PTRDIFF_MAX / 8 / k)
        return ISORAND_ERANGE;
    int error = enter(rng, out, n, lower, k * k, k, &backend);
    if (error)
        return error;
    if (!mean || ir_overlap(mean, 8 * k, out, n * k * 8))
        return ISORAND_EINVAL;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = normal(backend, rng, out, n, mean, lower, k);
    ir_fpenv_leave(env);
    return error;
}

IR_ROUNDS static int legacy_normal(const struct ir_backend *backend, isorand_rng *rng, double *out,
                                   size_t n, const double *mean, const double *factor, size_t k,
                                   double *scratch) {
    struct ir_reader reader;
    if (!ir_legacy_multivariate_normal_takes(mean, factor, k))
        return ISORAND_EINVAL;
    ir_reader_begin(&reader, backend, rng);
    ir_legacy_multivariate_normal(&reader, out, n, mean, factor, k, scratch);
    ir_reader_finish(&reader);
    return 0;
}

int isorand_legacy_multivariate_normal_f64(isorand_rng *rng, double *out, size_t n,
                                           const double *mean, const double *factor, size_t k,
                                           double *scratch) {
    const struct ir_backend *backend;
    if (k && k > PTRDIFF_MAX / 8 / k)
        return ISORAND_ERANGE;
    int error = enter(rng, out, n, factor, k * k, k, &backend);
    if (error)
        return error;
    if (!mean || !scratch || ir_overlap(mean, 8 * k, out, n * k * 8) ||
        ir_overlap(scratch, 8 * k, out, n * k * 8) || ir_overlap(scratch, 8 * k, mean, 8 * k) ||
        ir_overlap(scratch, 8 * k, factor, 8 * k * k) ||
        ir_overlap(scratch, 8 * k, rng, sizeof *rng))
        return ISORAND_EINVAL;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = legacy_normal(backend, rng, out, n, mean, factor, k, scratch);
    ir_fpenv_leave(env);
    return error;
}
