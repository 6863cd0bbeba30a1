/* SPDX-License-Identifier: MIT */
/* The parts of `isorand verify`: what to check, the checks, and what they found. */
#ifndef VERIFY_H
#define VERIFY_H

#include "output.h"
#include "progress.h"
#include "stream.h"

#include <json-c/json.h>

/* ---- what is asked for: verify_options.c ---- */

enum verify_option {
#define VERIFY_OPTION(ID, name, arg, help) VERIFY_##ID,
#include "verify_options.def"
#undef VERIFY_OPTION
    VERIFY_OPTIONS
};

enum { VERIFY_BACKENDS_MAX = 32 };

struct verify_request {
    const char *value[VERIFY_OPTIONS];              /* the options, as options_parse sets them */
    unsigned char engine[ISORAND_ENGINE_COUNT + 1]; /* chosen or not */
    unsigned char backend[VERIFY_BACKENDS_MAX];     /* by its index in the registry */
    uint64_t seed, size, max_size;
};

/* 0, OPTIONS_HELP after the help, or an exit code after a message. */
int verify_options(struct verify_request *request, int argc, char **argv);

/* ---- what was found: verify_report.c ---- */

/* One cell for each output x engine x backend. */
struct verify_cell {
    unsigned checked;        /* trials or entries */
    json_object *difference; /* the first one; its members tell the story */
};

struct verify_results {
    const struct verify_request *request;
    struct output *output;
    size_t noutputs;
    struct verify_cell *cell;
    int nbackends; /* in the registry */
    size_t left_out;
};

/* 'output' is handed over.  0 or an exit code after a message. */
int verify_results_open(struct verify_results *results, const struct verify_request *request,
                        struct output *output, size_t noutputs);
struct verify_cell *verify_cell(struct verify_results *results, size_t output, int engine,
                                int backend);
/* Prints the results and frees them.  CLI_OK or CLI_FAILURE. */
int verify_results_close(struct verify_results *results);

/* ---- the definition: verify_reference.c ---- */

/* A stream at its start, and what a number of its values are by definition: single draws by the
 * engine's own text; for distributions, single values by the scalar backend. */
struct reference {
    struct stream stream;
    unsigned drawn; /* 32-bit values drawn before */
    struct output output;
    const size_t *length; /* the lengths of fills, rising */
    size_t nlengths;
    isorand_rng start;
    unsigned char *values; /* as many as the last length */
    isorand_rng *after;    /* the states after each length */
};

/* Room for 'nvalues' values and 'nlengths' states.  0 or an exit code after a message. */
int reference_open(struct reference *reference, size_t nvalues, size_t nlengths);
void reference_close(struct reference *reference);

/* Computes values and states; the other members are set.  The scalar backend is active.  0 or the
 * library's error, ISORAND_ENOTSUP when there is no such stream. */
int reference_compute(struct reference *reference);

/* ---- the comparison: verify_check.c ---- */

/* Compares every backend that is asked for with the definition.  0 or an exit code. */
int verify_check(const struct verify_request *request);

/* ---- manifests: verify_manifest.c ---- */

int verify_write_manifest(const struct verify_request *request);
int verify_read_manifest(const struct verify_request *request);

#endif
