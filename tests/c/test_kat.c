/* SPDX-License-Identifier: MIT */
/* Known answers that others have published: Random123's, the C++ standard's ten-thousandth values,
 * the Mersenne Twister's and PCG's demonstration outputs, NumPy's test files. */
#include "support/backends.h"
#include "support/evidence.h"
#include "support/vectors.h"

#include <string.h>

/* tests/vectors/random123.txt: NAME ROUNDS COUNTER[4] KEY[2] OUTPUT[4]. */
static void random123(const struct test_arg *arg) {
    const char *text = ((const struct vector_line *)arg->data)->text;
    char name[20];
    uint64_t rounds, w[10];
    CHECK(vector_word(&text, name, sizeof name) && vector_decimal(&text, &rounds), "malformed");
    for (int i = 0; i < 10; i++)
        CHECK(vector_hex(&text, &w[i]), "malformed");
    if (!strcmp(name, "philox4x64")) {
        uint64_t out[4];
        CHECK(!isorand_philox4x64_block(w, w + 4, (unsigned)rounds, out), "block");
        CHECK_BYTES(out, w + 6, sizeof out, "%s", name);
        memcpy(out, w, sizeof out); /* in place */
        CHECK(!isorand_philox4x64_block(out, w + 4, (unsigned)rounds, out), "block");
        CHECK_BYTES(out, w + 6, sizeof out, "%s in place", name);
        evidence_count("kat.values", 4);
        return;
    }
    uint32_t n[10], out[4];
    for (int i = 0; i < 10; i++)
        n[i] = (uint32_t)w[i];
    CHECK(!strcmp(name, "philox4x32"), "unknown engine %s", name);
    CHECK(!isorand_philox4x32_block(n, n + 4, (unsigned)rounds, out), "block");
    CHECK_BYTES(out, n + 6, sizeof out, "%s", name);
    CHECK(!isorand_philox4x32_block(n, n + 4, (unsigned)rounds, n), "block");
    CHECK_BYTES(n, n + 6, sizeof out, "%s in place", name);
    evidence_count("kat.values", 4);
}

/* C++26 [rand.predef]: the 10000th value of the default engines, seed 20111115, counter 0. */
static void cpp26_philox(const struct test_arg *arg) {
    isorand_rng rng;
    const uint64_t key64[2] = {20111115, 0},
                   last64[4] = {~UINT64_C(0), ~UINT64_C(0), ~UINT64_C(0), ~UINT64_C(0)};
    const uint32_t key32[2] = {20111115, 0}, last32[4] = {~0u, ~0u, ~0u, ~0u};
    /* The counter is stepped before a block: the one before 0 is the last. */
    if (arg->engine == ISORAND_PHILOX4X64)
        CHECK(!isorand_init_philox4x64(&rng, key64, last64), "init");
    else
        CHECK(!isorand_init_philox4x32(&rng, key32, last32), "init");
    CHECK(!isorand_skip(&rng, 9999), "skip");
    if (arg->engine == ISORAND_PHILOX4X64)
        CHECK(isorand_next_u64(&rng) == UINT64_C(3409172418970261260), "10000th value");
    else
        CHECK(isorand_next_u32(&rng) == 1955073260, "10000th value");
    evidence_count("kat.values", 1);
}

/* C++11 [rand.predef]: the 10000th value of std::mt19937, default seed 5489. */
static void cpp11_mt19937(const struct test_arg *arg) {
    (void)arg;
    isorand_rng rng;
    CHECK(!isorand_seed_legacy(&rng, 5489) && !isorand_skip(&rng, 9999), "seed and skip");
    CHECK(isorand_next_u32(&rng) == 4123659995u, "10000th value");
    evidence_count("kat.values", 1);
}

/* mt19937ar.out of M. Matsumoto and T. Nishimura (2002). */
static void mt19937ar(const struct test_arg *arg) {
    (void)arg;
    static const uint32_t key[4] = {0x123, 0x234, 0x345, 0x456};
    static const uint32_t want[5] = {1067595299, 955945823, 477289528, 4107218783u, 4228976476u};
    isorand_rng rng;
    uint32_t got[5];
    CHECK(!isorand_seed_legacy_array(&rng, key, 4) && !isorand_fill_u32(&rng, got, 5), "fill");
    CHECK_BYTES(got, want, sizeof got, "first values");
    evidence_count("kat.values", sizeof got / sizeof *got);
}

