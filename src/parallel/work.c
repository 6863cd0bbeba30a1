/* SPDX-License-Identifier: MIT */
/* Fills by several workers: what each of them is to do.  See parallel.h. */
#include "cpu/fpenv.h"
#include "parallel/job.h"

#include <string.h>

enum {
    PIECE_DRAWS_MIN = 1024,   /* for short fills */
    PIECE_BYTES = 128 * 1024, /* of a piece whose values wait in scratch, at most */
    CHUNK_BYTES = 2 << 20,
    CHUNK_BYTES_MIN = 32 * 1024,
    SHORT = 4096,            /* fewer values are not worth a second worker */
    SHORT_BY_HAND = 1 << 17, /* the same of normals, where the stream is handed on */
    FAR_DRAWS = 16 << 20, /* to pass over so many MT19937 jumps, in less time than it takes to make
                           * them */
    CACHED = 4            /* values after which a cached normal will not go away */
};

_Static_assert(sizeof(struct ir_worker) <= IR_WORKER_BYTES, "a worker fits its scratch");
_Static_assert(sizeof(struct ir_job) <= IR_JOB_BYTES, "and the job what lies behind");

IR_ROUNDS static void work_on(struct ir_job *job, unsigned worker) {
    if (job->entry.kind != IR_ENTRY_FIXED)
        ir_work_pieces(job, worker);
    else if (job->by_hand)
        ir_work_chunks_by_hand(job, worker);
    else
        ir_work_chunks(job, worker);
}

static void task(void *argument, unsigned worker) {
    const struct ir_fpenv env = ir_fpenv_enter();
    work_on(argument, worker);
    ir_fpenv_leave(env);
}

/* Not inlined: its frame would lie under those of the workers too. */
static __attribute__((noinline)) void serial(const struct ir_work *work) {
    struct ir_reader reader;
    ir_reader_begin(&reader, work->backend, work->rng);
    ir_plan_fill(&reader, work->plan, work->out, (size_t)work->n);
    ir_reader_finish(&reader);
}

/* Whether MT19937 had best jump to each worker's part of values at known places. */
static int is_far(const struct ir_work *work, const struct ir_entry *entry) {
    return ir_engines[work->rng->engine]->skip_cost == IR_SKIP_LOG &&
           entry->kind == IR_ENTRY_FIXED &&
           work->n / work->executor->workers / entry->values >= FAR_DRAWS;
}

/* Values of a chunk: groups of values, of even draws, so that each worker gets some. */
static uint64_t chunk_values(const struct ir_job *job) {
    const struct ir_work *work = job->work;
    const uint64_t size = work->plan->bytes, group = 2 * (uint64_t)job->entry.values;
    uint64_t values =
        ir_at_least(work->n / (4 * (uint64_t)work->executor->workers), CHUNK_BYTES_MIN / size);
    values = ir_at_most(values, CHUNK_BYTES / size);
    if (is_far(work, &job->entry))
        values = work->n / work->executor->workers + 1;
    if (work->piece)
        values = work->piece;
    return (values + group - 1) / group * group;
}

/* Words of a piece. */
static uint64_t piece_words(const struct ir_job *job) {
    const struct ir_work *work = job->work;
    const struct ir_entry *e = &job->entry;
    const uint64_t word_bits = 8 * ir_job_engine(job)->info.word_bytes;
    const uint64_t most =
        job->of.ziggurat
            ? job->of.ziggurat->most
            : ir_at_most(IR_PIECE_DRAWS, PIECE_BYTES / (work->plan->bytes * e->values));
    const uint64_t each = (work->n / e->values + work->n / 24) / work->executor->workers;
    uint64_t draws = ir_at_most(each / 4, ir_at_least(each / 16, 12288));
    draws = ir_at_least(draws, e->kind == IR_ENTRY_SLOW ? 4 * PIECE_DRAWS_MIN : PIECE_DRAWS_MIN);
    draws = ir_at_most(draws, most);
    /* To begin in the middle of an engine's block takes time. */
    const uint64_t words =
        ir_at_least(draws * e->bits / word_bits, ir_job_engine(job)->info.block_words);
    return ir_at_most(work->piece ? work->piece : words, most * e->bits / word_bits);
}

/* While RandomState's cached normal waits, a value at a time: it is soon taken, or never touched. 0
 * where it is always another one, so that no parse from the middle could be in step. */
static __attribute__((noinline)) int begin_without_cached(struct ir_job *job) {
    const struct ir_work *work = job->work;
    isorand_rng rng = job->begin;
    struct ir_reader reader;
    uint64_t i = 0, word = 0;
    if (!rng.has_gauss || !ir_is_randomstate(work->plan))
        return 1;
    for (; rng.has_gauss && i < CACHED && i < work->n; i++) {
        double unkept;
        void *out =
            work->out ? (unsigned char *)work->out + i * work->plan->bytes : (void *)&unkept;
        ir_reader_begin(&reader, work->backend, &rng);
        ir_plan_fill(&reader, work->plan, out, 1);
        ir_reader_finish(&reader);
        word += ir_reader_position(&reader);
    }
    if (rng.has_gauss)
        return memcmp(&rng.gauss, &job->begin.gauss, sizeof rng.gauss) == 0;
    if (work->mark)
        work->mark(work->mark_context, &job->place, 0);
    job->place = ir_place_of(&rng, word);
    job->index = i;
    job->phase = word % job->grain;
    if (i == work->n) {
        job->end = rng;
        job->done = 1;
    }
    return 1;
}

