/* SPDX-License-Identifier: MIT */
/* Draws of a distribution, counted in bins: what distributions.py judges.  A library for ctypes.
 *
 * A value's bin is found by a guide: of its bits as an ordered integer the upper ones say from
 * which edge on to look. */
#include "isorand/isorand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Errors to plant, which the judge has to find. */
enum fault { NO_FAULT, SCALED, MODULO, SHORT_FLOATS };

struct draws {
    int engine; /* 0: np.random.seed */
    int fault;
    uint64_t seed, n;
    isorand_request request;
    const double *edges; /* ascending; a value that equals one is above it */
    size_t nedges;
    uint64_t *counts;     /* nedges + 1 bins */
    double center, scale; /* of the values, for the sums */
    double sum, squares;  /* of (value - center) / scale, and of its square */
    double grid;          /* not 0: the lowest 12 bits of the integer value * grid are counted */
    uint64_t *low;        /* 4096 bins, for the grid */
};

enum { PIECE = 4096, GUIDE_BITS = 22, LOW = 4096 };

struct guide {
    uint64_t first, last; /* keys of the outer edges */
    unsigned shift;
    uint16_t *from;
};

/* Integers in the order of the numbers. */
static uint64_t key_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static int guide_make(struct guide *g, const double *edges, size_t n) {
    g->first = key_of(edges[0]);
    g->last = key_of(edges[n - 1]);
    for (g->shift = 0; (g->last - g->first) >> g->shift >> GUIDE_BITS;)
        g->shift++;
    const uint64_t cells = ((g->last - g->first) >> g->shift) + 1;
    g->from = malloc(cells * sizeof *g->from);
    if (!g->from)
        return 0;
    size_t edge = 0; /* the first edge whose cell is this one or later */
    for (uint64_t cell = 0; cell < cells; cell++) {
        while (edge < n && (key_of(edges[edge]) - g->first) >> g->shift < cell)
            edge++;
        g->from[cell] = (uint16_t)edge;
    }
    return 1;
}

static void count(const struct guide *g, struct draws *d, const double *x, size_t n) {
    const double *edges = d->edges;
    for (size_t i = 0; i < n; i++) {
        const uint64_t key = key_of(x[i]);
        size_t bin;
        if (key < g->first) {
            bin = 0;
        } else if (key >= g->last) {
            bin = d->nedges;
        } else {
            bin = g->from[(key - g->first) >> g->shift];
            bin += x[i] >= edges[bin]; /* without a branch, since nobody can foretell it */
            while (x[i] >= edges[bin])
                bin++;
        }
        d->counts[bin]++;
    }
}

static void add(struct draws *d, const double *x, size_t n) {
    enum { LANES = 8 }; /* so that additions need not wait for each other */
    const double inverse = 1 / d->scale;
    double sum[LANES] = {0}, squares[LANES] = {0};
    for (size_t i = 0; i < n; i++) {
        const double z = (x[i] - d->center) * inverse;
        sum[i % LANES] += z;
        squares[i % LANES] += z * z;
    }
    for (int lane = 0; lane < LANES; lane++) {
        d->sum += sum[lane];
        d->squares += squares[lane];
    }
}

static void add_low(struct draws *d, const double *x, const void *values, size_t n) {
    const int type = d->request.type;
    for (size_t i = 0; i < n; i++) {
        const uint64_t all =
            type == ISORAND_U64 ? ((const uint64_t *)values)[i] : (uint64_t)(x[i] * d->grid);
        d->low[all % LOW]++;
    }
}

#define CONVERT(TYPE)                                                                              \
    for (size_t i = 0; i < n; i++)                                                                 \
        x[i] = (double)((const TYPE *)values)[i];                                                  \
    break

static void convert(int type, const void *values, double *x, size_t n) {
    switch (type) {
    case ISORAND_U8:
    case ISORAND_BOOL:
        CONVERT(uint8_t);
    case ISORAND_U16:
        CONVERT(uint16_t);
    case ISORAND_U32:
        CONVERT(uint32_t);
    case ISORAND_U64:
        CONVERT(uint64_t);
    case ISORAND_I8:
        CONVERT(int8_t);
    case ISORAND_I16:
        CONVERT(int16_t);
    case ISORAND_I32:
        CONVERT(int32_t);
    case ISORAND_I64:
        CONVERT(int64_t);
    case ISORAND_F32:
        CONVERT(float);
    default:
        CONVERT(double);
    }
}

static void plant(int fault, double *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        switch (fault) {
        case SCALED:
            x[i] *= 1.002;
            break;
        case MODULO:
            x[i] = fmod(x[i], 1000);
            break;
        case SHORT_FLOATS:
            x[i] = floor(x[i] * 0x1p23) * 0x1p-23;
            break;
        default:
            break;
        }
}

/* Adds n draws to the counts and sums.  0, or an error of the library; 1: out of memory. */
__attribute__((visibility("default"))) int statistics_draw(struct draws *d);
int statistics_draw(struct draws *d) {
    struct guide g = {0};
    isorand_rng rng;
    double *x = malloc(PIECE * sizeof *x), *values = malloc(PIECE * sizeof *values);
    int error = !x || !values || !guide_make(&g, d->edges, d->nedges);
    if (!error)
        error =
            d->engine ? isorand_seed(&rng, d->engine, d->seed) : isorand_seed_legacy(&rng, d->seed);
    for (uint64_t left = d->n; left && !error;) {
        const size_t n = left < PIECE ? (size_t)left : PIECE;
        error = isorand_fill(&rng, &d->request, values, n);
        if (error)
            break;
        convert(d->request.type, values, x, n);
        if (d->fault)
            plant(d->fault, x, n);
        count(&g, d, x, n);
        if (d->scale > 0)
            add(d, x, n);
        if (d->grid > 0)
            add_low(d, x, values, n);
        left -= n;
    }
    free(g.from);
    free(x);
    free(values);
    return error;
}
