/* SPDX-License-Identifier: MIT */
/* log(gamma(x)) as NumPy's random_loggam computes it for its discrete distributions: Stirling's
 * series where x >= 7, after steps of gamma(x + 1) = x gamma(x) below.  (Zhang and Jin,
 * "Computation of Special Functions", Wiley 1996.) */
#include "math/math.h"

double ir_lgamma(double x) {
    /* B(2i) / (2i (2i - 1)), to the digits that NumPy gives. */
    static const double series[] = {8.333333333333333e-02, -2.777777777777778e-03,
                                    7.936507936507937e-04, -5.952380952380952e-04,
                                    8.417508417508418e-04, -1.917526917526918e-03,
                                    6.410256410256410e-03, -2.955065359477124e-02,
                                    1.796443723688307e-01, -1.39243221690590e+00};
    const double log_2pi = 1.8378770664093453;
    if (x == 1 || x == 2)
        return 0;
    const int steps = x < 7 ? (int)(7 - x) : 0;
    double y = x + steps;
    const double inverse = 1 / y, inverse2 = inverse * inverse;
    double sum = series[9];
    for (int i = 8; i >= 0; i--)
        sum = sum * inverse2 + series[i];
    double result = sum / y + 0.5 * log_2pi + (y - 0.5) * ir_log(y) - y;
    for (int i = 0; i < steps; i++) {
        y -= 1;
        result -= ir_log(y);
    }
    return result;
}
