/* SPDX-License-Identifier: MIT */
/* How much `isorand fill` writes and in which format, and how a run is repeated. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "fill/fill.h"
#include "io/format.h"

/* --count; 'endless' is inf.  0 or an exit code after a message, as below. */
int fill_count(const struct fill_args *args, const isorand_request *req, uint64_t *count,
               int *endless);

/* The format that a file's name asks for, in capitals or not; NULL: none. */
const char *fill_format_of_name(const char *file);

/* --format, or what suits 'out'. */
int fill_format(const struct fill_args *args, const char *out, int endless,
                const struct format **format);

/* NumPy drops the left-over bits of a word at the end of each call for some types: whether one call
 * has to make all values. */
int fill_is_one_call(const isorand_request *req);

/* Says on stderr how to repeat a run with a seed that the system gave; 'program' is the name under
 * which the tool was called, and argv[0] the subcommand's. */
void fill_print_reproduction(const char *program, const char *seed, int argc, char **argv);

#endif
