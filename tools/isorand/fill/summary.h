/* SPDX-License-Identifier: MIT */
/* What is said on stderr of an output that is complete: --digest. */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "fill/fill.h"

struct summary {
    struct hash *hash; /* NULL: not wanted */
    uint64_t nbytes;
};

/* What the arguments ask for.  0 or an exit code after a message, as below. */
int summary_parse(const struct fill_args *args, int endless);

/* All members are 0 or NULL before. */
int summary_open(struct summary *summary, const struct fill_args *args);

/* The next bytes of the output. */
void summary_add_bytes(struct summary *summary, const void *bytes, size_t nbytes);

void summary_print(const struct summary *summary);
void summary_free(struct summary *summary);

#endif
