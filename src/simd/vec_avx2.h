/* SPDX-License-Identifier: MIT */
/* The vocabulary for AVX2, and with VEC_FMA for its fused multiply-adds. */
#ifndef IR_VEC_AVX2_H
#define IR_VEC_AVX2_H

#include "base/bytes.h"
#include "base/u128.h"
#include "simd/backend.h"
#include "simd/compress_table.h"
#include "simd/lookup.h"
#include "simd/vec_ssse3.h"

#include <immintrin.h>

#define VEC_FEW_REGISTERS /* 16 */

static inline unsigned vec_popcount(uint64_t x) {
    return (unsigned)__builtin_popcountll(x);
}

/* What a kernel does last: clears the upper halves, in all of the registers that SSE shares. */
static inline void vec_end(void) {
    _mm256_zeroupper();
}

/* ---- 64-bit lanes ---- */

typedef __m256i v64;
enum { VL64 = 4 };

static inline v64 v64_set1(uint64_t x) {
    return _mm256_set1_epi64x((long long)x);
}
static inline v64 v64_load(const void *p) {
    return _mm256_loadu_si256(p);
}
static inline void v64_store(void *p, v64 a) {
    _mm256_storeu_si256(p, a);
}
static inline v64 v64_add(v64 a, v64 b) {
    return _mm256_add_epi64(a, b);
}
static inline v64 v64_xor(v64 a, v64 b) {
    return _mm256_xor_si256(a, b);
}
static inline v64 v64_xor3(v64 a, v64 b, v64 c) {
    return v64_xor(v64_xor(a, b), c);
}
static inline v64 v64_and(v64 a, v64 b) {
    return _mm256_and_si256(a, b);
}
static inline v64 v64_or(v64 a, v64 b) {
    return _mm256_or_si256(a, b);
}
/* The bits of 'a' where 'mask' is set, those of 'b' elsewhere. */
static inline v64 v64_select(v64 mask, v64 a, v64 b) {
    return _mm256_or_si256(_mm256_and_si256(mask, a), _mm256_andnot_si256(mask, b));
}
#define v64_shl(a, n) _mm256_slli_epi64(a, n)
#define v64_shr(a, n) _mm256_srli_epi64(a, n)

/* By whole bytes. */
static inline v64 v64_rotl24(v64 a) {
    const __m128i bytes = _mm_setr_epi8(5, 6, 7, 0, 1, 2, 3, 4, 13, 14, 15, 8, 9, 10, 11, 12);
    return _mm256_shuffle_epi8(a, _mm256_broadcastsi128_si256(bytes));
}

/* The 32-bit halves of each lane, exchanged. */
static inline v64 v64_swap_halves(v64 a) {
    return _mm256_shuffle_epi32(a, 0xb1);
}

/* Low halves of the products, in 32-bit digits: al bl + 2^32 (ah bl + al bh). */
static inline v64 v64_mullo(v64 a, v64 b) {
    v64 cross = v64_add(_mm256_mul_epu32(v64_shr(a, 32), b), _mm256_mul_epu32(a, v64_shr(b, 32)));
    return v64_add(_mm256_mul_epu32(a, b), v64_shl(cross, 32));
}

/* The full product of each lane and a constant, schoolbook; no partial sum overflows. */
typedef struct {
    v64 m, mh;
} v64_factor;
static inline v64_factor v64_factor_set(uint64_t m) {
    return (v64_factor){v64_set1(m), v64_set1(m >> 32)};
}
static inline void v64_mulhilo(v64 x, v64_factor f, v64 *hi, v64 *lo) {
    const v64 low32 = v64_set1(UINT32_MAX);
    v64 xh = v64_shr(x, 32);
    v64 ll = _mm256_mul_epu32(x, f.m), lh = _mm256_mul_epu32(x, f.mh);
    v64 hl = _mm256_mul_epu32(xh, f.m), hh = _mm256_mul_epu32(xh, f.mh);
    v64 mid = v64_add(hl, v64_shr(ll, 32));
    v64 mid2 = v64_add(lh, _mm256_and_si256(mid, low32));
    *lo = _mm256_blend_epi32(ll, v64_shl(mid2, 32), 0xaa);
    *hi = v64_add(v64_add(hh, v64_shr(mid, 32)), v64_shr(mid2, 32));
}

