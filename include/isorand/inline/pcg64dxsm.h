/* SPDX-License-Identifier: MIT */
/* PCG64DXSM: the 128-bit LCG with the cheap multiplier and the DXSM output function.
 * Source: numpy/random/src/pcg64/pcg64.h (pcg_cm_random_r). */
#ifndef ISORAND_INLINE_PCG64DXSM_H
#define ISORAND_INLINE_PCG64DXSM_H

#include <isorand/inline/lcg128.h>

/* "Double xorshift multiply". */
static inline uint64_t ir_pcg64dxsm_output(const struct isorand_lcg128 *s) {
    uint64_t hi = s->state_hi;
    const uint64_t lo = s->state_lo | 1;
    hi ^= hi >> 32;
    hi *= IR_DXSM_MULT;
    hi ^= hi >> 48;
    return hi * lo;
}

static inline int ir_pcg64dxsm_ready(const struct isorand_lcg128 *s) {
    (void)s;
    return 1;
}

/* The output is that of the old state. */
static inline uint64_t ir_pcg64dxsm_next(struct isorand_lcg128 *s) {
    const uint64_t word = ir_pcg64dxsm_output(s);
    ir_lcg128_step(s, ir_u128_of(0, IR_DXSM_MULT));
    return word;
}

#endif
