/* SPDX-License-Identifier: MIT */
/* What `isorand verify` found. */
#ifndef RESULTS_H
#define RESULTS_H

#include "verify/kind.h"
#include "verify/verify.h"

#include <json-c/json.h>

/* One for each kind x engine x backend. */
struct cell {
    unsigned checked;        /* starts or entries */
    uint64_t comparisons;    /* fills or digests */
    json_object *difference; /* the first one; its members tell the story */
};

struct results {
    const struct verify_request *request;
    struct kind *kind;
    size_t nkinds;
    struct cell *cell;
    int nbackends;   /* in the registry */
    size_t streams;  /* of a manifest, on each backend; 0: the comparison with the definition */
    size_t left_out; /* of them */
};

/* 'kind' is handed over.  0 or an exit code after a message. */
int results_open(struct results *results, const struct verify_request *request, struct kind *kind,
                 size_t nkinds);
struct cell *results_cell(const struct results *results, size_t kind, int engine, int backend);
/* "0x..", the number that the bytes of a value are, of this machine. */
json_object *results_hex(const unsigned char *bytes, size_t nbytes);
/* Prints them, as JSON or for people.  CLI_OK or CLI_FAILURE. */
int results_print(const struct results *results);
void results_free(struct results *results);

#endif
