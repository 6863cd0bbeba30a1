/* SPDX-License-Identifier: MIT */
/* The text of exp for single numbers and vectors, over the words of math/lane.h, which pow ends
 * with too: as Arm's optimized routines and glibc since 2.28 compute it with FMA.
 *
 * x = k log(2)/128 + r; exp(x) = 2^(k/128) exp(r), the first factor from a table. */
#ifndef IR_MATH_EXP_TEXT_H
#define IR_MATH_EXP_TEXT_H

#include "math/exp_table.h"
#include "math/parts.h"

/* Adding this rounds to an integer, which then stands in the low bits of the sum. */
#define IR_EXP_TO_INTEGER 0x1.8p52

/* For 2^-54 <= |x| < 512, exponents x with x - IR_EXP_LEAST < IR_EXP_EXPONENTS, the factor is a
 * normal number. */
enum { IR_EXP_LEAST = 0x3c9, IR_EXP_EXPONENTS = 0x408 - IR_EXP_LEAST };

/* exp(x + tail), |x| < 1024, |tail| < 2^-15 and below |x|, as the factor, by its bits, and y with
 * factor + factor y = exp. */
static IR_INLINE vf64 ir_exp_of(int hw, vf64 x, vf64 tail, vu64 *factor) {
    /* Minimax polynomial of exp(r) - 1 - r over r^2, |r| < log(2) / 256. */
    const double C2 = 0x1.ffffffffffdbdp-2, C3 = 0x1.555555555543cp-3, C4 = 0x1.55555cf172b91p-5,
                 C5 = 0x1.1111167a4d017p-7;
    const vf64 sum = vf64_fma(hw, 0x1.71547652b82fep7, x, IR_EXP_TO_INTEGER); /* 128 / log(2) */
    const vu64 ki = vf64_bits(sum);
    const vf64 k = sum - IR_EXP_TO_INTEGER;
    vf64 r = vf64_fma(hw, k, -0x1.62e42fefap-8, x); /* log(2) / 128 in two parts */
    r = vf64_fma(hw, k, -0x1.cf79abc9e3b3ap-47, r) + tail;
    vf64 table_tail, value;
    vf64_pair_at(ir_exp_table, (ki & 127) * 2, &table_tail, &value);
    const vf64 r2 = r * r;
    *factor = vf64_bits(value) + (ki << 45);
    return vf64_fma(hw, r2 * r2, vf64_fma(hw, r, C5, C4),
                    vf64_fma(hw, vf64_fma(hw, r, C3, C2), r2, table_tail + r));
}

#endif
