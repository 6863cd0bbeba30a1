/* SPDX-License-Identifier: MIT */
/* exp(x) - 1: fdlibm's algorithm with the fused steps of glibc's FMA variant.
 *
 * x = k log(2) + r; expm1(r) from a rational function of r^2; then scaled by 2^k.
 * The polynomial and the reduction are those of s_expm1.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that
 * this notice is preserved. */
#include "math/fma.h"
#include "math/math.h"

/* y * 2^k by the exponent alone: y is normal and the result is, or overflows at k = 1024. */
static double scale(double y, int k) {
    return ir_f64(ir_bits64(y) + ((uint64_t)(int64_t)k << 52));
}

static IR_INLINE double expm1_text(int hw, double x) {
    const double ln2_hi = 0x1.62e42feep-1, ln2_lo = 0x1.a39ef35793c76p-33;
    const double Q1 = -0x1.11111111110f4p-5, Q2 = 0x1.a01a019fe5585p-10,
                 Q3 = -0x1.4ce199eaadbb7p-14, Q4 = 0x1.0cfca86e65239p-18,
                 Q5 = -0x1.afdb76e09c32dp-23;
    const double magnitude = x < 0 ? -x : x;
    if (!(magnitude < 0x1.3687ap5)) { /* 56 log(2), by the upper word 0x4043687a */
        if (x < 0)
            return -1;
        if (!(x <= 0x1.62e42fefa39efp9)) /* log(2^1024) */
            return x != x ? x : ir_f64(0x7ffULL << 52);
    }
    int k = 0;
    double c = 0;
    if (magnitude >= 0x1.62e43p-2) { /* log(2) / 2, upper word 0x3fd62e43 */
        double hi, lo;
        if (magnitude < 0x1.0a2b2p0) { /* 3/2 log(2), upper word 0x3ff0a2b2 */
            k = x < 0 ? -1 : 1;
            hi = x < 0 ? x + ln2_hi : x - ln2_hi;
            lo = x < 0 ? -ln2_lo : ln2_lo;
        } else {
            k = (int)(0x1.71547652b82fep0 * x + (x < 0 ? -0.5 : 0.5)); /* 1 / log(2) */
            const double kd = ir_f64_of_small(k);
            hi = ir_fma(hw, -kd, ln2_hi, x);
            lo = kd * ln2_lo;
        }
        x = hi - lo;
        c = hi - x - lo;
    } else if (magnitude < 0x1p-54) {
        return x;
    }
    const double hfx = 0.5 * x, hxs = x * hfx, h2 = hxs * hxs;
    double r1 = ir_fma(hw, h2, ir_fma(hw, hxs, Q3, Q2), ir_fma(hw, hxs, Q1, 1));
    r1 = ir_fma(hw, h2 * h2, ir_fma(hw, hxs, Q5, Q4), r1);
    const double t = ir_fma(hw, -r1, hfx, 3);
    double e = (r1 - t) / ir_fma(hw, -x, t, 6) * hxs;
    if (k == 0)
        return x - ir_fma(hw, e, x, -hxs);
    e = ir_fma(hw, e - c, x, -c) - hxs;
    if (k == -1)
        return ir_fma(hw, 0.5, x - e, -0.5);
    if (k == 1)
        return x < -0.25 ? -2 * (e - (x + 0.5)) : ir_fma(hw, 2, x - e, 1);
    if (k <= -2 || k > 56) /* exp(x) - 1 with nothing to lose */
        return scale(1 - (e - x), k) - 1;
    const double unit = scale(1, -k);
    if (k < 20)
        return scale(1 - unit - (e - x), k);
    return scale(x - (e + unit) + 1, k);
}

IR_WITH_FMA(double, ir_expm1, (double x), expm1_text, x)
