/* SPDX-License-Identifier: MIT */
/* Fills by OpenMP's threads: link isorand::openmp, or compile with -fopenmp. */
#ifndef ISORAND_OPENMP_H
#define ISORAND_OPENMP_H

#include <isorand/parallel.h>

#include <omp.h>
#include <sched.h>
#include <stdlib.h>

#ifdef __cplusplus
extern "C" {
#endif

static inline void isorand_omp_run(void *context, unsigned workers, isorand_task *task,
                                   void *argument) {
    const int n = (int)workers;
    (void)context;
#pragma omp parallel for schedule(static, 1) num_threads(n)
    for (int i = 0; i < n; i++)
        task(argument, (unsigned)i);
}

static inline void isorand_omp_yield(void *context) {
    (void)context;
    sched_yield();
}

/* isorand_fill by as many threads as a parallel region here would have: the same bytes, whatever
 * their number, and the same errors.  Scratch is allocated for the call; where there is no memory,
 * one thread does it all.  In a region where nested parallelism is off, each caller works alone. */
static inline int isorand_fill_omp(isorand_rng *rng, const isorand_request *request, void *out,
                                   size_t n) {
    const int threads = omp_get_max_threads();
    isorand_executor executor = {0, NULL, isorand_omp_run, isorand_omp_yield, NULL, 0};
    executor.workers = threads > 1 ? (unsigned)threads : 1;
    executor.scratch_bytes = isorand_parallel_scratch(executor.workers);
    executor.scratch = executor.workers > 1 ? malloc(executor.scratch_bytes) : NULL;
    const int error = executor.scratch ? isorand_fill_parallel(rng, request, out, n, &executor)
                                       : isorand_fill(rng, request, out, n);
    free(executor.scratch);
    return error;
}

#ifdef __cplusplus
}
#endif

#endif
