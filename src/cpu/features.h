/* SPDX-License-Identifier: MIT */
/* CPU features: pure functions from raw register values to feature bits, and the reader of those
 * registers.  Tests feed the pure part with CPUs that are not at hand. */
#ifndef IR_CPU_H
#define IR_CPU_H

#include <stdint.h>

enum ir_cpu_bit {
#define ISORAND_CPU_FEATURE(ID, name, macro, needs, where) IR_CPU_BIT_##ID,
#include "cpu_features.def"
#undef ISORAND_CPU_FEATURE
    IR_CPU_BIT_COUNT
};

/* IR_CPU_ID: the mask of each feature. */
enum {
#define ISORAND_CPU_FEATURE(ID, name, macro, needs, where) IR_CPU_##ID = 1 << IR_CPU_BIT_##ID,
#include "cpu_features.def"
#undef ISORAND_CPU_FEATURE
    IR_CPU_NONE = 0
};

/* IR_CPU_NEEDS_ID: what a feature needs. */
enum {
#define ISORAND_CPU_FEATURE(ID, name, macro, needs, where) IR_CPU_NEEDS_##ID = needs,
#include "cpu_features.def"
#undef ISORAND_CPU_FEATURE
};

/* What CPUID and XGETBV say; registers that were not read are 0. */
struct ir_x86_raw {
    uint32_t max_leaf;             /* leaf 0, EAX */
    uint32_t vendor[3];            /* leaf 0, EBX, EDX, ECX */
    uint32_t leaf1_eax, leaf1_ecx; /* family and model; OSXSAVE, AVX */
    uint32_t leaf7_ebx;            /* leaf 7, sub-leaf 0 */
    uint32_t xcr0;                 /* low half of XCR0; only readable with OSXSAVE */
};

/* The features that such a CPU and its system offer together. */
uint64_t ir_cpu_decode_x86(const struct ir_x86_raw *raw);

/* The same from AArch64's getauxval(AT_HWCAP). */
uint64_t ir_cpu_decode_aarch64(uint64_t hwcap);

/* What the running CPU and its system offer.  Whoever chooses a backend has asked this before. */
uint64_t ir_cpu_detect(void);

/* The answer of ir_cpu_detect, for code that cannot wait for it; 0 before the first call. */
#if defined(__GNUC__) || defined(__clang__)
__attribute__((visibility("hidden"))) /* read without a look at the GOT */
#endif
extern _Atomic uint32_t ir_cpu_found;
_Static_assert(IR_CPU_BIT_COUNT < 32, "a feature is a bit of an int, and all fit ir_cpu_found");

/* The features of a set, and all that they need. */
uint64_t ir_cpu_with_needs(uint64_t features);

/* Name of feature bit 'index', or NULL past the last. */
const char *ir_cpu_feature_name(int index);

#endif
