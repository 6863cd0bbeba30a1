/* SPDX-License-Identifier: MIT */
/* exp of single numbers, which pow ends with too. */
#ifndef IR_MATH_EXP_H
#define IR_MATH_EXP_H

#include "math/lane.h"

#include "math/exp_text.h"

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
    const double magnitude = x < 0 ? -x : x;
    const int usual = (ir_bits64(x) >> 52 & 0x7ff) - IR_EXP_LEAST < IR_EXP_EXPONENTS;
    if (!usual) {
        if (magnitude < 0x1p-54)
            return sign ? -1 - x : 1 + x;
        if (!(magnitude < 1024)) {
            if (x != x)
                return x;
            return ir_f64(sign | (x > 0 ? 0x7ffULL << 52 : 0));
        }
    }
    uint64_t bits;
    const double y = ir_exp_of(hw, x, tail, &bits);
    bits ^= sign;
    if (!usual)
        return ir_exp_scale_extreme(hw, y, bits, x > 0);
    const double scale = ir_f64(bits);
    return ir_fma(hw, scale, y, scale);
}

#endif
