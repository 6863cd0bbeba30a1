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

/* np.random.seed's states: init_genrand and init_by_array (n >= 1) of mt19937ar.c. */
void ir_mt19937_seed(struct isorand_mt19937_core *s, uint32_t value);
void ir_mt19937_seed_array(struct isorand_mt19937_core *s, const uint32_t *key, size_t n);

#endif
