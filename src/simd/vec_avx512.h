/* SPDX-License-Identifier: MIT */
/* The vocabulary for AVX-512 (F, DQ, BW, VL), and with VEC_IFMA for the 52-bit multiply-adds. */
#ifndef IR_VEC_AVX512_H
#define IR_VEC_AVX512_H

#include "base/bytes.h"
#include "base/u128.h"
#include "simd/backend.h"
#include "simd/lookup.h"
#include "simd/vec_ssse3.h"

#include <immintrin.h>

/* Truth tables of vpternlog: the bits of f(a, b, c) for abc = 111 .. 000. */
enum { TERN_XOR3 = 0x96, TERN_A_XOR_BC = 0x78, TERN_SELECT = 0xca };

static inline unsigned vec_popcount(uint64_t x) {
    return (unsigned)__builtin_popcountll(x);
}

/* What a kernel does last: clears the upper halves, in all of the registers that SSE shares. */
static inline void vec_end(void) {
    _mm256_zeroupper();
}

/* The bits of a mask of up to 32 lanes.  By an instruction that the compiler does not see through:
 * gcc 12 keeps such a mask in memory in two bytes, when registers run out, and takes eight from
 * there. */
static inline uint64_t mask8_bits(__mmask8 mask) {
#ifdef __AVX512DQ__
    uint32_t bits;
    __asm__("kmovb %1, %0" : "=r"(bits) : "k"(mask));
    return bits;
#else
    return mask;
#endif
}
static inline uint64_t mask16_bits(__mmask16 mask) {
#ifdef __AVX512F__
    uint32_t bits;
    __asm__("kmovw %1, %0" : "=r"(bits) : "k"(mask));
    return bits;
#else
    return mask;
#endif
}

static inline uint64_t mask32_bits(uint32_t mask) {
#ifdef __AVX512BW__
    uint32_t bits;
    __asm__("kmovd %1, %0" : "=r"(bits) : "k"(mask));
    return bits;
#else
    return mask;
#endif
}

/* ---- 64-bit lanes ---- */

typedef __m512i v64;
enum { VL64 = 8 };

static inline v64 v64_set1(uint64_t x) {
    return _mm512_set1_epi64((long long)x);
}
static inline v64 v64_load(const void *p) {
    return _mm512_loadu_si512(p);
}
static inline void v64_store(void *p, v64 a) {
    _mm512_storeu_si512(p, a);
}
static inline v64 v64_add(v64 a, v64 b) {
    return _mm512_add_epi64(a, b);
}
static inline v64 v64_xor(v64 a, v64 b) {
    return _mm512_xor_si512(a, b);
}
static inline v64 v64_xor3(v64 a, v64 b, v64 c) {
    return _mm512_ternarylogic_epi64(a, b, c, TERN_XOR3);
}
static inline v64 v64_and(v64 a, v64 b) {
    return _mm512_and_si512(a, b);
}
static inline v64 v64_or(v64 a, v64 b) {
    return _mm512_or_si512(a, b);
}
/* The bits of 'a' where 'mask' is set, those of 'b' elsewhere. */
static inline v64 v64_select(v64 mask, v64 a, v64 b) {
    return _mm512_ternarylogic_epi64(mask, a, b, TERN_SELECT);
}
static inline v64 v64_mullo(v64 a, v64 b) {
    return _mm512_mullo_epi64(a, b);
}
#define v64_shl(a, n) _mm512_slli_epi64(a, n)
#define v64_shr(a, n) _mm512_srli_epi64(a, n)

static inline v64 v64_rotl24(v64 a) {
    return _mm512_rol_epi64(a, 24);
}

/* The 32-bit halves of each lane, exchanged. */
static inline v64 v64_swap_halves(v64 a) {
    return _mm512_ror_epi64(a, 32);
}

/* The full product of each lane and a constant. */
#if VEC_IFMA
typedef struct {
    v64 m, m0, m1; /* 52 and 12 bits */
} v64_factor;
static inline v64_factor v64_factor_set(uint64_t m) {
    return (v64_factor){v64_set1(m), v64_set1(m & ((UINT64_C(1) << 52) - 1)), v64_set1(m >> 52)};
}
/* x = x0 + 2^52 x1; madd52 reads the low 52 bits of its factors, so x0 needs no mask.  The middle
 * sum stays below 3 * 2^52. */
