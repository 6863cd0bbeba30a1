/* SPDX-License-Identifier: MIT */
/* The logarithm of pow for single numbers and vectors, over the words of math/lane.h: as Arm's
 * optimized routines and glibc since 2.28 compute it with FMA. */
#ifndef IR_MATH_POW_TEXT_H
#define IR_MATH_POW_TEXT_H

#include "math/parts.h"
#include "math/pow_table.h"

/* log(x) to about 68 bits, for a positive x given by its bits; a subnormal x comes normalised, with
 * an exponent that may reach into the sign bit. */
static IR_INLINE vf64 ir_log_two_parts(int hw, vu64 u, vf64 *tail) {
    const double ln2_hi = 0x1.62e42fefa38p-1, ln2_lo = 0x1.ef35793c7673p-45;
    /* Minimax polynomial of log1p(r), |r| < 0x1.6bp-8, scaled by powers of -1/2. */
    const double A0 = -0x1p-1, A1 = -0x1.555555555556p-1, A2 = 0x1.0000000000006p-1,
                 A3 = 0x1.999999959554ep-1, A4 = -0x1.555555529a47ap-1, A5 = -0x1.2495b9b4845e9p0,
                 A6 = 0x1.0002b8b263fc3p0;
    const vu64 t = u - UINT64_C(0x3fe6955500000000), at = (t >> 45 & 127) * 3;
    const vf64 k = ir_exponent_of(t), z = vf64_of_bits(u - (t & UINT64_C(0xfff) << 52));
    vf64 invc, logc;
    vf64_pair_at(ir_pow_table, at, &invc, &logc);
    const vf64 r = vf64_fma(hw, z, invc, -1.0); /* exact */
    const vf64 t1 = vf64_fma(hw, k, ln2_hi, logc), t2 = t1 + r;
    const vf64 lo1 = vf64_fma(hw, k, ln2_lo, vf64_at(ir_pow_table, at + 2)), lo2 = t1 - t2 + r;
    const vf64 ar = A0 * r, ar2 = r * ar, ar3 = r * ar2;
    const vf64 hi = t2 + ar2, lo3 = vf64_fma(hw, ar, r, -ar2), lo4 = t2 - hi + ar2;
    const vf64 p =
        vf64_fma(hw, ar2, vf64_fma(hw, vf64_fma(hw, r, A6, A5), ar2, vf64_fma(hw, r, A4, A3)),
                 vf64_fma(hw, r, A2, A1));
    const vf64 lo = vf64_fma(hw, ar3, p, lo1 + lo2 + lo3 + lo4), log = hi + lo;
    *tail = hi - log + lo;
    return log;
}

#endif
