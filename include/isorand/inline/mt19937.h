/* SPDX-License-Identifier: MIT */
/* MT19937, the Mersenne Twister: words of the block at hand, tempered; a block's recurrence is run
 * by a call.
 * Source: M. Matsumoto and T. Nishimura, "Mersenne Twister" (1998) and mt19937ar.c (2002). */
#ifndef ISORAND_INLINE_MT19937_H
#define ISORAND_INLINE_MT19937_H

#include <isorand/isorand.h>

#define IR_MT_N        624
#define IR_MT_TEMPER_B 0x9d2c5680u
#define IR_MT_TEMPER_C 0xefc60000u

static inline int ir_mt19937_ready(const struct isorand_mt19937_core *s) {
    return s->pos < IR_MT_N;
}

static inline uint32_t ir_mt19937_next(struct isorand_mt19937_core *s) {
    uint32_t y = s->key[s->pos++];
    y ^= y >> 11;
    y ^= y << 7 & IR_MT_TEMPER_B;
    y ^= y << 15 & IR_MT_TEMPER_C;
    return y ^ y >> 18;
}

#endif
