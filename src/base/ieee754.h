/* SPDX-License-Identifier: MIT */
/* Refuses compilations whose floating-point arithmetic is not that of IEEE 754, in which the same
 * source gives other bits.  (clang does not tell of -funsafe-math-optimizations alone, and of its
 * parts: -ffast-math, which implies them, is seen.) */
#ifndef IR_IEEE754_H
#define IR_IEEE754_H

#include <float.h>

#if FLT_EVAL_METHOD != 0
#error "excess precision would change bits: try -fexcess-precision=fast (s390x) or -mfpmath=sse"
#endif

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__) ||           \
    defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__) || defined(__NO_SIGNED_ZEROS__)
#error "fast math would change bits: compile without -ffast-math, -Ofast and their parts"
#endif

#endif
