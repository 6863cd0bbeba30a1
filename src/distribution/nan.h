/* SPDX-License-Identifier: MIT */
/* Results that are no numbers.  What bits an impossible operation gives depends on the CPU, so they
 * are written as x86-64 has them: fff8000000000000 and ffc00000, or where a parameter is a NaN that
 * parameter's. */
#ifndef IR_NAN_H
#define IR_NAN_H

#include <stdint.h>
#include <string.h>

static inline double ir_nan(void) {
    const uint64_t bits = UINT64_C(0xfff8000000000000);
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static inline double ir_settled_f64(double x, double nan) {
    return x == x ? x : nan;
}

/* Of a NaN as a float its sign is kept. */
static inline float ir_settled_f32(float x, double nan) {
    if (x == x)
        return x;
    const uint32_t bits = __builtin_signbit(nan) ? UINT32_C(0xffc00000) : UINT32_C(0x7fc00000);
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* 'n' values of 8 or 4 bytes. */
static inline void ir_settle(void *values, size_t n, unsigned bytes, double nan) {
    unsigned char *p = values;
    for (size_t i = 0; i < n; i++, p += bytes) {
        if (bytes == 8) {
            double x;
            memcpy(&x, p, sizeof x);
            x = ir_settled_f64(x, nan);
            memcpy(p, &x, sizeof x);
        } else {
            float x;
            memcpy(&x, p, sizeof x);
            x = ir_settled_f32(x, nan);
            memcpy(p, &x, sizeof x);
        }
    }
}

#endif
