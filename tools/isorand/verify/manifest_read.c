/* SPDX-License-Identifier: MIT */
/* Reads manifests, which come from other machines: every line is checked. */
#include "cli/message.h"
#include "cli/numbers.h"
#include "cli/numpy_level.h"
#include "verify/manifest.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct reader {
    FILE *file;
    const char *path;
    char line[2 * KIND_TEXT_MAX];
    size_t number;
    uint64_t nbytes; /* of all entries */
    int ended;
};

static int complain(const struct reader *reader, const char *reason, const char *text) {
    return fail("%s, line %zu: %s%s%s", reader->path, reader->number, reason, text ? " " : "",
                text ? shown(text) : "");
}

/* 1: a line without its end; 0: no more lines; -1 after a message. */
static int next_line(struct reader *reader) {
    if (!fgets(reader->line, sizeof reader->line, reader->file)) {
        if (!ferror(reader->file))
            return 0;
        fail("%s: %s", reader->path, strerror(errno));
        return -1;
    }
    reader->number++;
    char *end = strpbrk(reader->line, "\r\n");
    if (!end) {
        complain(reader, feof(reader->file) ? "cut short:" : "not a line of text:", reader->line);
        return -1;
    }
    *end = '\0';
    return 1;
}

static int is_digest(const char *text) {
    return strlen(text) == DIGEST_DIGITS && strspn(text, "0123456789abcdef") == DIGEST_DIGITS;
}

/* The reason why the fields are no entry, and the field; NULL when they are one. */
static const char *parse_fields(char *field[6], struct manifest_entry *entry, const char **bad) {
    *bad = field[0];
    const isorand_engine_info *engine = isorand_engine_find(field[0]);
    if (!engine)
        return "no such engine:";
    entry->start.engine = engine->number;
    *bad = field[1];
    if (kind_parse(field[1], &entry->kind))
        return "no such output or parameters:";
    if (!kind_is_planned(&entry->kind)) /* others may take for ever */
        return "not one of the outputs that --write-manifest writes:";
    *bad = field[2];
    if (parse_count(field[2], &entry->start.seed))
        return "no such seed:";
    *bad = field[3];
    isorand_rng rng;
    if (start_parse(field[3], &entry->start) || start_rng(&entry->start, &rng))
        return "no such start:";
    *bad = field[4];
    if (parse_count(field[4], &entry->nbytes) || !entry->nbytes || entry->nbytes % entry->kind.size)
        return "no such length:";
    *bad = field[5];
    if (!is_digest(field[5]))
        return "not a digest of 32 hexadecimal digits:";
    strcpy(entry->digest, field[5]);
    return NULL;
}

static int read_entry(struct reader *reader, struct manifest *manifest) {
    enum { FIELDS = 6 };
    char *field[FIELDS], *rest = reader->line;
    int n = 0;
    for (char *word; (word = strsep(&rest, " \t")) != NULL;)
        if (*word) {
            if (n == FIELDS)
                return complain(reader, "more than ENGINE OUTPUT SEED START BYTES DIGEST", NULL);
            field[n++] = word;
        }
    uint64_t entries;
    if (n == 2 && !strcmp(field[0], "end")) {
        reader->ended = 1;
        if (parse_count(field[1], &entries) || entries != manifest->n)
            return complain(reader, "lines are missing; the number of entries should be", field[1]);
        return 0;
    }
    if (n == 2 && !strcmp(field[0], "numpy") && !manifest->n) {
        manifest->numpy = numpy_level(field[1]);
        return manifest->numpy ? 0 : complain(reader, "no such version of NumPy:", field[1]);
    }
    if (n != FIELDS)
        return complain(reader, "not ENGINE OUTPUT SEED START BYTES DIGEST", NULL);
    struct manifest_entry entry = {.start.numpy = manifest->numpy, .line = reader->number};
    const char *bad, *reason = parse_fields(field, &entry, &bad);
    if (reason)
        return complain(reader, reason, bad);
    if (entry.nbytes > MANIFEST_BYTES_MAX - reader->nbytes)
        return complain(reader, "more than 4 TiB of streams in one manifest:", field[4]);
    reader->nbytes += entry.nbytes;
    return manifest_add(manifest, &entry);
}

static int read_lines(struct reader *reader, struct manifest *manifest) {
    int more, code = 0;
    while (!code && (more = next_line(reader)) != 0) {
        if (more < 0)
            return 1;
        if (reader->number == 1 && strcmp(reader->line, MANIFEST_FORMAT))
            return complain(reader, "a manifest begins with '" MANIFEST_FORMAT "', not",
                            reader->line);
        if (reader->number == 1 || *reader->line == '#' ||
            !reader->line[strspn(reader->line, " \t")])
            continue;
        if (reader->ended)
            return complain(reader, "behind the end:", reader->line);
        code = read_entry(reader, manifest);
    }
    if (!code && !reader->ended)
        return complain(reader, "cut short: the last line should be 'end N'", NULL);
    return code;
}

int manifest_read(struct manifest *manifest, const char *path) {
    struct reader reader = {.file = fopen(path, "r"), .path = path};
    *manifest = (struct manifest){.numpy = MANIFEST_NUMPY};
    if (!reader.file)
        return fail("%s: %s", path, strerror(errno));
    const int code = read_lines(&reader, manifest);
    fclose(reader.file);
    return code;
}
