/* SPDX-License-Identifier: MIT */
/* Kernels of the ziggurats' quick test.  For every word, as if a value began with it, the value
 * x = j * w[i], and one bit that says whether it is refused, j >= k[i]; what becomes of those and
 * of the words behind them is the fill's business (distribution/ziggurat.c).
 *
 * 'n' is a multiple of 64; bit e % 64 of refused[e / 64] belongs to element e; 'words' and 'values'
 * do not overlap. */
#ifndef IR_KERN_ZIGGURAT_H
#define IR_KERN_ZIGGURAT_H

#include "math/ziggurat_tables.h"
#include "simd/kern.h"

#define HAVE_KERN_ziggurat 1

/* NAME: for vectors VEC of elements of BITS bits, LANES at a time; TABLE holds k and w of the layer
 * that bits SHIFT .. SHIFT + 7 of a word say; CANDIDATE(r, w, &j) is the value of words r, whose
 * positions it leaves in j. */
#define KERN_ZIGGURAT(NAME, VEC, BITS, LANES, TABLE, SHIFT, CANDIDATE)                             \
    static void NAME(const void *restrict words, void *restrict values,                            \
                     uint64_t *restrict refused, size_t n) {                                       \
        const unsigned char *in = words;                                                           \
        unsigned char *out = values;                                                               \
        for (size_t i = 0; i < n; i += 64) {                                                       \
            uint64_t accepted = 0;                                                                 \
            IR_UNROLL                                                                              \
            for (unsigned u = 0; u < 64; u += LANES) {                                             \
                VEC j, k, w;                                                                       \
                VEC##_lookup(TABLE, in, SHIFT, &k, &w);                                            \
                VEC##_store(out, CANDIDATE(VEC##_load(in), w, &j));                                \
                accepted |= VEC##_below(j, k) << u;                                                \
                in += BITS / 8 * LANES;                                                            \
                out += BITS / 8 * LANES;                                                           \
            }                                                                                      \
            refused[i / 64] = ~accepted;                                                           \
        }                                                                                          \
        vec_end();                                                                                 \
    }

/* Word: 8 bits of layer, a sign, 52 bits of position. */
static inline v64 normal_f64(v64 r, v64 w, v64 *j) {
    *j = v64_shr(v64_shl(r, 3), 12);
    v64 sign = v64_and(v64_shl(r, KERN_CONSTANT(2, 55, 54)), v64_set1(UINT64_C(1) << 63));
    return v64_xor(v64_mul_f64(v64_to_f64_52(*j), w), sign);
}

/* Word: 3 bits unused, 8 of layer, 53 of position. */
static inline v64 exponential_f64(v64 r, v64 w, v64 *j) {
    *j = v64_shr(r, KERN_CONSTANT(3, 11, 12));
    return v64_mul_f64(v64_to_f64(*j), w);
}

/* Word: 8 bits of layer, a sign, 23 bits of position. */
static inline v32 normal_f32(v32 r, v32 w, v32 *j) {
    *j = v32_shr(r, 9);
    return v32_xor_and(v32_mul_f32(v32_to_f32(*j), w), v32_shl(r, 23), v32_set1(UINT32_C(1) << 31));
}

/* Word: 1 bit unused, 8 of layer, 23 of position. */
static inline v32 exponential_f32(v32 r, v32 w, v32 *j) {
    *j = v32_shr(r, 9);
    return v32_mul_f32(v32_to_f32(*j), w);
}

KERN_ZIGGURAT(kern_normal_f64, v64, 64, VL64, ir_normal_layers, 0, normal_f64)
KERN_ZIGGURAT(kern_exponential_f64, v64, 64, VL64, ir_exponential_layers, 3, exponential_f64)
KERN_ZIGGURAT(kern_normal_f32, v32, 32, VL32, ir_normal_layers_f32, 0, normal_f32)
KERN_ZIGGURAT(kern_exponential_f32, v32, 32, VL32, ir_exponential_layers_f32, 1, exponential_f32)

#endif
