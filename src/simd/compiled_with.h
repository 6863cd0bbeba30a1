/* SPDX-License-Identifier: MIT */
/* COMPILED_WITH: the CPU features that the compiler may use in this file, as its macros say.  A
 * test compares it with what backends.def requires: flags wider than the gate are how libraries
 * die of illegal instructions. */
#ifndef IR_COMPILED_WITH_H
#define IR_COMPILED_WITH_H

#include "base/is_set.h"
#include "cpu/features.h"

enum {
    COMPILED_WITH = 0
#define ISORAND_CPU_FEATURE(ID, name, macro, needs, where) | (IR_IS_SET(macro) * IR_CPU_##ID)
#include "cpu_features.def"
#undef ISORAND_CPU_FEATURE
};

/* Features of no row: a build for one's own CPU may use them, and runs nowhere else. */
#if (defined(__AVX512VBMI__) || defined(__AVX512VNNI__) || defined(__BMI__) ||                     \
     defined(__ARM_FEATURE_SVE)) &&                                                                \
    !defined(ISORAND_ALLOW_NATIVE_DISPATCH)
#error "this file is compiled with more CPU features than any row of backends.def requires; \
-DISORAND_ALLOW_NATIVE_DISPATCH says that the library will only run where it was built for"
#endif

#endif
