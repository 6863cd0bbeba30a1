/* SPDX-License-Identifier: MIT */
/* Single draws of the core distributions: their definitions, one value at a time, as NumPy 1.24's
 * distributions.c makes them.  Every fill of these distributions gives these values and leaves the
 * stream where they leave it. */
#ifndef IR_DRAW_H
#define IR_DRAW_H

#include "words/reader.h"

/* ---- Generator's standard normal and exponential: 256-layer ziggurats (draw_normal.c, ...) ----
 */

double ir_draw_normal(struct ir_reader *r);         /* standard_normal() */
float ir_draw_normal_f32(struct ir_reader *r);      /* ... (dtype=np.float32) */
double ir_draw_exponential(struct ir_reader *r);    /* standard_exponential() */
float ir_draw_exponential_f32(struct ir_reader *r); /* ... (dtype=np.float32) */

/* The draw whose first word is 'word' (next_uint64 or next_uint32), which has been taken from the
 * reader already; it may reject the word and take others. */
double ir_normal_from_word(struct ir_reader *r, uint64_t word);
float ir_normal_f32_from_word(struct ir_reader *r, uint32_t word);
double ir_exponential_from_word(struct ir_reader *r, uint64_t word);
float ir_exponential_f32_from_word(struct ir_reader *r, uint32_t word);

/* ---- RandomState's ---- */

/* G. Marsaglia's polar method: a point in the unit disc makes two values, of which the second waits
 * in the rng.  The pair of two uniforms; 0 where the point lies outside. */
double ir_draw_polar_normal(struct ir_reader *r);
int ir_polar_pair(double u1, double u2, double *first, double *second);

double ir_draw_log_exponential(struct ir_reader *r); /* -log(1 - U) */

/* ---- bounded integers, uniform on [0, max], max included (draw_integer.c) ----
 * max = 0 gives 0 without a draw, and a full range gives the word as it is.  'bits' are those of
 * the element: 64, 32, or 16, 8 and 1, which are pieces of 32-bit words.  64-bit elements take
 * 32-bit words where max < 2^32. */

/* Generator.integers: Lemire's method (ACM TOMACS 29(1), 2019). */
uint64_t ir_draw_lemire(struct ir_reader *r, unsigned bits, uint64_t max);
/* RandomState.randint: the smallest covering bit mask, and rejection. */
uint64_t ir_draw_masked(struct ir_reader *r, unsigned bits, uint64_t max);

/* 2^k - 1 >= max, for the smallest k. */
static inline uint64_t ir_cover(uint64_t max) {
    for (unsigned shift = 1; shift < 64; shift *= 2)
        max |= max >> shift;
    return max;
}

#endif
