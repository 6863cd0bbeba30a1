/* SPDX-License-Identifier: MIT */
/* What `isorand verify` is asked for, and the three things that it does. */
#ifndef VERIFY_H
#define VERIFY_H

#include <isorand/isorand.h>

enum verify_option {
#define VERIFY_OPTION(ID, name, arg, help) VERIFY_##ID,
#include "verify/options.def"
#undef VERIFY_OPTION
    VERIFY_OPTIONS
};

enum { VERIFY_ENGINES_MAX = 64, VERIFY_BACKENDS_MAX = 32 };

struct verify_request {
    const char *value[VERIFY_OPTIONS];          /* the options, as options_parse sets them */
    unsigned char engine[VERIFY_ENGINES_MAX];   /* by its number: chosen or not */
    unsigned char backend[VERIFY_BACKENDS_MAX]; /* by its index in the registry */
    const char *numpy;                          /* the level */
    uint64_t seed, size, max_size;
};

/* Reads the arguments (options.c).  0, OPTIONS_HELP after the help, or an exit code after a
 * message. */
int verify_options(struct verify_request *request, int argc, char **argv);

/* Compares every backend that is asked for with the definition (check.c).  An exit code. */
int verify_check(const struct verify_request *request);

/* Manifests (manifest_run.c).  An exit code. */
int verify_write_manifest(const struct verify_request *request);
int verify_read_manifest(const struct verify_request *request);

#endif
