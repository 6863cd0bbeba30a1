/* SPDX-License-Identifier: MIT */
/* The uniform floats that are made of words: NumPy's next_double and next_float.  Both conversions
 * are exact: they are the same in any rounding mode, and in any arithmetic that keeps 53 bits. */
#ifndef ISORAND_INLINE_UNIFORM_H
#define ISORAND_INLINE_UNIFORM_H

#include <stdint.h>

/* The conversion instruction of x86-64 keeps half of its register; clang lets it wait there for
 * what the last value was computed from. */
static inline double ir_f64_from_i64(int64_t x) {
#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
    double y = 0;
    __asm__("cvtsi2sdq %1, %0" : "+x"(y) : "r"(x));
    return y;
#else
    return (double)x;
#endif
}

/* next_double: 53 bits; MT19937 takes 27 bits of its first (upper) word and 26 of the second. */
static inline double ir_f64_of_pair(int high_first, uint64_t x) {
    const uint64_t bits = high_first ? x >> 37 << 26 | (uint32_t)x >> 6 : x >> 11;
    return ir_f64_from_i64((int64_t)bits) * (1 / 9007199254740992.0); /* 2^-53 */
}

/* next_float (since 1.22): 24 bits. */
static inline float ir_f32_from_u32(uint32_t x) {
    return (float)(int32_t)(x >> 8) * (1 / 16777216.0f); /* 2^-24 */
}

#endif
