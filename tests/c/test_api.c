/* SPDX-License-Identifier: MIT */
/* The contract of every public function with arguments that it must refuse: the documented error,
 * nothing written, no state changed.  And the registries and texts. */
#include "engine/engine.h"
#include "support/harness.h"
#include "support/kinds.h"

#include <stdio.h>
#include <string.h>

/* What a refused call may have touched. */
struct world {
    isorand_rng rng;
    isorand_seedseq ss;
    unsigned char out[64];
};
static struct world world, before;

static void fresh_world(void) {
    memset(&world, 0xca, sizeof world);
    CHECK(!isorand_seed(&world.rng, ISORAND_PCG64, 1) && !isorand_seedseq_from_u64(&world.ss, 1),
          "seed");
    isorand_next_u32(&world.rng);
    before = world;
}

#define REFUSES(call, error)                                                                       \
    do {                                                                                           \
        int got_ = call;                                                                           \
        CHECK(got_ == (error), "%s: %d, not %s", #call, got_, #error);                             \
        CHECK_BYTES(&world, &before, sizeof world, "touched by %s", #call);                        \
    } while (0)

static void fills(const struct test_arg *arg) {
    (void)arg;
    fresh_world();
    isorand_rng *const rng = &world.rng;
    static isorand_rng unseeded, overwritten;
    memset(&overwritten, 0xff, sizeof overwritten);
    const size_t too_many = SIZE_MAX / 2 / sizeof(uint32_t) + 1;
#define FILLS(suffix, type, overflow)                                                              \
    do {                                                                                           \
        type *const out = (type *)(void *)world.out;                                               \
        REFUSES(isorand_fill_##suffix(NULL, out, 1), ISORAND_EINVAL);                              \
        REFUSES(isorand_fill_##suffix(rng, NULL, 1), ISORAND_EINVAL);                              \
        REFUSES(isorand_fill_##suffix(rng, NULL, 0), 0);                                           \
        REFUSES(isorand_fill_##suffix(rng, out, 0), 0);                                            \
        REFUSES(isorand_fill_##suffix(&unseeded, out, 1), ISORAND_ESTATE);                         \
        REFUSES(isorand_fill_##suffix(&overwritten, out, 1), ISORAND_ESTATE);                      \
        REFUSES(isorand_fill_##suffix(rng, out, SIZE_MAX), ISORAND_ERANGE);                        \
        REFUSES(isorand_fill_##suffix(rng, out, overflow), ISORAND_ERANGE);                        \
    } while (0)
    FILLS(u32, uint32_t, too_many);
    FILLS(u64, uint64_t, SIZE_MAX / 8 + 1);
    FILLS(f32, float, SIZE_MAX / 4 + 1);
    FILLS(f64, double, SIZE_MAX / 8 + 1);
    FILLS(bytes, void, SIZE_MAX / 2 + 1);
    CHECK(isorand_next_u32(&unseeded) == 0 && isorand_next_u64(&unseeded) == 0 &&
              !(isorand_next_f32(&unseeded) > 0) && !(isorand_next_f64(&unseeded) > 0) &&
              !(isorand_next_normal_f64(&unseeded) > 0) &&
              !(isorand_next_normal_f32(&unseeded) > 0) &&
              !(isorand_next_exponential_f64(&unseeded) > 0) &&
              !(isorand_next_exponential_f32(&overwritten) > 0) && isorand_next_u32(NULL) == 0,
          "single draws of an unseeded rng");
}

static void generic_fill(const struct test_arg *arg) {
    const struct kind *k = kind_get(arg->value);
    fresh_world();
    static isorand_rng unseeded;
    isorand_request req = k->request;
    REFUSES(isorand_fill(&world.rng, NULL, world.out, 1), ISORAND_EINVAL);
    REFUSES(isorand_fill(NULL, &req, world.out, 1), ISORAND_EINVAL);
    REFUSES(isorand_fill(&world.rng, &req, NULL, 1), ISORAND_EINVAL);
    REFUSES(isorand_fill(&world.rng, &req, NULL, 0), 0);
    REFUSES(isorand_fill(&unseeded, &req, world.out, 1), ISORAND_ESTATE);
    REFUSES(isorand_fill(&world.rng, &req, world.out, SIZE_MAX), ISORAND_ERANGE);
    REFUSES(isorand_fill(&world.rng, &req, world.out, SIZE_MAX / k->size / 2 + 1), ISORAND_ERANGE);
    const uint32_t types = isorand_dist_get(req.dist)->types;
    for (int type = -1; type <= 33; type++) {
        req.type = type;
        const int known = isorand_type_get(type) != NULL;
        if (known && (types >> type & 1))
            continue;
        REFUSES(isorand_fill(&world.rng, &req, world.out, 1),
                known ? ISORAND_ENOTSUP : ISORAND_EINVAL);
        CHECK(isorand_request_check(&req, NULL) == (known ? ISORAND_ENOTSUP : ISORAND_EINVAL),
              "request_check with type %d", type);
        isorand_request other = k->request;
        CHECK(isorand_request_init(&other, req.dist, type) ==
                  (known ? ISORAND_ENOTSUP : ISORAND_EINVAL),
              "request_init with type %d", type);
        CHECK_BYTES(&other, &k->request, sizeof other, "a refused request_init");
    }
    req = k->request;
    const int none[] = {-1, 0, 1000, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        req.dist = none[i];
        CHECK(isorand_request_check(&req, NULL) == ISORAND_EINVAL, "check of dist %d", none[i]);
        REFUSES(isorand_fill(&world.rng, &req, world.out, 1), ISORAND_EINVAL);
        CHECK(isorand_request_init(&req, none[i], ISORAND_U32) == ISORAND_EINVAL, "dist %d",
              none[i]);
    }
    CHECK(isorand_request_init(NULL, k->request.dist, k->request.type) == ISORAND_EINVAL, "NULL");
    CHECK(isorand_request_check(NULL, NULL) == ISORAND_EINVAL, "check of NULL");
}

static void seeding(const struct test_arg *arg) {
    (void)arg;
    fresh_world();
    isorand_rng *const rng = &world.rng;
    isorand_seedseq *const ss = &world.ss;
    static isorand_seedseq never;
    const uint32_t key[2] = {1, 2};
    const int none[] = {0, -1, IR_ENGINE_COUNT + 1, INT32_MAX};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        REFUSES(isorand_seed(rng, none[i], 1), ISORAND_EINVAL);
        REFUSES(isorand_init(rng, none[i], ss), ISORAND_EINVAL);
    }
    REFUSES(isorand_seed(NULL, ISORAND_PCG64, 1), ISORAND_EINVAL);
    REFUSES(isorand_init(NULL, ISORAND_PCG64, ss), ISORAND_EINVAL);
    REFUSES(isorand_init(rng, ISORAND_PCG64, NULL), ISORAND_EINVAL);
    REFUSES(isorand_init(rng, ISORAND_PCG64, &never), ISORAND_EINVAL);
    REFUSES(isorand_seed_legacy(NULL, 1), ISORAND_EINVAL);
    REFUSES(isorand_seed_legacy(rng, UINT64_C(1) << 32), ISORAND_ERANGE);
    REFUSES(isorand_seed_legacy_array(rng, NULL, 1), ISORAND_EINVAL);
    REFUSES(isorand_seed_legacy_array(rng, key, 0), ISORAND_EINVAL);
    REFUSES(isorand_seed_legacy_array(NULL, key, 2), ISORAND_EINVAL);
    REFUSES(isorand_init_philox4x64(NULL, NULL, NULL), ISORAND_EINVAL);
    REFUSES(isorand_init_philox4x32(NULL, NULL, NULL), ISORAND_EINVAL);
    REFUSES(isorand_init_sfc64x32(NULL, NULL, 0), ISORAND_EINVAL);
    REFUSES(isorand_init_sfc64x32(rng, NULL, UINT64_C(1) << 59), ISORAND_ERANGE);
    CHECK(!isorand_init_philox4x64(rng, NULL, NULL) && !isorand_init_philox4x32(rng, NULL, NULL) &&
              !isorand_init_sfc64x32(rng, NULL, (UINT64_C(1) << 59) - 1),
          "NULL key and counter are 0");
}

static void seed_sequences(const struct test_arg *arg) {
    (void)arg;
    fresh_world();
    isorand_seedseq *const ss = &world.ss;
    static isorand_seedseq never, children[2];
    uint32_t *const u32 = (uint32_t *)(void *)world.out;
    uint64_t *const u64 = (uint64_t *)(void *)world.out;
    const uint32_t words[1] = {7};
    REFUSES(isorand_seedseq_init(NULL, words, 1, NULL, 0), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_init(ss, NULL, 1, NULL, 0), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_init(ss, words, 1, NULL, 1), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_init_pool(ss, words, 1, NULL, 0, 3), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_init_pool(ss, words, 1, NULL, 0, 0), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_init_pool(ss, words, 1, NULL, 0, 33), ISORAND_ERANGE);
    REFUSES(isorand_seedseq_init_pool(ss, words, 1, NULL, 0, SIZE_MAX), ISORAND_ERANGE);
    REFUSES(isorand_seedseq_from_u64(NULL, 1), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_generate_u32(NULL, u32, 1), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_generate_u32(ss, NULL, 1), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_generate_u32(ss, NULL, 0), 0);
    REFUSES(isorand_seedseq_generate_u32(&never, u32, 1), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_generate_u64(NULL, u64, 1), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_generate_u64(ss, NULL, 1), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_generate_u64(&never, u64, 1), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_spawn(NULL, children, 1), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_spawn(ss, NULL, 1), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_spawn(&never, children, 1), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_spawn(ss, NULL, 0), 0);
    REFUSES(isorand_seedseq_child(NULL, 0, children), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_child(ss, 0, NULL), ISORAND_EINVAL);
    REFUSES(isorand_seedseq_child(&never, 0, children), ISORAND_EINVAL);
    isorand_seedseq full = *ss;
    full.n_spawned = UINT64_MAX - 1;
    CHECK(isorand_seedseq_spawn(&full, children, 2) == ISORAND_ERANGE, "2^64 children");
    CHECK(full.n_spawned == UINT64_MAX - 1, "a refused spawn counts");
    CHECK(isorand_seedseq_spawn(&full, children, 1) == 0, "the last child");
    isorand_seedseq child = *ss, same;
    CHECK(!isorand_seedseq_child(ss, 3, &same) && !isorand_seedseq_child(&child, 3, &child),
          "child in place");
    CHECK_BYTES(&child, &same, sizeof child, "child in place");
}

static void moving_and_saving(const struct test_arg *arg) {
    (void)arg;
    fresh_world();
    isorand_rng *const rng = &world.rng;
    static isorand_rng unseeded, target;
    const uint64_t delta[4] = {1, 0, 0, 0};
    size_t n = 7;
    REFUSES(isorand_advance(NULL, 1), ISORAND_EINVAL);
    REFUSES(isorand_advance(&unseeded, 1), ISORAND_ESTATE);
    REFUSES(isorand_advance_wide(NULL, delta), ISORAND_EINVAL);
    REFUSES(isorand_advance_wide(rng, NULL), ISORAND_EINVAL);
    REFUSES(isorand_advance_wide(&unseeded, delta), ISORAND_ESTATE);
    REFUSES(isorand_jumped(NULL, 1, rng), ISORAND_EINVAL);
    REFUSES(isorand_jumped(rng, 1, NULL), ISORAND_EINVAL);
    REFUSES(isorand_jumped(&unseeded, 1, rng), ISORAND_ESTATE);
    REFUSES(isorand_jumped(rng, 1, &target), 0);
    REFUSES(isorand_skip(NULL, 1), ISORAND_EINVAL);
    REFUSES(isorand_skip(&unseeded, 1), ISORAND_ESTATE);
    REFUSES(isorand_skip(rng, 0), 0);
    REFUSES(isorand_save(NULL, world.out, 64, &n), ISORAND_EINVAL);
    REFUSES(isorand_save(rng, NULL, 64, &n), ISORAND_EINVAL);
    REFUSES(isorand_save(rng, world.out, 64, NULL), ISORAND_EINVAL);
    REFUSES(isorand_save(&unseeded, world.out, 64, &n), ISORAND_ESTATE);
    REFUSES(isorand_save(rng, world.out, 64, &n), ISORAND_ESPACE);
    CHECK(n == 7, "a refused save sets the length");
    REFUSES(isorand_load(NULL, world.out, 64), ISORAND_EINVAL);
    REFUSES(isorand_load(rng, NULL, 1), ISORAND_EINVAL);
    REFUSES(isorand_load(rng, NULL, 0), ISORAND_EFORMAT);
    REFUSES(isorand_load(rng, world.out, sizeof world.out), ISORAND_EFORMAT);
}

/* Vectors without parameters, or of no elements. */
static void vectors(const struct test_arg *arg) {
    static const double ones[4] = {1, 1, 1, 1};
    static const int64_t colors[2] = {3, 4};
    (void)arg;
    fresh_world();
    isorand_rng *const rng = &world.rng;
    double *const out = (double *)(void *)world.out, scratch[2];
    int64_t *const counts = (int64_t *)(void *)world.out;
    REFUSES(isorand_multinomial_i64(rng, counts, 1, 5, NULL, 2), ISORAND_EINVAL);
    REFUSES(isorand_multinomial_i64(rng, counts, 1, 5, ones, 0), ISORAND_EINVAL);
    REFUSES(isorand_multivariate_hypergeometric_i64(rng, counts, 1, NULL, 2, 3), ISORAND_EINVAL);
    REFUSES(isorand_multivariate_hypergeometric_i64(rng, counts, 1, colors, 0, 0), ISORAND_EINVAL);
    REFUSES(isorand_dirichlet_f64(rng, out, 1, NULL, 2), ISORAND_EINVAL);
    REFUSES(isorand_multivariate_normal_f64(rng, out, 1, NULL, ones, 2), ISORAND_EINVAL);
    REFUSES(isorand_multivariate_normal_f64(rng, out, 1, ones, NULL, 2), ISORAND_EINVAL);
    REFUSES(isorand_multivariate_normal_f64(rng, out, 1, ones, ones, 0), ISORAND_EINVAL);
#define LEGACY isorand_legacy_multivariate_normal_f64
    REFUSES(LEGACY(rng, out, 1, NULL, ones, 2, scratch), ISORAND_EINVAL);
    REFUSES(LEGACY(rng, out, 1, ones, NULL, 2, scratch), ISORAND_EINVAL);
    REFUSES(LEGACY(rng, out, 1, ones, ones, 2, NULL), ISORAND_EINVAL);
    REFUSES(LEGACY(rng, out, 1, ones, ones, 0, scratch), ISORAND_EINVAL);
    /* Of nine elements of scratch the last one lies in the rng. */
    static const double zeros[81] = {0};
    struct {
        double before[9];
        isorand_rng rng;
    } beside = {.rng = *rng};
    double nine[9];
    CHECK(LEGACY(&beside.rng, nine, 1, zeros, zeros, 9, beside.before + 1) == ISORAND_EINVAL &&
              LEGACY(&beside.rng, nine, 1, zeros, zeros, 9, beside.before) == 0,
          "scratch that reaches into the rng, and right before it");
#undef LEGACY
}

static void philox_blocks(const struct test_arg *arg) {
    (void)arg;
    fresh_world();
#define BLOCKS(word, fn)                                                                           \
    do {                                                                                           \
        word *const out = (word *)(void *)world.out;                                               \
        const word c[4] = {0}, k[2] = {0};                                                         \
        REFUSES(fn(NULL, k, 10, out), ISORAND_EINVAL);                                             \
        REFUSES(fn(c, NULL, 10, out), ISORAND_EINVAL);                                             \
        REFUSES(fn(c, k, 10, NULL), ISORAND_EINVAL);                                               \
        REFUSES(fn(c, k, 0, out), ISORAND_EINVAL);                                                 \
        REFUSES(fn(c, k, 17, out), ISORAND_EINVAL);                                                \
        CHECK(fn(c, k, 1, out) == 0 && fn(c, k, 16, out) == 0, "1 and 16 rounds");                 \
        before = world;                                                                            \
    } while (0)
    BLOCKS(uint64_t, isorand_philox4x64_block);
    BLOCKS(uint32_t, isorand_philox4x32_block);
}

/* ---- seeds as text ---- */

static const struct seed_text {
    const char *text;
    int error;
    size_t n;
    uint32_t words[5];
} seed_texts[] = {
    {"0", 0, 1, {0}},
    {"000", 0, 1, {0}},
    {"0x0", 0, 1, {0}},
    {"42", 0, 1, {42}},
    {"00042", 0, 1, {42}},
    {"0x2A", 0, 1, {42}},
    {"0X2a", 0, 1, {42}},
    {"0x0000000000000000000000000000000002a", 0, 1, {42}},
    {"4294967295", 0, 1, {0xffffffff}},
    {"4294967296", 0, 2, {0, 1}},
    {"18446744073709551616", 0, 3, {0, 0, 1}},
    {"340282366920938463463374607431768211455", 0, 4, {~0u, ~0u, ~0u, ~0u}},
    {"340282366920938463463374607431768211456", 0, 5, {0, 0, 0, 0, 1}},
    {"0x123456789abcdef0", 0, 2, {0x9abcdef0, 0x12345678}},
    {"7,", 0, 1, {7}},
    {"1,2,3", 0, 3, {1, 2, 3}},
    {"1,0x100000000,0", 0, 4, {1, 0, 1, 0}},
    {"", ISORAND_EINVAL, 0, {0}},
    {",", ISORAND_EINVAL, 0, {0}},
    {",1", ISORAND_EINVAL, 0, {0}},
    {"1,,2", ISORAND_EINVAL, 0, {0}},
    {"0x", ISORAND_EINVAL, 0, {0}},
    {"0x,1", ISORAND_EINVAL, 0, {0}},
    {"0xg", ISORAND_EINVAL, 0, {0}},
    {"-1", ISORAND_EINVAL, 0, {0}},
    {"+1", ISORAND_EINVAL, 0, {0}},
    {" 1", ISORAND_EINVAL, 0, {0}},
    {"1 ", ISORAND_EINVAL, 0, {0}},
    {"1.0", ISORAND_EINVAL, 0, {0}},
    {"1e6", ISORAND_EINVAL, 0, {0}},
    {"12a", ISORAND_EINVAL, 0, {0}},
    {"seed", ISORAND_EINVAL, 0, {0}},
    {"1,2x", ISORAND_EINVAL, 0, {0}},
};

static void seed_text(const struct test_arg *arg) {
    const struct seed_text *t = arg->data;
    uint32_t words[64];
    size_t n = 99;
    isorand_seedseq ss, want;
    isorand_seedseq_from_u64(&ss, 5);
    want = ss;
    CHECK(isorand_seed_words(t->text, words, 64, &n) == t->error, "seed_words(\"%s\")", t->text);
    if (!t->error) {
        CHECK(n == t->n, "\"%s\" is %zu words", t->text, n);
        CHECK_BYTES(words, t->words, 4 * n, "\"%s\"", t->text);
        CHECK(n <= strlen(t->text), "strlen(text) words suffice");
        CHECK(isorand_seed_words(t->text, words, n, &n) == 0, "exact capacity");
        CHECK(isorand_seed_words(t->text, words, n - 1, &n) == ISORAND_ESPACE, "one word short");
        CHECK(isorand_seed_words(t->text, NULL, 0, &n) == ISORAND_ESPACE, "no words at all");
        CHECK(!isorand_seedseq_init(&want, t->words, t->n, NULL, 0), "init");
    } else {
        CHECK(n == 99, "*nwords after an error");
    }
    CHECK(isorand_seedseq_from_string(&ss, t->text) == t->error, "from_string(\"%s\")", t->text);
    CHECK_BYTES(&ss, &want, sizeof ss, "from_string(\"%s\")", t->text);
}

/* The limit of from_string, on both sides; seed_words has none. */
static void seed_text_limits(const struct test_arg *arg) {
    (void)arg;
    enum { DIGITS = 8 * ISORAND_SEED_WORDS_MAX };
    static char text[DIGITS + 8];
    static uint32_t words[ISORAND_SEED_WORDS_MAX + 1];
    size_t n;
    isorand_seedseq ss, kept;
    isorand_seedseq_from_u64(&ss, 5);
    kept = ss;
    memset(text, 'f', sizeof text - 1);
    memcpy(text, "0x", 2);
    text[DIGITS + 2] = 0;
    CHECK(!isorand_seedseq_from_string(&ss, text), "%d words", ISORAND_SEED_WORDS_MAX);
    ss = kept;
    text[DIGITS + 2] = '1';
    text[DIGITS + 3] = 0;
    CHECK(isorand_seedseq_from_string(&ss, text) == ISORAND_ERANGE, "one digit more");
    CHECK_BYTES(&ss, &kept, sizeof ss, "a refused seed");
    CHECK(!isorand_seed_words(text, words, ISORAND_SEED_WORDS_MAX + 1, &n) &&
              n == ISORAND_SEED_WORDS_MAX + 1,
          "seed_words");
    /* The documented 9864 decimal digits fit. */
    static char decimal[9866];
    memset(decimal, '9', 9864);
    CHECK(!isorand_seedseq_from_string(&ss, decimal), "9864 digits");
    decimal[9864] = '9';
    CHECK(isorand_seedseq_from_string(&ss, decimal) == ISORAND_ERANGE, "9865 digits");
    CHECK(isorand_seedseq_from_string(&ss, NULL) == ISORAND_EINVAL, "NULL text");
    CHECK(isorand_seedseq_from_string(NULL, "1") == ISORAND_EINVAL, "NULL SeedSequence");
    CHECK(isorand_seed_words(NULL, words, 1, &n) == ISORAND_EINVAL, "NULL text");
    CHECK(isorand_seed_words("1", NULL, 1, &n) == ISORAND_EINVAL, "NULL words");
    CHECK(isorand_seed_words("1", words, 1, NULL) == ISORAND_EINVAL, "NULL nwords");
}

/* ---- registries and texts ---- */

static void texts(const struct test_arg *arg) {
    (void)arg;
    for (int error = 0; error >= ISORAND_ESPACE; error--) {
        const char *text = isorand_strerror(error);
        CHECK(text && *text && text[strlen(text) - 1] != '.', "strerror(%d)", error);
        CHECK(strcmp(text, isorand_strerror(1)), "strerror(%d) is that of unknown codes", error);
        for (int other = 0; other > error; other--)
            CHECK(strcmp(text, isorand_strerror(other)), "strerror of %d and %d", error, other);
    }
    CHECK(!strcmp(isorand_strerror(1), isorand_strerror(ISORAND_ESPACE - 1)), "unknown codes");
    char version[40];
    snprintf(version, sizeof version, "%d.%d.%d", ISORAND_VERSION_MAJOR, ISORAND_VERSION_MINOR,
             ISORAND_VERSION_PATCH);
    CHECK(!strcmp(version, isorand_version()), "version %s", isorand_version());
}

/* _at counts without gaps to NULL, and _get and _find lead to the same row. */
#define REGISTRY(what, count)                                                                      \
    do {                                                                                           \
        const isorand_##what##_info *row;                                                          \
        for (count = 0; (row = isorand_##what##_at(count)) != NULL; count++) {                     \
            CHECK(row->number > 0 && row->name && *row->name, #what " at %d", count);              \
            CHECK(isorand_##what##_get(row->number) == row, #what " number %d", row->number);      \
            CHECK(isorand_##what##_find(row->name) == row, #what " %s", row->name);                \
        }                                                                                          \
        CHECK(count > 0 && !isorand_##what##_at(-1) && !isorand_##what##_at(INT32_MAX), #what);    \
        CHECK(!isorand_##what##_get(0) && !isorand_##what##_get(-1) &&                             \
                  !isorand_##what##_get(INT32_MAX) && !isorand_##what##_get(INT32_MIN),            \
              #what " of no number");                                                              \
        CHECK(!isorand_##what##_find(NULL) && !isorand_##what##_find("") &&                        \
                  !isorand_##what##_find("bogus"),                                                 \
              #what " of no name");                                                                \
    } while (0)

static void engine_registry(const struct test_arg *arg) {
    (void)arg;
    int count;
    REGISTRY(engine, count);
    CHECK(count == IR_ENGINE_COUNT, "%d engines", count);
    for (int i = 0; i < count; i++) {
        const isorand_engine_info *e = isorand_engine_at(i);
        CHECK(!e->alias || isorand_engine_find(e->alias) == e, "alias %s", e->alias);
        CHECK(e->reference && *e->reference, "%s reference", e->name);
        CHECK(e->word_bytes == 4 || e->word_bytes == 8, "%s word", e->name);
        CHECK(e->block_words >= 1, "%s block", e->name);
    }
#define ISORAND_ENGINE(ID, name_)                                                                  \
    CHECK(!strcmp(isorand_engine_get(ISORAND_##ID)->name, #name_), "engines.def, " #name_);
#include "engines.def"
#undef ISORAND_ENGINE
    CHECK(!isorand_engine_find("PCG64"), "names are lower case");
    CHECK(!isorand_engine_find("pcg6"), "no prefixes");
}

static void dist_registry(const struct test_arg *arg) {
    (void)arg;
    int count;
    REGISTRY(dist, count);
    for (int i = 0; i < count; i++) {
        const isorand_dist_info *d = isorand_dist_at(i);
        CHECK(d->reference && *d->reference, "%s reference", d->name);
        CHECK(d->family == ISORAND_GENERATOR || d->family == ISORAND_RANDOMSTATE, "%s", d->name);
        CHECK(d->types, "%s types", d->name);
        for (int type = 0; type < 32; type++)
            CHECK(!(d->types >> type & 1) || isorand_type_get(type), "%s, type %d", d->name, type);
        CHECK(d->nparams <= ISORAND_PARAMS_MAX, "%s parameters", d->name);
        for (int p = -1; p <= ISORAND_PARAMS_MAX; p++) {
            const isorand_param_info *param = isorand_dist_param(d->number, p);
            CHECK((param != NULL) == (p >= 0 && p < (int)d->nparams), "%s, %d", d->name, p);
            if (param)
                CHECK(param->name && param->kind && strchr("fib", param->kind) && param->range,
                      "%s, parameter %d", d->name, p);
        }
    }
    CHECK(!isorand_dist_param(0, 0), "a parameter of no distribution");
}

static void type_registry(const struct test_arg *arg) {
    (void)arg;
    static const struct {
        int number;
        const char *name, *numpy;
        unsigned bytes;
        char kind;
    } types[] = {{ISORAND_U8, "u8", "uint8", 1, 'u'},     {ISORAND_U16, "u16", "uint16", 2, 'u'},
                 {ISORAND_U32, "u32", "uint32", 4, 'u'},  {ISORAND_U64, "u64", "uint64", 8, 'u'},
                 {ISORAND_I8, "i8", "int8", 1, 'i'},      {ISORAND_I16, "i16", "int16", 2, 'i'},
                 {ISORAND_I32, "i32", "int32", 4, 'i'},   {ISORAND_I64, "i64", "int64", 8, 'i'},
                 {ISORAND_F32, "f32", "float32", 4, 'f'}, {ISORAND_F64, "f64", "float64", 8, 'f'},
                 {ISORAND_BOOL, "bool", "bool", 1, 'b'}};
    int count;
    REGISTRY(type, count);
    CHECK(count == sizeof types / sizeof *types, "%d types", count);
    for (int i = 0; i < count; i++) {
        const isorand_type_info *t = isorand_type_get(types[i].number);
        CHECK(t && !strcmp(t->name, types[i].name) && !strcmp(t->numpy, types[i].numpy) &&
                  t->bytes == types[i].bytes && t->kind == types[i].kind,
              "type %s", types[i].name);
        CHECK(isorand_type_find(types[i].numpy) == t, "%s", types[i].numpy);
    }
    CHECK(!isorand_type_find("double"), "no C names");
}

int main(int argc, char **argv) {
    const struct test_arg nothing = {0};
    test_add(fills, nothing, "api/fills");
    for (int i = 0; i < kind_count(); i++)
        test_add(generic_fill, (struct test_arg){.value = i}, "api/fill/%s", kind_get(i)->name);
    test_add(seeding, nothing, "api/seeding");
    test_add(seed_sequences, nothing, "api/seed-sequences");
    test_add(moving_and_saving, nothing, "api/moving-and-saving");
    test_add(vectors, nothing, "api/vectors");
    test_add(philox_blocks, nothing, "api/philox-blocks");
    for (size_t i = 0; i < sizeof seed_texts / sizeof *seed_texts; i++)
        test_add(seed_text, (struct test_arg){.data = &seed_texts[i]}, "api/seed-text/\"%s\"",
                 seed_texts[i].text);
    test_add(seed_text_limits, nothing, "api/seed-text/limits");
    test_add(texts, nothing, "api/texts");
    test_add(engine_registry, nothing, "api/engines");
    test_add(dist_registry, nothing, "api/distributions");
    test_add(type_registry, nothing, "api/types");
    return test_run("api", argc, argv);
}
