/* SPDX-License-Identifier: MIT */
/* The hypergeometric draw of Generator: good + bad < 2^63 and nsample <= good + bad. */
#ifndef IR_HYPERGEOMETRIC_H
#define IR_HYPERGEOMETRIC_H

#include "distribution/scalar.h"

int64_t ir_draw_hypergeometric(struct ir_source *source, int64_t good, int64_t bad,
                               int64_t nsample);

#endif
