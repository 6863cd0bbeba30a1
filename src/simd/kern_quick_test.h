/* SPDX-License-Identifier: MIT */
/* The ziggurats' quick test of one vector of words, for every word as if a value began with it: the
 * value x = j * w[i], and whether it is certain, j < k[i].  For the kernels that test words
 * (kern_ziggurat.h), and those that make words and test them. */
#ifndef IR_KERN_QUICK_TEST_H
#define IR_KERN_QUICK_TEST_H

#include "math/ziggurat_tables.h"
#include "simd/kern.h"

/* Word: 8 bits of layer, a sign, 52 bits of position. */
static inline v64 normal_f64(v64 r, v64 w, v64 *j) {
    *j = v64_shr(v64_shl(r, 3), 12);
    v64 sign =
        v64_and(KERN_ALTERED(2, v64_shl(r, 55), v64_shl(r, 54)), v64_set1(UINT64_C(1) << 63));
    return v64_xor(v64_mul_f64(v64_to_f64_52(*j), w), sign);
}

/* Word: 3 bits unused, 8 of layer, 53 of position. */
static inline v64 exponential_f64(v64 r, v64 w, v64 *j) {
    *j = KERN_ALTERED(3, v64_shr(r, 11), v64_shr(r, 12));
    return v64_mul_f64(v64_to_f64(*j), w);
}

/* Word: 8 bits of layer, a sign, 23 bits of position. */
static inline v32 normal_f32(v32 r, v32 w, v32 *j) {
    *j = v32_shr(r, 9);
    return v32_xor_and(v32_mul_f32(v32_to_f32(*j), w), v32_shl(r, 23), v32_set1(UINT32_C(1) << 31));
}

/* Word: 1 bit unused, 8 of layer, 23 of position. */
static inline v32 exponential_f32(v32 r, v32 w, v32 *j) {
    *j = v32_shr(r, 9);
    return v32_mul_f32(v32_to_f32(*j), w);
}

/* quick_NAME: tests the vector of words at 'in' and stores the values at 'out'; bit i says that
 * lane i is certain.  TABLE holds k and w of the layer that bits SHIFT .. SHIFT + 7 of a word say;
 * NAME(r, w, &j) is the value of words r, whose positions it leaves in j. */
typedef uint64_t quick_test_fn(const unsigned char *in, unsigned char *out);
#define QUICK_TEST(NAME, VEC, TABLE, SHIFT)                                                        \
    static IR_INLINE uint64_t quick_##NAME(const unsigned char *in, unsigned char *out) {          \
        VEC j, k, w;                                                                               \
        VEC##_lookup(TABLE, in, SHIFT, &k, &w);                                                    \
        VEC##_store(out, NAME(VEC##_load(in), w, &j));                                             \
        return VEC##_below(j, k);                                                                  \
    }
QUICK_TEST(normal_f64, v64, ir_normal_layers, 0)
QUICK_TEST(exponential_f64, v64, ir_exponential_layers, 3)
QUICK_TEST(normal_f32, v32, ir_normal_layers_f32, 0)
QUICK_TEST(exponential_f32, v32, ir_exponential_layers_f32, 1)

#endif