static inline void v64_mulhilo(v64 x, v64_factor f, v64 *hi, v64 *lo) {
    const v64 zero = _mm512_setzero_si512();
    v64 x1 = v64_shr(x, 52);
    v64 mid = _mm512_madd52hi_epu64(zero, x, f.m0);
    v64 top = _mm512_madd52hi_epu64(zero, x, f.m1);
    mid = _mm512_madd52lo_epu64(mid, x, f.m1);
    top = _mm512_madd52hi_epu64(top, x1, f.m0);
    mid = _mm512_madd52lo_epu64(mid, x1, f.m0);
    top = _mm512_madd52lo_epu64(top, x1, f.m1);
    *lo = v64_mullo(x, f.m);
    *hi = v64_add(v64_shr(mid, 12), v64_shl(top, 40));
}
#else
typedef struct {
    v64 m, mh;
} v64_factor;
static inline v64_factor v64_factor_set(uint64_t m) {
    return (v64_factor){v64_set1(m), v64_set1(m >> 32)};
}
/* Schoolbook with 32-bit digits; no partial sum overflows. */
static inline void v64_mulhilo(v64 x, v64_factor f, v64 *hi, v64 *lo) {
    const v64 low32 = v64_set1(UINT32_MAX);
    v64 xh = v64_shr(x, 32);
    v64 ll = _mm512_mul_epu32(x, f.m), lh = _mm512_mul_epu32(x, f.mh);
    v64 hl = _mm512_mul_epu32(xh, f.m), hh = _mm512_mul_epu32(xh, f.mh);
    v64 mid = v64_add(hl, v64_shr(ll, 32));
    v64 mid2 = v64_add(lh, _mm512_and_si512(mid, low32));
    *lo = v64_mullo(x, f.m);
    *hi = v64_add(v64_add(hh, v64_shr(mid, 32)), v64_shr(mid2, 32));
}
#endif

/* Doubles travel as the bits of 64-bit lanes.  Each lane, below 2^53, as a double: exact. */
static inline v64 v64_to_f64(v64 a) {
    return _mm512_castpd_si512(_mm512_cvtepu64_pd(a));
}
#define v64_to_f64_52 v64_to_f64 /* for lanes below 2^52 */
static inline v64 v64_set1_f64(double x) {
    return _mm512_castpd_si512(_mm512_set1_pd(x));
}
static inline v64 v64_mul_f64(v64 a, v64 b) {
    return _mm512_castpd_si512(_mm512_mul_pd(_mm512_castsi512_pd(a), _mm512_castsi512_pd(b)));
}
static inline v64 v64_add_f64(v64 a, v64 b) {
    return _mm512_castpd_si512(_mm512_add_pd(_mm512_castsi512_pd(a), _mm512_castsi512_pd(b)));
}
/* The upper 53 bits of each lane as a double in [0, 1): exact. */
static inline v64 v64_unit_f64(v64 a) {
    return v64_mul_f64(v64_to_f64(v64_shr(a, 11)), v64_set1_f64(0x1p-53));
}

/* The float in each lane's low half, as a double. */
static inline v64 v64_f32_to_f64(v64 a) {
    return _mm512_castpd_si512(_mm512_cvtps_pd(_mm256_castsi256_ps(_mm512_cvtepi64_epi32(a))));
}

/* Bit i: lane i of a is below that of b; lanes are below 2^63. */
static inline uint64_t v64_below(v64 a, v64 b) {
    return mask8_bits(_mm512_cmplt_epu64_mask(a, b));
}
/* Bit i: the top bit of lane i. */
static inline uint64_t v64_signs(v64 a) {
    return mask8_bits(_mm512_movepi64_mask(a));
}

/* Bit i: lane i of a is at most that of b; any lanes. */
static inline uint64_t v64_at_most(v64 a, v64 b) {
    return mask8_bits(_mm512_cmple_epu64_mask(a, b));
}

/* VL64 32-bit words as 64-bit lanes, and the lanes' low halves as 32-bit words. */
static inline v64 v64_load_u32(const void *p) {
    return _mm512_cvtepu32_epi64(_mm256_loadu_si256(p));
}
static inline void v64_store_u32(void *p, v64 a) {
    _mm256_storeu_si256(p, _mm512_cvtepi64_epi32(a));
}
/* The products of the lanes' low halves. */
static inline v64 v64_mul_low32(v64 a, v64 b) {
    return _mm512_mul_epu32(a, b);
}

/* Stores the lanes whose bit in 'keep' is set, without gaps, and returns their number; a whole
 * vector is written.  The masked form has a source for lanes that are not kept, 'a' because it is
 * at hand: gcc makes the other form wait for what its register held before. */
