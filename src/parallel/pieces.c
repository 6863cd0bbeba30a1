/* SPDX-License-Identifier: MIT */
/* Fills by several workers: see parallel.h. */
#include "cpu/fpenv.h"
#include "cpu/pause.h"
#include "parallel/parallel.h"

#include <stdatomic.h>
#include <string.h>

enum {
    PIECE_DRAWS = 16384,    /* of a piece whose values wait in scratch: what a core's L2 holds */
    PIECE_DRAWS_MIN = 1024, /* for short fills */
    VALUES_BYTES = 131072,  /* of a piece, at most */
    CHECKPOINT_DRAWS = 8,   /* the first one; each other is 8 times as far */
    CHECKPOINTS = 6,        /* at most, the piece's end included */
    CHUNK_BYTES = 2 << 20,  /* of values at known places */
    CHUNK_BYTES_MIN = 32 * 1024,
    SHORT = 4096,         /* fewer values are not worth a second worker */
    FAR_DRAWS = 16 << 20, /* to pass over so many MT19937 jumps, in less time than it takes to make
                           * them */
    CACHED = 4            /* values after which a cached normal will not go away */
};

/* What the workers share. */
struct job {
    const struct ir_work *work;
    struct ir_entry entry;
    isorand_rng begin; /* the stream at word 0 */
    uint64_t piece;    /* words of a piece; values of a chunk */
    uint64_t grain;    /* words */
    int by_hand;       /* skips take time: 'front' is handed on */

    _Atomic uint64_t next; /* piece or chunk that nobody has taken */
    _Atomic int done;

    atomic_flag front_taken; /* by_hand: guards next, and front, which is the stream there */
    isorand_rng front;

    _Atomic uint64_t turn; /* the piece whose place and index, of its first value, these are */
    struct ir_place place;
    uint64_t index;
    /* Word modulo the grain of the last such place at which no normal was cached: where a trial had
     * best begin. */
    _Atomic uint64_t phase;

    isorand_rng end; /* when done */
};

/* What one has to himself: in scratch. */
struct worker {
    _Atomic uint64_t next; /* the chunk of his part that nobody has taken */
    isorand_rng at;        /* the stream at 'word' or, with chunks, at one */
    uint64_t word;
    isorand_rng rng; /* of the reader */
    struct ir_reader reader;
    struct checkpoint {
        struct ir_place place;
        size_t values; /* until there */
    } checkpoint[CHECKPOINTS];
    struct ir_place exit; /* at the last of them */
    unsigned char values[VALUES_BYTES + 64 * 8];
};

_Static_assert(CHECKPOINT_DRAWS << 3 * (CHECKPOINTS - 1) >= PIECE_DRAWS, "the end is one of them");
_Static_assert(sizeof(struct worker) + 64 <= IR_WORKER_BYTES, "a worker fits his scratch");

static uint64_t at_least(uint64_t x, uint64_t least) {
    return x > least ? x : least;
}

static uint64_t at_most(uint64_t x, uint64_t most) {
    return x < most ? x : most;
}

static const struct ir_engine *engine_of(const struct job *job) {
    return ir_engines[job->begin.engine];
}

static void copy_rng(isorand_rng *to, const isorand_rng *from) {
    memcpy(to, from, offsetof(isorand_rng, state) + ir_engines[from->engine]->core_bytes);
}

static void step(const struct job *job) {
    if (job->work->delay)
        job->work->delay();
}

/* A moment while others work. */
static void rest(const struct job *job, unsigned *moments) {
    const isorand_executor *executor = job->work->executor;
    if (++*moments % 64 == 0 && executor->yield)
        executor->yield(executor->context);
    else
        ir_pause();
}

static void take_front(struct job *job) {
    unsigned moments = 0;
    while (atomic_flag_test_and_set_explicit(&job->front_taken, memory_order_acquire))
        rest(job, &moments);
}

static void leave_front(struct job *job) {
    atomic_flag_clear_explicit(&job->front_taken, memory_order_release);
}

/* ---- values at known places ---- */

static struct worker *worker_of(const struct job *job, unsigned worker) {
    const uintptr_t scratch = (uintptr_t)job->work->executor->scratch;
    return (struct worker *)((scratch + 63) / 64 * 64 + worker * (size_t)IR_WORKER_BYTES);
}

static uint64_t chunk_count(const struct job *job) {
    const uint64_t n = job->work->n;
    return n / job->piece + (n % job->piece != 0);
}

/* Part 'i' of the array begins with this chunk. */
static uint64_t part_begin(const struct job *job, uint64_t i) {
    const uint64_t chunks = chunk_count(job), workers = job->work->executor->workers;
    return chunks / workers * i + at_most(i, chunks % workers);
}

