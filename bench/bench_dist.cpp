// SPDX-License-Identifier: MIT
// Distributions: every row of the generic registry with its default parameters and with those of
// parameters.def, for each engine, type and backend.
#include "isorand_rows.h"
#include "requests.h"

#include <cstdlib>
#include <cstring>

namespace {

// Parameters whose default is not what is to be measured: none, or normal(0, 1) for
// standard_normal.  bench/numpy_bench.py uses the same.
const struct {
    const char *dist, *param, *value;
} parameters[] = {
    {"integers", "high", "1000"},
    {"legacy_integers", "high", "1000"},
    {"normal", "loc", "-0.0"},
    {"legacy_normal", "loc", "-0.0"},
};

const struct {
    const char *dist, *values;
} parameter_sets[] = {
#define BENCH_PARAMETERS(dist, ...) {#dist, #__VA_ARGS__},
#include "parameters.def"
#undef BENCH_PARAMETERS
};

void set(isorand_param &param, char kind, const char *text, char **end) {
    if (kind == 'f')
        param.f = std::strtod(text, end);
    else
        param.i = std::strtoll(text, end, 10);
}

isorand_request default_request(const isorand_dist_info &dist, const isorand_type_info &type) {
    isorand_request req;
    isorand_request_init(&req, dist.number, type.number);
    for (const auto &p : parameters) {
        const isorand_param_info *info;
        for (int i = 0; (info = isorand_dist_param(dist.number, i)) != nullptr; i++)
            if (!std::strcmp(p.dist, dist.name) && !std::strcmp(p.param, info->name))
                set(req.param[i], info->kind, p.value, nullptr);
    }
    return req;
}

// Rows of a request, where the type takes its parameters.
void add_dist(const std::string &output, const isorand_request &req, std::size_t width) {
    if (isorand_request_check(&req, nullptr))
        return;
    for_each_engine([&](int engine, const char *name) {
        add_rows<unsigned char>(
            name, output, dist_sizes,
            [=](isorand_rng *rng) { return isorand_seed(rng, engine, 42); },
            [=](isorand_rng *rng, unsigned char *out, std::size_t nbytes) {
                return isorand_fill(rng, &req, out, nbytes / width);
            });
    });
}

// The set of a list "1, 2.5" as the output "NAME(1,2.5)-TYPE".
void add_set(const isorand_dist_info &dist, const isorand_type_info &type, const char *values) {
    isorand_request req = default_request(dist, type);
    std::string output = dist.name;
    output += '(';
    for (int i = 0; *values; i++) {
        char *end;
        set(req.param[i], isorand_dist_param(dist.number, i)->kind, values, &end);
        output.append(values, static_cast<std::size_t>(end - values));
        values = *end ? end + 2 : end; // ", " between two
        output += *values ? ',' : ')';
    }
    add_dist(output + '-' + type.name, req, type.bytes);
}

[[maybe_unused]] const bool registered = [] {
    const isorand_dist_info *dist;
    for (int i = 0; (dist = isorand_dist_at(i)) != nullptr; i++) {
        const std::string name = dist->name;
        const isorand_type_info *type;
        for (int t = 0; (type = isorand_type_at(t)) != nullptr; t++) {
            if (!(dist->types >> type->number & 1))
                continue;
            if (dist->number != ISORAND_RAW && dist->number != ISORAND_UNIFORM) // bench_fill.cpp's
                add_dist(name + '-' + type->name, default_request(*dist, *type), type->bytes);
            for (const auto &row : parameter_sets)
                if (name == row.dist || name == std::string("legacy_") + row.dist)
                    add_set(*dist, *type, row.values);
        }
    }
    return true;
}();

} // namespace

void for_each_request(
    const std::function<void(const std::string &, const isorand_request &, std::size_t)> &use) {
    const isorand_dist_info *dist;
    for (int i = 0; (dist = isorand_dist_at(i)) != nullptr; i++) {
        const isorand_type_info *type;
        for (int t = 0; (type = isorand_type_at(t)) != nullptr; t++) {
            if (!(dist->types >> type->number & 1))
                continue;
            const isorand_request req = default_request(*dist, *type);
            if (!isorand_request_check(&req, nullptr))
                use(std::string(dist->name) + '-' + type->name, req, type->bytes);
        }
    }
}
