/* SPDX-License-Identifier: MIT */
/* The list of kernels.  Each header defines KERN_engine, its entry in the backend's table; where
 * the scalar kernel is faster on this vocabulary, the vec header defines VEC_SKIP_engine and the
 * entry is KERN_NONE. */

/* A constant of kernel 'n', altered in the builds of tests that prove that the tests see it. */
#ifndef ISORAND_MUTATE
#define ISORAND_MUTATE 0
#endif
#define KERN_CONSTANT(n, value, altered) (ISORAND_MUTATE == (n) ? (altered) : (value))

/* clang-format off */
#define KERN_NONE  {NULL, 0, NULL, NULL, NULL}
#define KERN_WORDS(function, stride) {function, stride, NULL, NULL, NULL}
#define KERN_sfc64 KERN_NONE /* serial by nature: each word needs the one before it */

/* From NAME_fill(state, out, nblocks, form), which is inlined with a constant form: the kernels of
 * all forms, and their entry. */
#define KERN_FORM(NAME, suffix, form)                                                              \
    static void kern_##NAME##suffix(union isorand_engine_state *restrict s, void *restrict out,    \
                                    size_t nblocks) {                                              \
        NAME##_fill(s, out, nblocks, form);                                                        \
    }
#ifdef VEC_FUSED
#define KERN_FORMS(NAME)                                                                           \
    KERN_FORM(NAME, _words, IR_WORDS) KERN_FORM(NAME, _f64, IR_F64) KERN_FORM(NAME, _f32, IR_F32)
#define KERN_ENTRY(NAME, stride)                                                                   \
    {kern_##NAME##_words, stride, NULL, kern_##NAME##_f64, kern_##NAME##_f32}
#else
#define KERN_FORMS(NAME)         KERN_FORM(NAME, _words, IR_WORDS)
#define KERN_ENTRY(NAME, stride) KERN_WORDS(kern_##NAME##_words, stride)
#endif
/* clang-format on */

#include "simd/kern_compress.h"
#include "simd/kern_convert.h"
#include "simd/kern_exp.h"
#include "simd/kern_integers.h"
#include "simd/kern_ziggurat.h"

#ifdef VEC_SKIP_LCG128
#define KERN_pcg64     KERN_NONE
#define KERN_pcg64dxsm KERN_NONE
#else
#include "simd/kern_lcg128.h"
#endif

#ifdef VEC_SKIP_PHILOX4X64
#define KERN_philox4x64 KERN_NONE
#else
#include "simd/kern_philox4x64.h"
#endif

#ifdef VEC_SKIP_MT19937
#define KERN_mt19937 KERN_NONE
#else
#include "simd/kern_mt19937.h"
#endif

#ifdef VEC_SKIP_PHILOX4X32
#define KERN_philox4x32 KERN_NONE
#else
#include "simd/kern_philox4x32.h"
#endif

#ifdef VEC_SKIP_PCG32
#define KERN_pcg32 KERN_NONE
#else
#include "simd/kern_pcg32.h"
#endif
