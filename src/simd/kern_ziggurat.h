/* SPDX-License-Identifier: MIT */
/* Kernels of the ziggurats' quick test.  For every word, as if a value began with it, the value
 * x = j * w[i], and one bit that says whether it is refused, j >= k[i]; what becomes of those and
 * of the words behind them is the fill's business (dist/ziggurat.c).
 *
 * 'n' is a multiple of 64; bit e % 64 of refused[e / 64] belongs to element e; 'words' and 'values'
 * do not overlap. */
#ifndef IR_KERN_ZIGGURAT_H
#define IR_KERN_ZIGGURAT_H

#include "dist/ziggurat_tables.h"

/* Word: 8 bits of layer, a sign, 52 bits of position. */
static void kern_normal_f64(const void *restrict words, void *restrict values,
                            uint64_t *restrict refused, size_t n) {
    const unsigned char *in = words;
    unsigned char *out = values;
    const v64 sign = v64_set1(UINT64_C(1) << 63);
    for (size_t i = 0; i < n; i += 64) {
        uint64_t accepted = 0;
        IR_UNROLL
        for (unsigned u = 0; u < 64; u += VL64, in += 8 * VL64, out += 8 * VL64) {
            v64 r = v64_load(in), k, w;
            v64_lookup(ir_normal_layers, in, &k, &w);
            v64 j = v64_shr(v64_shl(r, 3), 12);
            v64 x = v64_mul_f64(v64_to_f64_52(j), w);
            v64_store(out, v64_xor(x, v64_and(v64_shl(r, 55), sign)));
            accepted |= v64_below(j, k) << u;
        }
        refused[i / 64] = ~accepted;
    }
}

/* Word: 3 bits unused, 8 of layer, 53 of position. */
static void kern_exponential_f64(const void *restrict words, void *restrict values,
                                 uint64_t *restrict refused, size_t n) {
    const unsigned char *in = words;
    unsigned char *out = values;
    for (size_t i = 0; i < n; i += 64) {
        uint64_t accepted = 0;
        IR_UNROLL
        for (unsigned u = 0; u < 64; u += VL64, in += 8 * VL64, out += 8 * VL64) {
            v64 r = v64_load(in), k, w;
            uint64_t layer[VL64];
            v64_store(layer, v64_shr(r, 3)); /* the layer as the lowest byte in memory */
            v64_lookup(ir_exponential_layers, layer, &k, &w);
            v64 j = v64_shr(r, 11);
            v64_store(out, v64_mul_f64(v64_to_f64(j), w));
            accepted |= v64_below(j, k) << u;
        }
        refused[i / 64] = ~accepted;
    }
}

/* Word: 8 bits of layer, a sign, 23 bits of position. */
static void kern_normal_f32(const void *restrict words, void *restrict values,
                            uint64_t *restrict refused, size_t n) {
    const unsigned char *in = words;
    unsigned char *out = values;
    const v32 sign = v32_set1(UINT32_C(1) << 31);
    for (size_t i = 0; i < n; i += 64) {
        uint64_t accepted = 0;
        IR_UNROLL
        for (unsigned u = 0; u < 64; u += VL32, in += 4 * VL32, out += 4 * VL32) {
            v32 r = v32_load(in), k, w;
            v32_lookup(ir_normal_layers_f32, in, &k, &w);
            v32 j = v32_shr(r, 9);
            v32 x = v32_mul_f32(v32_to_f32(j), w);
            v32_store(out, v32_xor_and(x, v32_shl(r, 23), sign));
            accepted |= v32_below(j, k) << u;
        }
        refused[i / 64] = ~accepted;
    }
}

/* Word: 1 bit unused, 8 of layer, 23 of position. */
static void kern_exponential_f32(const void *restrict words, void *restrict values,
                                 uint64_t *restrict refused, size_t n) {
    const unsigned char *in = words;
    unsigned char *out = values;
    for (size_t i = 0; i < n; i += 64) {
        uint64_t accepted = 0;
        IR_UNROLL
        for (unsigned u = 0; u < 64; u += VL32, in += 4 * VL32, out += 4 * VL32) {
            v32 r = v32_load(in), k, w;
            uint32_t layer[VL32];
            v32_store(layer, v32_shr(r, 1));
            v32_lookup(ir_exponential_layers_f32, layer, &k, &w);
            v32 j = v32_shr(r, 9);
            v32_store(out, v32_mul_f32(v32_to_f32(j), w));
            accepted |= v32_below(j, k) << u;
        }
        refused[i / 64] = ~accepted;
    }
}

#endif
