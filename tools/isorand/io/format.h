/* SPDX-License-Identifier: MIT */
/* The formats in which `isorand fill` writes values. */
#ifndef FORMAT_H
#define FORMAT_H

#include <stddef.h>
#include <stdint.h>

enum { FORMAT_HEADER_MAX = 192 };

struct format {
    const char *name;
    /* Writes what comes before 'count' values of 'type' and returns its length; or NULL. */
    size_t (*header)(char out[FORMAT_HEADER_MAX], int type, uint64_t count);
    /* Writes 'n' values as text, at most 'width' bytes each and a NUL, and returns its length;
     * NULL: the little-endian bytes of the values. */
    size_t (*encode)(char *out, int type, const unsigned char *values, size_t n);
    size_t width;
};

/* The format of that number (from 0), or NULL behind the last; and that of a name. */
const struct format *format_at(int index);
const struct format *format_named(const char *name);

size_t format_text(char *out, int type, const unsigned char *values, size_t n);
size_t format_hex(char *out, int type, const unsigned char *values, size_t n);
enum { FORMAT_TEXT_WIDTH = 26, FORMAT_HEX_WIDTH = 17 };

/* NumPy's name of a type, such as "<f8", as little-endian bytes. */
enum { FORMAT_DTYPE_MAX = 8 };
void format_dtype(char out[FORMAT_DTYPE_MAX], int type);

/* Makes 'n' values of 'size' bytes little-endian in place. */
void format_little_endian(unsigned char *values, size_t size, size_t n);

#endif
