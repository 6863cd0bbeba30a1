/* SPDX-License-Identifier: MIT */
/* log, as Arm's optimized routines and glibc since 2.28 compute it with FMA.
 *
 * x = 2^k z with z in [11/16, 11/8); one of 128 pieces of that interval gives c near z, with 1/c
 * and log(c) from a table; log(x) = k log(2) + log(c) + log1p(z/c - 1). */
#include "math/fma.h"
#include "math/log_table.h"
#include "math/math.h"

/* Minimax polynomials: of log1p(r) - r over r^2 for |r| < 0x1.fp-9, and the same for x near 1
 * (-2^-4 < r < 0x1.09p-4), where the sum above would cancel.  From optimized-routines. */
static const double A[] = {-0x1.0000000000001p-1, 0x1.555555551305bp-2, -0x1.fffffffeb459p-3,
                           0x1.999b324f10111p-3, -0x1.55575e506c89fp-3};
static const double B[] = {-0x1p-1,
                           0x1.5555555555577p-2,
                           -0x1.ffffffffffdcbp-3,
                           0x1.999999995dd0cp-3,
                           -0x1.55555556745a7p-3,
                           0x1.24924a344de3p-3,
                           -0x1.fffffa4423d65p-4,
                           0x1.c7184282ad6cap-4,
                           -0x1.999eb43b068ffp-4,
                           0x1.78182f7afd085p-4,
                           -0x1.5521375d145cdp-4};
/* log(2); the high part ends in so many zeros that k * ln2_hi + logc is exact. */
static const double ln2_hi = 0x1.62e42fefa38p-1, ln2_lo = 0x1.ef35793c7673p-45;

static IR_INLINE double log_near_1(int hw, double x) {
    const double r = x - 1, r2 = r * r, r3 = r * r2;
    double p = ir_fma(hw, r2, B[9], ir_fma(hw, r, B[8], B[7]));
    p = ir_fma(hw, r3, B[10], p);
    p = ir_fma(hw, p, r3, ir_fma(hw, r2, B[6], ir_fma(hw, r, B[5], B[4])));
    p = ir_fma(hw, p, r3, ir_fma(hw, r2, B[3], ir_fma(hw, r, B[2], B[1])));
    /* r - r^2 / 2 in two parts, from r = rhi + rlo where rhi^2 is exact. */
    const double rhi = ir_fma(hw, -0x1p27, r, ir_fma(hw, r, 0x1p27, r)), rlo = r - rhi,
                 sq = rhi * rhi;
    const double hi = ir_fma(hw, sq, B[0], r);
    const double lo = ir_fma(hw, B[0] * rlo, r + rhi, ir_fma(hw, sq, B[0], r - hi));
    return hi + ir_fma(hw, p, r3, lo);
}

static IR_INLINE double log_text(int hw, double x) {
    uint64_t u = ir_bits64(x);
    /* Each test is one comparison of bits: two of numbers would be two branches, of which random
     * arguments take the first half of the time. */
    const uint64_t near_1 = 0x3fee000000000000, above = 0x3ff1090000000000; /* 1 - 2^-4, ... */
    if (u - near_1 < above - near_1)
        return x == 1 ? 0 : log_near_1(hw, x);
    if (u - (1ULL << 52) >= (0x7ffULL << 52) - (1ULL << 52)) { /* not normal, or negative */
        if (x == 0)
            return ir_f64(0xfffULL << 52); /* -infinity */
        if (!(x > 0) || x > DBL_MAX)
            return x > 0 ? x : ir_f64(0x7ff8ULL << 48);
        u = ir_bits64(x * 0x1p52) - (52ULL << 52); /* subnormal */
    }
    const uint64_t t = u - 0x3fe6000000000000; /* bits of 11/16 */
    const unsigned i = t >> 45 & 127;
    const double k = ir_f64_of_small((int)(t >> 52 ^ 0x800) - 0x800); /* the signed upper 12 bits */
    const double z = ir_f64(u - (t & 0xfffULL << 52));
    const double r = ir_fma(hw, z, ir_log_table[i].invc, -1);
    const double w = ir_fma(hw, k, ln2_hi, ir_log_table[i].logc), hi = w + r;
    const double lo = ir_fma(hw, k, ln2_lo, w - hi + r), r2 = r * r;
    const double p = ir_fma(hw, ir_fma(hw, r, A[4], A[3]), r2, ir_fma(hw, r, A[2], A[1]));
    return ir_fma(hw, r * r2, p, ir_fma(hw, r2, A[0], lo)) + hi;
}

IR_WITH_FMA(double, ir_log, (double x), log_text, x)
