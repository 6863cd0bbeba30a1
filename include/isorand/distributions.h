/* SPDX-License-Identifier: MIT */
/* The distributions: their numbers, and a call for each distribution and type.
 *
 * Written by tools/generate/distributions.py from the rows of src/dists.def.
 *
 * Every call fills 'out' with 'n' values and answers as isorand_fill does.  Values, order of draws
 * and stream positions are those of NumPy on x86-64, at the rng's NumPy level (see isorand.h);
 * "since 1.18" or "1.21 - 2.3" says which versions agree with level 1.24.  NumPy's last bits depend
 * on the CPU and the C library that it runs on: the reference is glibc 2.28 or later on a CPU with
 * FMA.  isorand's are the same on every machine, and equal to the reference, but for vonmises, see
 * docs/guarantee.md.
 *
 * ISORAND_EINVAL: a parameter that NumPy refuses, and any NaN (but see ISORAND_NAN_ALLOWED).  -0.0
 * counts as negative, as in NumPy.  No call runs for ever: where NumPy 1.24 searches for ever or a
 * million times and more for a value (tiny beta, zipf near 1 and huge) its later versions' answer
 * is given, and where all of them do, the parameters are refused.
 *
 * The legacy calls are the functions of np.random after np.random.seed(S), on an rng from
 * isorand_seed_legacy(S); any other engine is RandomState(ENGINE(S)).  These streams are frozen in
 * NumPy since 1.17 and most of them since its beginnings.  rand, random_sample: isorand_fill_f64.
 * bytes: isorand_fill_bytes.  choice(pop, n): isorand_fill_legacy_integers_i64(0, pop, 0). */
#ifndef ISORAND_DISTRIBUTIONS_H
#define ISORAND_DISTRIBUTIONS_H

#include <isorand/isorand.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The numbers are part of the ABI. */
enum isorand_dist {
    ISORAND_RAW = 1,
    ISORAND_UNIFORM = 2,
    ISORAND_NORMAL = 3,
    ISORAND_EXPONENTIAL = 4,
    ISORAND_INTEGERS = 5,
    ISORAND_EXPONENTIAL_INV = 6,
    ISORAND_STANDARD_GAMMA = 10,
    ISORAND_GAMMA = 11,
    ISORAND_BETA = 12,
    ISORAND_CHISQUARE = 13,
    ISORAND_NONCENTRAL_CHISQUARE = 14,
    ISORAND_F = 15,
    ISORAND_NONCENTRAL_F = 16,
    ISORAND_STANDARD_T = 17,
    ISORAND_LOGNORMAL = 18,
    ISORAND_STANDARD_CAUCHY = 19,
    ISORAND_LAPLACE = 20,
    ISORAND_LOGISTIC = 21,
    ISORAND_GUMBEL = 22,
    ISORAND_RAYLEIGH = 23,
    ISORAND_WEIBULL = 24,
    ISORAND_PARETO = 25,
    ISORAND_POWER = 26,
    ISORAND_TRIANGULAR = 27,
    ISORAND_VONMISES = 28,
    ISORAND_WALD = 29,
    ISORAND_GEOMETRIC = 30,
    ISORAND_POISSON = 31,
    ISORAND_BINOMIAL = 32,
    ISORAND_NEGATIVE_BINOMIAL = 33,
    ISORAND_HYPERGEOMETRIC = 34,
    ISORAND_ZIPF = 35,
    ISORAND_LOGSERIES = 36,
    ISORAND_LEGACY_UNIFORM = 52,
    ISORAND_LEGACY_NORMAL = 53,
    ISORAND_LEGACY_EXPONENTIAL = 54,
    ISORAND_LEGACY_INTEGERS = 55,
    ISORAND_LEGACY_GAMMA = 61,
    ISORAND_LEGACY_BETA = 62,
    ISORAND_LEGACY_CHISQUARE = 63,
    ISORAND_LEGACY_NONCENTRAL_CHISQUARE = 64,
    ISORAND_LEGACY_F = 65,
    ISORAND_LEGACY_NONCENTRAL_F = 66,
    ISORAND_LEGACY_STANDARD_T = 67,
    ISORAND_LEGACY_LOGNORMAL = 68,
    ISORAND_LEGACY_STANDARD_CAUCHY = 69,
    ISORAND_LEGACY_LAPLACE = 70,
    ISORAND_LEGACY_LOGISTIC = 71,
    ISORAND_LEGACY_GUMBEL = 72,
    ISORAND_LEGACY_RAYLEIGH = 73,
    ISORAND_LEGACY_WEIBULL = 74,
    ISORAND_LEGACY_PARETO = 75,
    ISORAND_LEGACY_POWER = 76,
    ISORAND_LEGACY_TRIANGULAR = 77,
    ISORAND_LEGACY_VONMISES = 78,
    ISORAND_LEGACY_WALD = 79,
    ISORAND_LEGACY_GEOMETRIC = 80,
    ISORAND_LEGACY_POISSON = 81,
    ISORAND_LEGACY_BINOMIAL = 82,
    ISORAND_LEGACY_NEGATIVE_BINOMIAL = 83,
    ISORAND_LEGACY_HYPERGEOMETRIC = 84,
    ISORAND_LEGACY_ZIPF = 85,
    ISORAND_LEGACY_LOGSERIES = 86
};

