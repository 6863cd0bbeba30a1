/* SPDX-License-Identifier: MIT */
/* Decoding and reading of CPU feature registers. */
#include "cpu/features.h"

#include <stddef.h>

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#elif defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

/* CPUID leaf 1, ECX and leaf 7, EBX; XCR0 (Intel SDM vol. 2A CPUID, vol. 1 section 13.3). */
#define LEAF1_ECX_OSXSAVE (UINT32_C(1) << 27)
#define LEAF1_ECX_AVX     (UINT32_C(1) << 28)
#define LEAF7_EBX_AVX2    (UINT32_C(1) << 5)
#define LEAF7_EBX_F       (UINT32_C(1) << 16)
#define LEAF7_EBX_DQ      (UINT32_C(1) << 17)
#define LEAF7_EBX_IFMA    (UINT32_C(1) << 21)
#define LEAF7_EBX_BW      (UINT32_C(1) << 30)
#define LEAF7_EBX_VL      (UINT32_C(1) << 31)
#define XCR0_YMM          UINT32_C(0x06) /* SSE and AVX state */
#define XCR0_ZMM          UINT32_C(0xe6) /* and opmask, ZMM_Hi256, Hi16_ZMM */

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

uint64_t ir_cpu_decode_x86(const struct ir_x86_raw *raw) {
    uint64_t have = 0;
    if (raw->max_leaf < 7 || !(raw->leaf1_ecx & LEAF1_ECX_OSXSAVE) ||
        !(raw->leaf1_ecx & LEAF1_ECX_AVX))
        return 0;
    if ((raw->xcr0 & XCR0_YMM) == XCR0_YMM && (raw->leaf7_ebx & LEAF7_EBX_AVX2))
        have |= IR_CPU_AVX2;
#if defined(__APPLE__)
    return have; /* Darwin sets the ZMM bits lazily and has corrupted opmask registers */
#else
    static const struct {
        uint32_t bit;
        uint64_t feature;
    } wide[] = {{LEAF7_EBX_DQ, IR_CPU_AVX512DQ},
                {LEAF7_EBX_BW, IR_CPU_AVX512BW},
                {LEAF7_EBX_VL, IR_CPU_AVX512VL},
                {LEAF7_EBX_IFMA, IR_CPU_AVX512IFMA}};
    if ((have & IR_CPU_AVX2) && (raw->xcr0 & XCR0_ZMM) == XCR0_ZMM &&
        (raw->leaf7_ebx & LEAF7_EBX_F)) {
        have |= IR_CPU_AVX512F;
        for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
            if (raw->leaf7_ebx & wide[i].bit)
                have |= wide[i].feature;
        if (slow_512(raw))
            have |= IR_CPU_SLOW_512;
    }
    return have;
#endif
}

uint64_t ir_cpu_decode_aarch64(uint64_t hwcap) {
    (void)hwcap; /* Advanced SIMD is mandatory on AArch64, also where HWCAP reads 0 */
    return IR_CPU_NEON;
}

#if defined(__x86_64__) || defined(__i386__)
static uint32_t read_xcr0(void) {
    uint32_t eax, edx;
    /* xgetbv as bytes, for old assemblers; volatile, so that it stays behind the OSXSAVE test */
    __asm__ volatile(".byte 0x0f, 0x01, 0xd0" : "=a"(eax), "=d"(edx) : "c"(0));
    return eax;
}

uint64_t ir_cpu_detect(void) {
    struct ir_x86_raw raw = {0};
    uint32_t ebx, ecx, edx;
    raw.max_leaf = (uint32_t)__get_cpuid_max(0, NULL);
    if (raw.max_leaf < 1)
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
uint64_t ir_cpu_detect(void) {
#if defined(__linux__)
    return ir_cpu_decode_aarch64(getauxval(AT_HWCAP));
#else
    return ir_cpu_decode_aarch64(0);
#endif
}
#else
uint64_t ir_cpu_detect(void) {
    return 0;
}
#endif

const char *ir_cpu_feature_name(int index) {
    static const char *const names[] = {
#define ISORAND_CPU_FEATURE(ID, name) name,
#include "cpu_features.def"
#undef ISORAND_CPU_FEATURE
    };
    return index >= 0 && index < IR_CPU_BIT_COUNT ? names[index] : NULL;
}
