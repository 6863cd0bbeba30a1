/* SPDX-License-Identifier: MIT */
/* Words of math/lane.h that are the same for vectors of every length: single numbers may stand
 * where vectors are meant. */
#ifndef IR_VEC_NUMBERS_H
#define IR_VEC_NUMBERS_H

static inline vf64 vf64_same(vf64 a) {
    return a;
}
#define vf64_of(x) _Generic((x), double : vf64_set1, default : vf64_same)(x)

#define vf64_fma(hw, a, b, c) ((void)(hw), vf64_fused(vf64_of(a), vf64_of(b), vf64_of(c)))

#endif
