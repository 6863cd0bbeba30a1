/* SPDX-License-Identifier: MIT */
/* CPU detection and the automatic choice, as functions of register values: CPUs that are not at
 * hand, systems that do not save the vector registers, hypervisors that hide half of a feature. */
#include "cpu/features.h"
#include "simd/backend.h"
#include "support/harness.h"
#include "support/random.h"

#include <inttypes.h>
#include <string.h>

/* Feature sets, in the words of the tables below. */
#define NONE     0u
#define BMI2     ((unsigned)IR_CPU_BMI2)
#define FMA      ((unsigned)IR_CPU_FMA)
#define AVX2     ((unsigned)IR_CPU_AVX2)
#define YMM      (AVX2 | FMA | BMI2)
#define F        (YMM | (unsigned)IR_CPU_AVX512F)
#define SERVER   (F | IR_CPU_AVX512DQ | IR_CPU_AVX512BW | IR_CPU_AVX512VL)
#define SLOW     ((unsigned)IR_CPU_SLOW_512)
#define IFMA     ((unsigned)IR_CPU_AVX512IFMA)
#define WITH_IFM (SERVER | IFMA)

/* Those that this file knows of; a feature added later is compared with the compiler's detection
 * alone, until it is written here. */
#define KNOWN (WITH_IFM | SLOW | (unsigned)IR_CPU_NEON)

/* CPUID leaf 0 EBX, EDX, ECX. */
#define INTEL                                                                                      \
    { 0x756e6547, 0x49656e69, 0x6c65746e }
#define AMD                                                                                        \
    { 0x68747541, 0x69746e65, 0x444d4163 }

/* Leaf 1 EAX and ECX, leaf 7 EBX of each family. */
#define NEHALEM     0x000106a5, 0x0098e3bd, 0
#define SANDYBRIDGE 0x000206a7, 0x1fbae3ff, 0
#define HASWELL     0x000306c3, 0x7ffafbff, 0x000027ab
#define KNIGHTS     0x00050671, 0x7ff8f3bf, 0x1c0d23ab /* F and CD, but no DQ, BW, VL */
#define SKYLAKE_X   0x00050654, 0x7ffefbff, 0xd39ffffb
#define CANNONLAKE  0x00060663, 0x7ffafbbf, 0xf2bf67eb
#define ICELAKE     0x000606a6, 0x7ffefbff, 0xf3bfffeb
#define ZEN4        0x00a60f12, 0x7ef8320b | 1u << 27 | 1u << 28, 0xf1bf97a9

#define OSXSAVE (1u << 27)
#define AVX     (1u << 28)

struct fake {
    const char *name;
    struct ir_x86_raw raw;
    unsigned have; /* of the known ones */
};

