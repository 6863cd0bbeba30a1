/* SPDX-License-Identifier: MIT */
/* Manifests: text files of digests of streams, written on one machine and checked on another. */
#ifndef MANIFEST_H
#define MANIFEST_H

#include "verify/digest.h"

struct manifest_entry {
    struct start start;
    struct kind kind;
    uint64_t nbytes;
    char digest[DIGEST_DIGITS + 1]; /* "" when planned */
    size_t line;                    /* in the file that it was read from */
};

struct manifest {
    const char *numpy; /* the level of all entries */
    struct manifest_entry *entry;
    size_t n, capacity;
};

#define MANIFEST_FORMAT "isorand-manifest 1" /* the first line */
#define MANIFEST_NUMPY  "1.24"               /* the level where no line says "numpy VERSION" */

/* The most bytes of all streams together: a manifest comes from elsewhere, and must not keep the
 * machine busy for ever.  A stream of a new one is at most 2^-8 of that. */
#define MANIFEST_BYTES_MAX (UINT64_C(1) << 42)

/* 0 or an exit code after a message, as all below. */
int manifest_add(struct manifest *manifest, const struct manifest_entry *entry);

/* The entries of a new manifest, sorted: words and uniforms of every engine, 'size' bytes of them
 * and a part that slow machines can check; the streams before carries; every other distribution.
 * 'numpy' is the level; the seeds are three, or *seed. */
int manifest_plan(struct manifest *manifest, const char *numpy, const uint64_t *seed,
                  uint64_t size);

/* Whether 'size' is a length that manifest_plan accepts. */
int manifest_size_ok(uint64_t size);

/* Reads a manifest; an error names the file and the line. */
int manifest_read(struct manifest *manifest, const char *path);

/* What a manifest begins with, the line of an entry, and what it ends with; to be freed. */
char *manifest_head(const struct manifest *manifest);
char *manifest_line(const struct manifest_entry *entry);
char *manifest_tail(const struct manifest *manifest);

/* Keeps the entries that keep(entry, context) says. */
void manifest_filter(struct manifest *manifest,
                     int keep(const struct manifest_entry *entry, const void *context),
                     const void *context);

uint64_t manifest_bytes(const struct manifest *manifest);
void manifest_free(struct manifest *manifest);

#endif
