/* SPDX-License-Identifier: MIT */
/* PCG64DXSM: the 128-bit LCG with the cheap multiplier and the DXSM output function.
 * Source: numpy/random/src/pcg64/pcg64.h (pcg_cm_random_r). */
#include "engine/lcg128.h"

static const ir_u128 MULT = {0, IR_DXSM_MULT};

/* Output of the old state ("double xorshift multiply"), then the step. */
static inline uint64_t next(struct isorand_lcg128 *s) {
    uint64_t hi = s->state_hi, lo = s->state_lo | 1;
    hi ^= hi >> 32;
    hi *= IR_DXSM_MULT;
    hi ^= hi >> 48;
    hi *= lo;
    ir_lcg128_step(s, MULT);
    return hi;
}

#define ENGINE        pcg64dxsm
#define ENGINE_ID     ISORAND_PCG64DXSM
#define ENGINE_EQUALS "np.random.PCG64DXSM(seed)"
#include "engine/lcg128_tmpl.h"
