/* SPDX-License-Identifier: MIT */
/* Parts of one fill, made by processes that send each other messages but no values.
 *
 * The stream is cut into a region of words for each part: from where its slice should begin, by the
 * average of a sample, to where the next one's should.  A part parses its region from some words
 * before, as if a value began there, and sends at which place its first value began, at which one
 * the last ended, and how many there are.  Where a part's end is the next one's begin, all know
 * which values these are, and a part moves what it has and makes what is missing at its ends. Where
 * it is not, the next part parses again from there: later, never wrong. */
#ifndef IR_PART_H
#define IR_PART_H

#include "parallel/parallel.h"

enum {
    IR_PART_MARKS = 6, /* the begin, 4 ever closer to the end, the end */
    IR_PART_ROUND_DONE = 0,
    IR_PART_ROUND_MORE = 1
};

/* What everybody tells everybody in each round. */
struct ir_part_message {
    int32_t error;
    uint32_t index, parts, round;
    uint64_t job;                         /* digest of stream and request */
    uint64_t count;                       /* elements of the slice */
    uint64_t sample_values, sample_words; /* that these values took */
    isorand_mark mark[IR_PART_MARKS];     /* values are counted from the region's first */
};

_Static_assert(sizeof(struct ir_part_message) <= ISORAND_PART_BYTES, "as promised");

/* What isorand_part_step knows anew in each call; the plan is prepared, and pointers are checked.
 */
struct ir_part {
    isorand_part *part;
    const struct ir_backend *backend;
    const struct ir_plan *plan;
};

/* A number for what is asked for: all parts have to have the same. */
uint64_t ir_part_job(const isorand_rng *rng, const isorand_request *request);

/* Adds the sample to the first message. */
void ir_part_sample(const struct ir_part *p, struct ir_part_message *own);

/* The error that all parts get, from the messages of the first round; else sets part->first and
 * part->total. */
int ir_part_agree(isorand_part *part, const unsigned char *messages);

/* A round: IR_PART_ROUND_MORE with a new message, or IR_PART_ROUND_DONE. */
int ir_part_round(const struct ir_part *p, const unsigned char *messages,
                  struct ir_part_message *own);

#endif
