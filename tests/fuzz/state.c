/* SPDX-License-Identifier: MIT */
/* Loading and setting of states, from whatever bytes.  What is taken is saved and loaded as it was,
 * gives the words of the definition on every backend and moves as the definition does; what is
 * refused changes nothing. */
#include "fuzz/support/fuzz.h"

#include "base/bytes.h"
#include "base/crc32.h"
#include "engine/engine.h"
#include "support/model.h"

#include <stdlib.h>
#include <string.h>

const int fuzz_faults = 3;

enum { WORDS = 100 };

static isorand_rng another(void) {
    isorand_rng rng;
    CHECK(!isorand_seed(&rng, ISORAND_SFC64, 1), "seed");
    return rng;
}

/* ---- what an accepted state must do ---- */

static void saved_and_loaded(const isorand_rng *rng) {
    unsigned char bytes[ISORAND_SAVE_MAX], again[ISORAND_SAVE_MAX];
    isorand_rng loaded = another();
    size_t n, m;
    CHECK(!isorand_save(rng, bytes, sizeof bytes, &n), "save");
    CHECK(isorand_save(rng, again, n - 1, &m) == ISORAND_ESPACE, "no room");
    CHECK(!isorand_load(&loaded, bytes, n), "what was saved is not loaded");
    CHECK_BYTES(&loaded, rng, sizeof loaded, "saved and loaded");
    CHECK(!isorand_save(&loaded, again, n, &m) && m == n, "save again");
    CHECK_BYTES(again, bytes, n, "saved again");
    for (size_t cut = n < 8 ? 0 : n - 8; cut < n; cut++)
        CHECK(isorand_load(&loaded, bytes, cut) == ISORAND_EFORMAT, "cut");
}

static void got_and_set(const isorand_rng *rng) {
    isorand_state state, again;
    isorand_rng other = another();
    CHECK(!isorand_get_state(rng, &state), "get");
    CHECK(!isorand_set_state(&other, &state), "what was got is not set");
    CHECK_BYTES(&other, rng, sizeof other, "got and set");
    CHECK(!isorand_get_state(&other, &again), "get");
    CHECK_BYTES(&again, &state, sizeof state, "got again");
}

/* Native words and halves by the model, and by fills on every backend. */
static void words(struct fuzz *f, const isorand_rng *start) {
    uint64_t want64[WORDS], got64[WORDS];
    uint32_t want32[WORDS], got32[WORDS];
    const size_t n = fuzz_length(f, WORDS), m = fuzz_length(f, WORDS);
    isorand_rng after = *start;
    for (size_t i = 0; i < n; i++)
        want32[i] = model_u32(&after);
    for (size_t i = 0; i < m; i++)
        want64[i] = model_u64(&after);
    if (fuzz_fault(1) && n)
        want32[n - 1] ^= 1;
    for (int b = 0; fuzz_backend(b); b++) {
        isorand_rng rng = *start;
        fuzz_use(b);
        CHECK(!isorand_fill_u32(&rng, got32, n) && !isorand_fill_u64(&rng, got64, m), "fill");
        CHECK_BYTES(got32, want32, n * 4, "%s: 32-bit words", fuzz_backend(b));
        CHECK_BYTES(got64, want64, m * 8, "%s: 64-bit words", fuzz_backend(b));
        CHECK_BYTES(&rng, &after, sizeof rng, "%s: state", fuzz_backend(b));
    }
}

/* Single draws, each as a fill of one. */
static void draws(const isorand_rng *start) {
    isorand_rng one = *start, many = *start;
    float f32[3];
    double f64[3];
    CHECK(isorand_next_raw(&one) == ir_engine_get(many.engine)->next(&many.state), "raw");
    CHECK(isorand_next_u32(&one) == model_u32(&many), "u32");
    CHECK(isorand_next_u64(&one) == model_u64(&many), "u64");
    f32[0] = isorand_next_f32(&one), f32[1] = model_f32(&many);
    CHECK_BYTES(&f32[0], &f32[1], 4, "f32");
    f64[0] = isorand_next_f64(&one), f64[1] = model_f64(&many);
    CHECK_BYTES(&f64[0], &f64[1], 8, "f64");
    CHECK_BYTES(&one, &many, sizeof one, "state behind single draws");
}

/* Passing over words; and to another place and back, from a state that has been far away, where
 * lanes of sfc64x32 that do not belong to its key are made anew. */
