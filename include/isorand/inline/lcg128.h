/* SPDX-License-Identifier: MIT */
/* The step of PCG64 and PCG64DXSM: the 128-bit LCG x -> x * M + inc.
 * Source: numpy/random/src/pcg64/pcg64.h, after M. E. O'Neill, "PCG" (2014). */
#ifndef ISORAND_INLINE_LCG128_H
#define ISORAND_INLINE_LCG128_H

#include <isorand/inline/bits.h>
#include <isorand/isorand.h>

/* PCG_DEFAULT_MULTIPLIER_128 of pcg64.h. */
#define IR_PCG64_MULT_HI UINT64_C(0x2360ed051fc65da4)
#define IR_PCG64_MULT_LO UINT64_C(0x4385df649fccf645)
/* PCG_CHEAP_MULTIPLIER_128 of pcg64.h: PCG64DXSM's, 64 bits. */
#define IR_DXSM_MULT UINT64_C(0xda942042e4dd58b5)

static inline ir_u128 ir_lcg128_state(const struct isorand_lcg128 *s) {
    return ir_u128_of(s->state_hi, s->state_lo);
}

static inline ir_u128 ir_lcg128_inc(const struct isorand_lcg128 *s) {
    return ir_u128_of(s->inc_hi, s->inc_lo);
}

static inline void ir_lcg128_set(struct isorand_lcg128 *s, ir_u128 x) {
    s->state_hi = x.hi;
    s->state_lo = x.lo;
}

/* In this order the upper half waits for one product and two sums; by ir_mul128 and ir_add128 a
 * step takes a fifth longer. */
static inline void ir_lcg128_step(struct isorand_lcg128 *s, ir_u128 mult) {
    const ir_u128 low = ir_mul64_add(s->state_lo, mult.lo, s->inc_lo);
    s->state_hi = s->state_hi * mult.lo + (s->state_lo * mult.hi + s->inc_hi) + low.hi;
    s->state_lo = low.lo;
}

#endif
