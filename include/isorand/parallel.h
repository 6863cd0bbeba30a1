/* SPDX-License-Identifier: MIT */
/* isorand in parallel: the bytes of the serial fill, and its final state, from any number of
 * workers or processes.  See docs/parallel.md.
 *
 * The library knows no threads: an executor runs its tasks.  isorand/openmp.h and isorand/threads.h
 * have some. */
#ifndef ISORAND_PARALLEL_H
#define ISORAND_PARALLEL_H

#include <isorand/isorand.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- fills by several workers --------------------------------------------------------------- */

typedef void isorand_task(void *argument, unsigned worker);

/* Who runs tasks, on what.  Its members are read only. */
typedef struct isorand_executor {
    unsigned workers; /* tasks to run, at least 1 */
    void *context;    /* for the functions below */
    /* Calls task(argument, i) once for each i < workers, and returns when all calls have returned.
     * They may run together or one after the other, in any order, on any threads. */
    void (*run)(void *context, unsigned workers, isorand_task *task, void *argument);
    /* Called where a worker waits for another one, which may need the CPU.  NULL: it spins. */
    void (*yield)(void *context);
    /* Memory of any alignment that the call may overwrite. */
    void *scratch;
    size_t scratch_bytes;
} isorand_executor;

/* How much scratch so many workers need: about 90 KB each. */
ISORAND_API size_t isorand_parallel_scratch(unsigned workers);

/* isorand_fill by the executor's workers: the same bytes, the same final state, the same errors.
 * Moreover ISORAND_EINVAL: no workers or no 'run', or scratch that overlaps 'rng' or 'out';
 * ISORAND_ESPACE: not enough scratch.
 *
 * Some fills are made by one worker because more would gain nothing: short ones, and those that
 * docs/parallel.md names. */
ISORAND_API int isorand_fill_parallel(isorand_rng *rng, const isorand_request *request, void *out,
                                      size_t n, const isorand_executor *executor);

/* ---- slices ---------------------------------------------------------------------------------- */

/* 'n' elements from element 'first' on of the array that a fill from 'rng' would make, which does
 * not change.  Offered where all values take equally many words, such as words, uniforms, integers
 * of a range that is a power of two, and what is a function of one uniform; others are
 * ISORAND_ENOTSUP without an index.  ISORAND_ERANGE: 'first' is 2^60 or more. */
ISORAND_API int isorand_fill_at(const isorand_rng *rng, const isorand_request *request,
                                uint64_t first, void *out, size_t n);

#ifdef __cplusplus
}
#endif

#endif
