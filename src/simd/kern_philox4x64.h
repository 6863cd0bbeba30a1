/* SPDX-License-Identifier: MIT */
/* Kernel of Philox4x64-10. */
#ifndef IR_KERN_PHILOX4X64_H
#define IR_KERN_PHILOX4X64_H

#include "engine/philox4x64.h"
#include "simd/kern.h"

#define HAVE_KERN_philox4x64 1

#define PHILOX  philox4x64
#define WORD    uint64_t
#define VEC     v64
#define LANES   VL64
#define UNROLL  VEC_PHILOX64_UNROLL
#define FACTOR0 IR_PHILOX4X64_MULT0
#define FACTOR1 IR_PHILOX4X64_MULT1
#define WEYL0   IR_PHILOX4X64_WEYL0
#define WEYL1   IR_PHILOX4X64_WEYL1
#ifdef VEC_PHILOX64_SCALARS /* vec_mulx.h */
#define SCALARS VEC_PHILOX64_SCALARS
#else
#define SCALARS 0
#endif
#define FEW        5
#define FEW_BEHIND 2
#define MULHILO(a, b, h, l)                                                                        \
    do {                                                                                           \
        ir_u128 p_ = ir_mul64(a, b);                                                               \
        (h) = p_.hi;                                                                               \
        (l) = p_.lo;                                                                               \
    } while (0)
#include "simd/kern_philox_tmpl.h"
#undef SCALARS
#undef FEW
#undef FEW_BEHIND
#undef MULHILO
#undef PHILOX
#undef WORD
#undef VEC
#undef LANES
#undef UNROLL
#undef FACTOR0
#undef FACTOR1
#undef WEYL0
#undef WEYL1

/* From seven blocks on: fewer are made sooner one by one. */
#define KERN_philox4x64 KERN_WORDS(kern_philox4x64, 1, 30)

#endif
