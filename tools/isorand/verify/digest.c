/* SPDX-License-Identifier: MIT */
/* Digests of streams: xxHash over the library's fills. */
#include "verify/digest.h"

#include "cli/message.h"
#include "cli/threads.h"
#include "io/format.h"

#include <stdio.h>
#include <stdlib.h>

#define XXH_INLINE_ALL /* the header alone: the tool does not depend on the library libxxhash */
#include <xxhash.h>

static void print_digest(XXH128_hash_t hash, char digest[DIGEST_DIGITS + 1]) {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, hash);
    for (size_t i = 0; i < sizeof canonical.digest; i++)
        sprintf(digest + 2 * i, "%02x", canonical.digest[i]);
}

static int digest_into(XXH3_state_t *hash, unsigned char *values, isorand_rng *rng,
                       const struct kind *kind, uint64_t nbytes, struct progress *progress,
                       uint64_t done) {
    while (nbytes) {
        const size_t m = nbytes < DIGEST_CALL ? (size_t)nbytes : DIGEST_CALL;
        const int error = threads_fill(rng, &kind->req, values, m / kind->size);
        if (error)
            return fail("%s", isorand_strerror(error));
        format_little_endian(values, kind->size, m / kind->size);
        XXH3_128bits_update(hash, values, m);
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
    XXH3_state_t *hash = XXH3_createState();
    unsigned char *values = malloc(DIGEST_CALL);
    int code;
    if (hash && values && XXH3_128bits_reset(hash) == XXH_OK)
        code = digest_into(hash, values, &rng, kind, nbytes, progress, done);
    else
        code = fail("out of memory");
    if (!code)
        print_digest(XXH3_128bits_digest(hash), digest);
    free(values);
    XXH3_freeState(hash);
    return code;
}