/* Doubles travel as the bits of 64-bit lanes. */
static inline v64 v64_set1_f64(double x) {
    return _mm256_castpd_si256(_mm256_set1_pd(x));
}
static inline v64 v64_mul_f64(v64 a, v64 b) {
    return _mm256_castpd_si256(_mm256_mul_pd(_mm256_castsi256_pd(a), _mm256_castsi256_pd(b)));
}
static inline v64 v64_add_f64(v64 a, v64 b) {
    return _mm256_castpd_si256(_mm256_add_pd(_mm256_castsi256_pd(a), _mm256_castsi256_pd(b)));
}
/* The float in each lane's low half, as a double. */
static inline v64 v64_f32_to_f64(v64 a) {
    const __m256i even = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
    __m128i low = _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(a, even));
    return _mm256_castpd_si256(_mm256_cvtps_pd(_mm_castsi128_ps(low)));
}
/* Each lane, below 2^52, as a double: the exponent of 2^52, which is then taken away.  Exact; 0
 * becomes -0 when the caller rounds downward. */
static inline v64 v64_to_f64_52(v64 a) {
    const v64 exp52 = v64_set1(UINT64_C(0x4330000000000000));
    return v64_add_f64(v64_or(a, exp52), v64_set1_f64(-0x1p52));
}
/* Each lane, below 2^53, as a double.  The halves become doubles by their exponents, 2^84 + 2^32
 * high and 2^52 + low; the sums are exact, and clearing the sign keeps 0 from being -0 when the
 * caller rounds downward. */
static inline v64 v64_to_f64(v64 a) {
    const __m256d sign = _mm256_set1_pd(-0.0);
    const v64 exp84 = v64_set1(UINT64_C(0x4530000000000000));
    const v64 exp52 = v64_set1(UINT64_C(0x4330000000000000));
    __m256d high = _mm256_castsi256_pd(v64_or(v64_shr(a, 32), exp84));
    __m256d low = _mm256_castsi256_pd(_mm256_blend_epi32(a, exp52, 0xaa));
    high = _mm256_sub_pd(high, _mm256_set1_pd(0x1p84 + 0x1p52));
    return _mm256_castpd_si256(_mm256_andnot_pd(sign, _mm256_add_pd(high, low)));
}
/* The upper 53 bits of each lane as a double in [0, 1): as above, with the exponents of 2^31 and
 * 2^-1, to which no factor of 2^-53 has to be applied. */
static inline v64 v64_unit_f64(v64 a) {
    const __m256d sign = _mm256_set1_pd(-0.0);
    __m256d high = _mm256_castsi256_pd(v64_or(v64_shr(a, 43), v64_set1_f64(0x1p31)));
    __m256d low = _mm256_castsi256_pd(_mm256_blend_epi32(v64_shr(a, 11), v64_set1_f64(0.5), 0xaa));
    high = _mm256_sub_pd(high, _mm256_set1_pd(0x1p31 + 0.5));
    return _mm256_castpd_si256(_mm256_andnot_pd(sign, _mm256_add_pd(high, low)));
}

/* As in kern.h.  The 27 and the 26 bits become doubles by their exponents, 2^25 + x and 2^-1 + x,
 * which scale them too; the sums are exact. */
#define VEC_F64_OF_MT
static inline v64 f64_of_mt_parts(v64 high27, v64 low26) {
    const __m256d sign = _mm256_set1_pd(-0.0);
    __m256d high = _mm256_sub_pd(_mm256_castsi256_pd(high27), _mm256_set1_pd(0x1p25 + 0x1p-1));
    return _mm256_castpd_si256(
        _mm256_andnot_pd(sign, _mm256_add_pd(high, _mm256_castsi256_pd(low26))));
}
static inline v64 f64_of_mt(v64 x) {
    const v64 exp25 = v64_set1_f64(0x1p25), exp_1 = v64_set1_f64(0x1p-1);
    return f64_of_mt_parts(v64_or(v64_shr(x, 37), exp25),
                           _mm256_blend_epi32(_mm256_srli_epi32(x, 6), exp_1, 0xaa));
}
static inline v64 f64_of_mt_words(v64 x) {
    const v64 exp25 = v64_set1_f64(0x1p25), exp_1 = v64_set1_f64(0x1p-1);
    return f64_of_mt_parts(_mm256_blend_epi32(_mm256_srli_epi32(x, 5), exp25, 0xaa),
                           v64_or(v64_shr(x, 38), exp_1));
}

/* Bit i: lane i of a is below that of b; lanes are below 2^63. */
static inline uint64_t v64_below(v64 a, v64 b) {
    return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(b, a)));
}
/* Bit i: the top bit of lane i. */
static inline uint64_t v64_signs(v64 a) {
    return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(a));
}

