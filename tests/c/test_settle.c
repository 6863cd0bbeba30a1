/* SPDX-License-Identifier: MIT */
/* The slow ways of the ziggurats against NumPy's own code (libnpyrandom.a, which NumPy installs for
 * C programs): a bit generator gives NumPy a chosen first word and then the words of an engine.
 * Random streams take these ways in 1 of 50 draws, and the tails in 1 of 4000; here all do.
 * Also random_loggam, NumPy's log-gamma function.
 *
 * ISORAND_TEST_LONG=1 takes 10^7 words of each kind instead of 2 * 10^5. */
#include <stdlib.h>
#include <string.h>

#include "distribution/draw.h"
#include "math/math.h"
#include "math/ziggurat_tables.h"
#include "support/harness.h"
#include "support/random.h"

/* numpy/random/bitgen.h and distributions.h, as far as needed here. */
struct bitgen {
    void *state;
    uint64_t (*next_uint64)(void *state);
    uint32_t (*next_uint32)(void *state);
    double (*next_double)(void *state);
    uint64_t (*next_raw)(void *state);
};
double random_standard_normal(struct bitgen *b);
float random_standard_normal_f(struct bitgen *b);
double random_standard_exponential(struct bitgen *b);
float random_standard_exponential_f(struct bitgen *b);
double random_loggam(double x);

struct source {
    isorand_rng rng;
    uint64_t first;
    int has_first;
};

static uint64_t next_uint64(void *state) {
    struct source *s = state;
    if (!s->has_first)
        return isorand_next_u64(&s->rng);
    s->has_first = 0;
    return s->first;
}

static uint32_t next_uint32(void *state) {
    struct source *s = state;
    if (!s->has_first)
        return isorand_next_u32(&s->rng);
    s->has_first = 0;
    return (uint32_t)s->first;
}

static double next_double(void *state) {
    struct source *s = state;
    return isorand_next_f64(&s->rng);
}

/* Each writes one value and says how many bytes it has. */
#define SETTLE(name, type, word_type, numpy_name)                                                  \
    static size_t own_##name(isorand_rng *rng, uint64_t word, void *out) {                         \
        struct ir_reader reader;                                                                   \
        ir_reader_begin(&reader, NULL, rng);                                                       \
        const type x = ir_##name##_from_word(&reader, (word_type)word);                            \
        ir_reader_finish(&reader);                                                                 \
        memcpy(out, &x, sizeof x);                                                                 \
        return sizeof x;                                                                           \
    }                                                                                              \
    static size_t numpy_##name(struct bitgen *b, void *out) {                                      \
        const type x = numpy_name(b);                                                              \
        memcpy(out, &x, sizeof x);                                                                 \
        return sizeof x;                                                                           \
    }
SETTLE(normal, double, uint64_t, random_standard_normal)
SETTLE(normal_f32, float, uint32_t, random_standard_normal_f)
SETTLE(exponential, double, uint64_t, random_standard_exponential)
SETTLE(exponential_f32, float, uint32_t, random_standard_exponential_f)

struct settle_case {
    const char *name;
    size_t (*own)(isorand_rng *rng, uint64_t word, void *out);
    size_t (*numpy)(struct bitgen *b, void *out);
    int layer_shift;          /* of the 8 bits of the layer in the word */
    int bits, position_shift; /* of the position */
    uint64_t k_base;          /* of layer 0: positions from here on are in the tail */
};

/* Words of the tail (layer 0, refused) or of any layer, near the bound of certain acceptance. */
static void settle_as_numpy(const struct test_arg *arg) {
    const struct settle_case *c = arg->data;
    const int tail = arg->value, n = getenv("ISORAND_TEST_LONG") ? 10000000 : 200000;
    struct test_random r = test_random_start(7);
    struct source s;
    struct bitgen b = {&s, next_uint64, next_uint32, next_double, next_uint64};
    isorand_rng rng;
    CHECK(!isorand_seed(&rng, arg->engine, test_random_u64(&r)), "seed");
    s.rng = rng;
    for (int i = 0; i < n; i++) {
        const uint64_t any = test_random_u64(&r), limit = 1ULL << c->bits;
        uint64_t position = any & (limit - 1), word = test_random_u64(&r);
        if (tail) {
            position = c->k_base + position % (limit - c->k_base);
            word &= ~(0xffULL << c->layer_shift);
        } else { /* the upper positions are those that a layer may refuse */
            position |= limit - (limit >> (any >> 60));
        }
        word = (word & ~((limit - 1) << c->position_shift)) | position << c->position_shift;
        unsigned char own[8], numpy[8];
        s.first = word;
        s.has_first = 1;
        const size_t size = c->numpy(&b, numpy);
        CHECK(c->own(&rng, word, own) == size && !memcmp(own, numpy, size),
              "word %#llx, the draw %d", (unsigned long long)word, i);
    }
    CHECK_BYTES(&rng, &s.rng, sizeof rng, "the state after %d draws", n);
}

static void lgamma_as_numpy(const struct test_arg *arg) {
    struct test_random r = test_random_start(8);
    (void)arg;
    for (int i = 0; i < 1000000; i++) {
        const double u = (double)(test_random_u64(&r) >> 11) * 0x1p-53;
        const double x = i % 2 ? 1 + (double)(test_random_u64(&r) >> (i % 64)) : 20 * u + 0x1p-60;
        const double own = ir_lgamma(x), numpy = random_loggam(x);
        CHECK(!memcmp(&own, &numpy, sizeof own), "lgamma(%a): %a, NumPy %a", x, own, numpy);
    }
}

int main(int argc, char **argv) {
    const struct settle_case cases[] = {
        {"normal", own_normal, numpy_normal, 0, 52, 9, ir_normal_layers[0].k},
        {"normal f32", own_normal_f32, numpy_normal_f32, 0, 23, 9, ir_normal_layers_f32[0].k},
        {"exponential", own_exponential, numpy_exponential, 3, 53, 11, ir_exponential_layers[0].k},
        {"exponential f32", own_exponential_f32, numpy_exponential_f32, 1, 23, 9,
         ir_exponential_layers_f32[0].k},
    };
    test_add(lgamma_as_numpy, (struct test_arg){0}, "lgamma");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int engine = ISORAND_PCG64; engine <= ISORAND_MT19937; engine += 2)
            for (int tail = 0; tail < 2; tail++) {
                const struct test_arg arg = {.engine = engine, .data = &cases[i], .value = tail};
                test_add(settle_as_numpy, arg, "%s, %s, engine %d", cases[i].name,
                         tail ? "tail" : "upper positions", engine);
            }
    return test_run("settle", argc, argv);
}
