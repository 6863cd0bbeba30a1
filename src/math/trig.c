/* SPDX-License-Identifier: MIT */
/* sin, cos and acos, rounded almost correctly.
 *
 * Not equal to the reference, whose functions work with large tables.  Of 10^6 arguments each is
 * another double than the rounded true value (libquadmath's) in 146 for cos on [0, pi), 157 for sin
 * on [-10, 10) and 1200 for acos on [-1, 1); glibc 2.36 in 1335, 1452 and 677.  The two differ, by
 * one ulp, in 0.14 %, 0.15 % and 0.18 %.
 *
 * The approximation of the arcsine is that of e_acos.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that
 * this notice is preserved. */
#include "math/fma.h"
#include "math/math.h"

/* pi / 2 to 159 bits. */
static const double pio2_1 = 0x1.921fb54442d18p0, pio2_2 = 0x1.1a62633145c07p-54,
                    pio2_3 = -0x1.f1976b7ed8fbcp-110;

/* sin and cos of r + rr, |r| <= pi / 4 and rr within half an ulp of r: Taylor's series, whose first
 * terms are carried to twice the precision. */
struct pair {
    double hi, lo;
};

/* c + c_lo + z (coefficients[0] + z (...)), the second part being much the smaller. */
static IR_INLINE struct pair series(int hw, double z, double c, double c_lo,
                                    const double coefficients[7]) {
    double rest = coefficients[6];
    for (int i = 5; i >= 0; i--)
        rest = ir_fma(hw, z, rest, coefficients[i]);
    const double term = z * rest, hi = c + term;
    return (struct pair){hi, c - hi + term + c_lo};
}

static IR_INLINE struct pair sin_small(int hw, double r, double rr) {
    static const double inverse_factorials[7] = {/* 1/5!, -1/7!, ... */
                                                 0x1.1111111111111p-7,  -0x1.a01a01a01a01ap-13,
                                                 0x1.71de3a556c734p-19, -0x1.ae64567f544e4p-26,
                                                 0x1.6124613a86d09p-33, -0x1.ae7f3e733b81fp-41,
                                                 0x1.952c77030ad4ap-49};
    const double z = r * r, z_error = ir_fma(hw, r, r, -z);
    const struct pair p =
        series(hw, z, -0x1.5555555555555p-3, -0x1.5555555555555p-57, inverse_factorials);
    const double v = z * r, v_error = ir_fma(hw, z, r, -v) + z_error * r;
    const double term = v * p.hi;
    const double lo = ir_fma(hw, v, p.hi, -term) + v * p.lo + v_error * p.hi;
    const double sum = r + term, sum_error = r - sum + term;
    /* The derivative, 1 - z / 2 + z^2 / 24, times rr. */
    const double slope = ir_fma(hw, z, ir_fma(hw, z, 1. / 24, -0.5), 1);
    return (struct pair){sum, sum_error + (lo + rr * slope)};
}

static IR_INLINE struct pair cos_small(int hw, double r, double rr) {
    static const double inverse_factorials[7] = {/* -1/6!, 1/8!, ... */
                                                 -0x1.6c16c16c16c17p-10, 0x1.a01a01a01a01ap-16,
                                                 -0x1.27e4fb7789f5cp-22, 0x1.1eed8eff8d898p-29,
                                                 -0x1.93974a8c07c9dp-37, 0x1.ae7f3e733b81fp-45,
                                                 -0x1.6827863b97d97p-53};
    const double z = r * r, z_error = ir_fma(hw, r, r, -z), half = 0.5 * z, w = 1 - half;
    const struct pair p =
        series(hw, z, 0x1.5555555555555p-5, 0x1.5555555555555p-59, inverse_factorials);
    const double v = z * z, v_error = ir_fma(hw, z, z, -v) + 2 * z * z_error;
    const double term = v * p.hi;
    const double lo = ir_fma(hw, v, p.hi, -term) + v * p.lo + v_error * p.hi;
    const double sum = w + term, sum_error = w - sum + term;
    /* The derivative, -(r - r^3 / 6 + r^5 / 120), times rr. */
    const double slope = -r * ir_fma(hw, z, ir_fma(hw, z, 1. / 120, -1. / 6), 1);
    const double w_error = 1 - w - half;
    return (struct pair){sum, sum_error + (w_error + (lo - 0.5 * z_error + rr * slope))};
}

