/* SPDX-License-Identifier: MIT */
/* Fills by several workers give the bytes and the final state of the serial fill: every engine and
 * kind, many workers or one after the other, pieces of few words and of the library's own size,
 * workers that are held up, streams that begin with half a word or a cached normal. */
#define _POSIX_C_SOURCE 200809L /* nanosleep */
#include "api/door.h"
#include "base/crc32.h"
#include "parallel/index.h"
#include "support/evidence.h"
#include "support/executors.h"
#include "support/kinds.h"
#include "support/sweep.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { VALUES = 40000, WORKERS = 16 };

static unsigned char got[8 * VALUES], want[8 * VALUES];
static unsigned char scratch[WORKERS * IR_WORKER_BYTES + IR_JOB_BYTES + 64 + 2];

/* ---- executors ---- */

struct run {
    isorand_task *task;
    void *arg;
    unsigned worker;
};

static void *run_one(void *p) {
    const struct run *r = p;
    r->task(r->arg, r->worker);
    return NULL;
}

static void by_threads(void *context, unsigned workers, isorand_task *task, void *arg) {
    pthread_t threads[WORKERS];
    struct run runs[WORKERS];
    (void)context;
    for (unsigned i = 0; i < workers; i++) {
        runs[i] = (struct run){task, arg, i};
        if (pthread_create(&threads[i], NULL, run_one, &runs[i]))
            abort();
    }
    for (unsigned i = 0; i < workers; i++)
        pthread_join(threads[i], NULL);
}

static void yield(void *context) {
    (void)context;
    sched_yield();
}

static isorand_executor executor_of(unsigned workers, int how) {
    isorand_executor e = {.workers = workers,
                          .yield = yield,
                          .scratch = scratch + how % 3, /* any alignment */
                          .scratch_bytes = sizeof scratch - 2};
    e.run = how == 0 ? run_in_order : how == 1 ? run_backwards : how == 2 ? run_nobody : by_threads;
    return e;
}

/* ---- delays ---- */

static _Atomic uint64_t delay_state;

static void hold_up(void) {
    struct test_random r = {atomic_fetch_add(&delay_state, UINT64_C(0x9e3779b97f4a7c15))};
    const uint64_t what = test_random_below(&r, 40);
    const struct timespec moment = {0, 30000};
    if (what == 0)
        nanosleep(&moment, NULL);
    else if (what < 10)
        sched_yield();
}

/* ---- cases ---- */

static isorand_rng start_of(const struct kind *k, int engine, struct test_random *r) {
    isorand_rng rng = sweep_start(engine, r);
    if (isorand_dist_get(k->request.dist)->family == ISORAND_RANDOMSTATE &&
        test_random_below(r, 2)) {
        rng.has_gauss = 1;
        rng.gauss = 0.25;
    }
    return rng;
}

/* By the internals, with pieces of 'piece' words. */
static void try_pieces(const struct kind *k, const isorand_rng *start, size_t n, uint64_t piece,
                       const isorand_executor *executor, void (*delay)(void)) {
    isorand_rng states[2] = {*start, *start};
    struct ir_plan plan;
    int culprit;
    CHECK(!ir_prepare(&plan, &k->request, start->numpy, &culprit), "prepare");
    const struct ir_work work = {.backend = ir_backend_active(),
                                 .plan = &plan,
                                 .rng = &states[0],
                                 .out = got,
                                 .n = n,
                                 .executor = executor,
                                 .piece = piece,
                                 .delay = delay};
    memset(got, 0x5a, n * k->size);
    ir_work_run(&work);
    kind_fill(k, NULL, &states[1], want, n);
    kind_check(k, "of the moment", got, want, n, states, "%u workers, pieces of %llu",
               executor->workers, (unsigned long long)piece);
    evidence_count("parallel.fills", 1);
}

/* Where the kinds begin of which one part is tried; another for each engine. */
static int first_kind(const struct test_arg *arg) {
    return arg->engine % (int)test_share();
}

/* Whether trials are kept by a ziggurat, which has ends of its own. */
static int is_of_ziggurat(const struct kind *k) {
    struct ir_plan plan;
    int culprit;
    CHECK(!ir_prepare(&plan, &k->request, 0, &culprit), "prepare");
    return plan.dist->of_ziggurat &&
           plan.dist->of_ziggurat(&plan, ir_backend_active()).ziggurat != NULL;
}

