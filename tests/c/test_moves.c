/* SPDX-License-Identifier: MIT */
/* Moving along a stream: skip, advance and jump against drawing, against each other, and across the
 * carries of every counter. */
#include "engine/engine.h"
#include "engine/mt19937.h"
#include "support/harness.h"
#include "support/model.h"
#include "support/random.h"

typedef struct {
    uint64_t w[4]; /* modulo 2^256, least significant first */
} wide;

static wide wide_add(wide a, wide b) {
    wide sum;
    uint64_t carry = 0;
    for (int i = 0; i < 4; i++) {
        sum.w[i] = a.w[i] + carry;
        carry = sum.w[i] < carry;
        sum.w[i] += b.w[i];
        carry += sum.w[i] < b.w[i];
    }
    return sum;
}

static wide wide_negate(wide a) {
    for (int i = 0; i < 4; i++)
        a.w[i] = ~a.w[i];
    return wide_add(a, (wide){{1, 0, 0, 0}});
}

/* 2^power - back. */
static wide wide_below(unsigned power, uint64_t back) {
    wide a = {{0}};
    if (power < 256)
        a.w[power / 64] = UINT64_C(1) << power % 64;
    return wide_add(a, wide_negate((wide){{back, 0, 0, 0}}));
}

static const struct ir_engine *engine_of(const struct test_arg *arg) {
    return ir_engine_get((uint32_t)arg->engine);
}

/* skip(n) leaves what n draws leave, from every position in a block. */
static void skip_is_draw(const struct test_arg *arg) {
    struct test_random r = test_random_start(10);
    for (int round = 0; round < 300; round++) {
        isorand_rng rng, model;
        CHECK(!isorand_seed(&rng, arg->engine, test_random_u64(&r)), "seed");
        isorand_next_u32(&rng); /* skipping must leave the buffered half alone */
        uint64_t first = test_random_below(&r, 9);
        model_skip(&rng, first);
        model = rng;
        const uint64_t n = round < 20 ? (uint64_t)round : test_random_below(&r, 4000);
        CHECK(!isorand_skip(&rng, n), "skip");
        model_skip(&model, n);
        CHECK_BYTES(&rng, &model, sizeof rng, "state after skip(%llu)", (unsigned long long)n);
    }
}

/* skip(a), skip(b) == skip(a + b) far beyond what can be drawn. */
static void skip_adds_up(const struct test_arg *arg) {
    struct test_random r = test_random_start(11);
    /* Engines that step through the words get shorter ways, those that take their time fewer. */
    const enum ir_skip_cost cost = engine_of(arg)->skip_cost;
    const unsigned shift = cost == IR_SKIP_WORDS ? 46 : 1;
    for (int round = 0; round < (cost == IR_SKIP_CHEAP ? 100 : 10); round++) {
        isorand_rng one, two;
        CHECK(!isorand_seed(&one, arg->engine, test_random_u64(&r)), "seed");
        two = one;
        const uint64_t a = test_random_u64(&r) >> shift, b = test_random_u64(&r) >> shift;
        CHECK(!isorand_skip(&one, a + b) && !isorand_skip(&two, a) && !isorand_skip(&two, b),
              "skip");
        CHECK(isorand_next_u64(&one) == isorand_next_u64(&two), "skip %llu + %llu",
              (unsigned long long)a, (unsigned long long)b);
    }
}

/* MT19937 goes far by a polynomial: as many words as in steps that it takes word by word. */
static void far_skip_is_near_skips(const struct test_arg *arg) {
    enum { NEAR = 100000 };
    struct test_random r = test_random_start(14);
    for (int round = 0; round < 12; round++) {
        isorand_rng far, near;
        CHECK(!isorand_seed(&far, arg->engine, test_random_u64(&r)), "seed");
        CHECK(!isorand_skip(&far, test_random_below(&r, 1300)), "skip");
        near = far;
        const uint64_t n = 8000000 + test_random_below(&r, 6000000);
        CHECK(!isorand_skip(&far, n), "skip");
        for (uint64_t done = 0; done < n; done += NEAR)
            CHECK(!isorand_skip(&near, n - done < NEAR ? n - done : NEAR), "skip");
        CHECK_BYTES(&far, &near, sizeof far, "state after skip(%llu)", (unsigned long long)n);
    }
}

