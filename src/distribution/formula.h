/* SPDX-License-Identifier: MIT */
/* Distributions that are a formula in one standard value: of k standard values in bulk, k results
 * by a kernel.  A new one is a row of kernels.def, the formula in simd/kern_formula.h, its single
 * draw, and a struct ir_formula. */
#ifndef IR_FORMULA_H
#define IR_FORMULA_H

#include "distribution/loop.h"
#include "distribution/standard.h"

struct ir_formula {
    ir_fill_fn *standard;                                 /* in bulk, as doubles */
    ir_formula_fn *(*kernel)(const struct ir_backend *b); /* an ir_kernel_NAME */
    ir_draw_f64_fn *draw;                                 /* a single value: the definition */
    unsigned constants; /* how many of plan->of.real are the formula's */
};

/* Values by the formula, or by the definition where no vectors win. */
size_t ir_fill_formula_bulk(const struct ir_formula *formula, struct ir_reader *r,
                            const struct ir_plan *plan, void *out, size_t n);

/* Those whose standard values are a ziggurat's; the distribution's 'formula' says which one. */
struct ir_of_ziggurat ir_formula_of_ziggurat(const struct ir_plan *plan,
                                             const struct ir_backend *b);

/* Below so many values a kernel costs more than it saves: of uniforms, of normals and exponentials.
 */
enum { IR_FEW_OF_UNIFORMS = 8, IR_FEW_OF_ZIGGURATS = 16 };

/* The same; few by 'define', the distribution's definition, without a detour. */
static IR_INLINE size_t ir_fill_formula(const struct ir_formula *formula, ir_fill_fn *define,
                                        struct ir_reader *r, const struct ir_plan *plan, void *out,
                                        size_t n) {
    const int uniform = formula->standard == ir_many_uniform_f64;
    return n < (uniform ? IR_FEW_OF_UNIFORMS : IR_FEW_OF_ZIGGURATS)
               ? define(r, plan, out, n)
               : ir_fill_formula_bulk(formula, r, plan, out, n);
}

#endif
