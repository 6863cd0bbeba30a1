/* SPDX-License-Identifier: MIT */
/* COMPILED_WITH: the CPU features that the compiler may use in this file, as its macros say.  A
 * test compares it with what backends.def requires: flags wider than the gate are how libraries
 * die of illegal instructions. */
#ifndef IR_COMPILED_WITH_H
#define IR_COMPILED_WITH_H

#include "cpu/features.h"

#ifdef __AVX2__
#define WITH_AVX2 IR_CPU_AVX2
#else
#define WITH_AVX2 0
#endif
#ifdef __AVX512F__
#define WITH_AVX512F IR_CPU_AVX512F
#else
#define WITH_AVX512F 0
#endif
#ifdef __AVX512DQ__
#define WITH_AVX512DQ IR_CPU_AVX512DQ
#else
#define WITH_AVX512DQ 0
#endif
#ifdef __AVX512BW__
#define WITH_AVX512BW IR_CPU_AVX512BW
#else
#define WITH_AVX512BW 0
#endif
#ifdef __AVX512VL__
#define WITH_AVX512VL IR_CPU_AVX512VL
#else
#define WITH_AVX512VL 0
#endif
#ifdef __AVX512IFMA__
#define WITH_AVX512IFMA IR_CPU_AVX512IFMA
#else
#define WITH_AVX512IFMA 0
#endif
#if defined(__aarch64__) && defined(__ARM_NEON)
#define WITH_NEON IR_CPU_NEON
#else
#define WITH_NEON 0
#endif
/* Features that no backend asks for. */
#if defined(__AVX512VBMI__) || defined(__AVX512VNNI__) || defined(__BMI2__) ||                     \
    defined(__ARM_FEATURE_SVE)
#error "this file is compiled with more CPU features than any row of backends.def requires"
#endif

#define COMPILED_WITH                                                                              \
    (WITH_AVX2 | WITH_AVX512F | WITH_AVX512DQ | WITH_AVX512BW | WITH_AVX512VL | WITH_AVX512IFMA |  \
     WITH_NEON)

#endif