static inline size_t v64_compress(void *p, v64 a, unsigned keep) {
    v64_store(p, _mm512_mask_compress_epi64(a, (__mmask8)keep, a));
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
    __m512i even = _mm512_castsi128_si512(load_pair(table, i, shift));
    __m512i odd = _mm512_castsi128_si512(load_pair(table, i + 8, shift));
    even = _mm512_inserti64x2(even, load_pair(table, i + 16, shift), 1);
    odd = _mm512_inserti64x2(odd, load_pair(table, i + 24, shift), 1);
    even = _mm512_inserti64x2(even, load_pair(table, i + 32, shift), 2);
    odd = _mm512_inserti64x2(odd, load_pair(table, i + 40, shift), 2);
    even = _mm512_inserti64x2(even, load_pair(table, i + 48, shift), 3);
    odd = _mm512_inserti64x2(odd, load_pair(table, i + 56, shift), 3);
    *first = _mm512_unpacklo_epi64(even, odd);
    *second = _mm512_unpackhi_epi64(even, odd);
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
/* Lane i: element index[i] of the 64-bit ones at 'base'; of the 32-bit ones.  Load by load, which
 * takes fewer operations than the gather instructions do. */
static inline v64 v64_gather(const void *base, const uint16_t *index) {
    __m512i a = _mm512_castsi128_si512(gather_2(base, index));
    a = _mm512_inserti64x2(a, gather_2(base, index + 2), 1);
    a = _mm512_inserti64x2(a, gather_2(base, index + 4), 2);
    return _mm512_inserti64x2(a, gather_2(base, index + 6), 3);
}
static inline v64 v64_gather_u32(const void *base, const uint16_t *index) {
    return _mm512_setr_epi64(gather_u32(base, index[0]), gather_u32(base, index[1]),
                             gather_u32(base, index[2]), gather_u32(base, index[3]),
                             gather_u32(base, index[4]), gather_u32(base, index[5]),
                             gather_u32(base, index[6]), gather_u32(base, index[7]));
}

/* The low half of each lane rotated right by the other vector's lane, below 32; the upper half
 * becomes anything. */
static inline v64 v64_rotr_low32(v64 a, v64 r) {
    return _mm512_rorv_epi32(a, r);
}

/* Two vectors' low halves as 2 VL64 consecutive 32-bit words: lane i of 'a' is word
 * V64_PACK2_A[i], lane i of 'b' word V64_PACK2_B[i]. */
static const unsigned char V64_PACK2_A[VL64] = {0, 1, 4, 5, 8, 9, 12, 13};
static const unsigned char V64_PACK2_B[VL64] = {2, 3, 6, 7, 10, 11, 14, 15};

/* Blocks of four words, lane by lane: the lanes hold blocks 0, 4, 1, 5, 2, 6, 3, 7, so that the
 * interleaving stores come out in sequence. */
static inline v64 v64_count(uint64_t base) {
    return v64_add(v64_set1(base), _mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7));
}
/* Lanes from an array in the order of blocks. */
static inline v64 v64_lanes(const uint64_t *x) {
    return _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7), v64_load(x));
}

/* ---- the words of math/lane.h: numbers with operators, their bits, and sets of lanes ---- */

typedef __m512d vf64;
typedef uint64_t vu64 __attribute__((vector_size(64)));
typedef __mmask8 vmask;

static inline vf64 vf64_set1(double x) {
    return _mm512_set1_pd(x);
}
static inline vf64 vf64_load(const void *p) {
    return _mm512_loadu_pd(p);
}
static inline void vf64_store(void *p, vf64 a) {
    _mm512_storeu_pd(p, a);
}
static inline vf64 vf64_load_f32(const void *p) {
    return _mm512_cvtps_pd(_mm256_loadu_ps(p));
}
static inline void vf64_store_f32(void *p, vf64 a) {
    _mm256_storeu_ps(p, _mm512_cvtpd_ps(a));
}
static inline vu64 vf64_bits(vf64 a) {
    return (vu64)a;
}
static inline vf64 vf64_of_bits(vu64 a) {
    return (vf64)a;
}
static inline vf64 vf64_fused(vf64 a, vf64 b, vf64 c) {
    return _mm512_fmadd_pd(a, b, c);
}
static inline vf64 vf64_sqrt(vf64 a) {
    return _mm512_sqrt_pd(a);
}
/* Rounded to an integer: towards zero, up. */
static inline vf64 vf64_trunc(vf64 a) {
    return _mm512_roundscale_pd(a, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
}
static inline vf64 vf64_ceil(vf64 a) {
    return _mm512_roundscale_pd(a, _MM_FROUND_TO_POS_INF | _MM_FROUND_NO_EXC);
}
/* The lanes where a < b or a = b; of bits, unsigned. */
static inline vmask vf64_below(vf64 a, vf64 b) {
    return _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ);
}
static inline vmask vf64_equal(vf64 a, vf64 b) {
    return _mm512_cmp_pd_mask(a, b, _CMP_EQ_OQ);
}
static inline vmask vu64_below(vu64 a, vu64 b) {
    return _mm512_cmplt_epu64_mask((__m512i)a, (__m512i)b);
}
static inline vmask vmask_or(vmask a, vmask b) {
    return (vmask)(a | b);
}
static inline vmask vmask_and_not(vmask a, vmask b) {
    return (vmask)(a & ~b);
}
/* Bit i: lane i. */
static inline unsigned vmask_lanes(vmask m) {
    return (unsigned)mask8_bits(m);
}
static inline vf64 vf64_select(vmask m, vf64 a, vf64 b) {
    return _mm512_mask_blend_pd(m, b, a);
}
/* a in the lanes of numbers with a sign, which may be a difference of bits. */
static inline vf64 vf64_select_sign(vu64 sign, vf64 a, vf64 b) {
    return _mm512_castsi512_pd(_mm512_ternarylogic_epi64(_mm512_srai_epi64((__m512i)sign, 63),
                                                         (__m512i)a, (__m512i)b, TERN_SELECT));
}
/* Two vectors' lanes as pairs in memory order: their first and their second halves,
 * and back. */
