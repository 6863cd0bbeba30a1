/* SPDX-License-Identifier: MIT */
/* One array by the ranks of an MPI program, with the bytes and the final state of the serial fill;
 * and a stream for each rank.  Any MPI-3: link isorand::mpi, or compile with mpicc.
 *
 *     isorand_mpi mpi;
 *     isorand_mpi_start(&mpi, MPI_COMM_WORLD, NULL);
 *     count = isorand_mpi_slice(&mpi, n, &first);
 *     isorand_mpi_fill(&mpi, &rng, &request, out, count);   elements first ... first + count - 1
 *     isorand_mpi_stop(&mpi);
 *
 * All calls but isorand_mpi_slice are collective: all ranks call them in the same order.  An error
 * on one rank is that error on all of them, nothing is written and no state changes, so no rank
 * waits for one that has given up.  Where MPI itself fails, and its error handler returns, the
 * result is ISORAND_EMPI, and what was to be made is undefined. */
#ifndef ISORAND_MPI_H
#define ISORAND_MPI_H

#include <isorand/parallel.h>

#include <mpi.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { ISORAND_EMPI = -100 };

/* All members but comm, rank and size, which are read only, are private. */
typedef struct isorand_mpi {
    MPI_Comm comm; /* a duplicate, so that messages do not mix with others */
    int rank, size;
    isorand_executor executor;
    void *scratch; /* the executor's, where the caller has none */
    unsigned char *messages;
} isorand_mpi;

/* Waits, and gives up the CPU now and then: there may be more ranks than CPUs.  0, or that
 * something has failed. */
static inline int isorand_mpi_wait_(MPI_Request *request) {
    int done = 0;
    for (unsigned moments = 1; !done; moments++) {
        if (MPI_Test(request, &done, MPI_STATUS_IGNORE))
            return 1;
        if (!done && moments % 16 == 0)
            sched_yield();
    }
    return 0;
}

/* The error that all ranks return: 0, or the least of theirs.  For steps of one's own, too. */
static inline int isorand_mpi_agree(const isorand_mpi *mpi, int error) {
    MPI_Request request;
    int least = 0;
    return MPI_Iallreduce(&error, &least, 1, MPI_INT, MPI_MIN, mpi->comm, &request) ||
                   isorand_mpi_wait_(&request)
               ? ISORAND_EMPI
               : least;
}

/* Collective, as freeing a communicator is. */
static inline int isorand_mpi_stop(isorand_mpi *mpi) {
    free(mpi->scratch);
    free(mpi->messages);
    mpi->scratch = NULL;
    mpi->messages = NULL;
    return MPI_Comm_free(&mpi->comm) ? ISORAND_EMPI : 0;
}

/* Runs the only worker. */
static inline void isorand_mpi_run_(void *context, unsigned workers, isorand_task *task,
                                    void *argument) {
    (void)context;
    for (unsigned i = 0; i < workers; i++)
        task(argument, i);
}

/* Begins on a communicator.  An executor of this rank, such as a pool of isorand/threads.h, shares
 * its work out and has to stay where it is while it is used; NULL: this rank works alone.  MPI
 * calls are made by the calling thread alone (MPI_THREAD_FUNNELED).  ISORAND_ESPACE: no memory,
 * which is 320 bytes for each rank, and isorand_parallel_scratch(1). */
