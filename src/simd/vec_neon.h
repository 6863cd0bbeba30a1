/* SPDX-License-Identifier: MIT */
/* The vocabulary for AArch64 Advanced SIMD.
 *
 * There is no 64-bit vector multiplication: products are sums of 32-bit digits' products.  A step
 * of the 128-bit LCG takes 22 operations for two lanes, where the scalar unit takes a mul, an umulh
 * and two madd for one, which old cores begin only every third cycle; both units at once, the lanes
 * shared out between them, beat either alone.  Philox4x64 keeps the scalar kernel: a vector's ten
 * rounds take longer than the scalar unit needs for the blocks beside it; so does Lemire's method
 * for 64-bit words.  docs/performance.md has
 * the estimates. */
#ifndef IR_VEC_NEON_H
#define IR_VEC_NEON_H

#include "base/bytes.h"
#include "base/u128.h"
#include "simd/backend.h"
#include "simd/compress_table.h"
#include "simd/lookup.h"

#include <arm_neon.h>

#define VEC_SKIP_PHILOX4X64
#define VEC_SKIP_LEMIRE64
#define VEC_X128_LANES 6 /* beside those in vectors, in kern_lcg128_hybrid.h */

/* Memory of any alignment: as bytes. */
static inline uint32x4_t load_u32(const void *p) {
    return vreinterpretq_u32_u8(vld1q_u8(p));
}
static inline void store_u32(void *p, uint32x4_t a) {
    vst1q_u8(p, vreinterpretq_u8_u32(a));
}

static inline unsigned vec_popcount(uint64_t x) {
    return vaddv_u8(vcnt_u8(vcreate_u8(x)));
}

/* What a kernel does last: nothing here. */
static inline void vec_end(void) {}

/* ---- 64-bit lanes ---- */

typedef uint64x2_t v64;
enum { VL64 = 2 };

static inline v64 v64_load(const void *p) {
    return vreinterpretq_u64_u32(load_u32(p));
}
static inline void v64_store(void *p, v64 a) {
    store_u32(p, vreinterpretq_u32_u64(a));
}
static inline v64 v64_and(v64 a, v64 b) {
    return vandq_u64(a, b);
}
static inline v64 v64_or(v64 a, v64 b) {
    return vorrq_u64(a, b);
}
/* The bits of 'a' where 'mask' is set, those of 'b' elsewhere. */
static inline v64 v64_select(v64 mask, v64 a, v64 b) {
    return vbslq_u64(mask, a, b);
}
#define v64_shl(a, n) vshlq_n_u64(a, n)
#define v64_shr(a, n) vshrq_n_u64(a, n)

/* By whole bytes. */
static inline v64 v64_rotl24(v64 a) {
    static const uint8_t bytes[16] = {5, 6, 7, 0, 1, 2, 3, 4, 13, 14, 15, 8, 9, 10, 11, 12};
    return vreinterpretq_u64_u8(vqtbl1q_u8(vreinterpretq_u8_u64(a), vld1q_u8(bytes)));
}

/* The 32-bit halves of each lane, exchanged. */
static inline v64 v64_swap_halves(v64 a) {
    return vreinterpretq_u64_u32(vrev64q_u32(vreinterpretq_u32_u64(a)));
}

static inline v64 v64_set1(uint64_t x) {
    return vdupq_n_u64(x);
}
static inline v64 v64_add(v64 a, v64 b) {
    return vaddq_u64(a, b);
}
static inline v64 v64_xor(v64 a, v64 b) {
    return veorq_u64(a, b);
}

/* The low and the high halves of each lane. */
static inline uint32x2_t v64_low32(v64 a) {
    return vmovn_u64(a);
}
static inline uint32x2_t v64_high32(v64 a) {
    return vshrn_n_u64(a, 32);
}
/* 2^32 (al bh + ah bl) of each lane, where 'b' has its halves exchanged. */
static inline v64 v64_cross(v64 a, v64 b_swapped) {
    uint32x4_t p = vmulq_u32(vreinterpretq_u32_u64(a), vreinterpretq_u32_u64(b_swapped));
    return v64_shl(vpaddlq_u32(p), 32);
}
/* Low halves of the products, in 32-bit digits: al bl + 2^32 (ah bl + al bh). */
static inline v64 v64_mullo(v64 a, v64 b) {
    return vmlal_u32(v64_cross(a, v64_swap_halves(b)), v64_low32(a), v64_low32(b));
}

