/* SPDX-License-Identifier: MIT */
/* What a fill can produce: each distribution and type of the registry, with the reference that
 * says which values are right, and the usable backends to try it on. */
#ifndef TEST_KINDS_H
#define TEST_KINDS_H

#include "support/harness.h"

#include <isorand/isorand.h>

struct kind {
    isorand_request request; /* with the default parameters */
    char name[48];           /* "uniform-f64" */
    size_t size;             /* of an element, in bytes */
    /* Whether the model below says what the values are; elsewhere the scalar backend does, and
     * the values themselves have their own tests. */
    int modelled;
    /* A fill may be split at multiples of so many elements without a change of the values; 0: a
     * fill must not be split at all. */
    size_t grain;
    /* Made by kernels of a backend; the others loop over single draws, whatever the backend, and
     * their seams get a shorter look. */
    int bulk;
};

/* Number of kinds in the registries. */
int kind_count(void);
const struct kind *kind_get(int index);

/* What a fill must give; where modelled, value by value from ir_engine.next: no kernel, no driver.
 */
void kind_reference(const struct kind *k, isorand_rng *rng, void *out, size_t n);

/* The fill under test, with the active backend.  Fails the running case on an error. */
void kind_fill(const struct kind *k, isorand_rng *rng, void *out, size_t n);

/* Whether this build and machine can run backend 'index'. */
int backend_usable(int index);
/* Makes backend 'index' active. */
void backend_use(int index);
/* A case that is skipped, and says why arg->backend cannot run; it fails when the environment
 * variable ISORAND_REQUIRE_BACKENDS names that backend. */
void backend_missing(const struct test_arg *arg);
/* Name of backend 'index'. */
const char *backend_label(int index);

/* Name of an engine. */
const char *engine_label(int engine);
/* Whole blocks that a kernel of 'backend' makes at a time, in words; at least one block. */
size_t engine_stride(int engine, int backend);

/* One draw by definition: next_uint32 and next_uint64 of NumPy. */
uint32_t model_u32(isorand_rng *rng);
uint64_t model_u64(isorand_rng *rng);
float model_f32(isorand_rng *rng);
double model_f64(isorand_rng *rng);
/* Generator.bytes(n). */
void model_bytes(isorand_rng *rng, void *out, size_t n);

#endif
