/* SPDX-License-Identifier: MIT */
/* Values that have to be found: workers parse pieces of the stream on trial, and settle them in
 * order.  See parallel.h. */
#include "parallel/job.h"

enum {
    CHECKPOINT_DRAWS = 8,         /* the first one, before one 8 times as far, and another */
    CHECKPOINT_STEP_DRAWS = 2048, /* between those behind */
    CUT = 64,                     /* values that the last piece's worker makes at last */
    MEET = 16 /* values after which a ziggurat's parses have met, or are given up */
};

_Static_assert((IR_CHECKPOINTS - 3) * CHECKPOINT_STEP_DRAWS >= IR_PIECE_DRAWS,
               "the end is one of them");
_Static_assert((int)IR_TRIAL_BYTES <= (int)IR_VALUES_BYTES, "a trial fits");

static struct ir_place place_of(const struct ir_worker *w, uint64_t began) {
    return ir_place_of(&w->rng, began + ir_reader_position(&w->reader));
}

/* Begins to read at a place in the piece that w->at and w->word are set for. */
static void begin_at(struct ir_job *job, struct ir_worker *w, const struct ir_place *place) {
    ir_copy_rng(&w->rng, &w->at);
    ir_place_set(&w->rng, w->word, place);
    ir_reader_begin(&w->reader, job->work->backend, &w->rng);
}

/* Values that begin before word 'limit' of the stream, the reader having begun at 'began'. */
static size_t parse(struct ir_job *job, struct ir_worker *w, uint64_t began, uint64_t limit,
                    void *out, uint64_t n) {
    w->reader.limit = limit == UINT64_MAX ? limit : limit - began;
    return ir_plan_fill(&w->reader, job->work->plan, out, (size_t)n);
}

/* Checkpoint c of a piece that begins and ends at these words. */
static uint64_t checkpoint_word(const struct ir_job *job, uint64_t begin, uint64_t end, int c) {
    const uint64_t draws = c < 3 ? (uint64_t)CHECKPOINT_DRAWS << 3 * c
                                 : (uint64_t)CHECKPOINT_STEP_DRAWS * ((uint64_t)c - 2);
    return ir_at_most(begin + draws * job->entry.bits / 8 / ir_job_engine(job)->info.word_bytes,
                      end);
}

/* Where the parse on trial of a piece begins: as near to the piece's first word as values may. */
static struct ir_place trial_start(struct ir_job *job, uint64_t begin) {
    struct ir_place start = ir_place_of(&job->begin, begin);
    const uint64_t phase = atomic_load_explicit(&job->phase, memory_order_relaxed);
    start.word += (phase + job->grain - begin % job->grain) % job->grain;
    if (job->entry.bits == 32)
        start.has_uint32 = 0;
    return start;
}

/* The parse on trial, from the piece's first word on. */
static void try_piece(struct ir_job *job, struct ir_worker *w, uint64_t begin, uint64_t end) {
    const struct ir_place start = w->start = trial_start(job, begin);
    begin_at(job, w, &start);
    w->tried = 0;
    if (job->of.ziggurat) {
        w->reader.limit = end > start.word ? end - start.word : 0;
        w->tried = job->of.ziggurat->parse(&w->reader, w->values);
        w->exit = place_of(w, start.word);
        ir_job_step(job);
        return;
    }
    for (int c = 0;; c++) {
        const uint64_t word = checkpoint_word(job, begin, end, c);
        if (word > start.word)
            w->tried +=
                parse(job, w, start.word, word, w->values + w->tried * job->work->plan->bytes,
                      sizeof w->values / job->work->plan->bytes - w->tried);
        w->checkpoint[c] = (struct checkpoint){place_of(w, start.word), w->tried};
        ir_job_step(job);
        if (word == end) {
            w->exit = w->checkpoint[c].place;
            return;
        }
    }
}

/* Each worker has every so-manieth piece, so that who fills the same array again finds most of it
 * in its caches; pieces of those who have not started yet are anybody's.  The first one that it may
 * take is taken, so that nobody waits for its turn who has passed over an earlier piece. */
