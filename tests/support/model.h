/* SPDX-License-Identifier: MIT */
/* What words and uniforms are, written down a second time and apart from the library: single draws
 * on top of ir_engine.next.  No kernel, no driver and no conversion of src/ has a part in it. */
#ifndef TEST_MODEL_H
#define TEST_MODEL_H

#include <isorand/isorand.h>

/* One draw by definition: next_uint32 and next_uint64 of NumPy, and the uniforms made of them. */
uint32_t model_u32(isorand_rng *rng);
uint64_t model_u64(isorand_rng *rng);
float model_f32(isorand_rng *rng);
double model_f64(isorand_rng *rng);

/* Generator.bytes(n). */
void model_bytes(isorand_rng *rng, void *out, size_t n);

/* Passes over native words, one by one. */
void model_skip(isorand_rng *rng, uint64_t nwords);

/* The word of MT19937's key that becomes y. */
uint32_t model_untempered(uint32_t y);

#endif