/* Doubles travel as the bits of 64-bit lanes.  Each lane, below 2^53, as a double: exact. */
static inline v64 v64_to_f64(v64 a) {
    return vreinterpretq_u64_f64(vcvtq_f64_u64(a));
}
#define v64_to_f64_52 v64_to_f64 /* for lanes below 2^52 */
static inline v64 v64_set1_f64(double x) {
    return vreinterpretq_u64_f64(vdupq_n_f64(x));
}
static inline v64 v64_mul_f64(v64 a, v64 b) {
    return vreinterpretq_u64_f64(vmulq_f64(vreinterpretq_f64_u64(a), vreinterpretq_f64_u64(b)));
}
static inline v64 v64_add_f64(v64 a, v64 b) {
    return vreinterpretq_u64_f64(vaddq_f64(vreinterpretq_f64_u64(a), vreinterpretq_f64_u64(b)));
}
/* The upper 53 bits of each lane as a double in [0, 1): exact. */
static inline v64 v64_unit_f64(v64 a) {
    return vreinterpretq_u64_f64(vcvtq_n_f64_u64(v64_shr(a, 11), 53));
}

/* As in kern.h. */
#define VEC_F64_OF_MT
static inline v64 f64_of_mt(v64 x) {
    uint64x2_t low26 = vshrq_n_u64(vshlq_n_u64(x, 32), 38);
    return vreinterpretq_u64_f64(vcvtq_n_f64_u64(vsliq_n_u64(low26, vshrq_n_u64(x, 37), 26), 53));
}
static inline v64 f64_of_mt_words(v64 x) {
    const uint64x2_t high27 = vdupq_n_u64((UINT64_C(1) << 53) - (UINT64_C(1) << 26));
    uint64x2_t x53 = vbslq_u64(high27, vshlq_n_u64(x, 21), vshrq_n_u64(x, 38));
    return vreinterpretq_u64_f64(vcvtq_n_f64_u64(x53, 53));
}

/* The float in each lane's low half, as a double. */
static inline v64 v64_f32_to_f64(v64 a) {
    return vreinterpretq_u64_f64(vcvt_f64_f32(vreinterpret_f32_u32(vmovn_u64(a))));
}

/* Bit i: the top bit of lane i. */
static inline uint64_t v64_signs(v64 a) {
    uint64x2_t top = vshrq_n_u64(a, 63);
    return vgetq_lane_u64(top, 0) | vgetq_lane_u64(top, 1) << 1;
}
/* Bit i: lane i of a is below that of b. */
static inline uint64_t v64_below(v64 a, v64 b) {
    uint64x2_t below = vcltq_u64(a, b);
    return (vgetq_lane_u64(below, 0) & 1) | (vgetq_lane_u64(below, 1) & 2);
}

/* Bit i: lane i of a is at most that of b; any lanes. */
static inline uint64_t v64_at_most(v64 a, v64 b) {
    uint64x2_t low = vcleq_u64(a, b);
    return (vgetq_lane_u64(low, 0) & 1) | (vgetq_lane_u64(low, 1) & 2);
}

/* VL64 32-bit words as 64-bit lanes, and the lanes' low halves as 32-bit words. */
static inline v64 v64_load_u32(const void *p) {
    return vmovl_u32(vreinterpret_u32_u8(vld1_u8(p)));
}
static inline void v64_store_u32(void *p, v64 a) {
    vst1_u8(p, vreinterpret_u8_u32(vmovn_u64(a)));
}
/* The products of the lanes' low halves. */
static inline v64 v64_mul_low32(v64 a, v64 b) {
    return vmull_u32(vmovn_u64(a), vmovn_u64(b));
}

