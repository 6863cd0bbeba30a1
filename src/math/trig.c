/* SPDX-License-Identifier: MIT */
/* cos and acos, for the von Mises distribution.
 *
 * cos gives the bits of glibc since 2.28 with FMA: the addition theorem about the nearest of the
 * points k/128, whose sines and cosines are tabled to twice the precision.
 *
 * acos is rounded almost correctly, and not equal to the reference, which works with large tables
 * about points of its own.  docs/guarantee.md says how often the two differ.
 *
 * The approximation of the arcsine is that of e_acos.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that
 * this notice is preserved. */
#include "math/fma.h"
#include "math/math.h"
#include "math/trig_table.h"

static const double pio2_1 = 0x1.921fb54442d18p0, pio2_2 = 0x1.1a62633145c07p-54; /* pi / 2 */

/* ---- cos ---- */

/* Adding this leaves the number of the nearest k/128 in the low bits. */
static const double to_128ths = 0x1.8p45;

/* Polynomials for |r| <= 1/256: of (sin(r) - r) / r^3 and (1 - cos(r)) / r^2 over r^2.  The
 * coefficients are those of glibc's sysdeps/ieee754/dbl-64/s_sin.c. */
static IR_INLINE double sine_rest(int hw, double r2) {
    return ir_fma(hw, r2, 8.33333214285722277379541354343671e-03,
                  -1.66666666666664880952546298448555e-01);
}

static IR_INLINE double versine(int hw, double r2) {
    const double c2 = 4.99999999999999999999950396842453e-01,
                 c4 = -4.16666666666664434524222570944589e-02,
                 c6 = 1.38888874007937613028114285595617e-03;
    return ir_fma(hw, r2, ir_fma(hw, r2, c6, c4), c2);
}

/* cos(x + dx), |x| < 0.86. */
static IR_INLINE double cos_by_table(int hw, double x, double dx) {
    const double magnitude = x < 0 ? -x : x, shifted = to_128ths + magnitude;
    const double r = magnitude - (shifted - to_128ths) + (x < 0 ? -dx : dx), r2 = r * r;
    const struct ir_trig_row p = ir_trig_table[ir_bits64(shifted) & 127];
    const double s = ir_fma(hw, r * r2, sine_rest(hw, r2), r), c = r2 * versine(hw, r2);
    const double rest = ir_fma(hw, -p.cos, c, ir_fma(hw, -s, p.sin_lo, p.cos_lo));
    return p.cos + ir_fma(hw, -p.sin, s, rest);
}

/* sin(x + dx), |x| < 0.86. */
static IR_INLINE double sin_by_table(int hw, double x, double dx) {
    const double magnitude = x < 0 ? -x : x, shifted = to_128ths + magnitude;
    const double d = x > 0 ? dx : -dx;
    const double r = magnitude - (shifted - to_128ths), r2 = r * r;
    const struct ir_trig_row p = ir_trig_table[ir_bits64(shifted) & 127];
    const double s = r + ir_fma(hw, r * r2, sine_rest(hw, r2), d);
    const double c = ir_fma(hw, r, d, r2 * versine(hw, r2));
    const double rest = ir_fma(hw, -p.sin, c, ir_fma(hw, s, p.cos_lo, p.sin_lo));
    const double sine = p.sin + ir_fma(hw, p.cos, s, rest);
    return x < 0 ? -sine : sine;
}

/* The same for |x| < 0.126. */
static IR_INLINE double sin_by_series(int hw, double x, double dx) {
    const double x2 = x * x;
    double p = ir_fma(hw, -0x1.addffc2fcdf59p-26, x2, 0x1.71de27b9a7ed9p-19);
    p = ir_fma(hw, ir_fma(hw, p, x2, -0x1.a01a019db08b8p-13), x2, 0x1.1111111110ecep-7);
    p = ir_fma(hw, p, x2, -0x1.5555555555555p-3);
    return x + ir_fma(hw, ir_fma(hw, p, x, -(0.5 * dx)), x2, dx);
}

static IR_INLINE double cos_text(int hw, double x) {
    if (!(x >= 0 && x <= 2 * pio2_1))
        return ir_f64(0x7ff8ULL << 48);
    if (x < 0x1.b6p-1)
        return x < 0x1p-27 ? 1 : cos_by_table(hw, x, 0);
    if (x < 0x1.368fdp1) { /* the sine of what remains to pi / 2 */
        const double y = pio2_1 - x, r = y + pio2_2, rest = y - r + pio2_2;
        return r < 0.126 && r > -0.126 ? sin_by_series(hw, r, rest) : sin_by_table(hw, r, rest);
    }
    /* Minus the cosine of x - pi, from which four parts of pi are taken one after the other; only
     * the last two leave an error, which is 'rest'. */
    const double y = x - 2 * 0x1.921fb58p0 - 2 * -0x1.dde973cp-27;
    const double z = y - 2 * -0x1.cb3b398p-55, r = z - 2 * -0x1.d747f23e32ed7p-83;
    const double rest = y - z - 2 * -0x1.cb3b398p-55 + (z - r - 2 * -0x1.d747f23e32ed7p-83);
    return -cos_by_table(hw, r, rest);
}

IR_WITH_FMA(double, ir_cos, (double x), cos_text, x)

/* ---- acos ---- */

/* sin(r), |r| <= pi / 4: Taylor's series, whose first terms are carried to twice the precision. */
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

static IR_INLINE struct pair sin_small(int hw, double r) {
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
    return (struct pair){sum, sum_error + lo};
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

/* 1 / sqrt(1 - z), z <= 1/4, to 2^-17. */
static IR_INLINE double secant(int hw, double z) {
    double p = ir_fma(hw, z, 429. / 2048, 231. / 1024);
    p = ir_fma(hw, z, ir_fma(hw, z, p, 63. / 256), 35. / 128);
    return ir_fma(hw, z, ir_fma(hw, z, ir_fma(hw, z, p, 5. / 16), 3. / 8), 0.5) * z + 1;
}

static IR_INLINE double acos_text(int hw, double x) {
    const double magnitude = x < 0 ? -x : x;
    /* The arcsine of s + c: of x, or of sqrt((1 - |x|) / 2), which is half of acos(|x|). */
    const int half = magnitude >= 0.5;
    double s = x, c = 0, z = x * x;
    if (!(magnitude <= 1))
        return ir_f64(0x7ff8ULL << 48);
    if (x == 1)
        return 0;
    if (half) {
        z = (1 - magnitude) * 0.5;
        s = ir_sqrt(z);
        c = s > 0 ? ir_fma(hw, -s, s, z) / (2 * s) : 0;
    }
    /* One step of Newton's method, with the sine to twice the precision. */
    const double first = s + ir_fma(hw, asin_rest(hw, z), s, c);
    const struct pair sine = sin_small(hw, first);
    const double more = (s - sine.hi + (c - sine.lo)) * secant(hw, z);
    if (x >= 0.5)
        return 2 * (first + more);
    const double left = pio2_1 - first, lost = pio2_1 - left - first;
    const double y = left + (lost + (pio2_2 - more));
    return half ? 2 * y : y;
}

IR_WITH_FMA(double, ir_acos, (double x), acos_text, x)
