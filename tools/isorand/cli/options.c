/* SPDX-License-Identifier: MIT */
/* A subcommand's options: a table on top of getopt_long. */
#include "cli/options.h"

#include "cli/command.h"
#include "cli/message.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char options_missing[] = "";

enum { FIRST_ROW = 256 }; /* getopt's values of the rows, above all characters */

/* The row whose full name argument 'arg' ("--name" or "--name=value") spells, or -1. */
static int row_of(const struct option_row *rows, int nrows, const char *arg) {
    if (strncmp(arg, "--", 2))
        return -1;
    const size_t nbytes = strcspn(arg + 2, "=");
    for (int i = 0; i < nrows; i++)
        if (strlen(rows[i].name) == nbytes && !memcmp(rows[i].name, arg + 2, nbytes))
            return i;
    return -1;
}

static int unknown(const struct option_row *rows, int nrows, const char *arg) {
    static char name[64]; /* without its argument */
    snprintf(name, sizeof name, "%.*s", (int)strcspn(arg, "="), arg);
    refuse_start(name, "unknown option");
    for (int i = 0; i < nrows; i++)
        refuse_item("--", rows[i].name);
    refuse_item("--", "help");
    return refuse_end();
}

static int wrong_argument(const struct option_row *row, int missing) {
    refuse_start(NULL, "--%s", row->name);
    return missing ? refuse_reason("needs an argument %s", row->arg)
                   : refuse_reason("takes no argument");
}

static int argument_kind(const struct option_row *row) {
    if (!row->arg)
        return no_argument;
    return *row->arg == '[' ? optional_argument : required_argument;
}

/* The next word, for an option whose argument may be missing; an option is none. */
static const char *next_word(int argc, char **argv) {
    const int is_there = optind < argc && (argv[optind][0] != '-' || !argv[optind][1]);
    return is_there ? argv[optind++] : options_missing;
}

static int parse(const struct option_row *rows, int nrows, const struct option *longs, int argc,
                 char **argv, const char **value) {
    opterr = 0;
    for (;;) {
        /* '+': the options come in order, so that this is the argument which getopt looks at. */
        const int at = optind;
        const int c = getopt_long(argc, argv, "+:h", longs, NULL);
        if (c == -1)
            break;
        if (c == 'h' && (argv[at][1] != '-' || !strcmp(argv[at], "--help")))
            return OPTIONS_HELP;
        /* getopt accepts abbreviations; a script that uses one breaks when an option is added. */
        const int row = row_of(rows, nrows, argv[at]);
        if (row < 0)
            return unknown(rows, nrows, argv[at]);
        if (c == ':' || c == '?')
            return wrong_argument(&rows[row], c == ':');
        if (optarg)
            value[row] = optarg;
        else
            value[row] =
                argument_kind(&rows[row]) == optional_argument ? next_word(argc, argv) : "";
    }
    return optind < argc ? refuse("operand", argv[optind], "only options are accepted") : 0;
}

int options_parse(const struct option_row *rows, int nrows, int argc, char **argv,
                  const char **value) {
    struct option *longs = calloc((size_t)nrows + 2, sizeof *longs);
    if (!longs)
        return fail("out of memory");
    for (int i = 0; i < nrows; i++) {
        value[i] = NULL;
        longs[i] = (struct option){rows[i].name, argument_kind(&rows[i]), NULL, FIRST_ROW + i};
    }
    longs[nrows] = (struct option){"help", no_argument, NULL, 'h'};
    const int result = parse(rows, nrows, longs, argc, argv, value);
    free(longs);
    return result;
}

void options_print(const struct option_row *rows, int nrows) {
    enum { COLUMN = 20 };
    for (int i = 0; i < nrows; i++) {
        int used = printf("  --%s%s%s", rows[i].name, rows[i].arg ? " " : "",
                          rows[i].arg ? rows[i].arg : "");
        for (const char *line = rows[i].help; line;) {
            const size_t nbytes = strcspn(line, "\n");
            printf("%*s  %.*s\n", used < COLUMN ? COLUMN - used : 0, "", (int)nbytes, line);
            line = line[nbytes] ? line + nbytes + 1 : NULL;
            used = 0;
        }
    }
    printf("  %-18s  %s\n", "--help", "this text");
}
