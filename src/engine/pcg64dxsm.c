/* SPDX-License-Identifier: MIT */
/* PCG64DXSM: the 128-bit LCG with the cheap multiplier and the DXSM output function.  Its word:
 * isorand/inline/pcg64dxsm.h.
 * Source: numpy/random/src/pcg64/pcg64.h (pcg_cm_random_r). */
#include "engine/engine_begin.h"
#include "engine/lcg128.h"
#include "engine/lcg128_powers.h"

#include <isorand/inline/pcg64dxsm.h>

static const ir_u128 MULT = {0, IR_DXSM_MULT};

static inline uint64_t next(struct isorand_lcg128 *s) {
    return ir_pcg64dxsm_next(s);
}

/* One step back: the inverse of MULT modulo 2^128, times state - inc. */
static uint64_t last(const struct isorand_lcg128 *s) {
    const ir_u128 inverse = {UINT64_C(0x0cd365d2cb1a6a6c), UINT64_C(0x8b838d0354ead59d)};
    const uint64_t lo = s->state_lo - s->inc_lo;
    const ir_u128 moved = {s->state_hi - s->inc_hi - (s->state_lo < s->inc_lo), lo};
    struct isorand_lcg128 before = *s;
    ir_lcg128_set(&before, ir_mul128(moved, inverse));
    return ir_pcg64dxsm_output(&before);
}

#define ENGINE           pcg64dxsm
#define ENGINE_ID        ISORAND_PCG64DXSM
#define ENGINE_REFERENCE "np.random.PCG64DXSM(seed)"
#include "engine/lcg128_tmpl.h"
