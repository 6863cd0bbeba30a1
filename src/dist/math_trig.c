/* SPDX-License-Identifier: MIT */
/* sin, cos and acos: fdlibm's approximations, with fused steps that keep the errors small.
 *
 * Not equal to the reference, whose functions work with large tables, but faithful (below 1 ulp).
 * Of 2 * 10^6 arguments glibc 2.36 gives a neighbouring double in 1.6 % for sin on [-10, 10), 1.4 %
 * for cos there and on [0, pi), and 7.6 % for acos on [-1, 1); never more than one ulp away.
 *
 * The polynomials are those of k_sin.c, k_cos.c and e_acos.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that
 * this notice is preserved. */
#include "dist/fma.h"
#include "dist/math.h"

/* pi / 2 to 159 bits. */
static const double pio2_1 = 0x1.921fb54442d18p0, pio2_2 = 0x1.1a62633145c07p-54,
                    pio2_3 = -0x1.f1976b7ed8fbcp-110;

/* sin and cos of r + rr, |r| <= pi / 4 and rr within half an ulp of r. */
static double sin_small(double r, double rr) {
    const double S1 = -0x1.5555555555549p-3, S2 = 0x1.111111110f8a6p-7, S3 = -0x1.a01a019c161d5p-13,
                 S4 = 0x1.71de357b1fe7dp-19, S5 = -0x1.ae5e68a2b9cebp-26,
                 S6 = 0x1.5d93a5acfd57cp-33;
    const double z = r * r, v = z * r;
    double p = ir_fma(z, S6, S5);
    p = ir_fma(z, ir_fma(z, ir_fma(z, p, S4), S3), S2);
    return r + ir_fma(v, S1, ir_fma(z, ir_fma(v, p, -0.5 * rr), rr));
}

static double cos_small(double r, double rr) {
    const double C1 = 0x1.555555555554cp-5, C2 = -0x1.6c16c16c15177p-10, C3 = 0x1.a01a019cb159p-16,
                 C4 = -0x1.27e4f809c52adp-22, C5 = 0x1.1ee9ebdb4b1c4p-29,
                 C6 = -0x1.8fae9be8838d4p-37;
    const double z = r * r, z_error = ir_fma(r, r, -z), half = 0.5 * z, w = 1 - half;
    double p = ir_fma(z, C6, C5);
    p = ir_fma(z, ir_fma(z, ir_fma(z, ir_fma(z, p, C4), C3), C2), C1);
    const double rest = ir_fma(-r, rr, -0.5 * z_error);
    return w + (1 - w - half + ir_fma(z * z, p, rest));
}

/* sin(x + quarter pi / 2). */
static double sin_quarters(double x, unsigned quarter) {
    if (!(x < 0x1p20 && x > -0x1p20))
        return ir_f64(0x7ff8ULL << 48); /* outside the domain; infinities and NaN too */
    const double k = ir_fma(x, 0x1.45f306dc9c883p-1, 0x1.8p52) - 0x1.8p52; /* 2 / pi */
    /* x - k pi / 2: the first product leaves an exact remainder, r and e are its next parts. */
    const double a = ir_fma(-k, pio2_1, x), b = k * pio2_2, r = a - b;
    const double rr = a - r - b - ir_fma(k, pio2_3, ir_fma(k, pio2_2, -b));
    const double hi = r + rr, lo = r - hi + rr;
    quarter += (unsigned)(int)k;
    const double value = quarter & 1 ? cos_small(hi, lo) : sin_small(hi, lo);
    return quarter & 2 ? -value : value;
}

double ir_sin(double x) {
    return x == 0 ? x : sin_quarters(x, 0);
}

double ir_cos(double x) {
    return sin_quarters(x, 1);
}

/* (asin(s) - s) / s for z = s^2 <= 1/4. */
static double asin_rest(double z) {
    const double P0 = 0x1.5555555555555p-3, P1 = -0x1.4d61203eb6f7dp-2, P2 = 0x1.9c1550e884455p-3,
                 P3 = -0x1.48228b5688f3bp-5, P4 = 0x1.9efe07501b288p-11, P5 = 0x1.23de10dfdf709p-15;
    const double Q1 = -0x1.33a271c8a2d4bp1, Q2 = 0x1.02ae59c598ac8p1, Q3 = -0x1.6066c1b8d0159p-1,
                 Q4 = 0x1.3b8c5b12e9282p-4;
    double p = ir_fma(z, P5, P4), q = ir_fma(z, Q4, Q3);
    p = ir_fma(z, ir_fma(z, ir_fma(z, ir_fma(z, p, P3), P2), P1), P0);
    q = ir_fma(z, ir_fma(z, ir_fma(z, q, Q2), Q1), 1);
    return z * p / q;
}

double ir_acos(double x) {
    const double magnitude = x < 0 ? -x : x;
    if (!(magnitude <= 1))
        return ir_f64(0x7ff8ULL << 48);
    if (magnitude < 0.5) /* pi / 2 - asin(x) */
        return pio2_1 - (x - ir_fma(-x, asin_rest(x * x), pio2_2));
    if (x == 1)
        return 0;
    /* 2 asin(s) for s = sqrt((1 - |x|) / 2), whose own rounding error is c. */
    const double z = (1 - magnitude) * 0.5, s = ir_sqrt(z);
    const double c = s > 0 ? ir_fma(-s, s, z) / (2 * s) : 0, w = ir_fma(asin_rest(z), s, c);
    return x > 0 ? 2 * (s + w) : 2 * (pio2_1 - (s + (w - pio2_2)));
}
