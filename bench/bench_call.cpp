// SPDX-License-Identifier: MIT
// Calls outside the registry of distributions: orders, choices, vectors, legacy fills.  One call a
// row, on Generator's default engine or, for RandomState's, on MT19937.
#include "isorand_rows.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace {

const auto generator = [](isorand_rng *rng) { return isorand_seed(rng, ISORAND_PCG64, 42); };
const auto legacy = [](isorand_rng *rng) { return isorand_seed_legacy(rng, 42); };

// Up to where a random access misses every cache.
const Sizes order_sizes = {16 << 10, 1 << 20, 8 << 20};

const std::array<double, 3> weights = {0.2, 0.3, 0.5}, alphas = {1, 2, 3}, small = {.05, .02, .01};
const std::array<int64_t, 3> colors = {20, 30, 40};

template <class Call> void add(const char *output, Call call) {
    add_rows<int64_t>("pcg64", output, dist_sizes, generator, call);
}

[[maybe_unused]] const bool registered = [] {
    add_rows<int64_t>("pcg64", "shuffle-i64", order_sizes, generator,
                      [](isorand_rng *rng, int64_t *out, std::size_t n) {
                          return isorand_shuffle(rng, out, n, sizeof *out);
                      });
    add_rows<int64_t>("pcg64", "permutation-i64", order_sizes, generator, isorand_permutation_i64);
    add("choice(1000)-i64", [](isorand_rng *rng, int64_t *out, std::size_t n) {
        return isorand_choice_i64(rng, out, n, 1000);
    });
    add("choice(1000000,distinct)-i64", [](isorand_rng *rng, int64_t *out, std::size_t n) {
        static std::vector<uint64_t> scratch;
        n = std::min<std::size_t>(n, 1000000);
        scratch.resize(isorand_choice_distinct_scratch(n, 1000000, 1));
        return isorand_choice_distinct_i64(rng, out, n, 1000000, 1, scratch.data(), scratch.size());
    });
    add("choice(100,weighted)-i64", [](isorand_rng *rng, int64_t *out, std::size_t n) {
        std::array<double, 100> p, scratch;
        std::iota(p.begin(), p.end(), 1.);
        for (double &x : p)
            x /= 5050;
        return isorand_choice_weighted_i64(rng, out, n, p.data(), p.size(), scratch.data());
    });
    add("multinomial(10)-i64", [](isorand_rng *rng, int64_t *out, std::size_t n) {
        return isorand_multinomial_i64(rng, out, n / 3, 10, weights.data(), 3);
    });
    add("multinomial(1000)-i64", [](isorand_rng *rng, int64_t *out, std::size_t n) {
        return isorand_multinomial_i64(rng, out, n / 3, 1000, weights.data(), 3);
    });
    add("multivariate_hypergeometric(15)-i64", [](isorand_rng *rng, int64_t *out, std::size_t n) {
        return isorand_multivariate_hypergeometric_i64(rng, out, n / 3, colors.data(), 3, 15);
    });
    const auto dirichlet = [](const char *output, const std::array<double, 3> &alpha) {
        add_rows<double>("pcg64", output, dist_sizes, generator,
                         [&alpha](isorand_rng *rng, double *out, std::size_t n) {
                             return isorand_dirichlet_f64(rng, out, n / 3, alpha.data(), 3);
                         });
    };
    dirichlet("dirichlet(1,2,3)-f64", alphas);
    dirichlet("dirichlet(.05,.02,.01)-f64", small);
    add_rows<double>("mt19937", "legacy-rand-f64", dist_sizes, legacy, isorand_fill_f64);
    add_rows<int64_t>("mt19937", "legacy-shuffle-i64", order_sizes, legacy,
                      [](isorand_rng *rng, int64_t *out, std::size_t n) {
                          return isorand_shuffle(rng, out, n, sizeof *out);
                      });
    return true;
}();

} // namespace
