/* SPDX-License-Identifier: MIT */
/* Reads the text files of tests/vectors: lines of words, '#' begins a comment line. */
#ifndef TEST_VECTORS_H
#define TEST_VECTORS_H

#include <stddef.h>
#include <stdint.h>

struct vector_line {
    const char *text; /* NUL-terminated; valid until the program ends */
    int number;       /* in the file */
};

/* The non-empty lines of tests/vectors/NAME.txt, without comments; their number goes to *nlines.
 * NULL when there is no such file. */
const struct vector_line *vectors_read(const char *name, size_t *nlines);

/* Copies the next word of *text to 'word' and moves *text behind it; 0 at the end of the line.
 * Fails the running case when the word does not fit. */
int vector_word(const char **text, char *word, size_t capacity);

/* The next word as a hexadecimal or decimal number; 0 at the end of the line. */
int vector_hex(const char **text, uint64_t *value);
int vector_decimal(const char **text, uint64_t *value);

/* The rest of the line as bytes of two hexadecimal digits; returns their number. */
size_t vector_bytes(const char *text, unsigned char *out, size_t capacity);

#endif