/* Generator.uniform(low, high, n): since 1.17. low + (high - low) U, which rounding can make
 * 'high'; high >= low, both finite and not too far apart for a double. Single precision has no
 * bounds in NumPy and takes 0 and 1 only. */
ISORAND_API int isorand_fill_uniform_f64(isorand_rng *rng, double *out, size_t n, double low,
                                         double high);

/* Generator.normal(loc, scale, n) and, in single precision, loc + scale * standard_normal(n, dtype=
 * np.float32): since 1.17. scale >= 0. loc -0.0 and scale 1 are standard_normal: a sum with 0 makes
 * 0 of a -0, one in 2^53 normals, in single precision one in 2^24, and takes some time. */
ISORAND_API int isorand_fill_normal_f32(isorand_rng *rng, float *out, size_t n, double loc,
                                        double scale);
ISORAND_API int isorand_fill_normal_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                        double scale);

/* Generator.exponential(scale, n) and, in single precision, scale * standard_exponential(n, dtype=
 * np.float32): since 1.17. scale >= 0. */
ISORAND_API int isorand_fill_exponential_f32(isorand_rng *rng, float *out, size_t n, double scale);
ISORAND_API int isorand_fill_exponential_f64(isorand_rng *rng, double *out, size_t n, double scale);

/* scale * Generator.standard_exponential(n, dtype, method='inv'): f64 since 1.17, f32 since
 * 1.22. */
ISORAND_API int isorand_fill_exponential_inv_f32(isorand_rng *rng, float *out, size_t n,
                                                 double scale);
ISORAND_API int isorand_fill_exponential_inv_f64(isorand_rng *rng, double *out, size_t n,
                                                 double scale);

/* Generator.integers(low, high, n, dtype, endpoint=closed): since 1.18. low < high, or low <= high
 * when 'closed'; for u64 an exclusive high of 0 stands for 2^64. bool takes bounds of 0, 1 and 2.
 * As in NumPy 8- and 16-bit types and bool take pieces of 32-bit words and drop what is left of the
 * last word, so for them a fill does not equal its parts. */
ISORAND_API int isorand_fill_integers_u8(isorand_rng *rng, uint8_t *out, size_t n, int64_t low,
                                         int64_t high, int closed);
ISORAND_API int isorand_fill_integers_u16(isorand_rng *rng, uint16_t *out, size_t n, int64_t low,
                                          int64_t high, int closed);
ISORAND_API int isorand_fill_integers_u32(isorand_rng *rng, uint32_t *out, size_t n, int64_t low,
                                          int64_t high, int closed);
ISORAND_API int isorand_fill_integers_u64(isorand_rng *rng, uint64_t *out, size_t n, uint64_t low,
                                          uint64_t high, int closed);
ISORAND_API int isorand_fill_integers_i8(isorand_rng *rng, int8_t *out, size_t n, int64_t low,
                                         int64_t high, int closed);
ISORAND_API int isorand_fill_integers_i16(isorand_rng *rng, int16_t *out, size_t n, int64_t low,
                                          int64_t high, int closed);
ISORAND_API int isorand_fill_integers_i32(isorand_rng *rng, int32_t *out, size_t n, int64_t low,
                                          int64_t high, int closed);
ISORAND_API int isorand_fill_integers_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t low,
                                          int64_t high, int closed);
ISORAND_API int isorand_fill_integers_bool(isorand_rng *rng, uint8_t *out, size_t n, int64_t low,
                                           int64_t high, int closed);

/* Generator.standard_gamma(shape, n, dtype): since 1.18. shape >= 0. */
ISORAND_API int isorand_fill_standard_gamma_f32(isorand_rng *rng, float *out, size_t n,
                                                double shape);
ISORAND_API int isorand_fill_standard_gamma_f64(isorand_rng *rng, double *out, size_t n,
                                                double shape);

