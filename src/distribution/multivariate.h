/* SPDX-License-Identifier: MIT */
/* Distributions of vectors, as the public calls of those names: whether the parameters are
 * possible, and 'n' vectors of 'k' >= 1 elements. */
#ifndef IR_MULTIVARIATE_H
#define IR_MULTIVARIATE_H

#include "distribution/family.h"

int ir_multinomial_takes(int64_t trials, const double *pvals, size_t k);
void ir_multinomial(const struct ir_family *family, struct ir_reader *r, int64_t *out, size_t n,
                    int64_t trials, const double *pvals, size_t k);

int ir_multivariate_hypergeometric_takes(const int64_t *colors, size_t k, int64_t nsample);
void ir_multivariate_hypergeometric(struct ir_reader *r, int64_t *out, size_t n,
                                    const int64_t *colors, size_t k, int64_t nsample);

/* The sum of the colors, or -1 where it is no int64_t or a color is negative. */
int64_t ir_sum_of_colors(const int64_t *colors, size_t k);
void ir_multivariate_hypergeometric_count(struct ir_reader *r, int64_t *out, size_t n,
                                          const int64_t *colors, size_t k, int64_t nsample,
                                          uint64_t *scratch);

int ir_dirichlet_takes(const struct ir_family *family, uint32_t numpy, const double *alpha,
                       size_t k);
void ir_dirichlet(const struct ir_family *family, struct ir_reader *r, double *out, size_t n,
                  const double *alpha, size_t k);

int ir_multivariate_normal_takes(const double *mean, const double *lower, size_t k);
void ir_multivariate_normal(struct ir_reader *r, double *out, size_t n, const double *mean,
                            const double *lower, size_t k);

int ir_legacy_multivariate_normal_takes(const double *mean, const double *factor, size_t k);
void ir_legacy_multivariate_normal(struct ir_reader *r, double *out, size_t n, const double *mean,
                                   const double *factor, size_t k, double *scratch);

#endif