/* Makes a chunk; 'at' stands at its first value. */
static void make_chunk(struct job *job, struct worker *w, uint64_t chunk, const isorand_rng *at) {
    const struct ir_work *work = job->work;
    const uint64_t first = chunk * job->piece, left = work->n - first;
    step(job);
    copy_rng(&w->rng, at);
    ir_reader_begin(&w->reader, work->backend, &w->rng);
    ir_plan_fill(&w->reader, work->plan, (unsigned char *)work->out + first * work->plan->bytes,
                 (size_t)at_most(left, job->piece));
    if (left <= job->piece) {
        ir_reader_finish(&w->reader);
        copy_rng(&job->end, &w->rng);
    }
}

static uint64_t chunk_draws(const struct job *job) {
    return job->piece / job->entry.values * job->entry.draws;
}

/* Each has a part of the array that lies together, so that who fills the same array again finds it
 * in his caches, and goes on with what others have left of theirs. */
static void chunks(struct job *job, unsigned worker) {
    const unsigned workers = job->work->executor->workers;
    struct worker *const w = worker_of(job, worker);
    for (unsigned i = 0; i < workers; i++) {
        const unsigned part = (worker + i) % workers;
        const uint64_t end = part_begin(job, part + 1);
        _Atomic uint64_t *const next = &worker_of(job, part)->next;
        while (atomic_load_explicit(next, memory_order_relaxed) < end) {
            const uint64_t chunk = atomic_fetch_add_explicit(next, 1, memory_order_relaxed);
            if (chunk >= end)
                break;
            copy_rng(&w->at, &job->begin);
            ir_pass_draws(&w->at, job->entry.bits, chunk * chunk_draws(job));
            make_chunk(job, w, chunk, &w->at);
        }
    }
}

/* Where the stream is handed on, in order. */
static void chunks_by_hand(struct job *job, struct worker *w) {
    const uint64_t end = chunk_count(job);
    for (;;) {
        take_front(job);
        const uint64_t chunk = atomic_load_explicit(&job->next, memory_order_relaxed);
        if (chunk < end) {
            atomic_store_explicit(&job->next, chunk + 1, memory_order_relaxed);
            copy_rng(&w->at, &job->front);
            ir_pass_draws(&job->front, job->entry.bits, chunk_draws(job));
        }
        leave_front(job);
        if (chunk >= end)
            return;
        make_chunk(job, w, chunk, &w->at);
    }
}

/* ---- values that have to be found ---- */

static struct ir_place place_of(const struct worker *w, uint64_t began) {
    return ir_place_of(&w->rng, began + ir_reader_position(&w->reader));
}

static int same_place(const struct ir_place *a, const struct ir_place *b) {
    return a->word == b->word && a->has_uint32 == b->has_uint32 && a->has_gauss == b->has_gauss &&
           (!a->has_uint32 || a->uinteger == b->uinteger) &&
           (!a->has_gauss || memcmp(&a->gauss, &b->gauss, sizeof a->gauss) == 0);
}

/* Begins to read at a place in the piece that w->at and w->word are set for. */
static void begin_at(struct job *job, struct worker *w, const struct ir_place *place) {
    copy_rng(&w->rng, &w->at);
    ir_place_set(&w->rng, w->word, place);
    ir_reader_begin(&w->reader, job->work->backend, &w->rng);
}

/* Values that begin before word 'limit' of the stream, the reader having begun at 'began'. */
static size_t parse(struct job *job, struct worker *w, uint64_t began, uint64_t limit, void *out,
                    uint64_t n) {
    w->reader.limit = limit == UINT64_MAX ? limit : limit - began;
    return ir_plan_fill(&w->reader, job->work->plan, out, (size_t)n);
}

/* Checkpoint c of a piece that begins and ends at these words. */
static uint64_t checkpoint_word(const struct job *job, uint64_t begin, uint64_t end, int c) {
    const uint64_t bytes = (uint64_t)CHECKPOINT_DRAWS * job->entry.bits / 8 << 3 * c;
    return at_most(begin + bytes / engine_of(job)->info.word_bytes, end);
}

/* The parse on trial, from the piece's first word on; returns the number of its values. */
static size_t try_piece(struct job *job, struct worker *w, uint64_t begin, uint64_t end) {
    struct ir_place start = ir_place_of(&job->begin, begin);
    const uint64_t phase = atomic_load_explicit(&job->phase, memory_order_relaxed);
    start.word += (phase + job->grain - begin % job->grain) % job->grain;
    if (job->entry.bits == 32)
        start.has_uint32 = 0;
    begin_at(job, w, &start);
    size_t made = 0;
    for (int c = 0;; c++) {
        const uint64_t word = checkpoint_word(job, begin, end, c);
        if (word > start.word)
            made += parse(job, w, start.word, word, w->values + made * job->work->plan->bytes,
                          sizeof w->values / job->work->plan->bytes - made);
        w->checkpoint[c] = (struct checkpoint){place_of(w, start.word), made};
        step(job);
        if (word == end) {
            w->exit = w->checkpoint[c].place;
            return made;
        }
    }
}

