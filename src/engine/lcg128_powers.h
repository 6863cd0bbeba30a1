/* SPDX-License-Identifier: MIT */
/* Many steps of a 128-bit LCG as one: j steps of x -> M x + c are x -> M^j x + S_j c, where
 * S_j = 1 + M + ... + M^(j - 1). */
#ifndef IR_LCG128_POWERS_H
#define IR_LCG128_POWERS_H

#include "base/u128.h"

enum { IR_LCG128_RADIX = 32, IR_LCG128_DIGITS = 3 };

/* For digit d of a number of steps in that radix: M^j and S_j of radix^d steps for M; j = radix too
 * is there, for lanes. */
struct ir_lcg128_powers {
    uint64_t power_hi[IR_LCG128_RADIX + 1], power_lo[IR_LCG128_RADIX + 1];
    uint64_t sum_hi[IR_LCG128_RADIX + 1], sum_lo[IR_LCG128_RADIX + 1];
};

extern const struct ir_lcg128_powers ir_pcg64_powers[IR_LCG128_DIGITS];
extern const struct ir_lcg128_powers ir_pcg64dxsm_powers[IR_LCG128_DIGITS];

#endif
