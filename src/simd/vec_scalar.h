/* SPDX-License-Identifier: MIT */
/* The vocabulary in portable C, one lane wide: no intrinsics, any machine.  What it wins over the
 * engines' own text is independent work: kernels keep VEC_..._UNROLL lanes in flight. */
#ifndef IR_VEC_SCALAR_H
#define IR_VEC_SCALAR_H

#include "internal.h"
#include "u128.h"

/* ---- 64-bit lanes ---- */

typedef uint64_t v64;
enum { VL64 = 1 };

static inline v64 v64_set1(uint64_t x) {
    return x;
}
static inline v64 v64_load(const void *p) {
    return ir_get64(p);
}
static inline void v64_store(void *p, v64 a) {
    ir_put64(p, a);
}
static inline v64 v64_add(v64 a, v64 b) {
    return a + b;
}
static inline v64 v64_xor(v64 a, v64 b) {
    return a ^ b;
}
static inline v64 v64_or(v64 a, v64 b) {
    return a | b;
}
static inline v64 v64_mullo(v64 a, v64 b) {
    return a * b;
}
#define v64_shl(a, n) ((a) << (n))
#define v64_shr(a, n) ((a) >> (n))

/* The 32-bit halves of each lane, exchanged. */
static inline v64 v64_swap_halves(v64 a) {
    return a << 32 | a >> 32;
}

/* Each lane, which is below 2^53, times 2^-53 as a double: exact.  Stored as 64-bit lanes. */
static inline void v64_store_f64_53(void *p, v64 a) {
    double d = (double)(int64_t)a * 0x1p-53;
    memcpy(p, &d, sizeof d);
}

/* ---- 128-bit lanes for linear congruential generators ---- */

typedef ir_u128 v128;
enum { VL128 = 1 };

/* x -> a * x + c, prepared once for all lanes. */
typedef struct {
    ir_u128 a, c;
} v128_affine;

static inline v128 v128_load(const uint64_t *hi, const uint64_t *lo) {
    return (ir_u128){*hi, *lo};
}
static inline ir_u128 v128_last(v128 x) {
    return x;
}
static inline v128_affine v128_affine_set(ir_u128 a, ir_u128 c) {
    return (v128_affine){a, c};
}
static inline v128 v128_step(v128 x, const v128_affine *f) {
    return ir_add128(ir_mul128(x, f->a), f->c);
}
static inline v64 v128_hi(v128 x) {
    return x.hi;
}
static inline v64 v128_lo(v128 x) {
    return x.lo;
}
/* PCG's XSL-RR output. */
static inline v64 v128_xsl_rr(v128 x) {
    return ir_rotr64(x.hi ^ x.lo, (unsigned)(x.hi >> 58));
}

/* ---- 32-bit lanes ---- */

typedef uint32_t v32;
enum { VL32 = 1 };

static inline v32 v32_set1(uint32_t x) {
    return x;
}
static inline v32 v32_load(const void *p) {
    return ir_get32(p);
}
static inline void v32_store(void *p, v32 a) {
    ir_put32(p, a);
}
/* Each lane's upper 24 bits times 2^-24 as a float: exact. */
static inline void v32_store_f32_24(void *p, v32 a) {
    float f = (float)(int32_t)(a >> 8) * 0x1p-24f;
    memcpy(p, &f, sizeof f);
}

/* Lanes kept in flight by the LCG kernels: one step has a latency of about six cycles. */
enum { VEC_LCG128_UNROLL = 4 };

#endif
