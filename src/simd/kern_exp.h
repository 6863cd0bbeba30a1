/* SPDX-License-Identifier: MIT */
/* Kernel that estimates exp(t) for -16 < t <= 0, with a relative error below 2^-41: good enough to
 * decide nearly every wedge of a ziggurat.  It never makes a value.
 *
 * exp(t) = 2^k exp(r), k the integer nearest to t / log 2; |r| <= log(2) / 2, where the Taylor
 * polynomial of degree 10 is off by less than 0.35^11 / 11! < 2^-42. */
#ifndef IR_KERN_EXP_H
#define IR_KERN_EXP_H

#include "simd/kern.h"

#define HAVE_KERN_exp 1

/* Replaces 'n' doubles, a multiple of 8, in place. */
static void kern_exp_estimate(double *inout, size_t n) {
    static const double coefficient[] = {1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040,
                                         1.0 / 720,     1.0 / 120,    1.0 / 24,    1.0 / 6,
                                         1.0 / 2,       1.0,          1.0};
    const v64 shift = v64_set1_f64(0x1.8p52); /* adding it leaves an integer in the low bits */
    for (size_t i = 0; i < n; i += VL64) {
        v64 t = v64_load(inout + i);
        v64 z = v64_add_f64(v64_mul_f64(t, v64_set1_f64(0x1.71547652b82fep0)), shift);
        v64 k = v64_add_f64(z, v64_set1_f64(-0x1.8p52));
        v64 r = v64_add_f64(t, v64_mul_f64(k, v64_set1_f64(-0x1.62e42fefa39efp-1)));
        v64 p = v64_set1_f64(coefficient[0]);
        IR_UNROLL
        for (size_t c = 1; c < sizeof coefficient / sizeof *coefficient; c++)
            p = v64_add_f64(v64_mul_f64(p, r), v64_set1_f64(coefficient[c]));
        v64_store(inout + i, v64_add(p, v64_shl(z, 52))); /* k into the exponent */
    }
    vec_end();
}

#endif
