/* SPDX-License-Identifier: MIT */
/* Draws of isorand/inline.h beside calls and fills: the same values, and the same states, for each
 * engine, in runs of mixed kinds.  C99 and C++11; prints what differs, and how much was compared.
 */
#include <isorand/inline.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 150, RUNS = 3000 };

/* xorshift64 (Marsaglia, 2003): choices of this program. */
static uint64_t choice_state = 42;

static unsigned below(unsigned n) {
    choice_state ^= choice_state << 13;
    choice_state ^= choice_state >> 7;
    choice_state ^= choice_state << 17;
    return (unsigned)(choice_state >> 33) % n;
}

static const uint64_t maxima[] = {0,
                                  1,
                                  999,
                                  UINT64_C(0x7fffffff),
                                  UINT64_C(0x80000000),
                                  UINT64_C(0xfffffffe),
                                  UINT64_C(0xffffffff),
                                  UINT64_C(0x100000000),
                                  UINT64_C(0x8000000000000000),
                                  UINT64_C(0xfffffffffffffffe),
                                  UINT64_C(0xffffffffffffffff)};

union value {
    uint64_t u64;
    uint32_t u32;
    double f64;
    float f32;
};

enum kind {
    RAW,
    U32,
    U64,
    F32,
    F64,
    BOUNDED,
    NORMAL_F32,
    NORMAL_F64,
    EXPONENTIAL_F32,
    EXPONENTIAL_F64,
    KINDS
};
static const char *const names[KINDS] = {
    "raw", "u32", "u64", "f32", "f64", "bounded", "normal f32", "normal f64", "exp f32", "exp f64"};

/* One value into 'out', whose other bytes are 0. */
#define DRAWS(prefix, arguments, bounded_arguments, bounded_call)                                  \
    switch (kind) {                                                                                \
    case RAW:                                                                                      \
        out->u64 = prefix##raw arguments;                                                          \
        break;                                                                                     \
    case U32:                                                                                      \
        out->u32 = prefix##u32 arguments;                                                          \
        break;                                                                                     \
    case U64:                                                                                      \
        out->u64 = prefix##u64 arguments;                                                          \
        break;                                                                                     \
    case F32:                                                                                      \
        out->f32 = prefix##f32 arguments;                                                          \
        break;                                                                                     \
    case F64:                                                                                      \
        out->f64 = prefix##f64 arguments;                                                          \
        break;                                                                                     \
    case BOUNDED:                                                                                  \
        out->u64 = bounded_call bounded_arguments;                                                 \
        break;                                                                                     \
    case NORMAL_F32:                                                                               \
        out->f32 = prefix##normal_f32 arguments;                                                   \
        break;                                                                                     \
    case NORMAL_F64:                                                                               \
        out->f64 = prefix##normal_f64 arguments;                                                   \
        break;                                                                                     \
    case EXPONENTIAL_F32:                                                                          \
        out->f32 = prefix##exponential_f32 arguments;                                              \
        break;                                                                                     \
    default:                                                                                       \
        out->f64 = prefix##exponential_f64 arguments;                                              \
        break;                                                                                     \
    }

static void called(isorand_rng *rng, int kind, uint64_t max, union value *out) {
    DRAWS(isorand_next_, (rng), (rng, ISORAND_GENERATOR, max), isorand_next_bounded)
}

/* The inlined draws of each engine of the list, and of one that is not in it. */
typedef void draw_fn(isorand_rng *rng, int kind, uint64_t max, union value *out);

#define ENGINE(ID, name, bits, high_first)                                                         \
    static void inlined_##name(isorand_rng *rng, int kind, uint64_t max, union value *out) {       \
        DRAWS(isorand_inline_, (rng, ISORAND_##ID), (rng, ISORAND_##ID, max),                      \
              isorand_inline_bounded)                                                              \
    }
IR_INLINE_ENGINES(ENGINE)
#undef ENGINE

static void inlined_none(isorand_rng *rng, int kind, uint64_t max, union value *out) {
    DRAWS(isorand_inline_, (rng, 1000), (rng, 1000, max), isorand_inline_bounded)
}

static const struct {
    int engine;
    draw_fn *inlined;
    unsigned bits;
} engines[] = {
#define ENGINE(ID, name, bits, high_first) {ISORAND_##ID, inlined_##name, bits},
    IR_INLINE_ENGINES(ENGINE)
#undef ENGINE
};
enum { ENGINES = sizeof engines / sizeof *engines };

/* 'n' values by a fill, as the draws above make them: spread out to unions. */
static int filled(isorand_rng *rng, unsigned bits, int kind, uint64_t max, union value *out,
                  size_t n) {
    static union {
        uint64_t u64[LONGEST];
        uint32_t u32[LONGEST];
        double f64[LONGEST];
        float f32[LONGEST];
    } values;
    isorand_request raw;
    int error;
    size_t i, size = 8;
    switch (kind) {
    case RAW:
        size = bits / 8;
        error = isorand_request_init(&raw, ISORAND_RAW, size == 8 ? ISORAND_U64 : ISORAND_U32);
        if (!error)
            error = isorand_fill(rng, &raw, &values, n);
        break;
    case U32:
        size = 4;
        error = isorand_fill_u32(rng, values.u32, n);
        break;
    case U64:
        error = isorand_fill_u64(rng, values.u64, n);
        break;
    case F32:
        size = 4;
        error = isorand_fill_f32(rng, values.f32, n);
        break;
    case F64:
        error = isorand_fill_f64(rng, values.f64, n);
        break;
    case BOUNDED:
        error = isorand_fill_integers_u64(rng, values.u64, n, 0, max, 1);
        break;
    case NORMAL_F32:
        size = 4;
        error = isorand_fill_normal_f32(rng, values.f32, n, 0, 1);
        break;
    case NORMAL_F64:
        error = isorand_fill_normal_f64(rng, values.f64, n, 0, 1);
        break;
    case EXPONENTIAL_F32:
        size = 4;
        error = isorand_fill_exponential_f32(rng, values.f32, n, 1);
        break;
    default:
        error = isorand_fill_exponential_f64(rng, values.f64, n, 1);
        break;
    }
    for (i = 0; i < n && kind == RAW; i++)
        out[i].u64 = size == 8 ? values.u64[i] : values.u32[i];
    for (i = 0; i < n && kind != RAW; i++)
        memcpy(&out[i], (const unsigned char *)&values + i * size, size);
    return error;
}

