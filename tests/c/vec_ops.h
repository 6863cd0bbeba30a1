/* SPDX-License-Identifier: MIT */
/* The cases of one vec header, which tests/vec_ops.c makes with that backend's flags. */
#ifndef TEST_VEC_OPS_H
#define TEST_VEC_OPS_H

#include "support/random.h"

struct vec_op {
    const char *name;
    void (*check)(struct test_random *r);
};
extern const struct vec_op vec_ops[]; /* ends with a NULL name */

#endif
