/* SPDX-License-Identifier: MIT */
/* Two np.random.default_rng(42): separate objects, the same sequence. */
#include "common.h"

static void print_random3(const char *label, isorand_rng *rng) {
    double x[3];
    MUST(isorand_fill_f64(rng, x, 3)); /* rng.random(3) */
    print_values(label, x, 3);
}

int main(void) {
    isorand_rng rng1, rng2;
    MUST(isorand_seed(&rng1, ISORAND_PCG64, 42)); /* np.random.default_rng(42) */
    MUST(isorand_seed(&rng2, ISORAND_PCG64, 42));
    for (int time = 0; time < 2; time++) {
        print_random3("rng1", &rng1);
        print_random3("rng2", &rng2);
    }
    return finish();
}
