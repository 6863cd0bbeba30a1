// SPDX-License-Identifier: MIT
// GSL: its fastest generator and ziggurat.  Its uniform doubles have 32 random bits only.
#include "peers.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

namespace {

[[maybe_unused]] const bool registered = [] {
    static gsl_rng *const rng = gsl_rng_alloc(gsl_rng_taus2); // one for all rows, never freed
    const auto add = [](auto zero, const char *output, const Sizes &sizes, auto next) {
        add_peer_next<decltype(zero)>("gsl", "taus2", output, sizes, next);
    };
    add(uint32_t{}, "u32", fill_sizes, [] { return gsl_rng_get(rng); });
    add(double{}, "f64", fill_sizes, [] { return gsl_rng_uniform(rng); });
    add(double{}, "normal-f64", dist_sizes, [] { return gsl_ran_gaussian_ziggurat(rng, 1); });
    add(double{}, "exponential-f64", dist_sizes, [] { return gsl_ran_exponential(rng, 1); });
    add(int64_t{}, "integers-i64", dist_sizes, [] { return gsl_rng_uniform_int(rng, 1000); });
    return true;
}();

} // namespace
