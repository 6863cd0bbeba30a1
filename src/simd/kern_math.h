/* SPDX-License-Identifier: MIT */
/* log, log1p, exp, expm1 and pow of vectors, each lane the bits of the function of math/math.h: by
 * the same text.  Lanes that it does not serve, special values and edges, go to that function. */
#ifndef IR_KERN_MATH_H
#define IR_KERN_MATH_H

#include "math/math.h"
#include "simd/kern.h"

#ifdef VEC_ONE_LANE

static IR_INLINE vf64 vf64_log(vf64 x) {
    return ir_log(x);
}
static IR_INLINE vf64 vf64_log1p(vf64 x) {
    return ir_log1p(x);
}
static IR_INLINE vf64 vf64_exp(vf64 x) {
    return ir_exp(x);
}
static IR_INLINE vf64 vf64_expm1(vf64 x) {
    return ir_expm1(x);
}
static IR_INLINE vf64 vf64_pow(vf64 x, vf64 y) {
    return ir_pow(x, y);
}

#else

#include "math/exp_text.h"
#include "math/expm1_text.h"
#include "math/log1p_text.h"
#include "math/log_text.h"
#include "math/pow_text.h"

enum { FUSED = 1 }; /* 'hw' of the texts */

/* Every random argument of a distribution has one chance in 2^20 or less to come here. */
#define KERN_RARE static __attribute__((noinline, cold))

/* y with f(x) in some lanes. */
KERN_RARE vf64 lanes_of(vf64 y, unsigned lanes, double (*f)(double), vf64 x) {
    double in[VL64], out[VL64];
    vf64_store(in, x);
    vf64_store(out, y);
    for (unsigned i = 0; i < VL64; i++)
        if (lanes >> i & 1)
            out[i] = f(in[i]);
    return vf64_load(out);
}

KERN_RARE vf64 lanes_of_pow(vf64 result, unsigned lanes, vf64 x, vf64 y) {
    double base[VL64], exponent[VL64], out[VL64];
    vf64_store(base, x);
    vf64_store(exponent, y);
    vf64_store(out, result);
    for (unsigned i = 0; i < VL64; i++)
        if (lanes >> i & 1)
            out[i] = ir_pow(base[i], exponent[i]);
    return vf64_load(out);
}

static IR_INLINE vu64 vu64_set1(uint64_t x) {
    return vf64_bits(vf64_set1(0)) + x;
}

/* Whether x is zero, negative, subnormal, infinite or no number. */
static IR_INLINE vmask not_positive_normal(vu64 bits) {
    const uint64_t least = UINT64_C(1) << 52, infinity = UINT64_C(0x7ff) << 52;
    return vu64_below(vu64_set1(infinity - least - 1), bits - least);
}

static IR_INLINE vf64 vf64_log(vf64 x) {
    const vu64 u = vf64_bits(x);
    const vmask near_1 = vu64_below(u - IR_LOG_NEAR_1, vu64_set1(IR_LOG_NEAR_1_WIDTH));
    vf64 y = ir_log_of(FUSED, u);
    if (vmask_lanes(near_1))
        y = vf64_select(near_1, ir_log_near_1(FUSED, x), y);
    const unsigned rare = vmask_lanes(not_positive_normal(u));
    return __builtin_expect(rare, 0) ? lanes_of(y, rare, ir_log, x) : y;
}

static IR_INLINE vf64 vf64_magnitude(vf64 x) {
    return vf64_of_bits(vf64_bits(x) & ~(UINT64_C(1) << 63));
}

static IR_INLINE vmask vmask_outside(vf64 x, double least, double above) {
    const vf64 below = vf64_select(vf64_below(x, vf64_set1(above)), x, vf64_set1(-1));
    return vf64_below(below, vf64_set1(least)); /* also of a NaN */
}

static IR_INLINE vf64 vf64_log1p(vf64 x) {
    const vf64 zero = vf64_set1(0), one_x = x + 1.0;
    vu64 e, high;
    vf64 f = ir_log1p_reduce(one_x, &e, &high), k = ir_vf64_of_small(e);
    vf64 c = vf64_select(vf64_below(one_x, vf64_set1(2)), x - (one_x - 1.0), 1.0 - (one_x - x));
    c = vf64_select(vf64_equal(k, zero), zero, c / one_x);
    /* Where k = 0 and f = x to begin with. */
    const vf64 low = vf64_select(vf64_below(x, vf64_set1(IR_LOG1P_BELOW)), x, vf64_set1(-1));
    const vmask small = vf64_below(vf64_set1(IR_LOG1P_ABOVE), low);
    f = vf64_select(small, x, f);
    k = vf64_select(small, zero, k);
    c = vf64_select(small, zero, c);
    const vf64 y = ir_log1p_of(FUSED, f, k, c);
    /* |f| < 2^-20 or somewhat more, though not if it is a small x; |x| < 2^-29; 1 + x no normal
     * number; x >= 2^53. */
    const vmask near = vu64_below((high + 3) & 0xfffff, vu64_set1(8));
    const vmask tiny = vmask_outside(vf64_magnitude(x), 0x1p-29, 0x1p53);
    const vmask outside = vmask_or(tiny, not_positive_normal(vf64_bits(one_x)));
    const unsigned lanes = vmask_lanes(vmask_or(outside, vmask_and_not(near, small)));
    return __builtin_expect(lanes, 0) ? lanes_of(y, lanes, ir_log1p, x) : y;
}

