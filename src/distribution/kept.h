/* SPDX-License-Identifier: MIT */
/* What every fill that refuses some words does last: bits say which words of a piece give a value,
 * and those values are stored without gaps, up to as many as are wanted.  Bit i % 64 of bits[i /
 * 64] belongs to word i. */
#ifndef IR_KEPT_H
#define IR_KEPT_H

#include "base/bytes.h"
#include "simd/backend.h"

/* Clears the bits before 'begin', below 64, and from 'end' on in its group. */
static inline void ir_bits_only(uint64_t *bits, size_t begin, size_t end) {
    bits[0] &= UINT64_MAX << begin;
    if (end % 64)
        bits[end / 64] &= ~(UINT64_MAX << end % 64);
}

/* How many bits before i are set: the sums of each byte of so many groups as a byte holds, then
 * their sum. */
static inline size_t ir_bits_before(const uint64_t *bits, size_t i) {
    enum { GROUPS = 255 / 8 };
    const uint64_t low = UINT64_C(0x00ff00ff00ff00ff);
    const size_t groups = i / 64;
    size_t n = i % 64 ? ir_popcount64(bits[groups] << (64 - i % 64)) : 0;
    for (size_t group = 0; group < groups;) {
        const size_t end = groups - group < GROUPS ? groups : group + GROUPS;
        uint64_t sums = 0;
        for (; group < end; group++)
            sums += ir_popcount_bytes(bits[group]);
        sums = (sums & low) + (sums >> 8 & low);
        n += (size_t)(sums * UINT64_C(0x0001000100010001) >> 48);
    }
    return n;
}

/* The place of the set bit that has 'rank' others before it: first its byte, by the numbers of bits
 * up to each. */
static inline unsigned ir_bit_of_rank(uint64_t x, size_t rank) {
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    const uint64_t sums = ir_popcount_bytes(x) * ones;
    const unsigned shift =
        (unsigned)__builtin_ctzll(((sums | tops) - (rank + 1) * ones) & tops) / 8 * 8;
    x &= UINT64_MAX << shift;
    for (rank -= sums << 8 >> shift & 0xff; rank; rank--)
        x &= x - 1;
    return (unsigned)__builtin_ctzll(x);
}

/* The word of the kept value that has 'rank' others before it. */
static inline size_t ir_kept_word(const uint64_t *keep, size_t rank) {
    size_t group = 0;
    for (unsigned n; rank >= (n = ir_popcount64(keep[group])); group++)
        rank -= n;
    return 64 * group + ir_bit_of_rank(keep[group], rank);
}

/* Stores the kept ones of 'end' values of 'size' bytes at 'out', where there is room for 'room';
 * returns their number, and in *last the word of the last one if there are as many. */
static inline size_t ir_store_kept(ir_compress_fn *compress, const void *values,
                                   const uint64_t *keep, size_t end, void *out, size_t room,
                                   size_t size, size_t *last) {
    const unsigned char *const in = values;
    unsigned char *const to = out;
    const size_t groups = (end + 63) / 64;
    size_t group = 0, n = 0, m = 0;
    /* A kernel may write as much as it reads. */
    for (size_t whole; group < groups && (whole = (room - n) / 64) != 0; group += whole) {
        whole = whole < groups - group ? whole : groups - group;
        n += compress(in + 64 * size * group, keep + group, to + n * size, 64 * whole);
    }
    for (; group < groups && n < room; group++, n += m) {
        unsigned char kept[64 * sizeof(uint64_t)];
        m = compress(in + 64 * size * group, keep + group, kept, 64);
        m = m < room - n ? m : room - n;
        memcpy(to + n * size, kept, m * size);
    }
    if (n == room)
        *last = ir_kept_word(keep, n - 1);
    return n;
}

#endif
