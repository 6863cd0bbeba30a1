// SPDX-License-Identifier: MIT
// Distributions: every row of the generic registry with its default parameters, for each engine,
// type and backend; and the calls that are not in that registry.
#include "isorand_rows.h"

#include <cstring>

namespace {

// Parameters without a default that could be measured; bench/numpy_bench.py uses the same.
const struct {
    const char *dist, *param;
    int64_t value;
} parameters[] = {
    {"integers", "high", 1000},
};

isorand_request request(int dist, int type, const isorand_dist_info &info) {
    isorand_request req;
    isorand_request_init(&req, dist, type);
    for (const auto &p : parameters)
        for (unsigned i = 0; i < info.nparams; i++)
            if (!std::strcmp(p.dist, info.name) && !std::strcmp(p.param, info.param[i].name)) {
                if (info.param[i].kind == 'f')
                    req.param[i].f = static_cast<double>(p.value);
                else
                    req.param[i].i = p.value;
            }
    return req;
}

void add_dist(int dist, int type, const isorand_dist_info &info) {
    const isorand_request req = request(dist, type, info);
    const std::size_t width = isorand_type_size(type);
    const std::string output = std::string(info.name) + "-" + isorand_type_name(type);
    for_each_engine([&](int engine, const char *name) {
        add_rows<unsigned char>(
            name, output, dist_sizes,
            [=](isorand_rng *rng) { return isorand_seed(rng, engine, 42); },
            [=](isorand_rng *rng, unsigned char *out, std::size_t nbytes) {
                return isorand_fill(rng, &req, out, nbytes / width);
            });
    });
}

[[maybe_unused]] const bool registered = [] {
    isorand_dist_info info;
    for (int i = 0; i < isorand_dist_count(); i++) {
        const int dist = isorand_dist_at(i);
        isorand_dist_describe(dist, &info);
        if (dist == ISORAND_RAW || dist == ISORAND_UNIFORM)
            continue; // bench_fill.cpp has them, at more sizes
        for (int type = 1; type <= ISORAND_TYPE_COUNT; type++)
            if (info.types >> type & 1)
                add_dist(dist, type, info);
    }

    // One call a row: engine, output, sizes, seed, fill.
    const auto legacy = [](isorand_rng *rng) { return isorand_seed_legacy(rng, 42); };
    add_rows<double>("mt19937", "legacy-rand-f64", dist_sizes, legacy, isorand_fill_f64);
    return true;
}();

} // namespace
