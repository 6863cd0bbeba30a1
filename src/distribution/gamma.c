/* SPDX-License-Identifier: MIT */
/* The gamma distribution and those made of it: chi-square, F, Student's t, beta.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c and, for RandomState,
 * legacy-distributions.c. */
#include "distribution/gamma.h"

/* ---- standard gamma ----
 * shape < 1: J. H. Ahrens, U. Dieter, Computing 12 (1974) 223, as improved by D. J. Best (1983);
 * shape > 1: G. Marsaglia, W. W. Tsang, ACM TOMS 26 (2000) 363. */

static double gamma_below_one(const struct ir_base *base, struct ir_source *source, double shape) {
    for (;;) {
        const double u = ir_source_f64(source);
        const double e = base->exponential(source);
        if (u <= 1.0 - shape) {
            const double x = ir_pow(u, 1. / shape);
            if (x <= e)
                return x;
        } else {
            const double y = -ir_log((1 - u) / shape);
            const double x = ir_pow(1.0 - shape + shape * y, 1. / shape);
            if (x <= e + y)
                return x;
        }
    }
}

static double gamma_above_one(const struct ir_base *base, struct ir_source *source, double shape) {
    const double b = shape - 1. / 3., c = 1. / ir_sqrt(9 * b);
    for (;;) {
        double x, v;
        do {
            x = base->normal(source);
            v = 1.0 + c * x;
        } while (v <= 0.0);
        v = v * v * v;
        const double u = ir_source_f64(source);
        if (u < 1.0 - 0.0331 * (x * x) * (x * x) ||
            ir_log(u) < 0.5 * x * x + b * (1. - v + ir_log(v)))
            return b * v;
    }
}

double ir_draw_standard_gamma(const struct ir_base *base, struct ir_source *source, double shape) {
    if (shape == 1.0)
        return base->exponential(source);
    if (shape == 0.0)
        return 0.0;
    return shape < 1.0 ? gamma_below_one(base, source, shape)
                       : gamma_above_one(base, source, shape);
}

/* The single-precision form. */

static float gamma_f32_below_one(struct ir_source *source, float shape) {
    for (;;) {
        const float u = ir_source_f32(source);
        const float e = ir_draw_exponential_f32(source->rng);
        if (u <= 1.0f - shape) {
            const float x = ir_powf(u, 1.0f / shape);
            if (x <= e)
                return x;
        } else {
            const float y = -ir_logf((1.0f - u) / shape);
            const float x = ir_powf(1.0f - shape + shape * y, 1.0f / shape);
            if (x <= e + y)
                return x;
        }
    }
}

static float gamma_f32_above_one(struct ir_source *source, float shape) {
    const float b = shape - 1.0f / 3.0f;
    const float c = 1.0f / (float)ir_sqrt((double)(9.0f * b)); /* = sqrtf: 53 >= 2 * 24 + 2 */
    for (;;) {
        float x, v;
        do {
            x = ir_draw_normal_f32(source->rng);
            v = 1.0f + c * x;
        } while (v <= 0.0f);
        v = v * v * v;
        const float u = ir_source_f32(source);
        if (u < 1.0f - 0.0331f * (x * x) * (x * x) ||
            ir_logf(u) < 0.5f * x * x + b * (1.0f - v + ir_logf(v)))
            return b * v;
    }
}

static float gamma_f32(struct ir_source *source, float shape) {
    if (shape == 1.0f)
        return ir_draw_exponential_f32(source->rng);
    if (shape == 0.0f)
        return 0.0f;
    return shape < 1.0f ? gamma_f32_below_one(source, shape) : gamma_f32_above_one(source, shape);
}

IR_DIST(standard_gamma) {
    const double shape = req->param[0].f;
    if (!ir_is_nonnegative(shape))
        return ISORAND_EINVAL;
    if (req->type == ISORAND_F32)
        IR_FILL(float, gamma_f32(source, (float)shape));
    IR_FILL_AHEAD(shape != 0, double, ir_draw_standard_gamma(&ir_base_generator, source, shape));
}

IR_DIST(gamma) {
    const struct ir_base *base = ir_base_of(req);
    const double shape = req->param[0].f, scale = req->param[1].f;
    if (!ir_is_nonnegative(shape) || !ir_is_nonnegative(scale))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(!base->legacy && shape != 0, double,
                  scale *ir_draw_standard_gamma(base, source, shape));
}

/* ---- chi-square, F and Student's t ---- */

static double chisquare(const struct ir_base *base, struct ir_source *source, double df) {
    return 2.0 * ir_draw_standard_gamma(base, source, df / 2.0);
}

