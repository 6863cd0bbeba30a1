/* SPDX-License-Identifier: MIT */
/* What is said on stderr of an output that is complete: --digest, --stats, --plot. */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "fill/plot.h"

struct summary {
    struct hash *hash; /* NULL: not wanted */
    uint64_t nbytes;
    struct stats *stats; /* the same */
    size_t size;         /* of a value */
    struct plot plot;
};

/* Refuses what does not go with an output of so many values.  0 or an exit code after a message, as
 * below. */
int summary_parse(const struct fill_args *args, uint64_t nvalues, int endless);

/* All members are 0 or NULL before. */
int summary_open(struct summary *summary, const struct fill_args *args, const isorand_request *req,
                 uint64_t nvalues);

/* The next bytes of the output. */
void summary_add_bytes(struct summary *summary, const void *bytes, size_t nbytes);

/* The next values, in this machine's byte order. */
void summary_add_values(struct summary *summary, const unsigned char *values, size_t n);

/* Of an output that is complete. */
int summary_print(struct summary *summary);
void summary_free(struct summary *summary);

#endif
