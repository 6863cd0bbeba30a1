/* SPDX-License-Identifier: MIT */
/* Single draws of the core distributions: their definitions, one value at a time, as NumPy 1.24's
 * distributions.c makes them.  Every fill of these distributions gives these values and leaves the
 * stream where they leave it.  The rng is a seeded one. */
#ifndef IR_DRAW_H
#define IR_DRAW_H

#include "distribution/source.h"

/* ---- standard normal and exponential: 256-layer ziggurats (draw_normal.c, ...) ---- */

double ir_draw_normal(isorand_rng *rng);         /* Generator.standard_normal() */
float ir_draw_normal_f32(isorand_rng *rng);      /* ... (dtype=np.float32) */
double ir_draw_exponential(isorand_rng *rng);    /* Generator.standard_exponential() */
float ir_draw_exponential_f32(isorand_rng *rng); /* ... (dtype=np.float32) */

/* ... (method='inv') */
double ir_draw_exponential_inv(isorand_rng *rng);
float ir_draw_exponential_inv_f32(isorand_rng *rng);

/* The draw whose first word is 'word' (next_uint64 or next_uint32), which has been taken from the
 * source already; it may reject the word and take others. */
double ir_settle_normal(struct ir_source *source, uint64_t word);
float ir_settle_normal_f32(struct ir_source *source, uint32_t word);
double ir_settle_exponential(struct ir_source *source, uint64_t word);
float ir_settle_exponential_f32(struct ir_source *source, uint32_t word);

/* ---- bounded integers, uniform on [0, max], max included (draw_integer.c) ----
 * max = 0 gives 0 without a draw, and a full range gives the word as it is. */

/* What is left of a 32-bit word that is handed out in pieces, low bits first.  Starts as {0, 0};
 * NumPy starts anew in each call of integers or randint and drops the rest. */
struct ir_subword {
    uint32_t buffer;
    int left; /* pieces after the one handed out last */
};

/* Generator.integers: Lemire's method (ACM TOMACS 29(1), 2019).  The 64-bit form takes 32-bit words
 * where max < 2^32, with the value of the 32-bit form. */
uint64_t ir_draw_bounded_u64(isorand_rng *rng, uint64_t max);
uint32_t ir_draw_bounded_u32(isorand_rng *rng, uint32_t max);
uint16_t ir_draw_bounded_u16(isorand_rng *rng, uint16_t max, struct ir_subword *sub);
uint8_t ir_draw_bounded_u8(isorand_rng *rng, uint8_t max, struct ir_subword *sub);

/* RandomState.randint: the smallest covering bit mask, and rejection. */
uint64_t ir_draw_masked_u64(isorand_rng *rng, uint64_t max);
uint32_t ir_draw_masked_u32(isorand_rng *rng, uint32_t max);
uint16_t ir_draw_masked_u16(isorand_rng *rng, uint16_t max, struct ir_subword *sub);
uint8_t ir_draw_masked_u8(isorand_rng *rng, uint8_t max, struct ir_subword *sub);

/* Both for dtype bool: max is 0 or 1. */
uint8_t ir_draw_bool(isorand_rng *rng, uint8_t max, struct ir_subword *sub);

/* random_interval, which NumPy shuffles with: the 64-bit masked form under its other name. */
uint64_t ir_draw_interval(isorand_rng *rng, uint64_t max);

#endif
