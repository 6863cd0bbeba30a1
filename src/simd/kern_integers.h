/* SPDX-License-Identifier: MIT */
/* Kernels of Lemire's bounded integers (ACM TOMACS 29(1), 2019): of x * range the upper half, plus
 * an offset, is the value, and the words whose lower half is under a threshold are refused.
 *
 * 'n' is a multiple of 64; bit e % 64 of refused[e / 64] belongs to element e. */
#ifndef IR_KERN_INTEGERS_H
#define IR_KERN_INTEGERS_H

/* The upper halves of 32-bit words times 'range', which is below 2^32; 'under' gets the bits of
 * those with a lower half under the threshold. */
static inline v64 lemire32(const void *words, v64 range, v64 threshold, uint64_t *under) {
    v64 m = v64_mul_low32(v64_load_u32(words), range);
    *under = v64_below(v64_shr(v64_shl(m, 32), 32), threshold);
    return v64_shr(m, 32);
}

/* 32-bit words to 64-bit values, and to 32-bit values. */
static void kern_lemire32_u64(const void *restrict words, void *restrict values,
                              uint64_t *restrict refused, size_t n, const struct ir_lemire *how) {
    const unsigned char *in = words;
    unsigned char *out = values;
    const v64 range = v64_set1(how->range), threshold = v64_set1(how->threshold);
    const v64 offset = v64_set1(how->offset);
    for (size_t i = 0; i < n; i += 64) {
        uint64_t bits = 0, under;
        IR_UNROLL
        for (unsigned u = 0; u < 64; u += VL64, in += 4 * VL64, out += 8 * VL64) {
            v64_store(out, v64_add(lemire32(in, range, threshold, &under), offset));
            bits |= under << u;
        }
        refused[i / 64] = bits;
    }
}

static void kern_lemire32_u32(const void *restrict words, void *restrict values,
                              uint64_t *restrict refused, size_t n, const struct ir_lemire *how) {
    const unsigned char *in = words;
    unsigned char *out = values;
    const v64 range = v64_set1(how->range), threshold = v64_set1(how->threshold);
    const v64 offset = v64_set1(how->offset);
    for (size_t i = 0; i < n; i += 64) {
        uint64_t bits = 0, under;
        IR_UNROLL
        for (unsigned u = 0; u < 64; u += VL64, in += 4 * VL64, out += 4 * VL64) {
            v64_store_u32(out, v64_add(lemire32(in, range, threshold, &under), offset));
            bits |= under << u;
        }
        refused[i / 64] = bits;
    }
}

#endif
