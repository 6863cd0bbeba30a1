/* SPDX-License-Identifier: MIT */
/* Kernel of Philox4x32-10. */
#ifndef IR_KERN_PHILOX4X32_H
#define IR_KERN_PHILOX4X32_H

#include "engine/philox4x32.h"
#include "simd/kern.h"

#define HAVE_KERN_philox4x32 1

#define PHILOX     philox4x32
#define WORD       uint32_t
#define VEC        s32
#define LANES      SL32
#define UNROLL     VEC_PHILOX32_UNROLL
#define FACTOR0    IR_PHILOX4X32_MULT0
#define FACTOR1    IR_PHILOX4X32_MULT1
#define WEYL0      IR_PHILOX4X32_WEYL0
#define WEYL1      IR_PHILOX4X32_WEYL1
#define SCALARS    0
#define FEW        2
#define FEW_BEHIND 1
#define MULHILO(a, b, h, l)                                                                        \
    do {                                                                                           \
        uint64_t p_ = (uint64_t)(a) * (b);                                                         \
        (h) = (uint32_t)(p_ >> 32);                                                                \
        (l) = (uint32_t)p_;                                                                        \
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

/* From three blocks on. */
#define KERN_philox4x32 KERN_WORDS(kern_philox4x32, 1, 12)

#endif