static inline void vf64_unzip(vf64 a, vf64 b, vf64 *first, vf64 *second) {
    *first = _mm512_permutex2var_pd(a, _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14), b);
    *second = _mm512_permutex2var_pd(a, _mm512_setr_epi64(1, 3, 5, 7, 9, 11, 13, 15), b);
}
static inline void vf64_zip(vf64 first, vf64 second, vf64 *a, vf64 *b) {
    *a = _mm512_permutex2var_pd(first, _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11), second);
    *b = _mm512_permutex2var_pd(first, _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15), second);
}
/* Lane 0. */
static inline uint64_t vu64_first(vu64 a) {
    return (uint64_t)_mm_cvtsi128_si64(_mm512_castsi512_si128((__m512i)a));
}
/* Loads: gathers are slower on Zen 5, and on Intel's since they were made safe. */
static inline vf64 vf64_at(const void *base, vu64 at) {
    const double *p = base;
    uint64_t i[8];
    v64_store(i, (__m512i)at);
    __m512d even = _mm512_castpd128_pd512(_mm_loadh_pd(_mm_load_sd(p + i[0]), p + i[1]));
    even = _mm512_insertf64x2(even, _mm_loadh_pd(_mm_load_sd(p + i[2]), p + i[3]), 1);
    even = _mm512_insertf64x2(even, _mm_loadh_pd(_mm_load_sd(p + i[4]), p + i[5]), 2);
    return _mm512_insertf64x2(even, _mm_loadh_pd(_mm_load_sd(p + i[6]), p + i[7]), 3);
}
static inline void vf64_pair_at(const void *base, vu64 at, vf64 *first, vf64 *second) {
    const double *p = base;
    uint64_t i[8];
    v64_store(i, (__m512i)at);
    __m512d even = _mm512_castpd128_pd512(_mm_loadu_pd(p + i[0]));
    __m512d odd = _mm512_castpd128_pd512(_mm_loadu_pd(p + i[1]));
    even = _mm512_insertf64x2(even, _mm_loadu_pd(p + i[2]), 1);
    odd = _mm512_insertf64x2(odd, _mm_loadu_pd(p + i[3]), 1);
    even = _mm512_insertf64x2(even, _mm_loadu_pd(p + i[4]), 2);
    odd = _mm512_insertf64x2(odd, _mm_loadu_pd(p + i[5]), 2);
    even = _mm512_insertf64x2(even, _mm_loadu_pd(p + i[6]), 3);
    odd = _mm512_insertf64x2(odd, _mm_loadu_pd(p + i[7]), 3);
    *first = _mm512_unpacklo_pd(even, odd);
    *second = _mm512_unpackhi_pd(even, odd);
}

#include "simd/vec_numbers.h"

/* ---- 128-bit lanes for linear congruential generators ---- */

enum { VL128 = 8 };

#if VEC_IFMA
/* Limbs of 52, 52 and 24 bits; bits above are garbage, which madd52 does not read. */
typedef struct {
    v64 r0, r1, r2;
} v128;
typedef struct {
    v64 a0, a1, a2, c0, c1, c2;
} v128_affine;

