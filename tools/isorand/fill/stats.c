/* SPDX-License-Identifier: MIT */
/* What the values of a fill are like. */
#include "fill/stats.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void stats_open(struct stats *stats, const isorand_request *req, uint64_t nvalues) {
    memset(stats, 0, sizeof *stats);
    stats->type = req->type;
    bins_open(&stats->bins, req, nvalues);
}

/* ---- one value of each type ---- */

static void take(struct stats *stats, const unsigned char *value) {
    uint64_t *u = &stats->u[stats->pending];
    double *x = &stats->x[stats->pending];
    float f;
    int8_t i8;
    int16_t i16;
    int32_t i32;
    uint16_t u16;
    uint32_t u32;
    switch (stats->type) {
    case ISORAND_F64:
        memcpy(x, value, sizeof *x);
        return;
    case ISORAND_F32:
        memcpy(&f, value, sizeof f), *x = (double)f;
        return;
    case ISORAND_I8:
        memcpy(&i8, value, sizeof i8), *u = (uint64_t)(int64_t)i8;
        break;
    case ISORAND_I16:
        memcpy(&i16, value, sizeof i16), *u = (uint64_t)(int64_t)i16;
        break;
    case ISORAND_I32:
        memcpy(&i32, value, sizeof i32), *u = (uint64_t)(int64_t)i32;
        break;
    case ISORAND_U16:
        memcpy(&u16, value, sizeof u16), *u = u16;
        break;
    case ISORAND_U32:
        memcpy(&u32, value, sizeof u32), *u = u32;
        break;
    case ISORAND_I64:
    case ISORAND_U64:
        memcpy(u, value, sizeof *u);
        break;
    default:
        *u = *value; /* u8, bool */
    }
}

static char kind_of(const struct stats *stats) {
    return isorand_type_get(stats->type)->kind;
}

/* ---- a block of them ---- */

/* What makes signed integers rise as unsigned ones do. */
static uint64_t flip_of(const struct stats *stats) {
    return (uint64_t)(kind_of(stats) == 'i') << 63;
}

static void begin(struct stats *stats) {
    stats->least_x = stats->greatest_x = stats->x[0];
    stats->least_u = stats->greatest_u = stats->first_u = stats->u[0];
    stats->first_x = isfinite(stats->x[0]) ? stats->x[0] : 0;
}

static void find_extremes(struct stats *stats) {
    const uint64_t flip = flip_of(stats);
    for (size_t i = 0; i < stats->pending; i++) {
        const double x = stats->x[i];
        const uint64_t u = stats->u[i];
        stats->least_x = x < stats->least_x ? x : stats->least_x;
        stats->greatest_x = x > stats->greatest_x ? x : stats->greatest_x;
        stats->least_u = (u ^ flip) < (stats->least_u ^ flip) ? u : stats->least_u;
        stats->greatest_u = (u ^ flip) > (stats->greatest_u ^ flip) ? u : stats->greatest_u;
    }
}

/* The distances from the first value. */
static void measure(const struct stats *stats, double *distance) {
    const uint64_t flip = flip_of(stats), first = stats->first_u;
    for (size_t i = 0; i < stats->pending; i++)
        if (kind_of(stats) == 'f')
            distance[i] = stats->x[i] - stats->first_x;
        else if ((stats->u[i] ^ flip) >= (first ^ flip))
            distance[i] = (double)(stats->u[i] - first);
        else
            distance[i] = -(double)(first - stats->u[i]);
}

/* The mean itself. */
static double mean_of(const struct stats *stats) {
    const double mean = stats->moments.mean;
    switch (kind_of(stats)) {
    case 'f':
        return stats->first_x + mean;
    case 'i':
        return (double)(int64_t)stats->first_u + mean;
    default:
        return (double)stats->first_u + mean;
    }
}

static void end_block(struct stats *stats) {
    double distance[STATS_BLOCK];
    if (!stats->pending)
        return;
    if (!stats->moments.n)
        begin(stats);
    find_extremes(stats);
    measure(stats, distance);
    bins_add(&stats->bins, stats->x, stats->u, stats->pending);
    const struct moments block = moments_of(distance, stats->pending);
    stats->moments = moments_join(&stats->moments, &block);
    stats->pending = 0;
}

void stats_add(struct stats *stats, const unsigned char *values, size_t n) {
    const size_t size = isorand_type_get(stats->type)->bytes;
    for (size_t i = 0; i < n; i++) {
        take(stats, values + i * size);
        if (++stats->pending == STATS_BLOCK)
            end_block(stats);
    }
}

/* ---- printing ---- */

static void print_value(const struct stats *stats, const char *name, double x, uint64_t u) {
    switch (kind_of(stats)) {
    case 'f':
        fprintf(stderr, ", %s %.*g", name, stats->type == ISORAND_F32 ? 9 : 17, x);
        break;
    case 'i':
        fprintf(stderr, ", %s %" PRId64, name, (int64_t)u);
        break;
    default:
        fprintf(stderr, ", %s %" PRIu64, name, u);
    }
}

void stats_print(struct stats *stats) {
    end_block(stats);
    const struct moments *m = &stats->moments;
    fprintf(stderr, "isorand: %" PRIu64 " value%s", m->n, m->n == 1 ? "" : "s");
    if (m->n) {
        print_value(stats, "min", stats->least_x, stats->least_u);
        print_value(stats, "max", stats->greatest_x, stats->greatest_u);
        fprintf(stderr, ", mean %.12g, deviation %.12g", mean_of(stats), moments_deviation(m));
        if (m->m2 > 0)
            fprintf(stderr, ", skewness %.9g, excess kurtosis %.9g", moments_skewness(m),
                    moments_kurtosis(m));
    }
    fputc('\n', stderr);
    if (!stats->bins.n)
        return;
    const double chi_square = bins_chi_square(&stats->bins);
    fprintf(stderr, "isorand: chi-square %.9g, %d bins, p %.6g\n", chi_square, stats->bins.n,
            chi_square_p(chi_square, stats->bins.n - 1));
}
