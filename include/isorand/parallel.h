/* SPDX-License-Identifier: MIT */
/* isorand in parallel: the bytes of the serial fill, and its final state, from any number of
 * workers or processes.  See docs/parallel.md.
 *
 * A worker's stack is that of any call, 48 KB at most.
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

/* How much scratch so many workers need: about 272 KB each, and 12 KB. */
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

/* Moves 'rng', which is where such an array begins, to where its element 'first' begins: a fill
 * from there makes what follows in the array.  Errors: those of isorand_fill_at; ISORAND_ENOTSUP
 * also for an element in the middle of a word, of the types with less than 32 bits. */
ISORAND_API int isorand_seek_at(isorand_rng *rng, const isorand_request *request, uint64_t first);

/* ---- slices by an index ------------------------------------------------------------------------
 * One pass over the stream notes where values begin.  With these marks, which can be saved, anybody
 * who has the rng makes any slice of the array, of any distribution. */

/* A place in the stream.  All members are private. */
typedef struct isorand_mark {
    uint64_t value, word;
    double gauss;
    uint32_t has_uint32, uinteger, has_gauss, reserved;
} isorand_mark;

/* 'request', 'n' and 'every' are to be read, the others are private; 'marks' is the caller's
 * memory, which has to stay where it is. */
typedef struct isorand_index {
    isorand_request request;
    uint64_t n;      /* elements of the array */
    uint64_t every;  /* values between two marks, at least */
    uint64_t stream; /* digest of the state that it is of */
    isorand_mark *marks;
    size_t nmarks;
} isorand_index;

/* How many marks an index of 'n' elements can have. */
ISORAND_API size_t isorand_index_marks(uint64_t n, uint64_t every);

/* Makes the index of the array of 'n' elements that isorand_fill would make; nothing is stored but
 * a mark about every 'every' >= 1 values (not closer than some thousands), and 'rng' does not
 * change.  Errors: those of isorand_fill_parallel, ISORAND_ERANGE where n is 2^60 or more, and
 * ISORAND_ESPACE where 'capacity' is less than isorand_index_marks(n, every). */
ISORAND_API int isorand_index_build(isorand_index *index, const isorand_rng *rng,
                                    const isorand_request *request, uint64_t n, uint64_t every,
                                    isorand_mark *marks, size_t capacity,
                                    const isorand_executor *executor);

/* Goes on to 'n' elements, at least as many as the index has: so a long one is made in steps, and
 * somebody told how far it is.  'capacity' is that of its marks, and as for the whole; 'rng' is in
 * the state that the index was built from.  Errors: those of isorand_index_build, and
 * ISORAND_EINVAL for another state or fewer elements. */
ISORAND_API int isorand_index_extend(isorand_index *index, const isorand_rng *rng, uint64_t n,
                                     size_t capacity, const isorand_executor *executor);

/* 'n' elements from element 'first' on; 'rng' is in the state that the index was built from.
 * ISORAND_EINVAL: it is not; ISORAND_ERANGE: elements beyond the array's. */
ISORAND_API int isorand_index_fill(const isorand_index *index, const isorand_rng *rng,
                                   uint64_t first, void *out, size_t n);

/* Moves 'rng', which is in the state that the index was built from, to where element 'first'
 * begins: a fill from there makes what follows in the array.  Errors: those of isorand_index_fill,
 * and ISORAND_ENOTSUP for bool and integers of 8 and 16 bits, whose place within a word no stream
 * keeps. */
ISORAND_API int isorand_index_seek(const isorand_index *index, isorand_rng *rng, uint64_t first);

/* An index as bytes: versioned, little-endian, with length and CRC-32; the same on every machine.
 * isorand_index_saved_bytes says how many; ISORAND_ESPACE: 'capacity' is less. */
ISORAND_API size_t isorand_index_saved_bytes(const isorand_index *index);
ISORAND_API int isorand_index_save(const isorand_index *index, void *out, size_t capacity,
                                   size_t *nbytes);

/* How many marks saved bytes hold: to make room for them.  ISORAND_EFORMAT: they are no index. */
ISORAND_API int isorand_index_saved_marks(const void *bytes, size_t nbytes, size_t *nmarks);

/* Restores what isorand_index_save wrote.  Any other bytes are ISORAND_EFORMAT; ISORAND_ESPACE: too
 * many marks. */
ISORAND_API int isorand_index_load(isorand_index *index, isorand_mark *marks, size_t capacity,
                                   const void *bytes, size_t nbytes);

/* ---- parts: one array by processes that send messages ------------------------------------------
 * Each of some processes makes its slice of the array that one fill would make; the slices lie one
 * behind the other in the order of the parts' numbers.  No values travel: in some rounds, mostly
 * two, everybody gets a short message of everybody, by whatever means.  isorand/mpi.h does it by
 * MPI; by others:
 *
 *     unsigned char message[ISORAND_PART_BYTES];
 *     isorand_part_begin(&part, &rng, &request, out, count, index, parts, &executor, message);
 *     do
 *         (all parts' messages, in the order of their numbers, come to 'messages');
 *     while ((error = isorand_part_step(&part, messages, message)) == ISORAND_PART_MORE);
 *
 * In the end every part has its slice, and every rng is where the serial fill would leave it. */

enum {
    ISORAND_PART_BYTES = 320, /* of a message */
    ISORAND_PART_MORE = 1     /* another round */
};

/* All members are private. */
typedef struct isorand_part {
    isorand_rng *rng;
    isorand_request request;
    void *out;
    const isorand_executor *executor;
    uint64_t count, first, total; /* elements */
    uint64_t words_per_value;     /* with 32 binary places */
    uint64_t begin, end;          /* words of the region */
    uint64_t kept_values;         /* the region's first ones, in 'out' */
    isorand_mark kept;            /* near their end */
    uint32_t index, parts;
} isorand_part;

/* Part 'index' of 'parts' begins: 'count' elements to 'out', which may differ between parts; stream
 * and request must be the same.  The executor's workers share the work; what the pointers point to
 * has to stay until the last step.
 *
 * An error, those of isorand_fill_parallel, is in the message too, which has to be sent all the
 * same: then all parts get it from their next step. */
ISORAND_API int isorand_part_begin(isorand_part *part, isorand_rng *rng,
                                   const isorand_request *request, void *out, size_t count,
                                   unsigned index, unsigned parts, const isorand_executor *executor,
                                   void *message);

/* 'messages' are those of all parts, ISORAND_PART_BYTES each, of processes on machines of one kind.
 * ISORAND_PART_MORE: 'message' is to be sent in another round.  0: the slice is there.  An error is
 * the same for all parts, the first one's; nothing has been written, and no rng has changed.
 * ISORAND_EINVAL: also where streams or requests differ; ISORAND_ERANGE: 2^60 elements or more. */
ISORAND_API int isorand_part_step(isorand_part *part, const void *messages, void *message);

#ifdef __cplusplus
}
#endif

#endif
