// SPDX-License-Identifier: MIT
// Prints np.random.default_rng(42).random(3), the first one by an inlined draw.
#include <cstdio>
#include <isorand/isorand.hpp>
#ifdef WITH_threads
#include <isorand/threads.h>
#endif

int main() {
    isorand::pcg64 rng(42);
    double x[2];
    const double first = rng.f64();
#ifdef WITH_threads
    isorand_pool pool;
    isorand_request uniform;
    if (isorand_pool_start(&pool, 2) ||
        isorand_request_init(&uniform, ISORAND_UNIFORM, ISORAND_F64) ||
        isorand_fill_parallel(rng.c(), &uniform, x, 2, &pool.executor))
        return 1;
    isorand_pool_stop(&pool);
#else
    rng.fill(isorand_fill_f64, x);
#endif
    std::printf("%.17g %.17g %.17g\n", first, x[0], x[1]);
    return 0;
}
