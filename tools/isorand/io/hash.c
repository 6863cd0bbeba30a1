/* SPDX-License-Identifier: MIT */
/* XXH3-128 by xxHash. */
#include "io/hash.h"

#include <stdio.h>

#define XXH_INLINE_ALL /* the header alone: the tool does not depend on the library libxxhash */
#include <xxhash.h>

/* A hash is xxHash's state: it wants more alignment than malloc gives. */
static XXH3_state_t *state_of(struct hash *hash) {
    return (XXH3_state_t *)(void *)hash;
}

struct hash *hash_new(void) {
    XXH3_state_t *state = XXH3_createState();
    if (state && XXH3_128bits_reset(state) == XXH_OK)
        return (struct hash *)(void *)state;
    XXH3_freeState(state);
    return NULL;
}

void hash_add(struct hash *hash, const void *bytes, size_t nbytes) {
    XXH3_128bits_update(state_of(hash), bytes, nbytes);
}

void hash_text(const struct hash *hash, char text[HASH_DIGITS + 1]) {
    XXH128_canonical_t canonical;
    const XXH3_state_t *state = (const XXH3_state_t *)(const void *)hash;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
    for (size_t i = 0; i < sizeof canonical.digest; i++)
        sprintf(text + 2 * i, "%02x", canonical.digest[i]);
}

void hash_free(struct hash *hash) {
    XXH3_freeState(state_of(hash));
}