/* Bit i: lane i of a is at most that of b; any lanes. */
static inline uint64_t v64_at_most(v64 a, v64 b) {
    const v64 sign = v64_set1(UINT64_C(1) << 63);
    const __m256i above = _mm256_cmpgt_epi64(v64_xor(a, sign), v64_xor(b, sign));
    return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(above)) ^ 15u;
}

/* VL64 32-bit words as 64-bit lanes, and the lanes' low halves as 32-bit words. */
static inline v64 v64_load_u32(const void *p) {
    return _mm256_cvtepu32_epi64(_mm_loadu_si128(p));
}
static inline void v64_store_u32(void *p, v64 a) {
    const __m256i even = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
    _mm_storeu_si128(p, _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(a, even)));
}
/* The products of the lanes' low halves. */
static inline v64 v64_mul_low32(v64 a, v64 b) {
    return _mm256_mul_epu32(a, b);
}

/* Stores the lanes whose bit in 'keep' is set, without gaps, and returns their number; a whole
 * vector is written. */
static inline size_t v64_compress(void *p, v64 a, unsigned keep) {
    __m256i index = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const void *)COMPRESS4X64[keep]));
    v64_store(p, _mm256_permutevar8x32_epi32(a, index));
    return (size_t)__builtin_popcount(keep);
}

static inline __m128i load_pair(const void *table, const unsigned char *p, unsigned shift) {
    return _mm_load_si128(lookup_entry(table, p, shift, 4));
}
/* For each of VL64 64-bit elements at 'p': the pair of 64-bit words that its bits 'shift' ..
 * 'shift' + 7 pick from a table of 256; shift <= 4. */
static inline void v64_lookup(const void *table, const void *p, unsigned shift, v64 *first,
                              v64 *second) {
    const unsigned char *i = p;
    __m256i even = _mm256_castsi128_si256(load_pair(table, i, shift));
    __m256i odd = _mm256_castsi128_si256(load_pair(table, i + 8, shift));
    even = _mm256_inserti128_si256(even, load_pair(table, i + 16, shift), 1);
    odd = _mm256_inserti128_si256(odd, load_pair(table, i + 24, shift), 1);
    *first = _mm256_unpacklo_epi64(even, odd);
    *second = _mm256_unpackhi_epi64(even, odd);
}

static inline long long gather_1(const void *base, size_t index) {
    return (long long)ir_get64((const unsigned char *)base + 8 * index);
}
static inline __m128i gather_2(const void *base, const uint16_t *index) {
    return _mm_set_epi64x(gather_1(base, index[1]), gather_1(base, index[0]));
}
static inline long long gather_u32(const void *base, size_t index) {
    return ir_get32((const unsigned char *)base + 4 * index);
}
/* Lane i: element index[i] of the 64-bit ones at 'base'; of the 32-bit ones.  Load by load: the
 * gather instructions are slow on many CPUs. */
static inline v64 v64_gather(const void *base, const uint16_t *index) {
    __m256i a = _mm256_castsi128_si256(gather_2(base, index));
    return _mm256_inserti128_si256(a, gather_2(base, index + 2), 1);
}
static inline v64 v64_gather_u32(const void *base, const uint16_t *index) {
    return _mm256_setr_epi64x(gather_u32(base, index[0]), gather_u32(base, index[1]),
                              gather_u32(base, index[2]), gather_u32(base, index[3]));
}

/* The low half of each lane rotated right by the other vector's lane, below 32: twice the half,
 * shifted. */
static inline v64 v64_rotr_low32(v64 a, v64 r) {
    return _mm256_srlv_epi64(_mm256_shuffle_epi32(a, 0xa0), r);
}

/* Two vectors' low halves as 2 VL64 consecutive 32-bit words: lane i of 'a' is word
 * V64_PACK2_A[i], lane i of 'b' word V64_PACK2_B[i]. */
static const unsigned char V64_PACK2_A[VL64] = {0, 1, 4, 5};
static const unsigned char V64_PACK2_B[VL64] = {2, 3, 6, 7};

/* Blocks of four words, lane by lane: the lanes hold blocks 0, 2, 1, 3, so that the interleaving
 * stores come out in sequence. */
static inline v64 v64_count(uint64_t base) {
    return v64_add(v64_set1(base), _mm256_setr_epi64x(0, 2, 1, 3));
}
/* Lanes from an array in the order of blocks. */
static inline v64 v64_lanes(const uint64_t *x) {
    return _mm256_permute4x64_epi64(v64_load(x), 0xd8);
}

