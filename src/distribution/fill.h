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

/* Whether the parameters are possible: low and high, loc and scale, scale alone. */
int ir_uniform_takes(double low, double high);
int ir_normal_takes(double loc, double scale);
int ir_exponential_takes(double unused, double scale);

#endif