/* Stores the lanes whose bit in 'keep' is set, without gaps, and returns their number; a whole
 * vector is written. */
static inline size_t v64_compress(void *p, v64 a, unsigned keep) {
    v64_store(p, keep == 2 ? vdupq_laneq_u64(a, 1) : a);
    return (keep & 1) + (keep >> 1);
}

/* For each of VL64 64-bit elements at 'p': the pair of 64-bit words that its bits 'shift' ..
 * 'shift' + 7 pick from a table of 256; shift <= 4. */
static inline void v64_lookup(const void *table, const void *p, unsigned shift, v64 *first,
                              v64 *second) {
    const unsigned char *i = p;
    v64 a = v64_load(lookup_entry(table, i, shift, 4));
    v64 b = v64_load(lookup_entry(table, i + 8, shift, 4));
    *first = vzip1q_u64(a, b);
    *second = vzip2q_u64(a, b);
}

/* Lane i: element index[i] of the 64-bit ones at 'base'; of the 32-bit ones. */
static inline v64 v64_gather(const void *base, const uint16_t *index) {
    const unsigned char *p = base;
    return vreinterpretq_u64_u8(
        vcombine_u8(vld1_u8(p + 8 * (size_t)index[0]), vld1_u8(p + 8 * (size_t)index[1])));
}
static inline v64 v64_gather_u32(const void *base, const uint16_t *index) {
    const unsigned char *p = base;
    return vcombine_u64(vcreate_u64(ir_get32(p + 4 * (size_t)index[0])),
                        vcreate_u64(ir_get32(p + 4 * (size_t)index[1])));
}

/* ---- the words of math/lane.h: numbers with operators, their bits, and sets of lanes ---- */

typedef float64x2_t vf64;
typedef uint64x2_t vu64;
typedef uint64x2_t vmask;

static inline vf64 vf64_set1(double x) {
    return vdupq_n_f64(x);
}
static inline vf64 vf64_load(const void *p) {
    return vreinterpretq_f64_u64(v64_load(p));
}
static inline void vf64_store(void *p, vf64 a) {
    v64_store(p, vreinterpretq_u64_f64(a));
}
static inline vf64 vf64_load_f32(const void *p) {
    return vcvt_f64_f32(vreinterpret_f32_u8(vld1_u8(p)));
}
static inline void vf64_store_f32(void *p, vf64 a) {
    vst1_u8(p, vreinterpret_u8_f32(vcvt_f32_f64(a)));
}
static inline vu64 vf64_bits(vf64 a) {
    return vreinterpretq_u64_f64(a);
}
static inline vf64 vf64_of_bits(vu64 a) {
    return vreinterpretq_f64_u64(a);
}
static inline vf64 vf64_fused(vf64 a, vf64 b, vf64 c) {
    return vfmaq_f64(c, a, b);
}
static inline vf64 vf64_sqrt(vf64 a) {
    return vsqrtq_f64(a);
}
/* Rounded to an integer: towards zero, up. */
static inline vf64 vf64_trunc(vf64 a) {
    return vrndq_f64(a);
}
static inline vf64 vf64_ceil(vf64 a) {
    return vrndpq_f64(a);
}
/* The lanes where a < b or a = b; of bits, unsigned. */
static inline vmask vf64_below(vf64 a, vf64 b) {
    return vcltq_f64(a, b);
}
static inline vmask vf64_equal(vf64 a, vf64 b) {
    return vceqq_f64(a, b);
}
static inline vmask vu64_below(vu64 a, vu64 b) {
    return vcltq_u64(a, b);
}
static inline vmask vmask_or(vmask a, vmask b) {
    return vorrq_u64(a, b);
}
static inline vmask vmask_and_not(vmask a, vmask b) {
    return vbicq_u64(a, b);
}
/* Bit i: lane i. */
static inline unsigned vmask_lanes(vmask m) {
    return (unsigned)((vgetq_lane_u64(m, 0) & 1) | (vgetq_lane_u64(m, 1) & 2));
}
static inline vf64 vf64_select(vmask m, vf64 a, vf64 b) {
    return vbslq_f64(m, a, b);
}
/* a in the lanes of numbers with a sign, which may be a difference of bits. */
static inline vf64 vf64_select_sign(vu64 sign, vf64 a, vf64 b) {
    const vu64 mask = vreinterpretq_u64_s64(vshrq_n_s64(vreinterpretq_s64_u64(sign), 63));
    return vbslq_f64(mask, a, b);
}
/* Two vectors' lanes as pairs in memory order: their first and their second halves,
 * and back. */
