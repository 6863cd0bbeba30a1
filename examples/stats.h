/* SPDX-License-Identifier: MIT */
/* np.mean, np.std and np.allclose for contiguous doubles, equal to NumPy's to the last bit. */
#ifndef EXAMPLES_STATS_H
#define EXAMPLES_STATS_H

#include <math.h>
#include <stddef.h>

typedef double stats_term(double x, double centre);

static inline double stats_value(double x, double centre) {
    (void)centre;
    return x;
}

static inline double stats_squared_deviation(double x, double centre) {
    return (x - centre) * (x - centre);
}

/* The pairwise sum of term(x[i], centre) in the order of NumPy's pairwise_sum
 * (numpy/core/src/umath): eight running sums over at most 128 terms; above that two halves, cut at
 * a multiple of eight. */
static inline double stats_pairwise(const double *x, size_t n, stats_term *term, double centre) {
    if (n > 128) {
        const size_t half = n / 2 - n / 2 % 8;
        return stats_pairwise(x, half, term, centre) +
               stats_pairwise(x + half, n - half, term, centre);
    }
    double sum = 0;
    size_t i = 0;
    if (n >= 8) {
        double r[8] = {0};
        for (; i < n - n % 8; i++)
            r[i % 8] += term(x[i], centre);
        sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    }
    for (; i < n; i++)
        sum += term(x[i], centre);
    return sum;
}

/* np.sum of the terms: NumPy 1.24 reduces one buffer of np.getbufsize() elements after another. */
static inline double stats_sum(const double *x, size_t n, stats_term *term, double centre) {
    enum { BUFFER = 8192 };
    double sum = 0;
    for (size_t i = 0; i < n; i += BUFFER)
        sum += stats_pairwise(x + i, n - i < BUFFER ? n - i : BUFFER, term, centre);
    return sum;
}

/* np.mean(x), 'n' >= 1. */
static inline double stats_mean(const double *x, size_t n) {
    return stats_sum(x, n, stats_value, 0) / (double)n;
}

/* np.std(x), 'n' >= 1. */
static inline double stats_std(const double *x, size_t n) {
    return sqrt(stats_sum(x, n, stats_squared_deviation, stats_mean(x, n)) / (double)n);
}

/* np.allclose(a, b) for finite values, with NumPy's default tolerances. */
static inline int stats_allclose(const double *a, const double *b, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!(fabs(a[i] - b[i]) <= 1e-8 + 1e-5 * fabs(b[i])))
            return 0;
    return 1;
}

#endif
