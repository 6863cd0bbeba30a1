/* SPDX-License-Identifier: MIT */
/* One standard normal or exponential, and few, by the inlined text (isorand/inline/draw.h): the
 * values of draw.h.  The rng is a seeded one that no reader has read ahead of.  Single draws may
 * stand directly between ir_fpenv_enter and _leave. */
#ifndef IR_DIST_FEW_H
#define IR_DIST_FEW_H

#include "cpu/fpenv.h"
#include "simd/backend.h"

#include <isorand/isorand.h>

/* So many and more values of 'bytes' bytes are faster by kernels, as measured.  Portable kernels
 * gain less. */
static inline size_t ir_few_standard(const struct ir_backend *b, uint32_t engine, size_t bytes) {
    const int portable = !b->base, doubles = bytes == 8;
    switch (engine) {
    case ISORAND_PHILOX4X32: /* its words are made slowly one by one */
        return doubles ? 20 : portable ? 96 : 28;
    case ISORAND_PHILOX4X64:
        return portable ? 144 : 64;
    case ISORAND_MT19937:
        return portable ? 144 : doubles ? 28 : 40;
    case ISORAND_PCG32:
        return portable ? 256 : doubles ? 64 : 80;
    case ISORAND_SFC64X32:
        return 64;
    default:
        return portable ? 256 : 64;
    }
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
