/* SPDX-License-Identifier: MIT */
/* One fill by several workers in pieces of any length, slices of it by position, and by parts that
 * exchange messages: the values and the state of the serial fill. */
#include "parallel/parallel.h"
#include "fuzz/support/fuzz.h"
#include "support/executors.h"

#include <string.h>

const int fuzz_faults = 4;

enum {
    VALUES_MAX = 4000,
    WORKERS_MAX = 5,
    PARTS_MAX = 5,
    SCRATCH = WORKERS_MAX * IR_WORKER_BYTES + IR_JOB_BYTES + 64
};

static unsigned char want[8 * VALUES_MAX];

/* ---- executors: on one thread, which sees the same each time ---- */

static isorand_executor executor_of(struct fuzz *f, unsigned char *scratch) {
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    static void (*const ways[])(void *, unsigned, isorand_task *,
                                void *) = {run_in_order, run_backwards, run_nobody};
    const unsigned workers = 1 + how % 8 % WORKERS_MAX;
    return (isorand_executor){.workers = workers,
                              .run = ways[(how >> 3) % 3],
                              .scratch = scratch,
                              .scratch_bytes = isorand_parallel_scratch(workers)};
}

/* ---- what is compared ---- */

struct serial {
    isorand_request request;
    size_t n, size;
    isorand_rng before, after;
    int error;
};

static void check(const struct serial *s, const char *what, int error, const isorand_rng *rng,
                  const unsigned char *out) {
    CHECK(error == s->error, "%s: %d, not %d", what, error, s->error);
    CHECK_BYTES(rng, &s->after, sizeof *rng, "%s: state", what);
    if (error) {
        fuzz_untouched(out, s->n * s->size, what);
    } else {
        CHECK_BYTES(out, want, s->n * s->size, "%s: values", what);
        fuzz_check_place(out, s->n * s->size, what);
    }
}

/* ---- ways ---- */

/* By the internals, which can be told how long a piece is. */
static void by_workers(struct fuzz *f, const struct serial *s) {
    static unsigned char scratch[SCRATCH];
    const isorand_executor executor = executor_of(f, scratch);
    const uint64_t piece = fuzz_bytes(f, 1);
    isorand_rng rng = s->before;
    struct ir_plan plan;
    int culprit;
    unsigned char *out = fuzz_place_again(s->n * s->size);
    check(s, "the public call", isorand_fill_parallel(&rng, &s->request, out, s->n, &executor),
          &rng, out);
    if (s->error || !s->n)
        return;
    rng = s->before;
    out = fuzz_place_again(s->n * s->size);
    CHECK(!ir_prepare(&plan, &s->request, rng.numpy, &culprit), "prepare");
    const struct ir_work work = {.backend = ir_backend_active(),
                                 .plan = &plan,
                                 .rng = &rng,
                                 .out = out,
                                 .n = s->n,
                                 .executor = &executor,
                                 .piece = piece < 128 ? 1 + piece : piece * 8};
    ir_work_run(&work);
    check(s, "pieces", 0, &rng, out);
}

/* Some slices, without what is before them; and on from there. */
static void by_position(struct fuzz *f, const struct serial *s) {
    const size_t first = s->n ? (size_t)fuzz_below(f, s->n) : 0;
    const size_t n = s->n - first < 64 ? s->n - first : 1 + (size_t)fuzz_below(f, s->n - first);
    const isorand_rng rng = s->before;
    isorand_rng moved = s->before;
    unsigned char *out = fuzz_place_again(n * s->size);
    int error = isorand_fill_at(&rng, &s->request, first, out, n);
    CHECK_BYTES(&rng, &s->before, sizeof rng, "fill_at: state");
    CHECK(s->error || !error || error == ISORAND_ENOTSUP, "fill_at: %d", error);
    if (error || s->error) {
        CHECK(error, "fill_at takes what fill refuses");
        fuzz_untouched(out, n * s->size, "fill_at");
        CHECK(isorand_seek_at(&moved, &s->request, first), "seek_at");
        CHECK_BYTES(&moved, &s->before, sizeof moved, "seek_at: state");
        return;
    }
    if (fuzz_fault(3) && n)
        want[first * s->size] ^= 1;
    CHECK_BYTES(out, want + first * s->size, n * s->size, "fill_at %d", (int)first);
    fuzz_check_place(out, n * s->size, "fill_at");
    error = isorand_seek_at(&moved, &s->request, first);
    CHECK(!error || error == ISORAND_ENOTSUP, "seek_at: %d", error);
    if (error) {
        CHECK_BYTES(&moved, &s->before, sizeof moved, "seek_at: state");
        return;
    }
    out = fuzz_place_again(s->n * s->size);
    CHECK(!isorand_fill(&moved, &s->request, out, s->n - first), "on from there");
    CHECK_BYTES(out, want + first * s->size, (s->n - first) * s->size, "on from %d", (int)first);
    CHECK_BYTES(&moved, &s->after, sizeof moved, "on from %d: state", (int)first);
}

