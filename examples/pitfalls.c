/* SPDX-License-Identifier: MIT */
/* Three ways to get seeding wrong, each with the right way below it. */
#include "common.h"
#include "stats.h"
#include "workers.h"

#include <string.h>

enum { ROUNDS = 5, FIXTURE = 100 * 5, WORKERS = 4, SAMPLES = 100 };

/* ---- 1: the seed is set inside of the loop -------------------------------------------------- */

static void seed_inside_loop(void) {
    double wrong[ROUNDS], right[ROUNDS];
    isorand_rng rng;
    for (int i = 0; i < ROUNDS; i++) {
        MUST(isorand_seed_legacy(&rng, 42)); /* back to the start, every time */
        wrong[i] = isorand_next_f64(&rng);
    }
    print_values("seeded in the loop:", wrong, ROUNDS);

    MUST(isorand_seed_legacy(&rng, 42));
    for (int i = 0; i < ROUNDS; i++)
        right[i] = isorand_next_f64(&rng);
    print_values("seeded before the loop:", right, ROUNDS);
}

/* ---- 2: a test fixture without a seed ------------------------------------------------------- */

static void unseeded_fixture(double X[FIXTURE]) {
    isorand_seedseq os;
    uint32_t entropy[4]; /* nobody logs it: the test that fails tonight cannot be repeated */
    isorand_rng rng;
    MUST(isorand_seedseq_from_os(&os, entropy));
    MUST(isorand_init(&rng, ISORAND_PCG64, &os)); /* default_rng() */
    MUST(isorand_fill_f64(&rng, X, FIXTURE));
}

static void seeded_fixture(double X[FIXTURE]) {
    isorand_rng rng;
    MUST(isorand_seed(&rng, ISORAND_PCG64, 42)); /* default_rng(42) */
    MUST(isorand_fill_f64(&rng, X, FIXTURE));
}

static void test_fixtures(void) {
    double first[FIXTURE], second[FIXTURE];
    unseeded_fixture(first);
    unseeded_fixture(second);
    print_truth("unseeded fixtures are equal:", !memcmp(first, second, sizeof first));

    seeded_fixture(first);
    seeded_fixture(second);
    print_truth("seeded fixtures are equal:", !memcmp(first, second, sizeof first));
    print_value("their mean:", stats_mean(first, FIXTURE));
}

/* ---- 3: workers share a seed ---------------------------------------------------------------- */

struct task {
    isorand_seedseq seed;
    double samples[SAMPLES];
};

static void *work(void *arg) {
    struct task *task = arg;
    isorand_rng rng;
    MUST(isorand_init(&rng, ISORAND_PCG64, &task->seed));
    MUST(isorand_fill_f64(&rng, task->samples, SAMPLES));
    return NULL;
}

static void run(const char *label, const isorand_seedseq seeds[WORKERS]) {
    struct task tasks[WORKERS];
    for (int i = 0; i < WORKERS; i++)
        tasks[i].seed = seeds[i];
    run_workers(work, tasks, WORKERS, sizeof tasks[0]);
    printf("%s\n", label);
    for (int i = 0; i < WORKERS; i++)
        print_values("worker:", tasks[i].samples, 3);
    print_truth("first and last are equal:",
                !memcmp(tasks[0].samples, tasks[WORKERS - 1].samples, sizeof tasks[0].samples));
}

static void seeds_of_workers(void) {
    isorand_seedseq seeds[WORKERS], master;
    for (int i = 0; i < WORKERS; i++)
        MUST(isorand_seedseq_from_u64(&seeds[i], 42));
    run("the same seed for all", seeds);

    MUST(isorand_seedseq_from_u64(&master, 42));
    MUST(isorand_seedseq_spawn(&master, seeds, WORKERS));
    run("a spawned seed for each", seeds);
}

int main(void) {
    seed_inside_loop();
    test_fixtures();
    seeds_of_workers();
    return finish();
}
