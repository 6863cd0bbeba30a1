/* SPDX-License-Identifier: MIT */
/* Byte shuffles that bring the kept ones of four 32-bit lanes to the front, in order; row 'mask',
 * for instructions that shuffle bytes (pshufb, tbl).  Bytes behind the kept ones do not matter. */
#ifndef IR_COMPRESS_TABLE_H
#define IR_COMPRESS_TABLE_H

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

#endif
