/* SPDX-License-Identifier: MIT */
/* Standard normals and exponentials in bulk: the values of draw.h. */
#ifndef IR_ZIGGURAT_H
#define IR_ZIGGURAT_H

#include "distribution/dist.h"

ir_fill_fn ir_many_normal_f64, ir_many_normal_f32;
ir_fill_fn ir_many_exponential_f64, ir_many_exponential_f32;

#endif
