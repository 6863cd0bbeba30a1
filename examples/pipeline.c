/* SPDX-License-Identifier: MIT */
/* A machine learning pipeline in which split, augmentation and weights have a stream each. */
#include "common.h"
#include "stats.h"

#include <string.h>

enum { SAMPLES = 1000, TRAIN = 800, TEST = SAMPLES - TRAIN, FEATURES = 10, OUTPUTS = 5 };

struct dataset {
    double X[SAMPLES][FEATURES];
    int64_t y[SAMPLES];
};

struct pipeline {
    isorand_rng data_rng, augment_rng, model_rng;
};

static void pipeline_init(struct pipeline *p, uint64_t master_seed) {
    isorand_seedseq master, seeds[3];
    MUST(isorand_seedseq_from_u64(&master, master_seed));
    MUST(isorand_seedseq_spawn(&master, seeds, 3));
    MUST(isorand_init(&p->data_rng, ISORAND_PCG64, &seeds[0]));
    MUST(isorand_init(&p->augment_rng, ISORAND_PCG64, &seeds[1]));
    MUST(isorand_init(&p->model_rng, ISORAND_PCG64, &seeds[2]));
}

/* Writes 'all' to 'out' in random order: the first TRAIN samples to train with, the others to
 * test with. */
static void train_test_split(struct pipeline *p, const struct dataset *all, struct dataset *out) {
    int64_t indices[SAMPLES];
    for (int64_t i = 0; i < SAMPLES; i++)
        indices[i] = i;
    MUST(isorand_shuffle(&p->data_rng, indices, SAMPLES, sizeof indices[0]));
    for (size_t i = 0; i < SAMPLES; i++) {
        memcpy(out->X[i], all->X[indices[i]], sizeof out->X[i]);
        out->y[i] = all->y[indices[i]];
    }
}

/* out = x + a little noise */
static void augment_data(struct pipeline *p, const double *x, double *out, size_t n) {
    MUST(isorand_fill_normal_f64(&p->augment_rng, out, n, 0, 0.1));
    for (size_t i = 0; i < n; i++)
        out[i] += x[i];
}

static void initialize_weights(struct pipeline *p, double *weights, size_t n) {
    MUST(isorand_fill_normal_f64(&p->model_rng, weights, n, 0, 0.01));
}

/* np.random.rand(1000, 10) and np.random.randint(0, 2, size=1000) after np.random.seed(seed). */
static void synthetic_dataset(struct dataset *data, uint64_t seed) {
    isorand_rng rng;
    MUST(isorand_seed_legacy(&rng, seed));
    MUST(isorand_fill_f64(&rng, data->X[0], SAMPLES * FEATURES));
    MUST(isorand_fill_legacy_integers_i64(&rng, data->y, SAMPLES, 0, 2, 0));
}

static int64_t sum(const int64_t *y, size_t n) {
    int64_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += y[i];
    return total;
}

static void print_part(const char *name, const double *x, size_t n, const int64_t *y) {
    printf("%s: %zu samples, %lld of class 1\n", name, n, (long long)sum(y, n));
    print_values("X[0]", x, FEATURES);
    print_value("mean", stats_mean(x, n * FEATURES));
    print_value("std", stats_std(x, n * FEATURES));
}

int main(void) {
    struct dataset *all = allocate(1, sizeof *all), *split = allocate(1, sizeof *split);
    synthetic_dataset(all, 0);

    struct pipeline pipeline;
    pipeline_init(&pipeline, 42);
    train_test_split(&pipeline, all, split);
    print_part("train", split->X[0], TRAIN, split->y);
    print_part("test", split->X[TRAIN], TEST, split->y + TRAIN);

    double *augmented = allocate(TRAIN * FEATURES, sizeof *augmented);
    augment_data(&pipeline, split->X[0], augmented, TRAIN * FEATURES);
    print_part("augmented", augmented, TRAIN, split->y);

    double weights[FEATURES * OUTPUTS];
    initialize_weights(&pipeline, weights, FEATURES * OUTPUTS);
    print_values("weights", weights, FEATURES * OUTPUTS);

    struct dataset *again = allocate(1, sizeof *again);
    pipeline_init(&pipeline, 42);
    train_test_split(&pipeline, all, again);
    print_truth("allclose", stats_allclose(split->X[0], again->X[0], TRAIN * FEATURES));

    free(all);
    free(split);
    free(again);
    free(augmented);
    return finish();
}
