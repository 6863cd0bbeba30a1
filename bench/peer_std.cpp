// SPDX-License-Identifier: MIT
// The C++ standard library's generators, and memset as the ceiling of any fill.
#include "peers.h"

#include <cstring>
#include <random>
#include <set>

namespace {

[[maybe_unused]] const bool registered = [] {
    std::set<std::size_t> sizes(fill_sizes.begin(), fill_sizes.end());
    sizes.insert(dist_sizes.begin(), dist_sizes.end());
    add_peer<unsigned char>("memset", "libc", "bytes", Sizes(sizes.begin(), sizes.end()),
                            [](void *out, std::size_t n) { std::memset(out, 42, n); });

    add_peer_next<uint32_t>("std", "mt19937", "u32", fill_sizes, std::mt19937(42));
    add_peer_next<uint64_t>("std", "mt19937_64", "u64", fill_sizes, std::mt19937_64(42));
    const auto add = [](const char *output, const Sizes &at, auto dist) {
        using T = typename decltype(dist)::result_type;
        add_peer_next<T>("std", "mt19937_64", output, at,
                         [dist, rng = std::mt19937_64(42)]() mutable { return dist(rng); });
    };
    add("f64", fill_sizes, std::uniform_real_distribution<double>());
    add("f32", fill_sizes, std::uniform_real_distribution<float>());
    add("normal-f64", dist_sizes, std::normal_distribution<double>());
    add("normal-f32", dist_sizes, std::normal_distribution<float>());
    add("exponential-f64", dist_sizes, std::exponential_distribution<double>());
    add("integers-i64", dist_sizes, std::uniform_int_distribution<int64_t>(0, 999));
    return true;
}();

} // namespace
