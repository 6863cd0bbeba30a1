/* SPDX-License-Identifier: MIT */
/* Requests: the public calls. */
#include "api/door.h"
#include "cpu/fpenv.h"
#include "distribution/dist.h"

int isorand_request_init(isorand_request *request, int dist, int type) {
    const isorand_dist_info *info = ir_dist_get(dist);
    if (!request || !info || !ir_type_get(type))
        return ISORAND_EINVAL;
    if (!(info->types >> type & 1))
        return ISORAND_ENOTSUP;
    *request = (isorand_request){.dist = dist, .type = type};
    for (int i = 0; i < (int)info->nparams; i++)
        request->param[i] = ir_dist_param(dist, i)->default_value;
    return 0;
}

IR_ROUNDS static int check(const isorand_request *request, int *culprit) {
    struct ir_plan plan;
    return ir_prepare(&plan, request, IR_NUMPY_NEWEST, culprit);
}

int isorand_request_check(const isorand_request *request, int *culprit) {
    int unused;
    if (!request)
        return ISORAND_EINVAL;
    const struct ir_fpenv env = ir_fpenv_enter();
    const int error = check(request, culprit ? culprit : &unused);
    ir_fpenv_leave(env);
    return error;
}

/* Begins a plan of the request, which says how large an element is, and passes the door. */
static int begin(struct ir_plan *plan, const struct ir_backend **backend, const isorand_rng *rng,
                 const isorand_request *request, const void *out, size_t n) {
    if (!request)
        return ISORAND_EINVAL;
    const int error = ir_plan_begin(plan, request, rng ? rng->numpy : 0);
    return error ? error : ir_door_check(rng, out, n, plan->bytes, backend);
}

int isorand_fill(isorand_rng *rng, const isorand_request *request, void *out, size_t n) {
    const struct ir_backend *backend;
    struct ir_plan plan;
    const int error = begin(&plan, &backend, rng, request, out, n);
    return error ? error : ir_plan_run(backend, rng, &plan, out, n);
}

/* Whether an array of 'n' elements of 8 bytes is longer than an object can be, or overlaps
 * 'out'. */
static int check_array(const isorand_param_array *array, size_t n, const void *out,
                       size_t out_bytes) {
    const unsigned char *data = array->data;
    const size_t step = array->stride < 0 ? -(size_t)array->stride : (size_t)array->stride;
    if (!data || !n)
        return 0;
    if (step && n - 1 > (PTRDIFF_MAX - 8) / step)
        return ISORAND_ERANGE;
    const size_t reach = (n - 1) * step;
    const uintptr_t first = (uintptr_t)data - (array->stride < 0 ? reach : 0);
    return ir_overlap((const void *)first, reach + 8, out, out_bytes) ? ISORAND_EINVAL : 0;
}

IR_ROUNDS static int fill_each(const struct ir_backend *backend, isorand_rng *rng,
                               const isorand_request *request, const isorand_param_array *arrays,
                               void *out, size_t n) {
    struct ir_reader reader;
    const int error = ir_check_each(request, arrays, n, rng->numpy);
    if (error)
        return error;
    ir_reader_begin(&reader, backend, rng);
    ir_fill_each(&reader, request, arrays, out, n);
    ir_reader_finish(&reader);
    return 0;
}

int isorand_fill_each(isorand_rng *rng, const isorand_request *request,
                      const isorand_param_array *arrays, void *out, size_t n) {
    const struct ir_backend *backend;
    struct ir_plan plan;
    int error = begin(&plan, &backend, rng, request, out, n);
    if (error)
        return error;
    const unsigned nparams = ir_dist_get(request->dist)->nparams;
    if (!arrays && nparams)
        return ISORAND_EINVAL;
    for (unsigned i = 0; i < nparams; i++) {
        error = check_array(&arrays[i], n, out, n * plan.bytes);
        if (error)
            return error;
    }
    const struct ir_fpenv env = ir_fpenv_enter();
    error = fill_each(backend, rng, request, arrays, out, n);
    ir_fpenv_leave(env);
    return error;
}
