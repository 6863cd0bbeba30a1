/* SPDX-License-Identifier: MIT */
/* Single draws of the core distributions: their definitions, one value at a time, as NumPy 1.24's
 * distributions.c makes them.  Every fill of these distributions gives these values and leaves the
 * stream where they leave it. */
#ifndef IR_DRAW_H
#define IR_DRAW_H

#include "math/math.h"
#include "math/ziggurat_tables.h"
#include "words/reader.h"

#include <string.h>

/* ---- Generator's standard normal and exponential: 256-layer ziggurats (draw_normal.c, ...) ----
 */

/* The draw whose first word is 'word' (next_uint64 or next_uint32), which has been taken from the
 * reader already; it may reject the word and take others. */
double ir_normal_from_word(struct ir_reader *r, uint64_t word);
float ir_normal_f32_from_word(struct ir_reader *r, uint32_t word);
double ir_exponential_from_word(struct ir_reader *r, uint64_t word);
float ir_exponential_f32_from_word(struct ir_reader *r, uint32_t word);

/* The quick test of a word by isorand/inline/ziggurat.h: its candidate, and whether that is a value
 * for certain. */

static inline int ir_normal_candidate(uint64_t word, double *x) {
    return ir_normal_quick(ir_normal_layers, word, x);
}

static inline int ir_normal_candidate_f32(uint32_t word, float *x) {
    return ir_normal_quick_f32(ir_normal_layers_f32, word, x);
}

static inline int ir_exponential_candidate(uint64_t word, double *x) {
    return ir_exponential_quick(ir_exponential_layers, word, x);
}

static inline int ir_exponential_candidate_f32(uint32_t word, float *x) {
    return ir_exponential_quick_f32(ir_exponential_layers_f32, word, x);
}

/* standard_normal(), standard_exponential(), and the same with dtype=np.float32. */

static inline double ir_draw_normal(struct ir_reader *r) {
    const uint64_t word = ir_read_u64(r);
    double x;
    return ir_normal_candidate(word, &x) ? x : ir_normal_from_word(r, word);
}

static inline float ir_draw_normal_f32(struct ir_reader *r) {
    const uint32_t word = ir_read_u32(r);
    float x;
    return ir_normal_candidate_f32(word, &x) ? x : ir_normal_f32_from_word(r, word);
}

static inline double ir_draw_exponential(struct ir_reader *r) {
    const uint64_t word = ir_read_u64(r);
    double x;
    return ir_exponential_candidate(word, &x) ? x : ir_exponential_from_word(r, word);
}

static inline float ir_draw_exponential_f32(struct ir_reader *r) {
    const uint32_t word = ir_read_u32(r);
    float x;
    return ir_exponential_candidate_f32(word, &x) ? x : ir_exponential_f32_from_word(r, word);
}

/* ---- RandomState's ---- */

/* G. Marsaglia's polar method: a point in the unit disc makes two values, of which the second waits
 * in the rng.  The pair of two uniforms; 0 where the point lies outside. */
double ir_draw_polar_normal(struct ir_reader *r);
int ir_polar_pair(double u1, double u2, double *first, double *second);

static inline double ir_draw_log_exponential(struct ir_reader *r) {
    return -ir_log(1.0 - ir_read_f64(r));
}

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
    return max ? UINT64_MAX >> __builtin_clzll(max) : 0;
}

#endif
