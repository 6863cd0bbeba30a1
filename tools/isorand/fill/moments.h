/* SPDX-License-Identifier: MIT */
/* Moments of values that come in pieces, in one pass. */
#ifndef MOMENTS_H
#define MOMENTS_H

#include <stddef.h>
#include <stdint.h>

/* Count, mean, and sums of powers of the distances from it. */
struct moments {
    uint64_t n;
    double mean, m2, m3, m4;
};

/* Of n >= 1 values. */
struct moments moments_of(const double *x, size_t n);

/* Of both together. */
struct moments moments_join(const struct moments *a, const struct moments *b);

/* Divided by the count, as NumPy and SciPy do it by default; the last two NaN where all
 * values are the same. */
double moments_deviation(const struct moments *m);
double moments_skewness(const struct moments *m);
double moments_kurtosis(const struct moments *m); /* excess: a normal distribution's is 0 */

#endif
