/* SPDX-License-Identifier: MIT */
/* Random choices of the tests: SplitMix64 (Steele, Lea, Flood 2014), unrelated to every engine of
 * the library.  The seed is printed once; ISORAND_TEST_SEED=N repeats a run. */
#ifndef TEST_RANDOM_H
#define TEST_RANDOM_H

#include <stdint.h>

struct test_random {
    uint64_t state;
};

/* An independent sequence for each 'stream' number. */
struct test_random test_random_start(uint64_t stream);

uint64_t test_random_u64(struct test_random *r);

/* Uniform below 'bound' (small), which must not be 0. */
uint64_t test_random_below(struct test_random *r, uint64_t bound);

#endif
