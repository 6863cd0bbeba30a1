/* SPDX-License-Identifier: MIT */
#ifndef IR_PHILOX4X32_H
#define IR_PHILOX4X32_H

#include <isorand/isorand.h>

/* Constants of Philox4x32 (Random123, philox.h): multipliers of words 0 and 2, Weyl key bumps. */
#define IR_PHILOX4X32_MULT0 0xd2511f53u
#define IR_PHILOX4X32_MULT1 0xcd9e8d57u
#define IR_PHILOX4X32_WEYL0 0x9e3779b9u /* the golden ratio */
#define IR_PHILOX4X32_WEYL1 0xbb67ae85u /* sqrt(3) - 1 */

/* One block, 'rounds' from 1 to 16; 'out' may be 'counter'. */
void ir_philox4x32_block(const uint32_t counter[4], const uint32_t key[2], unsigned rounds,
                         uint32_t out[4]);

/* The state of that key, before the block of counter + 1; NULL stands for zeros. */
void ir_philox4x32_start(struct isorand_philox4x32_core *s, const uint32_t key[2],
                         const uint32_t counter[4]);

#endif
