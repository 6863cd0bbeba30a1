/* SPDX-License-Identifier: MIT */
/* The binomial distribution: what depends on its parameters only, and the draw. */
#ifndef IR_BINOMIAL_H
#define IR_BINOMIAL_H

#include "words/reader.h"

struct ir_binomial {
    int64_t n;
    double p;       /* at most 1/2 */
    int complement; /* the result is n - draw */
    enum { IR_BINOMIAL_ZERO, IR_BINOMIAL_INVERSION, IR_BINOMIAL_BTPE } method;
    int randomstate;
    uint32_t numpy; /* the level of BTPE's full test; RandomState keeps that of 2.4 */
    int64_t m;      /* inversion: the bound of the search; BTPE: the mode */
    double q, log_q, q_to_n;
    double p1, p2, p3, p4, xm, xl, xr, c, laml, lamr; /* Kachitvichyanukul and Schmeiser's names */
};

/* 'p' is the probability of success; RandomState draws a uniform even for n = 0 or p = 0. */
void ir_binomial_init(struct ir_binomial *s, int64_t n, double p, int randomstate, uint32_t numpy);

/* The two steps of it, for draws that share a probability but not a number of trials. */
void ir_binomial_set_p(struct ir_binomial *s, double p, int randomstate, uint32_t numpy);
void ir_binomial_set_n(struct ir_binomial *s, int64_t n);

int64_t ir_draw_binomial(struct ir_reader *r, const struct ir_binomial *s);

#endif
