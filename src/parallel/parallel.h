/* SPDX-License-Identifier: MIT */
/* One fill by several workers, and slices of one: the bytes and the final state of the serial fill.
 *
 * Where values take a known number of words (entry.h: FIXED), each worker passes over to its part;
 * and where hardly a draw is refused, as if none were, until one is.
 * Elsewhere the stream is cut into pieces of words, which workers take by turns.  A worker parses
 * its piece from the first word as if a value began there, and remembers where it stood at some
 * checkpoints, or keeps a ziggurat's candidates.  Then it waits for its turn, that is for the place
 * at which the piece before really ended, and parses from there until it stands at a checkpoint
 * where the first parse stood, or where it has a value: from there on that one is right.  If the
 * two do not meet, the second is the parse.  It says where its piece ends, and only then moves its
 * values to their places.
 *
 * The turns are the only order: whoever has the turn may write behind its values, because whose
 * place that is writes later; what is moved behind the turn is written without a byte beyond. */
#ifndef IR_PARALLEL_H
#define IR_PARALLEL_H

#include "distribution/dist.h"

#include <isorand/parallel.h>

/* Where a parse stands between two values: native words since the fill began, and what waits. */
struct ir_place {
    uint64_t word;
    uint32_t has_uint32, uinteger, has_gauss;
    double gauss;
};

struct ir_place ir_place_of(const isorand_rng *rng, uint64_t word);

/* Whether parses that stand at them agree from there on. */
int ir_same_place(const struct ir_place *a, const struct ir_place *b);

/* The mark of a place at which a value begins, and the place of a mark. */
isorand_mark ir_mark_at(const struct ir_place *place, uint64_t value);
struct ir_place ir_place_in(const isorand_mark *mark);

/* As *to = *from, without the part of the state that the engine does not use. */
void ir_copy_rng(isorand_rng *to, const isorand_rng *from);

static inline uint64_t ir_at_least(uint64_t x, uint64_t least) {
    return x > least ? x : least;
}

static inline uint64_t ir_at_most(uint64_t x, uint64_t most) {
    return x < most ? x : most;
}

/* The grain of an entry, in native words of so many bytes. */
uint64_t ir_entry_grain(struct ir_entry entry, unsigned word_bytes);

/* Sets 'rng', at word 'from' of the stream, to a place that is not before it. */
void ir_place_set(isorand_rng *rng, uint64_t from, const struct ir_place *place);

/* Passes over 'draws' values of next_uint64, or of next_uint32 where 'bits' is 32. */
void ir_pass_draws(isorand_rng *rng, unsigned bits, uint64_t draws);

struct ir_work {
    const struct ir_backend *backend;
    const struct ir_plan *plan;
    isorand_rng *rng;
    void *out; /* NULL: values are counted, not kept */
    uint64_t n;
    const isorand_executor *executor;
    /* Told of each place at which a piece's first value begins, in order. */
    void (*mark)(void *context, const struct ir_place *place, uint64_t value);
    void *mark_context;
    /* For tests; 0 and NULL otherwise. */
    uint64_t piece;             /* words */
    void (*delay)(void);        /* called at each step */
    _Atomic uint64_t *reparsed; /* words that were parsed twice are added */
};

/* Scratch: of each worker, and what they share. */
enum { IR_WORKER_BYTES = 272 * 1024, IR_JOB_BYTES = 12 * 1024 };

static inline size_t ir_scratch_bytes(unsigned workers) {
    return (size_t)workers * IR_WORKER_BYTES + IR_JOB_BYTES + 64;
}

/* Makes the values; the plan is prepared, and the floating-point environment of the calling thread
 * is that of fills. */
void ir_work_run(const struct ir_work *work);

/* As isorand_fill_at, of a plan that is FIXED. */
void ir_fill_fixed_at(const struct ir_backend *backend, const isorand_rng *rng,
                      const struct ir_plan *plan, uint64_t first, void *out, size_t n);

#endif
