/* SPDX-License-Identifier: MIT */
/* Shuffles and choices over 0 .. pop - 1, as the public calls of those names; the arguments have
 * been checked. */
#ifndef IR_ORDER_H
#define IR_ORDER_H

#include "words/reader.h"

/* 'n' elements of 'size' bytes, 'stride' bytes apart, as Generator.shuffle does. */
void ir_shuffle(struct ir_reader *r, void *base, size_t n, size_t size, size_t stride);

/* Exchanges elements n - 1, n - 2, ..., first > 0 alone, with ones drawn by Lemire's method
 * (NumPy's _shuffle_int). */
void ir_shuffle_tail(struct ir_reader *r, int64_t *x, size_t n, size_t first);

/* 0 .. n - 1, in order. */
void ir_arange_i64(int64_t *out, size_t n);

/* ---- integers.c ---- */

/* Generator.integers(0, pop, n). */
void ir_choice(struct ir_reader *r, int64_t *out, size_t n, int64_t pop);
/* ---- choice.c ---- */

size_t ir_choice_distinct_scratch(size_t n, int64_t pop, int shuffle);
void ir_choice_distinct(struct ir_reader *r, int64_t *out, size_t n, int64_t pop, int shuffle,
                        uint64_t *scratch);

/* Whether the probabilities are possible, for 'n' distinct elements or, with distinct = 0, any
 * number. */
int ir_choice_weights(const double *p, size_t pop, size_t n, int distinct, double tolerance);
void ir_choice_weighted(struct ir_reader *r, int64_t *out, size_t n, const double *p, size_t pop,
                        double *scratch);
void ir_choice_weighted_distinct(struct ir_reader *r, int64_t *out, size_t n, const double *p,
                                 size_t pop, double *scratch);

#endif