static inline int isorand_mpi_start(isorand_mpi *mpi, MPI_Comm comm,
                                    const isorand_executor *executor) {
    if (!mpi)
        return ISORAND_EINVAL;
    mpi->scratch = NULL;
    mpi->messages = NULL;
    if (MPI_Comm_dup(comm, &mpi->comm))
        return ISORAND_EMPI;
    int error = 0;
    if (MPI_Comm_rank(mpi->comm, &mpi->rank) || MPI_Comm_size(mpi->comm, &mpi->size))
        error = ISORAND_EMPI;
    if (executor) {
        mpi->executor = *executor;
    } else {
        const isorand_executor alone = {1,    NULL, isorand_mpi_run_,
                                        NULL, NULL, isorand_parallel_scratch(1)};
        mpi->executor = alone;
        mpi->scratch = mpi->executor.scratch = malloc(alone.scratch_bytes);
    }
    if (!error) {
        mpi->messages = (unsigned char *)malloc((size_t)mpi->size * ISORAND_PART_BYTES);
        if (!mpi->messages || (!executor && !mpi->scratch))
            error = ISORAND_ESPACE;
    }
    error = isorand_mpi_agree(mpi, error);
    if (error)
        isorand_mpi_stop(mpi);
    return error;
}

/* This rank's share of 'n' elements, which differs by at most one from others: its length; the
 * first one's index goes to *first. */
static inline size_t isorand_mpi_slice(const isorand_mpi *mpi, uint64_t n, uint64_t *first) {
    const uint64_t size = (uint64_t)mpi->size, rank = (uint64_t)mpi->rank;
    const uint64_t share = n / size, more = n % size;
    *first = rank * share + (rank < more ? rank : more);
    return (size_t)(share + (rank < more));
}

/* isorand_fill of one array whose slices lie one behind the other in the order of the ranks:
 * 'count' elements of this rank to 'out', which may be any numbers, also 0.  'rng' and 'request'
 * are the same on all ranks, and so is 'rng' afterwards.  Errors: those of isorand_fill_parallel,
 * ISORAND_EINVAL where streams or requests differ, and ISORAND_ERANGE for 2^60 elements or more. */
static inline int isorand_mpi_fill(isorand_mpi *mpi, isorand_rng *rng,
                                   const isorand_request *request, void *out, size_t count) {
    unsigned char message[ISORAND_PART_BYTES];
    isorand_part part;
    MPI_Request exchange;
    int error;
    /* An error is in the message. */
    (void)isorand_part_begin(&part, rng, request, out, count, (unsigned)mpi->rank,
                             (unsigned)mpi->size, &mpi->executor, message);
    do {
        if (MPI_Iallgather(message, ISORAND_PART_BYTES, MPI_BYTE, mpi->messages, ISORAND_PART_BYTES,
                           MPI_BYTE, mpi->comm, &exchange) ||
            isorand_mpi_wait_(&exchange))
            return ISORAND_EMPI;
        error = isorand_part_step(&part, mpi->messages, message);
    } while (error == ISORAND_PART_MORE);
    return error;
}

/* A stream of its own for each rank: that of child number 'rank' of root.spawn(size).  Rank 0's
 * 'root' counts, and comes to all ranks, so that a seed may be read from a file, or from the
 * system, there alone; afterwards it has spawned 'size' children more, as in NumPy.  Errors: those
 * of isorand_init.
 */
static inline int isorand_mpi_init(const isorand_mpi *mpi, isorand_rng *rng, int engine,
                                   isorand_seedseq *root) {
    isorand_seedseq spawned, child;
    isorand_rng own;
    int error = rng && root ? 0 : ISORAND_EINVAL;
    memset(&spawned, 0, sizeof spawned);
    if (!error)
        spawned = *root;
    if (MPI_Bcast(&spawned, (int)sizeof spawned, MPI_BYTE, 0, mpi->comm))
        return ISORAND_EMPI;
    if (!error && spawned.n_spawned > UINT64_MAX - (uint64_t)mpi->size)
        error = ISORAND_ERANGE;
    if (!error)
        error = isorand_seedseq_child(&spawned, spawned.n_spawned + (uint64_t)mpi->rank, &child);
    if (!error)
        error = isorand_init(&own, engine, &child);
    error = isorand_mpi_agree(mpi, error);
    if (error)
        return error;
    spawned.n_spawned += (uint64_t)mpi->size;
    *root = spawned;
    *rng = own;
    return 0;
}

#ifdef __cplusplus
}
#endif

#endif
