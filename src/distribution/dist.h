/* SPDX-License-Identifier: MIT */
/* What a distribution is: a text that several rows of dists.def may share, its rows, and the plan
 * of one request.
 *
 *   ir_prepare(request, &plan)         checks and constants; nothing is drawn
 *   ir_plan_fill(&reader, &plan, ...)  the values, by whatever kernels there are
 *   ir_plan_define(&reader, &plan, ...)  the same values by the plain definition */
#ifndef IR_DIST_H
#define IR_DIST_H

#include "distribution/binomial.h"
#include "distribution/entry.h"
#include "distribution/family.h"
#include "distribution/gamma.h"
#include "distribution/hypergeometric.h"
#include "distribution/nan.h"
#include "distribution/poisson.h"
#include "engine/numpy_level.h"

struct ir_plan {
    const struct ir_dist *dist;
    const struct ir_family *family;
    const struct ir_dist_row *row; /* registry.c */
    int type;                      /* enum isorand_type */
    unsigned bytes;
    unsigned flags;                          /* enum isorand_request_flag */
    uint32_t numpy;                          /* enum ir_numpy_level of the rng */
    isorand_param param[ISORAND_PARAMS_MAX]; /* as requested */
    double nan;                              /* what results that are none are written as */
    int method;                              /* for the distribution's own use, as 'of' is */
    union {                                  /* constants, filled by ir_dist.prepare */
        double real[6];
        struct ir_affine {
            double offset, factor;
        } affine;
        struct ir_integer_range {
            unsigned bits; /* of a value; 1 for bool */
            uint64_t low, max;
        } integer;
        struct ir_gamma gamma[2];
        struct ir_gamma_f32 gamma_f32;
        struct ir_binomial binomial;
        struct ir_poisson poisson;
        struct {
            struct ir_gamma gamma;
            double factor; /* from the gamma variate to the mean of the Poisson variate */
        } negative_binomial;
        struct ir_hypergeometric hypergeometric;
    } of;
};

/* 'n' values to 'out', or fewer where the reader's limit comes first; returns their number. */
typedef size_t ir_fill_fn(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n);

/* Makes 'n' values, in place, of standard ones, each by itself. */
typedef void ir_finish_fn(const struct ir_backend *b, const struct ir_plan *plan, void *values,
                          size_t n);

/* Where values are made of a ziggurat's one by one: of which, and how; NULL: as they are. */
struct ir_of_ziggurat {
    const struct ir_ziggurat *ziggurat; /* NULL: they are not, or not in bulk */
    ir_finish_fn *finish;
};

struct ir_dist {
    /* What the ranges of single parameters do not say, and constants: 0 or an error, with *culprit
     * as in isorand_request_check.  NULL: nothing. */
    int (*prepare)(struct ir_plan *plan, int *culprit);
    ir_fill_fn *fill;
    /* Where 'fill' is not itself a loop over the draws of the definition. */
    ir_fill_fn *define;
    /* For those that are offset + factor * x of a standard x: both of the parameters. */
    struct ir_affine (*affine)(const isorand_param *param);
    /* How a stream of such values may be entered; NULL: nobody knows. */
    ir_entry_fn *entry;
    struct ir_of_ziggurat (*of_ziggurat)(const struct ir_plan *plan, const struct ir_backend *b);
    /* The formula of formula.h in one standard value; NULL where these parameters need none. */
    const struct ir_formula *(*formula)(const struct ir_plan *plan);
};

#define ISORAND_DIST(ID, number, FAMILY, name, types, typed, reference, params)                    \
    extern const struct ir_dist ir_dist_##name;
#define ISORAND_DIST_BOTH(ID, number, legacy_number, name, TYPE, call, params)                     \
    extern const struct ir_dist ir_dist_##name;
#include "dists.def"
#undef ISORAND_DIST
#undef ISORAND_DIST_BOTH

static inline int ir_is_randomstate(const struct ir_plan *plan) {
    return plan->family == &ir_family_randomstate;
}

/* The plan of a request, in two steps.  Which distribution and type: 0, ISORAND_EINVAL or
 * ISORAND_ENOTSUP; no arithmetic.  Checks of the parameters, and constants: 0, or ISORAND_EINVAL
 * with *culprit as in isorand_request_check. */
int ir_plan_begin(struct ir_plan *plan, const isorand_request *request, uint32_t numpy);
int ir_plan_prepare(struct ir_plan *plan, int *culprit);

/* What a result that is no number is written as, with these parameters. */
double ir_nan_of(const struct ir_plan *plan, const isorand_param *param);

/* Both steps. */
int ir_prepare(struct ir_plan *plan, const isorand_request *request, uint32_t numpy, int *culprit);

static inline size_t ir_plan_fill(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                  size_t n) {
    return plan->dist->fill(r, plan, out, n);
}

static inline size_t ir_plan_define(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                    size_t n) {
    return (plan->dist->define ? plan->dist->define : plan->dist->fill)(r, plan, out, n);
}

/* ---- registry.c ---- */

const isorand_dist_info *ir_dist_at(int index);
const isorand_dist_info *ir_dist_get(int dist);
const isorand_param_info *ir_dist_param(int dist, int index);
const isorand_type_info *ir_type_at(int index);
const isorand_type_info *ir_type_get(int type);

/* ---- broadcast.c: parameters for each element ---- */

/* As isorand_fill_each: checks all elements, and fills.  The arrays do not overlap 'out'. */
int ir_check_each(const isorand_request *request, const isorand_param_array *arrays, size_t n,
                  uint32_t numpy);
void ir_fill_each(struct ir_reader *r, const isorand_request *request,
                  const isorand_param_array *arrays, void *out, size_t n);

#endif
