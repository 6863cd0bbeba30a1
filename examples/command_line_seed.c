/* SPDX-License-Identifier: MIT */
/* A program with --seed SEED: the seed comes from outside and is logged with the results. */
#include "common.h"
#include "stats.h"

#include <string.h>

enum { SAMPLES = 1000 };

int main(int argc, char **argv) {
    const char *seed = "42";
    if (argc == 3 && !strcmp(argv[1], "--seed")) {
        seed = argv[2];
    } else if (argc != 1) {
        fprintf(stderr, "usage: %s [--seed SEED]\n", argc ? argv[0] : "command_line_seed");
        return 2;
    }

    /* A text, not a uint64_t: seeds may have any number of digits. */
    isorand_seedseq ss;
    const int error = isorand_seedseq_from_string(&ss, seed);
    if (error) {
        fprintf(stderr, "error: --seed '%s': %s\n", seed, isorand_strerror(error));
        return 2;
    }
    isorand_rng rng;
    MUST(isorand_init(&rng, ISORAND_PCG64, &ss));
    printf("Using random seed: %s\n", seed);

    double data[SAMPLES];
    MUST(isorand_fill_normal_f64(&rng, data, SAMPLES, 0, 1));
    print_values("data[:3]", data, 3);
    print_value("mean", stats_mean(data, SAMPLES));
    print_value("std", stats_std(data, SAMPLES));
    return finish();
}
