// SPDX-License-Identifier: MIT
// isorand from C++: random walks, one child of a SeedSequence for each.
#include <isorand/isorand.hpp>

#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

// How many steps, and where the walk has left (-10, 10).
void walk(isorand::pcg64 &rng) {
    double x = 0;
    int steps = 0;
    for (; x > -10 && x < 10; steps++)
        x += rng.normal_f64(); // rng.standard_normal()
    std::printf("%d steps to %.17g\n", steps, x);
}

void run() {
    isorand::seed_sequence ss(42);
    for (const isorand::seed_sequence &child : ss.spawn(3)) {
        isorand::pcg64 rng(child); // np.random.default_rng(child)
        walk(rng);
    }

    isorand::pcg64 rng(42);
    std::vector<double> weights(1000);
    rng.fill(isorand_fill_gamma_f64, weights, 2.5, 1.0); // rng.gamma(2.5, 1.0, 1000)
    rng.shuffle(weights);                                // rng.shuffle(weights)
    std::printf("weights %.17g %.17g\n", weights.front(), weights.back());

    try {
        rng.fill(isorand_fill_gamma_f64, weights, -1.0, 1.0);
    } catch (const isorand::error &e) {
        std::printf("shape < 0 is refused\n");
    }
}

} // namespace

int main() {
    try {
        run();
    } catch (const isorand::error &e) {
        std::fprintf(stderr, "error: %s\n", e.what());
        return EXIT_FAILURE;
    }
    if (std::ferror(stdout) || std::fflush(stdout)) {
        std::fprintf(stderr, "error: standard output: not everything was written\n");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
