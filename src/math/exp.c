/* SPDX-License-Identifier: MIT */
/* exp and expf, as Arm's optimized routines and glibc since 2.28 compute them with FMA.
 *
 * x = k log(2)/128 + r; exp(x) = 2^(k/128) exp(r), the first factor from a table. */
#include "math/exp.h"
#include "math/fma.h"
#include "math/math.h"

static IR_INLINE double plain_exp_text(int hw, double x) {
    return ir_exp_text(hw, x, 0, 0);
}

IR_WITH_FMA(double, ir_exp, (double x), plain_exp_text, x)

static IR_INLINE float expf_text(int hw, float x) {
    /* Of 2^(r/32), |r| < 1/2. */
    const double C0 = 0x1.c6af84b912394p-20, C1 = 0x1.ebfce50fac4f3p-13, C2 = 0x1.62e42ff0c52d6p-6;
    const double per_32nd = 0x1.71547652b82fep5;      /* 32 / log(2) */
    if (!(x <= 0x1.62e42ep6f && x >= -0x1.9fe368p6f)) /* log(2^128), log(2^-150) */
        return x != x ? x : (float)ir_f64(x > 0 ? 0x7ffULL << 52 : 0);
    double k = ir_fma(hw, per_32nd, (double)x, IR_EXP_TO_INTEGER);
    const uint64_t ki = ir_bits64(k);
    k -= IR_EXP_TO_INTEGER;
    const double r = ir_fma(hw, per_32nd, (double)x, -k);
    const double p = ir_fma(hw, ir_fma(hw, C0, r, C1), r * r, ir_fma(hw, r, C2, 1));
    return (float)(p * ir_f64(ir_expf_table[ki % 32] + (ki << 47)));
}

IR_WITH_FMA(float, ir_expf, (float x), expf_text, x)
