// SPDX-License-Identifier: MIT
// Prints np.random.default_rng(42).random(3), the first one by an inlined draw.
#include <cstdio>
#include <isorand/isorand.hpp>

int main() {
    isorand::pcg64 rng(42);
    double x[2];
    const double first = rng.f64();
    rng.fill(isorand_fill_f64, x);
    std::printf("%.17g %.17g %.17g\n", first, x[0], x[1]);
    return 0;
}
