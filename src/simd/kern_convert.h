/* SPDX-License-Identifier: MIT */
/* Kernels that turn words into values in place; any length and alignment. */
#ifndef IR_KERN_CONVERT_H
#define IR_KERN_CONVERT_H

#include "simd/kern.h"

#define HAVE_KERN_convert 1

/* Defines NAME: vector after vector of 'n' elements of BYTES bytes through VEC_OP(p), then the
 * rest through SCALAR_OP(p). */
#define KERN_CONVERT(NAME, LANES, BYTES, VEC_OP, SCALAR_OP)                                        \
    static void NAME(void *inout, size_t n) {                                                      \
        unsigned char *p = inout;                                                                  \
        size_t i = 0;                                                                              \
        for (; n - i >= (LANES); i += (LANES))                                                     \
            VEC_OP(p + i * (BYTES));                                                               \
        for (; (LANES) > 1 && i < n; i++)                                                          \
            SCALAR_OP(p + i * (BYTES));                                                            \
        vec_end();                                                                                 \
    }

static inline void vec_f64_from_u64(unsigned char *p) {
    v64_store(p, v64_unit_f64(v64_load(p)));
}
static inline void one_f64_from_u64(unsigned char *p) {
    double d = (double)(int64_t)(ir_get64(p) >> 11) * 0x1p-53;
    memcpy(p, &d, sizeof d);
}
KERN_CONVERT(kern_f64_from_u64, VL64, 8, vec_f64_from_u64, one_f64_from_u64)

static inline void vec_f64_from_mt(unsigned char *p) {
    v64_store(p, f64_of_mt(v64_load(p)));
}
static inline void one_f64_from_mt(unsigned char *p) {
    uint64_t x = ir_get64(p);
    double d = (double)(int64_t)(x >> 37 << 26 | (uint32_t)x >> 6) * 0x1p-53;
    memcpy(p, &d, sizeof d);
}
KERN_CONVERT(kern_f64_from_mt, VL64, 8, vec_f64_from_mt, one_f64_from_mt)

static inline void vec_f32_from_u32(unsigned char *p) {
    v32_store(p, v32_unit_f32(v32_load(p)));
}
static inline void one_f32_from_u32(unsigned char *p) {
    float f = (float)(int32_t)(ir_get32(p) >> 8) * 0x1p-24f;
    memcpy(p, &f, sizeof f);
}
KERN_CONVERT(kern_f32_from_u32, VL32, 4, vec_f32_from_u32, one_f32_from_u32)

/* a + b x, each operation rounded: never fused. */
static void kern_affine_f64(void *inout, size_t n, double a, double b) {
    unsigned char *p = inout;
    const v64 offset = v64_set1_f64(a), factor = v64_set1_f64(b);
    size_t i = 0;
    for (; n - i >= VL64; i += VL64, p += 8 * VL64)
        v64_store(p, v64_add_f64(offset, v64_mul_f64(factor, v64_load(p))));
    for (; VL64 > 1 && i < n; i++, p += 8) {
        double x;
        memcpy(&x, p, 8);
        x = a + b * x;
        memcpy(p, &x, 8);
    }
    vec_end();
}

static void kern_affine_f32(void *inout, size_t n, float a, float b) {
    unsigned char *p = inout;
    const v32 offset = v32_set1_f32(a), factor = v32_set1_f32(b);
    size_t i = 0;
    for (; n - i >= VL32; i += VL32, p += 4 * VL32)
        v32_store(p, v32_add_f32(offset, v32_mul_f32(factor, v32_load(p))));
    for (; VL32 > 1 && i < n; i++, p += 4) {
        float x;
        memcpy(&x, p, 4);
        x = a + b * x;
        memcpy(p, &x, 4);
    }
    vec_end();
}

static inline void vec_swap_halves(unsigned char *p) {
    v64_store(p, v64_swap_halves(v64_load(p)));
}
static inline void one_swap_halves(unsigned char *p) {
    uint64_t x = ir_get64(p);
    ir_put64(p, x << 32 | x >> 32);
}
KERN_CONVERT(kern_swap_halves, VL64, 8, vec_swap_halves, one_swap_halves)

#endif