static const struct fake fakes[] = {
    {"nehalem", {11, INTEL, NEHALEM, 0}, NONE},
    {"sandy-bridge", {13, INTEL, SANDYBRIDGE, 7}, NONE},
    {"haswell", {13, INTEL, HASWELL, 7}, YMM},
    {"knights-landing", {13, INTEL, KNIGHTS, 0xe7}, F},
    {"skylake-x", {22, INTEL, SKYLAKE_X, 0xe7}, SERVER | SLOW},
    {"cannon-lake", {22, INTEL, CANNONLAKE, 0xe7}, WITH_IFM | SLOW},
    {"skylake-x-by-amd", {22, AMD, SKYLAKE_X, 0xe7}, SERVER},
    {"ice-lake", {27, INTEL, ICELAKE, 0xe7}, WITH_IFM},
    {"ice-lake-with-pkru", {27, INTEL, ICELAKE, 0x2e7}, WITH_IFM},
    {"zen4", {16, AMD, ZEN4, 0xe7}, WITH_IFM},
    /* what the system enables */
    {"xcr0-unreadable", {27, INTEL, ICELAKE, 0}, BMI2},
    {"xcr0-x87", {27, INTEL, ICELAKE, 0x01}, BMI2},
    {"xcr0-sse", {27, INTEL, ICELAKE, 0x03}, BMI2},
    {"xcr0-avx-without-sse", {27, INTEL, ICELAKE, 0xe5}, BMI2},
    {"xcr0-avx", {27, INTEL, ICELAKE, 0x07}, YMM},
    {"xcr0-opmask-only", {27, INTEL, ICELAKE, 0x27}, YMM},
    {"xcr0-without-hi16", {27, INTEL, ICELAKE, 0x67}, YMM},
    {"xcr0-without-zmm-hi256", {27, INTEL, ICELAKE, 0xa7}, YMM},
    {"xcr0-without-opmask", {27, INTEL, ICELAKE, 0xc7}, YMM},
    {"xcr0-zmm-without-avx", {27, INTEL, ICELAKE, 0xe3}, BMI2},
    /* what a hypervisor hides */
    {"no-osxsave", {27, INTEL, 0x000606a6, 0x7ffefbff & ~OSXSAVE, 0xf3bfffeb, 0}, BMI2},
    {"no-osxsave-stale-xcr0",
     {27, INTEL, 0x000606a6, 0x7ffefbff & ~OSXSAVE, 0xf3bfffeb, 0xe7},
     BMI2},
    {"avx2-without-avx", {27, INTEL, 0x000606a6, 0x7ffefbff & ~AVX, 0xf3bfffeb, 7}, BMI2},
    {"max-leaf-6", {6, INTEL, ICELAKE, 0xe7}, NONE},
    {"max-leaf-1", {1, INTEL, ICELAKE, 0xe7}, NONE},
    {"leaf-7-masked", {27, INTEL, 0x000606a6, 0x7ffefbff, 0, 0xe7}, FMA},
    {"fma-masked",
     {27, INTEL, 0x000606a6, 0x7ffefbff & ~(1u << 12), 0xf3bfffeb, 0xe7},
     AVX2 | BMI2},
    {"avx512-masked", {27, INTEL, 0x000606a6, 0x7ffefbff, 0x000027ab, 0xe7}, YMM},
    {"avx2-masked", {27, INTEL, 0x000606a6, 0x7ffefbff, 0xf3bfffcb, 0xe7}, FMA | BMI2},
    {"ifma-without-vl",
     {27, INTEL, 0x000606a6, 0x7ffefbff, 0x73bfffeb, 0xe7},
     WITH_IFM & ~(unsigned)IR_CPU_AVX512VL},
    {"ifma-without-f", {27, INTEL, 0x000606a6, 0x7ffefbff, 0xf3befffb, 0xe7}, YMM},
    {"server-without-dq",
     {27, INTEL, 0x000606a6, 0x7ffefbff, 0xf3bdffeb, 0xe7},
     WITH_IFM & ~(unsigned)IR_CPU_AVX512DQ},
    {"server-without-bw",
     {27, INTEL, 0x000606a6, 0x7ffefbff, 0xb3bfffeb, 0xe7},
     WITH_IFM & ~(unsigned)IR_CPU_AVX512BW},
    {"ifma-masked", {27, INTEL, 0x000606a6, 0x7ffefbff, 0xf39fffeb, 0xe7}, SERVER},
};

static void decodes(const struct test_arg *arg) {
    const struct fake *f = arg->data;
    const uint64_t have = ir_cpu_decode_x86(&f->raw) & KNOWN;
    CHECK(have == f->have, "features %#" PRIx64 ", not %#x", have, f->have);
}

/* Whether the automatic choice may fall on a row. */
static int eligible(const struct ir_backend_row *row, uint64_t have) {
    const int wide = (row->required & IR_CPU_AVX512F) != 0;
    return row->table && (row->required & ~have) == 0 && !(wide && (have & IR_CPU_SLOW_512));
}

/* Of the rows that it may fall on, the choice is one that no other one outdoes: by requiring all
 * that it does, and more. */
static void chooses_for(uint64_t have) {
    const struct ir_backend_row *chosen = ir_backend_choose(NULL, have), *row;
    CHECK(chosen && eligible(chosen, have), "chose %s", chosen ? chosen->info.name : "nothing");
    for (int i = 0; (row = ir_backend_row(i)) != NULL; i++)
        CHECK(row == chosen || !eligible(row, have) || (chosen->required & ~row->required) != 0,
              "chose %s, not %s", chosen->info.name, row->info.name);
}

