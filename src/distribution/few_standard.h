/* SPDX-License-Identifier: MIT */
/* One standard normal or exponential, and few, by the inlined text (isorand/inline/draw.h): the
 * values of draw.h.  The rng is a seeded one that no reader has read ahead of.  Single draws may
 * stand directly between ir_fpenv_enter and _leave. */
#ifndef IR_DIST_FEW_H
#define IR_DIST_FEW_H

#include "cpu/fpenv.h"
#include "simd/backend.h"

#include <isorand/isorand.h>

/* So many and more values of 'bytes' bytes are faster by kernels. */
static inline size_t ir_few_standard(const struct ir_backend *b, uint32_t engine, size_t bytes) {
    const struct ir_few few = ir_engines[engine]->few;
    if (bytes == 8)
        return b->base ? few.vectors8 : few.portable8;
    return b->base ? few.vectors4 : few.portable4;
}

IR_ROUNDS double ir_one_normal_f64(isorand_rng *rng);
IR_ROUNDS float ir_one_normal_f32(isorand_rng *rng);
IR_ROUNDS double ir_one_exponential_f64(isorand_rng *rng);
IR_ROUNDS float ir_one_exponential_f32(isorand_rng *rng);

void ir_few_normal_f64(isorand_rng *restrict rng, void *restrict out, size_t n);
void ir_few_normal_f32(isorand_rng *restrict rng, void *restrict out, size_t n);
void ir_few_exponential_f64(isorand_rng *restrict rng, void *restrict out, size_t n);
void ir_few_exponential_f32(isorand_rng *restrict rng, void *restrict out, size_t n);

/* The draw whose first word has been taken. */
IR_ROUNDS double ir_settle_normal_f64(isorand_rng *rng, uint64_t word);
IR_ROUNDS float ir_settle_normal_f32(isorand_rng *rng, uint32_t word);
IR_ROUNDS double ir_settle_exponential_f64(isorand_rng *rng, uint64_t word);
IR_ROUNDS float ir_settle_exponential_f32(isorand_rng *rng, uint32_t word);

#endif