/* gamma(shape, scale, n): since 1.18. shape, scale >= 0. */
ISORAND_API int isorand_fill_gamma_f64(isorand_rng *rng, double *out, size_t n, double shape,
                                       double scale);

/* RandomState.gamma(shape, scale, n). */
ISORAND_API int isorand_fill_legacy_gamma_f64(isorand_rng *rng, double *out, size_t n, double shape,
                                              double scale);

/* beta(a, b, n): 1.18 - 1.25; later versions differ where U^(1/a) underflows. a, b > 0. */
ISORAND_API int isorand_fill_beta_f64(isorand_rng *rng, double *out, size_t n, double a, double b);

/* RandomState.beta(a, b, n). */
ISORAND_API int isorand_fill_legacy_beta_f64(isorand_rng *rng, double *out, size_t n, double a,
                                             double b);

/* chisquare(df, n): since 1.18. df > 0. */
ISORAND_API int isorand_fill_chisquare_f64(isorand_rng *rng, double *out, size_t n, double df);

/* RandomState.chisquare(df, n). */
ISORAND_API int isorand_fill_legacy_chisquare_f64(isorand_rng *rng, double *out, size_t n,
                                                  double df);

/* noncentral_chisquare(df, nonc, n): since 1.18. df > 0, nonc >= 0. */
ISORAND_API int isorand_fill_noncentral_chisquare_f64(isorand_rng *rng, double *out, size_t n,
                                                      double df, double nonc);

/* RandomState.noncentral_chisquare(df, nonc, n). */
ISORAND_API int isorand_fill_legacy_noncentral_chisquare_f64(isorand_rng *rng, double *out,
                                                             size_t n, double df, double nonc);

/* f(dfnum, dfden, n): since 1.18; the numerator is drawn first, which NumPy left to its compiler
 * before 2.4. dfnum, dfden > 0. */
ISORAND_API int isorand_fill_f_f64(isorand_rng *rng, double *out, size_t n, double dfnum,
                                   double dfden);

/* RandomState.f(dfnum, dfden, n). */
ISORAND_API int isorand_fill_legacy_f_f64(isorand_rng *rng, double *out, size_t n, double dfnum,
                                          double dfden);

/* noncentral_f(dfnum, dfden, nonc, n): since 1.18; order as f. dfnum, dfden > 0, nonc >= 0. */
ISORAND_API int isorand_fill_noncentral_f_f64(isorand_rng *rng, double *out, size_t n, double dfnum,
                                              double dfden, double nonc);

/* RandomState.noncentral_f(dfnum, dfden, nonc, n). */
ISORAND_API int isorand_fill_legacy_noncentral_f_f64(isorand_rng *rng, double *out, size_t n,
                                                     double dfnum, double dfden, double nonc);

/* standard_t(df, n): since 1.18. df > 0. */
ISORAND_API int isorand_fill_standard_t_f64(isorand_rng *rng, double *out, size_t n, double df);

/* RandomState.standard_t(df, n). */
ISORAND_API int isorand_fill_legacy_standard_t_f64(isorand_rng *rng, double *out, size_t n,
                                                   double df);

/* lognormal(mean, sigma, n): since 1.18. sigma >= 0. */
ISORAND_API int isorand_fill_lognormal_f64(isorand_rng *rng, double *out, size_t n, double mean,
                                           double sigma);

/* RandomState.lognormal(mean, sigma, n). */
ISORAND_API int isorand_fill_legacy_lognormal_f64(isorand_rng *rng, double *out, size_t n,
                                                  double mean, double sigma);

/* standard_cauchy(n): since 1.18; the numerator is drawn first (see f). */
ISORAND_API int isorand_fill_standard_cauchy_f64(isorand_rng *rng, double *out, size_t n);

/* RandomState.standard_cauchy(n). */
ISORAND_API int isorand_fill_legacy_standard_cauchy_f64(isorand_rng *rng, double *out, size_t n);

/* laplace(loc, scale, n): since 1.17. scale >= 0. */
ISORAND_API int isorand_fill_laplace_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                         double scale);

/* RandomState.laplace(loc, scale, n). */
ISORAND_API int isorand_fill_legacy_laplace_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                                double scale);

/* logistic(loc, scale, n): since 1.17. scale >= 0. */
ISORAND_API int isorand_fill_logistic_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                          double scale);

/* RandomState.logistic(loc, scale, n). */
ISORAND_API int isorand_fill_legacy_logistic_f64(isorand_rng *rng, double *out, size_t n,
                                                 double loc, double scale);