static inline uint64_t limb52(ir_u128 x, int i) {
    const uint64_t mask = (UINT64_C(1) << 52) - 1;
    return i == 0 ? x.lo & mask : i == 1 ? (x.lo >> 52 | x.hi << 12) & mask : x.hi >> 40;
}
static inline v128 v128_load(const uint64_t *hi, const uint64_t *lo) {
    v64 h = v64_load(hi), l = v64_load(lo);
    return (v128){l, v64_or(v64_shr(l, 52), v64_shl(h, 12)), v64_shr(h, 40)};
}
static inline v128 v128_set1(ir_u128 x) {
    return (v128){v64_set1(limb52(x, 0)), v64_set1(limb52(x, 1)), v64_set1(limb52(x, 2))};
}
/* Lane by lane another a and c.  The lower limbs of c are added to: without garbage. */
static inline v128_affine v128_affine_lanes(v128 a, v128 c) {
    const v64 low52 = v64_set1((UINT64_C(1) << 52) - 1);
    return (v128_affine){a.r0, a.r1, a.r2, v64_and(c.r0, low52), v64_and(c.r1, low52), c.r2};
}
static inline v128_affine v128_affine_set(ir_u128 a, ir_u128 c) {
    return (v128_affine){v64_set1(limb52(a, 0)), v64_set1(limb52(a, 1)), v64_set1(limb52(a, 2)),
                         v64_set1(limb52(c, 0)), v64_set1(limb52(c, 1)), v64_set1(limb52(c, 2))};
}
/* x -> a x + c modulo 2^128: nine multiply-adds onto the increment, two carries. */
static inline v128 v128_step(v128 x, const v128_affine *f) {
    v64 t0 = _mm512_madd52lo_epu64(f->c0, x.r0, f->a0);
    v64 t1 = _mm512_madd52hi_epu64(f->c1, x.r0, f->a0);
    v64 t2 = _mm512_madd52hi_epu64(f->c2, x.r0, f->a1);
    t1 = _mm512_madd52lo_epu64(t1, x.r0, f->a1);
    t2 = _mm512_madd52lo_epu64(t2, x.r0, f->a2);
    t1 = _mm512_madd52lo_epu64(t1, x.r1, f->a0);
    t2 = _mm512_madd52hi_epu64(t2, x.r1, f->a0);
    t2 = _mm512_madd52lo_epu64(t2, x.r1, f->a1);
    t2 = _mm512_madd52lo_epu64(t2, x.r2, f->a0);
    t1 = v64_add(t1, v64_shr(t0, 52));
    t2 = v64_add(t2, v64_shr(t1, 52));
    return (v128){t0, t1, t2};
}
/* A multiply-add by 2^40 shifts r1's 52 bits right by 12 and drops its garbage. */
static inline v64 v128_hi(v128 x) {
    return _mm512_madd52hi_epu64(v64_shl(x.r2, 40), x.r1, v64_set1(UINT64_C(1) << 40));
}
static inline v64 v128_lo(v128 x) {
    const v64 low52 = v64_set1((UINT64_C(1) << 52) - 1);
    return _mm512_ternarylogic_epi64(low52, x.r0, v64_shl(x.r1, 52), TERN_SELECT);
}
/* PCG's XSL-RR output; the rotation takes the low six bits of its count. */
static inline v64 v128_xsl_rr(v128 x) {
    return _mm512_rorv_epi64(v64_xor(v128_hi(x), v128_lo(x)), v64_shr(x.r2, 18));
}
#else
typedef struct {
    v64 hi, lo;
} v128;
typedef struct {
    v64 alo, alo_h, ahi, clo, clo_h, chi;
} v128_affine;

static inline v128 v128_load(const uint64_t *hi, const uint64_t *lo) {
    return (v128){v64_load(hi), v64_load(lo)};
}
static inline v128 v128_set1(ir_u128 x) {
    return (v128){v64_set1(x.hi), v64_set1(x.lo)};
}
/* Lane by lane another a and c. */
static inline v128_affine v128_affine_lanes(v128 a, v128 c) {
    const v64 low32 = v64_set1(UINT32_MAX);
    return (v128_affine){a.lo, v64_shr(a.lo, 32), a.hi, v64_and(c.lo, low32), v64_shr(c.lo, 32),
                         c.hi};
}
static inline v128_affine v128_affine_set(ir_u128 a, ir_u128 c) {
    return (v128_affine){v64_set1(a.lo),           v64_set1(a.lo >> 32), v64_set1(a.hi),
                         v64_set1((uint32_t)c.lo), v64_set1(c.lo >> 32), v64_set1(c.hi)};
}
/* x -> a x + c modulo 2^128, in 32-bit digits.  The increment's digits go into partial sums that
 * have room for them, so no carry has to be compared for. */
static inline v128 v128_step(v128 x, const v128_affine *f) {
    const v64 low32 = v64_set1(UINT32_MAX);
    v64 xh = v64_shr(x.lo, 32);
    v64 ll = v64_add(_mm512_mul_epu32(x.lo, f->alo), f->clo);
    v64 lh = v64_add(_mm512_mul_epu32(x.lo, f->alo_h), f->clo_h);
    v64 hl = _mm512_mul_epu32(xh, f->alo), hh = _mm512_mul_epu32(xh, f->alo_h);
    v64 cross = v64_add(v64_mullo(x.hi, f->alo), v64_mullo(x.lo, f->ahi));
    v64 mid = v64_add(hl, v64_shr(ll, 32));
    v64 mid2 = v64_add(lh, _mm512_and_si512(mid, low32));
    v64 hi = v64_add(v64_add(hh, f->chi), v64_add(v64_shr(mid, 32), v64_shr(mid2, 32)));
    v64 lo = _mm512_ternarylogic_epi64(low32, ll, v64_shl(mid2, 32), TERN_SELECT);
    return (v128){v64_add(hi, cross), lo};
}
static inline v64 v128_hi(v128 x) {
    return x.hi;
}
static inline v64 v128_lo(v128 x) {
    return x.lo;
}
static inline v64 v128_xsl_rr(v128 x) {
    return _mm512_rorv_epi64(v64_xor(x.hi, x.lo), v64_shr(x.hi, 58));
}
#endif
/* The last lane. */
static inline ir_u128 v128_last(v128 x) {
    uint64_t hi[VL128], lo[VL128];
    v64_store(hi, v128_hi(x));
    v64_store(lo, v128_lo(x));
    return (ir_u128){hi[VL128 - 1], lo[VL128 - 1]};
}

