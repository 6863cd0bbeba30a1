/* SPDX-License-Identifier: MIT */
/* Every backend, SIMDe's among them, against the engines' own text: values, final state, and the
 * bytes around the buffer.  The oracle is ir_engine.next through support/kinds.h; no kernel and no
 * other backend has a part in it. */
#include "support/guard.h"
#include "support/kinds.h"
#include "support/random.h"
#include "support/subjects.h"

#include <stdio.h>
#include <stdlib.h>

/* A stream and how it came about, for the report. */
struct stream {
    isorand_rng rng;
    uint64_t seed;
    unsigned drawn; /* 32-bit draws after seeding: buffered halves, positions in a block */
};

static struct stream stream_start(int engine, struct test_random *r) {
    struct stream s = {.seed = test_random_u64(r), .drawn = (unsigned)test_random_below(r, 12)};
    CHECK(!isorand_seed(&s.rng, engine, s.seed), "seed");
    for (unsigned i = 0; i < s.drawn; i++)
        model_u32(&s.rng);
    return s;
}

static unsigned char *allocate(size_t nbytes) {
    unsigned char *p = malloc(nbytes);
    CHECK(p != NULL, "malloc(%zu)", nbytes);
    return p;
}

static size_t elements(const struct output *o, int engine, size_t nwords) {
    return nwords * ir_engine_get((uint32_t)engine)->word_bytes / o->size;
}

/* ---- place and length ---- */

/* Fills n elements 'shift' bytes away from the forbidden page on 'side', and looks around. */
static void fill_guarded(const struct output *o, const struct ir_backend *b, const struct stream *s,
                         struct guarded *g, enum guard_side side, size_t shift, const void *want,
                         const isorand_rng *model, size_t n) {
    isorand_rng states[2] = {s->rng, *model};
    unsigned char *p = guard_place(g, side, n * o->size, shift);
    o->fill(b, &states[0], p, n);
    check_fill(o, b, p, want, n, states,
               "length %zu, %zu bytes %s guard page, seed %llu + %u draws", n, shift,
               side == GUARD_BEFORE ? "behind a" : "before a", (unsigned long long)s->seed,
               s->drawn);
    guard_check(g, p, n * o->size, b->name);
}

/* Every length from 0 to four strides + 3, flush against a guard page on either side and at an
 * offset that runs through all of 0 .. 63; near the multiples of the stride at all 64 offsets.
 * Emulation is slow: beyond 64, every 13th length and those near multiples of the stride. */
static void lengths(const struct test_arg *arg) {
    const struct ir_backend *b = subject_use(arg);
    const int sparse = subject_get(arg->backend)->emulated;
    struct test_random r = test_random_start(40);
    for (const struct output *o = outputs; o < outputs + OUTPUTS; o++) {
        const size_t stride = elements(o, arg->engine, subject_stride(b, arg->engine));
        const size_t max = 4 * stride + 3 > o->least ? 4 * stride + 3 : o->least;
        struct guarded g = guard_new(max * o->size + 64);
        unsigned char *want = allocate(max * o->size);
        const struct stream s = stream_start(arg->engine, &r);
        isorand_rng model = s.rng;
        o->model(&model, want, max);
        model = s.rng;
        for (size_t n = 0; n <= max; n++) {
            const size_t beyond = n % stride;
            const int seam = beyond < 2 || beyond == stride - 1;
            if (seam || !sparse || n < 64 || n % 13 == 0) {
                fill_guarded(o, b, &s, &g, GUARD_BEFORE, 0, want, &model, n);
                fill_guarded(o, b, &s, &g, GUARD_AFTER, 0, want, &model, n);
                for (size_t offset = seam ? 0 : n * 29 % 64; offset < 64; offset += seam ? 1 : 64)
                    fill_guarded(o, b, &s, &g, GUARD_BEFORE, offset, want, &model, n);
            }
            unsigned char one[8];
            if (o->size > 1 || n % 4 == 0) /* bytes: four from each draw */
                o->model(&model, one, 1);  /* keeps pace with n */
        }
        free(want);
        guard_free(&g);
    }
}