/* gumbel(loc, scale, n): since 1.17. scale >= 0. */
ISORAND_API int isorand_fill_gumbel_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                        double scale);

/* RandomState.gumbel(loc, scale, n). */
ISORAND_API int isorand_fill_legacy_gumbel_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                               double scale);

/* rayleigh(scale, n): since 1.21. scale >= 0. */
ISORAND_API int isorand_fill_rayleigh_f64(isorand_rng *rng, double *out, size_t n, double scale);

/* RandomState.rayleigh(scale, n). */
ISORAND_API int isorand_fill_legacy_rayleigh_f64(isorand_rng *rng, double *out, size_t n,
                                                 double scale);

/* weibull(a, n): since 1.18. a >= 0. */
ISORAND_API int isorand_fill_weibull_f64(isorand_rng *rng, double *out, size_t n, double a);

/* RandomState.weibull(a, n). */
ISORAND_API int isorand_fill_legacy_weibull_f64(isorand_rng *rng, double *out, size_t n, double a);

/* pareto(a, n): since 1.22. a > 0. */
ISORAND_API int isorand_fill_pareto_f64(isorand_rng *rng, double *out, size_t n, double a);

/* RandomState.pareto(a, n). */
ISORAND_API int isorand_fill_legacy_pareto_f64(isorand_rng *rng, double *out, size_t n, double a);

/* power(a, n): since 1.22. a > 0. */
ISORAND_API int isorand_fill_power_f64(isorand_rng *rng, double *out, size_t n, double a);

/* RandomState.power(a, n). */
ISORAND_API int isorand_fill_legacy_power_f64(isorand_rng *rng, double *out, size_t n, double a);

/* triangular(left, mode, right, n): since 1.17. left <= mode <= right, left < right. */
ISORAND_API int isorand_fill_triangular_f64(isorand_rng *rng, double *out, size_t n, double left,
                                            double mode, double right);

/* RandomState.triangular(left, mode, right, n). */
ISORAND_API int isorand_fill_legacy_triangular_f64(isorand_rng *rng, double *out, size_t n,
                                                   double left, double mode, double right);

/* vonmises(mu, kappa, n): since 1.21, up to last bits (docs/guarantee.md). kappa >= 0. */
ISORAND_API int isorand_fill_vonmises_f64(isorand_rng *rng, double *out, size_t n, double mu,
                                          double kappa);

/* RandomState.vonmises(mu, kappa, n).
 *
 * As isorand_fill_vonmises_f64, but kappa up to 6.0e15; above, NumPy searches for ever for some
 * kappa, and from 1.81e16 on for all, and these are refused. Generator takes the wrapped normal
 * from 10^6 on. */
ISORAND_API int isorand_fill_legacy_vonmises_f64(isorand_rng *rng, double *out, size_t n, double mu,
                                                 double kappa);

/* wald(mean, scale, n): 1.18 - 2.3. mean, scale > 0. */
ISORAND_API int isorand_fill_wald_f64(isorand_rng *rng, double *out, size_t n, double mean,
                                      double scale);

/* RandomState.wald(mean, scale, n). */
ISORAND_API int isorand_fill_legacy_wald_f64(isorand_rng *rng, double *out, size_t n, double mean,
                                             double scale);

/* geometric(p, n): since 1.21; above 2^63 - 1 (p < 1e-17) since 1.25. 0 < p <= 1. */
ISORAND_API int isorand_fill_geometric_i64(isorand_rng *rng, int64_t *out, size_t n, double p);

/* RandomState.geometric(p, n). */
ISORAND_API int isorand_fill_legacy_geometric_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                  double p);

/* poisson(lam, n): since 1.20. 0 <= lam <= 2^63 - 10 * 2^31.5. */
ISORAND_API int isorand_fill_poisson_i64(isorand_rng *rng, int64_t *out, size_t n, double lam);

/* RandomState.poisson(lam, n). */
ISORAND_API int isorand_fill_legacy_poisson_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                double lam);

/* binomial(trials, p, n): 1.17 - 2.3. trials >= 0, 0 <= p <= 1. */
ISORAND_API int isorand_fill_binomial_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t trials,
                                          double p);

/* RandomState.binomial(trials, p, n). */
ISORAND_API int isorand_fill_legacy_binomial_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                 int64_t trials, double p);

/* negative_binomial(successes, p, n): since 1.20. successes > 0, 0 < p <= 1, and a mean (plus ten
 * times its square root part) that poisson takes. */
ISORAND_API int isorand_fill_negative_binomial_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                   double successes, double p);

/* RandomState.negative_binomial(successes, p, n).
 *
 * As isorand_fill_negative_binomial_i64, but also p = 0, and any mean. */
