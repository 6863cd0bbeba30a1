/* SPDX-License-Identifier: MIT */
/* What the values of a stream are by definition: drawn one by one, without kernels. */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "verify/kind.h"
#include "verify/start.h"

/* Fills 'out' with the next 'n' values, n being a multiple of kind->piece unless that is 0.  0 or
 * the library's error. */
int reference_fill(const struct kind *kind, isorand_rng *rng, void *out, size_t n);

/* The first values from a start, and the state after several lengths of them. */
struct reference {
    struct start start;
    unsigned drawn; /* 32-bit values drawn before */
    struct kind kind;
    size_t *length; /* the lengths of fills, rising */
    size_t nlengths;
    isorand_rng rng;       /* at the first value */
    unsigned char *values; /* as many as the last length */
    isorand_rng *after;    /* the states after each length */
};

/* Room for all lengths up to 'nvalues'.  0 or an exit code after a message. */
int reference_open(struct reference *reference, size_t nvalues);
void reference_close(struct reference *reference);

/* Computes rng, values and states; the other members are set.  0 or the library's error,
 * ISORAND_ENOTSUP when there is no such start. */
int reference_compute(struct reference *reference);

#endif
