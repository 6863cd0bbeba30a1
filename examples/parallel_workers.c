/* SPDX-License-Identifier: MIT */
/* Four threads, each with an independent stream of SeedSequence(12345).spawn(4). */
#include "common.h"
#include "stats.h"
#include "workers.h"

enum { WORKERS = 4, SAMPLES = 10000 };

struct task {
    isorand_seedseq seed;
    double mean, std;
};

static void *work(void *arg) {
    struct task *task = arg;
    isorand_rng rng;
    double *samples = allocate(SAMPLES, sizeof *samples);
    MUST(isorand_init(&rng, ISORAND_PCG64, &task->seed)); /* default_rng(seed) */
    MUST(isorand_fill_normal_f64(&rng, samples, SAMPLES, 0, 1));
    task->mean = stats_mean(samples, SAMPLES);
    task->std = stats_std(samples, SAMPLES);
    free(samples);
    return NULL;
}

int main(void) {
    isorand_seedseq master, children[WORKERS];
    MUST(isorand_seedseq_from_u64(&master, 12345));
    MUST(isorand_seedseq_spawn(&master, children, WORKERS));

    struct task tasks[WORKERS];
    for (int i = 0; i < WORKERS; i++)
        tasks[i] = (struct task){.seed = children[i]};
    run_workers(work, tasks, WORKERS, sizeof tasks[0]);

    for (int i = 0; i < WORKERS; i++)
        printf("worker %d: mean %.17g std %.17g\n", i, tasks[i].mean, tasks[i].std);
    return finish();
}
