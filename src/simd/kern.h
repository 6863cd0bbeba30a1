/* SPDX-License-Identifier: MIT */
/* What the kern headers share.  Each of them is included behind a vec header and says which entries
 * of the backend's table it fills: HAVE_KERN_group for a group of kernels.def, HAVE_KERN_engine and
 * the entry KERN_engine for the words of an engine.
 *
 * Every kernel ends with vec_end(): it leaves the registers as code without vectors expects them.
 * The caller may be compiled for SSE, where upper halves in use cost time at each instruction, and
 * compilers clear them by themselves only as an optimisation. */
#ifndef IR_KERN_H
#define IR_KERN_H

#include "simd/backend.h"

/* What kernel 'n' makes; what it makes of an altered constant in the builds of tests that prove
 * that the tests see it.  Those have every altered kernel, and a program says which of them is
 * wrong. */
#ifdef ISORAND_ALTERED
extern const int ir_altered;
#define KERN_ALTERED(n, made, altered) (ir_altered == (n) ? (altered) : (made))
#else
#define KERN_ALTERED(n, made, altered) (made)
#endif

/* The least that is worth a kernel's beginning, with a step. */
#define KERN_LEAST(step) ((step) > 16 ? (step) : 16)

/* clang-format off */
#define KERN_NONE {.fill = NULL}
#define KERN_WORDS(function, words, fewest) {.fill = function, .step = words, .least = fewest}

/* From NAME_fill(state, out, nwords, form), which is inlined with a constant form: the kernels of
 * all forms, and their entry, of fills in steps of 'words' from the 'fewest' on. */
#define KERN_FORM(NAME, suffix, form)                                                              \
    static void kern_##NAME##suffix(union isorand_engine_state *restrict s, void *restrict out,    \
                                    size_t nwords) {                                               \
        NAME##_fill(s, out, nwords, form);                                                         \
        vec_end();                                                                                 \
    }
#ifdef VEC_FUSED
#define KERN_FORMS(NAME)                                                                           \
    KERN_FORM(NAME, _words, IR_WORDS) KERN_FORM(NAME, _f64, IR_F64) KERN_FORM(NAME, _f32, IR_F32)
#define KERN_ENTRY(NAME, words, fewest)                                                            \
    {.fill = kern_##NAME##_words, .step = words, .least = fewest,                                  \
     .fill_f64 = kern_##NAME##_f64, .fill_f32 = kern_##NAME##_f32}
#else
#define KERN_FORMS(NAME) KERN_FORM(NAME, _words, IR_WORDS)
#define KERN_ENTRY(NAME, words, fewest) KERN_WORDS(kern_##NAME##_words, words, fewest)
#endif
/* clang-format on */

/* A double of a 64-bit value of MT19937: 27 bits of the first word, the upper half, 26 of the
 * second. f64_of_mt_words: of the words as they come, the first one in the lower half. */
#ifndef VEC_F64_OF_MT
static inline v64 f64_of_53_bits(v64 x) {
    return v64_mul_f64(v64_to_f64(x), v64_set1_f64(0x1p-53));
}
static inline v64 f64_of_mt(v64 x) {
    const v64 low26 = v64_set1((UINT64_C(1) << 26) - 1);
    return f64_of_53_bits(v64_select(low26, v64_shr(x, 6), v64_shr(x, 11)));
}
static inline v64 f64_of_mt_words(v64 x) {
    const v64 high27 = v64_set1((UINT64_C(1) << 53) - (UINT64_C(1) << 26));
    return f64_of_53_bits(v64_select(high27, v64_shl(x, 21), v64_shr(x, 38)));
}
#endif

#endif
