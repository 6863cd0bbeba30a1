/* SPDX-License-Identifier: MIT */
/* Shuffling inside the library. */
#ifndef IR_ORDER_H
#define IR_ORDER_H

#include "internal.h"

/* 'n' elements of 'size' bytes, 'stride' bytes apart, as Generator.shuffle does. */
void ir_shuffle(const struct ir_backend *b, isorand_rng *rng, void *base, size_t n, size_t size,
                size_t stride);

/* 0 .. n - 1, in order. */
void ir_arange_i64(int64_t *out, size_t n);

#endif
