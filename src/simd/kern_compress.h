/* SPDX-License-Identifier: MIT */
/* Kernels that keep some elements and drop the others: those whose bit in 'keep' is set, element e
 * having bit e % 64 of keep[e / 64], are written to 'out' without gaps, in order.
 *
 * 'n' is a multiple of 64.  Up to 'n' elements of 'out' are written, whatever the number kept,
 * which the kernel returns. */
#ifndef IR_KERN_COMPRESS_H
#define IR_KERN_COMPRESS_H

#include "simd/kern.h"

#define HAVE_KERN_compress 1

#define KERN_COMPRESS(NAME, VEC, LANES, BYTES)                                                     \
    static size_t NAME(const void *restrict values, const uint64_t *restrict keep,                 \
                       void *restrict out, size_t n) {                                             \
        const unsigned char *in = values;                                                          \
        unsigned char *p = out;                                                                    \
        for (size_t i = 0; i < n; i += 64) {                                                       \
            const uint64_t bits = keep[i / 64];                                                    \
            IR_UNROLL                                                                              \
            for (unsigned u = 0; u < 64; u += LANES, in += (BYTES) * (LANES)) {                    \
                const unsigned mask = (unsigned)(bits >> u) & ((1u << (LANES)) - 1);               \
                p += (BYTES)*VEC##_compress(p, VEC##_load(in), mask);                              \
            }                                                                                      \
        }                                                                                          \
        vec_end();                                                                                 \
        return (size_t)(p - (unsigned char *)out) / (BYTES);                                       \
    }

KERN_COMPRESS(kern_compress64, v64, VL64, 8)
KERN_COMPRESS(kern_compress32, v32, VL32, 4)

#endif
