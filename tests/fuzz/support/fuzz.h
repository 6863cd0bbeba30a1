/* SPDX-License-Identifier: MIT */
/* What the fuzz targets share: how bytes become streams, requests and parameters, memory that shows
 * what is written beside it, and checks.
 *
 * A target is one file of tests/fuzz with fuzz_one(), which must do the same for the same bytes.
 * The checks are CHECK and CHECK_BYTES of support/harness.h: a failed one prints and aborts.
 * Whatever is read behind the end of the input is zero, so that every input is a whole one. */
#ifndef FUZZ_H
#define FUZZ_H

#include "support/guard.h"
#include "support/harness.h"

#include <isorand/isorand.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct fuzz {
    const uint8_t *at, *end;
};

/* The target. */
void fuzz_one(struct fuzz *f);
/* How many planted faults it knows: with the fault k of 1 .. fuzz_faults in place, some input of
 * its corpus must fail a check. */
extern const int fuzz_faults;
/* Whether that fault is in place: then the target spoils what it expects. */
int fuzz_fault(int number);
/* Puts it in place; 0 takes all away. */
void fuzz_plant(int number);

/* An integer of 'n' bytes, least significant first; one on [0, bound), of as few bytes as that
 * takes. */
uint64_t fuzz_bytes(struct fuzz *f, unsigned n);
uint64_t fuzz_below(struct fuzz *f, uint64_t bound);
/* A length up to 'most', mostly a short one. */
size_t fuzz_length(struct fuzz *f, size_t most);
/* Parameters: where algorithms change and its neighbours, small numbers, any bits. */
double fuzz_real(struct fuzz *f);
int64_t fuzz_integer(struct fuzz *f);
/* The rest of the input as a text, at most 'size' - 1 bytes and a NUL. */
size_t fuzz_text(struct fuzz *f, char *text, size_t size);

/* A stream in any state that can be set: of any engine and level, in the middle of a block, with a
 * half word and a normal that wait, with fields that no seed gives. */
isorand_rng fuzz_rng(struct fuzz *f);
/* Any request, possible or not, mostly of a type that the distribution fills. */
isorand_request fuzz_request(struct fuzz *f);
size_t fuzz_bytes_of(int type);

/* The backends that this machine can use, best first; NULL behind the last.  fuzz_use makes one
 * active. */
const char *fuzz_backend(int index);
void fuzz_use(int index);

/* isorand_fill by the plain definitions: value by value, words and uniforms by the model. */
int fuzz_reference(isorand_rng *rng, const isorand_request *request, void *out, size_t n);
/* A length of which the definition has shown that it takes no seconds: 'n', or fewer. */
size_t fuzz_affordable(const isorand_rng *rng, const isorand_request *request, size_t n);

/* Memory for output beside a page that may not be touched, on either side, at any alignment. */
enum { FUZZ_ROOM = 32768 };
unsigned char *fuzz_place(struct fuzz *f, size_t nbytes);
/* The same place again, for another way to fill it. */
unsigned char *fuzz_place_again(size_t nbytes);
/* Fails where anything around it was written; fuzz_untouched where anything was at all. */
void fuzz_check_place(const unsigned char *p, size_t nbytes, const char *what);
void fuzz_untouched(const unsigned char *p, size_t nbytes, const char *what);

/* What the command's functions print to stderr goes into a text until fuzz_said, which returns it:
 * it lasts until the next fuzz_listen. */
void fuzz_listen(void);
const char *fuzz_said(void);
/* Fails unless it is one line of printable text that begins with "isorand: ". */
void fuzz_check_said(void);

#endif