/* ---- the words of math/lane.h: numbers with operators, their bits, and sets of lanes ---- */

#if !VEC_FMA
#define VEC_SKIP_FORMULA /* without FMA the scalar text serves */
#else
typedef __m256d vf64;
typedef uint64_t vu64 __attribute__((vector_size(32)));
typedef __m256d vmask;

static inline vf64 vf64_set1(double x) {
    return _mm256_set1_pd(x);
}
static inline vf64 vf64_load(const void *p) {
    return _mm256_loadu_pd(p);
}
static inline void vf64_store(void *p, vf64 a) {
    _mm256_storeu_pd(p, a);
}
static inline vf64 vf64_load_f32(const void *p) {
    const float *in = p;
    return _mm256_cvtps_pd(_mm_loadu_ps(in));
}
static inline void vf64_store_f32(void *p, vf64 a) {
    float *out = p;
    _mm_storeu_ps(out, _mm256_cvtpd_ps(a));
}
static inline vu64 vf64_bits(vf64 a) {
    return (vu64)a;
}
static inline vf64 vf64_of_bits(vu64 a) {
    return (vf64)a;
}
static inline vf64 vf64_fused(vf64 a, vf64 b, vf64 c) {
    return _mm256_fmadd_pd(a, b, c);
}
static inline vf64 vf64_sqrt(vf64 a) {
    return _mm256_sqrt_pd(a);
}
/* Rounded to an integer: towards zero, up. */
static inline vf64 vf64_trunc(vf64 a) {
    return _mm256_round_pd(a, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
}
static inline vf64 vf64_ceil(vf64 a) {
    return _mm256_round_pd(a, _MM_FROUND_TO_POS_INF | _MM_FROUND_NO_EXC);
}
/* The lanes where a < b or a = b; of bits, unsigned. */
static inline vmask vf64_below(vf64 a, vf64 b) {
    return _mm256_cmp_pd(a, b, _CMP_LT_OQ);
}
static inline vmask vf64_equal(vf64 a, vf64 b) {
    return _mm256_cmp_pd(a, b, _CMP_EQ_OQ);
}
static inline vmask vu64_below(vu64 a, vu64 b) {
    const v64 sign = v64_set1(UINT64_C(1) << 63);
    return _mm256_castsi256_pd(
        _mm256_cmpgt_epi64(v64_xor((__m256i)b, sign), v64_xor((__m256i)a, sign)));
}
static inline vmask vmask_or(vmask a, vmask b) {
    return _mm256_or_pd(a, b);
}
static inline vmask vmask_and_not(vmask a, vmask b) {
    return _mm256_andnot_pd(b, a);
}
/* Bit i: lane i. */
static inline unsigned vmask_lanes(vmask m) {
    return (unsigned)_mm256_movemask_pd(m);
}
static inline vf64 vf64_select(vmask m, vf64 a, vf64 b) {
    return _mm256_blendv_pd(b, a, m);
}
/* a in the lanes of numbers with a sign, which may be a difference of bits. */
static inline vf64 vf64_select_sign(vu64 sign, vf64 a, vf64 b) {
    return _mm256_blendv_pd(b, a, (__m256d)sign);
}
/* Two vectors' lanes as pairs in memory order: their first and their second halves,
 * and back. */
static inline void vf64_unzip(vf64 a, vf64 b, vf64 *first, vf64 *second) {
    *first = _mm256_permute4x64_pd(_mm256_unpacklo_pd(a, b), 0xd8);
    *second = _mm256_permute4x64_pd(_mm256_unpackhi_pd(a, b), 0xd8);
}
static inline void vf64_zip(vf64 first, vf64 second, vf64 *a, vf64 *b) {
    const vf64 x = _mm256_permute4x64_pd(first, 0xd8), y = _mm256_permute4x64_pd(second, 0xd8);
    *a = _mm256_unpacklo_pd(x, y);
    *b = _mm256_unpackhi_pd(x, y);
}
/* Lane 0. */
static inline uint64_t vu64_first(vu64 a) {
    return (uint64_t)_mm_cvtsi128_si64(_mm256_castsi256_si128((__m256i)a));
}
/* Loads: gathers are slower on Zen 5, and on Intel's since they were made safe. */
static inline vf64 vf64_at(const void *base, vu64 at) {
    const double *p = base;
    uint64_t i[4];
    v64_store(i, (__m256i)at);
    return _mm256_insertf128_pd(
        _mm256_castpd128_pd256(_mm_loadh_pd(_mm_load_sd(p + i[0]), p + i[1])),
        _mm_loadh_pd(_mm_load_sd(p + i[2]), p + i[3]), 1);
}
static inline void vf64_pair_at(const void *base, vu64 at, vf64 *first, vf64 *second) {
    const double *p = base;
    uint64_t i[4];
    v64_store(i, (__m256i)at);
    __m256d even = _mm256_castpd128_pd256(_mm_loadu_pd(p + i[0]));
    __m256d odd = _mm256_castpd128_pd256(_mm_loadu_pd(p + i[1]));
    even = _mm256_insertf128_pd(even, _mm_loadu_pd(p + i[2]), 1);
    odd = _mm256_insertf128_pd(odd, _mm_loadu_pd(p + i[3]), 1);
    *first = _mm256_unpacklo_pd(even, odd);
    *second = _mm256_unpackhi_pd(even, odd);
}

#include "simd/vec_numbers.h"
#endif

/* ---- 128-bit lanes for linear congruential generators ---- */

typedef struct {
    v64 hi, lo;
} v128;
enum { VL128 = 4 };

/* x -> a x + c; the low word of 'a' also with its halves exchanged, for the cross terms. */
typedef struct {
    v64 alo, alo_h, alo_swapped, ahi, ahi_swapped, clo, clo_h, chi;
} v128_affine;

static inline v128 v128_load(const uint64_t *hi, const uint64_t *lo) {
    return (v128){v64_load(hi), v64_load(lo)};
}
static inline v128 v128_set1(ir_u128 x) {
    return (v128){v64_set1(x.hi), v64_set1(x.lo)};
}
/* Lane by lane another a and c. */
static inline v128_affine v128_affine_lanes(v128 a, v128 c) {
    return (v128_affine){a.lo,
                         v64_shr(a.lo, 32),
                         v64_swap_halves(a.lo),
                         a.hi,
                         v64_swap_halves(a.hi),
                         v64_and(c.lo, v64_set1(UINT32_MAX)),
                         v64_shr(c.lo, 32),
                         c.hi};
}
static inline v128_affine v128_affine_set(ir_u128 a, ir_u128 c) {
    const v64 alo = v64_set1(a.lo), ahi = v64_set1(a.hi);
    return (v128_affine){alo,
                         v64_set1(a.lo >> 32),
                         v64_swap_halves(alo),
                         ahi,
                         v64_swap_halves(ahi),
                         v64_set1((uint32_t)c.lo),
                         v64_set1(c.lo >> 32),
                         v64_set1(c.hi)};
}
/* Modulo 2^128, in 32-bit digits.  The increment's digits go into partial sums that have room for
 * them, so no carry has to be compared for. */
static inline v128 v128_step(v128 x, const v128_affine *f) {
    const v64 low32 = v64_set1(UINT32_MAX);
    v64 xh = v64_shr(x.lo, 32);
    v64 ll = v64_add(_mm256_mul_epu32(x.lo, f->alo), f->clo);
    v64 lh = v64_add(_mm256_mul_epu32(x.lo, f->alo_h), f->clo_h);
    v64 hl = _mm256_mul_epu32(xh, f->alo), hh = _mm256_mul_epu32(xh, f->alo_h);
    /* The upper word also gets x.hi * a.lo + x.lo * a.hi, of which the low word counts. */
    v64 cross = _mm256_add_epi32(_mm256_mullo_epi32(x.hi, f->alo_swapped),
                                 _mm256_mullo_epi32(x.lo, f->ahi_swapped));
    v64 cross_low = v64_add(_mm256_mul_epu32(x.hi, f->alo), _mm256_mul_epu32(x.lo, f->ahi));
    v64 cross_high = _mm256_blend_epi32(_mm256_setzero_si256(),
                                        _mm256_add_epi32(cross, v64_shl(cross, 32)), 0xaa);
    v64 mid = v64_add(hl, v64_shr(ll, 32));
    v64 mid2 = v64_add(lh, _mm256_and_si256(mid, low32));
    v64 hi = v64_add(v64_add(hh, f->chi), v64_add(v64_shr(mid, 32), v64_shr(mid2, 32)));
    hi = v64_add(hi, v64_add(cross_low, cross_high));
    return (v128){hi, _mm256_blend_epi32(ll, v64_shl(mid2, 32), 0xaa)};
}
static inline ir_u128 v128_last(v128 x) {
    uint64_t hi[VL128], lo[VL128];
    v64_store(hi, x.hi);
    v64_store(lo, x.lo);
    return (ir_u128){hi[VL128 - 1], lo[VL128 - 1]};
}
static inline v64 v128_hi(v128 x) {
    return x.hi;
}
static inline v64 v128_lo(v128 x) {
    return x.lo;
}
/* PCG's XSL-RR output; a shift by 64 gives 0. */
static inline v64 v128_xsl_rr(v128 x) {
    v64 folded = v64_xor(x.hi, x.lo), r = v64_shr(x.hi, 58);
    return v64_or(_mm256_srlv_epi64(folded, r),
                  _mm256_sllv_epi64(folded, _mm256_sub_epi64(v64_set1(64), r)));
}

/* ---- 32-bit numbers in 64-bit slots: the upper halves are garbage, which mul_epu32 ignores ----
 */

typedef __m256i s32;
typedef s32 s32_factor;
enum { SL32 = 4 };

static inline s32 s32_set1(uint32_t x) {
    return v64_set1(x);
}
static inline s32_factor s32_factor_set(uint32_t m) {
    return s32_set1(m);
}
static inline s32 s32_xor3(s32 a, s32 b, s32 c) {
    return v64_xor3(a, b, c);
}
static inline void s32_mulhilo(s32 x, s32_factor m, s32 *hi, s32 *lo) {
    *lo = _mm256_mul_epu32(x, m);
    *hi = v64_shr(*lo, 32);
}
static inline s32 s32_count(uint32_t base) {
    return v64_count(base);
}
static inline s32 s32_lanes(const uint32_t *x) {
    const uint64_t wide[SL32] = {x[0], x[1], x[2], x[3]};
    return v64_lanes(wide);
}

/* ---- 32-bit lanes ---- */

typedef __m256i v32;
enum { VL32 = 8 };

static inline v32 v32_set1(uint32_t x) {
    return _mm256_set1_epi32((int)x);
}
static inline v32 v32_load(const void *p) {
    return _mm256_loadu_si256(p);
}
static inline void v32_store(void *p, v32 a) {
    _mm256_storeu_si256(p, a);
}
static inline v32 v32_add(v32 a, v32 b) {
    return _mm256_add_epi32(a, b);
}
static inline v32 v32_and(v32 a, v32 b) {
    return _mm256_and_si256(a, b);
}
static inline v32 v32_xor(v32 a, v32 b) {
    return _mm256_xor_si256(a, b);
}
/* a ^ (b & c) */
static inline v32 v32_xor_and(v32 a, v32 b, v32 c) {
    return v32_xor(a, _mm256_and_si256(b, c));
}
/* The bits of 'a' where 'mask' is set, those of 'b' elsewhere. */
static inline v32 v32_select(v32 mask, v32 a, v32 b) {
    return _mm256_or_si256(_mm256_and_si256(mask, a), _mm256_andnot_si256(mask, b));
}
/* 'a', with 'c' xored into the lanes where b is odd. */
static inline v32 v32_xor_if_odd(v32 a, v32 b, v32 c) {
    v32 odd = _mm256_srai_epi32(_mm256_slli_epi32(b, 31), 31);
    return v32_xor_and(a, odd, c);
}
#define v32_shl(a, n) _mm256_slli_epi32(a, n)
#define v32_shr(a, n) _mm256_srli_epi32(a, n)

/* Floats travel as the bits of 32-bit lanes.  Each lane, below 2^24, as a float: exact. */
static inline v32 v32_to_f32(v32 a) {
    return _mm256_castps_si256(_mm256_cvtepi32_ps(a));
}
static inline v32 v32_set1_f32(float x) {
    return _mm256_castps_si256(_mm256_set1_ps(x));
}
static inline v32 v32_mul_f32(v32 a, v32 b) {
    return _mm256_castps_si256(_mm256_mul_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b)));
}
/* The upper 24 bits of each lane as a float in [0, 1): exact. */
static inline v32 v32_unit_f32(v32 a) {
    return v32_mul_f32(v32_to_f32(v32_shr(a, 8)), v32_set1_f32(0x1p-24f));
}
static inline v32 v32_add_f32(v32 a, v32 b) {
    return _mm256_castps_si256(_mm256_add_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b)));
}

