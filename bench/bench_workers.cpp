// SPDX-License-Identifier: MIT
// Fills by several workers beside the serial call: ENGINE/BACKEND/OUTPUT/SIZE/serial, .../1-worker
// and .../N-workers, of the active backend, with kind and grain as label.  Registered by --threads.
#include "bench_workers.h"
#include "entry.h"
#include "isorand_rows.h"
#include "requests.h"

#include <isorand/threads.h>

#include <memory>
#include <set>

namespace {

// What the targets are of, at sizes of the L2 cache and beyond; all others at one size.
const char *const watched[] = {"raw-u64",         "uniform-f64",  "normal-f64", "normal-f32",
                               "exponential-f64", "integers-i64", "gamma-f64",  "poisson-i64"};
const Sizes watched_sizes = {256 << 10, 512 << 10, 4 << 20, 64 << 20};
const std::size_t every_size = 16 << 20;

struct Stop {
    void operator()(isorand_pool *pool) const {
        isorand_pool_stop(pool);
        delete pool;
    }
};

// One row; without workers the serial call.
void add(int engine, const char *name, const std::string &output, const isorand_request &req,
         std::size_t width, std::size_t nbytes, unsigned workers) {
    std::string row = row_name(name, isorand_backend_name(), output, nbytes) + '/';
    row += workers ? std::to_string(workers) + (workers == 1 ? "-worker" : "-workers") : "serial";
    benchmark::RegisterBenchmark(row.c_str(), [=](benchmark::State &state) {
        std::unique_ptr<isorand_pool, Stop> pool;
        isorand_rng rng;
        char label[60];
        int error = isorand_seed(&rng, engine, 42);
        if (workers) {
            pool.reset(new isorand_pool);
            if (isorand_pool_start(pool.get(), workers)) {
                state.SkipWithError("no memory");
                delete pool.release();
                return;
            }
        }
        measure<unsigned char>(state, nbytes, [&](unsigned char *out, std::size_t bytes) {
            const std::size_t n = bytes / width;
            error |= pool ? isorand_fill_parallel(&rng, &req, out, n, &pool->executor)
                          : isorand_fill(&rng, &req, out, n);
        });
        bench_entry(&req, label, sizeof label);
        state.SetLabel(label);
        if (error)
            state.SkipWithError(isorand_strerror(error));
    })->UseRealTime();
}

} // namespace

void add_thread_rows(unsigned threads) {
    for_each_request([=](const std::string &output, const isorand_request &req, std::size_t width) {
        Sizes sizes = {every_size};
        for (const char *name : watched)
            if (output == name)
                sizes.insert(sizes.end(), watched_sizes.begin(), watched_sizes.end());
        for_each_engine([&](int engine, const char *name) {
            for (const std::size_t nbytes : sizes)
                for (const unsigned workers : std::set<unsigned>{0, 1, threads})
                    add(engine, name, output, req, width, nbytes, workers);
        });
    });
}
