/* SPDX-License-Identifier: MIT */
/* log(1 + x) in double precision, see math/log1p_text.h, and in single precision: fdlibm's
 * algorithm without fused steps.
 *
 * The polynomials and the reduction are those of s_log1p.c and s_log1pf.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that
 * this notice is preserved. */
#include "math/fma.h"
#include "math/lane.h"
#include "math/math.h"

#include "math/log1p_text.h"

static IR_INLINE double log1p_text(int hw, double x) {
    const double ln2_hi = IR_LOG1P_LN2_HI, ln2_lo = IR_LOG1P_LN2_LO;
    const double magnitude = x < 0 ? -x : x;
    if (!(x > -1 && x <= DBL_MAX)) {
        if (x == -1)
            return ir_f64(0xfffULL << 52); /* -infinity */
        return x > 0 ? x : ir_f64(0x7ff8ULL << 48);
    }
    if (magnitude < 0x1p-29)
        return magnitude < 0x1p-54 ? x : ir_fma(hw, -(x * x), 0.5, x);
    if (x < IR_LOG1P_BELOW && x > IR_LOG1P_ABOVE)
        return ir_log1p_of(hw, x, 0, 0);

    const double u = x < 0x1p53 ? 1 + x : x;
    uint64_t e, high;
    const double f = ir_log1p_reduce(u, &e, &high), k = ir_vf64_of_small(e);
    double c = 0;
    if (x < 0x1p53)
        c = (u >= 2 ? 1 - (u - x) : x - (u - 1)) / u;
    /* fdlibm's test for |f| < 2^-20. */
    if ((high >= IR_LOG1P_SQRT2 ? (0x100000 - high) >> 2 : high) == 0) {
        if (f == 0)
            return k == 0 ? 0 : ir_fma(hw, k, ln2_hi, ir_fma(hw, k, ln2_lo, c));
        const double R = ir_fma(hw, -0x1.5555555555555p-1, f, 1) * (0.5 * f * f);
        return k == 0 ? f - R : ir_fma(hw, k, ln2_hi, -(R - ir_fma(hw, k, ln2_lo, c) - f));
    }
    return ir_log1p_of(hw, f, k, k == 0 ? 0 : c);
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
