/* SPDX-License-Identifier: MIT */
/* What is said on stderr of an output that is complete: --digest, --stats. */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "fill/fill.h"

struct summary {
    struct hash *hash; /* NULL: not wanted */
    uint64_t nbytes;
    struct stats *stats; /* the same */
};

/* What the arguments ask for.  0 or an exit code after a message, as below. */
int summary_parse(const struct fill_args *args, int endless);

/* All members are 0 or NULL before. */
int summary_open(struct summary *summary, const struct fill_args *args, const isorand_request *req,
                 uint64_t nvalues);

/* The next bytes of the output. */
void summary_add_bytes(struct summary *summary, const void *bytes, size_t nbytes);

/* The next values, in this machine's byte order. */
void summary_add_values(struct summary *summary, const unsigned char *values, size_t n);

void summary_print(const struct summary *summary);
void summary_free(struct summary *summary);

#endif
