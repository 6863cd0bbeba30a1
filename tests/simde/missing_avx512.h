/* SPDX-License-Identifier: MIT */
/* AVX-512 intrinsics that SIMDe 0.7.4 does not have, in plain C after Intel's Intrinsics Guide:
 *   _mm512_cmplt_epu32_mask, _mm512_cmplt_epu64_mask, _mm512_cvtepi32_ps, _mm512_cvtepu32_epi64,
 *   _mm512_cvtepu64_pd, _mm512_cvtpd_ps, _mm512_cvtps_pd, _mm512_srai_epi64, _mm512_madd52lo_epu64,
 *   _mm512_madd52hi_epu64, _mm512_mask_shuffle_epi32, _mm512_mulhi_epu16,
 *   and the names __mmask8, __mmask16, _MM_PERM_ENUM, _MM_FROUND_NO_EXC;
 * AVX's _mm256_zeroupper, which has nothing to clear here; and multiply-adds that round once, which
 * SIMDe's do not: _mm256_fmadd_pd, _mm512_fmadd_pd; and _mm512_roundscale_pd to integers. */
#ifndef TEST_MISSING_AVX512_H
#define TEST_MISSING_AVX512_H

#include "base/u128.h"
#include "math/fma.h"
#include "math/rounding.h"

#include <string.h>

#ifndef _MM_FROUND_NO_EXC
#define _MM_FROUND_NO_EXC SIMDE_MM_FROUND_NO_EXC
#endif

typedef int _MM_PERM_ENUM;
typedef uint8_t __mmask8;
typedef uint16_t __mmask16;

static inline void _mm256_zeroupper(void) {}

static inline __mmask16 _mm512_cmplt_epu32_mask(__m512i a, __m512i b) {
    uint32_t x[16], y[16];
    unsigned below = 0;
    memcpy(x, &a, sizeof x);
    memcpy(y, &b, sizeof y);
    for (unsigned i = 0; i < 16; i++)
        below |= (unsigned)(x[i] < y[i]) << i;
    return (__mmask16)below;
}

static inline __mmask8 _mm512_cmplt_epu64_mask(__m512i a, __m512i b) {
    uint64_t x[8], y[8];
    unsigned below = 0;
    memcpy(x, &a, sizeof x);
    memcpy(y, &b, sizeof y);
    for (unsigned i = 0; i < 8; i++)
        below |= (unsigned)(x[i] < y[i]) << i;
    return (__mmask8)below;
}

static inline __m512i _mm512_mulhi_epu16(__m512i a, __m512i b) {
    uint16_t x[32], y[32];
    memcpy(x, &a, sizeof x);
    memcpy(y, &b, sizeof y);
    for (unsigned i = 0; i < 32; i++)
        x[i] = (uint16_t)((uint32_t)x[i] * y[i] >> 16);
    memcpy(&a, x, sizeof a);
    return a;
}

static inline __m512i _mm512_cvtepu32_epi64(__m256i a) {
    uint32_t in[8];
    uint64_t out[8];
    __m512i result;
    memcpy(in, &a, sizeof in);
    for (int i = 0; i < 8; i++)
        out[i] = in[i];
    memcpy(&result, out, sizeof result);
    return result;
}

static inline __m512 _mm512_cvtepi32_ps(__m512i a) {
    int32_t in[16];
    float out[16];
    __m512 result;
    memcpy(in, &a, sizeof in);
    for (int i = 0; i < 16; i++)
        out[i] = (float)in[i];
    memcpy(&result, out, sizeof result);
    return result;
}

static inline __m512d _mm512_cvtepu64_pd(__m512i a) {
    uint64_t in[8];
    double out[8];
    __m512d result;
    memcpy(in, &a, sizeof in);
    for (int i = 0; i < 8;
         i++) /* compilers convert unsigned numbers by sums, whose zero may be -0 */
        out[i] = in[i] >> 63 ? (double)in[i] : (double)(int64_t)in[i];
    memcpy(&result, out, sizeof result);
    return result;
}

