/* SPDX-License-Identifier: MIT */
/* pow, as Arm's optimized routines and glibc since 2.28 compute it with FMA:
 * exp(y log(x)), the logarithm and the product in two parts. */
#include "math/exp.h"
#include "math/fma.h"
#include "math/math.h"
#include "math/pow_table.h"

/* log(x) to about 68 bits, for a positive x given by its bits; a subnormal x comes normalised, with
 * an exponent that may reach into the sign bit. */
static IR_INLINE double log_two_parts(int hw, uint64_t u, double *tail) {
    const double ln2_hi = 0x1.62e42fefa38p-1, ln2_lo = 0x1.ef35793c7673p-45;
    /* Minimax polynomial of log1p(r), |r| < 0x1.6bp-8, scaled by powers of -1/2. */
    const double A0 = -0x1p-1, A1 = -0x1.555555555556p-1, A2 = 0x1.0000000000006p-1,
                 A3 = 0x1.999999959554ep-1, A4 = -0x1.555555529a47ap-1, A5 = -0x1.2495b9b4845e9p0,
                 A6 = 0x1.0002b8b263fc3p0;
    const uint64_t t = u - 0x3fe6955500000000;
    const unsigned i = t >> 45 & 127;
    const double k = ir_f64_of_small((int)(t >> 52 ^ 0x800) - 0x800); /* the signed upper 12 bits */
    const double z = ir_f64(u - (t & 0xfffULL << 52));
    const double r = ir_fma(hw, z, ir_pow_table[i].invc, -1); /* exact */
    const double t1 = ir_fma(hw, k, ln2_hi, ir_pow_table[i].logc), t2 = t1 + r;
    const double lo1 = ir_fma(hw, k, ln2_lo, ir_pow_table[i].tail), lo2 = t1 - t2 + r;
    const double ar = A0 * r, ar2 = r * ar, ar3 = r * ar2;
    const double hi = t2 + ar2, lo3 = ir_fma(hw, ar, r, -ar2), lo4 = t2 - hi + ar2;
    const double p = ir_fma(hw, ar2, ir_fma(hw, ir_fma(hw, r, A6, A5), ar2, ir_fma(hw, r, A4, A3)),
                            ir_fma(hw, r, A2, A1));
    const double lo = ir_fma(hw, ar3, p, lo1 + lo2 + lo3 + lo4), log = hi + lo;
    *tail = hi - log + lo;
    return log;
}

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
 * 2^63 in size: a result, or the bits of |x| for log_two_parts and the sign of the power. */
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
    const double log_hi = log_two_parts(hw, u, &log_lo), product = y * log_hi;
    const double tail = ir_fma(hw, y, log_lo, ir_fma(hw, y, log_hi, -product));
    return ir_exp_text(hw, product, tail, sign);
}

IR_WITH_FMA(double, ir_pow, (double x, double y), pow_text, x, y)