/* Whether more workers than one would gain nothing.  Where the stream is handed on, the words are
 * made twice, one worker after the other: that costs as much as half of a normal.  Integers that
 * are often refused cost no more than their words, and the move to the final place takes as long as
 * a second worker saves. */
static int is_for_one(const struct ir_work *work, const struct ir_entry *entry, int by_hand) {
    if (!work->out) /* counting; nobody else can */
        return 0;
    if (work->executor->workers == 1 || entry->kind == IR_ENTRY_PHASE)
        return 1;
    if (work->piece) /* a test */
        return 0;
    if (work->n < SHORT)
        return 1;
    if (by_hand && work->plan->dist->of_ziggurat && !work->plan->dist->formula)
        return work->n < SHORT_BY_HAND || ir_engines[work->rng->engine]->skip_cost == IR_SKIP_WORDS;
    return entry->quick && ((entry->kind != IR_ENTRY_FIXED && !entry->seldom) || by_hand);
}

static void run_job(struct ir_job *job) {
    const isorand_executor *executor = job->work->executor;
    const int fixed = job->entry.kind == IR_ENTRY_FIXED;
    for (unsigned i = 0; i < executor->workers; i++) {
        struct ir_worker *const w = ir_worker_of(job, i);
        atomic_init(&w->next, fixed ? ir_first_chunk(job, i) : i);
        atomic_init(&w->started, 0);
    }
    executor->run(executor->context, executor->workers, task, job);
    /* Where no worker has run, or none of them to the end. */
    if (fixed || !atomic_load(&job->done))
        work_on(job, 0);
}

/* The job of a run, behind the workers' scratch: on the stack it would lie under their fills. */
static struct ir_job *begin_job(const struct ir_work *work, struct ir_entry entry, int by_hand) {
    unsigned char *const scratch = (unsigned char *)ir_worker_in(work, work->executor->workers);
    struct ir_job *const job = (struct ir_job *)(void *)scratch;
    memset(job, 0, sizeof *job);
    job->work = work;
    job->entry = entry;
    job->by_hand = by_hand;
    ir_copy_rng(&job->begin, work->rng);
    ir_copy_rng(&job->front, work->rng);
    ir_copy_rng(&job->end, work->rng);
    job->place = ir_place_of(work->rng, 0);
    job->wrong = UINT64_MAX;
    atomic_init(&job->turn, 0);
    atomic_init(&job->phase, 0);
    atomic_init(&job->expected_end, UINT64_MAX);
    atomic_init(&job->started, 0);
    atomic_init(&job->done, 0);
    atomic_flag_clear(&job->front_taken);
    return job;
}

/* 0 where one worker has to do it all. */
static __attribute__((noinline)) int run_workers(const struct ir_work *work, struct ir_entry entry,
                                                 int by_hand) {
    struct ir_job *const job = begin_job(work, entry, by_hand);
    if (entry.kind == IR_ENTRY_FIXED) {
        job->piece = chunk_values(job);
    } else {
        if (work->plan->dist->of_ziggurat)
            job->of = work->plan->dist->of_ziggurat(work->plan, work->backend);
        job->always_try = job->of.ziggurat && work->plan->dist->formula;
        job->grain = ir_entry_grain(entry, ir_job_engine(job)->info.word_bytes);
        job->piece = piece_words(job);
        if (!begin_without_cached(job) && work->out)
            return 0;
    }
    run_job(job);
    ir_copy_rng(work->rng, &job->end);
    return 1;
}

/* Values of which nearly each draw makes some: so many of them that hardly one is refused are made
 * as if none were; what turns out to lie behind one is made again. */
static __attribute__((noinline)) void run_guessing(const struct ir_work *work,
                                                   struct ir_entry entry, int by_hand) {
    enum { ONE_IN = 3 }; /* log2 of such parts to one with a refused draw */
    struct ir_work part = *work;
    const uint64_t most = UINT64_C(1) << (entry.seldom - ONE_IN);
    const uint64_t least = work->piece ? 1 : SHORT;
    uint64_t left = work->n, made;
    entry.kind = IR_ENTRY_FIXED;
    for (; left >= least; left -= made) {
        part.n = ir_at_most(left, most);
        struct ir_job *const job = begin_job(&part, entry, by_hand);
        job->guess = 1;
        job->piece = chunk_values(job);
        run_job(job);
        const int right = job->wrong == UINT64_MAX;
        made = right ? part.n : ir_at_most((job->wrong + 1) * job->piece, part.n);
        ir_copy_rng(work->rng, right ? &job->end : &job->behind);
        part.out = (unsigned char *)part.out + made * work->plan->bytes;
    }
    part.n = left;
    if (left)
        serial(&part);
}

void ir_work_run(const struct ir_work *work) {
    const struct ir_entry entry = ir_plan_entry(work->plan);
    const enum ir_skip_cost cost = ir_engines[work->rng->engine]->skip_cost;
    const int by_hand = cost != IR_SKIP_CHEAP && !is_far(work, &entry);
    if (is_for_one(work, &entry, by_hand))
        serial(work);
    else if (entry.seldom && work->out)
        run_guessing(work, entry, by_hand);
    else if (!run_workers(work, entry, by_hand))
        serial(work);
}
