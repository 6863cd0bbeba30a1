/* SPDX-License-Identifier: MIT */
#include "cli/threads.h"
#include "cli/message.h"
#include "cli/numbers.h"

#include <isorand/threads.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS_MAX = 1024 };

/* Runs until the process ends. */
static isorand_pool pool;
static int running;

static uint64_t usable_cpus(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) ? 1 : (uint64_t)CPU_COUNT(&set);
}

/* The first number of OMP_NUM_THREADS; 1 where there is none. */
static uint64_t from_environment(void) {
    const char *text = getenv("OMP_NUM_THREADS");
    const unsigned long n = text ? strtoul(text, NULL, 10) : 1;
    return n >= 1 && n <= THREADS_MAX ? n : 1;
}

int threads_start(const char *text) {
    uint64_t n = 0;
    if (!text)
        n = from_environment();
    else if (!strcmp(text, "auto"))
        n = usable_cpus();
    else if (parse_count(text, &n) || n < 1 || n > THREADS_MAX)
        return refuse("--threads", text, "expected 1 to %d, or auto", (int)THREADS_MAX);
    if (n > 1 && isorand_pool_start(&pool, (unsigned)n))
        return fail("out of memory for %u threads", (unsigned)n);
    running = n > 1;
    return 0;
}

unsigned threads_count(void) {
    return running ? pool.executor.workers : 1;
}

static void run_here(void *context, unsigned workers, isorand_task *task, void *argument) {
    (void)context;
    for (unsigned i = 0; i < workers; i++)
        task(argument, i);
}

const isorand_executor *threads_executor(void) {
    static isorand_executor one = {.workers = 1, .run = run_here};
    if (running)
        return &pool.executor;
    if (!one.scratch) {
        one.scratch_bytes = isorand_parallel_scratch(1);
        one.scratch = malloc(one.scratch_bytes);
    }
    return one.scratch ? &one : NULL;
}

int threads_fill(isorand_rng *rng, const isorand_request *request, void *out, size_t n) {
    return running ? isorand_fill_parallel(rng, request, out, n, &pool.executor)
                   : isorand_fill(rng, request, out, n);
}
