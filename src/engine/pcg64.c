/* SPDX-License-Identifier: MIT */
/* PCG64: the PCG XSL-RR 128/64 generator, NumPy's default.
 * Source: numpy/random/src/pcg64/pcg64.h, after M. E. O'Neill, "PCG" (2014), 6.3.3. */
#include "engine/engine_begin.h"
#include "engine/lcg128.h"

static const ir_u128 MULT = {IR_PCG64_MULT_HI, IR_PCG64_MULT_LO};

/* Folds the state's halves and rotates by its top six bits. */
static inline uint64_t last(const struct isorand_lcg128 *s) {
    return ir_rotr64(s->state_hi ^ s->state_lo, (unsigned)(s->state_hi >> 58));
}

/* Steps first: the output is that of the new state. */
static inline uint64_t next(struct isorand_lcg128 *s) {
    ir_lcg128_step(s, MULT);
    return last(s);
}

#define ENGINE           pcg64
#define ENGINE_ID        ISORAND_PCG64
#define ENGINE_REFERENCE "np.random.PCG64(seed)"
#include "engine/lcg128_tmpl.h"