static inline void vf64_unzip(vf64 a, vf64 b, vf64 *first, vf64 *second) {
    *first = vuzp1q_f64(a, b);
    *second = vuzp2q_f64(a, b);
}
static inline void vf64_zip(vf64 first, vf64 second, vf64 *a, vf64 *b) {
    *a = vzip1q_f64(first, second);
    *b = vzip2q_f64(first, second);
}
/* Lane 0. */
static inline uint64_t vu64_first(vu64 a) {
    return vgetq_lane_u64(a, 0);
}
static inline vf64 vf64_at(const void *base, vu64 at) {
    const unsigned char *p = base;
    return vreinterpretq_f64_u8(vcombine_u8(vld1_u8(p + 8 * vgetq_lane_u64(at, 0)),
                                            vld1_u8(p + 8 * vgetq_lane_u64(at, 1))));
}
static inline void vf64_pair_at(const void *base, vu64 at, vf64 *first, vf64 *second) {
    const unsigned char *p = base;
    v64 a = v64_load(p + 8 * vgetq_lane_u64(at, 0)), b = v64_load(p + 8 * vgetq_lane_u64(at, 1));
    *first = vreinterpretq_f64_u64(vzip1q_u64(a, b));
    *second = vreinterpretq_f64_u64(vzip2q_u64(a, b));
}

#include "simd/vec_numbers.h"

/* ---- 128-bit lanes for linear congruential generators ---- */

typedef struct {
    v64 hi, lo;
} v128;
enum { VL128 = 2 };

/* x -> a x + c, in 32-bit digits, lowest first; the words of 'a' also with their halves exchanged,
 * for the cross terms. */
typedef struct {
    uint32x2_t a0, a1, a2;
    v64 alo_swapped, ahi_swapped, c0, c1, chi;
} v128_affine;

static inline v128 v128_load(const uint64_t *hi, const uint64_t *lo) {
    return (v128){v64_load(hi), v64_load(lo)};
}
static inline v128 v128_set1(ir_u128 x) {
    return (v128){v64_set1(x.hi), v64_set1(x.lo)};
}
/* Lane by lane another a and c. */
static inline v128_affine v128_affine_lanes(v128 a, v128 c) {
    return (v128_affine){v64_low32(a.lo),       v64_high32(a.lo),
                         v64_low32(a.hi),       v64_swap_halves(a.lo),
                         v64_swap_halves(a.hi), v64_and(c.lo, v64_set1(UINT32_MAX)),
                         v64_shr(c.lo, 32),     c.hi};
}
static inline v128_affine v128_affine_set(ir_u128 a, ir_u128 c) {
    return v128_affine_lanes(v128_set1(a), v128_set1(c));
}
/* Modulo 2^128.  The increment's digits go into partial sums that have room for them, so no carry
 * has to be compared for. */
