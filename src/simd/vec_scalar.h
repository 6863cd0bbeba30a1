/* SPDX-License-Identifier: MIT */
/* The vocabulary in portable C, one lane wide: no intrinsics, any machine.  What it wins over the
 * engines' own text is independent work: kernels keep VEC_..._UNROLL lanes in flight. */
#ifndef IR_VEC_SCALAR_H
#define IR_VEC_SCALAR_H

#include "base/bytes.h"
#include "base/u128.h"
#include "math/lane.h"
#include "math/math.h"
#include "math/rounding.h"
#include "simd/backend.h"

static inline unsigned vec_popcount(uint64_t x) {
    return ir_popcount64(x);
}

/* What a kernel does last: nothing here. */
static inline void vec_end(void) {}

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
static inline v64 v64_xor3(v64 a, v64 b, v64 c) {
    return a ^ b ^ c;
}
static inline v64 v64_and(v64 a, v64 b) {
    return a & b;
}
static inline v64 v64_or(v64 a, v64 b) {
    return a | b;
}
/* The bits of 'a' where 'mask' is set, those of 'b' elsewhere. */
static inline v64 v64_select(v64 mask, v64 a, v64 b) {
    return (a & mask) | (b & ~mask);
}
static inline v64 v64_mullo(v64 a, v64 b) {
    return a * b;
}
#define v64_shl(a, n) ((a) << (n))
#define v64_shr(a, n) ((a) >> (n))

static inline v64 v64_rotl24(v64 a) {
    return a << 24 | a >> 40;
}

/* The 32-bit halves of each lane, exchanged. */
static inline v64 v64_swap_halves(v64 a) {
    return a << 32 | a >> 32;
}

/* The full product of each lane and a constant. */
typedef uint64_t v64_factor;
static inline v64_factor v64_factor_set(uint64_t m) {
    return m;
}
static inline void v64_mulhilo(v64 x, v64_factor m, v64 *hi, v64 *lo) {
    ir_u128 p = ir_mul64(x, m);
    *hi = p.hi;
    *lo = p.lo;
}

/* Doubles travel as the bits of 64-bit lanes. */
static inline v64 v64_set1_f64(double x) {
    return ir_get64(&x);
}
static inline double v64_get_f64(v64 a) {
    double d;
    memcpy(&d, &a, sizeof d);
    return d;
}
static inline v64 v64_mul_f64(v64 a, v64 b) {
    return v64_set1_f64(v64_get_f64(a) * v64_get_f64(b));
}
static inline v64 v64_add_f64(v64 a, v64 b) {
    return v64_set1_f64(v64_get_f64(a) + v64_get_f64(b));
}
/* Each lane, below 2^53, as a double: exact. */
static inline v64 v64_to_f64(v64 a) {
    return v64_set1_f64((double)(int64_t)a);
}
#define v64_to_f64_52 v64_to_f64 /* for lanes below 2^52 */
/* The upper 53 bits of each lane as a double in [0, 1): exact. */
static inline v64 v64_unit_f64(v64 a) {
    return v64_mul_f64(v64_to_f64(v64_shr(a, 11)), v64_set1_f64(0x1p-53));
}

/* The float in each lane's low half, as a double. */
static inline v64 v64_f32_to_f64(v64 a) {
    const uint32_t low = (uint32_t)a;
    float f;
    memcpy(&f, &low, sizeof f);
    return v64_set1_f64((double)f);
}

/* Bit i: lane i of a is below that of b. */
static inline uint64_t v64_below(v64 a, v64 b) {
    return a < b;
}

/* Bit i: the top bit of lane i. */
static inline uint64_t v64_signs(v64 a) {
    return a >> 63;
}

/* Bit i: lane i of a is at most that of b. */
static inline uint64_t v64_at_most(v64 a, v64 b) {
    return a <= b;
}

/* VL64 32-bit words as 64-bit lanes, and the lanes' low halves as 32-bit words. */
static inline v64 v64_load_u32(const void *p) {
    return ir_get32(p);
}
static inline void v64_store_u32(void *p, v64 a) {
    ir_put32(p, (uint32_t)a);
}
/* The products of the lanes' low halves. */
static inline v64 v64_mul_low32(v64 a, v64 b) {
    return (uint64_t)(uint32_t)a * (uint32_t)b;
}