static void small_pieces(const struct test_arg *arg) {
    struct test_random r = test_random_start(60);
    for (int i = first_kind(arg); i < kind_count(); i += (int)test_share()) {
        const struct kind *k = kind_get(i);
        const int rounds = is_of_ziggurat(k) ? 30 : k->bulk ? 6 : 3;
        for (int round = 0; round < rounds; round++) {
            const isorand_rng start = start_of(k, arg->engine, &r);
            const uint64_t piece = 1 + test_random_below(&r, round % 2 ? 40 : 700);
            const size_t n = 1 + (size_t)test_random_below(&r, round % 3 ? 3000 : 9);
            const unsigned workers = 2 + (unsigned)test_random_below(&r, WORKERS - 1);
            const isorand_executor executor = executor_of(workers, (int)test_random_below(&r, 12));
            try_pieces(k, &start, n, piece, &executor, NULL);
        }
    }
}

/* Of several thousand draws, which a ziggurat's trials keep in pieces of their own. */
static void large_pieces(const struct test_arg *arg) {
    struct test_random r = test_random_start(65);
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i);
        if (!k->bulk)
            continue;
        for (int round = 0; round < 3; round++) {
            const isorand_rng start = start_of(k, arg->engine, &r);
            const uint64_t piece = 1000 + test_random_below(&r, 9000);
            const size_t n = VALUES - (size_t)test_random_below(&r, VALUES / 2);
            const isorand_executor executor =
                executor_of(2 + (unsigned)test_random_below(&r, 3), 3);
            try_pieces(k, &start, n, piece, &executor, round ? NULL : hold_up);
        }
    }
}

/* Fills of which the last value is the last of a piece, behind which refused draws may follow: they
 * belong to the value after it, which nobody draws. */
static void ends_of_pieces(const struct test_arg *arg) {
    struct test_random r = test_random_start(67);
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i);
        if (!k->bulk || !is_of_ziggurat(k))
            continue;
        for (int round = 0; round < 40 / (int)test_share(); round++) {
            const isorand_rng start = start_of(k, arg->engine, &r);
            isorand_rng rng = start;
            struct ir_plan plan;
            struct ir_reader reader;
            int culprit;
            size_t n = 0;
            uint64_t end, next = 0; /* of n values, and of one more */
            CHECK(!ir_prepare(&plan, &k->request, rng.numpy, &culprit), "prepare");
            ir_reader_begin(&reader, NULL, &rng);
            do {
                end = next;
                ir_plan_define(&reader, &plan, want, 1);
                next = ir_reader_position(&reader);
            } while (n++ < 100 || (next - end < 3 && n < 2000));
            ir_reader_finish(&reader);
            for (uint64_t border = end; border <= next; border++) {
                const isorand_executor executor = executor_of(2, 3);
                uint64_t pieces = 4;
                while (border % pieces)
                    pieces--;
                try_pieces(k, &start, n - 1, border / pieces, &executor,
                           round % 2 ? NULL : hold_up);
            }
        }
    }
}

/* What nearly never refuses a draw is made as if it never did: with draws of 0, which are refused,
 * in any chunk. */
static void refused_draws(const struct test_arg *arg) {
    static const struct {
        const char *dist;
        int type;
        int64_t high;
    } seldom[] = {{"integers", ISORAND_I64, 1000},
                  {"integers", ISORAND_U32, 1000},
                  {"integers", ISORAND_U64, INT64_C(1000000000000)},
                  {"laplace", ISORAND_F64, 0},
                  {"legacy_laplace", ISORAND_F64, 0},
                  {"logistic", ISORAND_F64, 0},
                  {"gumbel", ISORAND_F64, 0}};
    static unsigned char other[8 * VALUES];
    struct test_random r = test_random_start(66);
    (void)arg;
    for (size_t i = 0; i < sizeof seldom / sizeof *seldom; i++) {
        struct kind k = {.size = isorand_type_get(seldom[i].type)->bytes};
        snprintf(k.name, sizeof k.name, "%s", seldom[i].dist);
        isorand_request_init(&k.request, isorand_dist_find(seldom[i].dist)->number, seldom[i].type);
        if (seldom[i].high)
            k.request.param[1].i = seldom[i].high;
        for (int round = 0; round < 60; round++) {
            const size_t n = 1 + (size_t)test_random_below(&r, 4000);
            const uint64_t place = test_random_below(&r, n);
            isorand_rng start = sweep_zero_at(place, &r);
            start.has_uint32 = (uint32_t)test_random_below(&r, 2);
            isorand_rng without = start;
            const isorand_executor executor =
                executor_of(2 + (unsigned)test_random_below(&r, 5), (int)test_random_below(&r, 6));
            try_pieces(&k, &start, n, 1 + test_random_below(&r, round % 2 ? 30 : 900), &executor,
                       round % 3 ? NULL : hold_up);
            if (!seldom[i].high || place + 2 > n / 2)
                continue;
            /* They are indeed refused: a power of two takes them. */
            struct kind even = k;
            even.request.param[1].i = 1024;
            kind_fill(&k, NULL, &start, want, n);
            kind_fill(&even, NULL, &without, other, n);
            CHECK(memcmp(&start, &without, sizeof start), "%s: a draw of 0 is taken", k.name);
        }
    }
}

