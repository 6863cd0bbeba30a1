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

/* x, or -x where 'minus' is 1. */
static inline double ir_f64_flip(double x, uint64_t minus) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    bits ^= minus << 63;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static inline float ir_f32_flip(float x, uint32_t minus) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    bits ^= minus << 31;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Candidate of a word of 64 or 32 bits, and whether it is a value for certain.  A normal's word has
 * 8 bits of layer, a sign and 52 or 23 bits of position; an exponential's 3 or 1 unused bits, 8 of
 * layer and 53 or 23 of position.  The sign is set without a branch, which would be taken half of
 * the time. */

static inline int ir_normal_candidate(uint64_t word, double *x) {
    const struct ir_layer_f64 *layer = &ir_normal_layers[word & 0xff];
    const uint64_t j = word >> 9 & 0xfffffffffffff;
    *x = ir_f64_flip((double)(int64_t)j * layer->w, word >> 8 & 1);
    return j < layer->k;
}

static inline int ir_normal_candidate_f32(uint32_t word, float *x) {
    const struct ir_layer_f32 *layer = &ir_normal_layers_f32[word & 0xff];
    const uint32_t j = word >> 9;
    *x = ir_f32_flip((float)(int32_t)j * layer->w, word >> 8 & 1);
    return j < layer->k;
}

static inline int ir_exponential_candidate(uint64_t word, double *x) {
    const struct ir_layer_f64 *layer = &ir_exponential_layers[word >> 3 & 0xff];
    const uint64_t j = word >> 11;
    *x = (double)(int64_t)j * layer->w;
    return j < layer->k;
}

static inline int ir_exponential_candidate_f32(uint32_t word, float *x) {
    const struct ir_layer_f32 *layer = &ir_exponential_layers_f32[word >> 1 & 0xff];
    const uint32_t j = word >> 9;
    *x = (float)(int32_t)j * layer->w;
    return j < layer->k;
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
