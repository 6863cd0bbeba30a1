/* SPDX-License-Identifier: MIT */
/* What the text of sfc64x32 and its kernel share: how a block begins. */
#ifndef IR_SFC64X32_H
#define IR_SFC64X32_H

#include <isorand/inline/sfc64x32.h>

/* Blocks are counted modulo 2^59, where 32 of them and the lane fill the 64 bits of 'c'. */
#define IR_SFC64X32_BLOCK_MASK ((UINT64_C(1) << 59) - 1)

/* The lanes before their first row, of which 16 are still to be dropped, of the next block. */
static inline void ir_sfc64x32_begin(struct isorand_sfc64x32_core *s) {
    for (unsigned lane = 0; lane < IR_SFC64X32_LANES; lane++) {
        s->a[lane] = s->key[0];
        s->b[lane] = s->key[1];
        s->c[lane] = IR_SFC64X32_LANES * s->block + lane;
    }
    s->block = (s->block + 1) & IR_SFC64X32_BLOCK_MASK;
    s->pos = 0;
}

/* The state of that key, before the first word of a block. */
void ir_sfc64x32_start(struct isorand_sfc64x32_core *s, const uint64_t key[2], uint64_t block);

#endif
