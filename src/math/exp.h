/* SPDX-License-Identifier: MIT */
/* What exp and pow share. */
#ifndef IR_MATH_EXP_H
#define IR_MATH_EXP_H

#include <stdint.h>

/* +-exp(x + tail) with |tail| < 2^-15 and below |x|; 'sign' is 0 or the sign bit. */
double ir_exp_tail(double x, double tail, uint64_t sign);

#endif
