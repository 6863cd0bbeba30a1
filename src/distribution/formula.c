/* SPDX-License-Identifier: MIT */
/* Fills by a formula in one standard value. */
#include "distribution/formula.h"
#include "distribution/ziggurat.h"
#include "words/piece.h"

/* Drops the zeros among 'n' uniforms; returns how many are left. */
static size_t drop_zeros(unsigned char *values, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        double u;
        memcpy(&u, values + 8 * i, 8);
        if (u != 0) {
            memcpy(values + 8 * kept, &u, 8);
            kept++;
        }
    }
    return kept;
}

/* Where the kernel finds uniforms that are 0, their values are made of the next ones: they are
 * dropped, and a value that the last of them has begun is drawn to its end.  Returns the number of
 * values. */
static size_t make_without_zeros(const struct ir_formula *formula, struct ir_reader *r,
                                 const struct ir_plan *plan, unsigned char *values, size_t n,
                                 size_t done) {
    double last;
    memcpy(&last, values + 8 * (n - 1), 8);
    const size_t kept = drop_zeros(values + 8 * done, n - done);
    formula->kernel(r->backend)(values + 8 * done, kept, plan->of.real);
    done += kept;
    if (last == 0) {
        r->wanted = 1;
        last = formula->draw(r, plan);
        memcpy(values + 8 * done, &last, 8);
        done++;
    }
    return done;
}

/* Whether values can be no numbers: of finite constants and standard values none is. */
static int may_be_nan(const double *constant, unsigned n) {
    for (unsigned i = 0; i < n; i++)
        if (!(constant[i] - constant[i] == 0))
            return 1;
    return 0;
}

/* Piece by piece. */
static size_t fill_many(const struct ir_formula *formula, struct ir_reader *r,
                        const struct ir_plan *plan, void *out, size_t n) {
    ir_formula_fn *const kernel = formula->kernel(r->backend);
    const int settle = may_be_nan(plan->of.real, formula->constants);
    const size_t piece = IR_PIECE_BYTES / 8;
    unsigned char *p = out;
    size_t made = 0;
    while (made < n) {
        const size_t wanted = n - made < piece ? n - made : piece;
        const size_t given = formula->standard(r, plan, p, wanted);
        size_t m = kernel(p, given, plan->of.real);
        if (m < given)
            m = make_without_zeros(formula, r, plan, p, given, m);
        if (settle)
            ir_settle(p, m, 8, plan->nan);
        p += 8 * m;
        made += m;
        if (given < wanted)
            break;
    }
    return made;
}

/* Normals and exponentials in bulk are no faster than single ones where no vectors make them. */
size_t ir_fill_formula_bulk(const struct ir_formula *formula, struct ir_reader *r,
                            const struct ir_plan *plan, void *out, size_t n) {
    const int uniform = formula->standard == ir_many_uniform_f64;
    if (!(uniform || IR_KERNEL_IS_VECTOR(r->backend, normal_f64)))
        return plan->dist->define(r, plan, out, n);
    return fill_many(formula, r, plan, out, n);
}

/* ---- of values that a ziggurat has made ---- */

static void finish(const struct ir_backend *b, const struct ir_plan *plan, void *values, size_t n) {
    const struct ir_formula *formula = plan->dist->formula(plan);
    formula->kernel(b)(values, n, plan->of.real);
    if (may_be_nan(plan->of.real, formula->constants))
        ir_settle(values, n, 8, plan->nan);
}

struct ir_of_ziggurat ir_formula_of_ziggurat(const struct ir_plan *plan,
                                             const struct ir_backend *b) {
    const struct ir_formula *formula = plan->dist->formula(plan);
    ir_fill_fn *standard = formula ? formula->standard : NULL;
    if (standard == ir_many_family_normal)
        standard = plan->family->many_normal;
    if (standard == ir_many_family_exponential)
        standard = plan->family->many_exponential;
    const struct ir_ziggurat *ziggurat = standard == ir_many_normal_f64 ? &ir_ziggurat_normal_f64
                                         : standard == ir_many_exponential_f64
                                             ? &ir_ziggurat_exponential_f64
                                             : NULL;
    return (struct ir_of_ziggurat){IR_KERNEL_IS_VECTOR(b, normal_f64) ? ziggurat : NULL, finish};
}
