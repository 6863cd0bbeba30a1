/* SPDX-License-Identifier: MIT */
/* Fills with parameters for each element, as NumPy broadcasts arrays. */
#include "base/bytes.h"
#include "distribution/dist.h"

/* The request of element 'i'. */
static void element(isorand_request *of, const isorand_request *request,
                    const isorand_param_array *arrays, unsigned nparams, size_t i) {
    *of = *request;
    for (unsigned k = 0; k < nparams; k++)
        if (arrays[k].data) {
            const ptrdiff_t offset = (ptrdiff_t)i * arrays[k].stride;
            memcpy(&of->param[k], (const unsigned char *)arrays[k].data + offset, 8);
        }
}

/* A plan that is made anew where an element's parameters differ from those of the one before. */
struct latest {
    isorand_request request;
    struct ir_plan plan;
    int error, any;
};

static int prepare(struct latest *latest, const isorand_request *request,
                   const isorand_param_array *arrays, unsigned nparams, uint32_t numpy, size_t i) {
    isorand_request next;
    int culprit;
    element(&next, request, arrays, nparams, i);
    if (!latest->any || memcmp(next.param, latest->request.param, nparams * sizeof *next.param)) {
        latest->any = 1;
        latest->request = next;
        latest->error = ir_prepare(&latest->plan, &next, numpy, &culprit);
    }
    return latest->error;
}

int ir_check_each(const isorand_request *request, const isorand_param_array *arrays, size_t n,
                  uint32_t numpy) {
    const unsigned nparams = ir_dist_get(request->dist)->nparams;
    struct latest latest = {.any = 0};
    for (size_t i = 0; i < n; i++) {
        const int error = prepare(&latest, request, arrays, nparams, numpy, i);
        if (error)
            return error;
    }
    return 0;
}

/* offset[i] + factor[i] x, of standard values that have been made in bulk. */
static void transform(const struct ir_plan *plan, const isorand_request *request,
                      const isorand_param_array *arrays, unsigned nparams, void *out, size_t n) {
    unsigned char *p = out;
    for (size_t i = 0; i < n; i++) {
        isorand_request of;
        element(&of, request, arrays, nparams, i);
        const struct ir_affine affine = plan->dist->affine(of.param);
        const double nan = ir_nan_of(plan, of.param);
        if (request->type == ISORAND_F64) {
            double x;
            memcpy(&x, p + 8 * i, sizeof x);
            x = ir_settled_f64(affine.offset + affine.factor * x, nan);
            memcpy(p + 8 * i, &x, sizeof x);
        } else {
            float x;
            memcpy(&x, p + 4 * i, sizeof x);
            x = ir_settled_f32((float)affine.offset + (float)affine.factor * x, nan);
            memcpy(p + 4 * i, &x, sizeof x);
        }
    }
}

/* Whether all elements have the same parameters: then it is one fill, which for bytes is not the
 * same as so many fills of one. */
static int constant(const isorand_param_array *arrays, unsigned nparams) {
    for (unsigned k = 0; k < nparams; k++)
        if (arrays[k].data && arrays[k].stride)
            return 0;
    return 1;
}

void ir_fill_each(struct ir_reader *r, const isorand_request *request,
                  const isorand_param_array *arrays, void *out, size_t n) {
    const unsigned nparams = ir_dist_get(request->dist)->nparams;
    struct latest latest = {.any = 0};
    unsigned char *p = out;
    if (!n)
        return;
    prepare(&latest, request, arrays, nparams, ir_reader_numpy(r), 0);
    const struct ir_dist *dist = latest.plan.dist;
    if (constant(arrays, nparams)) {
        ir_plan_fill(r, &latest.plan, out, n);
        return;
    }
    if (dist->affine) {
        latest.plan.of.affine = (struct ir_affine){-0.0, 1}; /* the standard values */
        dist->fill(r, &latest.plan, out, n);
        transform(&latest.plan, request, arrays, nparams, out, n);
        return;
    }
    for (size_t i = 0; i < n; i++, p += latest.plan.bytes) {
        prepare(&latest, request, arrays, nparams, ir_reader_numpy(r), i);
        ir_plan_define(r, &latest.plan, p, 1);
    }
}
