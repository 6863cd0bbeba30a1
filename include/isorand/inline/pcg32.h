/* SPDX-License-Identifier: MIT */
/* PCG32: the PCG XSH-RR 64/32 generator.
 * Source: M. E. O'Neill, "PCG" (2014), 6.3.1, and pcg-c's pcg_variants.h. */
#ifndef ISORAND_INLINE_PCG32_H
#define ISORAND_INLINE_PCG32_H

#include <isorand/inline/bits.h>
#include <isorand/isorand.h>

/* The multiplier of the 64-bit LCG (Knuth's MMIX; PCG_DEFAULT_MULTIPLIER_64 of pcg-c). */
#define IR_PCG32_MULT UINT64_C(6364136223846793005)

static inline void ir_pcg32_step(struct isorand_pcg32_core *s) {
    s->state = s->state * IR_PCG32_MULT + s->inc;
}

static inline int ir_pcg32_ready(const struct isorand_pcg32_core *s) {
    (void)s;
    return 1;
}

/* Output of the old state: xorshift high bits down, rotate by the top five. */
static inline uint32_t ir_pcg32_next(struct isorand_pcg32_core *s) {
    const uint64_t old = s->state;
    ir_pcg32_step(s);
    return ir_rotr32((uint32_t)((old >> 18 ^ old) >> 27), (unsigned)(old >> 59));
}

#endif