/* ---- 32-bit numbers in 64-bit slots: the upper halves are garbage, which mul_epu32 ignores ----
 */

typedef __m512i s32;
enum { SL32 = 8 };
typedef s32 s32_factor;

static inline s32 s32_set1(uint32_t x) {
    return _mm512_set1_epi64(x);
}
static inline s32_factor s32_factor_set(uint32_t m) {
    return s32_set1(m);
}
static inline s32 s32_xor3(s32 a, s32 b, s32 c) {
    return _mm512_ternarylogic_epi64(a, b, c, TERN_XOR3);
}
static inline void s32_mulhilo(s32 x, s32_factor m, s32 *hi, s32 *lo) {
    *lo = _mm512_mul_epu32(x, m);
    *hi = _mm512_srli_epi64(*lo, 32);
}
static inline s32 s32_count(uint32_t base) {
    return v64_count(base);
}
static inline s32 s32_lanes(const uint32_t *x) {
    uint64_t wide[SL32];
    for (int i = 0; i < SL32; i++)
        wide[i] = x[i];
    return v64_lanes(wide);
}

/* ---- 32-bit lanes ---- */

typedef __m512i v32;
enum { VL32 = 16 };

static inline v32 v32_set1(uint32_t x) {
    return _mm512_set1_epi32((int)x);
}
static inline v32 v32_load(const void *p) {
    return _mm512_loadu_si512(p);
}
static inline void v32_store(void *p, v32 a) {
    _mm512_storeu_si512(p, a);
}
static inline v32 v32_add(v32 a, v32 b) {
    return _mm512_add_epi32(a, b);
}
static inline v32 v32_and(v32 a, v32 b) {
    return _mm512_and_si512(a, b);
}
static inline v32 v32_xor(v32 a, v32 b) {
    return _mm512_xor_si512(a, b);
}
/* a ^ (b & c) */
static inline v32 v32_xor_and(v32 a, v32 b, v32 c) {
    return _mm512_ternarylogic_epi32(a, b, c, TERN_A_XOR_BC);
}
/* The bits of 'a' where 'mask' is set, those of 'b' elsewhere. */
static inline v32 v32_select(v32 mask, v32 a, v32 b) {
    return _mm512_ternarylogic_epi32(mask, a, b, TERN_SELECT);
}
/* 'a', with 'c' xored into the lanes where b is odd. */
static inline v32 v32_xor_if_odd(v32 a, v32 b, v32 c) {
    return _mm512_mask_xor_epi32(a, _mm512_test_epi32_mask(b, v32_set1(1)), a, c);
}
/* For a vector that is used more than once: stays in its register, where gcc 12 would rather load
 * it again. */
static inline v32 v32_load_once(const void *p) {
    v32 a = v32_load(p);
#ifdef __AVX512F__
    __asm__("" : "+v"(a));
#endif
    return a;
}

/* Lanes n .. VL32 - 1 of 'a', then those of 'b' before them; a constant n. */
#define VEC_JOINS
#ifdef __AVX512F__
#define v32_join(a, b, n) _mm512_alignr_epi32(b, a, n)
#else /* SIMDe 0.7 has no such operation */
static inline v32 v32_join(v32 a, v32 b, int n) {
    const v32 lane = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    return _mm512_permutex2var_epi32(a, _mm512_add_epi32(lane, _mm512_set1_epi32(n)), b);
}
#endif
#define v32_shl(a, n) _mm512_slli_epi32(a, n)
#define v32_shr(a, n) _mm512_srli_epi32(a, n)

/* Floats travel as the bits of 32-bit lanes.  Each lane, below 2^24, as a float: exact. */
static inline v32 v32_to_f32(v32 a) {
    return _mm512_castps_si512(_mm512_cvtepi32_ps(a));
}
static inline v32 v32_set1_f32(float x) {
    return _mm512_castps_si512(_mm512_set1_ps(x));
}
static inline v32 v32_mul_f32(v32 a, v32 b) {
    return _mm512_castps_si512(_mm512_mul_ps(_mm512_castsi512_ps(a), _mm512_castsi512_ps(b)));
}
/* The upper 24 bits of each lane as a float in [0, 1): exact. */
static inline v32 v32_unit_f32(v32 a) {
    return v32_mul_f32(v32_to_f32(v32_shr(a, 8)), v32_set1_f32(0x1p-24f));
}
static inline v32 v32_add_f32(v32 a, v32 b) {
    return _mm512_castps_si512(_mm512_add_ps(_mm512_castsi512_ps(a), _mm512_castsi512_ps(b)));
}