static void chooses(const struct test_arg *arg) {
    const struct fake *f = arg->data;
    chooses_for(ir_cpu_decode_x86(&f->raw));
}

/* A choice by name depends on ability alone: each row is selectable exactly where everything that
 * it requires is there, slow or not. */
static void selects_by_name(const struct test_arg *arg) {
    const struct fake *f = arg->data;
    const uint64_t have = ir_cpu_decode_x86(&f->raw);
    const struct ir_backend_row *row;
    for (int i = 0; (row = ir_backend_row(i)) != NULL; i++) {
        const int able = row->table && (row->required & ~have) == 0;
        CHECK((ir_backend_choose(row->info.name, have) == row) == able, "select %s",
              row->info.name);
    }
}

/* The slow-512 policy moves the automatic choice only, and only away from 512-bit vectors. */
static void slow_512_is_policy(const struct test_arg *arg) {
    const struct ir_backend_row *row = ir_backend_row(arg->backend);
    if (!row->table)
        test_skip("%s is not in this build", row->info.name);
    const int wide = (row->required & IR_CPU_AVX512F) != 0;
    for (int slow = 0; slow < 2; slow++) {
        const uint64_t have = row->required | (slow ? SLOW : NONE);
        CHECK(ir_backend_choose(row->info.name, have) == row, "a choice by name");
        char reason[120];
        const int status = ir_backend_status(row, have, reason, sizeof reason);
        const int passed_over = slow && wide;
        CHECK(status == (passed_over ? ISORAND_BACKEND_USABLE : ISORAND_BACKEND_PREFERRED),
              "slow %d: status %d", slow, status);
        CHECK(passed_over ? strstr(reason, "512-bit") != NULL : !*reason, "%s", reason);
    }
}

