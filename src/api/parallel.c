/* SPDX-License-Identifier: MIT */
/* Fills by several workers, and slices: the public calls. */
#include "parallel/parallel.h"
#include "api/door.h"
#include "cpu/fpenv.h"

size_t isorand_parallel_scratch(unsigned workers) {
    return (size_t)workers * IR_WORKER_BYTES + 64;
}

static int check_executor(const isorand_executor *executor, const isorand_rng *rng, const void *out,
                          size_t bytes) {
    if (!executor || !executor->workers || !executor->run)
        return ISORAND_EINVAL;
    const size_t scratch = isorand_parallel_scratch(executor->workers);
    if (!executor->scratch || executor->scratch_bytes < scratch)
        return ISORAND_ESPACE;
    return ir_overlap(executor->scratch, executor->scratch_bytes, rng, sizeof *rng) ||
                   ir_overlap(executor->scratch, executor->scratch_bytes, out, bytes)
               ? ISORAND_EINVAL
               : 0;
}

/* Behind a call that is not inlined, so that no arithmetic moves out of the environment. */
IR_ROUNDS static int fill_parallel(const struct ir_work *work, struct ir_plan *plan) {
    int culprit;
    const int error = ir_plan_prepare(plan, &culprit);
    if (!error && work->n)
        ir_work_run(work);
    return error;
}

int isorand_fill_parallel(isorand_rng *rng, const isorand_request *request, void *out, size_t n,
                          const isorand_executor *executor) {
    const struct ir_backend *backend;
    struct ir_plan plan;
    if (!request)
        return ISORAND_EINVAL;
    int error = ir_plan_begin(&plan, request, rng ? rng->numpy : 0);
    if (!error)
        error = ir_door_check(rng, out, n, plan.bytes, &backend);
    if (!error)
        error = check_executor(executor, rng, out, n * plan.bytes);
    if (error)
        return error;
    const struct ir_work work = {
        .backend = backend, .plan = &plan, .rng = rng, .out = out, .n = n, .executor = executor};
    const struct ir_fpenv env = ir_fpenv_enter();
    error = fill_parallel(&work, &plan);
    ir_fpenv_leave(env);
    return error;
}

IR_ROUNDS static int fill_at(const struct ir_backend *backend, const isorand_rng *rng,
                             struct ir_plan *plan, uint64_t first, void *out, size_t n) {
    int culprit;
    const int error = ir_plan_prepare(plan, &culprit);
    if (error)
        return error;
    if (ir_plan_entry(plan).kind != IR_ENTRY_FIXED)
        return ISORAND_ENOTSUP;
    if (n)
        ir_fill_fixed_at(backend, rng, plan, first, out, n);
    return 0;
}

int isorand_fill_at(const isorand_rng *rng, const isorand_request *request, uint64_t first,
                    void *out, size_t n) {
    const struct ir_backend *backend;
    struct ir_plan plan;
    if (!request)
        return ISORAND_EINVAL;
    int error = ir_plan_begin(&plan, request, rng ? rng->numpy : 0);
    if (!error)
        error = ir_door_check(rng, out, n, plan.bytes, &backend);
    if (!error && first >> 60)
        error = ISORAND_ERANGE;
    if (error)
        return error;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = fill_at(backend, rng, &plan, first, out, n);
    ir_fpenv_leave(env);
    return error;
}
