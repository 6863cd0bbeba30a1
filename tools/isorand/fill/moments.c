/* SPDX-License-Identifier: MIT */
/* Moments by the formulas of Pebay, "Formulas for robust, one-pass parallel computation of
 * covariances and arbitrary-order statistical moments" (2008): nothing large is subtracted. */
#include "fill/moments.h"

#include <math.h>

struct moments moments_of(const double *x, size_t n) {
    struct moments m = {.n = n};
    double rest = 0;
    for (size_t i = 0; i < n; i++)
        m.mean += x[i];
    m.mean /= (double)n;
    for (size_t i = 0; i < n; i++) /* what the sum was rounded by */
        rest += x[i] - m.mean;
    m.mean += rest / (double)n;
    for (size_t i = 0; i < n; i++) {
        const double d = x[i] - m.mean, d2 = d * d;
        m.m2 += d2;
        m.m3 += d2 * d;
        m.m4 += d2 * d2;
    }
    return m;
}

struct moments moments_join(const struct moments *a, const struct moments *b) {
    if (!a->n || !b->n)
        return a->n ? *a : *b;
    const double na = (double)a->n, nb = (double)b->n, n = na + nb;
    const double d = b->mean - a->mean, dn = d / n, pair = d * dn * na * nb;
    return (struct moments){
        .n = a->n + b->n,
        .mean = a->mean + dn * nb,
        .m2 = a->m2 + b->m2 + pair,
        .m3 = a->m3 + b->m3 + pair * dn * (na - nb) + 3 * dn * (na * b->m2 - nb * a->m2),
        .m4 = a->m4 + b->m4 + pair * dn * dn * (na * na - na * nb + nb * nb) +
              6 * dn * dn * (na * na * b->m2 + nb * nb * a->m2) +
              4 * dn * (na * b->m3 - nb * a->m3),
    };
}

double moments_deviation(const struct moments *m) {
    return sqrt(m->m2 / (double)m->n);
}

double moments_skewness(const struct moments *m) {
    const double variance = m->m2 / (double)m->n;
    return m->m3 / (double)m->n / (variance * sqrt(variance));
}

double moments_kurtosis(const struct moments *m) {
    const double variance = m->m2 / (double)m->n;
    return m->m4 / (double)m->n / (variance * variance) - 3;
}
