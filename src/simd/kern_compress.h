/* SPDX-License-Identifier: MIT */
/* Kernels that keep some elements and drop the others: those whose bit in 'keep' is set, element e
 * having bit e % 64 of keep[e / 64], are written to 'out' without gaps, in order.
 *
 * 'n' is a multiple of 64.  Up to 'n' elements of 'out' are written, whatever the number kept,
 * which the kernel returns. */
#ifndef IR_KERN_COMPRESS_H
#define IR_KERN_COMPRESS_H

static size_t kern_compress64(const void *restrict values, const uint64_t *restrict keep,
                              void *restrict out, size_t n) {
    const unsigned char *in = values;
    unsigned char *p = out;
    for (size_t i = 0; i < n; i += 64) {
        const uint64_t bits = keep[i / 64];
        IR_UNROLL
        for (unsigned u = 0; u < 64; u += VL64, in += 8 * VL64)
            p += 8 * v64_compress(p, v64_load(in), (unsigned)(bits >> u) & ((1u << VL64) - 1));
    }
    return (size_t)(p - (unsigned char *)out) / 8;
}

static size_t kern_compress32(const void *restrict values, const uint64_t *restrict keep,
                              void *restrict out, size_t n) {
    const unsigned char *in = values;
    unsigned char *p = out;
    for (size_t i = 0; i < n; i += 64) {
        const uint64_t bits = keep[i / 64];
        IR_UNROLL
        for (unsigned u = 0; u < 64; u += VL32, in += 4 * VL32)
            p += 4 * v32_compress(p, v32_load(in), (unsigned)(bits >> u) & ((1u << VL32) - 1));
    }
    return (size_t)(p - (unsigned char *)out) / 4;
}

#endif