/* ---- pieces ---- */

static void save_and_load(isorand_rng *rng) {
    unsigned char saved[ISORAND_SAVE_MAX];
    size_t nbytes;
    CHECK(!isorand_save(rng, saved, sizeof saved, &nbytes), "save");
    memset(rng, 0xee, sizeof *rng);
    CHECK(!isorand_load(rng, saved, nbytes), "load");
}

/* Any backend that can run here; that of the case in half of the draws. */
static const struct ir_backend *any_backend(const struct ir_backend *own, struct test_random *r) {
    const struct subject *s = subject_get((int)test_random_below(r, (uint64_t)subject_count()));
    return *s->why_not || test_random_below(r, 2) ? own : s->table;
}

/* One long fill, cut at random; between the pieces another backend, another place in memory by way
 * of saved bytes. */
static void pieces(const struct test_arg *arg) {
    const struct ir_backend *b = subject_use(arg);
    struct test_random r = test_random_start(41);
    for (int round = 0; round < 8 * OUTPUTS; round++) {
        const struct output *o = &outputs[round % OUTPUTS];
        const size_t stride = elements(o, arg->engine, subject_stride(b, arg->engine));
        const size_t total = 12 * stride + 4 * o->least + (size_t)test_random_below(&r, 100) * 4;
        const size_t grain = o->size == 1 ? 4 : 1;
        const uint64_t bound = round % 2 ? 3 * stride / grain : stride / 3 / grain + 9;
        unsigned char *want = allocate(total * o->size), *got = allocate(total * o->size);
        const struct stream s = stream_start(arg->engine, &r);
        isorand_rng states[2] = {s.rng, s.rng};
        o->model(&states[1], want, total);
        for (size_t done = 0, n; done < total; done += n) {
            n = (size_t)test_random_below(&r, bound) * grain;
            n = n < total - done ? n : total - done;
            o->fill(any_backend(b, &r), &states[0], got + done * o->size, n);
            if (test_random_below(&r, 4) == 0)
                save_and_load(&states[0]);
        }
        check_fill(o, b, got, want, total, states, "pieces below %llu, seed %llu + %u draws",
                   (unsigned long long)bound * grain, (unsigned long long)s.seed, s.drawn);
        free(want);
        free(got);
    }
}

/* skip(n), then a fill, from every position in a block. */
static void skips(const struct test_arg *arg) {
    const struct ir_backend *b = subject_use(arg);
    struct test_random r = test_random_start(42);
    const struct ir_engine *e = ir_engine_get((uint32_t)arg->engine);
    for (int round = 0; round < 40 * OUTPUTS; round++) {
        const struct output *o = &outputs[round % OUTPUTS];
        unsigned char want[16384], got[16384];
        const size_t most = sizeof want / o->size;
        size_t n = elements(o, arg->engine, 2 * subject_stride(b, arg->engine)) + o->least + 5;
        n = n < most ? n : most;
        const struct stream s = stream_start(arg->engine, &r);
        const uint64_t skipped = test_random_below(&r, 700);
        isorand_rng states[2] = {s.rng, s.rng};
        CHECK(!isorand_skip(&states[0], skipped), "skip");
        o->fill(b, &states[0], got, n);
        for (uint64_t i = 0; i < skipped; i++)
            e->next(&states[1].state);
        o->model(&states[1], want, n);
        check_fill(o, b, got, want, n, states, "skip %llu, length %zu, seed %llu + %u draws",
                   (unsigned long long)skipped, n, (unsigned long long)s.seed, s.drawn);
    }
}

/* ---- states where carries run ---- */

/* 2^power - back, modulo 2^256. */
static void below_power(uint64_t w[4], unsigned power, uint64_t back) {
    for (unsigned i = 0; i < 4; i++)
        w[i] = power / 64 == i ? UINT64_C(1) << power % 64 : 0;
    const uint64_t low = w[0];
    w[0] -= back;
    for (int i = 1, borrow = low < back; i < 4 && borrow; i++)
        borrow = w[i]-- == 0;
}

