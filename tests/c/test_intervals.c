/* SPDX-License-Identifier: MIT */
/* No value outside its interval, on every backend: all 2^24 floats, the words of all zeros and all
 * ones and their neighbours as doubles, normals and exponentials. */
#include "distribution/draw.h"
#include "support/backends.h"

#include <string.h>

enum { GROUP = 64 }; /* elements that kernels of values take at a time */

/* Every float that a fill can make, from the words with all-zero and all-one low bits: multiples of
 * 2^-24 below 1, in order, none twice. */
static void all_floats(const struct test_arg *arg) {
    const struct ir_backend *b = backend_use(arg);
    static uint32_t piece[1 << 12];
    for (uint32_t low = 0; low <= 255; low += 255) {
        float before = -1;
        for (uint32_t first = 0; first < 1u << 24; first += 1 << 12) {
            float values[1 << 12];
            for (uint32_t i = 0; i < 1 << 12; i++)
                piece[i] = (first + i) << 8 | low;
            IR_KERNEL(b, f32_from_u32)(piece, 1 << 12);
            memcpy(values, piece, sizeof values);
            for (uint32_t i = 0; i < 1 << 12; i++) {
                CHECK(values[i] > before && values[i] < 1 &&
                          values[i] * 0x1p24f == (float)(first + i),
                      "word %#x gives %a", (first + i) << 8 | low, (double)values[i]);
                before = values[i];
            }
        }
        CHECK(before == 1 - 0x1p-24f, "the largest is %a", (double)before);
    }
}

/* Words at the ends of all ranges, cyclically. */
static uint64_t extreme(size_t i) {
    static const uint64_t words[] = {0,
                                     UINT64_MAX,
                                     1,
                                     UINT64_MAX - 1,
                                     UINT64_C(1) << 63,
                                     INT64_MAX,
                                     0x7ff,
                                     0x800,
                                     UINT64_C(0xfffffffffffff800),
                                     UINT64_C(0xffffffff00000000),
                                     UINT32_MAX,
                                     UINT64_C(0x1fffffffff)};
    return words[i % (sizeof words / sizeof *words)];
}

static void doubles(const struct test_arg *arg) {
    const struct ir_backend *b = backend_use(arg);
    for (int mt = 0; mt < 2; mt++) {
        uint64_t words[GROUP];
        for (size_t i = 0; i < GROUP; i++)
            words[i] = extreme(i);
        (mt ? IR_KERNEL(b, f64_from_mt) : IR_KERNEL(b, f64_from_u64))(words, GROUP);
        for (size_t i = 0; i < GROUP; i++) {
            double x;
            memcpy(&x, &words[i], sizeof x);
            CHECK(x >= 0 && x < 1 && !__builtin_signbit(x), "word %#llx gives %a",
                  (unsigned long long)extreme(i), x);
        }
        CHECK(words[0] == 0, "zero bits give zero");
        double largest;
        memcpy(&largest, &words[1], sizeof largest);
        CHECK(largest == 1 - 0x1p-53, "all ones give %a", largest);
    }
}

/* What the ziggurats make of extreme positions in every layer: the candidates of the quick test,
 * and what the definition settles on. */
static void ziggurats(const struct test_arg *arg) {
    const struct ir_backend *b = backend_use(arg);
    isorand_rng rng;
    CHECK(isorand_seed(&rng, ISORAND_PCG64, 1) == 0, "seed");
    for (int layer = 0; layer < 256; layer++) {
        uint64_t words[GROUP], refused;
        double normal[GROUP], exponential[GROUP];
        for (size_t i = 0; i < GROUP; i++)
            words[i] = (extreme(i) & ~UINT64_C(0x7ff)) | (uint64_t)layer | (uint64_t)layer << 3;
        IR_KERNEL(b, normal_f64)(words, normal, &refused, GROUP);
        IR_KERNEL(b, exponential_f64)(words, exponential, &refused, GROUP);
        for (size_t i = 0; i < GROUP; i++) {
            /* The base strip of the normal is 3.91 wide, that of the exponential 8.70. */
            CHECK(normal[i] > -3.92 && normal[i] < 3.92, "normal %a", normal[i]);
            CHECK(exponential[i] >= 0 && exponential[i] < 8.70, "exponential %a", exponential[i]);
            struct ir_reader reader;
            ir_reader_begin(&reader, NULL, &rng);
            const double settled = ir_exponential_from_word(&reader, words[i]);
            CHECK(settled >= 0 && settled < 7.7 + 37, "exponential %a", settled);
            const double z = ir_normal_from_word(&reader, words[i]);
            CHECK(z > -15 && z < 15, "normal %a", z);
        }
    }
}

int main(int argc, char **argv) {
    for (int b = 0; b < backend_count(); b++)
        if (backend_runs(b)) {
            const struct test_arg arg = {.backend = b};
            const char *name = backend_label(b);
            test_add(all_floats, arg, "all-floats/%s", name);
            test_add(doubles, arg, "doubles/%s", name);
            test_add(ziggurats, arg, "ziggurats/%s", name);
        }
    return backends_report(test_run("intervals", argc, argv), backend_count());
}
