/* SPDX-License-Identifier: MIT */
/* Rotations and products of 128 bits, with and without the compiler's __int128.
 * -DISORAND_NO_INT128 chooses the portable text; the tests run both. */
#ifndef ISORAND_INLINE_BITS_H
#define ISORAND_INLINE_BITS_H

#include <stdint.h>

/* For functions that constants specialise when they are inlined. */
#if defined(__GNUC__) || defined(__clang__)
#define IR_INLINE inline __attribute__((always_inline))
#else
#define IR_INLINE inline
#endif

static inline uint32_t ir_rotr32(uint32_t x, unsigned r) {
    return x >> (r & 31) | x << ((32 - r) & 31);
}

static inline uint64_t ir_rotr64(uint64_t x, unsigned r) {
    return x >> (r & 63) | x << ((64 - r) & 63);
}

#if defined(__SIZEOF_INT128__) && !defined(ISORAND_NO_INT128)
#define IR_HAVE_INT128 1
__extension__ typedef unsigned __int128 ir_uint128;
#else
#define IR_HAVE_INT128 0
#endif

typedef struct ir_u128 {
    uint64_t hi, lo;
} ir_u128;

static inline ir_u128 ir_u128_of(uint64_t hi, uint64_t lo) {
    ir_u128 x;
    x.hi = hi;
    x.lo = lo;
    return x;
}

/* The full product of two 64-bit numbers. */
static inline ir_u128 ir_mul64(uint64_t a, uint64_t b) {
#if IR_HAVE_INT128
    const ir_uint128 p = (ir_uint128)a * b;
    return ir_u128_of((uint64_t)(p >> 64), (uint64_t)p);
#else
    const uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    const uint64_t ll = al * bl, lh = al * bh, hl = ah * bl, hh = ah * bh;
    const uint64_t mid = (ll >> 32) + (uint32_t)lh + (uint32_t)hl; /* < 3 * 2^32 */
    return ir_u128_of(hh + (lh >> 32) + (hl >> 32) + (mid >> 32), mid << 32 | (uint32_t)ll);
#endif
}

static inline ir_u128 ir_add128(ir_u128 a, ir_u128 b) {
    const uint64_t lo = a.lo + b.lo;
    return ir_u128_of(a.hi + b.hi + (lo < a.lo), lo);
}

/* a * b + c, which never overflows. */
static inline ir_u128 ir_mul64_add(uint64_t a, uint64_t b, uint64_t c) {
#if IR_HAVE_INT128
    const ir_uint128 p = (ir_uint128)a * b + c;
    return ir_u128_of((uint64_t)(p >> 64), (uint64_t)p);
#else
    return ir_add128(ir_mul64(a, b), ir_u128_of(0, c));
#endif
}

/* Modulo 2^128. */
static inline ir_u128 ir_mul128(ir_u128 a, ir_u128 b) {
    ir_u128 p = ir_mul64(a.lo, b.lo);
    p.hi += a.hi * b.lo + a.lo * b.hi;
    return p;
}

#endif
