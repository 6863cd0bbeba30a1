/* SPDX-License-Identifier: MIT */
/* The text of log(1 + x) for single numbers and vectors, over the words of math/lane.h: fdlibm's
 * algorithm with the fused steps of glibc's FMA variant.
 *
 * 1 + x = 2^k (1 + f) with sqrt(1/2) < 1 + f < sqrt(2), and c = the rounding error of 1 + x,
 * relative to it; with s = f / (2 + f), log(1 + f) = f - (f^2/2 - s (f^2/2 + R(s^2))).
 *
 * The polynomials and the reduction are those of s_log1p.c:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that
 * this notice is preserved. */
#ifndef IR_MATH_LOG1P_TEXT_H
#define IR_MATH_LOG1P_TEXT_H

#include "math/parts.h"

#define IR_LOG1P_LN2_HI 0x1.62e42feep-1
#define IR_LOG1P_LN2_LO 0x1.a39ef35793c76p-33

/* Between these, k = 0 and f = x: upper words 0x3fda827a (sqrt(2) - 1), 0xbfd2bec4
 * (sqrt(1/2) - 1). */
#define IR_LOG1P_ABOVE -0x1.2bec4p-2
#define IR_LOG1P_BELOW 0x1.a827ap-2
enum { IR_LOG1P_SQRT2 = 0x6a09e }; /* upper bits of its fraction */

/* Of u, nearly 1 + x: f, with k modulo 2^64 and the upper 20 bits of u's fraction.  Where |f| is
 * below 2^-20 or so, fdlibm looks at these bits and takes another way: see log1p.c. */
static IR_INLINE vf64 ir_log1p_reduce(vf64 u, vu64 *k, vu64 *high) {
    const uint64_t one = UINT64_C(0x3ff) << 52;
    const vu64 bits = vf64_bits(u);
    *high = bits >> 32 & 0xfffff;
    const vu64 upper = (*high + (0x100000 - IR_LOG1P_SQRT2)) >> 20; /* 1 from sqrt(2) on */
    *k = (bits >> 52) - 1023 + upper;
    return vf64_of_bits(((bits & UINT64_C(0xfffffffffffff)) | one) - (upper << 52)) - 1.0;
}

/* log(1 + x), other than there; c is 0 where k is. */
static IR_INLINE vf64 ir_log1p_of(int hw, vf64 f, vf64 k, vf64 c) {
    const double L1 = 0x1.5555555555593p-1, L2 = 0x1.999999997fa04p-2, L3 = 0x1.2492494229359p-2,
                 L4 = 0x1.c71c51d8e78afp-3, L5 = 0x1.7466496cb03dep-3, L6 = 0x1.39a09d078c69fp-3,
                 L7 = 0x1.2f112df3e5244p-3;
    const vf64 hfsq = 0.5 * f * f, s = f / (2.0 + f), z = s * s, z2 = z * z, z4 = z2 * z2;
    vf64 R = vf64_fma(hw, z, L1, z2 * vf64_fma(hw, z, L3, L2));
    R = vf64_fma(hw, z4, vf64_fma(hw, z, L5, L4), R);
    R = vf64_fma(hw, z2 * z4, vf64_fma(hw, z, L7, L6), R);
    const vf64 t = (R + hfsq) * s;
    return vf64_fma(hw, k, IR_LOG1P_LN2_HI,
                    -(hfsq - (vf64_fma(hw, k, IR_LOG1P_LN2_LO, c) + t) - f));
}

#endif
