/* SPDX-License-Identifier: MIT */
/* The hypergeometric distribution: what depends on its parameters only, and Generator's draw. */
#ifndef IR_HYPERGEOMETRIC_H
#define IR_HYPERGEOMETRIC_H

#include "words/reader.h"

struct ir_hypergeometric {
    enum { IR_HYPERGEOMETRIC_URN, IR_HYPERGEOMETRIC_HYP, IR_HYPERGEOMETRIC_HRUA } method;
    int64_t good, bad, sample;
    /* HRUA's constants. */
    int randomstate;
    int64_t few, many, nsample; /* the smaller and larger colour, the smaller of sample and rest */
    double a, h, g, b;          /* Stadlober's names */
};

/* good + bad < 2^63 and nsample <= good + bad. */
void ir_hypergeometric_init(struct ir_hypergeometric *s, int64_t good, int64_t bad,
                            int64_t nsample);
int64_t ir_draw_hypergeometric(struct ir_reader *r, const struct ir_hypergeometric *s);

#endif
