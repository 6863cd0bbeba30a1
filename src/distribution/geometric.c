/* SPDX-License-Identifier: MIT */
/* Geometric, logarithmic series and zeta (Zipf) distributions.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c and, for RandomState,
 * legacy-distributions.c. */
#include "distribution/scalar.h"

/* ---- geometric ---- */

static int64_t geometric_search(struct ir_source *source, double p) {
    const double u = ir_source_f64(source), q = 1.0 - p;
    double term = p, sum = p;
    int64_t x = 1;
    for (; u > sum; x++) {
        term *= q;
        sum += term;
    }
    return x;
}

static int64_t geometric_inversion(const struct ir_base *base, struct ir_source *source, double p) {
    if (base->legacy)
        return ir_to_i64(ir_ceil(ir_log1p(-ir_source_f64(source)) / ir_log(1 - p)));
    const double x = ir_ceil(-base->exponential(source) / ir_log1p(-p));
    /* Beyond 2^63, for p < 1e-17, NumPy 1.24 turns negative; this is the correction of 1.25. */
    return x >= 0x1p63 ? INT64_MAX : ir_to_i64(x);
}

IR_DIST(geometric) {
    const struct ir_base *base = ir_base_of(req);
    const double p = req->param[0].f;
    if (!(p > 0 && p <= 1))
        return ISORAND_EINVAL;
    if (p >= 0.333333333333333333333333)
        IR_FILL_AHEAD(1, int64_t, geometric_search(source, p));
    IR_FILL_AHEAD(1, int64_t, geometric_inversion(base, source, p));
}

/* ---- logarithmic series: A. W. Kemp, Applied Statistics 30 (1981) 249, algorithm LK ---- */

static int64_t logseries(const struct ir_base *base, struct ir_source *source, double p) {
    const double r = base->legacy ? ir_log(1.0 - p) : ir_log1p(-p);
    for (;;) {
        const double v = ir_source_f64(source);
        if (v >= p)
            return 1;
        const double u = ir_source_f64(source);
        const double q = base->legacy ? 1.0 - ir_exp(r * u) : -ir_expm1(r * u);
        if (v > q * q)
            return v >= q ? 1 : 2;
        const int64_t x = ir_to_i64(ir_floor(1 + ir_log(v) / ir_log(q)));
        if (x >= 1 && v != 0)
            return x;
    }
}

IR_DIST(logseries) {
    const struct ir_base *base = ir_base_of(req);
    const double p = req->param[0].f;
    if (!(p >= 0 && p < 1))
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(1, int64_t, logseries(base, source, p));
}

/* ---- zeta: L. Devroye, "Non-Uniform Random Variate Generation", 1986, X.6.1 ---- */

static int64_t zipf(struct ir_source *source, double a) {
    const double a1 = a - 1.0, b = ir_pow(2.0, a1);
    for (;;) {
        const double u = 1.0 - ir_source_f64(source), v = ir_source_f64(source);
        const double x = ir_floor(ir_pow(u, -1.0 / a1));
        if (x > 0x1p63 || x < 1.0)
            continue;
        const double t = ir_pow(1.0 + 1.0 / x, a1);
        if (v * x * (t - 1.0) / (b - 1.0) <= t / b)
            return ir_to_i64(x);
    }
}

IR_DIST(zipf) {
    const double a = req->param[0].f;
    if (!(a > 1))
        return ISORAND_EINVAL;
    if (a >= 1025) /* where 2^(a - 1) overflows NumPy 1.24 never ends; this is later versions' 1 */
        IR_FILL(int64_t, 1);
    IR_FILL_AHEAD(1, int64_t, zipf(source, a));
}
