/* SPDX-License-Identifier: MIT */
/* PCG64DXSM: the 128-bit LCG with the cheap multiplier and the DXSM output function.
 * Source: numpy/random/src/pcg64/pcg64.h (pcg_cm_random_r). */
#include "engine/engine_begin.h"
#include "engine/lcg128.h"

static const ir_u128 MULT = {0, IR_DXSM_MULT};

/* "Double xorshift multiply". */
static inline uint64_t output(const struct isorand_lcg128 *s) {
    uint64_t hi = s->state_hi, lo = s->state_lo | 1;
    hi ^= hi >> 32;
    hi *= IR_DXSM_MULT;
    hi ^= hi >> 48;
    return hi * lo;
}

/* The output is that of the old state. */
static inline uint64_t next(struct isorand_lcg128 *s) {
    uint64_t word = output(s);
    ir_lcg128_step(s, MULT);
    return word;
}

/* One step back: the inverse of MULT modulo 2^128, times state - inc. */
static uint64_t last(const struct isorand_lcg128 *s) {
    const ir_u128 inverse = {UINT64_C(0x0cd365d2cb1a6a6c), UINT64_C(0x8b838d0354ead59d)};
    const uint64_t lo = s->state_lo - s->inc_lo;
    const ir_u128 moved = {s->state_hi - s->inc_hi - (s->state_lo < s->inc_lo), lo};
    struct isorand_lcg128 before = *s;
    ir_lcg128_set(&before, ir_mul128(moved, inverse));
    return output(&before);
}

#define ENGINE           pcg64dxsm
#define ENGINE_ID        ISORAND_PCG64DXSM
#define ENGINE_REFERENCE "np.random.PCG64DXSM(seed)"
#include "engine/lcg128_tmpl.h"
