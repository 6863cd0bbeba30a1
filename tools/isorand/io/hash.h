/* SPDX-License-Identifier: MIT */
/* XXH3-128 of bytes that come in pieces, as `xxhsum -H128` (or -H2) prints it. */
#ifndef HASH_H
#define HASH_H

#include <stddef.h>

enum { HASH_DIGITS = 32 };

struct hash;

/* NULL: no memory. */
struct hash *hash_new(void);
void hash_add(struct hash *hash, const void *bytes, size_t nbytes);
/* Of what was added so far. */
void hash_text(const struct hash *hash, char text[HASH_DIGITS + 1]);
void hash_free(struct hash *hash);

#endif
