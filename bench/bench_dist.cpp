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

isorand_request request(const isorand_dist_info &dist, const isorand_type_info &type) {
    isorand_request req;
    isorand_request_init(&req, dist.number, type.number);
    for (const auto &p : parameters) {
        const isorand_param_info *info;
        for (int i = 0; (info = isorand_dist_param(dist.number, i)) != nullptr; i++)
            if (!std::strcmp(p.dist, dist.name) && !std::strcmp(p.param, info->name)) {
                if (info->kind == 'f')
                    req.param[i].f = static_cast<double>(p.value);
                else
                    req.param[i].i = p.value;
            }
    }
    return req;
}

void add_dist(const isorand_dist_info &dist, const isorand_type_info &type) {
    const isorand_request req = request(dist, type);
    const std::size_t width = type.bytes;
    const std::string output = std::string(dist.name) + "-" + type.name;
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
    const isorand_dist_info *dist;
    for (int i = 0; (dist = isorand_dist_at(i)) != nullptr; i++) {
        if (dist->number == ISORAND_RAW || dist->number == ISORAND_UNIFORM)
            continue; // bench_fill.cpp has them, at more sizes
        const isorand_type_info *type;
        for (int t = 0; (type = isorand_type_at(t)) != nullptr; t++)
            if (dist->types >> type->number & 1)
                add_dist(*dist, *type);
    }

    // One call a row: engine, output, sizes, seed, fill.
    const auto legacy = [](isorand_rng *rng) { return isorand_seed_legacy(rng, 42); };
    add_rows<double>("mt19937", "legacy-rand-f64", dist_sizes, legacy, isorand_fill_f64);
    return true;
}();

} // namespace
