/* SPDX-License-Identifier: MIT */
/* Draws of the gamma family, shared with distributions made of them. */
#ifndef IR_GAMMA_H
#define IR_GAMMA_H

#include "distribution/family.h"

/* A standard gamma: what depends on its shape only. */
struct ir_gamma {
    double shape, b, c; /* above 1 Marsaglia and Tsang's; else 1 - shape, 1 / shape */
};

/* The same in single precision. */
struct ir_gamma_f32 {
    float shape, b, c;
};

struct ir_gamma ir_gamma_of(double shape);
double ir_draw_gamma(const struct ir_family *family, struct ir_reader *r,
                     const struct ir_gamma *gamma);

/* A beta: two gammas, or for small parameters (both up to 1) only their shapes. */
double ir_draw_beta(const struct ir_family *family, struct ir_reader *r,
                    const struct ir_gamma gamma[2]);

#endif
