/* SPDX-License-Identifier: MIT */
/* What the caller's floating-point settings may not change, and what a fill may not change of the
 * caller's: rounding mode, flushing of subnormals, exception flags, upper halves of the vector
 * registers. */
#include "cpu/features.h"
#include "support/kinds.h"
#include "support/random.h"
#include "support/subjects.h"

#include <stdio.h>

/* The control and status registers, as one word. */
#if defined(__x86_64__)
#include <xmmintrin.h>
#define HAVE_FP_CONTROL 1
static uint64_t fp_control(void) {
    return _mm_getcsr();
}
static void fp_control_set(uint64_t x) {
    _mm_setcsr((unsigned)x);
}
enum { FP_DEFAULT = 0x1f80, FP_FLUSH = 0x8040, FP_ROUNDING_SHIFT = 13 }; /* FTZ and DAZ */
static const uint64_t FP_FLAGS = 0x3f;
#elif defined(__aarch64__)
#define HAVE_FP_CONTROL 1
static uint64_t fp_control(void) {
    uint64_t fpcr, fpsr;
    __asm__ volatile("mrs %0, fpcr\n\tmrs %1, fpsr" : "=r"(fpcr), "=r"(fpsr));
    return fpcr | fpsr << 32;
}
static void fp_control_set(uint64_t x) {
    __asm__ volatile("msr fpcr, %0\n\tmsr fpsr, %1" : : "r"(x & UINT32_MAX), "r"(x >> 32));
}
enum { FP_DEFAULT = 0, FP_FLUSH = 1 << 24, FP_ROUNDING_SHIFT = 22 };
static const uint64_t FP_FLAGS = UINT64_C(0x9f) << 32;
#else
#define HAVE_FP_CONTROL 0
static uint64_t fp_control(void) {
    return 0;
}
static void fp_control_set(uint64_t x) {
    (void)x;
}
enum { FP_DEFAULT = 0, FP_FLUSH = 0, FP_ROUNDING_SHIFT = 0 };
static const uint64_t FP_FLAGS = 0;
#endif

/* Four rounding modes, each without and with flushing. */
enum { MODES = 8 };
static uint64_t mode_word(unsigned mode) {
    return FP_DEFAULT | (uint64_t)(mode & 3) << FP_ROUNDING_SHIFT | (mode & 4 ? FP_FLUSH : 0);
}

/* Fills give the same bits in every mode, leave the mode alone and raise no exception flag. */
static void modes(const struct test_arg *arg) {
    const struct ir_backend *b = subject_use(arg);
    if (!HAVE_FP_CONTROL)
        test_skip("no way to set the rounding mode of this CPU");
    /* SIMDe's plain C may raise flags where the instruction that it stands for does not. */
    const uint64_t ignored = subject_get(arg->backend)->emulated ? FP_FLAGS : 0;
    struct test_random r = test_random_start(50);
    for (const struct output *o = outputs; o < outputs + OUTPUTS; o++)
        for (unsigned mode = 0; mode < MODES; mode++) {
            unsigned char want[12000], got[12000];
            const size_t n = sizeof want / o->size - test_random_below(&r, 9);
            const uint64_t seed = test_random_u64(&r), before = mode_word(mode);
            isorand_rng states[2];
            CHECK(!isorand_seed(&states[0], arg->engine, seed), "seed");
            states[1] = states[0];
            o->model(&states[1], want, n);
            fp_control_set(before);
            o->fill(b, &states[0], got, n);
            const uint64_t after = fp_control();
            fp_control_set(FP_DEFAULT);
            check_fill(o, b, got, want, n, states, "floating-point control %#llx, seed %llu",
                       (unsigned long long)before, (unsigned long long)seed);
            CHECK(((after ^ before) & ~ignored) == 0,
                  "%s %s: floating-point control %#llx became %#llx", b->name, o->name,
                  (unsigned long long)before, (unsigned long long)after);
        }
}

/* Words around every rounding that a conversion could do wrong, then random ones. */
static uint64_t edge_word(struct test_random *r, size_t i) {
    static const uint64_t edges[] = {0,
                                     0x7ff, /* 0 after the shift of f64 */
                                     0x800,
                                     UINT64_MAX,
                                     UINT64_MAX << 11,
                                     UINT64_C(1) << 63,
                                     (UINT64_C(1) << 63) - 1,
                                     UINT64_C(0x00000000ffffffff),
                                     UINT64_C(0xffffffff00000000),
                                     UINT64_C(0x000000ff000000ff), /* 0 after the shift of f32 */
                                     UINT64_C(0x0000003f0000001f), /* 0 for MT19937 */
                                     UINT64_C(0x7fffffff80000000)};
    return i < sizeof edges / sizeof *edges ? edges[i] : test_random_u64(r);
}

/* The conversions by themselves, on words that a stream hardly ever gives, zeros above all: a sum
 * that cancels is -0 when the caller rounds downward. */
