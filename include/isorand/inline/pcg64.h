/* SPDX-License-Identifier: MIT */
/* PCG64: the PCG XSL-RR 128/64 generator, NumPy's default.
 * Source: numpy/random/src/pcg64/pcg64.h, after M. E. O'Neill, "PCG" (2014), 6.3.3. */
#ifndef ISORAND_INLINE_PCG64_H
#define ISORAND_INLINE_PCG64_H

#include <isorand/inline/lcg128.h>

/* Folds the state's halves and rotates by its top six bits. */
static inline uint64_t ir_pcg64_output(const struct isorand_lcg128 *s) {
    return ir_rotr64(s->state_hi ^ s->state_lo, (unsigned)(s->state_hi >> 58));
}

static inline int ir_pcg64_ready(const struct isorand_lcg128 *s) {
    (void)s;
    return 1;
}

/* Steps first: the output is that of the new state. */
static inline uint64_t ir_pcg64_next(struct isorand_lcg128 *s) {
    ir_lcg128_step(s, ir_u128_of(IR_PCG64_MULT_HI, IR_PCG64_MULT_LO));
    return ir_pcg64_output(s);
}

#endif