/* Far away, where nothing can be compared but two ways there. */
static void far_away(struct fuzz *f, const struct serial *s) {
    const uint64_t first = (uint64_t)fuzz_integer(f), n = fuzz_below(f, 40);
    unsigned char got[8 * 40];
    isorand_rng rng = s->before;
    if (rng.engine == ISORAND_SFC64 && first < UINT64_C(1) << 60 && first > 100000)
        return; /* it steps */
    unsigned char *out = fuzz_place_again((size_t)n * s->size);
    int error = isorand_fill_at(&s->before, &s->request, first, out, (size_t)n);
    if (error) {
        fuzz_untouched(out, (size_t)n * s->size, "fill_at");
        return;
    }
    CHECK(!s->error && first < UINT64_C(1) << 60, "fill_at %llu", (unsigned long long)first);
    error = isorand_seek_at(&rng, &s->request, first);
    if (!error) {
        CHECK(!isorand_fill(&rng, &s->request, got, (size_t)n), "fill");
        CHECK_BYTES(out, got, (size_t)n * s->size, "at %llu", (unsigned long long)first);
    }
}

static void by_parts(struct fuzz *f, const struct serial *s) {
    static unsigned char scratch[PARTS_MAX][IR_WORKER_BYTES + IR_JOB_BYTES + 64];
    unsigned char messages[PARTS_MAX][ISORAND_PART_BYTES], next[PARTS_MAX][ISORAND_PART_BYTES];
    const unsigned parts = 1 + (unsigned)fuzz_below(f, PARTS_MAX);
    isorand_part part[PARTS_MAX];
    isorand_rng rng[PARTS_MAX];
    isorand_executor executor[PARTS_MAX];
    int result[PARTS_MAX];
    size_t done = 0;
    unsigned char *const out = fuzz_place_again(s->n * s->size);
    for (unsigned i = 0; i < parts; i++) {
        size_t count = s->n - done;
        if (i + 1 < parts)
            count = (size_t)fuzz_below(f, count + 1);
        rng[i] = s->before;
        executor[i] = (isorand_executor){.workers = 1,
                                         .run = run_in_order,
                                         .scratch = scratch[i],
                                         .scratch_bytes = sizeof scratch[i]};
        (void)isorand_part_begin(&part[i], &rng[i], &s->request, out + done * s->size, count, i,
                                 parts, &executor[i], messages[i]);
        done += count;
    }
    do {
        for (unsigned i = 0; i < parts; i++) {
            result[i] = isorand_part_step(&part[i], messages, next[i]);
            CHECK(result[i] == result[0], "part %u: %d, part 0: %d", i, result[i], result[0]);
        }
        memcpy(messages, next, sizeof next);
    } while (result[0] == ISORAND_PART_MORE);
    if (fuzz_fault(4))
        rng[parts - 1].uinteger ^= 1;
    for (unsigned i = 0; i < parts; i++)
        check(s, "parts", result[i], &rng[i], out);
}

void fuzz_one(struct fuzz *f) {
    static void (*const ways[])(struct fuzz *, const struct serial *) = {by_workers, by_position,
                                                                         by_parts, far_away};
    struct serial s = {.before = fuzz_rng(f), .request = fuzz_request(f)};
    s.size = fuzz_bytes_of(s.request.type);
    s.n = fuzz_affordable(&s.before, &s.request, fuzz_length(f, VALUES_MAX));
    s.after = s.before;
    (void)fuzz_place(f, 0);
    int backends = 0;
    while (fuzz_backend(backends))
        backends++;
    fuzz_use((int)fuzz_below(f, (uint64_t)backends));
    s.error = isorand_fill(&s.after, &s.request, want, s.n);
    if (fuzz_fault(1) && s.n && !s.error)
        want[s.n * s.size - 1] ^= 1;
    if (fuzz_fault(2))
        s.after.uinteger ^= 1;
    ways[fuzz_below(f, sizeof ways / sizeof *ways)](f, &s);
}
