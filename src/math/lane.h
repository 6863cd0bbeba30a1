/* SPDX-License-Identifier: MIT */
/* The vocabulary of the texts of log, exp, ... that serve single numbers and vectors alike.  Beside
 * the operators + - * / of vf64, and + - & | ^ << >> of vu64, which mean the same for both, these
 * are its words; here for one number, in src/simd/vec_*.h for vectors.
 *
 * 'hw' says whether the CPU fuses (see fma.h); vectors always do. */
#ifndef IR_LANE_H
#define IR_LANE_H

#include "math/fma.h"

typedef double vf64;
typedef uint64_t vu64;

static IR_INLINE vf64 vf64_fma(int hw, vf64 a, vf64 b, vf64 c) {
    return ir_fma(hw, a, b, c);
}

/* The bits of a number, and back. */
static inline vu64 vf64_bits(vf64 x) {
    return ir_bits64(x);
}
static inline vf64 vf64_of_bits(vu64 u) {
    return ir_f64(u);
}

/* base[at] and, for the pair, base[at + 1]: of a table of numbers, or of their bits. */
static inline vf64 vf64_at(const void *base, vu64 at) {
    double x;
    memcpy(&x, (const unsigned char *)base + 8 * at, sizeof x);
    return x;
}
static inline void vf64_pair_at(const void *base, vu64 at, vf64 *first, vf64 *second) {
    *first = vf64_at(base, at);
    *second = vf64_at(base, at + 1);
}

#endif
