/* SPDX-License-Identifier: MIT */
/* The output of PCG64DXSM over vectors of states, for the kernels of kern_lcg128.h and
 * kern_lcg128_hybrid.h; behind a vec header. */
#ifndef IR_LCG128_DXSM_H
#define IR_LCG128_DXSM_H

#include "engine/lcg128.h"

/* DXSM, "double xorshift multiply": both multiplications are low halves. */
static inline v64 lcg128_dxsm(v128 x) {
    v64 hi = v128_hi(x), lo = v64_or(v128_lo(x), v64_set1(1));
    hi = v64_xor(hi, v64_shr(hi, 32));
    hi = v64_mullo(hi, v64_set1(IR_DXSM_MULT));
    hi = v64_xor(hi, v64_shr(hi, 48));
    return v64_mullo(hi, lo);
}

#endif
