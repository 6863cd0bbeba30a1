/* SPDX-License-Identifier: MIT */
/* 128-bit unsigned arithmetic, with and without the compiler's __int128.
 * -DISORAND_NO_INT128 chooses the portable text; the tests run both. */
#ifndef IR_U128_H
#define IR_U128_H

#include <stdint.h>

#if defined(__SIZEOF_INT128__) && !defined(ISORAND_NO_INT128)
#define IR_HAVE_INT128 1
__extension__ typedef unsigned __int128 ir_uint128;
#else
#define IR_HAVE_INT128 0
#endif

typedef struct ir_u128 {
    uint64_t hi, lo;
} ir_u128;

/* The full product of two 64-bit numbers. */
static inline ir_u128 ir_mul64(uint64_t a, uint64_t b) {
#if IR_HAVE_INT128
    ir_uint128 p = (ir_uint128)a * b;
    return (ir_u128){(uint64_t)(p >> 64), (uint64_t)p};
#else
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t ll = al * bl, lh = al * bh, hl = ah * bl, hh = ah * bh;
    uint64_t mid = (ll >> 32) + (uint32_t)lh + (uint32_t)hl; /* < 3 * 2^32 */
    return (ir_u128){hh + (lh >> 32) + (hl >> 32) + (mid >> 32), mid << 32 | (uint32_t)ll};
#endif
}

static inline ir_u128 ir_add128(ir_u128 a, ir_u128 b) {
    uint64_t lo = a.lo + b.lo;
    return (ir_u128){a.hi + b.hi + (lo < a.lo), lo};
}

/* Modulo 2^128. */
static inline ir_u128 ir_mul128(ir_u128 a, ir_u128 b) {
    ir_u128 p = ir_mul64(a.lo, b.lo);
    p.hi += a.hi * b.lo + a.lo * b.hi;
    return p;
}

#endif
