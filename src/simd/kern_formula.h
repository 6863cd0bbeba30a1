/* SPDX-License-Identifier: MIT */
/* Kernels of distributions that are a formula in one standard value x: 'n' values in place, at any
 * address.  The constants 'c' are those that the distribution has prepared (distribution/formula.c,
 * which has the same formulas for single draws).
 *
 * Returned is how many values have been made: fewer than n where x = 0 is no argument of the
 * formula, and one is not far behind them; x and what follows it are as before. */
#ifndef IR_KERN_FORMULA_H
#define IR_KERN_FORMULA_H

#include "simd/kern_math.h"

#define HAVE_KERN_formula 1

enum formula_domain { ANY_X, NO_ZERO };
typedef vf64 formula_fn(vf64 x, const double *c);

static IR_INLINE size_t formula_fill(void *restrict inout, size_t n, const double *restrict c,
                                     enum formula_domain domain, formula_fn *formula) {
    unsigned char *p = inout;
    size_t i = 0;
    for (; i < n; i += VL64, p += 8 * VL64) {
        double rest[VL64];
        const int whole = n - i >= VL64;
        vf64 x;
        if (whole) {
            x = vf64_load(p);
        } else { /* the lanes behind the last value: anything in every domain */
            vf64_store(rest, vf64_set1(0.375));
            memcpy(rest, p, 8 * (n - i));
            x = vf64_load(rest);
        }
        if (domain == NO_ZERO && __builtin_expect(vmask_lanes(vf64_equal(x, vf64_set1(0))), 0))
            break;
        x = formula(x, c);
        if (whole) {
            vf64_store(p, x);
        } else {
            vf64_store(rest, x);
            memcpy(p, rest, 8 * (n - i));
        }
    }
    vec_end();
    return i < n ? i : n;
}

#define KERN_FORMULA(NAME, DOMAIN)                                                                 \
    static size_t kern_##NAME(void *inout, size_t n, const double *c) {                            \
        return formula_fill(inout, n, c, DOMAIN, formula_##NAME);                                  \
    }

/* ---- of uniforms ---- */

static IR_INLINE vf64 formula_laplace(vf64 u, const double *c) {
    const vmask upper = vf64_below(vf64_set1(0.49999999999999994), u); /* u >= 1/2 */
    const vf64 l = c[1] * vf64_log(vf64_select(upper, 2.0 - u - u, u + u));
    return vf64_select(upper, c[0] - l, c[0] + l);
}
KERN_FORMULA(laplace, NO_ZERO)

static IR_INLINE vf64 formula_logistic(vf64 u, const double *c) {
    return c[0] + c[1] * vf64_log(u / (1.0 - u));
}
KERN_FORMULA(logistic, NO_ZERO)

static IR_INLINE vf64 formula_gumbel(vf64 u, const double *c) {
    return c[0] - c[1] * vf64_log(-vf64_log(1.0 - u));
}
KERN_FORMULA(gumbel, NO_ZERO)

static IR_INLINE vf64 formula_log_exponential(vf64 u, const double *c) {
    return c[0] * -vf64_log(1.0 - u);
}
KERN_FORMULA(log_exponential, ANY_X)

static IR_INLINE vf64 formula_inverse_f64(vf64 u, const double *c) {
    (void)c;
    return -vf64_log1p(-u);
}
KERN_FORMULA(inverse_f64, ANY_X)

/* The same of floats, by way of doubles. */
static void kern_inverse_f32(void *inout, size_t n) {
    unsigned char *p = inout;
    size_t i = 0;
    for (; n - i >= VL64; i += VL64, p += 4 * VL64)
        vf64_store_f32(p, -vf64_log1p(-vf64_load_f32(p)));
    if (i < n) {
        float rest[VL64] = {0};
        memcpy(rest, p, 4 * (n - i));
        vf64_store_f32(rest, -vf64_log1p(-vf64_load_f32(rest)));
        memcpy(p, rest, 4 * (n - i));
    }
    vec_end();
}

static IR_INLINE vf64 formula_inverse_rayleigh(vf64 u, const double *c) {
    return c[0] * vf64_sqrt(-2.0 * vf64_log1p(-u));
}
KERN_FORMULA(inverse_rayleigh, ANY_X)

static IR_INLINE vf64 formula_triangular(vf64 u, const double *c) {
    const vf64 bound = vf64_set1(c[2]);
    const vmask left = vmask_or(vf64_below(u, bound), vf64_equal(u, bound)); /* not if a NaN */
    const vf64 root = vf64_sqrt(vf64_select(left, u * c[3], (1.0 - u) * c[4]));
    return vf64_select(left, c[0] + root, c[1] - root);
}
KERN_FORMULA(triangular, ANY_X)

/* ---- of normals ---- */

static IR_INLINE vf64 formula_lognormal(vf64 z, const double *c) {
    return vf64_exp(c[0] + c[1] * z);
}
KERN_FORMULA(lognormal, ANY_X)

/* ---- of exponentials ---- */

static IR_INLINE vf64 formula_rayleigh(vf64 e, const double *c) {
    return c[0] * vf64_sqrt(2.0 * e);
}
KERN_FORMULA(rayleigh, ANY_X)

static IR_INLINE vf64 formula_weibull(vf64 e, const double *c) {
    return vf64_pow(e, vf64_set1(c[0]));
}
KERN_FORMULA(weibull, ANY_X)

static IR_INLINE vf64 formula_pareto(vf64 e, const double *c) {
    return vf64_expm1(e / c[0]);
}
KERN_FORMULA(pareto, ANY_X)

static IR_INLINE vf64 formula_legacy_pareto(vf64 e, const double *c) {
    return vf64_exp(e / c[0]) - 1.0;
}
KERN_FORMULA(legacy_pareto, ANY_X)

static IR_INLINE vf64 formula_power(vf64 e, const double *c) {
    return vf64_pow(-vf64_expm1(-e), vf64_set1(c[0]));
}
KERN_FORMULA(power, ANY_X)

static IR_INLINE vf64 formula_legacy_power(vf64 e, const double *c) {
    return vf64_pow(1.0 - vf64_exp(-e), vf64_set1(c[0]));
}
KERN_FORMULA(legacy_power, ANY_X)

#endif
