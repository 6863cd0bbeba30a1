/* SPDX-License-Identifier: MIT */
/* exp(x) - 1: see math/expm1_text.h. */
#include "math/fma.h"
#include "math/lane.h"
#include "math/math.h"

#include "math/expm1_text.h"

static IR_INLINE double expm1_text(int hw, double x) {
    const double magnitude = x < 0 ? -x : x;
    if (!(magnitude < IR_EXPM1_LARGE)) {
        if (x < 0)
            return -1;
        if (!(x <= 0x1.62e42fefa39efp9)) /* log(2^1024) */
            return x != x ? x : ir_f64(0x7ffULL << 52);
    }
    int k = 0;
    double c = 0, half_square;
    if (magnitude >= IR_EXPM1_HALF) {
        if (magnitude < IR_EXPM1_THREE)
            k = x < 0 ? -1 : 1;
        else
            k = (int)(IR_EXPM1_PER_LN2 * x + (x < 0 ? -0.5 : 0.5));
        x = ir_expm1_reduce(hw, x, ir_f64_of_small(k), &c);
    } else if (magnitude < 0x1p-54) {
        return x;
    }
    double e = ir_expm1_of(hw, x, &half_square);
    if (k == 0)
        return ir_expm1_end_0(hw, x, e, half_square);
    e = ir_expm1_corrected(hw, x, c, e, half_square);
    if (k == -1)
        return ir_expm1_end_minus_1(hw, x, e);
    if (k == 1)
        return x < -0.25 ? ir_expm1_end_1_small(x, e) : ir_expm1_end_1(hw, x, e);
    const uint64_t bits = (uint64_t)(int64_t)k;
    if (k <= -2 || k > 56)
        return ir_expm1_end_far(x, e, bits);
    const double unit = ir_expm1_scale(1, 0 - bits);
    return k < 20 ? ir_expm1_end_below_20(x, e, bits, unit)
                  : ir_expm1_end_from_20(x, e, bits, unit);
}

IR_WITH_FMA(double, ir_expm1, (double x), expm1_text, x)
