/* SPDX-License-Identifier: MIT */
/* Indexes of arrays, made by the command's threads, and in files. */
#ifndef INDEX_FILE_H
#define INDEX_FILE_H

#include "io/sink.h"

#include <isorand/parallel.h>

/* How far apart the marks of an array of 'n' values had best be where nobody says, and where they
 * should be 'wish' values apart: they take 32 MiB at most. */
uint64_t index_default_every(uint64_t n);
uint64_t index_every(uint64_t n, uint64_t wish);

/* The index of that array, to be freed; a terminal shows how far it is.  0 or an exit code after a
 * message, as below. */
int index_make(isorand_index *index, const isorand_rng *rng, const isorand_request *request,
               uint64_t n, uint64_t every);

/* Writes it to an open sink, which is closed. */
int index_write(const isorand_index *index, struct sink *sink);

/* Reads one, to be freed.  0, or -1 without a message: errno says why, EBADMSG that it is none. */
int index_read(isorand_index *index, const char *path);

/* Whether it is of the array that begins at 'rng'; 'path' is for the message. */
int index_check(const isorand_index *index, const char *path, const isorand_rng *rng,
                const isorand_request *request);

void index_free(isorand_index *index);

#endif
