/* SPDX-License-Identifier: MIT */
/* Where a stream first differs from its definition. */
#ifndef LOCATE_H
#define LOCATE_H

#include "verify/kind.h"
#include "verify/start.h"

struct location {
    int differs;
    uint64_t index; /* of the value */
    unsigned char expected[sizeof(uint64_t)],
        got[sizeof(uint64_t)]; /* its bytes, of this machine */
};

/* Makes the first 'nbytes' of a stream by the active backend and by definition, in the calls that
 * digest_stream makes.  0 or an exit code after a message. */
int locate_difference(const struct start *start, const struct kind *kind, uint64_t nbytes,
                      struct location *location);

#endif