/* sin(x + quarter pi / 2). */
static IR_INLINE struct pair sin_quarters(int hw, double x, unsigned quarter) {
    if (!(x < 0x1p20 && x > -0x1p20))
        return (struct pair){ir_f64(0x7ff8ULL << 48),
                             0}; /* outside the domain; infinities and NaN too */
    const double k = ir_fma(hw, x, 0x1.45f306dc9c883p-1, 0x1.8p52) - 0x1.8p52; /* 2 / pi */
    /* x - k pi / 2: the first product leaves an exact remainder, r and e are its next parts. */
    const double a = ir_fma(hw, -k, pio2_1, x), b = k * pio2_2, r = a - b;
    const double rr = a - r - b - ir_fma(hw, k, pio2_3, ir_fma(hw, k, pio2_2, -b));
    const double hi = r + rr, lo = r - hi + rr;
    quarter += (unsigned)(int)k;
    const struct pair value = quarter & 1 ? cos_small(hw, hi, lo) : sin_small(hw, hi, lo);
    return quarter & 2 ? (struct pair){-value.hi, -value.lo} : value;
}

static IR_INLINE double sin_text(int hw, double x) {
    const struct pair y = sin_quarters(hw, x, 0);
    return x == 0 ? x : y.hi + y.lo;
}

static IR_INLINE double cos_text(int hw, double x) {
    const struct pair y = sin_quarters(hw, x, 1);
    return y.hi + y.lo;
}

/* (asin(s) - s) / s for z = s^2 <= 1/4. */
static IR_INLINE double asin_rest(int hw, double z) {
    const double P0 = 0x1.5555555555555p-3, P1 = -0x1.4d61203eb6f7dp-2, P2 = 0x1.9c1550e884455p-3,
                 P3 = -0x1.48228b5688f3bp-5, P4 = 0x1.9efe07501b288p-11, P5 = 0x1.23de10dfdf709p-15;
    const double Q1 = -0x1.33a271c8a2d4bp1, Q2 = 0x1.02ae59c598ac8p1, Q3 = -0x1.6066c1b8d0159p-1,
                 Q4 = 0x1.3b8c5b12e9282p-4;
    double p = ir_fma(hw, z, P5, P4), q = ir_fma(hw, z, Q4, Q3);
    p = ir_fma(hw, z, ir_fma(hw, z, ir_fma(hw, z, ir_fma(hw, z, p, P3), P2), P1), P0);
    q = ir_fma(hw, z, ir_fma(hw, z, ir_fma(hw, z, q, Q2), Q1), 1);
    return z * p / q;
}

/* Faithful. */
static IR_INLINE double acos_first(int hw, double x) {
    const double magnitude = x < 0 ? -x : x;
    if (!(magnitude <= 1))
        return ir_f64(0x7ff8ULL << 48);
    if (magnitude < 0.5) /* pi / 2 - asin(x) */
        return pio2_1 - (x - ir_fma(hw, -x, asin_rest(hw, x * x), pio2_2));
    if (x == 1)
        return 0;
    /* 2 asin(s) for s = sqrt((1 - |x|) / 2), whose own rounding error is c. */
    const double z = (1 - magnitude) * 0.5, s = ir_sqrt(z);
    const double c = s > 0 ? ir_fma(hw, -s, s, z) / (2 * s) : 0,
                 w = ir_fma(hw, asin_rest(hw, z), s, c);
    return x > 0 ? 2 * (s + w) : 2 * (pio2_1 - (s + (w - pio2_2)));
}

static IR_INLINE double acos_text(int hw, double x) {
    const double y = acos_first(hw, x);
    if (!(x < 0.95 && x > -0.95)) /* a square root decides, and the cosine says little */
        return y;
    /* One step of Newton's method, with the cosine to twice the precision. */
    const struct pair c = sin_quarters(hw, y, 1);
    return y + (c.hi - x + c.lo) / ir_sqrt(1 - x * x);
}

IR_WITH_FMA(double, ir_sin, (double x), sin_text, x)
IR_WITH_FMA(double, ir_cos, (double x), cos_text, x)
IR_WITH_FMA(double, ir_acos, (double x), acos_text, x)
