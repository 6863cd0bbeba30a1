/* SPDX-License-Identifier: MIT */
/* Kernels of Lemire's bounded integers (ACM TOMACS 29(1), 2019): of x * range the upper half, plus
 * an offset, is the value, and the words whose lower half is under a threshold are refused.
 *
 * 'n' is a multiple of 64; bit e % 64 of refused[e / 64] belongs to element e. */
#ifndef IR_KERN_INTEGERS_H
#define IR_KERN_INTEGERS_H

#include "simd/kern.h"

#define HAVE_KERN_integers 1

/* 32-bit words to values of 'bytes' bytes, 8 or 4. */
static IR_INLINE void lemire32(const unsigned char *in, unsigned char *out, uint64_t *refused,
                               size_t n, const struct ir_lemire *how, unsigned bytes) {
    const v64 range = v64_set1(how->range), threshold = v64_set1(how->threshold);
    const v64 offset = v64_set1(how->offset);
    for (size_t i = 0; i < n; i += 64) {
        uint64_t under = 0;
        IR_UNROLL
        for (unsigned u = 0; u < 64; u += VL64, in += 4 * VL64, out += bytes * VL64) {
            v64 m = v64_mul_low32(v64_load_u32(in), range);
            v64 value = v64_add(v64_shr(m, KERN_CONSTANT(4, 32, 31)), offset);
            under |= v64_below(v64_shr(v64_shl(m, 32), 32), threshold) << u;
            if (bytes == 8)
                v64_store(out, value);
            else
                v64_store_u32(out, value);
        }
        refused[i / 64] = under;
    }
}

static void kern_lemire32_u64(const void *restrict words, void *restrict values,
                              uint64_t *restrict refused, size_t n, const struct ir_lemire *how) {
    lemire32(words, values, refused, n, how, 8);
    vec_end();
}

static void kern_lemire32_u32(const void *restrict words, void *restrict values,
                              uint64_t *restrict refused, size_t n, const struct ir_lemire *how) {
    lemire32(words, values, refused, n, how, 4);
    vec_end();
}

#endif