/* Counters that wrap in every lane of a vector, and after the last one. */
static void carries(const struct test_arg *arg) {
    const struct ir_backend *b = subject_use(arg);
    static const unsigned powers[] = {31, 32, 63, 64, 96, 128, 192, 256};
    const struct output *o = &outputs[1];
    const size_t stride = subject_stride(b, arg->engine);
    const size_t nblocks = stride / ir_engine_get((uint32_t)arg->engine)->block_words;
    const size_t n = elements(o, arg->engine, 3 * stride) + 5;
    unsigned char *want = allocate(n * o->size), *got = allocate(n * o->size);
    for (size_t p = 0; p < sizeof powers / sizeof *powers; p++)
        for (uint64_t k = 0; k <= 2 * nblocks + 2; k++) {
            uint64_t delta[4];
            isorand_rng states[2];
            below_power(delta, powers[p], k);
            CHECK(!isorand_seed(&states[0], arg->engine, 42), "seed");
            CHECK(!isorand_advance_wide(&states[0], delta), "advance");
            states[1] = states[0];
            o->fill(b, &states[0], got, n);
            o->model(&states[1], want, n);
            check_fill(o, b, got, want, n, states, "start at block 2^%u - %llu of seed 42",
                       powers[p], (unsigned long long)k);
        }
    free(want);
    free(got);
}

/* A possible state made of words at which arithmetic goes wrong: all zeros, all ones, signs, the
 * 52-bit and 32-bit seams of the multiplications. */
static int edge_state(isorand_rng *rng, int engine, struct test_random *r) {
    static const uint32_t edges[] = {0,          0,          UINT32_MAX, UINT32_MAX, 1,
                                     0x80000000, 0x7fffffff, 0xfff00000, 0x000fffff};
    const struct ir_engine *e = ir_rng_start(rng, (uint32_t)engine);
    unsigned char core[2600];
    CHECK(e->core_bytes <= sizeof core, "%u bytes of state", e->core_bytes);
    for (unsigned i = 0; i < e->core_bytes; i += 4) {
        const uint64_t pick = test_random_below(r, sizeof edges / sizeof *edges + 1);
        ir_put32le(core + i, pick ? edges[pick - 1] : (uint32_t)test_random_u64(r));
    }
    e->load(&rng->state, core);
    return e->valid(&rng->state);
}

static void edges(const struct test_arg *arg) {
    const struct ir_backend *b = subject_use(arg);
    struct test_random r = test_random_start(43);
    int found = 0;
    for (int attempt = 0; attempt < 100000 && found < 100 * OUTPUTS; attempt++) {
        isorand_rng states[2];
        if (!edge_state(&states[0], arg->engine, &r))
            continue;
        const struct output *o = &outputs[found++ % OUTPUTS];
        const size_t n = elements(o, arg->engine, 2 * subject_stride(b, arg->engine)) + o->least;
        unsigned char *want = allocate(n * o->size), *got = allocate(n * o->size);
        states[1] = states[0];
        o->fill(b, &states[0], got, n);
        o->model(&states[1], want, n);
        check_fill(o, b, got, want, n, states, "edge state of attempt %d", attempt);
        free(want);
        free(got);
    }
    CHECK(found == 100 * OUTPUTS, "only %d possible states", found);
}

static const struct {
    const char *name;
    test_fn *fn;
    int needs_advance;
} properties[] = {
    {"lengths", lengths, 0}, {"pieces", pieces, 0},   {"skips", skips, 0},
    {"edges", edges, 0},     {"carries", carries, 1},
};

int main(int argc, char **argv) {
    for (int b = 0; b < subject_count(); b++) {
        if (!subject_runs(b))
            continue;
        for (int e = 1; e <= ISORAND_ENGINE_COUNT; e++)
            for (size_t p = 0; p < sizeof properties / sizeof *properties; p++)
                if (!properties[p].needs_advance || ir_engine_get((uint32_t)e)->advance)
                    test_add(properties[p].fn, (struct test_arg){.engine = e, .backend = b},
                             "%s/%s/%s", engine_label(e), properties[p].name, subject_get(b)->name);
    }
    return subjects_report(test_run("kernels", argc, argv));
}
