/* SPDX-License-Identifier: MIT */
/* The quick test of the 256-layer ziggurats of the standard normal (half) and exponential
 * densities.  A point of layer i is x = j * w[i] for an integer j of b random bits, and lies under
 * the curve for certain if j < k[i]; b is 52 for the normal, 53 for the exponential and 23 for both
 * in single precision.
 * (Marsaglia and Tsang, "The Ziggurat Method for Generating Random Variables", 2000; NumPy's
 * numpy/random/src/distributions/distributions.c.) */
#ifndef ISORAND_INLINE_ZIGGURAT_H
#define ISORAND_INLINE_ZIGGURAT_H

#include <stdint.h>
#include <string.h>

/* k and w side by side: one cache line has both. */
struct ir_layer_f64 {
    uint64_t k;
    double w;
};
struct ir_layer_f32 {
    uint32_t k;
    float w;
};

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

/* x, in a register where no compiler fuses the product that it is with a sum to come: callers may
 * be compiled with -ffp-contract=fast. */
static inline double ir_f64_apart(double x) {
#if defined(__GNUC__) && defined(__SSE2__)
    __asm__("" : "+x"(x));
#elif defined(__GNUC__) && defined(__aarch64__)
    __asm__("" : "+w"(x));
#elif defined(__GNUC__)
    __asm__("" : "+m"(x));
#endif
    return x;
}

static inline float ir_f32_apart(float x) {
#if defined(__GNUC__) && defined(__SSE2__)
    __asm__("" : "+x"(x));
#elif defined(__GNUC__) && defined(__aarch64__)
    __asm__("" : "+w"(x));
#elif defined(__GNUC__)
    __asm__("" : "+m"(x));
#endif
    return x;
}

/* Candidate of a word of 64 or 32 bits, and whether it is a value for certain.  A normal's word has
 * 8 bits of layer, a sign and 52 or 23 bits of position; an exponential's 3 or 1 unused bits, 8 of
 * layer and 53 or 23 of position.  The sign is set without a branch, which would be taken half of
 * the time. */

static inline int ir_normal_quick(const struct ir_layer_f64 *layers, uint64_t word, double *x) {
    const struct ir_layer_f64 *layer = &layers[word & 0xff];
    const uint64_t j = word >> 9 & UINT64_C(0xfffffffffffff);
    *x = ir_f64_flip((double)(int64_t)j * layer->w, word >> 8 & 1);
    return j < layer->k;
}

static inline int ir_normal_quick_f32(const struct ir_layer_f32 *layers, uint32_t word, float *x) {
    const struct ir_layer_f32 *layer = &layers[word & 0xff];
    const uint32_t j = word >> 9;
    *x = ir_f32_flip((float)(int32_t)j * layer->w, word >> 8 & 1);
    return j < layer->k;
}

static inline int ir_exponential_quick(const struct ir_layer_f64 *layers, uint64_t word,
                                       double *x) {
    const struct ir_layer_f64 *layer = &layers[word >> 3 & 0xff];
    const uint64_t j = word >> 11;
    *x = ir_f64_apart((double)(int64_t)j * layer->w);
    return j < layer->k;
}

static inline int ir_exponential_quick_f32(const struct ir_layer_f32 *layers, uint32_t word,
                                           float *x) {
    const struct ir_layer_f32 *layer = &layers[word >> 1 & 0xff];
    const uint32_t j = word >> 9;
    *x = ir_f32_apart((float)(int32_t)j * layer->w);
    return j < layer->k;
}

#endif
