/* SPDX-License-Identifier: MIT */
/* An OpenMP loop in which each task has a stream of its own.  A stream belongs to the task, not to
 * the thread that happens to run it, so the result is the same for any number of threads. */
#include "common.h"

enum { TASKS = 64, POINTS = 10000 };

/* How many of a task's points lie in the unit circle. */
static int count_hits(const isorand_seedseq *seed) {
    isorand_rng rng;
    double *points = allocate(POINTS, 2 * sizeof *points);
    int hits = 0;
    MUST(isorand_init(&rng, ISORAND_PCG64, seed)); /* rng = np.random.default_rng(seed) */
    MUST(isorand_fill_f64(&rng, points, 2 * POINTS));
    for (int i = 0; i < POINTS; i++) {
        const double x = points[2 * i], y = points[2 * i + 1];
        hits += x * x + y * y < 1;
    }
    free(points);
    return hits;
}

int main(void) {
    isorand_seedseq master;
    int hits[TASKS], total = 0;
    MUST(isorand_seedseq_from_u64(&master, 12345));

#pragma omp parallel for schedule(dynamic)
    for (int i = 0; i < TASKS; i++) {
        isorand_seedseq seed; /* SeedSequence(12345).spawn(TASKS)[i] */
        MUST(isorand_seedseq_child(&master, (uint64_t)i, &seed));
        hits[i] = count_hits(&seed);
    }

    for (int i = 0; i < TASKS; i++) {
        if (i % 16 == 0)
            printf("task %d: %d hits\n", i, hits[i]);
        total += hits[i];
    }
    print_value("pi", 4.0 * total / ((double)TASKS * POINTS));
    return finish();
}