static void conversions(const struct test_arg *arg) {
    enum { MOST = 67 };
    const struct ir_backend *b = subject_use(arg);
    struct test_random r = test_random_start(51);
    for (unsigned mode = 0; mode < MODES; mode++)
        for (size_t n = 0; n <= MOST; n++) {
            uint64_t words[MOST], swapped[MOST];
            double f64[2][MOST], mt[2][MOST];
            float f32[2][2 * MOST];
            const size_t first = test_random_below(&r, 12); /* edges in every lane */
            for (size_t i = 0; i < n; i++) {
                const uint64_t x = words[i] = edge_word(&r, (i + first) % (n > 24 ? n : 24));
                f64[0][i] = (double)(x / 2048) / 9007199254740992.0;
                mt[0][i] = ((double)(x >> 37) * 67108864.0 + (double)((uint32_t)x >> 6)) /
                           9007199254740992.0;
                for (int half = 0; half < 2; half++)
                    f32[0][2 * i + (size_t)half] =
                        (float)(ir_get32((unsigned char *)&words[i] + 4 * half) / 256) /
                        16777216.0f;
            }
            memcpy(swapped, words, sizeof words);
            memcpy(f64[1], words, sizeof words);
            memcpy(mt[1], words, sizeof words);
            memcpy(f32[1], words, sizeof words);
            fp_control_set(mode_word(mode));
            IR_KERNEL(b, f64_from_u64)(f64[1], n);
            IR_KERNEL(b, f64_from_mt)(mt[1], n);
            IR_KERNEL(b, f32_from_u32)(f32[1], 2 * n);
            IR_KERNEL(b, swap_halves)(swapped, n);
            fp_control_set(FP_DEFAULT);
            CHECK_BYTES(f64[1], f64[0], 8 * n, "f64_from_u64 of %zu, mode %u", n, mode);
            CHECK_BYTES(mt[1], mt[0], 8 * n, "f64_from_mt of %zu, mode %u", n, mode);
            CHECK_BYTES(f32[1], f32[0], 8 * n, "f32_from_u32 of %zu, mode %u", n, mode);
            for (size_t i = 0; i < n; i++)
                CHECK(swapped[i] == (words[i] << 32 | words[i] >> 32), "swap_halves of %zu", n);
        }
}

/* All 2^24 floats. */
static void every_f32(const struct test_arg *arg) {
    enum { PIECE = 4096 };
    const struct ir_backend *b = subject_use(arg);
    struct test_random r = test_random_start(52);
    const uint32_t noise = (uint32_t)test_random_below(&r, 256); /* bits that do not count */
    float got[PIECE];
    for (uint32_t k = 0; k < 1u << 24; k += PIECE) {
        for (uint32_t i = 0; i < PIECE; i++)
            ir_put32(&got[i], (k + i) << 8 | noise);
        IR_KERNEL(b, f32_from_u32)(got, PIECE);
        for (uint32_t i = 0; i < PIECE; i++)
            CHECK(got[i] * 16777216.0f == (float)(k + i), "word %#x gives %a", (k + i) << 8 | noise,
                  (double)got[i]);
    }
}

/* ---- upper vector state ---- */

#if defined(__x86_64__)
#define REGISTERS(op)                                                                              \
    op(0) op(1) op(2) op(3) op(4) op(5) op(6) op(7) op(8) op(9) op(10) op(11) op(12) op(13) op(14) \
        op(15)

/* A fill that leaves the upper halves in use makes every later SSE instruction of the caller slow,
 * or wait for them.  All of them are cleared before, and read at once afterwards. */
static void upper_state(const struct test_arg *arg) {
    const struct ir_backend *b = subject_use(arg);
    static uint32_t out[5000];
    for (const struct output *o = outputs; o < outputs + OUTPUTS; o++) {
        unsigned char upper[16][16];
        static const unsigned char clean[16];
        isorand_rng rng;
        CHECK(!isorand_seed(&rng, arg->engine, 1), "seed");
        __asm__ volatile("vzeroupper");
        o->fill(b, &rng, out, sizeof out / o->size);
#define READ_UPPER(n) __asm__ volatile("vextractf128 $1, %%ymm" #n ", %0" : "=m"(upper[n]));
        REGISTERS(READ_UPPER)
#undef READ_UPPER
        for (int i = 0; i < 16; i++)
            CHECK(!memcmp(upper[i], clean, sizeof clean), "%s %s leaves the upper half of ymm%d",
                  b->name, o->name, i);
    }
}
#endif

int main(int argc, char **argv) {
    for (int i = 0; i < subject_count(); i++) {
        const struct subject *s = subject_get(i);
        struct test_arg arg = {.backend = i};
        if (!subject_runs(i))
            continue;
        test_add(conversions, arg, "conversions/%s", s->name);
        test_add(every_f32, arg, "every-f32/%s", s->name);
        for (arg.engine = 1; arg.engine <= ISORAND_ENGINE_COUNT; arg.engine++) {
            test_add(modes, arg, "%s/modes/%s", engine_label(arg.engine), s->name);
#if defined(__x86_64__)
            if (ir_cpu_detect() & IR_CPU_AVX2)
                test_add(upper_state, arg, "%s/upper-state/%s", engine_label(arg.engine), s->name);
#endif
        }
    }
    return subjects_report(test_run("fpenv", argc, argv));
}
