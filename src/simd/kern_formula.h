/* SPDX-License-Identifier: MIT */
/* Kernels of distributions that are a formula in one standard value x: 'n' values in place, at any
 * address.  The constants 'c' are those that the distribution has prepared (distribution/formula.c,
 * which has the same formulas for single draws).
 *
 * Returned is how many values have been made: fewer than n where x = 0 is no argument of the
 * formula, and one is not far behind them; x and what follows it are as before. */
#ifndef IR_KERN_FORMULA_H
#define IR_KERN_FORMULA_H

#include "math/fma.h"
#include "math/rounding.h"
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

/* ---- integers ---- */

/* The bits of integers of 64 bits as if they were numbers, which is how they travel here. */

static double i64_of(double x) {
    return ir_f64((uint64_t)ir_to_i64(x));
}
static double i64_saturated_of(double x) {
    return x >= 0x1p63 ? ir_f64(INT64_MAX) : i64_of(x);
}

/* Of whole numbers; 'f' of those from 2^51 on. */
static IR_INLINE vf64 formula_i64(vf64 x, double (*f)(double)) {
#ifdef VEC_ONE_LANE
    return f(x);
#else
    const vf64 y = vf64_of_bits(vf64_bits(x + 0x1.8p52) - UINT64_C(0x4338000000000000));
    const unsigned rare = vmask_lanes(vmask_outside(vf64_magnitude(x), 0, 0x1p51));
    return __builtin_expect(rare, 0) ? lanes_of(y, rare, f, x) : y;
#endif
}

/* Multiplies u[0], u[1], ... to '*product', and where it does not lie above 'limit' begins anew
 * with 1; 'ends' becomes the places i where it did, as 64-bit integers, and their number is
 * returned. u[n] is 1.
 *
 * One after the other, but without a branch, of which no CPU could guess the way: the next product
 * is computed while the last is compared. */
static size_t kern_products(const double *restrict u, size_t n, double limit,
                            double *restrict product, void *restrict ends) {
    const vu64 bound = vf64_bits(vf64_set1(limit));
    vf64 p = vf64_set1(*product * u[0]);
    unsigned char *out = ends;
    double last[VL64];
    for (size_t i = 0; i < n; i++) {
        const vu64 above = bound - vf64_bits(p); /* by its sign: p > limit, both are positive */
        const vf64 next = vf64_set1(u[i + 1]);
        ir_put64(out, i);
        out += 8 - (vu64_first(above) >> 63 << 3);
        p = vf64_select_sign(above, p * next, next);
    }
    vf64_store(last, p);
    *product = last[0];
    vec_end();
    return (size_t)(out - (unsigned char *)ends) / 8;
}

/* The first x with u <= p + p q + ... + p q^(x - 1). */
static IR_INLINE vf64 formula_geometric_search(vf64 u, const double *c) {
    double term = c[0], sum = c[0];
    vf64 x = vf64_set1(1);
    vmask beyond = vf64_below(vf64_set1(sum), u);
    while (vmask_lanes(beyond)) {
        x = vf64_select(beyond, x + 1.0, x);
        term *= c[1];
        sum += term;
        beyond = vf64_below(vf64_set1(sum), u);
    }
    return formula_i64(x, i64_of);
}
KERN_FORMULA(geometric_search, ANY_X)

/* c[1]: whether what does not fit becomes INT64_MAX. */
static IR_INLINE vf64 formula_geometric(vf64 e, const double *c) {
    const vf64 x = vf64_ceil(-e / c[0]);
    return formula_i64(x, c[1] != 0 ? i64_saturated_of : i64_of);
}
KERN_FORMULA(geometric, ANY_X)

static IR_INLINE vf64 formula_legacy_geometric(vf64 u, const double *c) {
    return formula_i64(vf64_ceil(vf64_log1p(-u) / c[0]), i64_of);
}
KERN_FORMULA(legacy_geometric, ANY_X)

/* ---- of normals ---- */

static IR_INLINE vf64 formula_lognormal(vf64 z, const double *c) {
    return vf64_exp(c[0] + c[1] * z);
}
KERN_FORMULA(lognormal, ANY_X)

/* Normals by the polar method: of each pair of uniforms a pair of values, and two bits, both of
 * which say whether it is one.  'n' values, a multiple of 64; bit e % 64 of keep[e / 64] is of
 * value e. */
static void kern_polar(const double *restrict uniforms, double *restrict values,
                       uint64_t *restrict keep, size_t n) {
    for (size_t i = 0; i < n; i += 64) {
        uint64_t bits = 0;
        for (size_t k = 0; k < 64; k += 2 * VL64) {
            vf64 u1, u2, a, b;
            vf64_unzip(vf64_load(uniforms + i + k), vf64_load(uniforms + i + k + VL64), &u1, &u2);
            const vf64 x1 = 2.0 * u1 - 1.0, x2 = 2.0 * u2 - 1.0;
            const vf64 r2 = x1 * x1 + x2 * x2;
            const vmask inside =
                vmask_and_not(vf64_below(r2, vf64_set1(1)), vf64_equal(r2, vf64_set1(0)));
            const vf64 f = vf64_sqrt(-2.0 * vf64_log(r2) / r2);
            vf64_zip(f * x2, f * x1, &a, &b);
            vf64_store(values + i + k, a);
            vf64_store(values + i + k + VL64, b);
            uint64_t lanes = vmask_lanes(inside); /* each bit twice, for up to 8 lanes */
            lanes = (lanes | lanes << 4) & 0x0f0f;
            lanes = (lanes | lanes << 2) & 0x3333;
            lanes = (lanes | lanes << 1) & 0x5555;
            bits |= lanes * 3 << k;
        }
        keep[i / 64] = bits;
    }
    vec_end();
}

/* Gamma variates above shape 1, by the squeeze of Marsaglia and Tsang.  A normal in each of
 * values[i] and the uniform behind it, uniforms[i + 1], make the value, c[2] times the standard
 * one; set is the bit i % 64 of refused[i / 64] of those that the squeeze leaves, beside those that
 * were set.  'n' is a multiple of 64. */
static void kern_gamma_above_1(const double *restrict uniforms, double *restrict values,
                               uint64_t *restrict refused, size_t n, const double *restrict c) {
    for (size_t i = 0; i < n; i += 64) {
        uint64_t accepted = 0;
        for (size_t k = 0; k < 64; k += VL64) {
            const vf64 x = vf64_load(values + i + k), u = vf64_load(uniforms + i + k + 1);
            const vf64 root = 1.0 + c[1] * x, v = root * root * root;
            const vmask inside = vf64_below(u, 1.0 - 0.0331 * (x * x) * (x * x));
            const vmask positive = vf64_below(vf64_set1(0), root);
            const vmask negative = vmask_and_not(inside, positive);
            vf64_store(values + i + k, c[2] * (c[0] * v));
            accepted |= (uint64_t)vmask_lanes(vmask_and_not(inside, negative)) << k;
        }
        refused[i / 64] |= ~accepted;
    }
    vec_end();
}

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
