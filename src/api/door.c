/* SPDX-License-Identifier: MIT */
/* The steps of the door that are the same for every call: see door.h. */
#include "api/door.h"
#include "cpu/fpenv.h"
#include "distribution/dist.h"

/* Behind a call that is not inlined, so that no arithmetic moves out of the environment. */
IR_ROUNDS static int run(const struct ir_backend *backend, isorand_rng *rng, struct ir_plan *plan,
                         void *out, size_t n) {
    struct ir_reader reader;
    int culprit;
    const int error = ir_plan_prepare(plan, &culprit);
    if (error || !n)
        return error;
    ir_reader_begin(&reader, backend, rng);
    if (backend)
        ir_plan_fill(&reader, plan, out, n);
    else
        ir_plan_define(&reader, plan, out, n);
    ir_reader_finish(&reader);
    return 0;
}

int ir_plan_run(const struct ir_backend *backend, isorand_rng *rng, struct ir_plan *plan, void *out,
                size_t n) {
    const struct ir_fpenv env = ir_fpenv_enter();
    const int error = run(backend, rng, plan, out, n);
    ir_fpenv_leave(env);
    return error;
}

int ir_request_fill(const struct ir_backend *backend, isorand_rng *rng,
                    const isorand_request *request, void *out, size_t n) {
    struct ir_plan plan;
    const int error = ir_plan_begin(&plan, request, rng->numpy);
    return error ? error : ir_plan_run(backend, rng, &plan, out, n);
}

int ir_request_reference(isorand_rng *rng, const isorand_request *request, void *out, size_t n) {
    return ir_request_fill(NULL, rng, request, out, n);
}