/* pcg32-demo of pcg-c: pcg32_srandom(42, 54), "Round 1", of pcg-random.org. */
static void pcg32_demo(const struct test_arg *arg) {
    (void)arg;
    static const uint32_t want[6] = {0xa15c02b7, 0x7b47f409, 0xba1d3330,
                                     0x83d2f293, 0xbfa4784b, 0xcbed606e};
    const uint64_t inc = 54 << 1 | 1;
    const isorand_state start = {
        .engine = ISORAND_PCG32,
        .fields.pcg32 = {(inc + 42) * UINT64_C(6364136223846793005) + inc, inc}};
    isorand_rng rng;
    uint32_t got[6];
    CHECK(!isorand_set_state(&rng, &start) && !isorand_fill_u32(&rng, got, 6), "fill");
    CHECK_BYTES(got, want, sizeof got, "first values");
    evidence_count("kat.values", sizeof got / sizeof *got);
}

/* The first two native words of SeedSequence(seed); 0xdeadbeaf is the seed of NumPy's own
 * numpy/random/tests/data. */
static const struct first {
    int engine;
    uint64_t seed, words[2];
} firsts[] = {
    {ISORAND_PCG64, 42, {UINT64_C(0xc621fbcd16d92688), UINT64_C(0x705a5661a791ffc1)}},
    {ISORAND_PCG64DXSM, 42, {UINT64_C(0xab1c50338e63481d), UINT64_C(0x01bdf91d548d1872)}},
    {ISORAND_PHILOX4X64, 42, {UINT64_C(0x16092f00ecdab98a), UINT64_C(0x243d19cc24021070)}},
    {ISORAND_SFC64, 42, {UINT64_C(0x87a9e37f3ed2c19d), UINT64_C(0x60d4edb76d651052)}},
    {ISORAND_MT19937, 42, {0x8ac01c92, 0xe8bfd726}},
    {ISORAND_PCG64, 0xdeadbeaf, {UINT64_C(0x60d24054e17a0698), UINT64_C(0xd5e79d89856e4f12)}},
    {ISORAND_PHILOX4X64, 0xdeadbeaf, {UINT64_C(0xedc95200e2bd66a5), UINT64_C(0x581d4e43b7682352)}},
    {ISORAND_SFC64, 0xdeadbeaf, {UINT64_C(0xa475f55fbb6bc638), UINT64_C(0xb2d594b6c29d971c)}},
    {ISORAND_MT19937, 0xdeadbeaf, {0xc816921f, 0xb3623c6d}},
};

static void first_words(const struct test_arg *arg) {
    const struct first *f = arg->data;
    isorand_rng rng;
    CHECK(!isorand_seed(&rng, f->engine, f->seed), "seed");
    const unsigned word_bytes = isorand_engine_get(f->engine)->word_bytes;
    for (int i = 0; i < 2; i++) {
        const uint64_t w = word_bytes == 4 ? isorand_next_u32(&rng) : isorand_next_u64(&rng);
        CHECK(w == f->words[i], "word %d is %llx", i, (unsigned long long)w);
        evidence_count("kat.values", 1);
    }
}

int main(int argc, char **argv) {
    size_t nlines;
    const struct vector_line *lines = vectors_read("random123", &nlines);
    for (size_t i = 0; i < nlines; i++) {
        char name[20], rounds[4];
        const char *text = lines[i].text;
        vector_word(&text, name, sizeof name);
        vector_word(&text, rounds, sizeof rounds);
        test_add(random123, (struct test_arg){.data = &lines[i]}, "%s/%s-rounds-%d/random123", name,
                 rounds, lines[i].number);
    }
    test_add(cpp26_philox, (struct test_arg){.engine = ISORAND_PHILOX4X32},
             "philox4x32/10000th/c++26");
    test_add(cpp26_philox, (struct test_arg){.engine = ISORAND_PHILOX4X64},
             "philox4x64/10000th/c++26");
    test_add(cpp11_mt19937, (struct test_arg){0}, "mt19937/10000th/c++11");
    test_add(mt19937ar, (struct test_arg){0}, "mt19937/init-by-array/mt19937ar");
    test_add(pcg32_demo, (struct test_arg){0}, "pcg32/demo/pcg-c");
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        test_add(first_words, (struct test_arg){.data = &firsts[i]}, "%s/words-%llu/numpy",
                 engine_label(firsts[i].engine), (unsigned long long)firsts[i].seed);
    return test_run("kat", argc, argv);
}
