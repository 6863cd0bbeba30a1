/* SPDX-License-Identifier: MIT */
/* Fills by the active backend, compared with the definition of their values. */
#ifndef TRIALS_H
#define TRIALS_H

#include "verify/reference.h"
#include "verify/results.h"

struct trials {
    struct reference ref;
    unsigned char *buffer; /* from a cache line: offset, margins and the longest fill */
    uint64_t random;
    struct cell *cell; /* of the backend that is active */
};

/* As reference_open and reference_close. */
int trials_open(struct trials *t, size_t nvalues);
void trials_close(struct trials *t);

/* A random number below n. */
size_t trials_random(struct trials *t, size_t n);

/* All lengths at random offsets, 'splits' times all values in random pieces, and so many lengths at
 * all offsets, each with the state afterwards.  0, or -1 when the cell has got a difference. */
int trials_run(struct trials *t, unsigned splits, unsigned at_all_offsets);

/* The cell's difference is that there is no definition. */
void trials_error(struct trials *t, int error);

#endif
