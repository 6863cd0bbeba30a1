/* SPDX-License-Identifier: MIT */
/* Outputs: everything that a stream can be turned into, a distribution and a type with parameters.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <isorand/isorand.h>

struct output {
    isorand_request req;
    size_t size; /* bytes of a value */
    /* Values that a call makes at least without dropping bits: pieces that are multiples of it
     * continue each other.  0: only one call makes the same values. */
    size_t piece;
};

/* The output at 'index' among those of the library's registry, with parameters that it accepts.
 * 0 behind the last, else 1. */
int output_at(int index, struct output *output);

/* "gamma/f64,shape=1,scale=1", and the same without defaults, "gamma/f64".  No text is longer. */
enum { OUTPUT_TEXT_MAX = 512 };
void output_name(const struct output *output, char text[OUTPUT_TEXT_MAX]);
void output_text(const struct output *output, char text[OUTPUT_TEXT_MAX]);

/* The output of such a text, in which all parameters have to be given; 0 or -1. */
int output_parse(const char *text, struct output *output);

int output_equal(const struct output *a, const struct output *b);

#endif
