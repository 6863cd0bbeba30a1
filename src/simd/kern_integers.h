/* SPDX-License-Identifier: MIT */
/* Kernels of bounded integers.  From words, or pieces of words in the order of memory, each makes
 * values and writes those that are not refused without gaps, in order:
 *
 *   Lemire (ACM TOMACS 29(1), 2019)  of x * range the upper half is the value, and x is refused
 *                                    where the lower half is under a threshold
 *   masked rejection                 x & mask is the value, and refused where it is above a maximum
 *
 * and in the end an offset is added.  The kernel returns the number of values.  'n' is any number;
 * less than 64 bytes beyond the elements are read, and as many written beyond 'n' values, nothing
 * by the scalar backend.  Elements of equal size may be replaced in place. */
#ifndef IR_KERN_INTEGERS_H
#define IR_KERN_INTEGERS_H

#include "simd/kern_integers_tmpl.h"

#define HAVE_KERN_integers 1

/* 32-bit words to 64-bit values: the products fit, and the lower half is compared in the upper
 * one. */
static IR_INLINE v64 lemire32_u64(const void *p, const struct ir_bounded *how, uint64_t *keep) {
    const v64 m = v64_mul_low32(v64_load_u32(p), v64_set1(how->range));
    *keep = v64_at_most(v64_set1(how->threshold << 32), v64_shl(m, 32));
    return v64_add(KERN_ALTERED(4, v64_shr(m, 32), v64_shr(m, 31)), v64_set1(how->offset));
}
KERN_BOUNDED(lemire32_u64, v64, VL64, 4, 8)

static IR_INLINE v64 masked32_u64(const void *p, const struct ir_bounded *how, uint64_t *keep) {
    const v64 x = v64_and(v64_load_u32(p), v64_set1(how->mask));
    *keep = v64_at_most(x, v64_set1(how->max));
    return v64_add(x, v64_set1(how->offset));
}
KERN_BOUNDED(masked32_u64, v64, VL64, 4, 8)

static IR_INLINE v64 masked64(const void *p, const struct ir_bounded *how, uint64_t *keep) {
    const v64 x = v64_and(v64_load(p), v64_set1(how->mask));
    *keep = v64_at_most(x, v64_set1(how->max));
    return v64_add(x, v64_set1(how->offset));
}
KERN_BOUNDED(masked64, v64, VL64, 8, 8)

/* Words or pieces and values of one size, both methods. */
#define KERN_SAME_SIZE(BITS, LANES)                                                                \
    static IR_INLINE v##BITS lemire##BITS(const void *p, const struct ir_bounded *how,             \
                                          uint64_t *keep) {                                        \
        v##BITS hi, lo;                                                                            \
        v##BITS##_mulhilo(v##BITS##_load(p), v##BITS##_set1((uint##BITS##_t)how->range), &hi,      \
                          &lo);                                                                    \
        *keep = v##BITS##_at_most(v##BITS##_set1((uint##BITS##_t)how->threshold), lo);             \
        return v##BITS##_add(hi, v##BITS##_set1((uint##BITS##_t)how->offset));                     \
    }                                                                                              \
    static IR_INLINE v##BITS masked##BITS(const void *p, const struct ir_bounded *how,             \
                                          uint64_t *keep) {                                        \
        const v##BITS x =                                                                          \
            v##BITS##_and(v##BITS##_load(p), v##BITS##_set1((uint##BITS##_t)how->mask));           \
        *keep = v##BITS##_at_most(x, v##BITS##_set1((uint##BITS##_t)how->max));                    \
        return v##BITS##_add(x, v##BITS##_set1((uint##BITS##_t)how->offset));                      \
    }                                                                                              \
    KERN_BOUNDED(lemire##BITS, v##BITS, LANES, BITS / 8, BITS / 8)                                 \
    KERN_BOUNDED(masked##BITS, v##BITS, LANES, BITS / 8, BITS / 8)

KERN_SAME_SIZE(32, VL32)
KERN_SAME_SIZE(16, VL16)
KERN_SAME_SIZE(8, VL8)

/* Bits as bytes 0 and 1, the lowest of 64-bit elements first; 'n' bits, a multiple of 64. */
static void kern_bits(const void *restrict words, void *restrict values, size_t n) {
    const unsigned char *in = words;
    unsigned char *p = values;
    for (size_t i = 0; i < n; i += 64)
        v8_store_bits(p + i, ir_get64le(in + i / 8));
    vec_end();
}

#endif
