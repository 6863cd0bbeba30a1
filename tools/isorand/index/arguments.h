/* SPDX-License-Identifier: MIT */
/* The arguments of `isorand index`. */
#ifndef INDEX_ARGUMENTS_H
#define INDEX_ARGUMENTS_H

#include "fill/fill.h"

struct index_args {
    struct fill_args fill; /* what says what the array is */
    const char *every, *out;
};

/* As options_parse; OPTIONS_HELP has printed the help. */
int index_args_parse(struct index_args *args, int argc, char **argv);

#endif