/* Bit i: lane i of a is below that of b; lanes are below 2^31. */
static inline uint64_t v32_below(v32 a, v32 b) {
    return mask16_bits(_mm512_cmplt_epu32_mask(a, b));
}

/* Bit i: lane i of a is at most that of b; any lanes. */
static inline uint64_t v32_at_most(v32 a, v32 b) {
    return mask16_bits(_mm512_cmple_epu32_mask(a, b));
}

/* The halves of the products. */
static inline void v32_mulhilo(v32 a, v32 b, v32 *hi, v32 *lo) {
    const __m512i even = _mm512_mul_epu32(a, b);
    const __m512i odd = _mm512_mul_epu32(v64_shr(a, 32), v64_shr(b, 32));
    *hi = _mm512_mask_blend_epi32(0xaaaa, v64_shr(even, 32), odd);
    *lo = _mm512_mask_blend_epi32(0xaaaa, even, v64_shl(odd, 32));
}

/* Stores the lanes whose bit in 'keep' is set, without gaps, and returns their number; a whole
 * vector is written. */
static inline size_t v32_compress(void *p, v32 a, unsigned keep) {
    v32_store(p, _mm512_mask_compress_epi32(a, (__mmask16)keep, a));
    return (size_t)__builtin_popcount(keep);
}

/* 'a' with its 64-bit lane i from memory: a load for all lanes and a choice, which any vector unit
 * makes; only two of them shuffle, and those shift too. */
static inline __m512i with_lane64(__m512i a, unsigned i, __m128i x) {
    return _mm512_mask_mov_epi64(a, (__mmask8)(1u << i), _mm512_broadcastq_epi64(x));
}
static inline __m128i load_pair32(const void *table, const unsigned char *p, unsigned shift) {
    return _mm_loadl_epi64(lookup_entry(table, p, shift, 3));
}
/* For each of VL32 32-bit elements at 'p': the pair of 32-bit words that its bits 'shift' ..
 * 'shift' + 7 pick from a table of 256; shift <= 4. */
static inline void v32_lookup(const void *table, const void *p, unsigned shift, v32 *first,
                              v32 *second) {
    const unsigned char *i = p;
    __m512i a = _mm512_castsi128_si512(load_pair32(table, i, shift));
    __m512i b = _mm512_castsi128_si512(load_pair32(table, i + 8, shift));
    a = with_lane64(a, 1, load_pair32(table, i + 4, shift));
    b = with_lane64(b, 1, load_pair32(table, i + 12, shift));
    a = with_lane64(a, 2, load_pair32(table, i + 16, shift));
    b = with_lane64(b, 2, load_pair32(table, i + 24, shift));
    a = with_lane64(a, 3, load_pair32(table, i + 20, shift));
    b = with_lane64(b, 3, load_pair32(table, i + 28, shift));
    a = with_lane64(a, 4, load_pair32(table, i + 32, shift));
    b = with_lane64(b, 4, load_pair32(table, i + 40, shift));
    a = with_lane64(a, 5, load_pair32(table, i + 36, shift));
    b = with_lane64(b, 5, load_pair32(table, i + 44, shift));
    a = with_lane64(a, 6, load_pair32(table, i + 48, shift));
    b = with_lane64(b, 6, load_pair32(table, i + 56, shift));
    a = with_lane64(a, 7, load_pair32(table, i + 52, shift));
    b = with_lane64(b, 7, load_pair32(table, i + 60, shift));
    __m512 af = _mm512_castsi512_ps(a), bf = _mm512_castsi512_ps(b);
    *first = _mm512_castps_si512(_mm512_shuffle_ps(af, bf, 0x88));
    *second = _mm512_castps_si512(_mm512_shuffle_ps(af, bf, 0xdd));
}

/* ---- 16-bit and 8-bit lanes ---- */

typedef __m512i v16;
typedef __m512i v8;
enum { VL16 = 32, VL8 = 64 };

static inline v16 v16_set1(uint16_t x) {
    return _mm512_set1_epi16((short)x);
}
static inline v16 v16_load(const void *p) {
    return _mm512_loadu_si512(p);
}
static inline void v16_store(void *p, v16 a) {
    _mm512_storeu_si512(p, a);
}
static inline v16 v16_add(v16 a, v16 b) {
    return _mm512_add_epi16(a, b);
}
static inline v16 v16_and(v16 a, v16 b) {
    return _mm512_and_si512(a, b);
}
static inline uint64_t v16_at_most(v16 a, v16 b) {
    return mask32_bits(_mm512_cmple_epu16_mask(a, b));
}
static inline void v16_mulhilo(v16 a, v16 b, v16 *hi, v16 *lo) {
    *hi = _mm512_mulhi_epu16(a, b);
    *lo = _mm512_mullo_epi16(a, b);
}
static inline size_t v16_compress(void *p, v16 a, uint64_t keep) {
    unsigned char *out = p;
    out += 2 * compress_8x16(out, _mm512_extracti32x4_epi32(a, 0), (unsigned)keep & 0xff);
    out += 2 * compress_8x16(out, _mm512_extracti32x4_epi32(a, 1), (unsigned)(keep >> 8) & 0xff);
    out += 2 * compress_8x16(out, _mm512_extracti32x4_epi32(a, 2), (unsigned)(keep >> 16) & 0xff);
    out += 2 * compress_8x16(out, _mm512_extracti32x4_epi32(a, 3), (unsigned)(keep >> 24) & 0xff);
    return (size_t)(out - (unsigned char *)p) / 2;
}

