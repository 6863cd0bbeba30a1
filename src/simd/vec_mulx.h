/* SPDX-License-Identifier: MIT */
/* The scalar unit's words for kernels that use it beside the vectors: lanes of 128 bits.  With BMI2
 * compilers multiply by mulx, which leaves the flags and fixed registers alone.  (As a structure of
 * two words, as elsewhere, gcc 12 makes a number of the carry between them.) */
#ifndef IR_VEC_MULX_H
#define IR_VEC_MULX_H

#include "base/bytes.h"
#include "base/u128.h"

#if IR_HAVE_INT128
typedef ir_uint128 x128;

static inline x128 x128_set(ir_u128 x) {
    return (x128)x.hi << 64 | x.lo;
}
static inline ir_u128 x128_get(x128 x) {
    return (ir_u128){(uint64_t)(x >> 64), (uint64_t)x};
}
/* a x + c */
static inline x128 x128_step(x128 x, x128 a, x128 c) {
    return x * a + c;
}
#else
typedef ir_u128 x128;

static inline x128 x128_set(ir_u128 x) {
    return x;
}
static inline ir_u128 x128_get(x128 x) {
    return x;
}
static inline x128 x128_step(x128 x, x128 a, x128 c) {
    return ir_add128(ir_mul128(x, a), c);
}
#endif

/* Its share beside the vectors of AVX2: of 13 lanes in kern_lcg128_hybrid.h, of 16 blocks in
 * kern_philox4x64.h.  There clang 14 loses 15 % by it, where gcc 12 gains 50. */
#ifdef VEC_X128_LANES
enum { X128_LANES = VEC_X128_LANES };
#else
enum { X128_LANES = 5 };
#endif
#ifndef __clang__
#define VEC_PHILOX64_SCALARS 8
#endif

#endif
