/* SPDX-License-Identifier: MIT */
/* What the vec headers of AVX2 and AVX-512 share: 8-bit and 16-bit lanes without gaps, by byte
 * shuffles of 16 bytes.  (AVX-512 has instructions for them in VBMI2 alone.) */
#ifndef IR_VEC_SSSE3_H
#define IR_VEC_SSSE3_H

#include "simd/compress_table.h"

#include <immintrin.h>
#include <stddef.h>

static inline __m128i compress_row(unsigned keep) {
    return _mm_loadl_epi64((const __m128i *)(const void *)(COMPRESS8 + keep));
}

/* Stores those of eight 16-bit lanes whose bit in 'keep' is set, without gaps, and returns their
 * number; all 16 bytes are written. */
static inline size_t compress_8x16(unsigned char *p, __m128i a, unsigned keep) {
    __m128i row = compress_row(keep);
    row = _mm_unpacklo_epi8(row, row);
    row = _mm_add_epi8(_mm_add_epi8(row, row), _mm_set1_epi16(0x100)); /* 2 i, 2 i + 1 */
    _mm_storeu_si128((__m128i *)(void *)p, _mm_shuffle_epi8(a, row));
    return (size_t)__builtin_popcount(keep);
}

/* The same of sixteen 8-bit lanes. */
static inline size_t compress_16x8(unsigned char *p, __m128i a, unsigned keep) {
    const unsigned low = keep & 0xff, high = keep >> 8;
    const __m128i upper = _mm_set_epi64x(INT64_C(0x0808080808080808), 0);
    __m128i rows = _mm_or_si128(_mm_unpacklo_epi64(compress_row(low), compress_row(high)), upper);
    a = _mm_shuffle_epi8(a, rows);
    _mm_storel_epi64((__m128i *)(void *)p, a);
    const size_t n = (size_t)__builtin_popcount(low);
    _mm_storel_epi64((__m128i *)(void *)(p + n), _mm_unpackhi_epi64(a, a));
    return n + (size_t)__builtin_popcount(high);
}

#endif
