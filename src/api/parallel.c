/* SPDX-License-Identifier: MIT */
/* Fills by several workers, and slices: the public calls. */
#include "api/door.h"
#include "cpu/fpenv.h"
#include "parallel/index.h"
#include "parallel/part.h"

#include <string.h>

size_t isorand_parallel_scratch(unsigned workers) {
    return ir_scratch_bytes(workers);
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

/* What every call checks first: the request, without its parameters, and what every fill does. */
static int enter(const isorand_rng *rng, const isorand_request *request, const void *out, size_t n,
                 struct ir_plan *plan, const struct ir_backend **backend) {
    const int error = ir_plan_begin(plan, request, rng ? rng->numpy : 0);
    return error ? error : ir_door_check(rng, out, n, plan->bytes, backend);
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
    int error = enter(rng, request, out, n, &plan, &backend);
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
    int error = enter(rng, request, out, n, &plan, &backend);
    if (!error && first >> 60)
        error = ISORAND_ERANGE;
    if (error)
        return error;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = fill_at(backend, rng, &plan, first, out, n);
    ir_fpenv_leave(env);
    return error;
}

IR_ROUNDS static int seek_at(isorand_rng *rng, struct ir_plan *plan, uint64_t first) {
    int culprit;
    const int error = ir_plan_prepare(plan, &culprit);
    if (error)
        return error;
    const struct ir_entry entry = ir_plan_entry(plan);
    if (entry.kind != IR_ENTRY_FIXED || first % entry.values)
        return ISORAND_ENOTSUP;
    ir_pass_draws(rng, entry.bits, first / entry.values * entry.draws);
    return 0;
}

int isorand_seek_at(isorand_rng *rng, const isorand_request *request, uint64_t first) {
    const struct ir_backend *backend;
    struct ir_plan plan;
    if (!request)
        return ISORAND_EINVAL;
    int error = enter(rng, request, NULL, 0, &plan, &backend);
    if (!error && first >> 60)
        error = ISORAND_ERANGE;
    if (error)
        return error;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = seek_at(rng, &plan, first);
    ir_fpenv_leave(env);
    return error;
}

/* ---- indexes ---- */

size_t isorand_index_marks(uint64_t n, uint64_t every) {
    const uint64_t marks = every ? n / every + 1 : n;
    return marks < SIZE_MAX ? (size_t)marks : SIZE_MAX;
}

/* Those that need no marks have none. */
IR_ROUNDS static int build(isorand_index *index, const struct ir_work *work, struct ir_plan *plan) {
    int culprit;
    const int error = ir_plan_prepare(plan, &culprit);
    if (error)
        return error;
    if (index->n && ir_plan_entry(plan).kind != IR_ENTRY_FIXED)
        ir_index_build(index, work);
    return 0;
}

/* Checks, and builds what is missing of 'wanted' into *index. */
static int build_from(isorand_index *index, isorand_index *wanted, const isorand_rng *rng,
                      size_t capacity, const isorand_executor *executor) {
    const struct ir_backend *backend;
    struct ir_plan plan;
    int error = enter(rng, &wanted->request, NULL, 0, &plan, &backend);
    if (!error && wanted->n >> 60)
        error = ISORAND_ERANGE;
    if (!error)
        error = check_executor(executor, rng, NULL, 0);
    if (!error && wanted->n && capacity < isorand_index_marks(wanted->n, wanted->every))
        error = ISORAND_ESPACE;
    if (error)
        return error;
    const uint64_t stream = ir_index_stream(rng);
    if (wanted->stream && stream != wanted->stream)
        return ISORAND_EINVAL;
    wanted->stream = stream;
    isorand_rng copy = *rng;
    const struct ir_work work = {
        .backend = backend, .plan = &plan, .rng = &copy, .executor = executor};
    const struct ir_fpenv env = ir_fpenv_enter();
    error = build(wanted, &work, &plan);
    ir_fpenv_leave(env);
    if (!error)
        *index = *wanted;
    return error;
}

int isorand_index_build(isorand_index *index, const isorand_rng *rng,
                        const isorand_request *request, uint64_t n, uint64_t every,
                        isorand_mark *marks, size_t capacity, const isorand_executor *executor) {
    if (!index || !request || !every || (!marks && n))
        return ISORAND_EINVAL;
    isorand_index wanted = {.request = *request, .n = n, .every = every, .marks = marks};
    return build_from(index, &wanted, rng, capacity, executor);
}

int isorand_index_extend(isorand_index *index, const isorand_rng *rng, uint64_t n, size_t capacity,
                         const isorand_executor *executor) {
    if (!index || !index->every || (!index->marks && n) || n < index->n)
        return ISORAND_EINVAL;
    isorand_index wanted = *index;
    wanted.n = n;
    return build_from(index, &wanted, rng, capacity, executor);
}

IR_ROUNDS static int index_fill(const struct ir_backend *backend, const isorand_index *index,
                                const isorand_rng *rng, struct ir_plan *plan, uint64_t first,
                                void *out, size_t n) {
    int culprit;
    const int error = ir_plan_prepare(plan, &culprit);
    if (error || !n)
        return error;
    if (ir_plan_entry(plan).kind == IR_ENTRY_FIXED)
        ir_fill_fixed_at(backend, rng, plan, first, out, n);
    else if (index->nmarks)
        ir_index_fill(backend, index, rng, plan, first, out, n);
    else
        return ISORAND_EINVAL;
    return 0;
}

int isorand_index_fill(const isorand_index *index, const isorand_rng *rng, uint64_t first,
                       void *out, size_t n) {
    const struct ir_backend *backend;
    struct ir_plan plan;
    if (!index)
        return ISORAND_EINVAL;
    int error = enter(rng, &index->request, out, n, &plan, &backend);
    if (!error && (first > index->n || n > index->n - first))
        error = ISORAND_ERANGE;
    if (!error && ir_index_stream(rng) != index->stream)
        error = ISORAND_EINVAL;
    if (error)
        return error;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = index_fill(backend, index, rng, &plan, first, out, n);
    ir_fpenv_leave(env);
    return error;
}

IR_ROUNDS static int index_seek(const struct ir_backend *backend, const isorand_index *index,
                                isorand_rng *rng, struct ir_plan *plan, uint64_t first) {
    int culprit;
    const int error = ir_plan_prepare(plan, &culprit);
    if (error)
        return error;
    const struct ir_entry entry = ir_plan_entry(plan);
    if (entry.kind == IR_ENTRY_FIXED ? first % entry.values : first && entry.values > 1)
        return ISORAND_ENOTSUP;
    if (entry.kind == IR_ENTRY_FIXED)
        ir_pass_draws(rng, entry.bits, first / entry.values * entry.draws);
    else if (index->nmarks)
        ir_index_seek(backend, index, rng, plan, first);
    else if (first)
        return ISORAND_EINVAL;
    return 0;
}

int isorand_index_seek(const isorand_index *index, isorand_rng *rng, uint64_t first) {
    const struct ir_backend *backend;
    struct ir_plan plan;
    if (!index)
        return ISORAND_EINVAL;
    int error = enter(rng, &index->request, NULL, 0, &plan, &backend);
    if (!error && first > index->n)
        error = ISORAND_ERANGE;
    if (!error && ir_index_stream(rng) != index->stream)
        error = ISORAND_EINVAL;
    if (error)
        return error;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = index_seek(backend, index, rng, &plan, first);
    ir_fpenv_leave(env);
    return error;
}

size_t isorand_index_saved_bytes(const isorand_index *index) {
    return index ? ir_index_saved_bytes(index->nmarks) : 0;
}

int isorand_index_save(const isorand_index *index, void *out, size_t capacity, size_t *nbytes) {
    if (!index || !out || !nbytes)
        return ISORAND_EINVAL;
    if (capacity < ir_index_saved_bytes(index->nmarks))
        return ISORAND_ESPACE;
    ir_index_save(index, out);
    *nbytes = ir_index_saved_bytes(index->nmarks);
    return 0;
}

int isorand_index_saved_marks(const void *bytes, size_t nbytes, size_t *nmarks) {
    return bytes && nmarks ? ir_index_saved_marks(bytes, nbytes, nmarks) : ISORAND_EINVAL;
}

int isorand_index_load(isorand_index *index, isorand_mark *marks, size_t capacity,
                       const void *bytes, size_t nbytes) {
    size_t nmarks;
    if (!index || !bytes || (!marks && capacity))
        return ISORAND_EINVAL;
    const int error = ir_index_saved_marks(bytes, nbytes, &nmarks);
    if (error)
        return error;
    if (nmarks > capacity)
        return ISORAND_ESPACE;
    isorand_index loaded;
    if (ir_index_load(&loaded, marks, bytes, nbytes))
        return ISORAND_EFORMAT;
    if (isorand_request_check(&loaded.request, NULL))
        return ISORAND_EFORMAT;
    *index = loaded;
    return 0;
}

/* ---- parts ---- */

IR_ROUNDS static int begin_part(const struct ir_part *p, struct ir_plan *plan,
                                struct ir_part_message *own) {
    int culprit;
    const int error = ir_plan_prepare(plan, &culprit);
    if (!error)
        ir_part_sample(p, own);
    return error;
}

static int try_to_begin(isorand_part *part, struct ir_part_message *own) {
    const struct ir_backend *backend;
    struct ir_plan plan;
    const isorand_rng *rng = part->rng;
    int error = enter(rng, &part->request, part->out, (size_t)part->count, &plan, &backend);
    if (!error)
        error = check_executor(part->executor, rng, part->out, (size_t)part->count * plan.bytes);
    if (error)
        return error;
    const struct ir_part p = {part, backend, &plan};
    own->job = ir_part_job(rng, &part->request);
    const struct ir_fpenv env = ir_fpenv_enter();
    error = begin_part(&p, &plan, own);
    ir_fpenv_leave(env);
    return error;
}

int isorand_part_begin(isorand_part *part, isorand_rng *rng, const isorand_request *request,
                       void *out, size_t count, unsigned index, unsigned parts,
                       const isorand_executor *executor, void *message) {
    struct ir_part_message own = {.index = index, .parts = parts, .count = count};
    if (!part || !message)
        return ISORAND_EINVAL;
    *part = (isorand_part){.rng = rng,
                           .out = out,
                           .executor = executor,
                           .count = count,
                           .index = index,
                           .parts = parts};
    if (request && index < parts) {
        part->request = *request;
        own.error = try_to_begin(part, &own);
    } else {
        own.error = ISORAND_EINVAL;
    }
    memset(message, 0, ISORAND_PART_BYTES);
    memcpy(message, &own, sizeof own);
    return own.error;
}

IR_ROUNDS static int step_part(const struct ir_part *p, struct ir_plan *plan,
                               const unsigned char *messages, struct ir_part_message *own) {
    int culprit;
    const int error = ir_plan_prepare(plan, &culprit);
    return error ? error : ir_part_round(p, messages, own);
}

int isorand_part_step(isorand_part *part, const void *messages, void *message) {
    struct ir_part_message own;
    struct ir_plan plan;
    if (!part || !messages || !message || part->index >= part->parts)
        return ISORAND_EINVAL;
    int result = part->total ? 0 : ir_part_agree(part, messages);
    if (!result)
        result = ir_plan_begin(&plan, &part->request, part->rng->numpy);
    if (result)
        return result;
    const struct ir_part p = {part, ir_backend_active(), &plan};
    if (!p.backend)
        return ISORAND_EBACKEND;
    const struct ir_fpenv env = ir_fpenv_enter();
    result = step_part(&p, &plan, messages, &own);
    ir_fpenv_leave(env);
    memcpy(message, &own, sizeof own);
    return result;
}
