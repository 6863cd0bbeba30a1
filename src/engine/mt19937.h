/* SPDX-License-Identifier: MIT */
#ifndef IR_MT19937_H
#define IR_MT19937_H

#include <isorand/inline/mt19937.h>

/* Constants of MT19937 (M. Matsumoto and T. Nishimura, "Mersenne Twister", 1998, table II), those
 * of its recurrence. */
#define IR_MT_M      397
#define IR_MT_MATRIX 0x9908b0dfu
#define IR_MT_UPPER  0x80000000u
#define IR_MT_LOWER  0x7fffffffu

/* The recurrence: the new word from the top bit of 'u', the rest of 'l', and the word m. */
static inline uint32_t ir_mt_twisted(uint32_t u, uint32_t l, uint32_t m) {
    const uint32_t y = (u & IR_MT_UPPER) | (l & IR_MT_LOWER);
    return m ^ y >> 1 ^ (-(y & 1) & IR_MT_MATRIX);
}

/* np.random.seed's states: init_genrand and init_by_array (n >= 1) of mt19937ar.c. */
void ir_mt19937_seed(struct isorand_mt19937_core *s, uint32_t value);
void ir_mt19937_seed_array(struct isorand_mt19937_core *s, const uint32_t *key, size_t n);

/* ---- mt19937_jump.c ----
 * The key as a ring whose oldest word is at 'pos' < N: n 2^doublings steps of it, n >= 1, and
 * NumPy's 2^128.  Of the oldest word that comes out the top bit alone is that of the sequence. */
void ir_mt19937_steps(struct isorand_mt19937_core *s, uint64_t n, unsigned doublings);
void ir_mt19937_jump(struct isorand_mt19937_core *s);

/* Replaces the block of words by the one that 'nblocks' >= 1 twists lead to. */
void ir_mt19937_pass(struct isorand_mt19937_core *s, uint64_t nblocks);

#endif