static void held_up(const struct test_arg *arg) {
    struct test_random r = test_random_start(61);
    for (int i = arg->value; i < kind_count(); i += 5) {
        const struct kind *k = kind_get(i);
        const isorand_rng start = start_of(k, arg->engine, &r);
        const isorand_executor executor =
            executor_of(2 + (unsigned)test_random_below(&r, 6), 3 + (int)test_random_below(&r, 3));
        try_pieces(k, &start, 2000, 100 + test_random_below(&r, 100), &executor, hold_up);
    }
}

/* By the public call: below, at and above what one worker is left with. */
static void public_call(const struct test_arg *arg) {
    static const unsigned counts[] = {1, 2, 3, 4, 7, 8, 16};
    static const size_t lengths[] = {0, 1, 4095, 4096, 8191, 8192, 8193, VALUES};
    struct test_random r = test_random_start(62);
    for (int i = first_kind(arg); i < kind_count(); i += (int)test_share()) {
        const struct kind *k = kind_get(i);
        if (!k->bulk && i % 4 != arg->engine % 4)
            continue;
        const isorand_rng start = start_of(k, arg->engine, &r);
        const size_t n = i % 3 ? VALUES : lengths[(size_t)i / 3 % 8];
        isorand_rng after = start;
        kind_fill(k, NULL, &after, want, n);
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            const isorand_executor executor =
                executor_of(counts[c], 3 + (int)test_random_below(&r, 3));
            isorand_rng states[2] = {start, after};
            memset(got, 0x5a, n * k->size);
            const int error = isorand_fill_parallel(&states[0], &k->request, got, n, &executor);
            CHECK(!error, "%s: %s", k->name, isorand_strerror(error));
            kind_check(k, "of the moment", got, want, n, states, "%u workers", counts[c]);
            evidence_count("parallel.fills", 1);
        }
    }
}

static void slices(const struct test_arg *arg) {
    struct test_random r = test_random_start(63);
    for (int i = first_kind(arg); i < kind_count(); i += (int)test_share()) {
        const struct kind *k = kind_get(i);
        const isorand_rng start = start_of(k, arg->engine, &r);
        isorand_rng after = start, kept = start;
        struct ir_plan plan;
        int culprit;
        const size_t n = 3000;
        CHECK(!ir_prepare(&plan, &k->request, start.numpy, &culprit), "prepare");
        kind_fill(k, NULL, &after, want, n);
        for (int round = 0; round < 20; round++) {
            const size_t first = (size_t)test_random_below(&r, round < 10 ? 70 : n);
            const size_t m = (size_t)test_random_below(&r, round % 2 ? 50 : n - first + 1);
            const size_t count = m < n - first ? m : n - first;
            memset(got, 0x5a, count * k->size + 1);
            const int error = isorand_fill_at(&kept, &k->request, first, got, count);
            if (ir_plan_entry(&plan).kind != IR_ENTRY_FIXED) {
                CHECK(error == ISORAND_ENOTSUP, "%s: %s", k->name, isorand_strerror(error));
                break;
            }
            CHECK(!error, "%s: %s", k->name, isorand_strerror(error));
            CHECK_BYTES(got, want + first * k->size, count * k->size, "%s: %zu from %zu", k->name,
                        count, first);
            CHECK(got[count * k->size] == 0x5a, "nothing behind");
            CHECK_BYTES(&kept, &start, sizeof kept, "%s: the rng does not change", k->name);
            evidence_count("parallel.slices", 1);
            isorand_rng at = start;
            if (first % ir_plan_entry(&plan).values) {
                CHECK(isorand_seek_at(&at, &k->request, first) == ISORAND_ENOTSUP, "%s", k->name);
                CHECK_BYTES(&at, &start, sizeof at, "%s: the rng does not change", k->name);
                continue;
            }
            CHECK(!isorand_seek_at(&at, &k->request, first), "%s: seek", k->name);
            kind_fill(k, NULL, &at, got, count);
            CHECK_BYTES(got, want + first * k->size, count * k->size, "%s: %zu behind seek %zu",
                        k->name, count, first);
        }
    }
}

