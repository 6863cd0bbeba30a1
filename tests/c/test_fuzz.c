/* SPDX-License-Identifier: MIT */
/* Random sequences of everything that can happen to a stream, on whatever backend comes up, against
 * a model that draws one value at a time.  ISORAND_TEST_SEED repeats a run; ISORAND_FUZZ_STEPS sets
 * how long it is. */
#include "support/evidence.h"
#include "support/sweep.h"

#include <stdio.h>
#include <stdlib.h>

enum { CAPACITY = 40000 };

struct fuzz {
    struct test_random random;
    isorand_rng rng, model;
    int backend;
    unsigned char got[CAPACITY], want[CAPACITY];
    unsigned long long step;
};

static uint64_t below(struct fuzz *f, uint64_t bound) {
    return test_random_below(&f->random, bound);
}

/* Small numbers often, large ones seldom. */
static uint64_t some_length(struct fuzz *f, uint64_t most) {
    const uint64_t bits = below(f, 16);
    const uint64_t n = below(f, (UINT64_C(1) << bits) + 1);
    return n < most ? n : most;
}

/* With the table of the backend, or as the active one of the library. */
static void fill(struct fuzz *f) {
    const struct kind *k = kind_get((int)below(f, (uint64_t)kind_count()));
    const int public = f->backend < backend_selectable_count() && below(f, 2);
    const size_t offset = below(f, 64);
    const size_t n = some_length(f, k->bulk ? (CAPACITY - 64) / k->size : 300);
    if (public)
        backend_activate(f->backend);
    kind_fill(k, public ? NULL : backend_get(f->backend)->table, &f->rng, f->got + offset, n);
    kind_reference(k, &f->model, f->want + offset, n);
    const isorand_rng states[2] = {f->rng, f->model};
    kind_check(k, backend_label(f->backend), f->got + offset, f->want + offset, n, states,
               "length %zu, offset %zu, step %llu", n, offset, f->step);
    evidence_count("backends.fills", 1);
    evidence_count("backends.values", n);
}

/* Single draws of the library. */
static void next(struct fuzz *f) {
    isorand_rng *const rng = &f->rng, *const model = &f->model;
    if (below(f, 2)) {
        const double got = isorand_next_f64(rng), want = model_f64(model);
        CHECK_BYTES(&got, &want, sizeof got, "next_f64 at step %llu", f->step);
        CHECK(isorand_next_u32(rng) == model_u32(model), "next_u32 at step %llu", f->step);
    } else {
        const float got = isorand_next_f32(rng), want = model_f32(model);
        CHECK_BYTES(&got, &want, sizeof got, "next_f32 at step %llu", f->step);
        CHECK(isorand_next_u64(rng) == model_u64(model), "next_u64 at step %llu", f->step);
    }
}

static void skip_words(struct fuzz *f) {
    const uint64_t n = some_length(f, 5000);
    CHECK(!isorand_skip(&f->rng, n), "skip");
    model_skip(&f->model, n);
}

/* Blocks by drawing: what is left of the current one is dropped. */
static void advance(struct fuzz *f) {
    const struct ir_engine *e = ir_engine_get(f->rng.engine);
    const uint64_t n = some_length(f, 2000);
    if (!e->advance) {
        CHECK(isorand_advance(&f->rng, n) == ISORAND_ENOTSUP, "advance");
        return;
    }
    CHECK(!isorand_advance(&f->rng, n), "advance");
    while (e->buffered && e->buffered(&f->model.state))
        e->next(&f->model.state);
    model_skip(&f->model, n * e->info.block_words);
    CHECK(!isorand_advance(&f->model, 0), "advance"); /* drops the buffers in NumPy's manner */
}

/* To just before or behind a carry, or far away; the same call for both, for no model can step as
 * far. */
static void leap(struct fuzz *f) {
    uint64_t delta[4];
    for (int i = 0; i < 4; i++)
        delta[i] = below(f, 3) ? 0 - below(f, 2) : test_random_u64(&f->random);
    const int error = isorand_advance_wide(&f->rng, delta);
    CHECK(isorand_advance_wide(&f->model, delta) == error, "advance_wide");
    const uint64_t k = below(f, 3);
    if (f->rng.engine != ISORAND_MT19937 || below(f, 32) == 0) { /* 1 ms a jump */
        const int refused = isorand_jumped(&f->rng, k, &f->rng);
        CHECK(isorand_jumped(&f->model, k, &f->model) == refused, "jumped");
    }
}

static void switch_backend(struct fuzz *f) {
    const struct test_arg arg = {.backend = (int)below(f, (uint64_t)backend_count())};
    if (!backend_usable(arg.backend))
        return;
    backend_use(&arg);
    f->backend = arg.backend;
}

static void save_and_load(struct fuzz *f) {
    unsigned char saved[ISORAND_SAVE_MAX];
    size_t nbytes;
    CHECK(!isorand_save(&f->rng, saved, sizeof saved, &nbytes), "save");
    saved[below(f, nbytes)] ^= (unsigned char)(1 << below(f, 8));
    CHECK(isorand_load(&f->rng, saved, nbytes) == ISORAND_EFORMAT, "a damaged state was loaded");
    sweep_save_and_load(&f->rng);
}

static void restart(struct fuzz *f) {
    const int engine = 1 + (int)below(f, IR_ENGINE_COUNT);
    CHECK(!isorand_seed(&f->rng, engine, test_random_u64(&f->random)), "seed");
    f->model = f->rng;
}

/* Each as often as it stands here. */
static void (*const actions[])(struct fuzz *) = {
    fill,    fill, fill, fill,           fill,           next,           next,          skip_words,
    advance, leap, leap, switch_backend, switch_backend, switch_backend, save_and_load, restart};

static void sequences(const struct test_arg *arg) {
    static struct fuzz f;
    const char *text = getenv("ISORAND_FUZZ_STEPS");
    const unsigned long long steps =
        text && *text ? strtoull(text, NULL, 0) : 200000 / test_share();
    (void)arg;
    f.random = test_random_start(60);
    while (!backend_usable(f.backend))
        f.backend++;
    restart(&f);
    for (f.step = 0; f.step < steps; f.step++) {
        actions[below(&f, sizeof actions / sizeof *actions)](&f);
        CHECK_BYTES(&f.rng, &f.model, sizeof f.rng, "state after step %llu", f.step);
    }
    printf("# %llu steps\n", f.step);
    evidence_count("sequences.steps", f.step);
}

int main(int argc, char **argv) {
    test_add(sequences, (struct test_arg){0}, "sequences");
    return backends_report(test_run("fuzz", argc, argv), backend_count());
}
