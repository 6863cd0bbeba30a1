/* SPDX-License-Identifier: MIT */
/* The Poisson distribution: what depends on its mean only, and the draw, the same in all families.
 */
#ifndef IR_POISSON_H
#define IR_POISSON_H

#include "words/reader.h"

struct ir_poisson {
    double lam;
    double limit;    /* of the product, below 10 */
    double b, a, vr; /* PTRS, from 10; Hoermann's names */
    double log_lam, log_inv_alpha;
};

struct ir_poisson ir_poisson_of(double lam);
int64_t ir_draw_poisson(struct ir_reader *r, const struct ir_poisson *s);

/* The same for one draw. */
int64_t ir_draw_poisson_once(struct ir_reader *r, double lam);

#endif
