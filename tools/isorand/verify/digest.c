/* SPDX-License-Identifier: MIT */
/* Digests of streams: a hash over the library's fills. */
#include "verify/digest.h"

#include "cli/message.h"
#include "cli/threads.h"
#include "io/format.h"
#include "io/hash.h"

#include <stdlib.h>

static int digest_into(struct hash *hash, unsigned char *values, isorand_rng *rng,
                       const struct kind *kind, uint64_t nbytes, struct progress *progress,
                       uint64_t done) {
    while (nbytes) {
        const size_t m = nbytes < DIGEST_CALL ? (size_t)nbytes : DIGEST_CALL;
        const int error = threads_fill(rng, &kind->req, values, m / kind->size);
        if (error)
            return fail("%s", isorand_strerror(error));
        format_little_endian(values, kind->size, m / kind->size);
        hash_add(hash, values, m);
        nbytes -= m;
        done += m;
        if (progress)
            progress_update(progress, done);
    }
    return 0;
}

int digest_stream(const struct start *start, const struct kind *kind, uint64_t nbytes,
                  char digest[DIGEST_DIGITS + 1], struct progress *progress, uint64_t done) {
    isorand_rng rng;
    const int error = start_rng(start, &rng);
    if (error)
        return fail("%s", isorand_strerror(error));
    struct hash *hash = hash_new();
    unsigned char *values = malloc(DIGEST_CALL);
    int code;
    if (hash && values)
        code = digest_into(hash, values, &rng, kind, nbytes, progress, done);
    else
        code = fail("out of memory");
    if (!code)
        hash_text(hash, digest);
    free(values);
    hash_free(hash);
    return code;
}
