/* SPDX-License-Identifier: MIT */
/* What a distribution is to the generic fill. */
#ifndef IR_DIST_H
#define IR_DIST_H

#include "internal.h"

/* Fills 'n' elements of req->type, one of the types in its row; the parameters are as the caller
 * gave them.  0 or an error, and then nothing is written and the state is unchanged. */
typedef int ir_dist_fn(const struct ir_backend *b, isorand_rng *rng, const isorand_request *req,
                       void *out, size_t n);

#define ISORAND_DIST(ID, name, types, equals, params)     ir_dist_fn ir_dist_##name;
#define ISORAND_DIST_BOTH(ID, name, TYPE, equals, params) ir_dist_fn ir_dist_##name;
#include "dists.def"
#undef ISORAND_DIST
#undef ISORAND_DIST_BOTH

#endif
