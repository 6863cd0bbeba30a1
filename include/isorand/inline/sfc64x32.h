/* SPDX-License-Identifier: MIT */
/* sfc64x32: a step of the lane whose word comes next; a block is begun by a call.
 * Source: docs/sfc64x32.md. */
#ifndef ISORAND_INLINE_SFC64X32_H
#define ISORAND_INLINE_SFC64X32_H

#include <isorand/inline/bits.h>
#include <isorand/isorand.h>

enum {
    IR_SFC64X32_LANES = 32,
    IR_SFC64X32_WARM_UP = 16, /* rows that a block drops */
    IR_SFC64X32_ROWS = 512,
    IR_SFC64X32_BLOCK = IR_SFC64X32_ROWS * IR_SFC64X32_LANES /* words */
};

/* SFC64, with the row's number for its counter. */
static inline uint64_t ir_sfc64x32_step(struct isorand_sfc64x32_core *s, unsigned lane,
                                        uint64_t counter) {
    const uint64_t t = s->a[lane] + s->b[lane] + counter;
    s->a[lane] = s->b[lane] ^ s->b[lane] >> 11;
    s->b[lane] = s->c[lane] + (s->c[lane] << 3);
    s->c[lane] = ir_rotr64(s->c[lane], 64 - 24) + t;
    return t;
}

static inline uint64_t ir_sfc64x32_counter(uint64_t pos) {
    return 1 + IR_SFC64X32_WARM_UP + pos / IR_SFC64X32_LANES;
}

static inline int ir_sfc64x32_ready(const struct isorand_sfc64x32_core *s) {
    return s->pos < IR_SFC64X32_BLOCK;
}

static inline uint64_t ir_sfc64x32_next(struct isorand_sfc64x32_core *s) {
    const uint64_t pos = s->pos++;
    return ir_sfc64x32_step(s, (unsigned)(pos % IR_SFC64X32_LANES), ir_sfc64x32_counter(pos));
}

#endif
