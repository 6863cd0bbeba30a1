/* SPDX-License-Identifier: MIT */
/* The text of exp(x) - 1 for single numbers and vectors, over the words of math/lane.h: fdlibm's
 * algorithm with the fused steps of glibc's FMA variant.
 *
 * x = k log(2) + r; expm1(r) from a rational function of r^2; then scaled by 2^k.
 * The polynomial and the reduction are those of s_expm1.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that
 * this notice is preserved. */
#ifndef IR_MATH_EXPM1_TEXT_H
#define IR_MATH_EXPM1_TEXT_H

#include "math/parts.h"

/* Of |x|: k = 0 below the first, and -1 or 1 below the second; from the third on the result is -1
 * or exp(x).  log(2) / 2, 3/2 log(2) and 56 log(2), by the upper words 0x3fd62e43, 0x3ff0a2b2 and
 * 0x4043687a. */
#define IR_EXPM1_HALF  0x1.62e43p-2
#define IR_EXPM1_THREE 0x1.0a2b2p0
#define IR_EXPM1_LARGE 0x1.3687ap5

#define IR_EXPM1_PER_LN2 0x1.71547652b82fep0 /* 1 / log(2) */

/* x - k log(2) in two parts, r + *c. */
static IR_INLINE vf64 ir_expm1_reduce(int hw, vf64 x, vf64 k, vf64 *c) {
    const double ln2_hi = 0x1.62e42feep-1, ln2_lo = 0x1.a39ef35793c76p-33;
    const vf64 hi = vf64_fma(hw, -k, ln2_hi, x), lo = k * ln2_lo, r = hi - lo;
    *c = hi - r - lo;
    return r;
}

/* e, from which expm1(r) = r - (e r - r^2 / 2); *half_square is r^2 / 2. */
static IR_INLINE vf64 ir_expm1_of(int hw, vf64 r, vf64 *half_square) {
    const double Q1 = -0x1.11111111110f4p-5, Q2 = 0x1.a01a019fe5585p-10,
                 Q3 = -0x1.4ce199eaadbb7p-14, Q4 = 0x1.0cfca86e65239p-18,
                 Q5 = -0x1.afdb76e09c32dp-23;
    const vf64 hfx = 0.5 * r, hxs = r * hfx, h2 = hxs * hxs;
    vf64 r1 = vf64_fma(hw, h2, vf64_fma(hw, hxs, Q3, Q2), vf64_fma(hw, hxs, Q1, 1.0));
    r1 = vf64_fma(hw, h2 * h2, vf64_fma(hw, hxs, Q5, Q4), r1);
    const vf64 t = vf64_fma(hw, -r1, hfx, 3.0);
    *half_square = hxs;
    return (r1 - t) / vf64_fma(hw, -r, t, 6.0) * hxs;
}

/* The ends: for k = 0, and, of e with the correction of 'c', for -1, 1, those from -2 down and
 * above 56, those below 20, the others. */
static IR_INLINE vf64 ir_expm1_end_0(int hw, vf64 r, vf64 e, vf64 half_square) {
    return r - vf64_fma(hw, e, r, -half_square);
}
static IR_INLINE vf64 ir_expm1_corrected(int hw, vf64 r, vf64 c, vf64 e, vf64 half_square) {
    return vf64_fma(hw, e - c, r, -c) - half_square;
}
static IR_INLINE vf64 ir_expm1_end_minus_1(int hw, vf64 r, vf64 e) {
    return vf64_fma(hw, 0.5, r - e, -0.5);
}
static IR_INLINE vf64 ir_expm1_end_1_small(vf64 r, vf64 e) { /* r < -1/4 */
    return -2.0 * (e - (r + 0.5));
}
static IR_INLINE vf64 ir_expm1_end_1(int hw, vf64 r, vf64 e) {
    return vf64_fma(hw, 2.0, r - e, 1.0);
}

/* y * 2^k by the exponent alone: y is normal and the result is, or overflows at k = 1024. */
static IR_INLINE vf64 ir_expm1_scale(vf64 y, vu64 k) {
    return vf64_of_bits(vf64_bits(y) + (k << 52));
}

static IR_INLINE vf64 ir_expm1_end_far(vf64 r, vf64 e, vu64 k) { /* exp(x) - 1, nothing to lose */
    return ir_expm1_scale(1.0 - (e - r), k) - 1.0;
}
static IR_INLINE vf64 ir_expm1_end_below_20(vf64 r, vf64 e, vu64 k, vf64 unit) {
    return ir_expm1_scale(1.0 - unit - (e - r), k); /* unit = 2^-k */
}
static IR_INLINE vf64 ir_expm1_end_from_20(vf64 r, vf64 e, vu64 k, vf64 unit) {
    return ir_expm1_scale(r - (e + unit) + 1.0, k);
}

#endif
