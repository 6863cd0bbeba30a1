/* SPDX-License-Identifier: MIT */
/* Prints np.random.default_rng(42).random(3); with an adapter, from a fill by its threads. */
#include <isorand/isorand.h>
#include <stdio.h>
#ifdef WITH_threads
#include <isorand/threads.h>
#endif
#ifdef WITH_openmp
#include <isorand/openmp.h>
#endif

enum { VALUES = 50000 };

static int fill(isorand_rng *rng, double *x) {
#ifdef WITH_threads
    const isorand_request uniform = {.dist = ISORAND_UNIFORM, .type = ISORAND_F64, .param[1].f = 1};
    isorand_pool pool;
    int error = isorand_pool_start(&pool, 3);
    if (!error) {
        error = isorand_fill_parallel(rng, &uniform, x, VALUES, &pool.executor);
        isorand_pool_stop(&pool);
    }
    return error;
#elif defined(WITH_openmp)
    const isorand_request uniform = {.dist = ISORAND_UNIFORM, .type = ISORAND_F64, .param[1].f = 1};
    return omp_get_max_threads() < 1 || isorand_fill_omp(rng, &uniform, x, VALUES);
#else
    return isorand_fill_f64(rng, x, VALUES);
#endif
}

int main(void) {
    static double x[VALUES];
    isorand_rng rng;
    if (isorand_seed(&rng, ISORAND_PCG64, 42) || fill(&rng, x))
        return 1;
    printf("%.17g %.17g %.17g\n", x[0], x[1], x[2]);
    return 0;
}
