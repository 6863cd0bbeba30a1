/* SPDX-License-Identifier: MIT */
/* The chi-square test of values that should be uniform: how many fall into bins of known shares. */
#ifndef BINS_H
#define BINS_H

#include <isorand/isorand.h>

enum { BINS_MAX = 256, BINS_VALUES = 10 /* that a bin should get at least */ };

struct bins {
    int n; /* 0: no uniform values in a known range, or too few of them */
    int is_float;
    double low, width;          /* floats: of a bin */
    uint64_t first, last, each; /* integers: the first; how far the last is; in a bin */
    uint64_t count[BINS_MAX];
};

/* For 'nvalues' of a request. */
void bins_open(struct bins *bins, const isorand_request *req, uint64_t nvalues);
/* The values as doubles, and as the 64 bits of integers. */
void bins_add(struct bins *bins, const double *x, const uint64_t *u, size_t n);

/* The sum of (count - expected)^2 / expected, for n - 1 degrees of freedom. */
double bins_chi_square(const struct bins *bins);

/* The probability that it is that large or larger. */
double chi_square_p(double x, int degrees);

#endif
