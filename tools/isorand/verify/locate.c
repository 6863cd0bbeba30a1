/* SPDX-License-Identifier: MIT */
/* Finds the first value of a stream that is not what its definition says. */
#include "verify/locate.h"

#include "cli/message.h"
#include "cli/threads.h"
#include "verify/digest.h"
#include "verify/reference.h"

#include <stdlib.h>
#include <string.h>

/* The value that differs among 'n', of which 'done' came before. */
static void look(const unsigned char *expected, const unsigned char *got, size_t size, size_t n,
                 uint64_t done, struct location *location) {
    size_t i = 0;
    while (i < n && !memcmp(expected + i * size, got + i * size, size))
        i++;
    if (i == n)
        return;
    location->differs = 1;
    location->index = done + i;
    memcpy(location->expected, expected + i * size, size);
    memcpy(location->got, got + i * size, size);
}

static int compare(const struct kind *kind, isorand_rng *rng, uint64_t nvalues,
                   unsigned char *expected, unsigned char *got, struct location *location) {
    const size_t piece = DIGEST_CALL / kind->size;
    isorand_rng plain = *rng;
    int error = 0;
    for (uint64_t done = 0, n; !error && !location->differs && done < nvalues; done += n) {
        n = nvalues - done < piece ? nvalues - done : piece;
        error = threads_fill(rng, &kind->req, got, (size_t)n);
        if (!error)
            error = reference_fill(kind, &plain, expected, (size_t)n);
        if (!error)
            look(expected, got, kind->size, (size_t)n, done, location);
    }
    return error;
}

int locate_difference(const struct start *start, const struct kind *kind, uint64_t nbytes,
                      struct location *location) {
    isorand_rng rng;
    unsigned char *expected = malloc(DIGEST_CALL), *got = malloc(DIGEST_CALL);
    int code, error = start_rng(start, &rng);
    *location = (struct location){.differs = 0};
    if (!error && expected && got)
        error = compare(kind, &rng, nbytes / kind->size, expected, got, location);
    if (error)
        code = fail("%s", isorand_strerror(error));
    else
        code = expected && got ? 0 : fail("out of memory");
    free(expected);
    free(got);
    return code;
}
