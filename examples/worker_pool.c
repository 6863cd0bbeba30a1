/* SPDX-License-Identifier: MIT */
/* A pool of threads that works off more tasks than it has threads, each with an independent stream
 * of SeedSequence(12345).spawn(16); and the same pool as it fills one array of one stream. */
#include "common.h"
#include "stats.h"

#include <isorand/threads.h>

enum { TASKS = 16, THREADS = 4, SAMPLES = 10000, LARGE = 200000 };

struct task {
    isorand_seedseq seed;
    double mean, std;
};

static void worker_task(void *argument, unsigned number) {
    struct task *task = (struct task *)argument + number;
    isorand_rng rng;
    double *samples = allocate(SAMPLES, sizeof *samples);
    MUST(isorand_init(&rng, ISORAND_PCG64, &task->seed)); /* default_rng(seed) */
    MUST(isorand_fill_normal_f64(&rng, samples, SAMPLES, 0, 1));
    task->mean = stats_mean(samples, SAMPLES);
    task->std = stats_std(samples, SAMPLES);
    free(samples);
}

int main(void) {
    isorand_pool pool;
    isorand_seedseq master, seeds[TASKS];
    struct task tasks[TASKS];
    MUST(isorand_seedseq_from_u64(&master, 12345));
    MUST(isorand_seedseq_spawn(&master, seeds, TASKS));
    for (int i = 0; i < TASKS; i++)
        tasks[i] = (struct task){.seed = seeds[i]};

    MUST(isorand_pool_start(&pool, THREADS));
    pool.executor.run(pool.executor.context, TASKS, worker_task, tasks); /* pool.map */
    for (int i = 0; i < TASKS; i++)
        printf("task %d: mean %.17g std %.17g\n", i, tasks[i].mean, tasks[i].std);

    /* One stream, by all threads: the array that one thread would make. */
    isorand_rng rng;
    isorand_request normal;
    double *x = allocate(LARGE, sizeof *x);
    MUST(isorand_seed(&rng, ISORAND_PCG64, 12345));
    MUST(isorand_request_init(&normal, ISORAND_NORMAL, ISORAND_F64));
    MUST(isorand_fill_parallel(&rng, &normal, x, LARGE, &pool.executor));
    isorand_pool_stop(&pool);
    printf("together: mean %.17g std %.17g\n", stats_mean(x, LARGE), stats_std(x, LARGE));
    print_value("next", isorand_next_f64(&rng));
    free(x);
    return finish();
}
