/* SPDX-License-Identifier: MIT */
/* Fills a large array at once and in pieces.  Usage: fill [COUNT] */
#include "common.h"
#include "stats.h"

#include <errno.h>
#include <string.h>
#include <time.h>

enum { PIECE = 1000 };

static double seconds(void) {
    struct timespec now;
    if (!timespec_get(&now, TIME_UTC))
        fail("timespec_get", "no clock");
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* A whole number of at least 1. */
static size_t parse_count(const char *text) {
    char *end;
    errno = 0;
    const unsigned long long count = strtoull(text, &end, 10);
    if (errno || end == text || *end || strchr(text, '-') || !count || count > SIZE_MAX)
        fail(text, "not a count");
    return (size_t)count;
}

int main(int argc, char **argv) {
    const size_t n = argc > 1 ? parse_count(argv[1]) : 10000000;
    double *x = allocate(n, sizeof *x);
    isorand_rng rng;

    /* default_rng(42).standard_normal(n); the time includes the system's zeroing of new pages. */
    MUST(isorand_seed(&rng, ISORAND_PCG64, 42));
    const double start = seconds();
    MUST(isorand_fill_normal_f64(&rng, x, n, 0, 1));
    fprintf(stderr, "%zu normals in %.3f s on %s\n", n, seconds() - start, isorand_backend_name());
    print_value("first", x[0]);
    print_value("last", x[n - 1]);
    print_value("mean", stats_mean(x, n));
    print_value("std", stats_std(x, n));
    print_value("next", isorand_next_f64(&rng)); /* the stream goes on where NumPy's does */

    /* Pieces of any length give the same values as one fill. */
    double piece[PIECE];
    int equal = 1;
    MUST(isorand_seed(&rng, ISORAND_PCG64, 42));
    for (size_t i = 0; i < n; i += PIECE) {
        const size_t length = n - i < PIECE ? n - i : PIECE;
        MUST(isorand_fill_normal_f64(&rng, piece, length, 0, 1));
        equal &= !memcmp(x + i, piece, length * sizeof *piece);
    }
    print_truth("pieces are equal", equal);
    free(x);
    return finish();
}
