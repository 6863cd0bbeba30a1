/* SPDX-License-Identifier: MIT */
/* Stirling's series of log(gamma(y)), y >= 7, for single numbers and vectors, over the words of
 * math/lane.h: see lgamma.c. */
#ifndef IR_MATH_LGAMMA_TEXT_H
#define IR_MATH_LGAMMA_TEXT_H

#include "base/bytes.h"

static IR_INLINE vf64 ir_lgamma_from_7(vf64 y, vf64 log_y) {
    /* B(2i) / (2i (2i - 1)), to the digits that NumPy gives. */
    const double series[] = {8.333333333333333e-02,  -2.777777777777778e-03, 7.936507936507937e-04,
                             -5.952380952380952e-04, 8.417508417508418e-04,  -1.917526917526918e-03,
                             6.410256410256410e-03,  -2.955065359477124e-02, 1.796443723688307e-01,
                             -1.39243221690590e+00};
    const double log_2pi = 1.8378770664093453;
    const vf64 inverse = 1.0 / y, inverse2 = inverse * inverse;
    vf64 sum = series[9] * inverse2 + series[8];
    for (int i = 7; i >= 0; i--)
        sum = sum * inverse2 + series[i];
    return sum / y + 0.5 * log_2pi + (y - 0.5) * log_y - y;
}

#endif