static inline v128 v128_step(v128 x, const v128_affine *f) {
    const uint32x2_t x0 = v64_low32(x.lo), x1 = v64_high32(x.lo), x2 = v64_low32(x.hi);
    v64 ll = vmlal_u32(f->c0, x0, f->a0);
    v64 mid = vsraq_n_u64(vmlal_u32(f->c1, x1, f->a0), ll, 32);
    v64 mid2 = vaddw_u32(vmull_u32(x0, f->a1), v64_low32(mid));
    v64 hi = vmlal_u32(vmlal_u32(vmlal_u32(f->chi, x1, f->a1), x0, f->a2), x2, f->a0);
    /* The upper word also gets x.hi * a.lo + x.lo * a.hi, of which the low word counts. */
    uint32x4_t cross =
        vmulq_u32(vreinterpretq_u32_u64(x.lo), vreinterpretq_u32_u64(f->ahi_swapped));
    cross = vmlaq_u32(cross, vreinterpretq_u32_u64(x.hi), vreinterpretq_u32_u64(f->alo_swapped));
    hi = v64_add(hi, v64_shl(vpaddlq_u32(cross), 32));
    hi = vsraq_n_u64(vsraq_n_u64(hi, mid, 32), mid2, 32);
    return (v128){hi, vsliq_n_u64(ll, mid2, 32)};
}
static inline ir_u128 v128_last(v128 x) {
    return (ir_u128){vgetq_lane_u64(x.hi, 1), vgetq_lane_u64(x.lo, 1)};
}
static inline v64 v128_hi(v128 x) {
    return x.hi;
}
static inline v64 v128_lo(v128 x) {
    return x.lo;
}
/* PCG's XSL-RR output; a shift by 64 gives 0. */
static inline v64 v128_xsl_rr(v128 x) {
    v64 folded = v64_xor(x.hi, x.lo);
    int64x2_t right = vnegq_s64(vreinterpretq_s64_u64(v64_shr(x.hi, 58)));
    int64x2_t left = vaddq_s64(right, vdupq_n_s64(64));
    return v64_or(vshlq_u64(folded, right), vshlq_u64(folded, left));
}

/* ---- 32-bit numbers, dense ---- */

typedef uint32x4_t s32;
typedef s32 s32_factor;
enum { SL32 = 4 };

static inline s32 s32_set1(uint32_t x) {
    return vdupq_n_u32(x);
}
static inline s32_factor s32_factor_set(uint32_t m) {
    return s32_set1(m);
}
static inline s32 s32_xor3(s32 a, s32 b, s32 c) {
    return veorq_u32(veorq_u32(a, b), c);
}
static inline void s32_mulhilo(s32 x, s32_factor m, s32 *hi, s32 *lo) {
    uint32x4_t p01 = vreinterpretq_u32_u64(vmull_u32(vget_low_u32(x), vget_low_u32(m)));
    uint32x4_t p23 = vreinterpretq_u32_u64(vmull_high_u32(x, m));
    *lo = vuzp1q_u32(p01, p23);
    *hi = vuzp2q_u32(p01, p23);
}
static inline s32 s32_lanes(const uint32_t *x) {
    return load_u32(x);
}
static inline s32 s32_count(uint32_t base) {
    static const uint32_t order[SL32] = {0, 1, 2, 3};
    return vaddq_u32(s32_set1(base), s32_lanes(order));
}

/* ---- 32-bit lanes ---- */

typedef uint32x4_t v32;
enum { VL32 = 4 };

static inline v32 v32_set1(uint32_t x) {
    return vdupq_n_u32(x);
}
static inline v32 v32_load(const void *p) {
    return load_u32(p);
}
static inline void v32_store(void *p, v32 a) {
    store_u32(p, a);
}
static inline v32 v32_add(v32 a, v32 b) {
    return vaddq_u32(a, b);
}
static inline v32 v32_and(v32 a, v32 b) {
    return vandq_u32(a, b);
}
static inline v32 v32_xor(v32 a, v32 b) {
    return veorq_u32(a, b);
}
/* a ^ (b & c) */
static inline v32 v32_xor_and(v32 a, v32 b, v32 c) {
    return veorq_u32(a, vandq_u32(b, c));
}
/* The bits of 'a' where 'mask' is set, those of 'b' elsewhere. */
static inline v32 v32_select(v32 mask, v32 a, v32 b) {
    return vbslq_u32(mask, a, b);
}
/* 'a', with 'c' xored into the lanes where b is odd. */
static inline v32 v32_xor_if_odd(v32 a, v32 b, v32 c) {
    return v32_xor_and(a, vtstq_u32(b, v32_set1(1)), c);
}
#define v32_shl(a, n) vshlq_n_u32(a, n)
#define v32_shr(a, n) vshrq_n_u32(a, n)