static double noncentral_chisquare(const struct ir_base *base, struct ir_source *source, double df,
                                   double nonc) {
    if (nonc == 0)
        return chisquare(base, source, df);
    if (df > 1) {
        const double chi2 = chisquare(base, source, df - 1);
        const double x = base->normal(source) + ir_sqrt(nonc);
        return chi2 + x * x;
    }
    /* Twice an absurd count wraps, as NumPy's integers do. */
    const uint64_t twice = 2 * (uint64_t)ir_draw_poisson(source, nonc / 2.0);
    return chisquare(base, source, df + (double)(int64_t)twice);
}

static double f_ratio(const struct ir_base *base, struct ir_source *source, double dfnum,
                      double dfden) {
    const double numerator = chisquare(base, source, dfnum) * dfden;
    return numerator / (chisquare(base, source, dfden) * dfnum);
}

static double noncentral_f(const struct ir_base *base, struct ir_source *source, double dfnum,
                           double dfden, double nonc) {
    const double numerator = noncentral_chisquare(base, source, dfnum, nonc) * dfden;
    return numerator / (chisquare(base, source, dfden) * dfnum);
}

static double student_t(const struct ir_base *base, struct ir_source *source, double df) {
    const double z = base->normal(source);
    const double g = ir_draw_standard_gamma(base, source, df / 2);
    return ir_sqrt(df / 2) * z / ir_sqrt(g);
}

IR_DIST(chisquare) {
    const struct ir_base *base = ir_base_of(req);
    const double df = req->param[0].f;
    if (!ir_is_positive(df))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(!base->legacy && df / 2 != 0, double, chisquare(base, source, df));
}

IR_DIST(noncentral_chisquare) {
    const struct ir_base *base = ir_base_of(req);
    const double df = req->param[0].f, nonc = req->param[1].f;
    if (!ir_is_positive(df) || !ir_is_nonnegative(nonc))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(!base->legacy && df / 2 != 0, double,
                  noncentral_chisquare(base, source, df, nonc));
}

IR_DIST(f) {
    const struct ir_base *base = ir_base_of(req);
    const double dfnum = req->param[0].f, dfden = req->param[1].f;
    if (!ir_is_positive(dfnum) || !ir_is_positive(dfden))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(!base->legacy && dfnum / 2 != 0, double, f_ratio(base, source, dfnum, dfden));
}

IR_DIST(noncentral_f) {
    const struct ir_base *base = ir_base_of(req);
    const double dfnum = req->param[0].f, dfden = req->param[1].f, nonc = req->param[2].f;
    if (!ir_is_positive(dfnum) || !ir_is_positive(dfden) || !ir_is_nonnegative(nonc))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(!base->legacy && dfnum / 2 != 0, double,
                  noncentral_f(base, source, dfnum, dfden, nonc));
}

IR_DIST(standard_t) {
    const struct ir_base *base = ir_base_of(req);
    const double df = req->param[0].f;
    if (!ir_is_positive(df))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(!base->legacy, double, student_t(base, source, df));
}

/* ---- beta ---- */

/* M. D. Joehnk, Metrika 8 (1964) 5, for both parameters up to 1. */
static double beta_joehnk(const struct ir_base *base, struct ir_source *source, double a,
                          double c) {
    /* Here NumPy 1.24 would draw for ever; this is the 0 or 1 of versions since 1.26. */
    if (!base->legacy && a < 3e-103 && c < 3e-103)
        return (a + c) * ir_source_f64(source) < a;
    for (;;) {
        const double u = ir_source_f64(source), v = ir_source_f64(source);
        const double x = ir_pow(u, 1.0 / a), y = ir_pow(v, 1.0 / c);
        if (!(x + y <= 1.0))
            continue;
        if (x + y > 0)
            return x / (x + y);
        if (!base->legacy)
            continue;
        /* Both powers are 0: RandomState goes on in logarithms. */
        double log_x = ir_log(u) / a, log_y = ir_log(v) / c;
        const double log_max = log_x > log_y ? log_x : log_y;
        log_x -= log_max;
        log_y -= log_max;
        return ir_exp(log_x - ir_log(ir_exp(log_x) + ir_exp(log_y)));
    }
}

double ir_draw_beta(const struct ir_base *base, struct ir_source *source, double a, double c) {
    if (a <= 1.0 && c <= 1.0)
        return beta_joehnk(base, source, a, c);
    const double ga = ir_draw_standard_gamma(base, source, a);
    const double gc = ir_draw_standard_gamma(base, source, c);
    return ga / (ga + gc);
}

IR_DIST(beta) {
    const struct ir_base *base = ir_base_of(req);
    const double a = req->param[0].f, c = req->param[1].f;
    if (!ir_is_positive(a) || !ir_is_positive(c))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(!base->legacy, double, ir_draw_beta(base, source, a, c));
}
