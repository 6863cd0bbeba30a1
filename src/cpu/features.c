/* SPDX-License-Identifier: MIT */
/* Decoding and reading of CPU feature registers. */
#include "cpu/features.h"

#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#elif defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

/* XCR0 (Intel SDM vol. 1 section 13.3); what a feature wants to be saved of the registers. */
enum state {
    NO_STATE = 0,
    YMM = 0x06, /* SSE and AVX state */
    ZMM = 0xe6  /* and opmask, ZMM_Hi256, Hi16_ZMM */
};

/* The rows of cpu_features.def; 'where' gives a structure of one of these kinds. */
static const struct row {
    enum { FROM_X86, FROM_AARCH64, FROM_POLICY } kind;
    size_t offset; /* in struct ir_x86_raw */
    int bit;
    enum state state;
    uint64_t hwcap;
} rows[IR_CPU_BIT_COUNT] = {
#define X86(field, bit, state)                                                                     \
    { FROM_X86, offsetof(struct ir_x86_raw, field), bit, state, 0 }
#define AARCH64(bits)                                                                              \
    { FROM_AARCH64, 0, 0, NO_STATE, bits }
#define POLICY                                                                                     \
    { FROM_POLICY, 0, 0, NO_STATE, 0 }
#define ISORAND_CPU_FEATURE(ID, name, macro, needs, where) where,
#include "cpu_features.def"
#undef ISORAND_CPU_FEATURE
#undef X86
#undef AARCH64
#undef POLICY
};

#define LEAF1_ECX_OSXSAVE (UINT32_C(1) << 27)
#define LEAF1_ECX_AVX     (UINT32_C(1) << 28)

/* Intel's Skylake, Cascade Lake and Cooper Lake servers (model 0x55) and Cannon Lake (0x66): the
 * clock drops for every core under 512-bit multiplication; libdeflate's cpu_features.c has the
 * same list. */
static int slow_512(const struct ir_x86_raw *raw) {
    static const uint32_t genuine_intel[3] = {0x756e6547, 0x49656e69, 0x6c65746e};
    for (int i = 0; i < 3; i++)
        if (raw->vendor[i] != genuine_intel[i])
            return 0;
    uint32_t family = raw->leaf1_eax >> 8 & 15;
    uint32_t model = (raw->leaf1_eax >> 4 & 15) | (raw->leaf1_eax >> 12 & 0xf0);
    return family == 6 && (model == 0x55 || model == 0x66);
}

/* Whether the system saves the registers.  Without AVX there is nothing to save. */
static int saves(const struct ir_x86_raw *raw, enum state state) {
#if defined(__APPLE__)
    if (state == ZMM)
        return 0; /* Darwin sets the ZMM bits lazily and has corrupted opmask registers */
#endif
    const uint32_t avx = LEAF1_ECX_OSXSAVE | LEAF1_ECX_AVX;
    return state == NO_STATE ||
           ((raw->leaf1_ecx & avx) == avx && (raw->xcr0 & (uint32_t)state) == (uint32_t)state);
}

static const uint64_t needs_of[IR_CPU_BIT_COUNT] = {
#define ISORAND_CPU_FEATURE(ID, name, macro, needs, where) IR_CPU_NEEDS_##ID,
#include "cpu_features.def"
#undef ISORAND_CPU_FEATURE
};

/* Those that have what they need: hypervisors have hidden a part of what belongs together. */
static uint64_t that_count(uint64_t have) {
    for (int i = 0; i < IR_CPU_BIT_COUNT; i++)
        if (needs_of[i] & ~have)
            have &= ~(UINT64_C(1) << i);
    return have;
}

uint64_t ir_cpu_with_needs(uint64_t features) {
    for (int i = IR_CPU_BIT_COUNT; i-- > 0;)
        if (features >> i & 1)
            features |= needs_of[i];
    return features;
}

uint64_t ir_cpu_decode_x86(const struct ir_x86_raw *raw) {
    uint64_t have = slow_512(raw) ? IR_CPU_SLOW_512 : 0;
    if (raw->max_leaf < 7)
        return 0;
    for (int i = 0; i < IR_CPU_BIT_COUNT; i++) {
        if (rows[i].kind != FROM_X86)
            continue;
        uint32_t value;
        memcpy(&value, (const unsigned char *)raw + rows[i].offset, sizeof value);
        if ((value >> rows[i].bit & 1) && saves(raw, rows[i].state))
            have |= UINT64_C(1) << i;
    }
    return that_count(have);
}

uint64_t ir_cpu_decode_aarch64(uint64_t hwcap) {
    uint64_t have = 0;
    for (int i = 0; i < IR_CPU_BIT_COUNT; i++)
        if (rows[i].kind == FROM_AARCH64 && (hwcap & rows[i].hwcap) == rows[i].hwcap)
            have |= UINT64_C(1) << i;
    return that_count(have);
}

_Atomic uint32_t ir_cpu_found;

#if defined(__x86_64__) || defined(__i386__)
static uint32_t read_xcr0(void) {
    uint32_t eax, edx;
    /* xgetbv as bytes, for old assemblers; volatile, so that it stays behind the OSXSAVE test */
    __asm__ volatile(".byte 0x0f, 0x01, 0xd0" : "=a"(eax), "=d"(edx) : "c"(0));
    return eax;
}

static uint64_t detect(void) {
    struct ir_x86_raw raw = {0};
    uint32_t ebx, ecx, edx;
    raw.max_leaf = (uint32_t)__get_cpuid_max(0, NULL);
    if (raw.max_leaf < 1) /* not covered: other CPUs; their leaves are decoded in tests */
        return 0;
    __cpuid(0, raw.max_leaf, raw.vendor[0], raw.vendor[2], raw.vendor[1]);
    __cpuid(1, raw.leaf1_eax, ebx, raw.leaf1_ecx, edx);
    if (raw.max_leaf >= 7) {
        uint32_t eax;
        __cpuid_count(7, 0, eax, raw.leaf7_ebx, ecx, edx);
        (void)eax;
    }
    (void)ebx, (void)ecx, (void)edx;
    if (raw.leaf1_ecx & LEAF1_ECX_OSXSAVE)
        raw.xcr0 = read_xcr0();
    return ir_cpu_decode_x86(&raw);
}
#elif defined(__aarch64__)
static uint64_t detect(void) {
#if defined(__linux__)
    return ir_cpu_decode_aarch64(getauxval(AT_HWCAP));
#else
    return ir_cpu_decode_aarch64(0);
#endif
}
#else
static uint64_t detect(void) {
    return 0;
}
#endif

uint64_t ir_cpu_detect(void) {
    const uint64_t have = detect();
    atomic_store_explicit(&ir_cpu_found, (uint32_t)have, memory_order_relaxed);
    return have;
}

const char *ir_cpu_feature_name(int index) {
    static const char *const names[] = {
#define ISORAND_CPU_FEATURE(ID, name, macro, needs, where) name,
#include "cpu_features.def"
#undef ISORAND_CPU_FEATURE
    };
    return index >= 0 && index < IR_CPU_BIT_COUNT ? names[index] : NULL;
}