/* Floats travel as the bits of 32-bit lanes.  Each lane, below 2^24, as a float: exact. */
static inline v32 v32_to_f32(v32 a) {
    return vreinterpretq_u32_f32(vcvtq_f32_u32(a));
}
/* The upper 24 bits of each lane as a float in [0, 1): exact. */
static inline v32 v32_unit_f32(v32 a) {
    return vreinterpretq_u32_f32(vcvtq_n_f32_u32(v32_shr(a, 8), 24));
}
static inline v32 v32_set1_f32(float x) {
    return vreinterpretq_u32_f32(vdupq_n_f32(x));
}
static inline v32 v32_mul_f32(v32 a, v32 b) {
    return vreinterpretq_u32_f32(vmulq_f32(vreinterpretq_f32_u32(a), vreinterpretq_f32_u32(b)));
}
static inline v32 v32_add_f32(v32 a, v32 b) {
    return vreinterpretq_u32_f32(vaddq_f32(vreinterpretq_f32_u32(a), vreinterpretq_f32_u32(b)));
}

/* Bit i: lane i of a is below that of b. */
static inline uint64_t v32_below(v32 a, v32 b) {
    static const uint32_t weight[VL32] = {1, 2, 4, 8};
    return vaddvq_u32(vandq_u32(vcltq_u32(a, b), v32_load(weight)));
}

/* Bit i: lane i of a is at most that of b; any lanes. */
static inline uint64_t v32_at_most(v32 a, v32 b) {
    static const uint32_t bit[VL32] = {1, 2, 4, 8};
    return vaddvq_u32(vandq_u32(vcleq_u32(a, b), vld1q_u32(bit)));
}

/* The halves of the products. */
static inline void v32_mulhilo(v32 a, v32 b, v32 *hi, v32 *lo) {
    s32_mulhilo(a, b, hi, lo);
}

/* Stores the lanes whose bit in 'keep' is set, without gaps, and returns their number; a whole
 * vector is written. */
static inline size_t v32_compress(void *p, v32 a, unsigned keep) {
    vst1q_u8(p, vqtbl1q_u8(vreinterpretq_u8_u32(a), vld1q_u8(COMPRESS4[keep])));
    return (size_t)__builtin_popcount(keep);
}

/* For each of VL32 32-bit elements at 'p': the pair of 32-bit words that its bits 'shift' ..
 * 'shift' + 7 pick from a table of 256; shift <= 4. */
static inline void v32_lookup(const void *table, const void *p, unsigned shift, v32 *first,
                              v32 *second) {
    const unsigned char *i = p;
    uint32x4_t a = vreinterpretq_u32_u8(vcombine_u8(vld1_u8(lookup_entry(table, i, shift, 3)),
                                                    vld1_u8(lookup_entry(table, i + 4, shift, 3))));
    uint32x4_t b =
        vreinterpretq_u32_u8(vcombine_u8(vld1_u8(lookup_entry(table, i + 8, shift, 3)),
                                         vld1_u8(lookup_entry(table, i + 12, shift, 3))));
    *first = vuzp1q_u32(a, b);
    *second = vuzp2q_u32(a, b);
}

/* ---- 16-bit and 8-bit lanes ---- */

typedef uint16x8_t v16;
typedef uint8x16_t v8;
enum { VL16 = 8, VL8 = 16 };