static void moves(struct fuzz *f, const isorand_rng *start) {
    const struct ir_engine *e = ir_engine_get(start->engine);
    static const uint64_t far[4] = {1 << 20, 0, 0, 0},
                          far_back[4] = {0 - (UINT64_C(1) << 20), UINT64_MAX, UINT64_MAX,
                                         UINT64_MAX};
    const uint64_t n = fuzz_below(f, 2000);
    isorand_rng rng = *start, model = *start;
    CHECK(!isorand_skip(&rng, n), "skip");
    model_skip(&model, n);
    if (fuzz_fault(2))
        model.uinteger ^= 1;
    CHECK_BYTES(&rng, &model, sizeof rng, "skip of %d", (int)n);
    const uint64_t delta[4] = {(uint64_t)fuzz_integer(f), fuzz_bytes(f, 1) % 3 - UINT64_C(1),
                               fuzz_bytes(f, 1) % 3 - UINT64_C(1),
                               fuzz_bytes(f, 1) % 3 - UINT64_C(1)};
    const uint64_t back[4] = {0 - delta[0], ~delta[1] + !delta[0],
                              ~delta[2] + (!delta[0] && !delta[1]),
                              ~delta[3] + (!delta[0] && !delta[1] && !delta[2])};
    const isorand_rng before = rng;
    if (!e->advance) {
        CHECK(isorand_advance_wide(&rng, delta) == ISORAND_ENOTSUP, "advance");
        CHECK_BYTES(&rng, &before, sizeof rng, "advance");
    } else {
        CHECK(!isorand_advance_wide(&rng, far) && !isorand_advance_wide(&rng, far_back), "advance");
        model = rng;
        CHECK(!isorand_advance_wide(&rng, delta) && !isorand_advance_wide(&rng, back), "advance");
        CHECK_BYTES(&rng, &model, sizeof rng, "there and back");
    }
    if (e->jump && !e->jump_max) {
        CHECK(!isorand_jumped_wide(&before, far, &rng) &&
                  !isorand_jumped_wide(&rng, far_back, &rng),
              "jump");
        model = rng;
        CHECK(!isorand_jumped_wide(&model, delta, &rng) && !isorand_jumped_wide(&rng, back, &rng),
              "jump");
        CHECK_BYTES(&rng, &model, sizeof rng, "jumps there and back");
    }
}

static void accepted(struct fuzz *f, const isorand_rng *rng) {
    saved_and_loaded(rng);
    got_and_set(rng);
    draws(rng);
    words(f, rng);
    moves(f, rng);
}

/* ---- states from bytes ---- */

static void load(struct fuzz *f, const unsigned char *bytes, size_t n) {
    unsigned char again[ISORAND_SAVE_MAX];
    isorand_rng rng = another(), kept = rng;
    size_t m;
    const int error = isorand_load(&rng, bytes, n);
    if (error) {
        CHECK(error == ISORAND_EFORMAT, "%d", error);
        CHECK_BYTES(&rng, &kept, sizeof rng, "a refused load");
        return;
    }
    CHECK(!isorand_save(&rng, again, sizeof again, &m) && m == n, "save");
    if (fuzz_fault(3))
        again[m - 1] ^= 1;
    CHECK_BYTES(again, bytes, n, "what is loaded has one form");
    accepted(f, &rng);
}

/* As they are: the end of the allocation is the end of the bytes. */
static void load_bytes(struct fuzz *f) {
    const size_t n = (size_t)(f->end - f->at);
    unsigned char *bytes = malloc(n ? n : 1);
    CHECK(bytes, "malloc");
    if (n)
        memcpy(bytes, f->at, n);
    load(f, bytes, n);
    free(bytes);
}

/* Of a saved state some bytes changed, and then magic, length and checksum made right. */
static void load_altered(struct fuzz *f) {
    unsigned char bytes[ISORAND_SAVE_MAX + 8] = {0};
    isorand_rng rng = fuzz_rng(f);
    size_t n;
    CHECK(!isorand_save(&rng, bytes, ISORAND_SAVE_MAX, &n), "save");
    const unsigned changes = (unsigned)fuzz_below(f, 5);
    for (unsigned i = 0; i < changes; i++) {
        const uint64_t where = fuzz_below(f, 3); /* near an end, where fields have limits, or not */
        const size_t at = where == 2 ? n - 8 + (size_t)fuzz_below(f, 4)
                                     : 8 + (size_t)fuzz_below(f, where ? n - 8 : 64);
        bytes[at] = (unsigned char)fuzz_bytes(f, 1);
    }
    n += (size_t)fuzz_below(f, 16) == 15 ? 4 : 0;
    ir_put32le(bytes + 12, (uint32_t)n);
    ir_put32le(bytes + n - 4, ir_crc32(bytes, n - 4));
    load(f, bytes, n);
}

static void set(struct fuzz *f) {
    isorand_state state = {.engine = (int)fuzz_below(f, 10)};
    isorand_rng rng = another(), kept = rng;
    isorand_rng model = fuzz_rng(f);
    CHECK(!isorand_get_state(&model, &state), "get");
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    if (how & 1)
        state.engine = (int)fuzz_integer(f);
    if (how & 2)
        state.has_uint32 = (uint32_t)fuzz_integer(f);
    if (how & 4)
        state.has_gauss = (uint32_t)fuzz_integer(f);
    if (how & 8)
        state.numpy = (uint32_t)fuzz_integer(f);
    if (how & 16)
        state.gauss = fuzz_real(f);
    for (unsigned i = 0; i < how >> 5; i++) {
        const uint64_t x = (uint64_t)fuzz_integer(f);
        memcpy((unsigned char *)&state.fields + 8 * fuzz_below(f, 40), &x, 8);
    }
    const int error = isorand_set_state(&rng, &state);
    if (error) {
        CHECK(error == ISORAND_EINVAL, "%d", error);
        CHECK_BYTES(&rng, &kept, sizeof rng, "a refused set");
    } else {
        accepted(f, &rng);
    }
}

void fuzz_one(struct fuzz *f) {
    static void (*const ways[])(struct fuzz *) = {load_bytes, load_altered, set};
    ways[fuzz_below(f, sizeof ways / sizeof *ways)](f);
}
