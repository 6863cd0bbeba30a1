/* SPDX-License-Identifier: MIT */
/* Standard values in bulk that are not the ziggurat's: uniforms, and RandomState's normals and
 * exponentials; and a family's. */
#ifndef IR_STANDARD_H
#define IR_STANDARD_H

#include "distribution/dist.h"

ir_fill_fn ir_many_uniform_f64, ir_many_uniform_f32;
ir_fill_fn ir_many_polar_normal, ir_many_log_exponential;

/* Those of plan->family. */
ir_fill_fn ir_many_family_normal, ir_many_family_exponential;

#endif
