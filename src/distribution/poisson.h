/* SPDX-License-Identifier: MIT */
/* The Poisson distribution: what depends on its mean only, and the draw, the same in all families.
 */
#ifndef IR_POISSON_H
#define IR_POISSON_H

#include "words/reader.h"

struct ir_poisson {
    double lam;
    double limit;                            /* of the product, below 10 */
    double log_lam, b, a, vr, log_inv_alpha; /* PTRS, from 10; Hoermann's names */
};

struct ir_poisson ir_poisson_of(double lam);
int64_t ir_draw_poisson(struct ir_reader *r, const struct ir_poisson *s);

#endif
