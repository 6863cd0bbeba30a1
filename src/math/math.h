/* SPDX-License-Identifier: MIT */
/* Elementary functions that give the same bits on every platform: fixed sequences of additions,
 * multiplications, divisions, square roots and fused multiply-adds, each rounded once, to nearest
 * even.  Nothing here calls libm, sets errno or looks at the platform.
 *
 * The reference is what NumPy computes under Debian 12 (glibc 2.36) on an x86-64 CPU with FMA.
 * NumPy itself gives other last bits on other CPUs and systems, for it calls their libm; isorand
 * does not.
 *
 *   log, logf, log1p, log1pf, exp, expf,
 *   expm1, pow, powf (x >= 0), cos              equal to that reference, bit for bit
 *   sqrt                                        correctly rounded, as everywhere
 *   lgamma                                      NumPy's own random_loggam on that log: equal
 *   acos                                        rounded almost correctly: see trig.c
 *
 * Equal: in 10^8 of 10^8 arguments of each of 24 kinds (tests/c/test_math.c); log1pf and expf in
 * all 2^32.
 *
 * The rounding mode must be to-nearest and subnormals must be kept, which the fills see to once
 * with fpenv.h; none of these functions looks at or changes the mode. */
#ifndef IR_MATH_H
#define IR_MATH_H

#include "base/ieee754.h"

double ir_log(double x);
double ir_log1p(double x);
float ir_log1pf(float x);
float ir_logf(float x);
double ir_exp(double x);
float ir_expf(float x);
double ir_expm1(double x);
double ir_pow(double x, double y);
float ir_powf(float x, float y); /* x >= 0 */
double ir_lgamma(double x);      /* x > 0 */
double ir_cos(double x);         /* 0 <= x <= pi; else NaN */
double ir_acos(double x);

/* An instruction, also without -fno-math-errno, where compilers would call libm for negative x. */
static inline double ir_sqrt(double x) {
#if defined(__x86_64__)
    __asm__("sqrtsd %0, %0" : "+x"(x));
    return x;
#elif defined(__aarch64__)
    __asm__("fsqrt %d0, %d0" : "+w"(x));
    return x;
#else
    return __builtin_sqrt(x);
#endif
}

#endif
