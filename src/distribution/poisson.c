/* SPDX-License-Identifier: MIT */
/* The Poisson distribution, and the negative binomial made of it.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c. */
#include "distribution/gamma.h"

/* Multiply uniforms until the product falls to exp(-lam). */
static int64_t poisson_product(struct ir_source *source, double lam) {
    const double limit = ir_exp(-lam);
    double product = ir_source_f64(source);
    int64_t count = 0;
    for (; product > limit; count++)
        product *= ir_source_f64(source);
    return count;
}

/* PTRS, transformed rejection with squeeze: W. Hoermann, Insurance: Mathematics and Economics 12
 * (1993) 39. */
static int64_t poisson_ptrs(struct ir_source *source, double lam) {
    const double log_lam = ir_log(lam);
    const double b = 0.931 + 2.53 * ir_sqrt(lam);
    const double a = -0.059 + 0.02483 * b;
    const double inv_alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double vr = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
        const double u = ir_source_f64(source) - 0.5;
        const double v = ir_source_f64(source);
        const double us = 0.5 - ir_abs(u);
        const int64_t k = ir_to_i64(ir_floor((2 * a / us + b) * u + lam + 0.43));
        if (us >= 0.07 && v <= vr)
            return k;
        if (k < 0 || (us < 0.013 && v > us))
            continue;
        const double left = ir_log(v) + ir_log(inv_alpha) - ir_log(a / (us * us) + b);
        if (left <= -lam + (double)k * log_lam - ir_lgamma((double)(k + 1)))
            return k;
    }
}

int64_t ir_draw_poisson(struct ir_source *source, double lam) {
    if (lam >= 10)
        return poisson_ptrs(source, lam);
    return lam == 0 ? 0 : poisson_product(source, lam);
}

/* NumPy's bound: 10 standard deviations below 2^63 - 1. */
static double lam_max(void) {
    return 0x1p63 - ir_sqrt(0x1p63) * 10;
}

IR_DIST(poisson) {
    const double lam = req->param[0].f;
    if (!(lam >= 0 && lam <= lam_max()))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(lam > 0, int64_t, ir_draw_poisson(source, lam));
}

IR_DIST(negative_binomial) {
    const struct ir_base *base = ir_base_of(req);
    const double successes = req->param[0].f, p = req->param[1].f;
    const double scale = (1 - p) / p;
    if (!ir_is_positive(successes) || !(p >= 0 && p <= 1))
        return ISORAND_EINVAL;
    if (!base->legacy && (p == 0 || scale * (successes + 10 * ir_sqrt(successes)) > lam_max()))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(!base->legacy, int64_t,
                  ir_draw_poisson(source, scale * ir_draw_standard_gamma(base, source, successes)));
}
