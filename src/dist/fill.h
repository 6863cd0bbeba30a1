/* SPDX-License-Identifier: MIT */
/* Bulk fills of the core distributions, with an explicit backend.  They round: the caller has
 * entered the environment of fpenv.h. */
#ifndef IR_DIST_FILL_H
#define IR_DIST_FILL_H

#include "internal.h"

/* Standard normals and exponentials: the values of draw.h. */
void ir_fill_normal_f64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);
void ir_fill_normal_f32(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);
void ir_fill_exponential_f64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);
void ir_fill_exponential_f32(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);

#endif
