/* SPDX-License-Identifier: MIT */
/* Values at known places: each worker makes chunks of the array, wherever they lie. */
#include "parallel/job.h"

static uint64_t chunk_count(const struct ir_job *job) {
    const uint64_t n = job->work->n;
    return n / job->piece + (n % job->piece != 0);
}

uint64_t ir_first_chunk(const struct ir_job *job, uint64_t i) {
    const uint64_t chunks = chunk_count(job), workers = job->work->executor->workers;
    return chunks / workers * i + ir_at_most(i, chunks % workers);
}

/* Draws that a reader which began at 'at' has taken. */
static uint64_t draws_taken(const struct ir_job *job, const struct ir_worker *w,
                            const isorand_rng *at) {
    const uint64_t words = ir_reader_position(&w->reader);
    const unsigned word_bits = 8 * ir_job_engine(job)->info.word_bytes;
    if (word_bits <= job->entry.bits)
        return words / (job->entry.bits / word_bits);
    return 2 * words + at->has_uint32 - w->rng.has_uint32;
}

/* Makes a chunk; 'at' stands at its first value. */
static void make_chunk(struct ir_job *job, struct ir_worker *w, uint64_t chunk,
                       const isorand_rng *at) {
    const struct ir_work *work = job->work;
    const uint64_t first = chunk * job->piece, left = work->n - first;
    const size_t n = (size_t)ir_at_most(left, job->piece);
    ir_job_step(job);
    ir_copy_rng(&w->rng, at);
    ir_reader_begin(&w->reader, work->backend, &w->rng);
    ir_plan_fill(&w->reader, work->plan, (unsigned char *)work->out + first * work->plan->bytes, n);
    if (left > job->piece && !job->guess)
        return;
    ir_reader_finish(&w->reader);
    if (left <= job->piece)
        ir_copy_rng(&job->end, &w->rng);
    if (job->guess && draws_taken(job, w, at) != n) {
        ir_take_front(job);
        if (chunk < job->wrong) {
            job->wrong = chunk;
            ir_copy_rng(&job->behind, &w->rng);
        }
        ir_leave_front(job);
    }
}

static uint64_t chunk_draws(const struct ir_job *job) {
    return job->piece / job->entry.values * job->entry.draws;
}

/* Each has a part of the array that lies together, so that who fills the same array again finds it
 * in its caches, and goes on with what others have left of theirs. */
void ir_work_chunks(struct ir_job *job, unsigned worker) {
    const unsigned workers = job->work->executor->workers;
    struct ir_worker *const w = ir_worker_of(job, worker);
    for (unsigned i = 0; i < workers; i++) {
        const unsigned part = (worker + i) % workers;
        const uint64_t end = ir_first_chunk(job, part + 1);
        _Atomic uint64_t *const next = &ir_worker_of(job, part)->next;
        while (atomic_load_explicit(next, memory_order_relaxed) < end) {
            const uint64_t chunk = atomic_fetch_add_explicit(next, 1, memory_order_relaxed);
            if (chunk >= end)
                break;
            ir_copy_rng(&w->at, &job->begin);
            ir_pass_draws(&w->at, job->entry.bits, chunk * chunk_draws(job));
            make_chunk(job, w, chunk, &w->at);
        }
    }
}

/* Where the stream is handed on, in order. */
void ir_work_chunks_by_hand(struct ir_job *job, unsigned worker) {
    struct ir_worker *const w = ir_worker_of(job, worker);
    const uint64_t end = chunk_count(job);
    for (;;) {
        ir_take_front(job);
        const uint64_t chunk = job->next;
        if (chunk < end) {
            job->next++;
            ir_copy_rng(&w->at, &job->front);
            ir_pass_draws(&job->front, job->entry.bits, chunk_draws(job));
        }
        ir_leave_front(job);
        if (chunk >= end)
            return;
        make_chunk(job, w, chunk, &w->at);
    }
}
