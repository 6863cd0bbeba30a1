/* SPDX-License-Identifier: MIT */
/* log(1 + x) in double and float precision: fdlibm's algorithm with the fused steps of glibc's FMA
 * variant (double) or none (float).
 *
 * 1 + x = 2^k (1 + f) with sqrt(1/2) < 1 + f < sqrt(2), and c = the rounding error of 1 + x,
 * relative to it; with s = f / (2 + f), log(1 + f) = f - (f^2/2 - s (f^2/2 + R(s^2))).
 *
 * The polynomials and the reduction are those of s_log1p.c and s_log1pf.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that
 * this notice is preserved. */
#include "math/fma.h"
#include "math/math.h"

static IR_INLINE double log1p_text(int hw, double x) {
    const double ln2_hi = 0x1.62e42feep-1, ln2_lo = 0x1.a39ef35793c76p-33;
    const double L1 = 0x1.5555555555593p-1, L2 = 0x1.999999997fa04p-2, L3 = 0x1.2492494229359p-2,
                 L4 = 0x1.c71c51d8e78afp-3, L5 = 0x1.7466496cb03dep-3, L6 = 0x1.39a09d078c69fp-3,
                 L7 = 0x1.2f112df3e5244p-3;
    const double magnitude = x < 0 ? -x : x;
    if (!(x > -1 && x <= DBL_MAX)) {
        if (x == -1)
            return ir_f64(0xfffULL << 52); /* -infinity */
        return x > 0 ? x : ir_f64(0x7ff8ULL << 48);
    }
    if (magnitude < 0x1p-29)
        return magnitude < 0x1p-54 ? x : ir_fma(hw, -(x * x), 0.5, x);

    double f = x, k = 0, c = 0;
    /* Bounds by upper words 0x3fda827a (sqrt(2) - 1) and 0xbfd2bec4 (sqrt(1/2) - 1). */
    if (!(x < 0x1.a827ap-2 && x > -0x1.2bec4p-2)) {
        const double u = x < 0x1p53 ? 1 + x : x;
        const uint64_t bits = ir_bits64(u);
        const uint32_t high = (uint32_t)(bits >> 32) & 0xfffff;
        int e = (int)(bits >> 52) - 1023;
        if (x < 0x1p53)
            c = (e > 0 ? 1 - (u - x) : x - (u - 1)) / u;
        const int upper = high >= 0x6a09e; /* above sqrt(2) */
        e += upper;
        k = ir_f64_of_small(e);
        f = ir_f64((bits & 0xfffffffffffff) | (upper ? 0x3feULL << 52 : 0x3ffULL << 52)) - 1;
        /* fdlibm's test for |f| < 2^-20, on the upper word. */
        const uint32_t near = upper ? (0x100000 - high) >> 2 : high;
        if (near == 0) {
            if (f == 0)
                return e == 0 ? 0 : ir_fma(hw, k, ln2_hi, ir_fma(hw, k, ln2_lo, c));
            const double R = ir_fma(hw, -0x1.5555555555555p-1, f, 1) * (0.5 * f * f);
            return e == 0 ? f - R : ir_fma(hw, k, ln2_hi, -(R - ir_fma(hw, k, ln2_lo, c) - f));
        }
    }
    const double hfsq = 0.5 * f * f, s = f / (2 + f), z = s * s, z2 = z * z, z4 = z2 * z2;
    double R = ir_fma(hw, z, L1, z2 * ir_fma(hw, z, L3, L2));
    R = ir_fma(hw, z4, ir_fma(hw, z, L5, L4), R);
    R = ir_fma(hw, z2 * z4, ir_fma(hw, z, L7, L6), R);
    const double t = (R + hfsq) * s;
    if (k == 0)
        return f - (hfsq - t);
    return ir_fma(hw, k, ln2_hi, -(hfsq - (ir_fma(hw, k, ln2_lo, c) + t) - f));
}

IR_WITH_FMA(double, ir_log1p, (double x), log1p_text, x)

static inline uint32_t bits32(float x) {
    return ir_get32(&x);
}

static inline float f32(uint32_t u) {
    float x;
    ir_put32(&x, u);
    return x;
}

float ir_log1pf(float x) {
    const float ln2_hi = 0x1.62e3p-1f, ln2_lo = 0x1.2fefa2p-17f;
    const float L1 = 0x1.555556p-1f, L2 = 0x1.99999ap-2f, L3 = 0x1.24924ap-2f, L4 = 0x1.c71c52p-3f,
                L5 = 0x1.74664ap-3f, L6 = 0x1.39a09ep-3f, L7 = 0x1.2f112ep-3f;
    const float magnitude = x < 0 ? -x : x;
    if (!(x > -1 && x <= FLT_MAX)) {
        if (x == -1)
            return f32(0xff800000); /* -infinity */
        return x > 0 ? x : f32(0x7fc00000);
    }
    if (magnitude < 0x1p-29f)
        return magnitude < 0x1p-54f ? x : x - x * x * 0.5f;

    float f = x, k = 0, c = 0;
    /* Bounds by words 0x3ed413d7 and 0xbe95f620. */
    if (!(x < 0x1.a827aep-2f && x > -0x1.2bec4p-2f)) {
        const float u = x < 0x1p53f ? 1 + x : x;
        const uint32_t bits = bits32(u), low = bits & 0x7fffff;
        int e = (int)(bits >> 23) - 127;
        if (x < 0x1p53f)
            c = (e > 0 ? 1 - (u - x) : x - (u - 1)) / u;
        const int upper = low >= 0x3504f7; /* above sqrt(2) */
        e += upper;
        k = (float)e;
        f = f32(low | (upper ? 0x3f000000 : 0x3f800000)) - 1;
        const uint32_t near = upper ? (0x800000 - low) >> 2 : low;
        if (near == 0) {
            if (f == 0)
                return e == 0 ? 0 : k * ln2_hi + (k * ln2_lo + c);
            const float R = 0.5f * f * f * (1 - 0x1.555556p-1f * f);
            return e == 0 ? f - R : k * ln2_hi - (R - (k * ln2_lo + c) - f);
        }
    }
    const float hfsq = 0.5f * f * f, s = f / (2 + f), z = s * s;
    const float R = z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7))))));
    const float t = s * (hfsq + R);
    if (k == 0)
        return f - (hfsq - t);
    return k * ln2_hi - (hfsq - (k * ln2_lo + c + t) - f);
}
