// SPDX-License-Identifier: MIT
// Boost.Random: its normal and exponential distributions are ziggurats.
#include "peers.h"

#include <boost/random.hpp>

namespace {

[[maybe_unused]] const bool registered = [] {
    add_peer_next<uint64_t>("boost", "mt19937_64", "u64", fill_sizes,
                            boost::random::mt19937_64(42));
    const auto add = [](const char *output, const Sizes &sizes, auto dist) {
        using T = typename decltype(dist)::result_type;
        add_peer_next<T>(
            "boost", "mt19937_64", output, sizes,
            [dist, rng = boost::random::mt19937_64(42)]() mutable { return dist(rng); });
    };
    add("f64", fill_sizes, boost::random::uniform_01<double>());
    add("f32", fill_sizes, boost::random::uniform_01<float>());
    add("normal-f64", dist_sizes, boost::random::normal_distribution<double>());
    add("normal-f32", dist_sizes, boost::random::normal_distribution<float>());
    add("exponential-f64", dist_sizes, boost::random::exponential_distribution<double>());
    add("exponential-f32", dist_sizes, boost::random::exponential_distribution<float>());
    add("integers-i64", dist_sizes, boost::random::uniform_int_distribution<int64_t>(0, 999));
    return true;
}();

} // namespace
