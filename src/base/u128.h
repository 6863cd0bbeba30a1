/* SPDX-License-Identifier: MIT */
/* 128-bit unsigned arithmetic: ir_u128, ir_mul64, ir_add128, ir_mul128. */
#ifndef IR_U128_H
#define IR_U128_H

#include <isorand/inline/bits.h>

#endif