/* The polynomials of such moves, 128 times squared, against NumPy's jump of 2^128 steps. */
static void steps_make_a_jump(const struct test_arg *arg) {
    for (uint32_t pos = 0; pos <= 624; pos += 39) {
        isorand_rng rng, jumped;
        (void)arg;
        CHECK(!isorand_seed(&rng, ISORAND_MT19937, pos), "seed");
        rng.state.mt19937.pos = pos;
        CHECK(!isorand_jumped(&rng, 1, &jumped), "jumped");
        rng.state.mt19937.pos %= 624;
        ir_mt19937_steps(&rng.state.mt19937, 1, 128);
        CHECK_BYTES(&rng, &jumped, sizeof rng, "2^128 steps from position %u", pos);
    }
}

/* advance(n) passes over n blocks, and drops what is buffered. */
static void advance_is_draw(const struct test_arg *arg) {
    const struct ir_engine *e = engine_of(arg);
    struct test_random r = test_random_start(12);
    for (uint64_t n = 0; n < 200; n++) {
        isorand_rng rng, model;
        CHECK(!isorand_seed(&rng, arg->engine, test_random_u64(&r)), "seed");
        model = rng;
        CHECK(!isorand_advance(&rng, n), "advance");
        model_skip(&model, n * e->info.block_words);
        isorand_rng dropped = rng; /* the same place with something buffered */
        isorand_next_u32(&dropped);
        CHECK(!isorand_advance(&dropped, 0) && dropped.has_uint32 == 0, "advance(0)");
        for (int i = 0; i < 9; i++)
            CHECK(isorand_next_u64(&rng) == model_u64(&model), "word %d after advance(%llu)", i,
                  (unsigned long long)n);
    }
}

static void advance_composes(const struct test_arg *arg) {
    struct test_random r = test_random_start(13);
    for (int round = 0; round < 300; round++) {
        isorand_rng start, one, two;
        wide a, b;
        for (int i = 0; i < 4; i++) {
            /* words of zeros and ones as well, so that carries run far */
            a.w[i] = test_random_below(&r, 3) ? test_random_u64(&r) : 0 - (r.state & 1);
            b.w[i] = test_random_below(&r, 3) ? test_random_u64(&r) : 0 - (r.state & 1);
        }
        CHECK(!isorand_seed(&start, arg->engine, test_random_u64(&r)), "seed");
        one = two = start;
        CHECK(!isorand_advance_wide(&one, wide_add(a, b).w), "advance_wide");
        CHECK(!isorand_advance_wide(&two, a.w) && !isorand_advance_wide(&two, b.w), "advance_wide");
        CHECK_BYTES(&one, &two, sizeof one, "advance by a sum");
        CHECK(!isorand_advance_wide(&one, wide_negate(wide_add(a, b)).w), "advance back");
        CHECK_BYTES(&one, &start, sizeof one, "advance there and back");
    }
}

static void jump_composes(const struct test_arg *arg) {
    isorand_rng start, one, two, kept;
    double x;
    CHECK(!isorand_seed(&start, arg->engine, 12345), "seed");
    CHECK(!isorand_fill_legacy_normal_f64(&start, &x, 1, 0, 1) && start.has_gauss,
          "a normal waits");
    isorand_next_u32(&start);
    kept = start;
    for (uint64_t a = 0; a < 3; a++) {
        CHECK(!isorand_jumped(&start, a + 2, &one), "jumped");
        CHECK_BYTES(&start, &kept, sizeof start, "jumped must not change its source");
        CHECK(one.has_uint32 == 0, "jumped drops the buffered half");
        CHECK(one.has_gauss == 0,
              "jumped drops the normal that waits, as a new RandomState has none");
        CHECK(!isorand_jumped(&start, a, &two) && !isorand_jumped(&two, 2, &two),
              "jumped in place");
        CHECK_BYTES(&one, &two, sizeof one, "jump of a sum");
    }
}

/* The carries of support/sweep.c, of the Philox engines, by explicit blocks: counter + 1, counter +
 * 2, ... */