static inline v8 v8_set1(uint8_t x) {
    return _mm512_set1_epi8((char)x);
}
static inline v8 v8_load(const void *p) {
    return _mm512_loadu_si512(p);
}
static inline void v8_store(void *p, v8 a) {
    _mm512_storeu_si512(p, a);
}
static inline v8 v8_add(v8 a, v8 b) {
    return _mm512_add_epi8(a, b);
}
static inline v8 v8_and(v8 a, v8 b) {
    return _mm512_and_si512(a, b);
}
static inline uint64_t v8_at_most(v8 a, v8 b) {
    return _mm512_cmple_epu8_mask(a, b);
}
/* There are no products of bytes: even and odd ones as 16-bit lanes. */
static inline void v8_mulhilo(v8 a, v8 b, v8 *hi, v8 *lo) {
    const __m512i low8 = _mm512_set1_epi16(0xff);
    const __m512i even = _mm512_mullo_epi16(_mm512_and_si512(a, low8), _mm512_and_si512(b, low8));
    const __m512i odd = _mm512_mullo_epi16(_mm512_srli_epi16(a, 8), _mm512_srli_epi16(b, 8));
    *hi = _mm512_ternarylogic_epi64(low8, _mm512_srli_epi16(even, 8), odd, TERN_SELECT);
    *lo = _mm512_ternarylogic_epi64(low8, even, _mm512_slli_epi16(odd, 8), TERN_SELECT);
}
static inline size_t v8_compress(void *p, v8 a, uint64_t keep) {
    unsigned char *out = p;
    out += compress_16x8(out, _mm512_extracti32x4_epi32(a, 0), (unsigned)keep & 0xffff);
    out += compress_16x8(out, _mm512_extracti32x4_epi32(a, 1), (unsigned)(keep >> 16) & 0xffff);
    out += compress_16x8(out, _mm512_extracti32x4_epi32(a, 2), (unsigned)(keep >> 32) & 0xffff);
    out += compress_16x8(out, _mm512_extracti32x4_epi32(a, 3), (unsigned)(keep >> 48) & 0xffff);
    return (size_t)(out - (unsigned char *)p);
}

/* Stores bits as bytes 0 and 1, the lowest first. */
static inline void v8_store_bits(void *p, uint64_t bits) {
    v8_store(p, _mm512_maskz_set1_epi8(bits, 1));
}

/* ---- stores of finished words ---- */

#include "simd/emit.h"

/* The low halves of two vectors in the order of V64_PACK2_A and _B. */
static inline void v64_store_pack2(void *p, v64 a, v64 b, enum ir_form form) {
    __m512 ab = _mm512_shuffle_ps(_mm512_castsi512_ps(a), _mm512_castsi512_ps(b), 0x88);
    v64_emit(p, _mm512_castps_si512(ab), form);
}

#include "simd/lcg64_pairs.h"

/* Blocks of four words, the lanes in the order of v64_count. */
static inline void v64_store4(void *p, v64 c0, v64 c1, v64 c2, v64 c3) {
    const v64 low = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11);
    const v64 high = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
    unsigned char *out = p;
    v64 a = _mm512_unpacklo_epi64(c0, c1), b = _mm512_unpacklo_epi64(c2, c3);
    v64 c = _mm512_unpackhi_epi64(c0, c1), d = _mm512_unpackhi_epi64(c2, c3);
    v64_store(out, _mm512_permutex2var_epi64(a, low, b));
    v64_store(out + 64, _mm512_permutex2var_epi64(a, high, b));
    v64_store(out + 128, _mm512_permutex2var_epi64(c, low, d));
    v64_store(out + 192, _mm512_permutex2var_epi64(c, high, d));
}

static inline void s32_store4(void *p, s32 c0, s32 c1, s32 c2, s32 c3) {
    unsigned char *out = p;
    __m512i a = _mm512_mask_shuffle_epi32(c0, 0xaaaa, c1, (_MM_PERM_ENUM)0xa0);
    __m512i b = _mm512_mask_shuffle_epi32(c2, 0xaaaa, c3, (_MM_PERM_ENUM)0xa0);
    v64_store(out, _mm512_unpacklo_epi64(a, b));
    v64_store(out + 64, _mm512_unpackhi_epi64(a, b));
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
