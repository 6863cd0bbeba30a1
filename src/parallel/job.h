/* SPDX-License-Identifier: MIT */
/* What the workers of one fill share, and what each has to itself.  work.c makes the job; chunks.c
 * and pieces.c are what its workers do. */
#ifndef IR_PARALLEL_JOB_H
#define IR_PARALLEL_JOB_H

#include "cpu/pause.h"
#include "distribution/ziggurat.h"
#include "parallel/parallel.h"

#include <stdatomic.h>

enum {
    IR_VALUES_BYTES = 248 * 1024, /* room for values on trial, or for what a ziggurat keeps */
    IR_CHECKPOINTS = 12           /* of a trial, at most, the piece's end included */
};

/* What the workers share.  What changes together is in a cache line of its own, for each journey of
 * a line between two cores is a good part of a piece. */
struct ir_job {
    const struct ir_work *work;
    struct ir_entry entry;
    struct ir_of_ziggurat of; /* its 'ziggurat' makes the trials, where there is one */
    isorand_rng begin;        /* the stream at word 0 */
    uint64_t piece;           /* words of a piece; values of a chunk */
    uint64_t grain;           /* words */
    int guess;                /* chunks are made as if every draw made its values */
    int always_try;           /* even where the turn has come */
    int by_hand;              /* skips take time: 'front' is handed on */

    _Alignas(IR_CACHE_LINE) _Atomic uint64_t turn; /* the piece whose place and index, of its first
                                                    * value, these are */
    struct ir_place place;
    uint64_t index;
    /* Word modulo the grain of the last such place at which no normal was cached: where a trial had
     * best begin. */
    _Atomic uint64_t phase;
    _Atomic uint64_t expected_end; /* the word behind the last value, or a later one */

    _Alignas(IR_CACHE_LINE) _Atomic unsigned started; /* workers */
    _Atomic int done;

    _Alignas(IR_CACHE_LINE) atomic_flag front_taken; /* guards what follows */
    uint64_t wrong;     /* the first chunk that took more draws than had been guessed */
    isorand_rng behind; /* the stream behind it */
    uint64_t next;      /* piece or chunk that nobody has taken */
    isorand_rng front;  /* the stream there */

    isorand_rng end; /* when done */
};

/* What a worker has to itself: in scratch. */
struct ir_worker {
    _Atomic uint64_t next; /* of its chunks or pieces, that nobody has taken */
    _Atomic int started;
    isorand_rng at; /* the stream at 'word' or, with chunks, at one */
    uint64_t word;
    isorand_rng rng; /* of the reader */
    struct ir_reader reader;
    struct checkpoint {
        struct ir_place place;
        size_t values; /* until there */
    } checkpoint[IR_CHECKPOINTS];
    struct ir_place start, exit; /* of the trial */
    size_t tried;                /* its values */
    double unkept;
    /* Those values, or what the ziggurat knows of them. */
    _Alignas(64) unsigned char values[IR_VALUES_BYTES + 64 * 8];
};

/* ---- chunks: values at known places ---- */

/* Part 'i' of the array, of as many as there are workers, begins with this chunk. */
uint64_t ir_first_chunk(const struct ir_job *job, uint64_t i);

/* Makes chunks until none is left; by hand, the stream is handed on from chunk to chunk. */
void ir_work_chunks(struct ir_job *job, unsigned worker);
void ir_work_chunks_by_hand(struct ir_job *job, unsigned worker);

/* ---- pieces: values that have to be found ---- */

enum { IR_PIECE_DRAWS = 16384 }; /* whose values wait in scratch: what a core's L2 holds */

void ir_work_pieces(struct ir_job *job, unsigned worker);

/* ---- what both need ---- */

static inline const struct ir_engine *ir_job_engine(const struct ir_job *job) {
    return ir_engines[job->begin.engine];
}

static inline void ir_job_step(const struct ir_job *job) {
    if (job->work->delay)
        job->work->delay();
}

/* A moment while others work. */
static inline void ir_job_rest(const struct ir_job *job, unsigned *moments) {
    const isorand_executor *executor = job->work->executor;
    if (++*moments % 64 == 0 && executor->yield)
        executor->yield(executor->context);
    else
        ir_pause();
}

static inline void ir_take_front(struct ir_job *job) {
    unsigned moments = 0;
    while (atomic_flag_test_and_set_explicit(&job->front_taken, memory_order_acquire))
        ir_job_rest(job, &moments);
}

static inline void ir_leave_front(struct ir_job *job) {
    atomic_flag_clear_explicit(&job->front_taken, memory_order_release);
}

static inline struct ir_worker *ir_worker_in(const struct ir_work *work, unsigned worker) {
    const uintptr_t scratch = (uintptr_t)work->executor->scratch;
    return (struct ir_worker *)((scratch + 63) / 64 * 64 + worker * (size_t)IR_WORKER_BYTES);
}

static inline struct ir_worker *ir_worker_of(const struct ir_job *job, unsigned worker) {
    return ir_worker_in(job->work, worker);
}

#endif