/* Far slices: first values that nobody can draw up to. */
static void far_slices(const struct test_arg *arg) {
    const isorand_request request = {.dist = ISORAND_RAW, .type = ISORAND_U32};
    for (uint64_t first = 1; first < UINT64_C(1) << 60; first = first * 5 + 3) {
        isorand_rng rng, moved;
        uint32_t a[8], b[8];
        CHECK(!isorand_seed(&rng, arg->engine, first), "seed");
        moved = rng;
        CHECK(!isorand_fill_at(&rng, &request, first, a, 8), "fill_at");
        CHECK(!isorand_fill_at(&rng, &request, first + 3, b, 5), "fill_at");
        CHECK(!memcmp(a + 3, b, sizeof b - 3 * sizeof *b), "from %llu", (unsigned long long)first);
        const unsigned halves = isorand_engine_get(arg->engine)->word_bytes / 4;
        if (first % halves == 0) {
            CHECK(!isorand_skip(&moved, first / halves), "skip");
            CHECK(!isorand_fill_u32(&moved, b, 8), "fill");
            CHECK_BYTES(a, b, sizeof a, "from %llu", (unsigned long long)first);
        }
        if (ir_engine_get((uint32_t)arg->engine)->skip_cost == IR_SKIP_WORDS && first > 1 << 20)
            break;
    }
}

/* Of what share of the words two parses are made. */
static void share_of_words(const struct test_arg *arg) {
    double words[2] = {0}, twice[2] = {0}; /* in step at once, and slowly */
    (void)arg;
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i);
        const isorand_executor executor = executor_of(2, 3);
        _Atomic uint64_t reparsed = 0;
        isorand_rng rng, copy;
        struct ir_reader reader;
        struct ir_plan plan;
        int culprit;
        CHECK(!isorand_seed(&rng, ISORAND_PCG64, 99), "seed");
        copy = rng;
        CHECK(!ir_prepare(&plan, &k->request, rng.numpy, &culprit), "prepare");
        const struct ir_entry entry = ir_plan_entry(&plan);
        if (entry.kind != IR_ENTRY_AT_ONCE && entry.kind != IR_ENTRY_SLOW)
            continue;
        const struct ir_work work = {.backend = ir_backend_active(),
                                     .plan = &plan,
                                     .rng = &rng,
                                     .out = got,
                                     .n = VALUES,
                                     .executor = &executor,
                                     .reparsed = &reparsed};
        ir_work_run(&work);
        ir_reader_begin(&reader, work.backend, &copy);
        ir_plan_fill(&reader, &plan, want, VALUES);
        const double all = (double)ir_reader_position(&reader);
        words[entry.kind == IR_ENTRY_SLOW] += all;
        twice[entry.kind == IR_ENTRY_SLOW] += (double)reparsed;
        CHECK((double)reparsed <= (entry.kind == IR_ENTRY_SLOW ? 0.75 : 0.02) * all,
              "%s: %g of %g words", k->name, (double)reparsed, all);
    }
    printf("# parsed twice: %.3f %% of the words of those in step at once, %.2f %% of the others\n",
           100 * twice[0] / words[0], 100 * twice[1] / words[1]);
}

/* ---- indexes ---- */

enum { MARKS = VALUES + 1 };
static isorand_mark marks[MARKS], loaded_marks[MARKS];

static void check_slices(const struct kind *k, const isorand_index *index, const isorand_rng *start,
                         size_t n, struct test_random *r) {
    for (int round = 0; round < 8; round++) {
        const size_t first = (size_t)test_random_below(r, n + 1);
        const size_t m = (size_t)test_random_below(r, round % 2 ? 50 : n + 1);
        const size_t count = m < n - first ? m : n - first;
        memset(got, 0x5a, count * k->size + 1);
        const int error = isorand_index_fill(index, start, first, got, count);
        CHECK(!error, "%s: %s", k->name, isorand_strerror(error));
        CHECK_BYTES(got, want + first * k->size, count * k->size, "%s: %zu from %zu, %zu marks",
                    k->name, count, first, index->nmarks);
        CHECK(got[count * k->size] == 0x5a, "nothing behind");
        evidence_count("parallel.slices", 1);
        isorand_rng at = *start;
        if (round % 2 == 0)
            continue;
        const int sought = isorand_index_seek(index, &at, first);
        if (sought == ISORAND_ENOTSUP && first && k->size < 4)
            continue; /* in the middle of a word */
        CHECK(!sought, "%s: %s", k->name, isorand_strerror(sought));
        kind_fill(k, NULL, &at, got, count);
        CHECK_BYTES(got, want + first * k->size, count * k->size, "%s: %zu behind seek %zu",
                    k->name, count, first);
    }
}

