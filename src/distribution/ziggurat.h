/* SPDX-License-Identifier: MIT */
/* Standard normals and exponentials in bulk: the values of draw.h. */
#ifndef IR_ZIGGURAT_H
#define IR_ZIGGURAT_H

#include "distribution/dist.h"

ir_fill_fn ir_many_normal_f64, ir_many_normal_f32;
ir_fill_fn ir_many_exponential_f64, ir_many_exponential_f32;

/* ---- a parse on trial ----
 * Of words in whose middle nobody knows yet where values begin: it makes the values as if one began
 * with the first word, and keeps them where they lie, with bits that say which words they are of.
 * When it is known with which word a value begins, and where values are to go, they are stored
 * there, without having been moved before. */

enum { IR_TRIAL_BYTES = 248 * 1024 }; /* a trial's memory, which begins with a cache line */
enum { IR_TRIAL_PIECES = 24 };        /* of IR_READER_WORDS */
enum { IR_FEW_CANDIDATES = 96 };      /* candidates are for so many words and more */

struct ir_ziggurat {
    size_t most; /* draws of a trial */
    /* Of the reader's words up to its limit, no half of a word waiting; returns the number of
     * values. */
    size_t (*parse)(struct ir_reader *r, void *trial);
    /* Drops the values that so many draws take; how many are left, SIZE_MAX where none of them
     * begins there, or goes on as if it did. */
    size_t (*enter)(void *trial, size_t draws);
    /* Leaves the first 'values', or a few less; how many, and the draws before the next one;
     * SIZE_MAX where nobody knows where that begins. */
    size_t (*cut)(void *trial, size_t values, size_t *draws);
    void (*store)(const void *trial, const struct ir_backend *b, const struct ir_plan *plan,
                  ir_finish_fn *finish, void *out);
};

extern const struct ir_ziggurat ir_ziggurat_normal_f64, ir_ziggurat_normal_f32;
extern const struct ir_ziggurat ir_ziggurat_exponential_f64, ir_ziggurat_exponential_f32;

#endif
