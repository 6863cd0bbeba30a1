/* SPDX-License-Identifier: MIT */
/* One file that all ranks write to, and that appears when it is complete, as a sink does.  Every
 * call is collective, and has the same result on all ranks. */
#ifndef MPI_FILE_H
#define MPI_FILE_H

#include "io/sink.h"

#include <isorand/mpi.h>

struct shared_file {
    const isorand_mpi *mpi;
    const char *name; /* for messages */
    struct sink sink; /* rank 0's: the temporary file, and where it goes */
    MPI_File handle;
};

/* Whether something has failed on one rank or more; the first of them says what, which is formatted
 * as by printf.  For steps of all kinds. */
__attribute__((format(printf, 3, 4))) int shared_failure(const isorand_mpi *mpi, int failed,
                                                         const char *format, ...);

/* Opens 'path', on the rules of sink_open; only a file is accepted.  0 or an exit code after a
 * message, as below. */
int shared_open(struct shared_file *file, const isorand_mpi *mpi, const char *path);

/* Writes this rank's bytes, at most INT_MAX. */
int shared_write(struct shared_file *file, uint64_t offset, const void *bytes, size_t nbytes);

/* The file gets its name. */
int shared_commit(struct shared_file *file);

/* Leaves no file behind. */
void shared_discard(struct shared_file *file);

#endif
