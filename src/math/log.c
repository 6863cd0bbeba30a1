/* SPDX-License-Identifier: MIT */
/* log: see math/log_text.h. */
#include "math/fma.h"
#include "math/lane.h"
#include "math/math.h"

#include "math/log_text.h"

static IR_INLINE double log_text(int hw, double x) {
    uint64_t u = ir_bits64(x);
    /* Each test is one comparison of bits: two of numbers would be two branches, of which random
     * arguments take the first half of the time. */
    if (u - IR_LOG_NEAR_1 < IR_LOG_NEAR_1_WIDTH)
        return ir_log_near_1(hw, x);
    if (u - (1ULL << 52) >= (0x7ffULL << 52) - (1ULL << 52)) { /* not normal, or negative */
        if (x == 0)
            return ir_f64(0xfffULL << 52); /* -infinity */
        if (!(x > 0) || x > DBL_MAX)
            return x > 0 ? x : ir_f64(0x7ff8ULL << 48);
        u = ir_bits64(x * 0x1p52) - (52ULL << 52); /* subnormal */
    }
    return ir_log_of(hw, u);
}

IR_WITH_FMA(double, ir_log, (double x), log_text, x)
