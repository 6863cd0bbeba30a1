/* SPDX-License-Identifier: MIT */
/* Single draws of the gamma family, shared with distributions made of them. */
#ifndef IR_GAMMA_H
#define IR_GAMMA_H

#include "distribution/scalar.h"

double ir_draw_standard_gamma(const struct ir_base *base, struct ir_source *source, double shape);
double ir_draw_beta(const struct ir_base *base, struct ir_source *source, double a, double c);

/* poisson.c: the same for both classes. */
int64_t ir_draw_poisson(struct ir_source *source, double lam);

#endif
