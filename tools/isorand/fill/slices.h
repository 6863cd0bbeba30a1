/* SPDX-License-Identifier: MIT */
/* Slices of the array that a stream and a request make: at once where every place is known, else by
 * an index. */
#ifndef SLICES_H
#define SLICES_H

#include <isorand/parallel.h>

struct slices {
    isorand_rng begin, at; /* the stream at value 0 and at value 'value' */
    uint64_t value;
    const isorand_request *request;
    const isorand_index *index; /* or NULL */
};

/* Whether slices of such an array need an index. */
int slices_need_index(const isorand_rng *rng, const isorand_request *request);

/* Request and index must last. */
void slices_begin(struct slices *slices, const isorand_rng *rng, const isorand_request *request,
                  const isorand_index *index);

/* Values 'first' to 'first' + 'n' - 1, by the command's threads.  What the library returns.  Slices
 * one behind the other cost no more than the values. */
int slices_fill(struct slices *slices, uint64_t first, void *out, size_t n);

#endif
