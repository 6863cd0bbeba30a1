// SPDX-License-Identifier: MIT
// Single draws, one after the other: what a value costs that the next step waits for.
#include "isorand_rows.h"

namespace {

template <class T>
void add(int engine, const char *name, const char *output, T (*next)(isorand_rng *)) {
    const std::string row = row_name(name, "next", output, sizeof(T));
    benchmark::RegisterBenchmark(row.c_str(), [=](benchmark::State &state) {
        isorand_rng rng;
        isorand_seed(&rng, engine, 42);
        for (auto _ : state)
            benchmark::DoNotOptimize(next(&rng));
        state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(sizeof(T)));
    });
}

[[maybe_unused]] const bool registered = [] {
    for_each_engine([](int engine, const char *name) {
        add(engine, name, "u32", isorand_next_u32);
        add(engine, name, "u64", isorand_next_u64);
        add(engine, name, "f32", isorand_next_f32);
        add(engine, name, "f64", isorand_next_f64);
    });
    return true;
}();

} // namespace
