/* SPDX-License-Identifier: MIT */
/* Bulk fills of bounded integers. */
#ifndef IR_DIST_INTEGERS_H
#define IR_DIST_INTEGERS_H

#include "internal.h"

/* Stores the low 8, 4, 2 or 1 bytes of a number. */
static inline void ir_put_integer(unsigned char *p, size_t size, uint64_t x) {
    const uint8_t x8 = (uint8_t)x;
    const uint16_t x16 = (uint16_t)x;
    if (size == 8)
        ir_put64(p, x);
    else if (size == 4)
        ir_put32(p, (uint32_t)x);
    else if (size == 2)
        memcpy(p, &x16, sizeof x16);
    else
        *p = x8;
}

/* Bits of an integer type's values; 1 for bool. */
unsigned ir_type_bits(int type);

/* Parameters 0 and 1 of 'req', low and high, as an offset and the largest value above it.  They are
 * bit patterns of two's complement 64-bit numbers, unsigned for u64 only, where an exclusive high
 * of 0 stands for 2^64.  ISORAND_EINVAL: an empty range, or one that the type does not hold. */
int ir_integer_range(const isorand_request *req, int closed, uint64_t *low, uint64_t *max);

/* Fills elements of 'size' bytes (8, 4, 2 or 1) with offset + [0, max], modulo 2^(8 size): the
 * draws of ir_draw_bounded_..., pieces of words starting anew with each call. */
void ir_fill_bounded(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n, size_t size,
                     uint64_t offset, uint64_t max);

/* Fills bytes 0 or 1: 'offset' + [0, max], where both are at most 1. */
void ir_fill_bounded_bool(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n,
                          unsigned offset, unsigned max);

#endif