/* Bit i: lane i of a is below that of b; lanes are below 2^31. */
static inline uint64_t v32_below(v32 a, v32 b) {
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(b, a)));
}

/* Bit i: lane i of a is at most that of b; any lanes. */
static inline uint64_t v32_at_most(v32 a, v32 b) {
    const __m256i low = _mm256_cmpeq_epi32(_mm256_min_epu32(a, b), a);
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(low));
}

/* The halves of the products. */
static inline void v32_mulhilo(v32 a, v32 b, v32 *hi, v32 *lo) {
    const __m256i even = _mm256_mul_epu32(a, b);
    const __m256i odd = _mm256_mul_epu32(v64_shr(a, 32), v64_shr(b, 32));
    *hi = _mm256_blend_epi32(v64_shr(even, 32), odd, 0xaa);
    *lo = _mm256_blend_epi32(even, v64_shl(odd, 32), 0xaa);
}

/* Stores the lanes whose bit in 'keep' is set, without gaps, and returns their number; a whole
 * vector is written. */
static inline size_t v32_compress(void *p, v32 a, unsigned keep) {
    const __m128i *rows = (const __m128i *)COMPRESS4;
    const unsigned low = keep & 15, high = keep >> 4;
    unsigned char *out = p;
    __m128i first = _mm_shuffle_epi8(_mm256_castsi256_si128(a), _mm_load_si128(rows + low));
    __m128i second = _mm_shuffle_epi8(_mm256_extracti128_si256(a, 1), _mm_load_si128(rows + high));
    _mm_storeu_si128((__m128i *)(void *)out, first);
    const size_t n = (size_t)__builtin_popcount(low);
    _mm_storeu_si128((__m128i *)(void *)(out + 4 * n), second);
    return n + (size_t)__builtin_popcount(high);
}