static void philox4x64_blocks(const struct test_arg *arg) {
    (void)arg;
    static const unsigned powers[] = {32, 64, 96, 128, 192, 256};
    const uint64_t key[2] = {UINT64_C(0x123456789abcdef0), 42};
    for (size_t p = 0; p < sizeof powers / sizeof *powers; p++)
        for (uint64_t k = 0; k < 12; k++) {
            wide counter = wide_below(powers[p], k);
            isorand_rng rng;
            CHECK(!isorand_init_philox4x64(&rng, key, counter.w), "init");
            for (int block = 0; block < 14; block++) {
                uint64_t got[4], want[4];
                counter = wide_add(counter, (wide){{1, 0, 0, 0}});
                CHECK(!isorand_philox4x64_block(counter.w, key, 10, want), "block");
                CHECK(!isorand_fill_u64(&rng, got, 4), "fill");
                CHECK_BYTES(got, want, sizeof got, "block %d after 2^%u - %llu", block, powers[p],
                            (unsigned long long)k);
            }
        }
}

static void philox4x32_blocks(const struct test_arg *arg) {
    (void)arg;
    static const unsigned powers[] = {31, 32, 64, 96, 128};
    const uint32_t key[2] = {0x12345678, 42};
    for (size_t p = 0; p < sizeof powers / sizeof *powers; p++)
        for (uint64_t k = 0; k < 12; k++) {
            wide at = wide_below(powers[p], k);
            const uint32_t counter[4] = {(uint32_t)at.w[0], (uint32_t)(at.w[0] >> 32),
                                         (uint32_t)at.w[1], (uint32_t)(at.w[1] >> 32)};
            isorand_rng rng;
            CHECK(!isorand_init_philox4x32(&rng, key, counter), "init");
            for (int block = 0; block < 14; block++) {
                uint32_t got[4], want[4];
                at = wide_add(at, (wide){{1, 0, 0, 0}});
                const uint32_t c[4] = {(uint32_t)at.w[0], (uint32_t)(at.w[0] >> 32),
                                       (uint32_t)at.w[1], (uint32_t)(at.w[1] >> 32)};
                CHECK(!isorand_philox4x32_block(c, key, 10, want), "block");
                CHECK(!isorand_fill_u32(&rng, got, 4), "fill");
                CHECK_BYTES(got, want, sizeof got, "block %d after 2^%u - %llu", block, powers[p],
                            (unsigned long long)k);
            }
        }
}

/* sfc64x32 at the seams of its rows and blocks, from where skip, advance and jump must lead where
 * drawing leads. */
enum { ROW = 32, BLOCK = 16384 };

static const uint64_t sfc64x32_seams[] = {
    0, 1, ROW - 1, ROW, ROW + 1, BLOCK - 1, BLOCK, BLOCK + 1, BLOCK + 7, 2 * BLOCK, 2 * BLOCK + 1};

/* The stream of block 'first' of some key, after 'n' words. */
static isorand_rng sfc64x32_drawn(uint64_t first, uint64_t n) {
    const uint64_t key[2] = {UINT64_C(0x123456789abcdef0), 42};
    isorand_rng rng;
    CHECK(!isorand_init_sfc64x32(&rng, key, first), "init");
    model_skip(&rng, n);
    return rng;
}

static void sfc64x32_borders(const struct test_arg *arg) {
    (void)arg;
    enum { SEAMS = sizeof sfc64x32_seams / sizeof *sfc64x32_seams };
    const uint64_t last = (UINT64_C(1) << 59) - 1; /* block 0 follows it */
    for (int i = 0; i < SEAMS; i++)
        for (int j = 0; j < SEAMS; j++) {
            const uint64_t from = sfc64x32_seams[i], n = sfc64x32_seams[j], to = from + n;
            const isorand_rng want = sfc64x32_drawn(last, to);
            const isorand_rng empty = sfc64x32_drawn((last + to / BLOCK) & last, 0);
            isorand_rng rng = sfc64x32_drawn(last, from);
            CHECK(!isorand_skip(&rng, n), "skip");
            CHECK_BYTES(&rng, &want, sizeof rng, "%d + %d words by skip", (int)from, (int)n);
            rng = sfc64x32_drawn(last, from);
            CHECK(!isorand_advance(&rng, n), "advance");
            CHECK_BYTES(&rng, to % BLOCK ? &want : &empty, sizeof rng, "%d + %d words by advance",
                        (int)from, (int)n);
            rng = sfc64x32_drawn(last, to);
            CHECK(!isorand_advance_wide(&rng, wide_negate((wide){{n, 0, 0, 0}}).w), "back");
            const isorand_rng begin = sfc64x32_drawn((last + from / BLOCK) & last, from % BLOCK);
            CHECK_BYTES(&rng, &begin, sizeof rng, "%d words back from %d", (int)n, (int)to);
        }
}

