/* SPDX-License-Identifier: MIT */
/* What is wrong with one generator for the whole program: any code may seed it again. */
#include "common.h"

/* np.random's hidden state.  The library has none; a program that wants one makes it. */
static isorand_rng global;

static void some_other_code(void) {
    MUST(isorand_seed_legacy(&global, 99));
}

int main(void) {
    MUST(isorand_seed_legacy(&global, 42));
    print_value("rand", isorand_next_f64(&global));

    some_other_code();
    print_value("rand", isorand_next_f64(&global));
    print_value("rand", isorand_next_f64(&global)); /* not what follows seed 42 */

    /* With a stream of one's own nobody can interfere. */
    isorand_rng own;
    double x[3];
    MUST(isorand_seed_legacy(&own, 42));
    some_other_code();
    MUST(isorand_fill_f64(&own, x, 3));
    print_values("own", x, 3);
    return finish();
}