static inline __m128i lookup_2x2(const void *table, const unsigned char *p, unsigned shift) {
    __m128d first = _mm_load_sd(lookup_entry(table, p, shift, 3));
    return _mm_castpd_si128(_mm_loadh_pd(first, lookup_entry(table, p + 4, shift, 3)));
}
/* For each of VL32 32-bit elements at 'p': the pair of 32-bit words that its bits 'shift' ..
 * 'shift' + 7 pick from a table of 256; shift <= 4. */
static inline void v32_lookup(const void *table, const void *p, unsigned shift, v32 *first,
                              v32 *second) {
    const unsigned char *i = p;
    __m256i a = _mm256_castsi128_si256(lookup_2x2(table, i, shift));
    __m256i b = _mm256_castsi128_si256(lookup_2x2(table, i + 8, shift));
    a = _mm256_inserti128_si256(a, lookup_2x2(table, i + 16, shift), 1);
    b = _mm256_inserti128_si256(b, lookup_2x2(table, i + 24, shift), 1);
    __m256 af = _mm256_castsi256_ps(a), bf = _mm256_castsi256_ps(b);
    *first = _mm256_castps_si256(_mm256_shuffle_ps(af, bf, 0x88));
    *second = _mm256_castps_si256(_mm256_shuffle_ps(af, bf, 0xdd));
}

