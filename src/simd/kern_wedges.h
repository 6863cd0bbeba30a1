/* SPDX-License-Identifier: MIT */
/* Kernels of the ziggurats' slow side: of a piece of words, whose candidates and refused bits a
 * kernel of kern_ziggurat.h has made, the list of refused words, and what the wedge test says of
 * each of them as if a value began there: accepted; or unsure, which leaves it to the definition,
 * where the two sides are too close for an estimate of exp, and in the tail (layer 0).
 *
 * The test of word i takes word i + 1, so there must be one more word than 'n', a multiple of 64,
 * up to IR_WEDGES_MAX; what it holds behind the last word that counts is the caller's business.
 * 'high_first': 64-bit words become doubles as MT19937's do. */
#ifndef IR_KERN_WEDGES_H
#define IR_KERN_WEDGES_H

#include "math/ziggurat_tables.h"
#include "simd/kern_exp.h"

#define HAVE_KERN_wedges 1

/* The set ones of n bits.  A group of 64 with more than three is rare (one word in ninety is
 * refused), so three are written in any case and no branch is mispredicted. */
static inline size_t wedges_list(const uint64_t *bits, size_t n, uint16_t *list) {
    const uint64_t end = UINT64_C(1) << 63; /* there is no first bit of 0 */
    size_t count = 0;
    for (size_t i = 0; i < n; i += 64) {
        uint64_t rest = bits[i / 64];
        const unsigned set = vec_popcount(rest);
        uint16_t *to = list + count;
        for (unsigned k = 0; k < 3; k++, rest &= rest - 1)
            to[k] = (uint16_t)(i + (unsigned)__builtin_ctzll(rest | end));
        if (__builtin_expect(set > 3, 0))
            for (unsigned k = 3; k < set; k++, rest &= rest - 1)
                to[k] = (uint16_t)(i + (unsigned)__builtin_ctzll(rest));
        count += set;
    }
    return count;
}

/* The two sides of the wedge test for words list[0 .. VL64 - 1], each of 'bytes' bytes, whose
 * layers are at hand, in doubles: their difference, and f.  In single precision the definition
 * rounds the product and the sum to floats, by less than the doubt there. */
static IR_INLINE v64 wedges_gap(const unsigned char *words, const void *values,
                                const uint16_t *list, const uint16_t *layers, const void *table,
                                unsigned bytes, v64 (*exponent)(v64), int high_first, v64 *f) {
    const unsigned char *const heights = (const unsigned char *)table + bytes;
    v64 x, height, uniform;
    if (bytes == 8) {
        v64 next = v64_gather(words + 8, list);
        x = v64_gather(values, list);
        *f = v64_gather(table, layers);
        height = v64_gather(heights, layers);
        uniform = high_first ? f64_of_mt(next)
                             : v64_mul_f64(v64_to_f64(v64_shr(next, 11)), v64_set1_f64(0x1p-53));
    } else {
        v64 next = v64_gather_u32(words + 4, list);
        x = v64_f32_to_f64(v64_gather_u32(values, list));
        *f = v64_f32_to_f64(v64_gather_u32(table, layers));
        height = v64_f32_to_f64(v64_gather_u32(heights, layers));
        uniform = v64_mul_f64(v64_to_f64_52(v64_shr(next, 8)), v64_set1_f64(0x1p-24));
    }
    v64 left = mul_add(height, uniform, *f);
    return v64_add_f64(exp_estimate(exponent(x)), v64_mul_f64(left, v64_set1_f64(-1.0)));
}

/* For words of 'bytes' bytes whose layer begins at bit 'shift', with the table of f and heights,
 * and the exponent of the density at x; a gap smaller than 'doubt' decides nothing. */
static IR_INLINE void wedges_judge(const unsigned char *words, const void *values,
                                   const uint64_t *refused, size_t n, unsigned bytes,
                                   unsigned shift, const void *table, v64 (*exponent)(v64),
                                   double doubt, int high_first,
                                   struct ir_wedges *restrict wedges) {
    enum { BATCH = 64 };
    const v64 near = v64_set1_f64(doubt), one = v64_set1_f64(1.0);
    const v64 absolute = v64_set1(UINT64_MAX >> 1);
    const unsigned all = (1u << VL64) - 1;
    const size_t count = wedges_list(refused, n, wedges->word);
    wedges->count = count;
    for (size_t c = count; c % VL64; c++)
        wedges->word[c] = 0;
    for (size_t begin = 0; begin < count; begin += BATCH) {
        const uint16_t *list = wedges->word + begin;
        const size_t left = (count - begin + VL64 - 1) / VL64 * VL64;
        const size_t batch = left < BATCH ? left : BATCH;
        uint16_t layers[BATCH]; /* twice: of a table of pairs */
        for (size_t c = 0; c < batch; c++) {
            const unsigned char *word = words + bytes * (size_t)list[c];
            const uint64_t bits = bytes == 8 ? ir_get64(word) : ir_get32(word);
            layers[c] = (uint16_t)(2 * (bits >> shift & 0xff));
        }
        for (size_t c = 0; c < batch; c += VL64) {
            const size_t byte = (begin + c) / 8, bit = VL64 < 8 ? c % 8 : 0;
            v64 f;
            v64 gap = wedges_gap(words, values, list + c, layers + c, table, bytes, exponent,
                                 high_first, &f);
            const uint64_t accepted = v64_signs(gap) ^ all;
            const uint64_t close = v64_below(v64_and(gap, absolute), near);
            const uint64_t tail = v64_below(f, one) ^ all; /* layer 0 */
            if (bit == 0)
                wedges->accepted[byte] = wedges->unsure[byte] = 0;
            wedges->accepted[byte] |= (uint8_t)(accepted << bit);
            wedges->unsure[byte] |= (uint8_t)((close | tail) << bit);
        }
    }
    vec_end();
}

static inline v64 wedges_normal(v64 x) {
    return v64_mul_f64(v64_mul_f64(x, x), v64_set1_f64(-0.5));
}
static inline v64 wedges_exponential(v64 x) {
    return v64_mul_f64(x, v64_set1_f64(-1.0));
}

#define KERN_WEDGES(NAME, BYTES, SHIFT, TABLE, EXPONENT, DOUBT)                                    \
    static void NAME(const void *restrict words, const void *restrict values,                      \
                     const uint64_t *restrict refused, size_t n, int high_first,                   \
                     struct ir_wedges *restrict wedges) {                                          \
        wedges_judge(words, values, refused, n, BYTES, SHIFT, TABLE, EXPONENT, DOUBT, high_first,  \
                     wedges);                                                                      \
    }

/* Doubles: the estimate of exp decides.  Floats: both sides are rounded to 2^-25, the left one two
 * times. */
KERN_WEDGES(kern_wedges_normal_f64, 8, 0, ir_normal_wedges, wedges_normal, 0x1p-36)
KERN_WEDGES(kern_wedges_exponential_f64, 8, 3, ir_exponential_wedges, wedges_exponential, 0x1p-36)
KERN_WEDGES(kern_wedges_normal_f32, 4, 0, ir_normal_wedges_f32, wedges_normal, 0x1p-22)
KERN_WEDGES(kern_wedges_exponential_f32, 4, 1, ir_exponential_wedges_f32, wedges_exponential,
            0x1p-22)

#endif