/* Stores the lanes whose bit in 'keep' is set, without gaps, and returns their number; a whole
 * vector is written. */
static inline size_t v64_compress(void *p, v64 a, unsigned keep) {
    ir_put64(p, a);
    return keep;
}

/* For each of VL64 64-bit elements at 'p': the pair of 64-bit words that its bits 'shift' ..
 * 'shift' + 7 pick from a table of 256; shift <= 4. */
static inline void v64_lookup(const void *table, const void *p, unsigned shift, v64 *first,
                              v64 *second) {
    const unsigned char *pair = (const unsigned char *)table + 16 * (ir_get64(p) >> shift & 255);
    *first = ir_get64(pair);
    *second = ir_get64(pair + 8);
}

/* Lane i: element index[i] of the 64-bit ones at 'base'; of the 32-bit ones. */
static inline v64 v64_gather(const void *base, const uint16_t *index) {
    return ir_get64((const unsigned char *)base + 8 * (size_t)*index);
}
static inline v64 v64_gather_u32(const void *base, const uint16_t *index) {
    return ir_get32((const unsigned char *)base + 4 * (size_t)*index);
}

/* The low half of each lane rotated right by the other vector's lane, below 32. */
static inline v64 v64_rotr_low32(v64 a, v64 r) {
    return ir_rotr32((uint32_t)a, (unsigned)r);
}

/* Stores words; without VEC_FUSED no kernel asks for other forms. */
static inline void v64_emit(void *p, v64 x, enum ir_form form) {
    (void)form;
    v64_store(p, x);
}

/* Two vectors' low halves as 2 VL64 consecutive 32-bit words. */
static const unsigned char V64_PACK2_A[VL64] = {0};
static const unsigned char V64_PACK2_B[VL64] = {1};
static inline void v64_store_pack2(void *p, v64 a, v64 b, enum ir_form form) {
    (void)form;
    ir_put32(p, (uint32_t)a);
    ir_put32((unsigned char *)p + 4, (uint32_t)b);
}

#include "simd/lcg64_pairs.h"

/* Blocks of four words, lane by lane. */
static inline v64 v64_count(uint64_t base) {
    return base;
}
static inline v64 v64_lanes(const uint64_t *x) {
    return *x;
}
static inline void v64_store4(void *p, v64 c0, v64 c1, v64 c2, v64 c3) {
    unsigned char *out = p; /* from an array gcc 12 would load 16 bytes, of two stores in flight */
    ir_put64(out, c0);
    ir_put64(out + 8, c1);
    ir_put64(out + 16, c2);
    ir_put64(out + 24, c3);
}

/* ---- the words of math/lane.h: numbers, their bits, and sets of lanes ---- */

#define VEC_ONE_LANE /* functions are those of math/math.h */

typedef int vmask;

static inline vf64 vf64_set1(double x) {
    return x;
}
static inline vf64 vf64_of(double x) {
    return x;
}
static inline vf64 vf64_load(const void *p) {
    return v64_get_f64(v64_load(p));
}
static inline void vf64_store(void *p, vf64 a) {
    v64_store(p, v64_set1_f64(a));
}
static inline vf64 vf64_load_f32(const void *p) {
    float x;
    memcpy(&x, p, sizeof x);
    return x;
}
static inline void vf64_store_f32(void *p, vf64 a) {
    const float x = (float)a;
    memcpy(p, &x, sizeof x);
}
static inline vf64 vf64_sqrt(vf64 a) {
    return ir_sqrt(a);
}
/* Rounded to an integer: towards zero, up. */
static inline vf64 vf64_trunc(vf64 a) {
    return a < 0 ? ir_ceil(a) : ir_floor(a);
}
static inline vf64 vf64_ceil(vf64 a) {
    return ir_ceil(a);
}
/* The lanes where a < b or a = b; of bits, unsigned. */
static inline vmask vf64_below(vf64 a, vf64 b) {
    return a < b;
}
static inline vmask vf64_equal(vf64 a, vf64 b) {
    return a == b;
}
static inline vmask vu64_below(vu64 a, vu64 b) {
    return a < b;
}
static inline vmask vmask_or(vmask a, vmask b) {
    return a | b;
}
static inline vmask vmask_and_not(vmask a, vmask b) {
    return a & !b;
}
/* Bit i: lane i. */
static inline unsigned vmask_lanes(vmask m) {
    return (unsigned)m;
}
static inline vf64 vf64_select(vmask m, vf64 a, vf64 b) {
    const vu64 mask = 0 - (vu64)m; /* no branch: half of the time it would go the other way */
    return vf64_of_bits((vf64_bits(a) & mask) | (vf64_bits(b) & ~mask));
}
/* a in the lanes of numbers with a sign, which may be a difference of bits. */
static inline vf64 vf64_select_sign(vu64 sign, vf64 a, vf64 b) {
    return vf64_select((vmask)(sign >> 63), a, b);
}
/* Two vectors' lanes as pairs in memory order: their first and their second halves,
 * and back. */
