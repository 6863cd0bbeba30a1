/* SPDX-License-Identifier: MIT */
/* Kinds of values: everything that a stream can be turned into, a distribution and a type with
 * parameters. */
#ifndef KIND_H
#define KIND_H

#include <isorand/isorand.h>

struct kind {
    isorand_request req;
    size_t size; /* bytes of a value */
    /* Values that a call makes at least without dropping bits: pieces that are multiples of it
     * continue each other.  0: only one call makes the same values. */
    size_t piece;
};

/* The kind at 'index' among those of the library's registry, with parameters that it accepts.  0
 * behind the last, else 1. */
int kind_at(int index, struct kind *kind);

/* Whether kind_at gives it. */
int kind_is_planned(const struct kind *kind);

/* "gamma/f64,shape=1,scale=1", and the same without defaults, "gamma/f64".  No text is longer. */
enum { KIND_TEXT_MAX = 512 };
void kind_name(const struct kind *kind, char text[KIND_TEXT_MAX]);
void kind_text(const struct kind *kind, char text[KIND_TEXT_MAX]);

/* The kind of such a text, in which all parameters have to be given; 0 or -1. */
int kind_parse(const char *text, struct kind *kind);

int kind_equal(const struct kind *a, const struct kind *b);

#endif