/* Takes the next piece: w->at stands at its first word. */
static uint64_t take_piece(struct job *job, struct worker *w) {
    const struct ir_engine *e = engine_of(job);
    if (!job->by_hand) {
        const uint64_t k = atomic_fetch_add_explicit(&job->next, 1, memory_order_relaxed);
        e->skip(&w->at.state, k * job->piece - w->word);
        w->word = k * job->piece;
        return k;
    }
    take_front(job);
    const uint64_t k = atomic_load_explicit(&job->next, memory_order_relaxed);
    atomic_store_explicit(&job->next, k + 1, memory_order_relaxed);
    copy_rng(&w->at, &job->front);
    e->skip(&job->front.state, job->piece);
    leave_front(job);
    w->word = k * job->piece;
    return k;
}

static int is_turn(struct job *job, uint64_t k) {
    return atomic_load_explicit(&job->turn, memory_order_acquire) == k;
}

/* 0 where the last value has been made meanwhile. */
static int wait_for_turn(struct job *job, uint64_t k) {
    for (unsigned moments = 0; !is_turn(job, k); rest(job, &moments))
        if (atomic_load_explicit(&job->done, memory_order_acquire))
            return 0;
    return 1;
}

static void pass_turn(struct job *job, uint64_t k, const struct ir_place *place, uint64_t index) {
    job->place = *place;
    job->index = index;
    if (!place->has_gauss)
        atomic_store_explicit(&job->phase, place->word % job->grain, memory_order_relaxed);
    atomic_store_explicit(&job->turn, k + 1, memory_order_release);
}

static void finish(struct job *job, struct worker *w) {
    ir_reader_finish(&w->reader);
    copy_rng(&job->end, &w->rng);
    atomic_store_explicit(&job->done, 1, memory_order_release);
}

static void count_reparsed(struct job *job, uint64_t words) {
    if (job->work->reparsed)
        atomic_fetch_add_explicit(job->work->reparsed, words, memory_order_relaxed);
}

/* Parses the right values from 'index' on to their places; where they are only counted, to scratch,
 * since then nobody needs what the trial has made. */
static uint64_t parse_on(struct job *job, struct worker *w, uint64_t began, uint64_t limit,
                         uint64_t index) {
    const struct ir_work *work = job->work;
    const size_t size = work->plan->bytes;
    if (work->out)
        return parse(job, w, began, limit, (unsigned char *)work->out + index * size,
                     work->n - index);
    return parse(job, w, began, limit, w->values,
                 at_most(work->n - index, sizeof w->values / size));
}

/* Piece k, whose turn it is; 'tried' is whether there is a parse on trial, of 'values' values.
 * Returns 0 with the last value. */
static int settle_piece(struct job *job, struct worker *w, uint64_t k, int tried, size_t values) {
    const struct ir_work *work = job->work;
    const uint64_t end = (k + 1) * job->piece, size = work->plan->bytes;
    const struct ir_place entry = job->place;
    const uint64_t index = job->index, left = work->n - index;
    struct ir_place place = entry;
    uint64_t made = 0, kept = 0; /* kept of the trial, its last values */
    if (entry.word >= end) {
        pass_turn(job, k, &entry, index);
        return 1;
    }
    if (work->mark)
        work->mark(work->mark_context, &entry, index);
    begin_at(job, w, &entry);
    for (int c = 0;; c++) {
        const uint64_t word = tried ? checkpoint_word(job, k * job->piece, end, c) : end;
        if (word > place.word)
            made += parse_on(job, w, entry.word, word, index + made);
        if (made == left) {
            finish(job, w);
            return 0;
        }
        place = place_of(w, entry.word);
        if (tried && same_place(&place, &w->checkpoint[c].place)) {
            count_reparsed(job, word - k * job->piece);
            kept = values - w->checkpoint[c].values;
            if (kept >= left - made) { /* the last values: as the serial fill makes them */
                parse_on(job, w, entry.word, UINT64_MAX, index + made);
                finish(job, w);
                return 0;
            }
            place = w->exit;
            break;
        }
        if (word == end) {
            count_reparsed(job, tried ? job->piece : 0);
            break;
        }
    }
    pass_turn(job, k, &place, index + made + kept);
    step(job);
    if (work->out && kept)
        memcpy((unsigned char *)work->out + (index + made) * size,
               w->values + (values - kept) * size, kept * size);
    return 1;
}

