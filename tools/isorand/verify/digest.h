/* SPDX-License-Identifier: MIT */
/* Digests of streams. */
#ifndef DIGEST_H
#define DIGEST_H

#include "io/hash.h"
#include "io/progress.h"
#include "verify/kind.h"
#include "verify/start.h"

enum { DIGEST_DIGITS = HASH_DIGITS };

/* XXH3-128, as `xxhsum -H128` prints it, of the first 'nbytes' little-endian bytes of a stream; the
 * values are made by calls of DIGEST_CALL bytes.  Moves 'progress', which may be NULL, on from
 * 'done'.  0 or an exit code after a message. */
enum { DIGEST_CALL = 1 << 20 };
int digest_stream(const struct start *start, const struct kind *kind, uint64_t nbytes,
                  char digest[DIGEST_DIGITS + 1], struct progress *progress, uint64_t done);

#endif
