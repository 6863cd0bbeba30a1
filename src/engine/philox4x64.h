/* SPDX-License-Identifier: MIT */
#ifndef IR_PHILOX4X64_H
#define IR_PHILOX4X64_H

#include <isorand/isorand.h>

/* Constants of Philox4x64 (Random123, philox.h): multipliers of words 0 and 2, Weyl key bumps. */
#define IR_PHILOX4X64_MULT0 UINT64_C(0xd2e7470ee14c6c93)
#define IR_PHILOX4X64_MULT1 UINT64_C(0xca5a826395121157)
#define IR_PHILOX4X64_WEYL0 UINT64_C(0x9e3779b97f4a7c15) /* the golden ratio */
#define IR_PHILOX4X64_WEYL1 UINT64_C(0xbb67ae8584caa73b) /* sqrt(3) - 1 */

/* One block, 'rounds' from 1 to 16; 'out' may be 'counter'. */
void ir_philox4x64_block(const uint64_t counter[4], const uint64_t key[2], unsigned rounds,
                         uint64_t out[4]);

/* The state of that key, before the block of counter + 1; NULL stands for zeros. */
void ir_philox4x64_start(struct isorand_philox4x64_core *s, const uint64_t key[2],
                         const uint64_t counter[4]);

#endif
