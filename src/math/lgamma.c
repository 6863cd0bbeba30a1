/* SPDX-License-Identifier: MIT */
/* log(gamma(x)) as NumPy's random_loggam computes it for its discrete distributions: Stirling's
 * series where x >= 7, after steps of gamma(x + 1) = x gamma(x) below.  (Zhang and Jin,
 * "Computation of Special Functions", Wiley 1996.) */
#include "math/lane.h"
#include "math/math.h"

#include "math/lgamma_text.h"

double ir_lgamma(double x) {
    if (x == 1 || x == 2)
        return 0;
    const int steps = x < 7 ? (int)(7 - x) : 0;
    double y = x + steps;
    double result = ir_lgamma_from_7(y, ir_log(y));
    for (int i = 0; i < steps; i++) {
        y -= 1;
        result -= ir_log(y);
    }
    return result;
}
