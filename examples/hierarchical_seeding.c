/* SPDX-License-Identifier: MIT */
/* One master seed for the components of an experiment, whose seeds have children of their own. */
#include "common.h"

enum { DATA, MODEL, EVAL, COMPONENTS };

static void print_stream(const char *label, const isorand_seedseq *seed) {
    isorand_rng rng;
    double x[3];
    MUST(isorand_init(&rng, ISORAND_PCG64, seed)); /* default_rng(seed) */
    MUST(isorand_fill_f64(&rng, x, 3));
    print_values(label, x, 3);
}

int main(void) {
    isorand_seedseq master, seeds[COMPONENTS], layers[2];
    MUST(isorand_seedseq_from_u64(&master, 999));
    MUST(isorand_seedseq_spawn(&master, seeds, COMPONENTS));
    print_stream("data", &seeds[DATA]);
    print_stream("model", &seeds[MODEL]);
    print_stream("eval", &seeds[EVAL]);

    MUST(isorand_seedseq_spawn(&seeds[MODEL], layers, 2));
    print_stream("model, layer 0", &layers[0]);
    print_stream("model, layer 1", &layers[1]);
    return finish();
}
