/* SPDX-License-Identifier: MIT */
/* --stats: what the values of a fill are like, in one pass.  Values are taken in blocks that their
 * place in the output decides, so that what is printed does not depend on how they were made. */
#ifndef STATS_H
#define STATS_H

#include "fill/bins.h"
#include "fill/moments.h"

enum { STATS_BLOCK = 1024 };

struct stats {
    int type;
    size_t pending; /* in the block */
    double x[STATS_BLOCK];
    uint64_t u[STATS_BLOCK]; /* integers, sign-extended */
    double least_x, greatest_x;
    uint64_t least_u, greatest_u; /* by value, or as int64_t */
    double first_x;   /* the first value: moments are of distances from it, which are exact */
    uint64_t first_u; /* where values lie close together far from 0 */
    struct moments moments;
    struct bins bins;
};

void stats_open(struct stats *stats, const isorand_request *req, uint64_t nvalues);
/* Values of this machine's byte order. */
void stats_add(struct stats *stats, const unsigned char *values, size_t n);
/* Prints them on stderr. */
void stats_print(struct stats *stats);

#endif
