/* SPDX-License-Identifier: MIT */
/* The typed calls of isorand/distributions.h: each is one request.
 *
 * Written by tools/generate/distributions.py from the rows of src/dists.def. */
#include <isorand/isorand.h>

int isorand_fill_uniform_f64(isorand_rng *rng, double *out, size_t n, double low, double high) {
    const isorand_request request = {ISORAND_UNIFORM, ISORAND_F64, {{.f = low}, {.f = high}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_normal_f32(isorand_rng *rng, float *out, size_t n, double loc, double scale) {
    const isorand_request request = {ISORAND_NORMAL, ISORAND_F32, {{.f = loc}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_normal_f64(isorand_rng *rng, double *out, size_t n, double loc, double scale) {
    const isorand_request request = {ISORAND_NORMAL, ISORAND_F64, {{.f = loc}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_exponential_f32(isorand_rng *rng, float *out, size_t n, double scale) {
    const isorand_request request = {ISORAND_EXPONENTIAL, ISORAND_F32, {{.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_exponential_f64(isorand_rng *rng, double *out, size_t n, double scale) {
    const isorand_request request = {ISORAND_EXPONENTIAL, ISORAND_F64, {{.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_exponential_inv_f32(isorand_rng *rng, float *out, size_t n, double scale) {
    const isorand_request request = {ISORAND_EXPONENTIAL_INV, ISORAND_F32, {{.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_exponential_inv_f64(isorand_rng *rng, double *out, size_t n, double scale) {
    const isorand_request request = {ISORAND_EXPONENTIAL_INV, ISORAND_F64, {{.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_integers_u8(isorand_rng *rng, uint8_t *out, size_t n, int64_t low, int64_t high,
                             int closed) {
    const isorand_request request = {
        ISORAND_INTEGERS, ISORAND_U8, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_integers_u16(isorand_rng *rng, uint16_t *out, size_t n, int64_t low, int64_t high,
                              int closed) {
    const isorand_request request = {
        ISORAND_INTEGERS, ISORAND_U16, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_integers_u32(isorand_rng *rng, uint32_t *out, size_t n, int64_t low, int64_t high,
                              int closed) {
    const isorand_request request = {
        ISORAND_INTEGERS, ISORAND_U32, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_integers_u64(isorand_rng *rng, uint64_t *out, size_t n, uint64_t low,
                              uint64_t high, int closed) {
    const isorand_request request = {
        ISORAND_INTEGERS, ISORAND_U64, {{.u = low}, {.u = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_integers_i8(isorand_rng *rng, int8_t *out, size_t n, int64_t low, int64_t high,
                             int closed) {
    const isorand_request request = {
        ISORAND_INTEGERS, ISORAND_I8, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_integers_i16(isorand_rng *rng, int16_t *out, size_t n, int64_t low, int64_t high,
                              int closed) {
    const isorand_request request = {
        ISORAND_INTEGERS, ISORAND_I16, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_integers_i32(isorand_rng *rng, int32_t *out, size_t n, int64_t low, int64_t high,
                              int closed) {
    const isorand_request request = {
        ISORAND_INTEGERS, ISORAND_I32, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_integers_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t low, int64_t high,
                              int closed) {
    const isorand_request request = {
        ISORAND_INTEGERS, ISORAND_I64, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_integers_bool(isorand_rng *rng, uint8_t *out, size_t n, int64_t low, int64_t high,
                               int closed) {
    const isorand_request request = {
        ISORAND_INTEGERS, ISORAND_BOOL, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_standard_gamma_f32(isorand_rng *rng, float *out, size_t n, double shape) {
    const isorand_request request = {ISORAND_STANDARD_GAMMA, ISORAND_F32, {{.f = shape}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_standard_gamma_f64(isorand_rng *rng, double *out, size_t n, double shape) {
    const isorand_request request = {ISORAND_STANDARD_GAMMA, ISORAND_F64, {{.f = shape}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_gamma_f64(isorand_rng *rng, double *out, size_t n, double shape, double scale) {
    const isorand_request request = {ISORAND_GAMMA, ISORAND_F64, {{.f = shape}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_gamma_f64(isorand_rng *rng, double *out, size_t n, double shape,
                                  double scale) {
    const isorand_request request = {
        ISORAND_LEGACY_GAMMA, ISORAND_F64, {{.f = shape}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_beta_f64(isorand_rng *rng, double *out, size_t n, double a, double b) {
    const isorand_request request = {ISORAND_BETA, ISORAND_F64, {{.f = a}, {.f = b}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_beta_f64(isorand_rng *rng, double *out, size_t n, double a, double b) {
    const isorand_request request = {ISORAND_LEGACY_BETA, ISORAND_F64, {{.f = a}, {.f = b}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_chisquare_f64(isorand_rng *rng, double *out, size_t n, double df) {
    const isorand_request request = {ISORAND_CHISQUARE, ISORAND_F64, {{.f = df}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_chisquare_f64(isorand_rng *rng, double *out, size_t n, double df) {
    const isorand_request request = {ISORAND_LEGACY_CHISQUARE, ISORAND_F64, {{.f = df}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_noncentral_chisquare_f64(isorand_rng *rng, double *out, size_t n, double df,
                                          double nonc) {
    const isorand_request request = {
        ISORAND_NONCENTRAL_CHISQUARE, ISORAND_F64, {{.f = df}, {.f = nonc}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_noncentral_chisquare_f64(isorand_rng *rng, double *out, size_t n, double df,
                                                 double nonc) {
    const isorand_request request = {
        ISORAND_LEGACY_NONCENTRAL_CHISQUARE, ISORAND_F64, {{.f = df}, {.f = nonc}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_f_f64(isorand_rng *rng, double *out, size_t n, double dfnum, double dfden) {
    const isorand_request request = {ISORAND_F, ISORAND_F64, {{.f = dfnum}, {.f = dfden}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_f_f64(isorand_rng *rng, double *out, size_t n, double dfnum, double dfden) {
    const isorand_request request = {
        ISORAND_LEGACY_F, ISORAND_F64, {{.f = dfnum}, {.f = dfden}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_noncentral_f_f64(isorand_rng *rng, double *out, size_t n, double dfnum,
                                  double dfden, double nonc) {
    const isorand_request request = {
        ISORAND_NONCENTRAL_F, ISORAND_F64, {{.f = dfnum}, {.f = dfden}, {.f = nonc}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_noncentral_f_f64(isorand_rng *rng, double *out, size_t n, double dfnum,
                                         double dfden, double nonc) {
    const isorand_request request = {
        ISORAND_LEGACY_NONCENTRAL_F, ISORAND_F64, {{.f = dfnum}, {.f = dfden}, {.f = nonc}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_standard_t_f64(isorand_rng *rng, double *out, size_t n, double df) {
    const isorand_request request = {ISORAND_STANDARD_T, ISORAND_F64, {{.f = df}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_standard_t_f64(isorand_rng *rng, double *out, size_t n, double df) {
    const isorand_request request = {ISORAND_LEGACY_STANDARD_T, ISORAND_F64, {{.f = df}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_lognormal_f64(isorand_rng *rng, double *out, size_t n, double mean, double sigma) {
    const isorand_request request = {
        ISORAND_LOGNORMAL, ISORAND_F64, {{.f = mean}, {.f = sigma}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_lognormal_f64(isorand_rng *rng, double *out, size_t n, double mean,
                                      double sigma) {
    const isorand_request request = {
        ISORAND_LEGACY_LOGNORMAL, ISORAND_F64, {{.f = mean}, {.f = sigma}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_standard_cauchy_f64(isorand_rng *rng, double *out, size_t n) {
    const isorand_request request = {ISORAND_STANDARD_CAUCHY, ISORAND_F64, {{0}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_standard_cauchy_f64(isorand_rng *rng, double *out, size_t n) {
    const isorand_request request = {ISORAND_LEGACY_STANDARD_CAUCHY, ISORAND_F64, {{0}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_laplace_f64(isorand_rng *rng, double *out, size_t n, double loc, double scale) {
    const isorand_request request = {ISORAND_LAPLACE, ISORAND_F64, {{.f = loc}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_laplace_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                    double scale) {
    const isorand_request request = {
        ISORAND_LEGACY_LAPLACE, ISORAND_F64, {{.f = loc}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_logistic_f64(isorand_rng *rng, double *out, size_t n, double loc, double scale) {
    const isorand_request request = {ISORAND_LOGISTIC, ISORAND_F64, {{.f = loc}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_logistic_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                     double scale) {
    const isorand_request request = {
        ISORAND_LEGACY_LOGISTIC, ISORAND_F64, {{.f = loc}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_gumbel_f64(isorand_rng *rng, double *out, size_t n, double loc, double scale) {
    const isorand_request request = {ISORAND_GUMBEL, ISORAND_F64, {{.f = loc}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_gumbel_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                   double scale) {
    const isorand_request request = {
        ISORAND_LEGACY_GUMBEL, ISORAND_F64, {{.f = loc}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_rayleigh_f64(isorand_rng *rng, double *out, size_t n, double scale) {
    const isorand_request request = {ISORAND_RAYLEIGH, ISORAND_F64, {{.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_rayleigh_f64(isorand_rng *rng, double *out, size_t n, double scale) {
    const isorand_request request = {ISORAND_LEGACY_RAYLEIGH, ISORAND_F64, {{.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_weibull_f64(isorand_rng *rng, double *out, size_t n, double a) {
    const isorand_request request = {ISORAND_WEIBULL, ISORAND_F64, {{.f = a}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_weibull_f64(isorand_rng *rng, double *out, size_t n, double a) {
    const isorand_request request = {ISORAND_LEGACY_WEIBULL, ISORAND_F64, {{.f = a}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_pareto_f64(isorand_rng *rng, double *out, size_t n, double a) {
    const isorand_request request = {ISORAND_PARETO, ISORAND_F64, {{.f = a}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_pareto_f64(isorand_rng *rng, double *out, size_t n, double a) {
    const isorand_request request = {ISORAND_LEGACY_PARETO, ISORAND_F64, {{.f = a}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_power_f64(isorand_rng *rng, double *out, size_t n, double a) {
    const isorand_request request = {ISORAND_POWER, ISORAND_F64, {{.f = a}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_power_f64(isorand_rng *rng, double *out, size_t n, double a) {
    const isorand_request request = {ISORAND_LEGACY_POWER, ISORAND_F64, {{.f = a}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_triangular_f64(isorand_rng *rng, double *out, size_t n, double left, double mode,
                                double right) {
    const isorand_request request = {
        ISORAND_TRIANGULAR, ISORAND_F64, {{.f = left}, {.f = mode}, {.f = right}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_triangular_f64(isorand_rng *rng, double *out, size_t n, double left,
                                       double mode, double right) {
    const isorand_request request = {
        ISORAND_LEGACY_TRIANGULAR, ISORAND_F64, {{.f = left}, {.f = mode}, {.f = right}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_vonmises_f64(isorand_rng *rng, double *out, size_t n, double mu, double kappa) {
    const isorand_request request = {ISORAND_VONMISES, ISORAND_F64, {{.f = mu}, {.f = kappa}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_vonmises_f64(isorand_rng *rng, double *out, size_t n, double mu,
                                     double kappa) {
    const isorand_request request = {
        ISORAND_LEGACY_VONMISES, ISORAND_F64, {{.f = mu}, {.f = kappa}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_wald_f64(isorand_rng *rng, double *out, size_t n, double mean, double scale) {
    const isorand_request request = {ISORAND_WALD, ISORAND_F64, {{.f = mean}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_wald_f64(isorand_rng *rng, double *out, size_t n, double mean,
                                 double scale) {
    const isorand_request request = {
        ISORAND_LEGACY_WALD, ISORAND_F64, {{.f = mean}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_geometric_i64(isorand_rng *rng, int64_t *out, size_t n, double p) {
    const isorand_request request = {ISORAND_GEOMETRIC, ISORAND_I64, {{.f = p}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_geometric_i64(isorand_rng *rng, int64_t *out, size_t n, double p) {
    const isorand_request request = {ISORAND_LEGACY_GEOMETRIC, ISORAND_I64, {{.f = p}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_poisson_i64(isorand_rng *rng, int64_t *out, size_t n, double lam) {
    const isorand_request request = {ISORAND_POISSON, ISORAND_I64, {{.f = lam}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_poisson_i64(isorand_rng *rng, int64_t *out, size_t n, double lam) {
    const isorand_request request = {ISORAND_LEGACY_POISSON, ISORAND_I64, {{.f = lam}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_binomial_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t trials, double p) {
    const isorand_request request = {ISORAND_BINOMIAL, ISORAND_I64, {{.i = trials}, {.f = p}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_binomial_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t trials,
                                     double p) {
    const isorand_request request = {
        ISORAND_LEGACY_BINOMIAL, ISORAND_I64, {{.i = trials}, {.f = p}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_negative_binomial_i64(isorand_rng *rng, int64_t *out, size_t n, double successes,
                                       double p) {
    const isorand_request request = {
        ISORAND_NEGATIVE_BINOMIAL, ISORAND_I64, {{.f = successes}, {.f = p}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_negative_binomial_i64(isorand_rng *rng, int64_t *out, size_t n,
                                              double successes, double p) {
    const isorand_request request = {
        ISORAND_LEGACY_NEGATIVE_BINOMIAL, ISORAND_I64, {{.f = successes}, {.f = p}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_hypergeometric_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t ngood,
                                    int64_t nbad, int64_t nsample) {
    const isorand_request request = {
        ISORAND_HYPERGEOMETRIC, ISORAND_I64, {{.i = ngood}, {.i = nbad}, {.i = nsample}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_hypergeometric_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t ngood,
                                           int64_t nbad, int64_t nsample) {
    const isorand_request request = {
        ISORAND_LEGACY_HYPERGEOMETRIC, ISORAND_I64, {{.i = ngood}, {.i = nbad}, {.i = nsample}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_zipf_i64(isorand_rng *rng, int64_t *out, size_t n, double a) {
    const isorand_request request = {ISORAND_ZIPF, ISORAND_I64, {{.f = a}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_zipf_i64(isorand_rng *rng, int64_t *out, size_t n, double a) {
    const isorand_request request = {ISORAND_LEGACY_ZIPF, ISORAND_I64, {{.f = a}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_logseries_i64(isorand_rng *rng, int64_t *out, size_t n, double p) {
    const isorand_request request = {ISORAND_LOGSERIES, ISORAND_I64, {{.f = p}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_logseries_i64(isorand_rng *rng, int64_t *out, size_t n, double p) {
    const isorand_request request = {ISORAND_LEGACY_LOGSERIES, ISORAND_I64, {{.f = p}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_uniform_f64(isorand_rng *rng, double *out, size_t n, double low,
                                    double high) {
    const isorand_request request = {
        ISORAND_LEGACY_UNIFORM, ISORAND_F64, {{.f = low}, {.f = high}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_normal_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                   double scale) {
    const isorand_request request = {
        ISORAND_LEGACY_NORMAL, ISORAND_F64, {{.f = loc}, {.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_exponential_f64(isorand_rng *rng, double *out, size_t n, double scale) {
    const isorand_request request = {ISORAND_LEGACY_EXPONENTIAL, ISORAND_F64, {{.f = scale}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_integers_u8(isorand_rng *rng, uint8_t *out, size_t n, int64_t low,
                                    int64_t high, int closed) {
    const isorand_request request = {
        ISORAND_LEGACY_INTEGERS, ISORAND_U8, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_integers_u16(isorand_rng *rng, uint16_t *out, size_t n, int64_t low,
                                     int64_t high, int closed) {
    const isorand_request request = {
        ISORAND_LEGACY_INTEGERS, ISORAND_U16, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_integers_u32(isorand_rng *rng, uint32_t *out, size_t n, int64_t low,
                                     int64_t high, int closed) {
    const isorand_request request = {
        ISORAND_LEGACY_INTEGERS, ISORAND_U32, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_integers_u64(isorand_rng *rng, uint64_t *out, size_t n, uint64_t low,
                                     uint64_t high, int closed) {
    const isorand_request request = {
        ISORAND_LEGACY_INTEGERS, ISORAND_U64, {{.u = low}, {.u = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_integers_i8(isorand_rng *rng, int8_t *out, size_t n, int64_t low,
                                    int64_t high, int closed) {
    const isorand_request request = {
        ISORAND_LEGACY_INTEGERS, ISORAND_I8, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_integers_i16(isorand_rng *rng, int16_t *out, size_t n, int64_t low,
                                     int64_t high, int closed) {
    const isorand_request request = {
        ISORAND_LEGACY_INTEGERS, ISORAND_I16, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_integers_i32(isorand_rng *rng, int32_t *out, size_t n, int64_t low,
                                     int64_t high, int closed) {
    const isorand_request request = {
        ISORAND_LEGACY_INTEGERS, ISORAND_I32, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_integers_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t low,
                                     int64_t high, int closed) {
    const isorand_request request = {
        ISORAND_LEGACY_INTEGERS, ISORAND_I64, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}

int isorand_fill_legacy_integers_bool(isorand_rng *rng, uint8_t *out, size_t n, int64_t low,
                                      int64_t high, int closed) {
    const isorand_request request = {
        ISORAND_LEGACY_INTEGERS, ISORAND_BOOL, {{.i = low}, {.i = high}, {.i = closed}}, 0};
    return isorand_fill(rng, &request, out, n);
}