/* ---- 16-bit and 8-bit lanes ---- */

typedef __m256i v16;
typedef __m256i v8;
enum { VL16 = 16, VL8 = 32 };

static inline v16 v16_set1(uint16_t x) {
    return _mm256_set1_epi16((short)x);
}
static inline v16 v16_load(const void *p) {
    return _mm256_loadu_si256(p);
}
static inline void v16_store(void *p, v16 a) {
    _mm256_storeu_si256(p, a);
}
static inline v16 v16_add(v16 a, v16 b) {
    return _mm256_add_epi16(a, b);
}
static inline v16 v16_and(v16 a, v16 b) {
    return _mm256_and_si256(a, b);
}
static inline uint64_t v16_at_most(v16 a, v16 b) {
    __m256i low = _mm256_cmpeq_epi16(_mm256_min_epu16(a, b), a);
    low = _mm256_packs_epi16(low, _mm256_setzero_si256());
    return (unsigned)_mm256_movemask_epi8(_mm256_permute4x64_epi64(low, 0xd8)) & 0xffffu;
}
static inline void v16_mulhilo(v16 a, v16 b, v16 *hi, v16 *lo) {
    *hi = _mm256_mulhi_epu16(a, b);
    *lo = _mm256_mullo_epi16(a, b);
}
static inline size_t v16_compress(void *p, v16 a, uint64_t keep) {
    unsigned char *out = p;
    const size_t n = compress_8x16(out, _mm256_castsi256_si128(a), (unsigned)keep & 0xff);
    return n +
           compress_8x16(out + 2 * n, _mm256_extracti128_si256(a, 1), (unsigned)(keep >> 8) & 0xff);
}

