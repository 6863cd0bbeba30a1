/* SPDX-License-Identifier: MIT */
/* The families: what np.random.Generator and np.random.RandomState draw from. */
#include "distribution/family.h"
#include "distribution/draw.h"
#include "distribution/standard.h"
#include "distribution/ziggurat.h"

const struct ir_family ir_family_generator = {ISORAND_GENERATOR,   ir_draw_normal,
                                              ir_draw_exponential, ir_draw_lemire,
                                              ir_many_normal_f64,  ir_many_exponential_f64};
const struct ir_family ir_family_randomstate = {ISORAND_RANDOMSTATE,     ir_draw_polar_normal,
                                                ir_draw_log_exponential, ir_draw_masked,
                                                ir_many_polar_normal,    ir_many_log_exponential};
