/* SPDX-License-Identifier: MIT */
/* Shuffles that bring the kept ones of four 32-bit lanes, or of eight bytes, to the front, in
 * order; row 'mask', for instructions that shuffle bytes (pshufb, tbl).  What is behind the kept
 * ones does not matter. */
#ifndef IR_COMPRESS_TABLE_H
#define IR_COMPRESS_TABLE_H

#include <stdint.h>

#define LANE(i) 4 * (i), 4 * (i) + 1, 4 * (i) + 2, 4 * (i) + 3
#define ROW(a, b, c, d)                                                                            \
    { LANE(a), LANE(b), LANE(c), LANE(d) }

static const _Alignas(16) unsigned char COMPRESS4[16][16] = {
    ROW(0, 0, 0, 0), ROW(0, 0, 0, 0), ROW(1, 0, 0, 0), ROW(0, 1, 0, 0),
    ROW(2, 0, 0, 0), ROW(0, 2, 0, 0), ROW(1, 2, 0, 0), ROW(0, 1, 2, 0),
    ROW(3, 0, 0, 0), ROW(0, 3, 0, 0), ROW(1, 3, 0, 0), ROW(0, 1, 3, 0),
    ROW(2, 3, 0, 0), ROW(0, 2, 3, 0), ROW(1, 2, 3, 0), ROW(0, 1, 2, 3)};

/* The same for four 64-bit lanes: indices of their 32-bit halves. */
#define HALVES(a, b, c, d)                                                                         \
    { 2 * (a), 2 * (a) + 1, 2 * (b), 2 * (b) + 1, 2 * (c), 2 * (c) + 1, 2 * (d), 2 * (d) + 1 }

static const _Alignas(8) unsigned char COMPRESS4X64[16][8] = {
    HALVES(0, 0, 0, 0), HALVES(0, 0, 0, 0), HALVES(1, 0, 0, 0), HALVES(0, 1, 0, 0),
    HALVES(2, 0, 0, 0), HALVES(0, 2, 0, 0), HALVES(1, 2, 0, 0), HALVES(0, 1, 2, 0),
    HALVES(3, 0, 0, 0), HALVES(0, 3, 0, 0), HALVES(1, 3, 0, 0), HALVES(0, 1, 3, 0),
    HALVES(2, 3, 0, 0), HALVES(0, 2, 3, 0), HALVES(1, 2, 3, 0), HALVES(0, 1, 2, 3)};

#undef HALVES
#undef LANE
#undef ROW

/* Byte i of row 'mask' is the index of the i-th kept one; little-endian.  NEXT puts byte i, if it
 * is kept, before the others. */
#define NEXT(mask, i, others)                                                                      \
    ((others) << 8 * ((mask) >> (i)&1) | (uint64_t)(i) * ((uint64_t)(mask) >> (i)&1))
#define HIGH(mask) NEXT(mask, 4, NEXT(mask, 5, NEXT(mask, 6, NEXT(mask, 7, UINT64_C(0)))))
#define ROW(mask)  NEXT(mask, 0, NEXT(mask, 1, NEXT(mask, 2, NEXT(mask, 3, HIGH(mask)))))
#define ROWS4(m)   ROW(m), ROW((m) + 1), ROW((m) + 2), ROW((m) + 3)
#define ROWS16(m)  ROWS4(m), ROWS4((m) + 4), ROWS4((m) + 8), ROWS4((m) + 12)
#define ROWS64(m)  ROWS16(m), ROWS16((m) + 16), ROWS16((m) + 32), ROWS16((m) + 48)

static const uint64_t COMPRESS8[256] = {ROWS64(0), ROWS64(64), ROWS64(128), ROWS64(192)};

#undef NEXT
#undef HIGH
#undef ROW
#undef ROWS4
#undef ROWS16
#undef ROWS64

#endif
