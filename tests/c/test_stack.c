/* SPDX-License-Identifier: MIT */
/* No call needs more than 48 KB of stack, and each works in a thread of 64 KiB: they
 * run on a stack that was painted, in front of a page that may not be touched. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "support/evidence.h"
#include "support/executors.h"
#include "support/kinds.h"

#include <isorand/parallel.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PROMISED = 48 * 1024, SMALL = 64 * 1024, PAINT = 0xa5 };

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||                         \
    __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

struct call {
    const struct kind *kind;
    int engine, error;
};

static unsigned char out[8 * 5000];
static isorand_rng rng;

static void fill(struct call *c) {
    c->error = isorand_fill(&rng, &c->kind->request, out, 3000);
}

static void fill_each(struct call *c) {
    isorand_param_array arrays[ISORAND_PARAMS_MAX];
    for (int i = 0; i < ISORAND_PARAMS_MAX; i++)
        arrays[i] = (isorand_param_array){&c->kind->request.param[i], 0};
    c->error = isorand_fill_each(&rng, &c->kind->request, arrays, out, 1000);
}

/* What workers and slices need. */
static void parallel(struct call *c) {
    static unsigned char scratch[600000];
    static isorand_mark marks[10];
    static isorand_index index;
    const isorand_executor executor = {
        .workers = 2, .run = run_backwards, .scratch = scratch, .scratch_bytes = sizeof scratch};
    const isorand_request *request = &c->kind->request;
    c->error = isorand_fill_parallel(&rng, request, out, 5000, &executor);
    if (!c->error)
        c->error = isorand_index_build(&index, &rng, request, 5000, 600, marks, 10, &executor);
    if (!c->error)
        c->error = isorand_index_fill(&index, &rng, 2000, out, 3000);
    if (!c->error)
        c->error = isorand_index_extend(&index, &rng, 5400, 10, &executor);
    isorand_fill_at(&rng, request, 2001, out, 3000); /* where it can be */
    isorand_index_seek(&index, &rng, 2001);
    isorand_seek_at(&rng, request, 2000);
}

/* Two parts of a fill, whose slices nobody looks at. */
static void parts(struct call *c) {
    static unsigned char scratch[800000], messages[2][ISORAND_PART_BYTES],
        next[2][ISORAND_PART_BYTES];
    static isorand_part part[2];
    static isorand_rng rngs[2];
    const isorand_executor executor = {
        .workers = 2, .run = run_backwards, .scratch = scratch, .scratch_bytes = sizeof scratch};
    for (unsigned i = 0; i < 2; i++) {
        rngs[i] = rng;
        c->error = isorand_part_begin(&part[i], &rngs[i], &c->kind->request, out, 4500, i, 2,
                                      &executor, messages[i]);
    }
    while (!c->error) {
        c->error = isorand_part_step(&part[0], messages, next[0]);
        isorand_part_step(&part[1], messages, next[1]);
        memcpy(messages, next, sizeof next);
        if (c->error != ISORAND_PART_MORE)
            break;
        c->error = 0;
    }
}

/* Everything else that is not a mere look-up. */
static void others(struct call *c) {
    static const double p[4] = {0.25, 0.25, 0.25, 0.25}, lower[16] = {1};
    static const int64_t colors[4] = {1000, 2000, 3000, 4000};
    static double scratch[2000];
    static char seed[8 * ISORAND_SEED_WORDS_MAX + 3];
    static unsigned char saved[ISORAND_SAVE_MAX];
    static isorand_seedseq ss;
    static isorand_state state;
    size_t n;
    memset(seed, 'f', sizeof seed - 1);
    memcpy(seed, "0x", 2);
    void *const o = out;
    const int errors[] = {
        isorand_seedseq_from_string(&ss, seed),
        isorand_init(&rng, c->engine, &ss),
        isorand_multinomial_i64(&rng, o, 100, 1000, p, 4),
        isorand_multivariate_hypergeometric_i64(&rng, o, 100, colors, 4, 3000),
        isorand_dirichlet_f64(&rng, o, 100, p, 4),
        isorand_legacy_dirichlet_f64(&rng, o, 100, p, 4),
        isorand_multivariate_normal_f64(&rng, o, 100, p, lower, 4),
        isorand_permutation_i64(&rng, o, 3000),
        isorand_shuffle(&rng, o, 24, 1000),
        isorand_permuted(&rng, o, 3, 100, 10, 8),
        isorand_choice_i64(&rng, o, 3000, 1000),
        isorand_choice_distinct_i64(&rng, o, 100, 100000, 1, (uint64_t *)(void *)scratch, 2000),
        isorand_choice_weighted_i64(&rng, o, 1000, p, 4, scratch),
        isorand_choice_weighted_distinct_i64(&rng, o, 3, p, 4, scratch),
        isorand_legacy_choice_distinct_i64(&rng, o, 100, 1000, (int64_t *)(void *)scratch),
        isorand_legacy_tomaxint_i64(&rng, o, 3000),
        isorand_get_state(&rng, &state),
        isorand_set_state(&rng, &state),
        isorand_save(&rng, saved, sizeof saved, &n),
        isorand_load(&rng, saved, n),
        isorand_skip(&rng, 10000),
    };
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (errors[i])
            c->error = errors[i];
    isorand_advance(&rng, 1000);   /* where the engine can */
    isorand_jumped(&rng, 1, &rng); /* likewise */
}

