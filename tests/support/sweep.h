/* SPDX-License-Identifier: MIT */
/* What no choice of the caller may change: length, place, splitting, backend, saving, position.
 * Each sweep tries one fill in many ways against kind_reference, values, final state byte for byte,
 * and the bytes around the buffer. */
#ifndef TEST_SWEEP_H
#define TEST_SWEEP_H

#include "support/kinds.h"
#include "support/random.h"

struct sweep {
    const struct kind *kind;
    int engine;
    int backend;                    /* index for backend_get */
    const struct ir_backend *table; /* of that backend; NULL: it is the active one */
    struct test_random *random;
};

/* One way of trying, and the kinds that it is for: all, those that kernels make, or words and
 * uniforms, which the kernels of engines make at once. */
struct sweep_way {
    const char *name;
    void (*sweep)(const struct sweep *s);
    enum { SWEEP_ALL, SWEEP_BULK, SWEEP_FORMS } what;
    int needs_advance; /* of the engine */
};

/* lengths: from 0 to four strides + 3, every one for words and uniforms, flush against a forbidden
 * page on either side and at an offset that runs through 0 .. 63; near multiples of the stride at
 * all offsets, or many of them.
 * pieces: long fills cut at random; between the pieces another backend, and another place in memory
 * by way of saved bytes.
 * skips: skip(n), then a fill, from every position in a block.
 * edges: states of words at which arithmetic goes wrong.
 * carries: counters that wrap in every lane of a vector, and after the last one. */
enum { SWEEP_WAYS = 5 };
extern const struct sweep_way sweep_ways[SWEEP_WAYS];

/* A case: sweep_ways[arg->value] over the kinds that it is for, on arg->engine and arg->backend;
 * with the table given, or with the active backend by the public interface. */
void sweep_tables(const struct test_arg *arg);
void sweep_active(const struct test_arg *arg);

/* Registers such cases for every engine, as ENGINE/WAY/BACKEND. */
void sweep_add(test_fn *fn, int backend);

/* A seeded stream somewhere in a block, in half of the cases with half a word buffered. */
isorand_rng sweep_start(int engine, struct test_random *r);

/* isorand_save, isorand_load into bytes that were spoilt. */
void sweep_save_and_load(isorand_rng *rng);

/* pcg64 whose word number 'index' is 0. */
isorand_rng sweep_zero_at(uint64_t index, struct test_random *r);

#endif