static inline void vf64_unzip(vf64 a, vf64 b, vf64 *first, vf64 *second) {
    *first = a;
    *second = b;
}
static inline void vf64_zip(vf64 first, vf64 second, vf64 *a, vf64 *b) {
    *a = first;
    *b = second;
}
/* Lane 0. */
static inline uint64_t vu64_first(vu64 a) {
    return a;
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
static inline v128 v128_set1(ir_u128 x) {
    return x;
}
/* Lane by lane another a and c. */
static inline v128_affine v128_affine_lanes(v128 a, v128 c) {
    return (v128_affine){a, c};
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

/* ---- 32-bit numbers in slots of any size ---- */

typedef uint32_t s32;
typedef uint32_t s32_factor;
enum { SL32 = 1 };

static inline s32 s32_set1(uint32_t x) {
    return x;
}
static inline s32_factor s32_factor_set(uint32_t m) {
    return m;
}
static inline s32 s32_xor3(s32 a, s32 b, s32 c) {
    return a ^ b ^ c;
}
static inline void s32_mulhilo(s32 x, s32_factor m, s32 *hi, s32 *lo) {
    uint64_t p = (uint64_t)x * m;
    *hi = (uint32_t)(p >> 32);
    *lo = (uint32_t)p;
}
static inline s32 s32_count(uint32_t base) {
    return base;
}
static inline s32 s32_lanes(const uint32_t *x) {
    return *x;
}
static inline void s32_store4(void *p, s32 c0, s32 c1, s32 c2, s32 c3) {
    unsigned char *out = p;
    ir_put32(out, c0);
    ir_put32(out + 4, c1);
    ir_put32(out + 8, c2);
    ir_put32(out + 12, c3);
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
static inline v32 v32_add(v32 a, v32 b) {
    return a + b;
}
static inline v32 v32_and(v32 a, v32 b) {
    return a & b;
}
static inline v32 v32_xor(v32 a, v32 b) {
    return a ^ b;
}
/* a ^ (b & c) */
static inline v32 v32_xor_and(v32 a, v32 b, v32 c) {
    return a ^ (b & c);
}
/* The bits of 'a' where 'mask' is set, those of 'b' elsewhere. */
static inline v32 v32_select(v32 mask, v32 a, v32 b) {
    return (a & mask) | (b & ~mask);
}
/* 'a', with 'c' xored into the lanes where b is odd. */
static inline v32 v32_xor_if_odd(v32 a, v32 b, v32 c) {
    return a ^ (-(b & 1) & c);
}
#define v32_shl(a, n) ((a) << (n))
#define v32_shr(a, n) ((a) >> (n))

/* Floats travel as the bits of 32-bit lanes. */
static inline v32 v32_set1_f32(float x) {
    return ir_get32(&x);
}
static inline float v32_get_f32(v32 a) {
    float f;
    memcpy(&f, &a, sizeof f);
    return f;
}
static inline v32 v32_mul_f32(v32 a, v32 b) {
    return v32_set1_f32(v32_get_f32(a) * v32_get_f32(b));
}
static inline v32 v32_add_f32(v32 a, v32 b) {
    return v32_set1_f32(v32_get_f32(a) + v32_get_f32(b));
}
/* Each lane, below 2^24, as a float: exact. */
static inline v32 v32_to_f32(v32 a) {
    return v32_set1_f32((float)(int32_t)a);
}
/* The upper 24 bits of each lane as a float in [0, 1): exact. */
static inline v32 v32_unit_f32(v32 a) {
    return v32_mul_f32(v32_to_f32(v32_shr(a, 8)), v32_set1_f32(0x1p-24f));
}

/* Bit i: lane i of a is below that of b. */
static inline uint64_t v32_below(v32 a, v32 b) {
    return a < b;
}

/* Bit i: lane i of a is at most that of b. */
static inline uint64_t v32_at_most(v32 a, v32 b) {
    return a <= b;
}

/* The halves of the products. */
static inline void v32_mulhilo(v32 a, v32 b, v32 *hi, v32 *lo) {
    s32_mulhilo(a, b, hi, lo);
}

/* Stores the lanes whose bit in 'keep' is set, without gaps, and returns their number; a whole
 * vector is written. */
static inline size_t v32_compress(void *p, v32 a, unsigned keep) {
    ir_put32(p, a);
    return keep;
}

/* For each of VL32 32-bit elements at 'p': the pair of 32-bit words that its bits 'shift' ..
 * 'shift' + 7 pick from a table of 256; shift <= 4. */
static inline void v32_lookup(const void *table, const void *p, unsigned shift, v32 *first,
                              v32 *second) {
    const unsigned char *pair = (const unsigned char *)table + 8 * (ir_get32(p) >> shift & 255);
    *first = ir_get32(pair);
    *second = ir_get32(pair + 4);
}

/* ---- 16-bit and 8-bit lanes ---- */

typedef uint16_t v16;
typedef uint8_t v8;
enum { VL16 = 1, VL8 = 1 };

static inline v16 v16_set1(uint16_t x) {
    return x;
}
static inline v16 v16_load(const void *p) {
    v16 x;
    memcpy(&x, p, sizeof x);
    return x;
}
static inline void v16_store(void *p, v16 a) {
    memcpy(p, &a, sizeof a);
}
static inline v16 v16_add(v16 a, v16 b) {
    return (v16)(a + b);
}
static inline v16 v16_and(v16 a, v16 b) {
    return a & b;
}
static inline uint64_t v16_at_most(v16 a, v16 b) {
    return a <= b;
}
static inline void v16_mulhilo(v16 a, v16 b, v16 *hi, v16 *lo) {
    const uint32_t p = (uint32_t)a * b;
    *hi = (v16)(p >> 16);
    *lo = (v16)p;
}
static inline size_t v16_compress(void *p, v16 a, uint64_t keep) {
    v16_store(p, a);
    return (size_t)keep;
}

static inline v8 v8_set1(uint8_t x) {
    return x;
}
static inline v8 v8_load(const void *p) {
    return *(const v8 *)p;
}
static inline void v8_store(void *p, v8 a) {
    *(v8 *)p = a;
}
static inline v8 v8_add(v8 a, v8 b) {
    return (v8)(a + b);
}
static inline v8 v8_and(v8 a, v8 b) {
    return a & b;
}
static inline uint64_t v8_at_most(v8 a, v8 b) {
    return a <= b;
}
static inline void v8_mulhilo(v8 a, v8 b, v8 *hi, v8 *lo) {
    const unsigned p = (unsigned)a * b;
    *hi = (v8)(p >> 8);
    *lo = (v8)p;
}
static inline size_t v8_compress(void *p, v8 a, uint64_t keep) {
    v8_store(p, a);
    return (size_t)keep;
}

/* Stores 64 bits as bytes 0 and 1, the lowest first: eight copies of eight bits, one bit of each
 * singled out, and moved to the lowest place. */
static inline void v8_store_bits(void *p, uint64_t bits) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t pick =
        IR_BIG_ENDIAN ? UINT64_C(0x0102040810204080) : UINT64_C(0x8040201008040201);
    unsigned char *out = p;
    for (unsigned i = 0; i < 64; i += 8) {
        const uint64_t x = (bits >> i & 0xff) * ones & pick;
        ir_put64(out + i, (x + 0x7f * ones) >> 7 & ones);
    }
}

/* Lanes kept in flight: one step of the 128-bit LCG has a latency of about six cycles. */
enum {
    VEC_LCG128_UNROLL = 4,
    VEC_PCG32_UNROLL = 4,
    VEC_PCG32_SCALARS = 0,
    VEC_PHILOX32_UNROLL = 4,
    VEC_PHILOX64_UNROLL = 2,
    VEC_SFC64X32_UNROLL = 1
};

#endif
