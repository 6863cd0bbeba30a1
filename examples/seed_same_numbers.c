/* SPDX-License-Identifier: MIT */
/* The same seed gives the same numbers: np.random.seed(42) and np.random.rand(3), twice. */
#include "common.h"

int main(void) {
    for (int time = 0; time < 2; time++) {
        isorand_rng rng;
        double x[3];
        MUST(isorand_seed_legacy(&rng, 42)); /* np.random.seed(42) */
        MUST(isorand_fill_f64(&rng, x, 3));  /* np.random.rand(3) */
        print_values("rand", x, 3);
    }
    return finish();
}
