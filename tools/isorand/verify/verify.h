/* SPDX-License-Identifier: MIT */
/* The parts of `isorand verify`: what to check, the checks, and what they found. */
#ifndef VERIFY_H
#define VERIFY_H

#include "io/progress.h"
#include "verify/kind.h"
#include "verify/start.h"

#include <json-c/json.h>

/* ---- what is asked for: verify_options.c ---- */

enum verify_option {
#define VERIFY_OPTION(ID, name, arg, help) VERIFY_##ID,
#include "verify/options.def"
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
    size_t *length; /* the lengths of fills, rising */
    size_t nlengths;
    isorand_rng start;
    unsigned char *values; /* as many as the last length */
    isorand_rng *after;    /* the states after each length */
};

/* Room for all lengths up to 'nvalues'.  0 or an exit code after a message. */
int reference_open(struct reference *reference, size_t nvalues);
void reference_close(struct reference *reference);

/* Computes start, values and states; the other members are set.  The scalar backend is active.  0
 * or the library's error, ISORAND_ENOTSUP when there is no such stream. */
int reference_compute(struct reference *reference);

/* ---- fills compared with it: verify_trial.c ---- */

enum {
    TRIAL_OFFSETS = 64, /* of the buffer's start from a cache line */
    TRIAL_MARGIN = 64   /* bytes before and behind a fill that must stay */
};

struct trials {
    struct reference ref;
    unsigned char *buffer; /* from a cache line: offset, margins and the longest fill */
    uint64_t random;
    struct verify_cell *cell; /* of the backend that is active */
};

/* As reference_open and reference_close. */
int trials_open(struct trials *t, size_t nvalues);
void trials_close(struct trials *t);

/* A random number below n. */
size_t trials_random(struct trials *t, size_t n);

/* All lengths at random offsets, 'splits' times all values in random pieces, and so many lengths at
 * all offsets, each with the state afterwards.  0, or -1 when the cell has got a difference. */
int trials_run(struct trials *t, unsigned splits, unsigned at_all_offsets);

/* The cell's difference is that there is no definition. */
void trials_error(struct trials *t, int error);

/* ---- the comparison: verify_check.c ---- */

/* Compares every backend that is asked for with the definition.  0 or an exit code. */
int verify_check(const struct verify_request *request);

/* ---- manifests: verify_manifest.c ---- */

int verify_write_manifest(const struct verify_request *request);
int verify_read_manifest(const struct verify_request *request);

#endif
