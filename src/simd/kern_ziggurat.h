/* SPDX-License-Identifier: MIT */
/* Kernels of the ziggurats' quick test: the value of every word as if one began with it, and one
 * bit that says whether it is refused; what becomes of those and of the words behind them is the
 * fill's business (distribution/ziggurat.c).
 *
 * 'n' is a multiple of 64; bit e % 64 of refused[e / 64] belongs to element e; 'words' and 'values'
 * do not overlap. */
#ifndef IR_KERN_ZIGGURAT_H
#define IR_KERN_ZIGGURAT_H

#include "simd/kern_quick_test.h"

#define HAVE_KERN_ziggurat 1

/* For elements of BYTES bytes, LANES in a vector. */
#define KERN_ZIGGURAT(NAME, BYTES, LANES)                                                          \
    static void kern_##NAME(const void *restrict words, void *restrict values,                     \
                            uint64_t *restrict refused, size_t n) {                                \
        const unsigned char *in = words;                                                           \
        unsigned char *out = values;                                                               \
        for (size_t i = 0; i < n; i += 64) {                                                       \
            uint64_t accepted = 0;                                                                 \
            IR_UNROLL                                                                              \
            for (unsigned u = 0; u < 64; u += LANES) {                                             \
                accepted |= quick_##NAME(in, out) << u;                                            \
                in += BYTES * LANES;                                                               \
                out += BYTES * LANES;                                                              \
            }                                                                                      \
            refused[i / 64] = ~accepted;                                                           \
        }                                                                                          \
        vec_end();                                                                                 \
    }
KERN_ZIGGURAT(normal_f64, 8, VL64)
KERN_ZIGGURAT(exponential_f64, 8, VL64)
KERN_ZIGGURAT(normal_f32, 4, VL32)
KERN_ZIGGURAT(exponential_f32, 4, VL32)

#endif
