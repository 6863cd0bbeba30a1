// SPDX-License-Identifier: MIT
// Writes the bytes of np.random.default_rng(42).normal(5, 2, 1000000) to the file out.
#include <fstream>
#include <isorand/isorand.hpp>

int main() {
    std::vector<double> z(1000000);
    isorand::pcg64 rng(42);
    rng.fill(isorand_fill_normal_f64, z, 5, 2);
    std::ofstream out("out", std::ios::binary);
    out.write(reinterpret_cast<const char *>(z.data()),
              static_cast<std::streamsize>(z.size() * sizeof(double)));
    return !out.flush();
}
