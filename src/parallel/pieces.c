/* SPDX-License-Identifier: MIT */
/* Fills by several workers: see parallel.h. */
#include "cpu/fpenv.h"
#include "cpu/pause.h"
#include "distribution/ziggurat.h"
#include "parallel/parallel.h"

#include <stdatomic.h>
#include <string.h>

enum {
    PIECE_DRAWS = 16384,       /* of a piece whose values wait in scratch: what a core's L2 holds */
    PIECE_DRAWS_MIN = 1024,    /* for short fills */
    PIECE_BYTES = 128 * 1024,  /* likewise, at most */
    VALUES_BYTES = 248 * 1024, /* room for such values, or for what a ziggurat keeps */
    CHECKPOINT_DRAWS = 8,      /* the first one, before one 8 times as far, and another */
    CHECKPOINT_STEP_DRAWS = 2048, /* between those behind */
    CHECKPOINTS = 12,             /* at most, the piece's end included */
    CUT = 64,                     /* values that the last piece's worker makes at last */
    MEET = 16,             /* values after which a ziggurat's parses have met, or are given up */
    CHUNK_BYTES = 2 << 20, /* of values at known places */
    CHUNK_BYTES_MIN = 32 * 1024,
    SHORT = 4096,            /* fewer values are not worth a second worker */
    SHORT_BY_HAND = 1 << 17, /* the same of normals, where the stream is handed on */
    FAR_DRAWS = 16 << 20, /* to pass over so many MT19937 jumps, in less time than it takes to make
                           * them */
    CACHED = 4            /* values after which a cached normal will not go away */
};

/* What the workers share.  What changes together is in a cache line of its own, for each journey of
 * a line between two cores is a good part of a piece. */
struct job {
    const struct ir_work *work;
    struct ir_entry entry;
    struct ir_of_ziggurat of; /* its 'ziggurat' makes the trials, where there is one */
    isorand_rng begin;        /* the stream at word 0 */
    uint64_t piece;           /* words of a piece; values of a chunk */
    uint64_t grain;           /* words */
    int guess;                /* chunks are made as if every draw made its values */
    int always_try;           /* even where the turn has come */
    int by_hand;              /* skips take time: 'front' is handed on */

    _Alignas(IR_CACHE_LINE) _Atomic uint64_t turn; /* the piece whose place and index, of its first
                                                    * value, these are */
    struct ir_place place;
    uint64_t index;
    /* Word modulo the grain of the last such place at which no normal was cached: where a trial had
     * best begin. */
    _Atomic uint64_t phase;
    _Atomic uint64_t expected_end; /* the word behind the last value, or a later one */

    _Alignas(IR_CACHE_LINE) _Atomic unsigned started; /* workers */
    _Atomic int done;

    _Alignas(IR_CACHE_LINE) atomic_flag front_taken; /* guards what follows */
    uint64_t wrong;     /* the first chunk that took more draws than had been guessed */
    isorand_rng behind; /* the stream behind it */
    uint64_t next;      /* piece or chunk that nobody has taken */
    isorand_rng front;  /* the stream there */

    isorand_rng end; /* when done */
};

/* What a worker has to itself: in scratch. */
struct worker {
    _Atomic uint64_t next; /* of its chunks or pieces, that nobody has taken */
    _Atomic int started;
    isorand_rng at; /* the stream at 'word' or, with chunks, at one */
    uint64_t word;
    isorand_rng rng; /* of the reader */
    struct ir_reader reader;
    struct checkpoint {
        struct ir_place place;
        size_t values; /* until there */
    } checkpoint[CHECKPOINTS];
    struct ir_place start, exit; /* of the trial */
    size_t tried;                /* its values */
    double unkept;
    /* Those values, or what the ziggurat knows of them. */
    _Alignas(64) unsigned char values[VALUES_BYTES + 64 * 8];
};

