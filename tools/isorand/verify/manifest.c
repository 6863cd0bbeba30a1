/* SPDX-License-Identifier: MIT */
/* Manifests as lists of entries, and the lines that are written for them. */
#include "verify/manifest.h"

#include "cli/message.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int manifest_add(struct manifest *manifest, const struct manifest_entry *entry) {
    if (manifest->n == manifest->capacity) {
        const size_t capacity = 2 * manifest->capacity + 64;
        void *grown = realloc(manifest->entry, capacity * sizeof *manifest->entry);
        if (!grown)
            return fail("out of memory");
        manifest->entry = grown;
        manifest->capacity = capacity;
    }
    manifest->entry[manifest->n++] = *entry;
    return 0;
}

void manifest_free(struct manifest *manifest) {
    free(manifest->entry);
    *manifest = (struct manifest){NULL, NULL, 0, 0};
}

void manifest_filter(struct manifest *manifest,
                     int keep(const struct manifest_entry *entry, const void *context),
                     const void *context) {
    size_t n = 0;
    for (size_t i = 0; i < manifest->n; i++)
        if (keep(&manifest->entry[i], context))
            manifest->entry[n++] = manifest->entry[i];
    manifest->n = n;
}

uint64_t manifest_bytes(const struct manifest *manifest) {
    uint64_t sum = 0;
    for (size_t i = 0; i < manifest->n; i++)
        sum += manifest->entry[i].nbytes;
    return sum;
}

static char *PRINTF_LIKE(1, 2) text_of(const char *format, ...) {
    char *text;
    va_list arguments;
    va_start(arguments, format);
    const int n = vasprintf(&text, format, arguments);
    va_end(arguments);
    return n < 0 ? NULL : text;
}

char *manifest_head(const struct manifest *manifest) {
    return text_of(
        MANIFEST_FORMAT
        "\n"
        "numpy %s\n"
        "# Digests of random number streams, by isorand %s.  To check them:\n"
        "#     isorand verify --manifest FILE\n"
        "# Each line is a stream.  START: blocks past the state that the seed gives\n"
        "# (sfc64: its counter).  The digest is XXH3-128, as xxhsum -H128 prints it, of\n"
        "# the first BYTES bytes, little-endian, made by calls of %d bytes.\n"
        "#\n"
        "# ENGINE OUTPUT SEED START BYTES DIGEST\n",
        manifest->numpy, isorand_version(), DIGEST_CALL);
}

char *manifest_line(const struct manifest_entry *entry) {
    char kind[KIND_TEXT_MAX], start[START_TEXT_MAX];
    const isorand_engine_info *engine = isorand_engine_get(entry->start.engine);
    kind_text(&entry->kind, kind);
    start_text(&entry->start, start);
    return text_of("%-10s %-11s %" PRIu64 " %s %" PRIu64 " %s\n", engine->name, kind,
                   entry->start.seed, start, entry->nbytes, entry->digest);
}

char *manifest_tail(const struct manifest *manifest) {
    return text_of("end %zu\n", manifest->n);
}
