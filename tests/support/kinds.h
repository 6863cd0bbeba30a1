/* SPDX-License-Identifier: MIT */
/* The one list of what a fill can produce: each distribution and type of the registry, with its
 * default parameters and with those that take it other ways; and what is right for each. */
#ifndef TEST_KINDS_H
#define TEST_KINDS_H

#include "support/backends.h"
#include "support/harness.h"
#include "support/model.h"

struct kind {
    isorand_request request;
    char name[48]; /* "uniform-f64", "integers-u32-half" */
    size_t size;   /* of an element, in bytes */
    /* A fill may be split at multiples of so many elements without a change of the values; 0: a
     * fill must not be split at all. */
    size_t grain;
    /* Made in bulk.  The others loop over single draws, and get a shorter look. */
    int bulk;
    /* Made of uniforms, normals or exponentials, which have kinds of their own: the engines differ
     * in how words become these, and no more. */
    int derived;
};

int kind_count(void);
const struct kind *kind_get(int index);

/* Whether its kernels are tried on that engine and backend; derived ones are on some engines. */
int kind_is_tried(const struct kind *k, int engine, int backend);

/* The fill under test: with that backend, or NULL for the active one, by isorand_fill.  Fails the
 * running case on an error. */
void kind_fill(const struct kind *k, const struct ir_backend *b, isorand_rng *rng, void *out,
               size_t n);

/* What it must give, value by value: words and uniforms by the model, the others by their
 * definitions in the library. */
void kind_reference(const struct kind *k, isorand_rng *rng, void *out, size_t n);

/* Fails the running case unless n elements and the two states, got and wanted, agree; says which
 * element is the first bad one.  'where' is made as by printf: what the case was doing. */
__attribute__((format(printf, 7, 8))) void kind_check(const struct kind *k, const char *backend,
                                                      const void *got, const void *want, size_t n,
                                                      const isorand_rng states[2],
                                                      const char *where, ...);

#endif