/* Runs of 'inlined' beside calls and fills; the number of values, or 0 where they differ. */
static long compare(int engine, unsigned bits, draw_fn *inlined) {
    static union value one[LONGEST], two[LONGEST], three[LONGEST];
    isorand_rng a, b, c;
    long compared = 0;
    const char *const name = isorand_engine_get(engine)->name;
    if (isorand_seed(&a, engine, 7))
        return 0;
    b = c = a;
    for (int run = 0; run < RUNS; run++) {
        const int kind = (int)below(KINDS);
        const uint64_t max = maxima[below(sizeof maxima / sizeof *maxima)] - (below(3) == 2);
        const size_t n = 1 + below(below(2) ? 3 : LONGEST);
        memset(one, 0, sizeof one);
        memset(two, 0, sizeof two);
        memset(three, 0, sizeof three);
        for (size_t i = 0; i < n; i++) {
            inlined(&a, kind, max, &one[i]);
            called(&b, kind, max, &two[i]);
        }
        if (filled(&c, bits, kind, max, three, n))
            return 0;
        for (size_t i = 0; i < n; i++)
            if (memcmp(&one[i], &two[i], sizeof *one) || memcmp(&one[i], &three[i], sizeof *one)) {
                printf("# %s, run %d, %s: value %lu of %lu differs\n", name, run, names[kind],
                       (unsigned long)i, (unsigned long)n);
                return 0;
            }
        if (memcmp(&a, &b, sizeof a) || memcmp(&a, &c, sizeof a)) {
            printf("# %s, run %d, %s: states differ after %lu\n", name, run, names[kind],
                   (unsigned long)n);
            return 0;
        }
        compared += (long)n;
    }
    return compared;
}

/* Sums into which a compiler would like to fuse the last product of a draw. */
static int sums(void) {
    isorand_rng a, b;
    float x4 = 0, y4 = 0;
    double x = 0, y = 0;
    if (isorand_seed(&a, ISORAND_PCG64, 1))
        return 0;
    b = a;
    for (int i = 0; i < 1000; i++) {
        x += isorand_inline_exponential_f64(&a, ISORAND_PCG64);
        x += isorand_inline_normal_f64(&a, ISORAND_PCG64);
        x += isorand_inline_f64(&a, ISORAND_PCG64);
        x4 += isorand_inline_exponential_f32(&a, ISORAND_PCG64);
        x4 += isorand_inline_normal_f32(&a, ISORAND_PCG64);
        x4 += isorand_inline_f32(&a, ISORAND_PCG64);
        y += isorand_next_exponential_f64(&b);
        y += isorand_next_normal_f64(&b);
        y += isorand_next_f64(&b);
        y4 += isorand_next_exponential_f32(&b);
        y4 += isorand_next_normal_f32(&b);
        y4 += isorand_next_f32(&b);
    }
#ifdef __FAST_MATH__ /* then sums are the compiler's own affair */
    return x > 0 && y > 0 && x4 > 0 && y4 > 0;
#else
    return !memcmp(&x, &y, sizeof x) && !memcmp(&x4, &y4, sizeof x4);
#endif
}

/* Nothing but zeros, as from the calls. */
static int unseeded(draw_fn *inlined) {
    static isorand_rng rng, zero;
    static union value nothing;
    for (int kind = 0; kind < KINDS; kind++) {
        union value x;
        memset(&x, 0, sizeof x);
        inlined(&rng, kind, 999, &x);
        if (memcmp(&x, &nothing, sizeof x) || memcmp(&rng, &zero, sizeof rng))
            return 0;
    }
    return 1;
}

/* What is wrong with the engines that are inlined, and with those that are not; or NULL. */
static const char *wrong(long *compared) {
    for (int e = 0; e < ENGINES; e++) {
        const isorand_engine_info *const info = isorand_engine_get(engines[e].engine);
        const int other = (e + 1) % ENGINES;
        const long n = compare(engines[e].engine, engines[e].bits, engines[e].inlined);
        if (info->word_bytes * 8 != engines[e].bits)
            return "bits of a word";
        if (!n)
            return "values";
        if (!compare(engines[other].engine, engines[other].bits, engines[e].inlined))
            return "values of another engine";
        if (!unseeded(engines[e].inlined))
            return "values of an rng that was not seeded";
        *compared += n;
    }
    for (int i = 0; isorand_engine_at(i); i++) {
        const isorand_engine_info *const info = isorand_engine_at(i);
        if (!compare(info->number, info->word_bytes * 8, inlined_none))
            return "values of an engine that is not inlined";
    }
    return sums() ? NULL : "sums";
}

int main(void) {
    long compared = 0;
    const char *const what = wrong(&compared);
    printf("# %d engines, %ld values\n1..1\n", (int)ENGINES, compared);
    if (what)
        printf("not ok 1 - inline: %s\n", what);
    else
        printf("ok 1 - inline\n");
    return what != NULL;
}
