/* SPDX-License-Identifier: MIT */
/* Bulk fills of bounded integers. */
#ifndef IR_DIST_INTEGERS_H
#define IR_DIST_INTEGERS_H

#include "internal.h"

/* Fills elements of 'size' bytes (8, 4, 2 or 1) with offset + [0, max], modulo 2^(8 size): the
 * draws of ir_draw_bounded_..., pieces of words starting anew with each call. */
void ir_fill_bounded(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n, size_t size,
                     uint64_t offset, uint64_t max);

/* Fills bytes 0 or 1: 'offset' + [0, max], where both are at most 1. */
void ir_fill_bounded_bool(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n,
                          unsigned offset, unsigned max);

#endif