/* In steps of any length, of any numbers of workers. */
static void build_in_steps(isorand_index *index, const isorand_rng *start, size_t n, uint64_t every,
                           const struct kind *k, struct test_random *r) {
    size_t at = (size_t)test_random_below(r, n + 1);
    isorand_executor executor = executor_of(2, 3);
    int error = isorand_index_build(index, start, &k->request, at, every, marks, MARKS, &executor);
    while (!error && at < n) {
        at += 1 + (size_t)test_random_below(r, n - at);
        executor = executor_of(1 + (unsigned)test_random_below(r, 4), (int)test_random_below(r, 5));
        error = isorand_index_extend(index, start, at, MARKS, &executor);
        CHECK(index->nmarks <= isorand_index_marks(at, every), "%s: %zu marks", k->name,
              index->nmarks);
    }
    CHECK(!error, "%s: %s", k->name, isorand_strerror(error));
}

static void indexes(const struct test_arg *arg) {
    static unsigned char bytes[32 * MARKS + 200];
    struct test_random r = test_random_start(64);
    for (int i = first_kind(arg); i < kind_count(); i += (int)test_share()) {
        const struct kind *k = kind_get(i);
        if (!k->bulk && i % 3 != arg->engine % 3)
            continue;
        const isorand_rng start = start_of(k, arg->engine, &r);
        const size_t n = k->bulk ? VALUES : 3000;
        const uint64_t every = 1 + test_random_below(&r, 3000);
        isorand_executor executor =
            executor_of(1 + (unsigned)test_random_below(&r, 4), (int)test_random_below(&r, 5));
        isorand_rng after = start;
        isorand_index index, loaded;
        size_t nbytes, nmarks;
        kind_fill(k, NULL, &after, want, n);
        int error =
            isorand_index_build(&index, &start, &k->request, n, every, marks, MARKS, &executor);
        CHECK(!error, "%s: %s", k->name, isorand_strerror(error));
        check_slices(k, &index, &start, n, &r);
        if (i % 2 == arg->engine % 2) {
            build_in_steps(&index, &start, n, every, k, &r);
            check_slices(k, &index, &start, n, &r);
        }

        /* Marks as close as pieces of few words allow. */
        isorand_rng copy = start;
        struct ir_plan plan;
        int culprit;
        CHECK(!ir_prepare(&plan, &k->request, start.numpy, &culprit), "prepare");
        const struct ir_work work = {.backend = ir_backend_active(),
                                     .plan = &plan,
                                     .rng = &copy,
                                     .n = n,
                                     .executor = &executor,
                                     .piece = 30 + test_random_below(&r, 300)};
        if (ir_plan_entry(&plan).kind != IR_ENTRY_FIXED) {
            index.nmarks = 0;
            ir_index_build(&index, &work);
            CHECK(index.nmarks && index.nmarks <= isorand_index_marks(n, every), "%s: %zu marks",
                  k->name, index.nmarks);
            CHECK_BYTES(&copy, &after, sizeof copy, "%s: state behind the counted", k->name);
            check_slices(k, &index, &start, n, &r);
        }
        CHECK(!isorand_index_save(&index, bytes, sizeof bytes, &nbytes), "save");
        CHECK(nbytes == isorand_index_saved_bytes(&index), "%zu bytes", nbytes);
        CHECK(!isorand_index_saved_marks(bytes, nbytes, &nmarks) && nmarks == index.nmarks,
              "%zu marks", nmarks);
        CHECK(!isorand_index_load(&loaded, loaded_marks, nmarks, bytes, nbytes), "load");
        CHECK(loaded.n == index.n && loaded.every == index.every, "loaded");
        check_slices(k, &loaded, &start, n, &r);
    }
}

