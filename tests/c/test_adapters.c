/* SPDX-License-Identifier: MIT */
/* The executors that come with the library: a pool of threads, also after fork and within its own
 * tasks, and OpenMP, also within a parallel region. */
#define _GNU_SOURCE
#include "support/kinds.h"
#include "support/random.h"

#include <isorand/threads.h>
#ifdef _OPENMP
#include <isorand/openmp.h>
#endif

#include <stdatomic.h>
#include <string.h>
#include <sys/wait.h>

enum { VALUES = 30000 };

static unsigned char got[8 * VALUES], want[8 * VALUES];

typedef int fill_fn(void *context, isorand_rng *rng, const isorand_request *request, void *out,
                    size_t n);

static int by_pool(void *context, isorand_rng *rng, const isorand_request *request, void *out,
                   size_t n) {
    return isorand_fill_parallel(rng, request, out, n, &((isorand_pool *)context)->executor);
}

/* Some kinds on some engines. */
static void try_fills(fill_fn *fill, void *context, uint64_t seed) {
    struct test_random r = test_random_start(seed);
    for (int i = 0; i < 40; i++) {
        const struct kind *k = kind_get((int)test_random_below(&r, (uint64_t)kind_count()));
        isorand_rng states[2];
        const int engine = 1 + (int)test_random_below(&r, IR_ENGINE_COUNT);
        const size_t n = i % 4 ? VALUES : (size_t)test_random_below(&r, VALUES);
        CHECK(!isorand_seed(&states[0], engine, (uint64_t)i), "seed");
        states[1] = states[0];
        const int error = fill(context, &states[0], &k->request, got, n);
        CHECK(!error, "%s: %s", k->name, isorand_strerror(error));
        kind_fill(k, NULL, &states[1], want, n);
        kind_check(k, "of the moment", got, want, n, states, "adapter");
    }
}

static void pools(const struct test_arg *arg) {
    isorand_pool pool;
    CHECK(isorand_pool_start(&pool, 0) == ISORAND_EINVAL, "no workers");
    CHECK(!isorand_pool_start(&pool, (unsigned)arg->value), "start");
    try_fills(by_pool, &pool, 70);
    isorand_pool_stop(&pool);
}

/* Runs close to each other and far apart: each worker of each is called once, and before it ends.
 */
enum { MOST = 16 };
static _Atomic unsigned calls[MOST];

static void count_call(void *argument, unsigned worker) {
    calls[worker] += *(const unsigned *)argument;
}

static void many_runs(const struct test_arg *arg) {
    isorand_pool pool;
    struct test_random r = test_random_start(73);
    const unsigned most = (unsigned)arg->value;
    unsigned expected[MOST] = {0};
    CHECK(!isorand_pool_start(&pool, most), "start");
    for (unsigned run = 1; run <= 20000; run++) {
        const unsigned workers = 1 + (unsigned)test_random_below(&r, most);
        pool.executor.run(pool.executor.context, workers, count_call, &run);
        for (unsigned i = 0; i < most; i++) {
            expected[i] += i < workers ? run : 0;
            CHECK(calls[i] == expected[i], "run %u: worker %u of %u", run, i, workers);
        }
        if (run % 400 == 0)
            usleep(200); /* so that threads sleep */
    }
    for (unsigned i = 0; i < most; i++)
        calls[i] = 0;
    isorand_pool_stop(&pool);
}