static inline v16 v16_set1(uint16_t x) {
    return vdupq_n_u16(x);
}
static inline v16 v16_load(const void *p) {
    return vreinterpretq_u16_u8(vld1q_u8(p));
}
static inline void v16_store(void *p, v16 a) {
    vst1q_u8(p, vreinterpretq_u8_u16(a));
}
static inline v16 v16_add(v16 a, v16 b) {
    return vaddq_u16(a, b);
}
static inline v16 v16_and(v16 a, v16 b) {
    return vandq_u16(a, b);
}
/* One bit a byte, all ones or all zeros. */
static inline uint64_t bits_of_bytes(uint8x8_t mask) {
    return vaddv_u8(vand_u8(mask, vcreate_u8(UINT64_C(0x8040201008040201))));
}
static inline uint64_t v16_at_most(v16 a, v16 b) {
    return bits_of_bytes(vmovn_u16(vcleq_u16(a, b)));
}
static inline void v16_mulhilo(v16 a, v16 b, v16 *hi, v16 *lo) {
    uint16x8_t low = vreinterpretq_u16_u32(vmull_u16(vget_low_u16(a), vget_low_u16(b)));
    uint16x8_t high = vreinterpretq_u16_u32(vmull_high_u16(a, b));
    *lo = vuzp1q_u16(low, high);
    *hi = vuzp2q_u16(low, high);
}
static inline size_t v16_compress(void *p, v16 a, uint64_t keep) {
    uint8x8_t row = vcreate_u8(COMPRESS8[keep]);
    row = vadd_u8(row, row);
    uint8x16_t pairs = vcombine_u8(vzip1_u8(row, row), vzip2_u8(row, row));
    pairs = vaddq_u8(pairs, vreinterpretq_u8_u16(vdupq_n_u16(0x100)));
    vst1q_u8(p, vqtbl1q_u8(vreinterpretq_u8_u16(a), pairs));
    return (size_t)__builtin_popcountll(keep);
}

static inline v8 v8_set1(uint8_t x) {
    return vdupq_n_u8(x);
}
static inline v8 v8_load(const void *p) {
    return vld1q_u8(p);
}
static inline void v8_store(void *p, v8 a) {
    vst1q_u8(p, a);
}
static inline v8 v8_add(v8 a, v8 b) {
    return vaddq_u8(a, b);
}
static inline v8 v8_and(v8 a, v8 b) {
    return vandq_u8(a, b);
}
static inline uint64_t v8_at_most(v8 a, v8 b) {
    const uint8x16_t low = vcleq_u8(a, b);
    return bits_of_bytes(vget_low_u8(low)) | bits_of_bytes(vget_high_u8(low)) << 8;
}
static inline void v8_mulhilo(v8 a, v8 b, v8 *hi, v8 *lo) {
    uint8x16_t low = vreinterpretq_u8_u16(vmull_u8(vget_low_u8(a), vget_low_u8(b)));
    uint8x16_t high = vreinterpretq_u8_u16(vmull_high_u8(a, b));
    *lo = vuzp1q_u8(low, high);
    *hi = vuzp2q_u8(low, high);
}
static inline size_t v8_compress(void *p, v8 a, uint64_t keep) {
    unsigned char *out = p;
    const uint64_t low = keep & 0xff, high = keep >> 8;
    vst1_u8(out, vqtbl1_u8(a, vcreate_u8(COMPRESS8[low])));
    const size_t n = (size_t)__builtin_popcountll(low);
    vst1_u8(out + n, vqtbl1_u8(vextq_u8(a, a, 8), vcreate_u8(COMPRESS8[high])));
    return n + (size_t)__builtin_popcountll(high);
}

/* Stores bits as bytes 0 and 1, the lowest first. */
static inline void v8_store_bits(void *p, uint64_t bits) {
    const uint8x16_t bit = vreinterpretq_u8_u64(vdupq_n_u64(UINT64_C(0x8040201008040201)));
    unsigned char *out = p;
    for (unsigned i = 0; i < 64; i += 16) {
        const uint8x8_t low = vdup_n_u8((uint8_t)(bits >> i));
        const uint8x8_t high = vdup_n_u8((uint8_t)(bits >> (i + 8)));
        const uint8x16_t set = vtstq_u8(vcombine_u8(low, high), bit);
        vst1q_u8(out + i, vandq_u8(set, vdupq_n_u8(1)));
    }
}

