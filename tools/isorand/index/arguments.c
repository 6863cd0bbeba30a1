/* SPDX-License-Identifier: MIT */
/* The arguments of `isorand index`: its own, and fill's. */
#include "index/arguments.h"

#include "cli/options.h"

#include <stdio.h>

enum {
#define INDEX_OPTION(ID, name, arg, help) INDEX_##ID,
#define INDEX_FILL_OPTION(ID, help)       INDEX_FILL_##ID,
#include "index/options.def"
#undef INDEX_OPTION
#undef INDEX_FILL_OPTION
    INDEX_OPTIONS
};

/* fill's number of each option that is fill's, else -1. */
static const int of_fill[INDEX_OPTIONS] = {
#define INDEX_OPTION(ID, name, arg, help) -1,
#define INDEX_FILL_OPTION(ID, help)       FILL_##ID,
#include "index/options.def"
#undef INDEX_OPTION
#undef INDEX_FILL_OPTION
};

static const struct option_row own[INDEX_OPTIONS] = {
#define INDEX_OPTION(ID, name, arg, help) {name, arg, help},
#define INDEX_FILL_OPTION(ID, help)       {NULL, NULL, help},
#include "index/options.def"
#undef INDEX_OPTION
#undef INDEX_FILL_OPTION
};

static int help(const struct option_row *rows) {
    printf(
        "Usage: isorand index --seed S --count N --out FILE [OPTION]...\n"
        "Passes over the stream of an array of N values once and notes where values lie.  With\n"
        "this index, `isorand fill --index FILE --first I --count M` and the same options makes\n"
        "any slice of the array.  Distributions that always take equally many words need none:\n"
        "raw, uniform, integers of a range that is a power of two and some more.\n\nOptions:\n");
    options_print(rows, INDEX_OPTIONS);
    printf(
        "\nThe engines, the distributions and their options are those of isorand fill --help.\n");
    return OPTIONS_HELP;
}

int index_args_parse(struct index_args *args, int argc, char **argv) {
    struct option_row rows[INDEX_OPTIONS + FILL_ROWS_MAX];
    const char *value[INDEX_OPTIONS + FILL_ROWS_MAX];
    int n = INDEX_OPTIONS, code = fill_args_rows(&args->fill);
    for (int i = 0; i < INDEX_OPTIONS; i++) {
        rows[i] = of_fill[i] < 0 ? own[i] : args->fill.row[of_fill[i]];
        rows[i].help = own[i].help ? own[i].help : rows[i].help;
    }
    for (int i = FILL_OPTIONS; i < args->fill.n; i++) /* parameters */
        rows[n++] = args->fill.row[i];
    if (!code)
        code = options_parse(rows, n, argc, argv, value);
    if (code == OPTIONS_HELP)
        return help(rows);
    if (code)
        return code;
    for (int i = 0; i < INDEX_OPTIONS; i++)
        if (of_fill[i] >= 0)
            args->fill.value[of_fill[i]] = value[i];
    for (int i = FILL_OPTIONS; i < args->fill.n; i++)
        args->fill.value[i] = value[INDEX_OPTIONS + i - FILL_OPTIONS];
    args->every = value[INDEX_EVERY];
    args->out = value[INDEX_OUT];
    return 0;
}
