// SPDX-License-Identifier: MIT
// Fills by several threads: rows ENGINE/threads-N/OUTPUT/SIZE, N = 1, 2, 4, ... and all CPUs, on
// the backend that the library chooses.  Time is elapsed time.
#include "isorand_rows.h"

#include <isorand/threads.h>

#include <algorithm>
#include <string>
#include <thread>

namespace {

const Sizes thread_sizes = {1 << 20, 64 << 20};

std::vector<unsigned> thread_counts() {
    const unsigned all = std::max(1U, std::thread::hardware_concurrency());
    std::vector<unsigned> counts;
    for (unsigned n = 1; n < all; n *= 2)
        counts.push_back(n);
    counts.push_back(all);
    return counts;
}

void add_threads(const char *engine, const std::string &output, const isorand_request &req,
                 std::size_t width) {
    for (const unsigned threads : thread_counts())
        for (const std::size_t nbytes : thread_sizes) {
            const std::string name =
                row_name(engine, "threads-" + std::to_string(threads), output, nbytes);
            const int number = isorand_engine_find(engine)->number;
            const std::string backend = isorand_backend_name(); // rows before change it
            benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State &state) {
                isorand_rng rng;
                isorand_pool pool;
                if (isorand_backend_select(backend.c_str()) || isorand_seed(&rng, number, 42) ||
                    isorand_pool_start(&pool, threads)) {
                    state.SkipWithError("no threads");
                    return;
                }
                int error = 0;
                measure<unsigned char>(state, nbytes, [&](unsigned char *out, std::size_t n) {
                    error |= isorand_fill_parallel(&rng, &req, out, n / width, &pool.executor);
                });
                isorand_pool_stop(&pool);
                if (error)
                    state.SkipWithError(isorand_strerror(error));
            })->UseRealTime();
        }
}

[[maybe_unused]] const bool registered = [] {
    const struct {
        const char *output;
        int dist, type;
    } fills[] = {
        {"u64", ISORAND_RAW, ISORAND_U64},
        {"f64", ISORAND_UNIFORM, ISORAND_F64},
        {"normal-f64", ISORAND_NORMAL, ISORAND_F64},
        {"standard_gamma(2.5)-f64", ISORAND_STANDARD_GAMMA, ISORAND_F64},
    };
    for (const auto &fill : fills) {
        isorand_request req;
        isorand_request_init(&req, fill.dist, fill.type);
        if (fill.dist == ISORAND_STANDARD_GAMMA)
            req.param[0].f = 2.5;
        if (fill.dist == ISORAND_NORMAL)
            req.param[0].f = -0.0; // standard_normal
        for (const char *engine : {"pcg64", "philox4x64"})
            add_threads(engine, fill.output, req, 8);
    }
    return true;
}();

} // namespace