ISORAND_API int isorand_fill_legacy_negative_binomial_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                          double successes, double p);

/* hypergeometric(ngood, nbad, nsample, n): since 1.18. 0 <= ngood, nbad < 10^9, 0 <= nsample <=
 * ngood + nbad. */
ISORAND_API int isorand_fill_hypergeometric_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                int64_t ngood, int64_t nbad, int64_t nsample);

/* RandomState.hypergeometric(ngood, nbad, nsample, n).
 *
 * As isorand_fill_hypergeometric_i64, but ngood, nbad >= 0, 1 <= nsample <= ngood + nbad < 2^63.
 * Where NumPy would search for ever, or for more than 10^6 tries a value, the parameters are
 * refused: nsample > 10 with ngood + nbad >= 2^63 - 2, and nsample of 10^12 and more that is nearly
 * all of ngood + nbad. */
ISORAND_API int isorand_fill_legacy_hypergeometric_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                       int64_t ngood, int64_t nbad,
                                                       int64_t nsample);

/* zipf(a, n): 1.21 - 2.0. a > 1. For a near 1 a value takes about 1 / (44 (a - 1)) tries before
 * 2.1; below 1 + 2e-8, where that is 10^6 and more, the answer is that of 2.1. */
ISORAND_API int isorand_fill_zipf_i64(isorand_rng *rng, int64_t *out, size_t n, double a);

/* RandomState.zipf(a, n).
 *
 * As isorand_fill_zipf_i64, but like Generator's before 2.1, at every level. */
ISORAND_API int isorand_fill_legacy_zipf_i64(isorand_rng *rng, int64_t *out, size_t n, double a);

/* logseries(p, n): since 1.22. 0 <= p < 1. */
ISORAND_API int isorand_fill_logseries_i64(isorand_rng *rng, int64_t *out, size_t n, double p);

/* RandomState.logseries(p, n). */
ISORAND_API int isorand_fill_legacy_logseries_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                  double p);

/* uniform(low, high, n). high - low must be finite, and may be negative. */
ISORAND_API int isorand_fill_legacy_uniform_f64(isorand_rng *rng, double *out, size_t n, double low,
                                                double high);

/* randn, standard_normal, normal(loc, scale, n): polar, with the cached value in the rng. scale >=
 * 0. loc 0 makes 0 of a cached -0, which only a caller can have set; -0.0 does not. */
ISORAND_API int isorand_fill_legacy_normal_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                               double scale);

/* standard_exponential, exponential(scale, n). scale >= 0. */
ISORAND_API int isorand_fill_legacy_exponential_f64(isorand_rng *rng, double *out, size_t n,
                                                    double scale);

/* randint(low, high, n, dtype): low <= x < high, or low <= x <= high when 'closed', as
 * random_integers(low, high, n) has it: so high = 2^63 can be asked for. high = 0 of the u64 form
 * stands for 2^64 when not closed; bool and 8- and 16-bit types drop the rest of a word as
 * Generator's do. */
ISORAND_API int isorand_fill_legacy_integers_u8(isorand_rng *rng, uint8_t *out, size_t n,
                                                int64_t low, int64_t high, int closed);
ISORAND_API int isorand_fill_legacy_integers_u16(isorand_rng *rng, uint16_t *out, size_t n,
                                                 int64_t low, int64_t high, int closed);
ISORAND_API int isorand_fill_legacy_integers_u32(isorand_rng *rng, uint32_t *out, size_t n,
                                                 int64_t low, int64_t high, int closed);
ISORAND_API int isorand_fill_legacy_integers_u64(isorand_rng *rng, uint64_t *out, size_t n,
                                                 uint64_t low, uint64_t high, int closed);
ISORAND_API int isorand_fill_legacy_integers_i8(isorand_rng *rng, int8_t *out, size_t n,
                                                int64_t low, int64_t high, int closed);
ISORAND_API int isorand_fill_legacy_integers_i16(isorand_rng *rng, int16_t *out, size_t n,
                                                 int64_t low, int64_t high, int closed);
ISORAND_API int isorand_fill_legacy_integers_i32(isorand_rng *rng, int32_t *out, size_t n,
                                                 int64_t low, int64_t high, int closed);
ISORAND_API int isorand_fill_legacy_integers_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                 int64_t low, int64_t high, int closed);
ISORAND_API int isorand_fill_legacy_integers_bool(isorand_rng *rng, uint8_t *out, size_t n,
                                                  int64_t low, int64_t high, int closed);

#ifdef __cplusplus
}
#endif

#endif
