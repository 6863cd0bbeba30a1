/* SPDX-License-Identifier: MIT */
/* An experiment that seeds np.random's stream itself, and so always has the same result. */
#include "common.h"
#include "stats.h"

enum { SAMPLES = 100 };

static void simulate_experiment(double result[SAMPLES]) {
    isorand_rng rng;
    double noise[SAMPLES];
    MUST(isorand_seed_legacy(&rng, 123));                                /* np.random.seed(123) */
    MUST(isorand_fill_legacy_normal_f64(&rng, result, SAMPLES, 50, 10)); /* normal(50, 10, 100) */
    MUST(isorand_fill_legacy_uniform_f64(&rng, noise, SAMPLES, -5, 5));  /* uniform(-5, 5, 100) */
    for (size_t i = 0; i < SAMPLES; i++)
        result[i] += noise[i];
}

int main(void) {
    double result1[SAMPLES], result2[SAMPLES];
    simulate_experiment(result1);
    simulate_experiment(result2);
    print_values("result", result1, SAMPLES);
    print_value("mean", stats_mean(result1, SAMPLES));
    print_value("std", stats_std(result1, SAMPLES));
    print_truth("allclose", stats_allclose(result1, result2, SAMPLES));
    return finish();
}
