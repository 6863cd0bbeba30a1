/* SPDX-License-Identifier: MIT */
/* What PCG64 and PCG64DXSM share: the 128-bit LCG x -> x * M + inc, its seeding and its powers.
 * Source: numpy/random/src/pcg64/pcg64.h, pcg64.c, after M. E. O'Neill, "PCG" (2014). */
#ifndef IR_LCG128_H
#define IR_LCG128_H

#include "base/u128.h"

#include <isorand/isorand.h>

/* PCG_DEFAULT_MULTIPLIER_128 of pcg64.h. */
#define IR_PCG64_MULT_HI UINT64_C(0x2360ed051fc65da4)
#define IR_PCG64_MULT_LO UINT64_C(0x4385df649fccf645)
/* PCG_CHEAP_MULTIPLIER_128 of pcg64.h: PCG64DXSM's, 64 bits. */
#define IR_DXSM_MULT UINT64_C(0xda942042e4dd58b5)

static inline ir_u128 ir_lcg128_state(const struct isorand_lcg128 *s) {
    return (ir_u128){s->state_hi, s->state_lo};
}

static inline ir_u128 ir_lcg128_inc(const struct isorand_lcg128 *s) {
    return (ir_u128){s->inc_hi, s->inc_lo};
}

static inline void ir_lcg128_set(struct isorand_lcg128 *s, ir_u128 x) {
    s->state_hi = x.hi;
    s->state_lo = x.lo;
}

static inline void ir_lcg128_step(struct isorand_lcg128 *s, ir_u128 mult) {
    ir_lcg128_set(s, ir_add128(ir_mul128(ir_lcg128_state(s), mult), ir_lcg128_inc(s)));
}

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
