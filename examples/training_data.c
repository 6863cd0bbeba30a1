/* SPDX-License-Identifier: MIT */
/* Data made by a function that is given its generator: the dependency is in the signature. */
#include "common.h"
#include "stats.h"

enum { FEATURES = 5 };

struct dataset {
    size_t n;
    double *X; /* n rows of FEATURES */
    double *y; /* n */
};

/* The next 'n' samples of the stream 'rng', to be freed by free_data. */
static struct dataset generate_training_data(size_t n, isorand_rng *rng) {
    struct dataset data = {n, allocate(n * FEATURES, sizeof(double)), allocate(n, sizeof(double))};
    double *noise = allocate(n, sizeof *noise);
    MUST(isorand_fill_normal_f64(rng, data.X, n * FEATURES, 0, 1));
    MUST(isorand_fill_normal_f64(rng, noise, n, 0, 0.1));
    for (size_t i = 0; i < n; i++) {
        const double *row = data.X + i * FEATURES;
        data.y[i] = row[0] * 2 + row[1] * -1 + noise[i];
    }
    free(noise);
    return data;
}

static void free_data(struct dataset data) {
    free(data.X);
    free(data.y);
}

static void print_data(const char *name, struct dataset data) {
    printf("%s: %zu samples\n", name, data.n);
    print_values("X[0]", data.X, FEATURES);
    print_values("y[:3]", data.y, 3);
    print_value("X.mean", stats_mean(data.X, data.n * FEATURES));
    print_value("X.std", stats_std(data.X, data.n * FEATURES));
    print_value("y.mean", stats_mean(data.y, data.n));
    print_value("y.std", stats_std(data.y, data.n));
}

int main(void) {
    isorand_rng rng;
    MUST(isorand_seed(&rng, ISORAND_PCG64, 42));
    struct dataset train = generate_training_data(1000, &rng);
    struct dataset test = generate_training_data(200, &rng);
    print_data("train", train);
    print_data("test", test);

    isorand_rng rng_verify;
    MUST(isorand_seed(&rng_verify, ISORAND_PCG64, 42));
    struct dataset verify = generate_training_data(1000, &rng_verify);
    print_truth("X allclose", stats_allclose(train.X, verify.X, train.n * FEATURES));
    print_truth("y allclose", stats_allclose(train.y, verify.y, train.n));

    free_data(train);
    free_data(test);
    free_data(verify);
    return finish();
}
