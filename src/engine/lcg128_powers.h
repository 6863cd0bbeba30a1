/* SPDX-License-Identifier: MIT */
/* Several steps of a 128-bit LCG as one: j steps of x -> M x + c are x -> M^j x + S_j c, where
 * S_j = 1 + M + ... + M^(j - 1). */
#ifndef IR_LCG128_POWERS_H
#define IR_LCG128_POWERS_H

#include "base/u128.h"

enum { IR_LCG128_STEPS = 33 }; /* j = 0 .. 32 */

struct ir_lcg128_powers {
    uint64_t power_hi[IR_LCG128_STEPS], power_lo[IR_LCG128_STEPS]; /* M^j */
    uint64_t sum_hi[IR_LCG128_STEPS], sum_lo[IR_LCG128_STEPS];     /* S_j */
};

extern const struct ir_lcg128_powers ir_pcg64_powers, ir_pcg64dxsm_powers;

#endif
