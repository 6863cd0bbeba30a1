/* SPDX-License-Identifier: MIT */
/* pow, as Arm's optimized routines and glibc since 2.28 compute it with FMA:
 * exp(y log(x)), the logarithm and the product in two parts. */
#include "math/exp.h"
#include "math/fma.h"
#include "math/math.h"
#include "math/pow_text.h"

/* 0: 'y' is no integer; 1: odd; 2: even. */
static int parity(double y) {
    const uint64_t u = ir_bits64(y);
    const int e = (int)(u >> 52 & 0x7ff) - 1023;
    if (e < 0)
        return 0;
    if (e > 52)
        return 2;
    const uint64_t one = 1ULL << (52 - e); /* the bit of weight 1; implicit if e = 0 */
    if (u & (one - 1))
        return 0;
    return e == 0 || (u & one) ? 1 : 2;
}

/* What becomes of an x that is not positive and normal, and of a y that is not between 2^-65 and
 * 2^63 in size: a result, or the bits of |x| for ir_log_two_parts and the sign of the power. */
struct extreme {
    int decided;
    double result;
    uint64_t u, sign;
};

static struct extreme is(double result) {
    return (struct extreme){.decided = 1, .result = result};
}

static __attribute__((noinline)) struct extreme extreme(double x, double y) {
    const double infinity = ir_f64(0x7ffULL << 52), magnitude = x < 0 ? -x : x;
    uint64_t u = ir_bits64(x), sign = 0;
    if (y == 0 || x == 1)
        return is(1);
    if (x != x || y != y)
        return is(x + y);
    if (y > DBL_MAX || y < -DBL_MAX)
        return is(magnitude == 1 ? 1 : (magnitude > 1) == (y > 0) ? infinity : 0);
    if (u >> 63) {
        const int p = parity(y);
        if (p == 0 && x < 0 && x >= -DBL_MAX)
            return is(ir_f64(0x7ff8ULL << 48));
        sign = p == 1 ? 1ULL << 63 : 0;
        u &= ~(1ULL << 63);
    }
    if (magnitude == 0 || magnitude > DBL_MAX)
        return is(ir_f64(sign | ((magnitude > 0) == (y > 0) ? 0x7ffULL << 52 : 0)));
    if (magnitude == 1)
        return is(sign ? -1 : 1);
    if (y < 0x1p-65 && y > -0x1p-65)
        return is(1);
    if (y >= 0x1p63 || y < -0x1p63)
        return is((magnitude > 1) == (y > 0) ? infinity : 0);
    if (magnitude < DBL_MIN)
        u = ir_bits64(magnitude * 0x1p52) - (52ULL << 52);
    return (struct extreme){.u = u, .sign = sign};
}

static IR_INLINE double pow_text(int hw, double x, double y) {
    uint64_t u = ir_bits64(x), sign = 0;
    const uint64_t exponent = ir_bits64(y) >> 52 & 0x7ff;
    if (u - (1ULL << 52) >= (0x7ffULL << 52) - (1ULL << 52) || exponent - 0x3be >= 0x43e - 0x3be) {
        const struct extreme e = extreme(x, y);
        if (e.decided)
            return e.result;
        u = e.u;
        sign = e.sign;
    } else if (y == 1) {
        /* With an error below 0.52 units of the last place a power that is a double comes out as
         * itself. */
        return x;
    }
    double log_lo;
    const double log_hi = ir_log_two_parts(hw, u, &log_lo), product = y * log_hi;
    const double tail = ir_fma(hw, y, log_lo, ir_fma(hw, y, log_hi, -product));
    return ir_exp_text(hw, product, tail, sign);
}

IR_WITH_FMA(double, ir_pow, (double x, double y), pow_text, x, y)