/* ---- a painted stack ---- */

struct stack {
    unsigned char *base; /* lowest address */
    size_t nbytes;
};

static struct stack stack_new(void) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE),
                 least = (size_t)sysconf(_SC_THREAD_STACK_MIN);
    struct stack s = {.nbytes = least > SMALL ? least : SMALL};
    s.nbytes = (s.nbytes + page - 1) / page * page;
    unsigned char *all = mmap(NULL, s.nbytes + page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(all != MAP_FAILED, "mmap");
    s.base = all + page;
    CHECK(!mprotect(s.base, s.nbytes, PROT_READ | PROT_WRITE), "mprotect");
    return s;
}

struct job {
    void (*run)(struct call *c);
    struct call call;
    unsigned char *top; /* where the stack stood when the thread began */
};

static void *work(void *arg) {
    struct job *job = arg;
    job->top = __builtin_frame_address(0);
    job->run(&job->call);
    return NULL;
}

/* Runs it in a thread; the bytes of stack that it used. */
static size_t used_by(const struct stack *s, struct job *job) {
    pthread_attr_t attr;
    pthread_t thread;
    memset(s->base, PAINT, s->nbytes);
    CHECK(!pthread_attr_init(&attr) && !pthread_attr_setstack(&attr, s->base, s->nbytes),
          "a stack of %zu bytes", s->nbytes);
    CHECK(!pthread_create(&thread, &attr, work, job), "thread");
    CHECK(!pthread_join(thread, NULL), "join");
    pthread_attr_destroy(&attr);
    const unsigned char *lowest = s->base;
    while (*lowest == PAINT)
        lowest++;
    return (size_t)(job->top - lowest);
}

static void stack_of(const struct test_arg *arg) {
    if (SANITIZED)
        test_skip("sanitizers need a stack of their own");
    backend_activate(arg->backend);
    const struct stack s = stack_new();
    size_t most = 0;
    const char *worst = "";
    CHECK(!isorand_seed(&rng, arg->engine, 1), "seed");
    static void (*const runs[])(struct call *) = {fill, fill_each, parallel, parts, others};
    for (int i = 0; i <= 4 * kind_count(); i++) {
        const struct kind *k = kind_get(i % kind_count());
        struct job job = {runs[i / kind_count()], {k, arg->engine, 0}, NULL};
        const char *name = job.run == others ? "other calls" : k->name;
        const size_t used = used_by(&s, &job);
        CHECK(!job.call.error, "%s: %s", name, isorand_strerror(job.call.error));
        CHECK(used <= PROMISED, "%s uses %zu bytes of stack", name, used);
        evidence_count("stack.calls", 1);
        if (used > most) {
            most = used;
            worst = name;
        }
    }
    printf("# %s, %s: %zu bytes of stack at most, in %s\n", engine_label(arg->engine),
           backend_label(arg->backend), most, worst);
    munmap(s.base - sysconf(_SC_PAGESIZE), s.nbytes + (size_t)sysconf(_SC_PAGESIZE));
}

int main(int argc, char **argv) {
    for (int b = 0; b < backend_selectable_count(); b++)
        for (int e = 1; backend_runs(b) && e <= IR_ENGINE_COUNT; e++)
            test_add(stack_of, (struct test_arg){.engine = e, .backend = b}, "%s/%s",
                     engine_label(e), backend_label(b));
    return backends_report(test_run("stack", argc, argv), backend_selectable_count());
}
