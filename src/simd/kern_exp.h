/* SPDX-License-Identifier: MIT */
/* An estimate of exp(t) for -16 < t <= 0, with a relative error below 2^-41: good enough to decide
 * nearly every wedge of a ziggurat.  It never makes a value.
 *
 * exp(t) = 2^k exp(r), k the integer nearest to t / log 2; |r| <= log(2) / 2, where the Taylor
 * polynomial of degree 10 is off by less than 0.35^11 / 11! < 2^-42.  Its terms are summed in pairs
 * (Estrin), which is a third of the latency of Horner's rule. */
#ifndef IR_KERN_EXP_H
#define IR_KERN_EXP_H

#include "simd/kern.h"

static inline v64 mul_add(v64 a, v64 b, v64 c) {
    return v64_add_f64(v64_mul_f64(a, b), c);
}

static inline v64 exp_estimate(v64 t) {
    const v64 shift = v64_set1_f64(0x1.8p52); /* adding it leaves an integer in the low bits */
    v64 z = mul_add(t, v64_set1_f64(0x1.71547652b82fep0), shift);
    v64 k = v64_add_f64(z, v64_set1_f64(-0x1.8p52));
    v64 r = mul_add(k, v64_set1_f64(-0x1.62e42fefa39efp-1), t);
    v64 r2 = v64_mul_f64(r, r), r4 = v64_mul_f64(r2, r2);
    v64 p01 = v64_add_f64(r, v64_set1_f64(1.0));
    v64 p23 = mul_add(r, v64_set1_f64(1.0 / 6), v64_set1_f64(1.0 / 2));
    v64 p45 = mul_add(r, v64_set1_f64(1.0 / 120), v64_set1_f64(1.0 / 24));
    v64 p67 = mul_add(r, v64_set1_f64(1.0 / 5040), v64_set1_f64(1.0 / 720));
    v64 p89 = mul_add(r, v64_set1_f64(1.0 / 362880), v64_set1_f64(1.0 / 40320));
    v64 p03 = mul_add(p23, r2, p01);
    v64 p47 = mul_add(p67, r2, p45);
    v64 p8a = mul_add(r2, v64_set1_f64(1.0 / 3628800), p89);
    v64 p = mul_add(mul_add(p8a, r4, p47), r4, p03);
    return v64_add(p, v64_shl(z, 52)); /* k into the exponent */
}

#endif
