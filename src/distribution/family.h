/* SPDX-License-Identifier: MIT */
/* Whose formulas a distribution follows.  Both classes of NumPy draw most distributions by the same
 * text from different standard normals, exponentials and bounded integers; where a formula differs
 * too, the text asks ir_is_randomstate(plan). */
#ifndef IR_FAMILY_H
#define IR_FAMILY_H

#include "distribution/draw.h"

struct ir_plan;

struct ir_family {
    int number; /* enum isorand_family */
    double (*normal)(struct ir_reader *r);
    double (*exponential)(struct ir_reader *r);
    /* Uniform on [0, max] for elements of 64, 32, 16, 8 or 1 bits. */
    uint64_t (*bounded)(struct ir_reader *r, unsigned bits, uint64_t max);
    /* The normal and the exponential in bulk: an ir_fill_fn of distribution/dist.h. */
    size_t (*many_normal)(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n);
    size_t (*many_exponential)(struct ir_reader *r, const struct ir_plan *plan, void *out,
                               size_t n);
};

#define ISORAND_FAMILY(ID, name) extern const struct ir_family ir_family_##name;
#include "families.def"
#undef ISORAND_FAMILY

/* The family's standard normal and exponential, Generator's without a call. */

static inline double ir_family_normal(const struct ir_family *family, struct ir_reader *r) {
    return family == &ir_family_generator ? ir_draw_normal(r) : family->normal(r);
}

static inline double ir_family_exponential(const struct ir_family *family, struct ir_reader *r) {
    return family == &ir_family_generator ? ir_draw_exponential(r) : family->exponential(r);
}

#endif
