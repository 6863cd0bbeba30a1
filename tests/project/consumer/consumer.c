/* SPDX-License-Identifier: MIT */
/* Prints np.random.default_rng(42).random(3). */
#include <isorand/isorand.h>
#include <stdio.h>

int main(void) {
    isorand_rng rng;
    double x[3];
    if (isorand_seed(&rng, ISORAND_PCG64, 42) || isorand_fill_f64(&rng, x, 3))
        return 1;
    printf("%.17g %.17g %.17g\n", x[0], x[1], x[2]);
    return 0;
}
