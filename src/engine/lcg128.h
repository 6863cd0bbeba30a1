/* SPDX-License-Identifier: MIT */
/* What PCG64 and PCG64DXSM share: the 128-bit LCG x -> x * M + inc (isorand/inline/lcg128.h) and
 * its powers.
 * Source: numpy/random/src/pcg64/pcg64.h, pcg64.c, after M. E. O'Neill, "PCG" (2014). */
#ifndef IR_LCG128_H
#define IR_LCG128_H

#include "base/u128.h"

#include <isorand/inline/lcg128.h>

/* 'delta' steps at once: x -> a * x + c, by squaring (F. Brown, "Random Number Generation with
 * Arbitrary Stride", 1994). */
static inline void ir_lcg128_advance(struct isorand_lcg128 *s, ir_u128 mult, ir_u128 delta) {
    ir_u128 a = {0, 1}, c = {0, 0}, m = mult, p = ir_lcg128_inc(s);
    while (delta.hi | delta.lo) {
        if (delta.lo & 1) {
            a = ir_mul128(a, m);
            c = ir_add128(ir_mul128(c, m), p);
        }
        p = ir_mul128(ir_add128(m, (ir_u128){0, 1}), p);
        m = ir_mul128(m, m);
        delta.lo = delta.lo >> 1 | delta.hi << 63;
        delta.hi >>= 1;
    }
    ir_lcg128_set(s, ir_add128(ir_mul128(a, ir_lcg128_state(s)), c));
}

#endif
