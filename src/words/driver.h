/* SPDX-License-Identifier: MIT */
/* Bulk fills with what needs nothing but words, by a backend's kernels: for the reader, which is
 * the way to them for everybody else.  The rng is a seeded one; 'out' may have any alignment. */
#ifndef IR_DRIVER_H
#define IR_DRIVER_H

#include "engine/engine.h"
#include "simd/backend.h"

/* Native words; values of next_uint32 and next_uint64; uniform floats. */
void ir_fill_words(const struct ir_backend *b, isorand_rng *rng, void *out, size_t nwords);
void ir_fill_u32(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);
void ir_fill_u64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);
void ir_fill_f32(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);
void ir_fill_f64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);

/* Whether the engine's words, as they lie in memory, must change halves to be 64-bit values, or
 * the 64-bit words to be 32-bit ones, low half first. */
int ir_halves_swapped(const struct ir_engine *e);

#endif
