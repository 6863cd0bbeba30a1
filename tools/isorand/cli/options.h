/* SPDX-License-Identifier: MIT */
/* A subcommand's options as rows of a table: getopt_long and the help text both read it. */
#ifndef OPTIONS_H
#define OPTIONS_H

struct option_row {
    const char *name; /* without the dashes */
    const char
        *arg; /* what the help calls the argument, "[X]" where it may be missing; NULL: a flag */
    const char *help; /* lines separated by '\n' */
};

enum { OPTIONS_HELP = -1 };

/* Sets value[i] to the last argument given for rows[i] ("" for a flag, options_missing for an
 * argument that may be missing and is), or NULL.  Returns 0, OPTIONS_HELP when the help is wanted,
 * or an exit code after a message. */
extern const char options_missing[];
int options_parse(const struct option_row *rows, int nrows, int argc, char **argv,
                  const char **value);

/* The rows as lines of a help text on stdout. */
void options_print(const struct option_row *rows, int nrows);

#endif
