/* SPDX-License-Identifier: MIT */
/* The text of log for single numbers and vectors, over the words of math/lane.h: as Arm's optimized
 * routines and glibc since 2.28 compute it with FMA.
 *
 * x = 2^k z with z in [11/16, 11/8); one of 128 pieces of that interval gives c near z, with 1/c
 * and log(c) from a table; log(x) = k log(2) + log(c) + log1p(z/c - 1). */
#ifndef IR_MATH_LOG_TEXT_H
#define IR_MATH_LOG_TEXT_H

#include "math/log_table.h"
#include "math/parts.h"

/* Where the sum above would cancel, 1 - 2^-4 <= x < 1 + 0x1.09p-4, the texts differ: bits u with
 * u - IR_LOG_NEAR_1 < IR_LOG_NEAR_1_WIDTH. */
#define IR_LOG_NEAR_1       UINT64_C(0x3fee000000000000)
#define IR_LOG_NEAR_1_WIDTH (UINT64_C(0x3ff1090000000000) - IR_LOG_NEAR_1)

/* There: r - r^2 / 2 + ..., a minimax polynomial (from optimized-routines). */
static IR_INLINE vf64 ir_log_near_1(int hw, vf64 x) {
    const double B0 = -0x1p-1, B1 = 0x1.5555555555577p-2, B2 = -0x1.ffffffffffdcbp-3,
                 B3 = 0x1.999999995dd0cp-3, B4 = -0x1.55555556745a7p-3, B5 = 0x1.24924a344de3p-3,
                 B6 = -0x1.fffffa4423d65p-4, B7 = 0x1.c7184282ad6cap-4, B8 = -0x1.999eb43b068ffp-4,
                 B9 = 0x1.78182f7afd085p-4, B10 = -0x1.5521375d145cdp-4;
    const vf64 r = x - 1.0, r2 = r * r, r3 = r * r2;
    vf64 p = vf64_fma(hw, r2, B9, vf64_fma(hw, r, B8, B7));
    p = vf64_fma(hw, r3, B10, p);
    p = vf64_fma(hw, p, r3, vf64_fma(hw, r2, B6, vf64_fma(hw, r, B5, B4)));
    p = vf64_fma(hw, p, r3, vf64_fma(hw, r2, B3, vf64_fma(hw, r, B2, B1)));
    /* r - r^2 / 2 in two parts, from r = rhi + rlo where rhi^2 is exact. */
    const vf64 rhi = vf64_fma(hw, -0x1p27, r, vf64_fma(hw, r, 0x1p27, r)), rlo = r - rhi,
               sq = rhi * rhi;
    const vf64 hi = vf64_fma(hw, sq, B0, r);
    const vf64 lo = vf64_fma(hw, B0 * rlo, r + rhi, vf64_fma(hw, sq, B0, r - hi));
    return hi + vf64_fma(hw, p, r3, lo);
}

/* Elsewhere, from the bits of a positive normal x. */
static IR_INLINE vf64 ir_log_of(int hw, vu64 u) {
    /* Minimax polynomial of log1p(r) - r over r^2 for |r| < 0x1.fp-9 (from optimized-routines). */
    const double A0 = -0x1.0000000000001p-1, A1 = 0x1.555555551305bp-2, A2 = -0x1.fffffffeb459p-3,
                 A3 = 0x1.999b324f10111p-3, A4 = -0x1.55575e506c89fp-3;
    /* log(2); the high part ends in so many zeros that k * ln2_hi + logc is exact. */
    const double ln2_hi = 0x1.62e42fefa38p-1, ln2_lo = 0x1.ef35793c7673p-45;
    const vu64 t = u - UINT64_C(0x3fe6000000000000); /* bits of 11/16 */
    const vf64 k = ir_exponent_of(t), z = vf64_of_bits(u - (t & UINT64_C(0xfff) << 52));
    vf64 invc, logc;
    vf64_pair_at(ir_log_table, (t >> 45 & 127) * 2, &invc, &logc);
    const vf64 r = vf64_fma(hw, z, invc, -1.0);
    const vf64 w = vf64_fma(hw, k, ln2_hi, logc), hi = w + r;
    const vf64 lo = vf64_fma(hw, k, ln2_lo, w - hi + r), r2 = r * r;
    const vf64 p = vf64_fma(hw, vf64_fma(hw, r, A4, A3), r2, vf64_fma(hw, r, A2, A1));
    return vf64_fma(hw, r * r2, p, vf64_fma(hw, r2, A0, lo)) + hi;
}

#endif