_Static_assert((CHECKPOINTS - 3) * CHECKPOINT_STEP_DRAWS >= PIECE_DRAWS, "the end is one of them");
_Static_assert((int)IR_TRIAL_BYTES <= (int)VALUES_BYTES, "a trial fits");
_Static_assert(sizeof(struct worker) <= IR_WORKER_BYTES, "a worker fits its scratch");
_Static_assert(sizeof(struct job) <= IR_JOB_BYTES, "and the job what lies behind");

static const struct ir_engine *engine_of(const struct job *job) {
    return ir_engines[job->begin.engine];
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

static struct worker *worker_in(const struct ir_work *work, unsigned worker) {
    const uintptr_t scratch = (uintptr_t)work->executor->scratch;
    return (struct worker *)((scratch + 63) / 64 * 64 + worker * (size_t)IR_WORKER_BYTES);
}

static struct worker *worker_of(const struct job *job, unsigned worker) {
    return worker_in(job->work, worker);
}

static uint64_t chunk_count(const struct job *job) {
    const uint64_t n = job->work->n;
    return n / job->piece + (n % job->piece != 0);
}

/* Part 'i' of the array begins with this chunk. */
static uint64_t part_begin(const struct job *job, uint64_t i) {
    const uint64_t chunks = chunk_count(job), workers = job->work->executor->workers;
    return chunks / workers * i + ir_at_most(i, chunks % workers);
}

/* Draws that a reader which began at 'at' has taken. */
static uint64_t draws_taken(const struct job *job, const struct worker *w, const isorand_rng *at) {
    const uint64_t words = ir_reader_position(&w->reader);
    const unsigned word_bits = 8 * engine_of(job)->info.word_bytes;
    if (word_bits <= job->entry.bits)
        return words / (job->entry.bits / word_bits);
    return 2 * words + at->has_uint32 - w->rng.has_uint32;
}

/* Makes a chunk; 'at' stands at its first value. */
static void make_chunk(struct job *job, struct worker *w, uint64_t chunk, const isorand_rng *at) {
    const struct ir_work *work = job->work;
    const uint64_t first = chunk * job->piece, left = work->n - first;
    const size_t n = (size_t)ir_at_most(left, job->piece);
    step(job);
    ir_copy_rng(&w->rng, at);
    ir_reader_begin(&w->reader, work->backend, &w->rng);
    ir_plan_fill(&w->reader, work->plan, (unsigned char *)work->out + first * work->plan->bytes, n);
    if (left > job->piece && !job->guess)
        return;
    ir_reader_finish(&w->reader);
    if (left <= job->piece)
        ir_copy_rng(&job->end, &w->rng);
    if (job->guess && draws_taken(job, w, at) != n) {
        take_front(job);
        if (chunk < job->wrong) {
            job->wrong = chunk;
            ir_copy_rng(&job->behind, &w->rng);
        }
        leave_front(job);
    }
}

static uint64_t chunk_draws(const struct job *job) {
    return job->piece / job->entry.values * job->entry.draws;
}

/* Each has a part of the array that lies together, so that who fills the same array again finds it
 * in its caches, and goes on with what others have left of theirs. */
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
            ir_copy_rng(&w->at, &job->begin);
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
        const uint64_t chunk = job->next;
        if (chunk < end) {
            job->next++;
            ir_copy_rng(&w->at, &job->front);
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

/* Begins to read at a place in the piece that w->at and w->word are set for. */
static void begin_at(struct job *job, struct worker *w, const struct ir_place *place) {
    ir_copy_rng(&w->rng, &w->at);
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
    const uint64_t draws = c < 3 ? (uint64_t)CHECKPOINT_DRAWS << 3 * c
                                 : (uint64_t)CHECKPOINT_STEP_DRAWS * ((uint64_t)c - 2);
    return ir_at_most(begin + draws * job->entry.bits / 8 / engine_of(job)->info.word_bytes, end);
}

/* Where the parse on trial of a piece begins: as near to the piece's first word as values may. */
static struct ir_place trial_start(struct job *job, uint64_t begin) {
    struct ir_place start = ir_place_of(&job->begin, begin);
    const uint64_t phase = atomic_load_explicit(&job->phase, memory_order_relaxed);
    start.word += (phase + job->grain - begin % job->grain) % job->grain;
    if (job->entry.bits == 32)
        start.has_uint32 = 0;
    return start;
}

/* The parse on trial, from the piece's first word on. */
static void try_piece(struct job *job, struct worker *w, uint64_t begin, uint64_t end) {
    const struct ir_place start = w->start = trial_start(job, begin);
    begin_at(job, w, &start);
    w->tried = 0;
    if (job->of.ziggurat) {
        w->reader.limit = end > start.word ? end - start.word : 0;
        w->tried = job->of.ziggurat->parse(&w->reader, w->values);
        w->exit = place_of(w, start.word);
        step(job);
        return;
    }
    for (int c = 0;; c++) {
        const uint64_t word = checkpoint_word(job, begin, end, c);
        if (word > start.word)
            w->tried +=
                parse(job, w, start.word, word, w->values + w->tried * job->work->plan->bytes,
                      sizeof w->values / job->work->plan->bytes - w->tried);
        w->checkpoint[c] = (struct checkpoint){place_of(w, start.word), w->tried};
        step(job);
        if (word == end) {
            w->exit = w->checkpoint[c].place;
            return;
        }
    }
}

/* Each worker has every so-manieth piece, so that who fills the same array again finds most of it
 * in its caches; pieces of those who have not started yet are anybody's.  The first one that it may
 * take is taken, so that nobody waits for its turn who has passed over an earlier piece. */
static uint64_t choose_piece(struct job *job, unsigned worker) {
    const unsigned workers = job->work->executor->workers;
    for (;;) {
        struct worker *from = worker_of(job, worker);
        uint64_t k = atomic_load_explicit(&from->next, memory_order_relaxed);
        if (atomic_load_explicit(&job->started, memory_order_relaxed) < workers)
            for (unsigned i = 0; i < workers; i++) {
                struct worker *const other = worker_of(job, i);
                if (atomic_load_explicit(&other->started, memory_order_relaxed))
                    continue;
                const uint64_t theirs = atomic_load_explicit(&other->next, memory_order_relaxed);
                from = theirs < k ? other : from;
                k = ir_at_most(k, theirs);
            }
        if (atomic_compare_exchange_strong_explicit(&from->next, &k, k + workers,
                                                    memory_order_relaxed, memory_order_relaxed))
            return k;
    }
}

/* Takes a piece: w->at stands at its first word. */
static uint64_t take_piece(struct job *job, unsigned worker) {
    const struct ir_engine *e = engine_of(job);
    struct worker *const w = worker_of(job, worker);
    uint64_t k;
    if (job->by_hand) {
        take_front(job);
        k = job->next++;
        ir_copy_rng(&w->at, &job->front);
        e->skip(&job->front.state, job->piece);
        leave_front(job);
    } else {
        k = choose_piece(job, worker);
        e->skip(&w->at.state, k * job->piece - w->word);
    }
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

/* If values go on to take as many words. */
static uint64_t expected_end(const struct job *job, const struct ir_place *place, uint64_t index) {
    const double word = (double)place->word, left = (double)(job->work->n - index);
    const double end = word + left * (word / (double)index) * (33. / 32) + 256;
    return index && end < 0x1p63 ? (uint64_t)end : UINT64_MAX;
}

static void pass_turn(struct job *job, uint64_t k, const struct ir_place *place, uint64_t index) {
    job->place = *place;
    job->index = index;
    if (!place->has_gauss)
        atomic_store_explicit(&job->phase, place->word % job->grain, memory_order_relaxed);
    atomic_store_explicit(&job->expected_end, expected_end(job, place, index),
                          memory_order_relaxed);
    atomic_store_explicit(&job->turn, k + 1, memory_order_release);
}

static void finish(struct job *job, struct worker *w) {
    ir_reader_finish(&w->reader);
    ir_copy_rng(&job->end, &w->rng);
    atomic_store_explicit(&job->done, 1, memory_order_release);
}

static void count_reparsed(struct job *job, uint64_t words) {
    if (job->work->reparsed)
        atomic_fetch_add_explicit(job->work->reparsed, words, memory_order_relaxed);
}

/* Parses the right values from 'index' on, at most 'n', to their places; where they are only
 * counted, to scratch, since then nobody needs what the trial has made. */
static uint64_t parse_on(struct job *job, struct worker *w, uint64_t began, uint64_t limit,
                         uint64_t index, uint64_t n) {
    const struct ir_work *work = job->work;
    const size_t size = work->plan->bytes;
    n = ir_at_most(n, work->n - index);
    if (work->out)
        return parse(job, w, began, limit, (unsigned char *)work->out + index * size, n);
    if (n == 1)
        return parse(job, w, began, limit, &w->unkept, n);
    return parse(job, w, began, limit, w->values, ir_at_most(n, sizeof w->values / size));
}

/* Draws of the stream before a place. */
static uint64_t draws_before(const struct job *job, const struct ir_place *place) {
    const unsigned word_bits = 8 * engine_of(job)->info.word_bytes;
    const int half = job->entry.bits == 32 && word_bits == 64 && place->has_uint32;
    return place->word * word_bits / job->entry.bits - (uint64_t)half;
}

/* A piece of which the worker makes the right values, as far as they are not those of its trial. */
struct settling {
    uint64_t begin, end;   /* words */
    struct ir_place entry; /* where its first value begins */
    struct ir_place place; /* how far the right values are made */
    uint64_t index, made;  /* of the first one; how many */
    uint64_t kept;         /* of the trial, its last values */
    int begun;             /* the reader stands at 'place' */
};

/* Makes those that begin before word 'limit', at most 'n'. */
static void settle_to(struct job *job, struct worker *w, struct settling *s, uint64_t limit,
                      uint64_t n) {
    if (!s->begun)
        begin_at(job, w, &s->entry);
    s->begun = 1;
    if (limit > s->place.word)
        s->made += parse_on(job, w, s->entry.word, limit, s->index + s->made, n);
    s->place = place_of(w, s->entry.word);
}

/* Until both parses stand at one place: 0 where that is the piece's end. */
static int meet_checkpoint(struct job *job, struct worker *w, struct settling *s) {
    for (int c = 0;; c++) {
        const uint64_t word = checkpoint_word(job, s->begin, s->end, c);
        settle_to(job, w, s, word, UINT64_MAX);
        if (s->index + s->made == job->work->n)
            return 0;
        if (ir_same_place(&s->place, &w->checkpoint[c].place)) {
            s->kept = w->tried - w->checkpoint[c].values;
            return 1;
        }
        if (word == s->end)
            return 0;
    }
}

/* Until a value of the ziggurat's begins where one begins. */
static int meet_candidate(struct job *job, struct worker *w, struct settling *s) {
    const uint64_t start = draws_before(job, &w->start);
    for (int i = 0; i < MEET && s->place.word < s->end; i++) {
        const uint64_t draws = draws_before(job, &s->place);
        const size_t kept =
            draws < start ? SIZE_MAX : job->of.ziggurat->enter(w->values, (size_t)(draws - start));
        if (kept != SIZE_MAX) {
            s->kept = kept;
            return 1;
        }
        settle_to(job, w, s, s->end, 1);
        if (s->index + s->made == job->work->n)
            return 0;
    }
    settle_to(job, w, s, s->end, UINT64_MAX);
    return 0;
}

/* Moves the values of the trial to their places. */
static void store_kept(const struct job *job, struct worker *w, const struct settling *s) {
    const struct ir_work *work = job->work;
    const size_t size = work->plan->bytes;
    unsigned char *const out = (unsigned char *)work->out + (s->index + s->made) * size;
    if (job->of.ziggurat)
        job->of.ziggurat->store(w->values, work->backend, work->plan, job->of.finish, out);
    else
        memcpy(out, w->values + (w->tried - s->kept) * size, s->kept * size);
}

/* Sets w->rng to where values of the trial end, a few less than 'left' of those that are kept, for
 * behind the last one refused draws may follow that are not its own; 0 where nobody knows. */
static int cut_trial(struct job *job, struct worker *w, struct settling *s, uint64_t left) {
    if (job->of.ziggurat) {
        size_t draws;
        s->kept =
            left > CUT ? job->of.ziggurat->cut(w->values, (size_t)left - CUT, &draws) : SIZE_MAX;
        if (s->kept == SIZE_MAX)
            return 0;
        ir_copy_rng(&w->rng, &w->at);
        ir_place_set(&w->rng, w->word, &w->start);
        ir_pass_draws(&w->rng, job->entry.bits, draws);
        return 1;
    }
    const size_t before = w->tried - (size_t)s->kept; /* values not kept */
    int c = 0;
    while (w->checkpoint[c].values < before)
        c++;
    while (w->checkpoint[c + 1].values - before < left && w->checkpoint[c + 1].values < w->tried)
        c++;
    w->tried = w->checkpoint[c].values;
    s->kept = w->tried - before;
    ir_copy_rng(&w->rng, &w->at);
    ir_place_set(&w->rng, w->word, &w->checkpoint[c].place);
    return 1;
}

/* The piece with the last value: the last ones as the serial fill makes them. */
static void settle_last(struct job *job, struct worker *w, struct settling *s, uint64_t left) {
    if (!cut_trial(job, w, s, left)) {
        settle_to(job, w, s, UINT64_MAX, UINT64_MAX);
        finish(job, w);
        return;
    }
    ir_reader_begin(&w->reader, job->work->backend, &w->rng);
    if (job->work->out && s->kept)
        store_kept(job, w, s);
    if (s->kept < left)
        parse_on(job, w, 0, UINT64_MAX, s->index + s->made + s->kept, UINT64_MAX);
    finish(job, w);
}

/* Piece k, whose turn it is; 'tried' is whether there is a parse on trial.  Returns 0 with the last
 * value. */
static int settle_piece(struct job *job, struct worker *w, uint64_t k, int tried) {
    const struct ir_work *work = job->work;
    struct settling s = {.begin = k * job->piece,
                         .end = (k + 1) * job->piece,
                         .entry = job->place,
                         .place = job->place,
                         .index = job->index};
    if (s.entry.word >= s.end) {
        pass_turn(job, k, &s.entry, s.index);
        return 1;
    }
    if (work->mark)
        work->mark(work->mark_context, &s.entry, s.index);
    int met = 0;
    if (!tried)
        settle_to(job, w, &s, s.end, UINT64_MAX);
    else
        met = job->of.ziggurat ? meet_candidate(job, w, &s) : meet_checkpoint(job, w, &s);
    if (met)
        count_reparsed(job, s.place.word > s.begin ? s.place.word - s.begin : 0);
    else if (tried && s.index + s.made < work->n)
        count_reparsed(job, job->piece);
    const uint64_t left = work->n - s.index - s.made;
    if (met && s.kept >= left) {
        settle_last(job, w, &s, left);
        return 0;
    }
    if (s.index + s.made == work->n) {
        finish(job, w);
        return 0;
    }
    pass_turn(job, k, met ? &w->exit : &s.place, s.index + s.made + s.kept);
    step(job);
    if (work->out && s.kept)
        store_kept(job, w, &s);
    return 1;
}

/* Returns 0 when the last value has been made. */
static int next_piece(struct job *job, unsigned worker) {
    struct worker *const w = worker_of(job, worker);
    const uint64_t k = take_piece(job, worker);
    const uint64_t begin = k * job->piece;
    int tried = 0;
    step(job);
    if (job->always_try || !is_turn(job, k)) {
        if (begin < atomic_load_explicit(&job->expected_end, memory_order_relaxed)) {
            try_piece(job, w, begin, begin + job->piece);
            tried = 1;
        }
        if (!wait_for_turn(job, k))
            return 0;
    }
    return settle_piece(job, w, k, tried);
}

static void pieces(struct job *job, unsigned worker) {
    struct worker *const w = worker_of(job, worker);
    if (!atomic_exchange_explicit(&w->started, 1, memory_order_relaxed))
        atomic_fetch_add_explicit(&job->started, 1, memory_order_relaxed);
    ir_copy_rng(&w->at, &job->begin);
    w->word = 0;
    while (!atomic_load_explicit(&job->done, memory_order_acquire) && next_piece(job, worker))
        ;
}

/* ---- the job ---- */

IR_ROUNDS static void work_on(struct job *job, unsigned worker) {
    if (job->entry.kind != IR_ENTRY_FIXED)
        pieces(job, worker);
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
        ir_at_least(work->n / (4 * (uint64_t)work->executor->workers), CHUNK_BYTES_MIN / size);
    values = ir_at_most(values, CHUNK_BYTES / size);
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
    const uint64_t most =
        job->of.ziggurat ? job->of.ziggurat->most
                         : ir_at_most(PIECE_DRAWS, PIECE_BYTES / (work->plan->bytes * e->values));
    const uint64_t each = (work->n / e->values + work->n / 24) / work->executor->workers;
    uint64_t draws = ir_at_most(each / 4, ir_at_least(each / 16, 12288));
    draws = ir_at_least(draws, e->kind == IR_ENTRY_SLOW ? 4 * PIECE_DRAWS_MIN : PIECE_DRAWS_MIN);
    draws = ir_at_most(draws, most);
    /* To begin in the middle of an engine's block takes time. */
    const uint64_t words =
        ir_at_least(draws * e->bits / word_bits, engine_of(job)->info.block_words);
    return ir_at_most(work->piece ? work->piece : words, most * e->bits / word_bits);
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

static void run_job(struct job *job) {
    const isorand_executor *executor = job->work->executor;
    const int fixed = job->entry.kind == IR_ENTRY_FIXED;
    for (unsigned i = 0; i < executor->workers; i++) {
        struct worker *const w = worker_of(job, i);
        atomic_init(&w->next, fixed ? part_begin(job, i) : i);
        atomic_init(&w->started, 0);
    }
    executor->run(executor->context, executor->workers, task, job);
    /* Where no worker has run, or none of them to the end. */
    if (fixed || !atomic_load(&job->done))
        work_on(job, 0);
}

/* The job of a run, behind the workers' scratch: on the stack it would lie under their fills. */
static struct job *begin_job(const struct ir_work *work, struct ir_entry entry, int by_hand) {
    unsigned char *const scratch = (unsigned char *)worker_in(work, work->executor->workers);
    struct job *const job = (struct job *)(void *)scratch;
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
    struct job *const job = begin_job(work, entry, by_hand);
    if (entry.kind == IR_ENTRY_FIXED) {
        job->piece = chunk_values(job);
    } else {
        if (work->plan->dist->of_ziggurat)
            job->of = work->plan->dist->of_ziggurat(work->plan, work->backend);
        job->always_try = job->of.ziggurat && work->plan->dist->formula;
        job->grain = ir_entry_grain(entry, engine_of(job)->info.word_bytes);
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
        struct job *const job = begin_job(&part, entry, by_hand);
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
