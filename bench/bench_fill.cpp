// SPDX-License-Identifier: MIT
// Bulk fills: engine x backend x output x size.
#include "isorand_rows.h"

namespace {

template <class T, class Out>
void add(int engine, const char *name, const char *output,
         int (*fill)(isorand_rng *, Out *, std::size_t)) {
    const auto seed = [=](isorand_rng *rng) { return isorand_seed(rng, engine, 42); };
    add_rows<T>(name, output, fill_sizes, seed, fill);
}

[[maybe_unused]] const bool registered = [] {
    for_each_engine([](int engine, const char *name) {
        add<uint32_t>(engine, name, "u32", isorand_fill_u32);
        add<uint64_t>(engine, name, "u64", isorand_fill_u64);
        add<float>(engine, name, "f32", isorand_fill_f32);
        add<double>(engine, name, "f64", isorand_fill_f64);
        add<unsigned char>(engine, name, "bytes", isorand_fill_bytes);
    });
    return true;
}();

} // namespace
