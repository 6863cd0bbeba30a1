/* SPDX-License-Identifier: MIT */
/* The chi-square test. */
#include "fill/bins.h"

#include "fill/bounds.h"

#include <math.h>
#include <string.h>

static int is_uniform(int dist) {
    return dist == ISORAND_UNIFORM || dist == ISORAND_LEGACY_UNIFORM;
}

/* Integers from *first on, the last one *last further; 0: they are not uniform. */
static int integer_range(const isorand_request *req, uint64_t *first, uint64_t *last) {
    if (req->dist == ISORAND_RAW) {
        *first = 0;
        *last = UINT64_MAX >> (64 - 8 * isorand_type_get(req->type)->bytes);
        return 1;
    }
    return (req->dist == ISORAND_INTEGERS || req->dist == ISORAND_LEGACY_INTEGERS) &&
           bounds_get(req, first, last);
}

static double real_param(const isorand_request *req, const char *name) {
    const isorand_param_info *param;
    for (int p = 0; (param = isorand_dist_param(req->dist, p)) != NULL; p++)
        if (!strcmp(param->name, name))
            return req->param[p].f;
    return NAN;
}

/* Where the doubles of the range are too few for its bins to have equal shares there are none. */
static void open_floats(struct bins *bins, const isorand_request *req, int n) {
    const double low = real_param(req, "low"), high = real_param(req, "high");
    const double size = fmax(fabs(low), fabs(high));
    bins->is_float = 1;
    bins->low = low;
    bins->width = (high - low) / n;
    bins->n = high - low > 1e-9 * size && isfinite(high - low) ? n : 0;
}

static void open_integers(struct bins *bins, int n) {
    bins->each = bins->last / (unsigned)n + 1;
    bins->n = (int)(bins->last / bins->each) + 1;
}

void bins_open(struct bins *bins, const isorand_request *req, uint64_t nvalues) {
    const uint64_t most = nvalues / BINS_VALUES;
    const int n = most < BINS_MAX ? (int)most : BINS_MAX;
    memset(bins, 0, sizeof *bins);
    if (n < 2)
        return;
    if (is_uniform(req->dist))
        open_floats(bins, req, n);
    else if (integer_range(req, &bins->first, &bins->last))
        open_integers(bins, n);
    if (bins->n < 2)
        bins->n = 0;
}

void bins_add(struct bins *bins, const double *x, const uint64_t *u, size_t n) {
    for (size_t i = 0; bins->n && i < n; i++) {
        uint64_t at = bins->is_float ? (uint64_t)((x[i] - bins->low) / bins->width)
                                     : (u[i] - bins->first) / bins->each;
        if (at >= (unsigned)bins->n) /* high itself, by rounding */
            at = (unsigned)bins->n - 1;
        bins->count[at]++;
    }
}

/* Of bin i among all values. */
static double share(const struct bins *bins, int i) {
    if (bins->is_float)
        return 1.0 / bins->n;
    const uint64_t before = (unsigned)i * bins->each;
    const uint64_t more =
        bins->last - before < bins->each - 1 ? bins->last - before : bins->each - 1;
    return ((double)more + 1) / ((double)bins->last + 1);
}

double bins_chi_square(const struct bins *bins) {
    double sum = 0, total = 0;
    for (int i = 0; i < bins->n; i++)
        total += (double)bins->count[i];
    for (int i = 0; i < bins->n; i++) {
        const double expected = total * share(bins, i);
        const double d = (double)bins->count[i] - expected;
        sum += d * d / expected;
    }
    return sum;
}

/* The upper incomplete gamma function over Gamma(a): by its series below a + 1, else by its
 * continued fraction (Abramowitz and Stegun 6.5.29 and 6.5.31; Lentz's algorithm). */
static double upper_gamma(double a, double x) {
    const double scale = exp(a * log(x) - x - lgamma(a)), tiny = 1e-300;
    if (x < a + 1) {
        double term = 1 / a, sum = term;
        for (int i = 1; i < 10000 && term > 1e-17 * sum; i++) {
            term *= x / (a + i);
            sum += term;
        }
        return 1 - scale * sum;
    }
    double b = x + 1 - a, c = 1 / tiny, d = 1 / b, h = d;
    for (int i = 1; i < 10000; i++) {
        const double k = -i * (i - a);
        b += 2;
        d = k * d + b;
        d = 1 / (fabs(d) < tiny ? tiny : d);
        c = b + k / c;
        c = fabs(c) < tiny ? tiny : c;
        h *= d * c;
        if (fabs(d * c - 1) < 1e-16)
            break;
    }
    return scale * h;
}

double chi_square_p(double x, int degrees) {
    return x > 0 ? upper_gamma(0.5 * degrees, 0.5 * x) : 1;
}