static uint64_t choose_piece(struct ir_job *job, unsigned worker) {
    const unsigned workers = job->work->executor->workers;
    for (;;) {
        struct ir_worker *from = ir_worker_of(job, worker);
        uint64_t k = atomic_load_explicit(&from->next, memory_order_relaxed);
        if (atomic_load_explicit(&job->started, memory_order_relaxed) < workers)
            for (unsigned i = 0; i < workers; i++) {
                struct ir_worker *const other = ir_worker_of(job, i);
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
static uint64_t take_piece(struct ir_job *job, unsigned worker) {
    const struct ir_engine *e = ir_job_engine(job);
    struct ir_worker *const w = ir_worker_of(job, worker);
    uint64_t k;
    if (job->by_hand) {
        ir_take_front(job);
        k = job->next++;
        ir_copy_rng(&w->at, &job->front);
        e->skip(&job->front.state, job->piece);
        ir_leave_front(job);
    } else {
        k = choose_piece(job, worker);
        e->skip(&w->at.state, k * job->piece - w->word);
    }
    w->word = k * job->piece;
    return k;
}

static int is_turn(struct ir_job *job, uint64_t k) {
    return atomic_load_explicit(&job->turn, memory_order_acquire) == k;
}

/* 0 where the last value has been made meanwhile. */
static int wait_for_turn(struct ir_job *job, uint64_t k) {
    for (unsigned moments = 0; !is_turn(job, k); ir_job_rest(job, &moments))
        if (atomic_load_explicit(&job->done, memory_order_acquire))
            return 0;
    return 1;
}

/* If values go on to take as many words. */
static uint64_t expected_end(const struct ir_job *job, const struct ir_place *place,
                             uint64_t index) {
    const double word = (double)place->word, left = (double)(job->work->n - index);
    const double end = word + left * (word / (double)index) * (33. / 32) + 256;
    return index && end < 0x1p63 ? (uint64_t)end : UINT64_MAX;
}

static void pass_turn(struct ir_job *job, uint64_t k, const struct ir_place *place,
                      uint64_t index) {
    job->place = *place;
    job->index = index;
    if (!place->has_gauss)
        atomic_store_explicit(&job->phase, place->word % job->grain, memory_order_relaxed);
    atomic_store_explicit(&job->expected_end, expected_end(job, place, index),
                          memory_order_relaxed);
    atomic_store_explicit(&job->turn, k + 1, memory_order_release);
}

static void finish(struct ir_job *job, struct ir_worker *w) {
    ir_reader_finish(&w->reader);
    ir_copy_rng(&job->end, &w->rng);
    atomic_store_explicit(&job->done, 1, memory_order_release);
}

static void count_reparsed(struct ir_job *job, uint64_t words) {
    if (job->work->reparsed)
        atomic_fetch_add_explicit(job->work->reparsed, words, memory_order_relaxed);
}

/* Parses the right values from 'index' on, at most 'n', to their places; where they are only
 * counted, to scratch, since then nobody needs what the trial has made. */
static uint64_t parse_on(struct ir_job *job, struct ir_worker *w, uint64_t began, uint64_t limit,
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
static uint64_t draws_before(const struct ir_job *job, const struct ir_place *place) {
    const unsigned word_bits = 8 * ir_job_engine(job)->info.word_bytes;
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
static void settle_to(struct ir_job *job, struct ir_worker *w, struct settling *s, uint64_t limit,
                      uint64_t n) {
    if (!s->begun)
        begin_at(job, w, &s->entry);
    s->begun = 1;
    if (limit > s->place.word)
        s->made += parse_on(job, w, s->entry.word, limit, s->index + s->made, n);
    s->place = place_of(w, s->entry.word);
}

/* Until both parses stand at one place: 0 where that is the piece's end. */
static int meet_checkpoint(struct ir_job *job, struct ir_worker *w, struct settling *s) {
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
static int meet_candidate(struct ir_job *job, struct ir_worker *w, struct settling *s) {
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
static void store_kept(const struct ir_job *job, struct ir_worker *w, const struct settling *s) {
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
static int cut_trial(struct ir_job *job, struct ir_worker *w, struct settling *s, uint64_t left) {
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
static void settle_last(struct ir_job *job, struct ir_worker *w, struct settling *s,
                        uint64_t left) {
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
static int settle_piece(struct ir_job *job, struct ir_worker *w, uint64_t k, int tried) {
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
    ir_job_step(job);
    if (work->out && s.kept)
        store_kept(job, w, &s);
    return 1;
}

/* Returns 0 when the last value has been made. */
static int next_piece(struct ir_job *job, unsigned worker) {
    struct ir_worker *const w = ir_worker_of(job, worker);
    const uint64_t k = take_piece(job, worker);
    const uint64_t begin = k * job->piece;
    int tried = 0;
    ir_job_step(job);
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

void ir_work_pieces(struct ir_job *job, unsigned worker) {
    struct ir_worker *const w = ir_worker_of(job, worker);
    if (!atomic_exchange_explicit(&w->started, 1, memory_order_relaxed))
        atomic_fetch_add_explicit(&job->started, 1, memory_order_relaxed);
    ir_copy_rng(&w->at, &job->begin);
    w->word = 0;
    while (!atomic_load_explicit(&job->done, memory_order_acquire) && next_piece(job, worker))
        ;
}
