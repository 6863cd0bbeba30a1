/* SPDX-License-Identifier: MIT */
/* The next 32 or 64 bits of a stream, and the uniform floats made of them: NumPy's next_uint32,
 * next_uint64, next_float and next_double.  These are the definitions; no backend takes part.
 * The rng is a seeded one, and 'e' its engine. */
#ifndef IR_NEXT_H
#define IR_NEXT_H

#include "base/ieee754.h"
#include "engine/engine.h"

#include <isorand/inline/uniform.h>

/* Words of 32 bits as they are; else the low half of a fresh word, whose high half waits. */
static inline uint32_t ir_next_u32(const struct ir_engine *e, isorand_rng *rng) {
    if (e->info.word_bytes == 4)
        return (uint32_t)e->next(&rng->state);
    if (rng->has_uint32) {
        rng->has_uint32 = 0;
        return rng->uinteger;
    }
    const uint64_t w = e->next(&rng->state);
    rng->has_uint32 = 1;
    rng->uinteger = (uint32_t)(w >> 32);
    return (uint32_t)w;
}

/* Two words of 32 bits as one of 64. */
static inline uint64_t ir_pair_u64(const struct ir_engine *e, uint64_t first, uint64_t second) {
    return e->pair == IR_PAIR_LOW_FIRST ? first | second << 32 : first << 32 | second;
}

static inline uint64_t ir_next_u64(const struct ir_engine *e, isorand_rng *rng) {
    const uint64_t first = e->next(&rng->state);
    return e->info.word_bytes == 8 ? first : ir_pair_u64(e, first, e->next(&rng->state));
}

static inline double ir_f64_from_u64(const struct ir_engine *e, uint64_t x) {
    return ir_f64_of_pair(e->pair == IR_PAIR_HIGH_FIRST, x);
}

#endif
