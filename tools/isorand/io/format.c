/* SPDX-License-Identifier: MIT */
/* The table of formats, and the two binary ones: raw and NumPy's .npy. */
#include "io/format.h"

#include <inttypes.h>
#include <isorand/isorand.h>
#include <stdio.h>
#include <string.h>

/* The kinds of NumPy's types are the first letters of ours. */
void format_dtype(char out[FORMAT_DTYPE_MAX], int type) {
    const unsigned size = isorand_type_get(type)->bytes;
    snprintf(out, FORMAT_DTYPE_MAX, "%c%c%u", size == 1 ? '|' : '<', isorand_type_get(type)->kind,
             size % 100);
}

/* Version 1.0 of the format that numpy/lib/format.py documents: magic, version, length of the rest
 * as u16, and a Python dictionary, padded with spaces and a newline to a multiple of 64 bytes. */
static size_t npy_header(char out[FORMAT_HEADER_MAX], int type, uint64_t count) {
    enum { PREFIX = 10, ALIGN = 64 };
    char dtype[FORMAT_DTYPE_MAX];
    size_t n = PREFIX;
    format_dtype(dtype, type);
    n += (size_t)snprintf(out + n, FORMAT_HEADER_MAX - n,
                          "{'descr': '%s', 'fortran_order': False, 'shape': (%" PRIu64 ",), }",
                          dtype, count);
    const size_t total = (n + 1 + ALIGN - 1) / ALIGN * ALIGN;
    memset(out + n, ' ', total - n - 1);
    out[total - 1] = '\n';
    memcpy(out, "\x93NUMPY\x01\x00", 8);
    out[8] = (char)((total - PREFIX) & 0xff);
    out[9] = (char)((total - PREFIX) >> 8);
    return total;
}

static const struct format formats[] = {{"npy", npy_header, NULL, 0},
                                        {"raw", NULL, NULL, 0},
                                        {"text", NULL, format_text, FORMAT_TEXT_WIDTH},
                                        {"hex", NULL, format_hex, FORMAT_HEX_WIDTH}};

const struct format *format_at(int index) {
    return index < (int)(sizeof formats / sizeof *formats) ? &formats[index] : NULL;
}

const struct format *format_named(const char *name) {
    const struct format *format;
    for (int i = 0; (format = format_at(i)) != NULL; i++)
        if (!strcmp(name, format->name))
            return format;
    return NULL;
}

void format_little_endian(unsigned char *values, size_t size, size_t n) {
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    if (first)
        return;
    for (unsigned char *v = values; n; n--, v += size)
        for (size_t i = 0; i < size / 2; i++) {
            const unsigned char t = v[i];
            v[i] = v[size - 1 - i];
            v[size - 1 - i] = t;
        }
}
