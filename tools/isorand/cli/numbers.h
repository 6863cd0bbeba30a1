/* SPDX-License-Identifier: MIT */
/* Numbers written on the command line. */
#ifndef NUMBERS_H
#define NUMBERS_H

#include <isorand/isorand.h>

/* What a count may look like, for messages. */
#define COUNT_FORMS                                                                                \
    "a whole number below 2^64 such as 1000000, 0xff, 1e6, 2.5M (k M G T), 64Mi (Ki Mi Gi Ti)"

/* The exact value of such a text; 0, or -1 when it is none. */
int parse_count(const char *text, uint64_t *value);

/* The same for an option: NULL leaves 'value' alone, more than 'max' is refused.  0 or an exit code
 * after a message. */
int count_option(const char *option, const char *text, uint64_t max, uint64_t *value);

/* The value of a distribution's parameter, as its kind asks; 0 or -1. */
int parse_param(char kind, const char *text, isorand_param *value);

/* What a parameter of that kind may look like, for messages. */
const char *param_forms(char kind);

#endif