static void wrong_indexes(const struct test_arg *arg) {
    const isorand_request normal = {.dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = 1};
    const isorand_request bad = {.dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = -1};
    const isorand_executor executor = executor_of(2, 3);
    static unsigned char bytes[1000], altered[1000];
    isorand_index index, untouched;
    isorand_rng rng, other, unseeded = {0};
    size_t nbytes, nmarks;
    (void)arg;
    CHECK(!isorand_seed(&rng, ISORAND_PCG64, 1) && !isorand_seed(&other, ISORAND_PCG64, 2), "seed");
    CHECK(!isorand_index_build(&index, &rng, &normal, 40000, 9000, marks, 5, &executor), "build");
    CHECK(index.nmarks > 2, "%zu marks", index.nmarks);
    memset(&untouched, 0x5a, sizeof untouched);
#define BUILD(code, ...)                                                                           \
    CHECK(isorand_index_build(&untouched, __VA_ARGS__) == (code), "%s", #__VA_ARGS__)
    BUILD(ISORAND_ESPACE, &rng, &normal, 40000, 9000, marks, 4, &executor);
    BUILD(ISORAND_EINVAL, &rng, &normal, 40000, 0, marks, 5, &executor);
    BUILD(ISORAND_EINVAL, &rng, &normal, 40000, 9000, NULL, 5, &executor);
    BUILD(ISORAND_EINVAL, &rng, &bad, 40000, 9000, marks, 5, &executor);
    BUILD(ISORAND_EINVAL, &rng, &normal, 40000, 9000, marks, 5, NULL);
    BUILD(ISORAND_ESTATE, &unseeded, &normal, 40000, 9000, marks, 5, &executor);
    BUILD(ISORAND_ERANGE, &rng, &normal, UINT64_C(1) << 60, 9000, marks, 5, &executor);
    const isorand_request uniform = {
        .dist = ISORAND_UNIFORM, .type = ISORAND_F64, .param[1].f = 1}; /* needs no marks */
    BUILD(ISORAND_ERANGE, &rng, &uniform, UINT64_C(1) << 60, UINT64_C(1) << 58, marks, 5,
          &executor);
#undef BUILD
    isorand_index longest;
    CHECK(!isorand_index_build(&longest, &rng, &uniform, (UINT64_C(1) << 60) - 1, UINT64_C(1) << 58,
                               marks + 5, 5, &executor),
          "the longest");
#define FILL(code, ...) CHECK(isorand_index_fill(__VA_ARGS__) == (code), "%s", #__VA_ARGS__)
    FILL(0, &index, &rng, 39999, got, 1);
    FILL(0, &index, &rng, 40000, got, 0);
    FILL(ISORAND_ERANGE, &index, &rng, 39999, got, 2);
    FILL(ISORAND_ERANGE, &index, &rng, 40001, got, 0);
    FILL(ISORAND_ERANGE, &index, &rng, UINT64_MAX, got, 2);
    FILL(ISORAND_EINVAL, &index, &other, 0, got, 1);
    FILL(ISORAND_EINVAL, NULL, &rng, 0, got, 1);
    FILL(ISORAND_EINVAL, &index, NULL, 0, got, 1);
    FILL(ISORAND_ESTATE, &index, &unseeded, 0, got, 1);
    isorand_rng at = rng;
#define SEEK(code, ...) CHECK(isorand_index_seek(__VA_ARGS__) == (code), "%s", #__VA_ARGS__)
    SEEK(ISORAND_ERANGE, &index, &at, 40001);
    SEEK(ISORAND_EINVAL, &index, &other, 1);
    SEEK(ISORAND_EINVAL, NULL, &at, 1);
    SEEK(ISORAND_EINVAL, &index, NULL, 1);
    SEEK(ISORAND_ESTATE, &index, &unseeded, 1);
    CHECK_BYTES(&at, &rng, sizeof at, "the rng does not change");
#undef SEEK
    isorand_index longer = index;
#define EXTEND(code, ...) CHECK(isorand_index_extend(__VA_ARGS__) == (code), "%s", #__VA_ARGS__)
    EXTEND(ISORAND_ESPACE, &longer, &rng, 50000, 5, &executor);
    EXTEND(ISORAND_EINVAL, &longer, &rng, 39999, 5, &executor);
    EXTEND(ISORAND_EINVAL, &longer, &other, 40000, 5, &executor);
    EXTEND(ISORAND_EINVAL, &longer, &rng, 40000, 5, NULL);
    EXTEND(ISORAND_EINVAL, NULL, &rng, 40000, 5, &executor);
    EXTEND(ISORAND_EINVAL, &longer, NULL, 40000, 5, &executor);
    EXTEND(ISORAND_ESTATE, &longer, &unseeded, 40000, 5, &executor);
    EXTEND(ISORAND_ERANGE, &longer, &rng, UINT64_C(1) << 60, 5, &executor);
    CHECK_BYTES(&longer, &index, sizeof index, "the index does not change");
#undef EXTEND
    other = rng;
    other.has_uint32 = 1;
    FILL(ISORAND_EINVAL, &index, &other, 0, got, 1);
#undef FILL
    CHECK(isorand_index_save(&index, bytes, 10, &nbytes) == ISORAND_ESPACE, "save");
    CHECK(!isorand_index_save(&index, bytes, sizeof bytes, &nbytes), "save");
    CHECK(isorand_index_load(&untouched, loaded_marks, 2, bytes, nbytes) == ISORAND_ESPACE, "load");
    for (size_t n = 0; n < nbytes; n++)
        CHECK(isorand_index_load(&untouched, loaded_marks, 9, bytes, n) == ISORAND_EFORMAT,
              "%zu of %zu bytes", n, nbytes);
    for (size_t bit = 0; bit < 8 * nbytes; bit++) {
        memcpy(altered, bytes, nbytes);
        altered[bit / 8] ^= (unsigned char)(1 << bit % 8);
        CHECK(isorand_index_load(&untouched, loaded_marks, 9, altered, nbytes) == ISORAND_EFORMAT,
              "bit %zu", bit);
        /* With the right checksum: refused, or an index that can be used. */
        uint32_t crc = ir_crc32(altered, nbytes - 4);
        for (int i = 0; i < 4; i++)
            altered[nbytes - 4 + (size_t)i] = (unsigned char)(crc >> 8 * i);
        isorand_index loaded;
        if (bit < 8 * (nbytes - 4) &&
            !isorand_index_load(&loaded, loaded_marks, 9, altered, nbytes) && loaded.nmarks)
            isorand_index_fill(&loaded, &rng, loaded_marks[loaded.nmarks - 1].value, got, 1);
    }
    CHECK(!isorand_index_saved_marks(bytes, nbytes, &nmarks), "saved_marks");
    for (size_t i = 0; i < sizeof untouched; i++)
        CHECK(((unsigned char *)&untouched)[i] == 0x5a, "byte %zu of the index", i);
}

/* Saved bytes with another number of 'width' bytes at 'at', under the right checksum. */
static size_t save_with(const isorand_index *index, unsigned char *bytes, size_t capacity,
                        size_t at, unsigned width, uint64_t x) {
    size_t nbytes;
    CHECK(!isorand_index_save(index, bytes, capacity, &nbytes), "save");
    for (unsigned i = 0; i < width; i++)
        bytes[at + i] = (unsigned char)(x >> 8 * i);
    const uint32_t crc = ir_crc32(bytes, nbytes - 4);
    for (unsigned i = 0; i < 4; i++)
        bytes[nbytes - 4 + i] = (unsigned char)(crc >> 8 * i);
    return nbytes;
}

/* Marks that are closer than the index says would be too many for the room that it asks for when it
 * is extended.  A half word is no part of the states of some engines. */
static void hostile_indexes(const struct test_arg *arg) {
    enum { EVERY_AT = 32, FIRST_MARK_AT = 104, WAITS_AT = 24 };
    const isorand_request normal = {.dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = 1};
    const isorand_executor executor = executor_of(2, 3);
    static unsigned char bytes[1000];
    isorand_index index, loaded;
    isorand_rng rng, again;
    isorand_state state;
    CHECK(!isorand_seed(&rng, arg->engine, 1), "seed");
    CHECK(!isorand_index_build(&index, &rng, &normal, 40000, 9000, marks, 5, &executor), "build");
    CHECK(index.nmarks > 2, "%zu marks", index.nmarks);
    const uint64_t distance = marks[1].value - marks[0].value;
    size_t n = save_with(&index, bytes, sizeof bytes, EVERY_AT, 8, distance + 1);
    CHECK(isorand_index_load(&loaded, loaded_marks, 9, bytes, n) == ISORAND_EFORMAT, "too close");
    n = save_with(&index, bytes, sizeof bytes, FIRST_MARK_AT + WAITS_AT, 4, 1);
    CHECK(!isorand_index_load(&loaded, loaded_marks, 9, bytes, n), "a half word");
    CHECK(!isorand_index_seek(&loaded, &rng, 0), "seek");
    CHECK(!isorand_get_state(&rng, &state) && !isorand_set_state(&again, &state),
          "a state that no stream has");
}

static void refusals(const struct test_arg *arg) {
    isorand_executor executor = executor_of(2, 3);
    const isorand_request normal = {.dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = 1};
    const isorand_request bad = {.dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = -1};
    isorand_rng rng, kept, unseeded = {0};
    (void)arg;
    CHECK(!isorand_seed(&rng, ISORAND_PCG64, 1), "seed");
    kept = rng;
    memset(got, 0x5a, sizeof got);
#define REFUSED(code, ...) CHECK(isorand_fill_parallel(__VA_ARGS__) == (code), "%s", #__VA_ARGS__)
    REFUSED(ISORAND_EINVAL, NULL, &normal, got, 9, &executor);
    REFUSED(ISORAND_EINVAL, &rng, NULL, got, 9, &executor);
    REFUSED(ISORAND_EINVAL, &rng, &normal, NULL, 9, &executor);
    REFUSED(ISORAND_EINVAL, &rng, &normal, got, 9, NULL);
    REFUSED(ISORAND_EINVAL, &rng, &bad, got, 9, &executor);
    REFUSED(ISORAND_ESTATE, &unseeded, &normal, got, 9, &executor);
    REFUSED(ISORAND_ERANGE, &rng, &normal, got, SIZE_MAX / 4, &executor);
    REFUSED(ISORAND_EINVAL, &rng, &normal, scratch + 64, 9, &executor);
    executor.scratch_bytes = isorand_parallel_scratch(2) - 1;
    REFUSED(ISORAND_ESPACE, &rng, &normal, got, 9, &executor);
    executor = executor_of(2, 3);
    executor.scratch = NULL;
    REFUSED(ISORAND_ESPACE, &rng, &normal, got, 9, &executor);
    executor = executor_of(2, 3);
    executor.run = NULL;
    REFUSED(ISORAND_EINVAL, &rng, &normal, got, 9, &executor);
    executor = executor_of(0, 3);
    REFUSED(ISORAND_EINVAL, &rng, &normal, got, 9, &executor);
#undef REFUSED
    CHECK(isorand_fill_at(NULL, &normal, 0, got, 9) == ISORAND_EINVAL, "no rng");
    CHECK(isorand_fill_at(&rng, NULL, 0, got, 9) == ISORAND_EINVAL, "no request");
    CHECK(isorand_fill_at(&rng, &normal, 0, got, 9) == ISORAND_ENOTSUP, "normals");
    CHECK(isorand_fill_at(&unseeded, &normal, 0, got, 9) == ISORAND_ESTATE, "unseeded");
    CHECK(isorand_fill_at(&rng, &normal, UINT64_C(1) << 60, got, 9) == ISORAND_ERANGE, "far");
    CHECK(isorand_seek_at(NULL, &normal, 0) == ISORAND_EINVAL, "no rng");
    CHECK(isorand_seek_at(&rng, NULL, 0) == ISORAND_EINVAL, "no request");
    CHECK(isorand_seek_at(&rng, &normal, 0) == ISORAND_ENOTSUP, "normals");
    CHECK(isorand_seek_at(&unseeded, &normal, 0) == ISORAND_ESTATE, "unseeded");
    CHECK(isorand_seek_at(&rng, &normal, UINT64_C(1) << 60) == ISORAND_ERANGE, "far");
    CHECK_BYTES(&rng, &kept, sizeof rng, "state");
    for (size_t i = 0; i < sizeof got; i++)
        CHECK(got[i] == 0x5a, "byte %zu was written", i);
}

int main(int argc, char **argv) {
    const isorand_engine_info *e;
    for (int i = 0; (e = isorand_engine_at(i)) != NULL; i++) {
        const struct test_arg arg = {.engine = e->number, .value = i % 5};
        test_add(small_pieces, arg, "%s/small-pieces", e->name);
        test_add(large_pieces, arg, "%s/large-pieces", e->name);
        test_add(ends_of_pieces, arg, "%s/ends-of-pieces", e->name);
        test_add(held_up, arg, "%s/held-up", e->name);
        test_add(public_call, arg, "%s/public-call", e->name);
        test_add(slices, arg, "%s/slices", e->name);
        test_add(indexes, arg, "%s/indexes", e->name);
        test_add(far_slices, arg, "%s/far-slices", e->name);
        test_add(hostile_indexes, arg, "%s/hostile-indexes", e->name);
    }
    test_add(refused_draws, (struct test_arg){0}, "refused-draws");
    test_add(share_of_words, (struct test_arg){0}, "share-of-words");
    test_add(wrong_indexes, (struct test_arg){0}, "wrong-indexes");
    test_add(refusals, (struct test_arg){0}, "refusals");
    return test_run("parallel", argc, argv);
}
