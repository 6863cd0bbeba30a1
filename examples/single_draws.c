/* SPDX-License-Identifier: MIT */
/* One value at a time, without a call: a queue whose customers come and are served at random. */
#include "common.h"

#include <isorand/inline.h>

int main(void) {
    isorand_rng rng;
    MUST(isorand_seed(&rng, ISORAND_PCG64, 42)); /* rng = np.random.default_rng(42) */
    double arrival = 0, end = 0, waited = 0;
    int regulars = 0;
    for (int i = 0; i < 10000; i++) {
        arrival += isorand_inline_exponential_f64(&rng, ISORAND_PCG64);
        waited += end > arrival ? end - arrival : 0;
        if (end < arrival)
            end = arrival;
        end += 0.5 + 0.3 * isorand_inline_f64(&rng, ISORAND_PCG64);
        regulars += isorand_inline_bounded(&rng, ISORAND_PCG64, 9) == 0; /* rng.integers(10) */
    }
    print_value("the last one leaves at", end);
    print_value("mean wait", waited / 10000);
    printf("regulars %d\n", regulars);

    /* The same stream: calls go on where the inlined draws stopped. */
    double z[2];
    MUST(isorand_fill_normal_f64(&rng, z, 2, 0, 1));
    print_values("then", z, 2);
    return finish();
}