static inline v8 v8_set1(uint8_t x) {
    return _mm256_set1_epi8((char)x);
}
static inline v8 v8_load(const void *p) {
    return _mm256_loadu_si256(p);
}
static inline void v8_store(void *p, v8 a) {
    _mm256_storeu_si256(p, a);
}
static inline v8 v8_add(v8 a, v8 b) {
    return _mm256_add_epi8(a, b);
}
static inline v8 v8_and(v8 a, v8 b) {
    return _mm256_and_si256(a, b);
}
static inline uint64_t v8_at_most(v8 a, v8 b) {
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(a, b), a));
}
/* There are no products of bytes: even and odd ones as 16-bit lanes. */
static inline void v8_mulhilo(v8 a, v8 b, v8 *hi, v8 *lo) {
    const __m256i low8 = _mm256_set1_epi16(0xff);
    const __m256i even = _mm256_mullo_epi16(_mm256_and_si256(a, low8), _mm256_and_si256(b, low8));
    const __m256i odd = _mm256_mullo_epi16(_mm256_srli_epi16(a, 8), _mm256_srli_epi16(b, 8));
    *hi = _mm256_or_si256(_mm256_srli_epi16(even, 8), _mm256_andnot_si256(low8, odd));
    *lo = _mm256_or_si256(_mm256_and_si256(even, low8), _mm256_slli_epi16(odd, 8));
}
static inline size_t v8_compress(void *p, v8 a, uint64_t keep) {
    unsigned char *out = p;
    const size_t n = compress_16x8(out, _mm256_castsi256_si128(a), (unsigned)keep & 0xffff);
    return n +
           compress_16x8(out + n, _mm256_extracti128_si256(a, 1), (unsigned)(keep >> 16) & 0xffff);
}

/* Stores bits as bytes 0 and 1, the lowest first. */
static inline void v8_store_bits(void *p, uint64_t bits) {
    const __m256i pick = _mm256_setr_epi64x(
        0, INT64_C(0x0101010101010101), INT64_C(0x0202020202020202), INT64_C(0x0303030303030303));
    const __m256i bit = _mm256_set1_epi64x((long long)UINT64_C(0x8040201008040201));
    unsigned char *out = p;
    for (unsigned half = 0; half < 2; half++) {
        __m256i x = _mm256_set1_epi32((int)(uint32_t)(bits >> 32 * half));
        x = _mm256_and_si256(_mm256_shuffle_epi8(x, pick), bit);
        v8_store(out + 32 * half, _mm256_min_epu8(x, _mm256_set1_epi8(1)));
    }
}

/* ---- stores of finished words ---- */

#include "simd/emit.h"

/* The low halves of two vectors in the order of V64_PACK2_A and _B. */
static inline void v64_store_pack2(void *p, v64 a, v64 b, enum ir_form form) {
    __m256 ab = _mm256_shuffle_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b), 0x88);
    v64_emit(p, _mm256_castps_si256(ab), form);
}

#include "simd/lcg64_pairs.h"

/* Blocks of four words, the lanes in the order of v64_count. */
static inline void v64_store4(void *p, v64 c0, v64 c1, v64 c2, v64 c3) {
    unsigned char *out = p;
    v64 a = _mm256_unpacklo_epi64(c0, c1), b = _mm256_unpacklo_epi64(c2, c3);
    v64 c = _mm256_unpackhi_epi64(c0, c1), d = _mm256_unpackhi_epi64(c2, c3);
    v64_store(out, _mm256_permute2x128_si256(a, b, 0x20));
    v64_store(out + 32, _mm256_permute2x128_si256(a, b, 0x31));
    v64_store(out + 64, _mm256_permute2x128_si256(c, d, 0x20));
    v64_store(out + 96, _mm256_permute2x128_si256(c, d, 0x31));
}

static inline void s32_store4(void *p, s32 c0, s32 c1, s32 c2, s32 c3) {
    unsigned char *out = p;
    v64 a = _mm256_blend_epi32(c0, _mm256_shuffle_epi32(c1, 0xa0), 0xaa);
    v64 b = _mm256_blend_epi32(c2, _mm256_shuffle_epi32(c3, 0xa0), 0xaa);
    v64_store(out, _mm256_unpacklo_epi64(a, b));
    v64_store(out + 32, _mm256_unpackhi_epi64(a, b));
}

enum {
    VEC_LCG128_UNROLL = 4,
    VEC_PCG32_UNROLL = 4,
    VEC_PCG32_SCALARS = 0,
    VEC_PHILOX32_UNROLL = 4,
    VEC_PHILOX64_UNROLL = 4,
    VEC_SFC64X32_UNROLL = 4
};

#endif