/* The child has the pool, but not its threads. */
static void fork_in_use(const struct test_arg *arg) {
    isorand_pool pool;
    (void)arg;
#ifdef __SANITIZE_THREAD__
    test_skip("the thread sanitizer allows no threads after fork");
#endif
    CHECK(!isorand_pool_start(&pool, 3), "start");
    try_fills(by_pool, &pool, 71);
    const pid_t child = fork();
    CHECK(child >= 0, "fork");
    if (child == 0) {
        const isorand_request normal = {
            .dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = 1};
        isorand_rng rng, same;
        isorand_seed(&rng, ISORAND_PCG64, 5);
        same = rng;
        int bad = by_pool(&pool, &rng, &normal, got, VALUES) || pool.nthreads != 2;
        bad |= isorand_fill(&same, &normal, want, VALUES) != 0;
        bad |= memcmp(got, want, 8 * VALUES) != 0 || memcmp(&rng, &same, sizeof rng) != 0;
        isorand_pool_stop(&pool);
        _exit(bad);
    }
    try_fills(by_pool, &pool, 72);
    int status;
    CHECK(waitpid(child, &status, 0) == child && status == 0, "the child: status %d", status);
    isorand_pool_stop(&pool);
}

static isorand_pool shared;

static void fill_again(void *argument, unsigned worker) {
    static unsigned char values[4][8 * VALUES];
    int *errors = argument;
    const isorand_request normal = {.dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = 1};
    isorand_rng rng;
    if (worker) /* scratch is shared: one task at a time may fill */
        return;
    isorand_seed(&rng, ISORAND_PCG64, 6);
    errors[worker] = by_pool(&shared, &rng, &normal, values[worker], VALUES);
}

static void nested(const struct test_arg *arg) {
    int errors[4] = {0};
    (void)arg;
    CHECK(!isorand_pool_start(&shared, 4), "start");
    shared.executor.run(&shared, 4, fill_again, errors);
    CHECK(errors[0] == 0, "%s", isorand_strerror(errors[0]));
    isorand_pool_stop(&shared);
}

#ifdef _OPENMP
static int by_omp(void *context, isorand_rng *rng, const isorand_request *request, void *out,
                  size_t n) {
    (void)context;
    return isorand_fill_omp(rng, request, out, n);
}

static void openmp(const struct test_arg *arg) {
    omp_set_num_threads(arg->value);
    try_fills(by_omp, NULL, 73);
}

static void openmp_nested(const struct test_arg *arg) {
    enum { CALLERS = 3 };
    static double values[CALLERS][VALUES];
    const isorand_request normal = {.dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = 1};
    isorand_rng rngs[CALLERS], rng;
    int errors = 0;
    (void)arg;
    for (int i = 0; i < CALLERS; i++)
        CHECK(!isorand_seed(&rngs[i], ISORAND_PCG64, (uint64_t)i), "seed");
#pragma omp parallel for num_threads(CALLERS) reduction(+ : errors)
    for (int i = 0; i < CALLERS; i++)
        errors += isorand_fill_omp(&rngs[i], &normal, values[i], VALUES) != 0;
    CHECK(errors == 0, "fills");
    for (int i = 0; i < CALLERS; i++) {
        CHECK(!isorand_seed(&rng, ISORAND_PCG64, (uint64_t)i), "seed");
        CHECK(!isorand_fill(&rng, &normal, want, VALUES), "fill");
        CHECK_BYTES(values[i], want, sizeof values[i], "caller %d", i);
        CHECK_BYTES(&rngs[i], &rng, sizeof rng, "state of caller %d", i);
    }
}
#endif

int main(int argc, char **argv) {
    kind_count();
    static const int workers[] = {1, 2, 5};
    for (int i = 0; i < 3; i++) {
        const struct test_arg arg = {.value = workers[i]};
        test_add(pools, arg, "pool/%d", workers[i]);
        test_add(many_runs, arg, "pool/%d/many-runs", workers[i]);
#ifdef _OPENMP
        test_add(openmp, arg, "openmp/%d", workers[i]);
#endif
    }
    test_add(fork_in_use, (struct test_arg){0}, "pool/fork");
    test_add(nested, (struct test_arg){0}, "pool/nested");
#ifdef _OPENMP
    test_add(openmp_nested, (struct test_arg){0}, "openmp/nested");
#endif
    return test_run("adapters", argc, argv);
}
