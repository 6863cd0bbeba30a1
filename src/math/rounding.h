/* SPDX-License-Identifier: MIT */
/* Rounding to integers, the same on every platform. */
#ifndef IR_ROUNDING_H
#define IR_ROUNDING_H

#include <stdint.h>

/* The conversion of x86-64: what does not fit gives INT64_MIN. */
static inline int64_t ir_to_i64(double x) {
    return x >= -0x1p63 && x < 0x1p63 ? (int64_t)x : INT64_MIN;
}

static inline double ir_floor(double x) {
    if (!(x > -0x1p52 && x < 0x1p52))
        return x; /* an integer already, or not finite */
    const double whole = (double)(int64_t)x;
    return whole > x ? whole - 1 : whole;
}

static inline double ir_ceil(double x) {
    return -ir_floor(-x);
}

static inline double ir_abs(double x) {
    return x < 0 ? -x : x;
}

#endif
