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
#include "simd/kern_philox_tmpl.h"
#undef PHILOX
#undef WORD
#undef VEC
#undef LANES
#undef UNROLL
#undef FACTOR0
#undef FACTOR1
#undef WEYL0
#undef WEYL1

/* From one vector of blocks on, behind what the buffer may hold. */
#define KERN_philox4x64                                                                            \
    { kern_philox4x64, 1, VL64 > 1 ? 30 : 12, NULL, NULL, NULL }

#endif
