/* SPDX-License-Identifier: MIT */
/* Distributions by rejection, each try of which is a pair of uniforms: k pairs in bulk, their tries
 * by a kernel, those that it leaves open by the definition. */
#ifndef IR_TRIES_H
#define IR_TRIES_H

#include "distribution/dist.h"

struct ir_tries {
    ir_tries_fn *(*kernel)(const struct ir_backend *b); /* an ir_kernel_NAME */
    /* The definition of one try: whether it is accepted, and then the value, of 8 bytes. */
    int (*once)(struct ir_reader *r, const struct ir_plan *plan, double u, double v, void *value);
};

/* Below so many values a kernel costs more than it saves. */
enum { IR_FEW_TRIES = 64 };

/* Values by tries with the kernel's constants. */
size_t ir_fill_tries(const struct ir_tries *tries, struct ir_reader *r, const struct ir_plan *plan,
                     const double *constants, void *out, size_t n);

#endif
