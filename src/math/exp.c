/* SPDX-License-Identifier: MIT */
/* exp and expf, as Arm's optimized routines and glibc since 2.28 compute them with FMA.
 *
 * x = k log(2)/128 + r; exp(x) = 2^(k/128) exp(r), the first factor from a table. */
#include "math/exp.h"
#include "math/exp_table.h"
#include "math/fma.h"
#include "math/math.h"

/* Adding this rounds to an integer, which then stands in the low bits of the sum. */
static const double to_integer = 0x1.8p52;

/* Where 2^(k/128) is no normal number although the result may be one. */
static double scale_extreme(double y, uint64_t bits, int up) {
    const int hw = ir_fma_hw();
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

double ir_exp_tail(double x, double tail, uint64_t sign) {
    const int hw = ir_fma_hw();
    /* Minimax polynomial of exp(r) - 1 - r over r^2, |r| < log(2) / 256. */
    const double C2 = 0x1.ffffffffffdbdp-2, C3 = 0x1.555555555543cp-3, C4 = 0x1.55555cf172b91p-5,
                 C5 = 0x1.1111167a4d017p-7;
    const double magnitude = x < 0 ? -x : x;
    if (!(magnitude >= 0x1p-54 && magnitude < 512)) {
        if (magnitude < 0x1p-54)
            return sign ? -1 - x : 1 + x;
        if (!(magnitude < 1024)) {
            if (x != x)
                return x;
            return ir_f64(sign | (x > 0 ? 0x7ffULL << 52 : 0));
        }
    }
    double k = ir_fma(hw, 0x1.71547652b82fep7, x, to_integer); /* 128 / log(2) */
    const uint64_t ki = ir_bits64(k);
    k -= to_integer;
    double r = ir_fma(hw, k, -0x1.62e42fefap-8, x); /* log(2) / 128 in two parts */
    r = ir_fma(hw, k, -0x1.cf79abc9e3b3ap-47, r) + tail;
    const double r2 = r * r;
    const double y = ir_fma(hw, r2 * r2, ir_fma(hw, r, C5, C4),
                            ir_fma(hw, ir_fma(hw, r, C3, C2), r2, ir_exp_table[ki % 128].tail + r));
    const uint64_t bits = (ir_exp_table[ki % 128].value + (ki << 45)) ^ sign;
    if (magnitude >= 512)
        return scale_extreme(y, bits, x > 0);
    const double scale = ir_f64(bits);
    return ir_fma(hw, scale, y, scale);
}

double ir_exp(double x) {
    return ir_exp_tail(x, 0, 0);
}

float ir_expf(float x) {
    const int hw = ir_fma_hw();
    /* Of 2^(r/32), |r| < 1/2. */
    const double C0 = 0x1.c6af84b912394p-20, C1 = 0x1.ebfce50fac4f3p-13, C2 = 0x1.62e42ff0c52d6p-6;
    const double per_32nd = 0x1.71547652b82fep5;      /* 32 / log(2) */
    if (!(x <= 0x1.62e42ep6f && x >= -0x1.9fe368p6f)) /* log(2^128), log(2^-150) */
        return x != x ? x : (float)ir_f64(x > 0 ? 0x7ffULL << 52 : 0);
    double k = ir_fma(hw, per_32nd, (double)x, to_integer);
    const uint64_t ki = ir_bits64(k);
    k -= to_integer;
    const double r = ir_fma(hw, per_32nd, (double)x, -k);
    const double p = ir_fma(hw, ir_fma(hw, C0, r, C1), r * r, ir_fma(hw, r, C2, 1));
    return (float)(p * ir_f64(ir_expf_table[ki % 32] + (ki << 47)));
}
