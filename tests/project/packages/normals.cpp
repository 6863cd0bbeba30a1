// SPDX-License-Identifier: MIT
// Writes the bytes of np.random.default_rng(42).normal(5, 2, 1000000).
#include <cstdio>
#include <isorand/isorand.hpp>

int main() {
    std::vector<double> z(1000000);
    isorand::pcg64 rng(42);
    rng.fill(isorand_fill_normal_f64, z, 5, 2);
    return std::fwrite(z.data(), sizeof(double), z.size(), stdout) != z.size();
}
