/* SPDX-License-Identifier: MIT */
/* Distributions that are a formula in one or two uniforms, exponentials or normals.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c and, for RandomState,
 * legacy-distributions.c. */
#include "dist/scalar.h"

/* ---- of normals ---- */

IR_DIST(lognormal) {
    const struct ir_base *base = ir_base_of(req);
    const double mean = req->param[0].f, sigma = req->param[1].f;
    if (!ir_is_number(mean) || !ir_is_nonnegative(sigma))
        return ISORAND_EINVAL;
    IR_FILL(double, ir_exp(mean + sigma * base->normal(rng)));
}

static double cauchy(const struct ir_base *base, isorand_rng *rng) {
    const double numerator = base->normal(rng);
    return numerator / base->normal(rng);
}

IR_DIST(standard_cauchy) {
    const struct ir_base *base = ir_base_of(req);
    IR_FILL(double, cauchy(base, rng));
}

/* J. R. Michael, W. R. Schucany, R. W. Haas, The American Statistician 30 (1976) 88. */
static double wald(const struct ir_base *base, isorand_rng *rng, double mean, double scale) {
    const double mu_2l = mean / (2 * scale);
    const double z = base->normal(rng);
    const double y = mean * z * z;
    const double x = mean + mu_2l * (y - ir_sqrt(4 * scale * y + y * y));
    return isorand_next_f64(rng) <= mean / (mean + x) ? x : mean * mean / x;
}

IR_DIST(wald) {
    const struct ir_base *base = ir_base_of(req);
    const double mean = req->param[0].f, scale = req->param[1].f;
    if (!ir_is_positive(mean) || !ir_is_positive(scale))
        return ISORAND_EINVAL;
    IR_FILL(double, wald(base, rng, mean, scale));
}

/* ---- of exponentials ---- */

static double rayleigh(const struct ir_base *base, isorand_rng *rng, double scale) {
    if (base->legacy)
        return scale * ir_sqrt(-2.0 * ir_log1p(-isorand_next_f64(rng)));
    return scale * ir_sqrt(2.0 * base->exponential(rng));
}

IR_DIST(rayleigh) {
    const struct ir_base *base = ir_base_of(req);
    const double scale = req->param[0].f;
    if (!ir_is_nonnegative(scale))
        return ISORAND_EINVAL;
    IR_FILL(double, rayleigh(base, rng, scale));
}

IR_DIST(weibull) {
    const struct ir_base *base = ir_base_of(req);
    const double a = req->param[0].f;
    if (!ir_is_nonnegative(a))
        return ISORAND_EINVAL;
    /* With a = 0 nothing is drawn. */
    IR_FILL(double, a == 0 ? 0.0 : ir_pow(base->exponential(rng), 1. / a));
}

IR_DIST(pareto) {
    const struct ir_base *base = ir_base_of(req);
    const double a = req->param[0].f;
    if (!ir_is_positive(a))
        return ISORAND_EINVAL;
    if (base->legacy)
        IR_FILL(double, ir_exp(base->exponential(rng) / a) - 1);
    IR_FILL(double, ir_expm1(base->exponential(rng) / a));
}

IR_DIST(power) {
    const struct ir_base *base = ir_base_of(req);
    const double a = req->param[0].f;
    if (!ir_is_positive(a))
        return ISORAND_EINVAL;
    if (base->legacy)
        IR_FILL(double, ir_pow(1 - ir_exp(-base->exponential(rng)), 1. / a));
    IR_FILL(double, ir_pow(-ir_expm1(-base->exponential(rng)), 1. / a));
}

/* ---- of one uniform: the same in both classes ---- */

/* A uniform without the 0, for which another is drawn. */
static double open_uniform(isorand_rng *rng) {
    double u;
    do
        u = isorand_next_f64(rng);
    while (u == 0);
    return u;
}

static double laplace(isorand_rng *rng, double loc, double scale) {
    const double u = open_uniform(rng);
    return u >= 0.5 ? loc - scale * ir_log(2.0 - u - u) : loc + scale * ir_log(u + u);
}

static double logistic(isorand_rng *rng, double loc, double scale) {
    const double u = open_uniform(rng);
    return loc + scale * ir_log(u / (1.0 - u));
}

static double gumbel(isorand_rng *rng, double loc, double scale) {
    return loc - scale * ir_log(-ir_log(1.0 - open_uniform(rng)));
}

#define LOC_SCALE(name)                                                                            \
    IR_DIST(name) {                                                                                \
        const double loc = req->param[0].f, scale = req->param[1].f;                               \
        if (!ir_is_number(loc) || !ir_is_nonnegative(scale))                                       \
            return ISORAND_EINVAL;                                                                 \
        IR_FILL(double, name(rng, loc, scale));                                                    \
    }

LOC_SCALE(laplace)
LOC_SCALE(logistic)
LOC_SCALE(gumbel)

static double triangular(isorand_rng *rng, double left, double mode, double right) {
    const double base = right - left, left_base = mode - left;
    const double u = isorand_next_f64(rng);
    if (u <= left_base / base)
        return left + ir_sqrt(u * (left_base * base));
    return right - ir_sqrt((1.0 - u) * ((right - mode) * base));
}

IR_DIST(triangular) {
    const double left = req->param[0].f, mode = req->param[1].f, right = req->param[2].f;
    if (!(left <= mode && mode <= right && left < right))
        return ISORAND_EINVAL;
    IR_FILL(double, triangular(rng, left, mode, right));
}
