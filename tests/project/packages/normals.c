/* SPDX-License-Identifier: MIT */
/* Writes the bytes of np.random.default_rng(42).normal(5, 2, 1000000) to the file out. */
#include <isorand/isorand.h>
#include <stdio.h>

enum { VALUES = 1000000 };

int main(void) {
    static double z[VALUES];
    isorand_rng rng;
    if (isorand_seed(&rng, ISORAND_PCG64, 42) || isorand_fill_normal_f64(&rng, z, VALUES, 5, 2))
        return 1;
    FILE *out = fopen("out", "wb");
    return !out || fwrite(z, sizeof *z, VALUES, out) != VALUES || fclose(out);
}
