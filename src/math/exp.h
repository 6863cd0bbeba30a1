/* SPDX-License-Identifier: MIT */
/* The text of exp, which pow ends with too. */
#ifndef IR_MATH_EXP_H
#define IR_MATH_EXP_H

#include "math/exp_table.h"
#include "math/fma.h"

/* Adding this rounds to an integer, which then stands in the low bits of the sum. */
static const double ir_exp_to_integer = 0x1.8p52;

/* Where 2^(k/128) is no normal number although the result may be one. */
static IR_INLINE double ir_exp_scale_extreme(int hw, double y, uint64_t bits, int up) {
    if (up) {
        const double scale = ir_f64(bits - (1009ULL << 52));
        return 0x1p1009 * ir_fma(hw, scale, y, scale);
    }
    const double scale = ir_f64(bits + (1022ULL << 52)), sy = scale * y, one = scale < 0 ? -1 : 1;
    double result = scale + sy;
    if (result * one < 1) { /* will be subnormal: round to that precision first */
        const double hi = one + result;
        const double lo = one - hi + result + (scale - result + sy);
        result = hi + lo - one;
        if (result == 0)
            result = 0 * one;
    }
    return 0x1p-1022 * result;
}

/* +-exp(x + tail) with |tail| < 2^-15 and below |x|; 'sign' is 0 or the sign bit. */
static IR_INLINE double ir_exp_text(int hw, double x, double tail, uint64_t sign) {
    /* Minimax polynomial of exp(r) - 1 - r over r^2, |r| < log(2) / 256. */
    const double C2 = 0x1.ffffffffffdbdp-2, C3 = 0x1.555555555543cp-3, C4 = 0x1.55555cf172b91p-5,
                 C5 = 0x1.1111167a4d017p-7;
    const double magnitude = x < 0 ? -x : x;
    /* One comparison of exponents for 2^-54 <= |x| < 512. */
    const int usual = (ir_bits64(x) >> 52 & 0x7ff) - 0x3c9 < 0x408 - 0x3c9;
    if (!usual) {
        if (magnitude < 0x1p-54)
            return sign ? -1 - x : 1 + x;
        if (!(magnitude < 1024)) {
            if (x != x)
                return x;
            return ir_f64(sign | (x > 0 ? 0x7ffULL << 52 : 0));
        }
    }
    double k = ir_fma(hw, 0x1.71547652b82fep7, x, ir_exp_to_integer); /* 128 / log(2) */
    const uint64_t ki = ir_bits64(k);
    k -= ir_exp_to_integer;
    double r = ir_fma(hw, k, -0x1.62e42fefap-8, x); /* log(2) / 128 in two parts */
    r = ir_fma(hw, k, -0x1.cf79abc9e3b3ap-47, r) + tail;
    const double r2 = r * r;
    const double y = ir_fma(hw, r2 * r2, ir_fma(hw, r, C5, C4),
                            ir_fma(hw, ir_fma(hw, r, C3, C2), r2, ir_exp_table[ki % 128].tail + r));
    const uint64_t bits = (ir_exp_table[ki % 128].value + (ki << 45)) ^ sign;
    if (!usual)
        return ir_exp_scale_extreme(hw, y, bits, x > 0);
    const double scale = ir_f64(bits);
    return ir_fma(hw, scale, y, scale);
}

#endif