/* exp(x + tail) where the factor of math/exp_text.h is normal, and the other lanes. */
static IR_INLINE vf64 exp_usual(vf64 x, vf64 tail, unsigned *rare) {
    vu64 bits;
    const vf64 y = ir_exp_of(FUSED, x, tail, &bits), factor = vf64_of_bits(bits);
    const vu64 exponent = (vf64_bits(x) >> 52 & 0x7ff) - IR_EXP_LEAST;
    *rare = vmask_lanes(vu64_below(vu64_set1(IR_EXP_EXPONENTS - 1), exponent));
    return vf64_fma(FUSED, factor, y, factor);
}

static IR_INLINE vf64 vf64_exp(vf64 x) {
    unsigned rare;
    const vf64 y = exp_usual(x, vf64_set1(0), &rare);
    return __builtin_expect(rare, 0) ? lanes_of(y, rare, ir_exp, x) : y;
}

static IR_INLINE vf64 vf64_expm1(vf64 x) {
    const vf64 magnitude = vf64_magnitude(x), zero = vf64_set1(0);
    const vmask minus = vf64_below(x, zero);
    vf64 k = vf64_trunc(IR_EXPM1_PER_LN2 * x + vf64_select(minus, vf64_set1(-0.5), vf64_set1(0.5)));
    k = vf64_select(vf64_below(magnitude, vf64_set1(IR_EXPM1_THREE)),
                    vf64_select(minus, vf64_set1(-1), vf64_set1(1)), k);
    k = vf64_select(vf64_below(magnitude, vf64_set1(IR_EXPM1_HALF)), zero, k);
    vf64 c, half_square;
    const vf64 r = ir_expm1_reduce(FUSED, x, k, &c);
    const vf64 e0 = ir_expm1_of(FUSED, r, &half_square);
    const vf64 e = ir_expm1_corrected(FUSED, r, c, e0, half_square);
    const vu64 bits = vf64_bits(k + 0x1.8p52); /* the integer k in the low bits */
    const vf64 unit = ir_expm1_scale(vf64_set1(1), 0 - bits);
    vf64 y = vf64_select(vf64_below(k, vf64_set1(20)), ir_expm1_end_below_20(r, e, bits, unit),
                         ir_expm1_end_from_20(r, e, bits, unit));
    y = vf64_select(vf64_equal(k, vf64_set1(1)),
                    vf64_select(vf64_below(r, vf64_set1(-0.25)), ir_expm1_end_1_small(r, e),
                                ir_expm1_end_1(FUSED, r, e)),
                    y);
    y = vf64_select(vf64_below(k, vf64_set1(-1)), ir_expm1_end_far(r, e, bits), y);
    y = vf64_select(vf64_equal(k, vf64_set1(-1)), ir_expm1_end_minus_1(FUSED, r, e), y);
    y = vf64_select(vf64_equal(k, zero), ir_expm1_end_0(FUSED, r, e0, half_square), y);
    const unsigned rare = vmask_lanes(vmask_outside(magnitude, 0x1p-54, IR_EXPM1_LARGE));
    return __builtin_expect(rare, 0) ? lanes_of(y, rare, ir_expm1, x) : y;
}

/* With x between 0 and infinity, and y no NaN or infinity, in the lanes that are not rare. */
static IR_INLINE vf64 vf64_pow(vf64 x, vf64 y) {
    const vu64 u = vf64_bits(x);
    vf64 log_lo;
    const vf64 log_hi = ir_log_two_parts(FUSED, u, &log_lo), product = y * log_hi;
    const vf64 tail = vf64_fma(FUSED, y, log_lo, vf64_fma(FUSED, y, log_hi, -product));
    unsigned lanes;
    const vf64 result = exp_usual(product, tail, &lanes);
    const vu64 exponent = (vf64_bits(y) >> 52 & 0x7ff) - 0x3be; /* as pow.c looks at it */
    lanes |= vmask_lanes(
        vmask_or(not_positive_normal(u), vu64_below(vu64_set1(0x43e - 0x3be - 1), exponent)));
    return __builtin_expect(lanes, 0) ? lanes_of_pow(result, lanes, x, y) : result;
}

#endif

#endif
