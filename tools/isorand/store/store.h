/* SPDX-License-Identifier: MIT */
/* Arrays as Zarr v2 stores: a directory of raw chunks, which any number of processes fill. */
#ifndef STORE_H
#define STORE_H

#include "fill/fill.h"

#include <isorand/isorand.h>
#include <stdint.h>

struct store {
    char *path; /* to be freed; without slashes at its end */
    const isorand_request *request;
    uint64_t count, chunk; /* values */
    uint64_t part, parts;  /* the chunks 'part', 'part' + 'parts', ... are to be made */
    const char *seed;      /* as it was given */
    const struct fill_args *args;
};

/* Whether the arguments ask for a store. */
int store_is_wanted(const struct fill_args *args);

/* What the arguments ask for; 'request' must last, and 'endless' is --count inf.  0 or an exit code
 * after a message, as below. */
int store_parse(struct store *store, const struct fill_args *args, const isorand_request *request,
                uint64_t count, int endless);

/* Makes the chunks that are missing of the array that begins at 'rng', and says how many. */
int store_fill(const struct store *store, const isorand_rng *rng);

#endif
