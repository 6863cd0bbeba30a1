/* SPDX-License-Identifier: MIT */
/* Lemire's bounded integers of 64-bit words: see kern_integers.h.  Apart, for not every instruction
 * set has a product of 64 bits that is worth it. */
#ifndef IR_KERN_LEMIRE64_H
#define IR_KERN_LEMIRE64_H

#include "simd/kern_integers_tmpl.h"

#define HAVE_KERN_lemire64 1

static IR_INLINE v64 lemire64(const void *p, const struct ir_bounded *how, uint64_t *keep) {
    v64 hi, lo;
    v64_mulhilo(v64_load(p), v64_factor_set(how->range), &hi, &lo);
    *keep = v64_at_most(v64_set1(how->threshold), lo);
    return v64_add(hi, v64_set1(how->offset));
}
KERN_BOUNDED(lemire64, v64, VL64, 8, 8)

#endif