/* Four blocks of four words: a transposition. */
static inline void s32_store4(void *p, s32 c0, s32 c1, s32 c2, s32 c3) {
    unsigned char *out = p;
    uint64x2_t a = vreinterpretq_u64_u32(vzip1q_u32(c0, c1));
    uint64x2_t b = vreinterpretq_u64_u32(vzip1q_u32(c2, c3));
    uint64x2_t c = vreinterpretq_u64_u32(vzip2q_u32(c0, c1));
    uint64x2_t d = vreinterpretq_u64_u32(vzip2q_u32(c2, c3));
    v64_store(out, vzip1q_u64(a, b));
    v64_store(out + 16, vzip2q_u64(a, b));
    v64_store(out + 32, vzip1q_u64(c, d));
    v64_store(out + 48, vzip2q_u64(c, d));
}

/* ---- stores of finished words ---- */

#define VEC_FUSED /* kernels convert as they store */

/* Two 32-bit lanes as a 64-bit one. */
static inline v64 v64_of_v32(v32 a) {
    return vreinterpretq_u64_u32(a);
}

/* Stores words as they are or as what 'form' says; a vector holds them in the order of memory. */
static inline void v64_emit(void *p, v64 x, enum ir_form form) {
    if (form == IR_F64)
        x = v64_unit_f64(x);
    else if (form == IR_F32)
        x = v64_of_v32(v32_unit_f32(vreinterpretq_u32_u64(x)));
    v64_store(p, x);
}

/* ---- 64-bit lanes for PCG32's linear congruential generator, in 32-bit digits ---- */

typedef struct {
    uint32x4_t hi, lo;
} lcg64;
enum { LCG64 = 4 };

/* x -> a x + c */
typedef struct {
    uint32x4_t ahi, alo;
    v64 c;
} lcg64_affine;

static inline lcg64 lcg64_load(const uint64_t *x) {
    uint32x4_t a = load_u32(x), b = load_u32(x + 2);
    return (lcg64){vuzp2q_u32(a, b), vuzp1q_u32(a, b)};
}
static inline lcg64_affine lcg64_affine_set(uint64_t a, uint64_t c) {
    return (lcg64_affine){vdupq_n_u32((uint32_t)(a >> 32)), vdupq_n_u32((uint32_t)a), v64_set1(c)};
}
static inline lcg64 lcg64_step(lcg64 x, const lcg64_affine *f) {
    uint32x4_t p01 =
        vreinterpretq_u32_u64(vmlal_u32(f->c, vget_low_u32(x.lo), vget_low_u32(f->alo)));
    uint32x4_t p23 = vreinterpretq_u32_u64(vmlal_high_u32(f->c, x.lo, f->alo));
    uint32x4_t hi = vmlaq_u32(vuzp2q_u32(p01, p23), x.lo, f->ahi);
    return (lcg64){vmlaq_u32(hi, x.hi, f->alo), vuzp1q_u32(p01, p23)};
}
/* Lane 0. */
static inline uint64_t lcg64_first(lcg64 x) {
    return (uint64_t)vgetq_lane_u32(x.hi, 0) << 32 | vgetq_lane_u32(x.lo, 0);
}
/* PCG's XSH-RR output, stored: bits 27 .. 58 of x ^ x >> 18, rotated by the top five.  A shift by
 * 32 gives 0. */
static inline void lcg64_emit_xsh_rr(void *p, lcg64 x, enum ir_form form) {
    uint32x4_t folded = vsliq_n_u32(vshrq_n_u32(x.lo, 27), x.hi, 5);
    folded = veorq_u32(folded, vshrq_n_u32(x.hi, 13));
    int32x4_t right = vnegq_s32(vreinterpretq_s32_u32(vshrq_n_u32(x.hi, 27)));
    int32x4_t left = vaddq_s32(right, vdupq_n_s32(32));
    v64_emit(p, v64_of_v32(vorrq_u32(vshlq_u32(folded, right), vshlq_u32(folded, left))), form);
}

enum {
    VEC_PCG32_UNROLL = 2,
    VEC_PCG32_SCALARS = 8,
    VEC_PHILOX32_UNROLL = 4,
    VEC_SFC64X32_UNROLL = 4
};

#endif