static void sfc64x32_far(const struct test_arg *arg) {
    (void)arg;
    for (unsigned power = 14; power < 80; power++) {
        const uint64_t block = power < 73 ? UINT64_C(1) << (power - 14) : 0;
        const isorand_rng want = sfc64x32_drawn(block, 77);
        isorand_rng rng = sfc64x32_drawn(0, 77);
        CHECK(!isorand_advance_wide(&rng, wide_below(power, 0).w), "advance");
        CHECK_BYTES(&rng, &want, sizeof rng, "2^%u words", power);
    }
    const isorand_rng jumped = sfc64x32_drawn(5 * (UINT64_C(1) << 32), 77);
    isorand_rng rng = sfc64x32_drawn(0, 77);
    CHECK(!isorand_jumped(&rng, 5, &rng), "jumped");
    CHECK_BYTES(&rng, &jumped, sizeof rng, "five jumps");
}

/* What an engine does not offer is refused and changes nothing. */
static void refusals(const struct test_arg *arg) {
    const struct ir_engine *e = engine_of(arg);
    isorand_rng rng, kept, out;
    CHECK(!isorand_seed(&rng, arg->engine, 1), "seed");
    kept = out = rng;
    if (!e->advance)
        CHECK(isorand_advance(&rng, 1) == ISORAND_ENOTSUP, "advance");
    if (!e->jump)
        CHECK(isorand_jumped(&rng, 1, &out) == ISORAND_ENOTSUP, "jumped");
    CHECK_BYTES(&rng, &kept, sizeof rng, "a refused move");
    CHECK_BYTES(&out, &kept, sizeof out, "the target of a refused jump");
}

static const struct {
    const char *name;
    test_fn *fn;
    enum { ALWAYS, ADVANCE, JUMP } needs;
} moves[] = {
    {"skip-is-draw", skip_is_draw, ALWAYS},        {"skip-adds-up", skip_adds_up, ALWAYS},
    {"advance-is-draw", advance_is_draw, ADVANCE}, {"advance-composes", advance_composes, ADVANCE},
    {"jump-composes", jump_composes, JUMP},
};

int main(int argc, char **argv) {
    for (int engine = 1; engine <= IR_ENGINE_COUNT; engine++) {
        const struct ir_engine *e = ir_engine_get((uint32_t)engine);
        const struct test_arg arg = {.engine = engine};
        for (size_t m = 0; m < sizeof moves / sizeof *moves; m++)
            if (moves[m].needs == ALWAYS || (moves[m].needs == ADVANCE && e->advance) ||
                (moves[m].needs == JUMP && e->jump))
                test_add(moves[m].fn, arg, "%s/%s", e->info.name, moves[m].name);
        if (!e->advance || !e->jump)
            test_add(refusals, arg, "%s/refusals", e->info.name);
    }
    test_add(philox4x64_blocks, (struct test_arg){0}, "philox4x64/carries/blocks");
    test_add(philox4x32_blocks, (struct test_arg){0}, "philox4x32/carries/blocks");
    test_add(sfc64x32_borders, (struct test_arg){0}, "sfc64x32/borders");
    test_add(sfc64x32_far, (struct test_arg){0}, "sfc64x32/far");
    test_add(far_skip_is_near_skips, (struct test_arg){.engine = ISORAND_MT19937},
             "mt19937/far-skip");
    test_add(steps_make_a_jump, (struct test_arg){0}, "mt19937/steps-make-a-jump");
    return test_run("moves", argc, argv);
}
