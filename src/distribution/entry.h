/* SPDX-License-Identifier: MIT */
/* How a stream of a plan's values may be entered in the middle.
 *
 * Between two values the only state is the position: the native word, the half word that waits,
 * RandomState's cached normal.  Two parses of one stream that ever stand at the same position agree
 * from there on.  So whoever begins a parse where no value begins may still end up in step; whether
 * and how soon depends on the distribution, its parameters and the family. */
#ifndef IR_ENTRY_H
#define IR_ENTRY_H

#include <isorand/isorand.h>

enum ir_entry_kind {
    IR_ENTRY_FIXED,   /* so many values take so many draws: every position is known */
    IR_ENTRY_AT_ONCE, /* in step within two values, or a few words */
    IR_ENTRY_SLOW,    /* in step after tens of values, seldom a thousand */
    IR_ENTRY_PHASE    /* the draws agree, but not which of them is a value's first: maybe never */
};

struct ir_entry {
    enum ir_entry_kind kind;
    uint8_t bits;  /* of a draw: 64, or 32 (of which an engine of 64-bit words makes two) */
    uint8_t draws; /* FIXED: of a group of values, 0 where nothing is drawn.  Else the grain: trials
                    * take so many, and a parse must begin at a multiple, counted from a position
                    * where a value begins and no normal is cached */
    uint8_t values; /* FIXED: of a group.  Else how many one draw may make */
    uint8_t quick;  /* a value costs about as much as its words */
    /* A draw makes 'values', but for one in 2^seldom; 0: not so seldom that it matters. */
    uint8_t seldom;
};

struct ir_plan;

/* One for each text of a distribution, for its row 'entry'. */
typedef struct ir_entry ir_entry_fn(const struct ir_plan *plan);

ir_entry_fn ir_entry_raw, ir_entry_uniform, ir_entry_one, ir_entry_integers, ir_entry_word,
    ir_entry_normal, ir_entry_exponential, ir_entry_open_uniform, ir_entry_cauchy, ir_entry_wald,
    ir_entry_weibull, ir_entry_gamma, ir_entry_noncentral, ir_entry_f, ir_entry_noncentral_f,
    ir_entry_standard_t, ir_entry_beta, ir_entry_vonmises, ir_entry_geometric, ir_entry_poisson,
    ir_entry_binomial, ir_entry_negative_binomial, ir_entry_hypergeometric, ir_entry_zipf,
    ir_entry_logseries;

/* That of a plan that has been prepared. */
struct ir_entry ir_plan_entry(const struct ir_plan *plan);

#endif
