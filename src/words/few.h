/* SPDX-License-Identifier: MIT */
/* One value, and few, by the inlined text of each engine (isorand/inline/draw.h): for so few a bulk
 * fill costs more than it saves.  The rng is a seeded one; 'out' may have any alignment. */
#ifndef IR_FEW_H
#define IR_FEW_H

#include "base/bytes.h"
#include "engine/engine.h"

#include <isorand/inline/draw.h>

uint32_t ir_one_u32(isorand_rng *rng);
uint64_t ir_one_u64(isorand_rng *rng);
float ir_one_f32(isorand_rng *rng);
double ir_one_f64(isorand_rng *rng);

void ir_few_u64(isorand_rng *restrict rng, void *restrict out, size_t n);
void ir_few_f32(isorand_rng *restrict rng, void *restrict out, size_t n);
void ir_few_f64(isorand_rng *restrict rng, void *restrict out, size_t n);

/* The next native word, by a call. */
__attribute__((noinline)) uint64_t ir_next_raw(isorand_rng *rng);

/* A loop over 'n' draws; 'engine' is a constant where it is inlined. */
typedef void ir_few_fn(isorand_rng *restrict rng, unsigned char *restrict p, size_t n, int engine);

/* Runs the loop for the rng's engine; 0 where that is not an inlined one. */
static IR_INLINE int ir_few(isorand_rng *restrict rng, void *restrict out, size_t n,
                            ir_few_fn *loop) {
    switch (rng->engine) {
#define ENGINE(ID, name, bits, high_first)                                                         \
    case ISORAND_##ID:                                                                             \
        loop(rng, out, n, ISORAND_##ID);                                                           \
        return 1;
        IR_INLINE_ENGINES(ENGINE)
#undef ENGINE
    default:
        return 0;
    }
}

#endif
