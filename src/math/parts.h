/* SPDX-License-Identifier: MIT */
/* What the texts of several functions share, over the words of math/lane.h. */
#ifndef IR_MATH_PARTS_H
#define IR_MATH_PARTS_H

#include "base/bytes.h"

/* k, an integer with |k| < 2^51 modulo 2^64.  A conversion instruction keeps half of a register, so
 * that it may have to wait for whatever was computed there before, be it for the value before this
 * one; this never does. */
static IR_INLINE vf64 ir_vf64_of_small(vu64 k) {
    return vf64_of_bits(k + UINT64_C(0x4338000000000000)) - 0x1.8p52;
}

/* The signed upper 12 bits. */
static IR_INLINE vf64 ir_exponent_of(vu64 t) {
    return ir_vf64_of_small((t >> 52 ^ 0x800) - 0x800);
}

#endif