static inline __m512i _mm512_srai_epi64(__m512i a, unsigned n) {
    uint64_t x[8];
    memcpy(x, &a, sizeof x);
    for (int i = 0; i < 8; i++)
        x[i] = x[i] >> n | (x[i] >> 63 ? ~(UINT64_MAX >> n) : 0);
    memcpy(&a, x, sizeof a);
    return a;
}

static inline __m512d _mm512_cvtps_pd(__m256 a) {
    float in[8];
    double out[8];
    __m512d result;
    memcpy(in, &a, sizeof in);
    for (int i = 0; i < 8; i++)
        out[i] = (double)in[i];
    memcpy(&result, out, sizeof result);
    return result;
}

static inline __m512i _mm512_mask_shuffle_epi32(__m512i src, uint16_t k, __m512i a,
                                                _MM_PERM_ENUM imm) {
    uint32_t in[16], out[16];
    memcpy(in, &a, sizeof in);
    memcpy(out, &src, sizeof out);
    for (int i = 0; i < 16; i++)
        if (k >> i & 1)
            out[i] = in[i / 4 * 4 + (imm >> 2 * (i % 4) & 3)];
    memcpy(&src, out, sizeof src);
    return src;
}

static inline __m256 _mm512_cvtpd_ps(__m512d a) {
    double in[8];
    float out[8];
    __m256 result;
    memcpy(in, &a, sizeof in);
    for (int i = 0; i < 8; i++)
        out[i] = (float)in[i];
    memcpy(&result, out, sizeof result);
    return result;
}

/* SIMDe's takes the bit that suppresses exceptions for a scale. */
#undef _mm512_roundscale_pd
static inline __m512d _mm512_roundscale_pd(__m512d a, int mode) {
    double x[8];
    memcpy(x, &a, sizeof x);
    for (int i = 0; i < 8; i++)
        x[i] = (mode & 3) == 2 || ((mode & 3) == 3 && x[i] < 0) ? ir_ceil(x[i]) : ir_floor(x[i]);
    memcpy(&a, x, sizeof a);
    return a;
}

static inline void fuse(double *a, const double *b, const double *c, int n) {
    for (int i = 0; i < n; i++)
        a[i] = ir_fma_soft(a[i], b[i], c[i]);
}
#undef _mm256_fmadd_pd
static inline __m256d _mm256_fmadd_pd(__m256d a, __m256d b, __m256d c) {
    fuse((double *)&a, (const double *)&b, (const double *)&c, 4);
    return a;
}
#undef _mm512_fmadd_pd
static inline __m512d _mm512_fmadd_pd(__m512d a, __m512d b, __m512d c) {
    fuse((double *)&a, (const double *)&b, (const double *)&c, 8);
    return a;
}

/* a + the low or high 52 bits of the 104-bit product of the factors' low 52 bits. */
static inline __m512i madd52(__m512i a, __m512i b, __m512i c, int high) {
    const uint64_t low52 = (UINT64_C(1) << 52) - 1;
    uint64_t x[8], y[8], z[8];
    memcpy(x, &a, sizeof x);
    memcpy(y, &b, sizeof y);
    memcpy(z, &c, sizeof z);
    for (int i = 0; i < 8; i++) {
        const ir_u128 p = ir_mul64(y[i] & low52, z[i] & low52);
        x[i] += high ? p.hi << 12 | p.lo >> 52 : p.lo & low52;
    }
    memcpy(&a, x, sizeof a);
    return a;
}
static inline __m512i _mm512_madd52lo_epu64(__m512i a, __m512i b, __m512i c) {
    return madd52(a, b, c, 0);
}
static inline __m512i _mm512_madd52hi_epu64(__m512i a, __m512i b, __m512i c) {
    return madd52(a, b, c, 1);
}

#endif
