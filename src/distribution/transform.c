/* SPDX-License-Identifier: MIT */
/* Distributions that are a formula in one or two uniforms, exponentials or normals.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c and, for RandomState,
 * legacy-distributions.c. */
#include "distribution/scalar.h"

/* ---- of normals ---- */

IR_DIST(lognormal) {
    const struct ir_base *base = ir_base_of(req);
    const double mean = req->param[0].f, sigma = req->param[1].f;
    if (!ir_is_number(mean) || !ir_is_nonnegative(sigma))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(!base->legacy, double, ir_exp(mean + sigma * base->normal(source)));
}

static double cauchy(const struct ir_base *base, struct ir_source *source) {
    const double numerator = base->normal(source);
    return numerator / base->normal(source);
}

IR_DIST(standard_cauchy) {
    const struct ir_base *base = ir_base_of(req);
    IR_FILL_AHEAD(!base->legacy, double, cauchy(base, source));
}

/* J. R. Michael, W. R. Schucany, R. W. Haas, The American Statistician 30 (1976) 88. */
static double wald(const struct ir_base *base, struct ir_source *source, double mean,
                   double scale) {
    const double mu_2l = mean / (2 * scale);
    const double z = base->normal(source);
    const double y = mean * z * z;
    const double x = mean + mu_2l * (y - ir_sqrt(4 * scale * y + y * y));
    return ir_source_f64(source) <= mean / (mean + x) ? x : mean * mean / x;
}

IR_DIST(wald) {
    const struct ir_base *base = ir_base_of(req);
    const double mean = req->param[0].f, scale = req->param[1].f;
    if (!ir_is_positive(mean) || !ir_is_positive(scale))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(!base->legacy, double, wald(base, source, mean, scale));
}

/* ---- of exponentials ---- */

static double rayleigh(const struct ir_base *base, struct ir_source *source, double scale) {
    if (base->legacy)
        return scale * ir_sqrt(-2.0 * ir_log1p(-ir_source_f64(source)));
    return scale * ir_sqrt(2.0 * base->exponential(source));
}

IR_DIST(rayleigh) {
    const struct ir_base *base = ir_base_of(req);
    const double scale = req->param[0].f;
    if (!ir_is_nonnegative(scale))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(1, double, rayleigh(base, source, scale));
}

IR_DIST(weibull) {
    const struct ir_base *base = ir_base_of(req);
    const double a = req->param[0].f;
    if (!ir_is_nonnegative(a))
        return ISORAND_EINVAL;
    /* With a = 0 nothing is drawn. */
    IR_FILL_AHEAD(a != 0, double, a == 0 ? 0.0 : ir_pow(base->exponential(source), 1. / a));
}

IR_DIST(pareto) {
    const struct ir_base *base = ir_base_of(req);
    const double a = req->param[0].f;
    if (!ir_is_positive(a))
        return ISORAND_EINVAL;
    if (base->legacy)
        IR_FILL_AHEAD(1, double, ir_exp(base->exponential(source) / a) - 1);
    IR_FILL_AHEAD(1, double, ir_expm1(base->exponential(source) / a));
}

IR_DIST(power) {
    const struct ir_base *base = ir_base_of(req);
    const double a = req->param[0].f;
    if (!ir_is_positive(a))
        return ISORAND_EINVAL;
    if (base->legacy)
        IR_FILL_AHEAD(1, double, ir_pow(1 - ir_exp(-base->exponential(source)), 1. / a));
    IR_FILL_AHEAD(1, double, ir_pow(-ir_expm1(-base->exponential(source)), 1. / a));
}

/* ---- of one uniform: the same in both classes ---- */

/* A uniform without the 0, for which another is drawn. */
static double open_uniform(struct ir_source *source) {
    double u;
    do
        u = ir_source_f64(source);
    while (u == 0);
    return u;
}

static double laplace(struct ir_source *source, double loc, double scale) {
    const double u = open_uniform(source);
    return u >= 0.5 ? loc - scale * ir_log(2.0 - u - u) : loc + scale * ir_log(u + u);
}

static double logistic(struct ir_source *source, double loc, double scale) {
    const double u = open_uniform(source);
    return loc + scale * ir_log(u / (1.0 - u));
}

static double gumbel(struct ir_source *source, double loc, double scale) {
    return loc - scale * ir_log(-ir_log(1.0 - open_uniform(source)));
}

#define LOC_SCALE(name)                                                                            \
    IR_DIST(name) {                                                                                \
        const double loc = req->param[0].f, scale = req->param[1].f;                               \
        if (!ir_is_number(loc) || !ir_is_nonnegative(scale))                                       \
            return ISORAND_EINVAL;                                                                 \
        IR_FILL_AHEAD(1, double, name(source, loc, scale));                                        \
    }

LOC_SCALE(laplace)
LOC_SCALE(logistic)
LOC_SCALE(gumbel)

static double triangular(struct ir_source *source, double left, double mode, double right) {
    const double base = right - left, left_base = mode - left;
    const double u = ir_source_f64(source);
    if (u <= left_base / base)
        return left + ir_sqrt(u * (left_base * base));
    return right - ir_sqrt((1.0 - u) * ((right - mode) * base));
}

IR_DIST(triangular) {
    const double left = req->param[0].f, mode = req->param[1].f, right = req->param[2].f;
    if (!(left <= mode && mode <= right && left < right))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(1, double, triangular(source, left, mode, right));
}
