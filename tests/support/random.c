/* SPDX-License-Identifier: MIT */
/* The seed of the run and the sequences made of it. */
#include "support/random.h"

#include <stdio.h>
#include <stdlib.h>

static uint64_t run_seed(void) {
    static uint64_t seed;
    static int known;
    if (!known) {
        const char *text = getenv("ISORAND_TEST_SEED");
        seed = text && *text ? strtoull(text, NULL, 0) : 20240229;
        known = 1;
        printf("# ISORAND_TEST_SEED=%llu\n", (unsigned long long)seed);
    }
    return seed;
}

uint64_t test_random_u64(struct test_random *r) {
    uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

struct test_random test_random_start(uint64_t stream) {
    struct test_random r = {run_seed()};
    r.state = test_random_u64(&r) ^ stream;
    r.state = test_random_u64(&r);
    return r;
}

uint64_t test_random_below(struct test_random *r, uint64_t bound) {
    return test_random_u64(r) % bound;
}
