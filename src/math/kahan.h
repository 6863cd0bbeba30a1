/* SPDX-License-Identifier: MIT */
/* Checks of lists of probabilities, with the sum that NumPy takes of them. */
#ifndef IR_KAHAN_H
#define IR_KAHAN_H

#include <stddef.h>

/* Kahan's compensated sum; 0 of nothing. */
static inline double ir_kahan_sum(const double *x, size_t n) {
    double sum = n ? x[0] : 0, lost = 0;
    for (size_t i = 1; i < n; i++) {
        const double y = x[i] - lost, t = sum + y;
        lost = (t - sum) - y;
        sum = t;
    }
    return sum;
}

static inline int ir_all_probabilities(const double *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!(p[i] >= 0 && p[i] <= 1))
            return 0;
    return 1;
}

#endif