static void pieces(struct job *job, struct worker *w) {
    copy_rng(&w->at, &job->begin);
    w->word = 0;
    while (!atomic_load_explicit(&job->done, memory_order_acquire)) {
        const uint64_t k = take_piece(job, w);
        const int tried = !is_turn(job, k);
        size_t values = 0;
        step(job);
        if (tried) {
            values = try_piece(job, w, k * job->piece, (k + 1) * job->piece);
            if (!wait_for_turn(job, k))
                return;
        }
        if (!settle_piece(job, w, k, tried, values))
            return;
    }
}

/* ---- the job ---- */

IR_ROUNDS static void work_on(struct job *job, unsigned worker) {
    if (job->entry.kind != IR_ENTRY_FIXED)
        pieces(job, worker_of(job, worker));
    else if (job->by_hand)
        chunks_by_hand(job, worker_of(job, worker));
    else
        chunks(job, worker);
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
static uint64_t chunk_values(const struct job *job) {
    const struct ir_work *work = job->work;
    const uint64_t size = work->plan->bytes, group = 2 * (uint64_t)job->entry.values;
    uint64_t values =
        at_least(work->n / (4 * (uint64_t)work->executor->workers), CHUNK_BYTES_MIN / size);
    values = at_most(values, CHUNK_BYTES / size);
    if (is_far(work, &job->entry))
        values = work->n / work->executor->workers + 1;
    if (work->piece)
        values = work->piece;
    return (values + group - 1) / group * group;
}

/* Words of a piece. */
static uint64_t piece_words(const struct job *job) {
    const struct ir_work *work = job->work;
    const struct ir_entry *e = &job->entry;
    const uint64_t word_bits = 8 * engine_of(job)->info.word_bytes;
    const uint64_t most = at_most(PIECE_DRAWS, VALUES_BYTES / (work->plan->bytes * e->values));
    uint64_t draws = work->n / e->values / (4 * (uint64_t)work->executor->workers);
    draws = at_least(draws, e->kind == IR_ENTRY_SLOW ? 4 * PIECE_DRAWS_MIN : PIECE_DRAWS_MIN);
    draws = at_most(draws, most);
    /* To begin in the middle of an engine's block takes time. */
    const uint64_t words = at_least(draws * e->bits / word_bits, engine_of(job)->info.block_words);
    return at_most(work->piece ? work->piece : words, most * e->bits / word_bits);
}

/* While RandomState's cached normal waits, a value at a time: it is soon taken, or never touched. 0
 * where it is always another one, so that no parse from the middle could be in step. */
static __attribute__((noinline)) int begin_without_cached(struct job *job) {
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
 * made twice, one worker after the other; and of integers, which cost no more than their words, the
 * move to the final place takes as long as a second worker saves. */
static int is_for_one(const struct ir_work *work, const struct ir_entry *entry, int by_hand) {
    if (!work->out) /* counting; nobody else can */
        return 0;
    if (work->executor->workers == 1 || entry->kind == IR_ENTRY_PHASE)
        return 1;
    if (work->piece) /* a test */
        return 0;
    if (work->n < SHORT)
        return 1;
    return entry->quick && (entry->kind != IR_ENTRY_FIXED || by_hand);
}

/* 0 where one worker has to do it all. */
static __attribute__((noinline)) int run_workers(const struct ir_work *work, struct ir_entry entry,
                                                 int by_hand) {
    const isorand_executor *executor = work->executor;
    struct job job = {.work = work,
                      .entry = entry,
                      .by_hand = by_hand,
                      .begin = *work->rng,
                      .front = *work->rng,
                      .end = *work->rng,
                      .place = ir_place_of(work->rng, 0)};
    atomic_flag_clear(&job.front_taken);
    if (entry.kind == IR_ENTRY_FIXED) {
        job.piece = chunk_values(&job);
        for (unsigned i = 0; i < executor->workers; i++)
            atomic_init(&worker_of(&job, i)->next, part_begin(&job, i));
    } else {
        const uint64_t word_bits = 8 * engine_of(&job)->info.word_bytes;
        const uint64_t bits = (uint64_t)entry.draws * entry.bits;
        job.grain = bits % word_bits ? bits * 2 / word_bits : bits / word_bits;
        job.piece = piece_words(&job);
        if (!begin_without_cached(&job) && work->out)
            return 0;
    }
    executor->run(executor->context, executor->workers, task, &job);
    /* Where no worker has run, or none of them to the end. */
    if (entry.kind == IR_ENTRY_FIXED || !atomic_load(&job.done))
        work_on(&job, 0);
    *work->rng = job.end;
    return 1;
}

void ir_work_run(const struct ir_work *work) {
    const struct ir_entry entry = ir_plan_entry(work->plan);
    const enum ir_skip_cost cost = ir_engines[work->rng->engine]->skip_cost;
    const int by_hand = cost != IR_SKIP_CHEAP && !is_far(work, &entry);
    if (is_for_one(work, &entry, by_hand) || !run_workers(work, entry, by_hand))
        serial(work);
}
