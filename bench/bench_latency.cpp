// SPDX-License-Identifier: MIT
// Single draws, one after the other: what a value costs that the next step waits for.  Rows
// ENGINE/next are calls, rows ENGINE/inlined are those of isorand/isorand.hpp.
#include "isorand_rows.h"

#include <isorand/isorand.hpp>

namespace {

// next(&rng), an rng on the engine.
template <class T, class Next>
void add_called(int engine, const char *name, const char *output, Next next) {
    const std::string row = row_name(name, "next", output, sizeof(T));
    benchmark::RegisterBenchmark(row.c_str(), [=](benchmark::State &state) {
        isorand_rng rng;
        isorand_seed(&rng, engine, 42);
        measure_next<T>(state, [&] { return next(&rng); });
    });
}

// next(rng), an engine<Engine>.
template <class T, int Engine, class Next>
void add_inlined(const char *name, const char *output, Next next) {
    const std::string row = row_name(name, "inlined", output, sizeof(T));
    benchmark::RegisterBenchmark(row.c_str(), [=](benchmark::State &state) {
        isorand::engine<Engine> rng(42);
        measure_next<T>(state, [&] { return next(rng); });
    });
}

void called(int engine, const char *name) {
    add_called<uint32_t>(engine, name, "u32", isorand_next_u32);
    add_called<uint64_t>(engine, name, "u64", isorand_next_u64);
    add_called<float>(engine, name, "f32", isorand_next_f32);
    add_called<double>(engine, name, "f64", isorand_next_f64);
    add_called<float>(engine, name, "normal-f32", isorand_next_normal_f32);
    add_called<double>(engine, name, "normal-f64", isorand_next_normal_f64);
    add_called<float>(engine, name, "exponential-f32", isorand_next_exponential_f32);
    add_called<double>(engine, name, "exponential-f64", isorand_next_exponential_f64);
    add_called<int64_t>(engine, name, "integers-i64", [](isorand_rng *rng) {
        return isorand_next_bounded(rng, ISORAND_GENERATOR, 999);
    });
}

template <int Engine> void inlined(const char *name) {
    add_inlined<uint32_t, Engine>(name, "u32", [](auto &rng) { return rng.u32(); });
    add_inlined<uint64_t, Engine>(name, "u64", [](auto &rng) { return rng.u64(); });
    add_inlined<float, Engine>(name, "f32", [](auto &rng) { return rng.f32(); });
    add_inlined<double, Engine>(name, "f64", [](auto &rng) { return rng.f64(); });
    add_inlined<float, Engine>(name, "normal-f32", [](auto &rng) { return rng.normal_f32(); });
    add_inlined<double, Engine>(name, "normal-f64", [](auto &rng) { return rng.normal_f64(); });
    add_inlined<float, Engine>(name, "exponential-f32",
                               [](auto &rng) { return rng.exponential_f32(); });
    add_inlined<double, Engine>(name, "exponential-f64",
                                [](auto &rng) { return rng.exponential_f64(); });
    add_inlined<int64_t, Engine>(name, "integers-i64", [](auto &rng) { return rng.bounded(999); });
}

[[maybe_unused]] const bool registered = [] {
    for_each_engine(called);
#define ENGINE(ID, name, bits, high_first) inlined<ISORAND_##ID>(#name);
    IR_INLINE_ENGINES(ENGINE)
#undef ENGINE
    return true;
}();

} // namespace