/* What a feature needs stands above it, which the order of their evaluation relies on. */
static void needs_stand_above(const struct test_arg *arg) {
    (void)arg;
#define ISORAND_CPU_FEATURE(ID, name, macro, needs, where)                                         \
    CHECK(!((uint64_t)IR_CPU_NEEDS_##ID >> IR_CPU_BIT_##ID), name);
#include "cpu_features.def"
#undef ISORAND_CPU_FEATURE
}

/* Whatever the registers hold: no feature without its own bit, OSXSAVE, AVX, and all of its
 * system's state bits. */
static void needs_every_bit(const struct test_arg *arg) {
    (void)arg;
    static const struct {
        unsigned feature;
        int leaf7_bit;
        uint32_t xcr0;
    } rules[] = {
        {IR_CPU_AVX2, 5, 0x06},        {IR_CPU_AVX512F, 16, 0xe6},  {IR_CPU_AVX512DQ, 17, 0xe6},
        {IR_CPU_AVX512IFMA, 21, 0xe6}, {IR_CPU_AVX512BW, 30, 0xe6}, {IR_CPU_AVX512VL, 31, 0xe6},
    };
    struct test_random r = test_random_start(30);
    unsigned seen = 0;
    for (int round = 0; round < 200000; round++) {
        /* mostly ones: two words or-ed, so that features do appear */
        struct ir_x86_raw raw = {.max_leaf = (uint32_t)test_random_below(&r, 32), .vendor = INTEL};
        raw.leaf1_eax = (uint32_t)test_random_u64(&r);
        raw.leaf1_ecx = (uint32_t)(test_random_u64(&r) | test_random_u64(&r));
        raw.leaf7_ebx = (uint32_t)(test_random_u64(&r) | test_random_u64(&r));
        raw.xcr0 = (uint32_t)(test_random_u64(&r) | test_random_u64(&r));
        const uint64_t have = ir_cpu_decode_x86(&raw);
        const int avx = raw.max_leaf >= 7 && (raw.leaf1_ecx & OSXSAVE) && (raw.leaf1_ecx & AVX);
        for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
            CHECK(!(have & rules[i].feature) || (avx && raw.leaf7_ebx >> rules[i].leaf7_bit & 1 &&
                                                 (raw.xcr0 & rules[i].xcr0) == rules[i].xcr0),
                  "feature %#x from leaf 1 %#x, leaf 7 %#x, XCR0 %#x", rules[i].feature,
                  raw.leaf1_ecx, raw.leaf7_ebx, raw.xcr0);
        CHECK(!(have & FMA) || (avx && (raw.xcr0 & 6) == 6 && raw.leaf1_ecx >> 12 & 1),
              "FMA from leaf 1 %#x, XCR0 %#x", raw.leaf1_ecx, raw.xcr0);
        CHECK(!(have & BMI2) == !(raw.max_leaf >= 7 && raw.leaf7_ebx >> 8 & 1),
              "BMI2 from leaf 7 %#x", raw.leaf7_ebx);
        seen |= (unsigned)have;
    }
    CHECK((seen & (WITH_IFM | SLOW)) == (WITH_IFM | SLOW), "only %#x were ever decoded", seen);
}

/* Advanced SIMD is a part of AArch64 whatever HWCAP says; old emulators say 0. */
static void aarch64(const struct test_arg *arg) {
    (void)arg;
    CHECK((ir_cpu_decode_aarch64(0) & KNOWN) == IR_CPU_NEON, "HWCAP 0");
    CHECK((ir_cpu_decode_aarch64(UINT64_MAX) & KNOWN) == IR_CPU_NEON, "all of HWCAP");
    chooses_for(ir_cpu_decode_aarch64(0));
    chooses_for(ir_cpu_decode_aarch64(UINT64_MAX));
}

/* The running CPU, as the compiler's run-time library sees it. */
static void this_cpu(const struct test_arg *arg) {
    (void)arg;
    const uint64_t have = ir_cpu_detect() & ~(uint64_t)IR_CPU_SLOW_512;
#if defined(__x86_64__)
    uint64_t want = 0;
#define SUPPORTS_X86(name)     (__builtin_cpu_supports(name) != 0)
#define SUPPORTS_AARCH64(name) 0
#define SUPPORTS_POLICY(name)  0
#define X86(field, bit, state) X86
#define AARCH64(bits)          AARCH64
#define SUPPORTS_(kind, name)  SUPPORTS_##kind(name)
#define SUPPORTS(kind, name)   SUPPORTS_(kind, name)
#define ISORAND_CPU_FEATURE(ID, name, macro, needs, where)                                         \
    want |= SUPPORTS(where, name) ? (uint64_t)IR_CPU_##ID : 0;
#include "cpu_features.def"
#undef ISORAND_CPU_FEATURE
    CHECK(have == want, "features %#" PRIx64 ", not %#" PRIx64, have, want);
#elif defined(__aarch64__)
    CHECK((have & KNOWN) == IR_CPU_NEON, "AArch64 has Advanced SIMD");
#else
    CHECK(have == 0, "features of an unknown kind of CPU");
#endif
}

int main(int argc, char **argv) {
    for (size_t i = 0; i < sizeof fakes / sizeof *fakes; i++) {
        const struct test_arg arg = {.data = &fakes[i]};
        test_add(decodes, arg, "decode/%s", fakes[i].name);
        test_add(chooses, arg, "choose/%s", fakes[i].name);
        test_add(selects_by_name, arg, "select/%s", fakes[i].name);
    }
    for (int i = 0; ir_backend_row(i); i++)
        test_add(slow_512_is_policy, (struct test_arg){.backend = i}, "slow-512-is-policy/%s",
                 ir_backend_row(i)->info.name);
    test_add(needs_stand_above, (struct test_arg){0}, "needs-stand-above");
    test_add(needs_every_bit, (struct test_arg){0}, "needs-every-bit");
    test_add(aarch64, (struct test_arg){0}, "aarch64");
    test_add(this_cpu, (struct test_arg){0}, "this-cpu");
    return test_run("cpu", argc, argv);
}
