/* SPDX-License-Identifier: MIT */
/* The parts of `isorand fill`: its arguments, and what they ask the library for. */
#ifndef FILL_H
#define FILL_H

#include "cli/options.h"

#include <isorand/isorand.h>
#include <stdio.h>

enum fill_option {
#define FILL_OPTION(ID, name, arg, help) FILL_##ID,
#include "fill/options.def"
#undef FILL_OPTION
    FILL_OPTIONS
};

/* The options above, then one for each parameter name of the distributions. */
enum { FILL_ROWS_MAX = FILL_OPTIONS + 100 };
struct fill_args {
    struct option_row row[FILL_ROWS_MAX];
    const char *value[FILL_ROWS_MAX];
    int n;
};

/* Sets the rows, and no values. */
int fill_args_rows(struct fill_args *args);

/* As options_parse. */
int fill_args_parse(struct fill_args *args, int argc, char **argv);
void fill_args_help(const struct fill_args *args);

/* What the parameters of a distribution have to be together; NULL where nothing. */
const char *fill_rule(int dist);

/* Whether a fill of that type takes parameter 'index' of the distribution, or its default alone. */
int fill_takes_param(int dist, int type, int index);

/* " --name value", or " --name" for a flag. */
void fill_print_param(FILE *out, const isorand_param_info *info, isorand_param value);

/* "--dist NAME --type NAME --name value ...", to be freed. */
char *fill_request_text(const isorand_request *req);
int fill_same_request(const isorand_request *a, const isorand_request *b);

/* The engine that --engine and --legacy choose.  0 or an exit code after a message, as below. */
int fill_engine(const struct fill_args *args, const isorand_engine_info **engine);

/* The request that --dist, --type and the parameters make.  Each function here returns 0 or an exit
 * code after a message. */
int fill_request(const struct fill_args *args, isorand_request *req);

/* Whether the library would carry out 'req': the check of the parameters' values. */
int fill_request_check(const struct fill_args *args, const isorand_request *req);

/* The stream that --seed, --spawn-key, --engine, --legacy, --jump and --skip describe; 'seed' is
 * the argument of --seed or the system's replacement. */
int fill_start(const struct fill_args *args, const char *seed, isorand_rng *rng);

#endif
