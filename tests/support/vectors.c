/* SPDX-License-Identifier: MIT */
/* The reader of vector files. */
#include "support/vectors.h"

#include "support/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *name) {
    char path[1000];
    snprintf(path, sizeof path, "%s/%s.txt", TEST_VECTORS_DIR, name);
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    size_t capacity = 1 << 20, n;
    char *text = malloc(capacity);
    while (text && (n = fread(text, 1, capacity, f)) == capacity) {
        capacity *= 2;
        rewind(f);
        text = realloc(text, capacity);
    }
    if (!text || ferror(f))
        abort();
    text[n] = 0;
    fclose(f);
    return text;
}

const struct vector_line *vectors_read(const char *name, size_t *nlines) {
    char *text = read_file(name);
    *nlines = 0;
    if (!text)
        return NULL;
    struct vector_line *lines = malloc((strlen(text) + 1) * sizeof *lines);
    if (!lines)
        abort();
    int number = 1;
    for (char *p = text, *end; *p; p = end, number++) {
        end = p + strcspn(p, "\n");
        if (*end)
            *end++ = 0;
        if (*p && *p != '#')
            lines[(*nlines)++] = (struct vector_line){p, number};
    }
    return lines;
}

int vector_word(const char **text, char *word, size_t capacity) {
    *text += strspn(*text, " ");
    const size_t n = strcspn(*text, " ");
    CHECK(n < capacity, "word too long: %.40s", *text);
    memcpy(word, *text, n);
    word[n] = 0;
    *text += n;
    return n > 0;
}

static int number(const char **text, uint64_t *value, int base) {
    char word[40], *end;
    if (!vector_word(text, word, sizeof word))
        return 0;
    *value = strtoull(word, &end, base);
    CHECK(*end == 0, "'%s' is not a number", word);
    return 1;
}

int vector_hex(const char **text, uint64_t *value) {
    return number(text, value, 16);
}

int vector_decimal(const char **text, uint64_t *value) {
    return number(text, value, 10);
}

size_t vector_bytes(const char *text, unsigned char *out, size_t capacity) {
    text += strspn(text, " ");
    const size_t n = strlen(text) / 2;
    CHECK(n <= capacity, "%zu bytes are too many", n);
    for (size_t i = 0; i < n; i++) {
        const char pair[3] = {text[2 * i], text[2 * i + 1], 0};
        char *end;
        out[i] = (unsigned char)strtoul(pair, &end, 16);
        CHECK(*end == 0, "'%s' is not a byte", pair);
    }
    return n;
}
