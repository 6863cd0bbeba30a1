/* SPDX-License-Identifier: MIT */
/* Parts of one fill: see part.h. */
#include "parallel/part.h"
#include "base/u128.h"
#include "parallel/index.h"

#include <stddef.h>
#include <string.h>

enum {
    WALKED = 8192,      /* values that are passed over at a time */
    BEYOND = 64,        /* values that a fill up to a word may make beyond those expected */
    NEAR = 64,          /* values that are made one by one */
    STEP = 128,         /* values, just before a slice */
    SHORT = 4096,       /* values that are not worth a second worker */
    CACHED = 4,         /* values after which a cached normal will not go away */
    SAMPLE_MIN = 512,   /* draws of the sample */
    SAMPLE_SHARE = 128, /* or this part of a slice */
    AHEAD_AT_ONCE = 64, /* draws before the region, in which a parse gets in step */
    AHEAD_SLOW = 8192,
};

/* A reader's limit that is none, and yet has it count words: without one, few values may be drawn
 * behind its back. */
static const uint64_t FAR = UINT64_MAX - 1;

/* Parses values from a place on; lies in the executor's scratch. */
struct walker {
    isorand_rng rng;
    struct ir_reader reader;
    uint64_t began; /* word at which the reader began */
    unsigned char values[(WALKED + BEYOND) * 8];
};

_Static_assert(sizeof(struct walker) <= IR_WORKER_BYTES, "a walker fits the scratch");

static struct walker *walker_of(const isorand_part *part) {
    const uintptr_t scratch = (uintptr_t)part->executor->scratch;
    return (struct walker *)((scratch + 63) / 64 * 64);
}

static unsigned word_bytes(const struct ir_part *p) {
    return ir_engines[p->part->rng->engine]->info.word_bytes;
}

/* ---- walks ---- */

/* Words that 'values' values take at least. */
static uint64_t words_of(const struct ir_part *p, uint64_t values) {
    const struct ir_entry e = ir_plan_entry(p->plan);
    return values / e.values * e.bits / 8 / word_bytes(p);
}

static void walk_from(const struct ir_part *p, struct walker *w, const struct ir_place *place) {
    ir_copy_rng(&w->rng, p->part->rng);
    ir_place_set(&w->rng, 0, place);
    ir_reader_begin(&w->reader, p->backend, &w->rng);
    w->began = place->word;
}

static uint64_t word_at(const struct walker *w) {
    return w->began + ir_reader_position(&w->reader);
}

static struct ir_place place_at(const struct walker *w) {
    return ir_place_of(&w->rng, word_at(w));
}

/* Makes values that begin before a word. */
static size_t make_before(const struct ir_part *p, struct walker *w, uint64_t word, void *out,
                          size_t room) {
    w->reader.limit = word - w->began;
    return ir_plan_fill(&w->reader, p->plan, out, room);
}

/* Makes 'n' values, after which the stream is not parsed on: of small integers the rest of a word
 * is dropped, as at the end of a serial fill. */
static void make_last(const struct ir_part *p, struct walker *w, void *out, size_t n) {
    w->reader.limit = FAR;
    if (n)
        ir_plan_fill(&w->reader, p->plan, out, n);
}

/* Passes over the values that begin before a word; returns their number. */
static uint64_t walk_to(const struct ir_part *p, struct walker *w, uint64_t word) {
    uint64_t passed = 0;
    while (word_at(w) < word) {
        const uint64_t step = ir_at_most(word, word_at(w) + words_of(p, WALKED));
        passed += make_before(p, w, step, w->values, WALKED + BEYOND);
    }
    return passed;
}

/* The same for the two that have to agree: where the value ends that a fill has begun before a word
 * depends on how the fill got there, so the last values are made one by one.  Small integers are
 * made by whole words. */
static uint64_t walk_exactly_to(const struct ir_part *p, struct walker *w, uint64_t word) {
    const uint64_t near = words_of(p, NEAR);
    if (ir_plan_entry(p->plan).values > 1)
        return walk_to(p, w, word);
    uint64_t passed = walk_to(p, w, word > near ? word - near : 0);
    for (; word_at(w) < word; passed++)
        make_last(p, w, w->values, 1);
    return passed;
}

/* Passes over most of 'n' > 0 values, and not over all; returns how many are left. */
static size_t walk_over(const struct ir_part *p, struct walker *w, uint64_t n) {
    while (n > BEYOND + 1) {
        const uint64_t words = words_of(p, ir_at_most(n - BEYOND - 1, WALKED));
        if (words == 0)
            break;
        n -= make_before(p, w, word_at(w) + words, w->values, WALKED + BEYOND);
    }
    return (size_t)n;
}

/* ---- several workers ---- */

static int is_shared_out(const struct ir_part *p, uint64_t n) {
    return p->part->executor->workers > 1 && n >= SHORT && ir_plan_entry(p->plan).values == 1;
}

/* The next 'n' values of a stream by the executor's workers; 'mark' and 'context' may be NULL. */
static void work_on(const struct ir_part *p, isorand_rng *rng, void *out, uint64_t n,
                    void (*mark)(void *context, const struct ir_place *place, uint64_t value),
                    void *context) {
    const struct ir_work work = {.backend = p->backend,
                                 .plan = p->plan,
                                 .rng = rng,
                                 .out = out,
                                 .n = n,
                                 .executor = p->part->executor,
                                 .mark = mark,
                                 .mark_context = context};
    if (n)
        ir_work_run(&work);
}

/* The same from where the walker stands, which it loses. */
static __attribute__((noinline)) void work_from(const struct ir_part *p, struct walker *w,
                                                void *out, uint64_t n) {
    isorand_rng rng;
    ir_reader_finish(&w->reader);
    ir_copy_rng(&rng, &w->rng);
    work_on(p, &rng, out, n, NULL, NULL);
}

/* ---- where values are at known places ---- */

static void fill_fixed(const struct ir_part *p, struct walker *w) {
    const isorand_part *part = p->part;
    const struct ir_entry e = ir_plan_entry(p->plan);
    const uint64_t inside = part->first % e.values;
    const uint64_t head = inside ? ir_at_most(e.values - inside, part->count) : 0;
    unsigned char *out = part->out;
    if (head)
        ir_fill_fixed_at(p->backend, part->rng, p->plan, part->first, out, (size_t)head);
    if (part->count > head) {
        const uint64_t groups = (part->first + head) / e.values;
        isorand_rng rng;
        ir_copy_rng(&rng, part->rng);
        ir_pass_draws(&rng, e.bits, groups * e.draws);
        work_on(p, &rng, out + head * p->plan->bytes, part->count - head, NULL, NULL);
    }
    if (part->total) { /* the last group leaves the stream as the serial fill does */
        const uint64_t groups = (part->total - 1) / e.values;
        ir_copy_rng(&w->rng, part->rng);
        ir_pass_draws(&w->rng, e.bits, groups * e.draws);
        ir_reader_begin(&w->reader, p->backend, &w->rng);
        make_last(p, w, w->values, (size_t)(part->total - groups * e.values));
        ir_reader_finish(&w->reader);
        ir_copy_rng(part->rng, &w->rng);
    }
}

/* ---- regions ---- */

static uint64_t grain_of(const struct ir_part *p) {
    return ir_entry_grain(ir_plan_entry(p->plan), word_bytes(p));
}

/* Word, modulo the grain, at which tries begin where no normal is cached. */
static uint64_t phase_of(const struct ir_part *p, struct walker *w) {
    const struct ir_place begin = ir_place_of(p->part->rng, 0);
    if (!begin.has_gauss || !ir_is_randomstate(p->plan))
        return 0;
    walk_from(p, w, &begin);
    for (int i = 0; i < CACHED && w->rng.has_gauss; i++)
        make_last(p, w, w->values, 1);
    return word_at(w) % grain_of(p);
}

/* Where a parse on trial had best begin, at a word or just before it. */
static struct ir_place trial_at(const struct ir_part *p, struct walker *w, uint64_t word) {
    const uint64_t grain = grain_of(p), phase = phase_of(p, w);
    struct ir_place place = ir_place_of(p->part->rng, 0);
    if (word < phase + grain)
        return place;
    place.word = phase + (word - phase) / grain * grain;
    if (ir_plan_entry(p->plan).bits == 32)
        place.has_uint32 = 0;
    return place;
}

/* Word at which a value should begin. */
static uint64_t expected_word(const isorand_part *part, uint64_t value) {
    const ir_u128 x = ir_mul64(value, part->words_per_value);
    return x.hi >> 31 ? UINT64_MAX >> 1 : x.hi << 32 | x.lo >> 32;
}

static uint64_t draws_in_words(const struct ir_part *p, uint64_t draws) {
    return draws * ir_plan_entry(p->plan).bits / 8 / word_bytes(p);
}

static void note(struct ir_part_message *own, int i, const struct walker *w, uint64_t value) {
    const struct ir_place place = place_at(w);
    own->mark[i] = ir_mark_at(&place, value);
}

/* Where mark i of a region of so many words, or values, lies. */
static uint64_t mark_offset(uint64_t region, int i) {
    return i == IR_PART_MARKS - 1 ? region : region - (region >> 2 * i);
}

/* Values to 'out' as long as they begin before 'word' and there is room for those that may come;
 * returns their number. */
static uint64_t keep_before(const struct ir_part *p, struct walker *w, uint64_t word, void *out,
                            uint64_t room) {
    unsigned char *to = out;
    uint64_t kept = 0, words;
    while (word_at(w) < word && room > kept + BEYOND &&
           (words = words_of(p, room - kept - BEYOND)) != 0)
        kept += make_before(p, w, ir_at_most(word, word_at(w) + words), to + kept * p->plan->bytes,
                            (size_t)(room - kept));
    return kept;
}

/* The walker stands at the region's first value.  Of the last few, none is kept. */
static void parse_alone(const struct ir_part *p, struct walker *w, struct ir_part_message *own) {
    isorand_part *part = p->part;
    const uint64_t begin = part->begin, words = part->end - begin;
    unsigned char *out = part->out;
    uint64_t made = 0, kept = 0;
    int full = 0;
    for (int i = 1; i < IR_PART_MARKS; i++) {
        const uint64_t near = i == IR_PART_MARKS - 1 ? words_of(p, NEAR) : 0;
        const uint64_t offset = mark_offset(words, i);
        const uint64_t word = begin + (offset > near ? offset - near : 0);
        if (!full) {
            kept += keep_before(p, w, word, out + kept * p->plan->bytes, part->count - kept);
            made = kept;
            const struct ir_place place = place_at(w);
            part->kept = ir_mark_at(&place, kept);
            part->kept_values = kept;
            full = place.word < word;
        }
        made += near ? walk_exactly_to(p, w, part->end) : walk_to(p, w, word);
        note(own, i, w, made);
    }
}

/* What workers note of a region. */
struct noted {
    struct ir_part_message *own;
    uint64_t begin; /* word of the first value */
    uint64_t count;
    isorand_mark last;
};

/* Told of the first value of each piece: the last one before where a mark should lie is it. */
static void note_piece(void *context, const struct ir_place *place, uint64_t value) {
    struct noted *noted = context;
    struct ir_place at = *place;
    at.word += noted->begin;
    noted->last = ir_mark_at(&at, value);
    for (int i = 1; i < IR_PART_MARKS; i++)
        if (value <= mark_offset(noted->count, i))
            noted->own->mark[i] = noted->last;
}

/* As many values as the slice has, and then the region's end is looked for, which is not far from
 * theirs. */
static __attribute__((noinline)) void parse_shared_out(const struct ir_part *p, struct walker *w,
                                                       struct ir_part_message *own) {
    isorand_part *part = p->part;
    struct noted noted = {own, word_at(w), part->count, own->mark[0]};
    isorand_rng rng;
    for (int i = 1; i < IR_PART_MARKS; i++)
        own->mark[i] = own->mark[0];
    ir_reader_finish(&w->reader);
    ir_copy_rng(&rng, &w->rng);
    work_on(p, &rng, part->out, part->count, note_piece, &noted);
    part->kept = noted.last;
    part->kept_values = part->count;
    int last = IR_PART_MARKS - 1; /* mark before the region's end */
    while (own->mark[last].word >= part->end)
        last--;
    const struct ir_place place = ir_place_in(&own->mark[last]);
    walk_from(p, w, &place);
    const uint64_t value = own->mark[last].value + walk_exactly_to(p, w, part->end);
    for (int i = last + 1; i < IR_PART_MARKS; i++)
        note(own, i, w, value);
    note(own, IR_PART_MARKS - 1, w, value);
}

/* The region's values, as many of them as there is room for, from a place that is in it or before
 * it. */
static void parse_region(const struct ir_part *p, struct walker *w, const struct ir_place *place,
                         struct ir_part_message *own) {
    walk_from(p, w, place);
    walk_exactly_to(p, w, p->part->begin);
    note(own, 0, w, 0);
    /* Where one worker would make it all after all, there were no marks. */
    const struct ir_entry e = ir_plan_entry(p->plan);
    const struct ir_engine *engine = ir_engines[p->part->rng->engine];
    if (is_shared_out(p, p->part->count) && word_at(w) < p->part->end && !e.quick &&
        e.kind != IR_ENTRY_PHASE && engine->skip_cost == IR_SKIP_CHEAP)
        parse_shared_out(p, w, own);
    else
        parse_alone(p, w, own);
}

static void try_region(const struct ir_part *p, struct walker *w, struct ir_part_message *own) {
    const struct ir_entry e = ir_plan_entry(p->plan);
    const uint64_t ahead =
        draws_in_words(p, e.kind == IR_ENTRY_AT_ONCE ? AHEAD_AT_ONCE : AHEAD_SLOW);
    const uint64_t begin = p->part->begin;
    const struct ir_place place = trial_at(p, w, begin > ahead ? begin - ahead : 0);
    parse_region(p, w, &place, own);
}

/* ---- messages ---- */

uint64_t ir_part_job(const isorand_rng *rng, const isorand_request *request) {
    const uint64_t prime = UINT64_C(0x100000001b3);
    uint64_t job = ir_index_stream(rng);
    job = (job ^ (uint64_t)request->dist) * prime;
    job = (job ^ (uint64_t)request->type) * prime;
    job = (job ^ request->flags) * prime;
    for (int i = 0; i < ISORAND_PARAMS_MAX; i++)
        job = (job ^ request->param[i].u) * prime;
    return job;
}

void ir_part_sample(const struct ir_part *p, struct ir_part_message *own) {
    struct walker *w = walker_of(p->part);
    if (ir_plan_entry(p->plan).kind == IR_ENTRY_FIXED)
        return;
    const uint64_t draws = ir_at_least(p->part->count / SAMPLE_SHARE, SAMPLE_MIN);
    const uint64_t words = draws_in_words(p, draws);
    const struct ir_place place = trial_at(p, w, p->part->index * words);
    walk_from(p, w, &place);
    own->sample_values = walk_to(p, w, place.word + words);
    own->sample_words = word_at(w) - place.word;
}

static struct ir_part_message message_of(const unsigned char *messages, unsigned i) {
    struct ir_part_message m;
    memcpy(&m, messages + (size_t)i * ISORAND_PART_BYTES, sizeof m);
    return m;
}

/* Words for a value, with 32 binary places. */
static uint64_t words_per_value(uint64_t words, uint64_t values) {
    while (words >> 31) {
        words >>= 1;
        values >>= 1;
    }
    return (words << 32) / ir_at_least(values, 1);
}

int ir_part_agree(isorand_part *part, const unsigned char *messages) {
    uint64_t total = 0, words = 0, values = 0;
    const struct ir_part_message own = message_of(messages, part->index);
    for (unsigned i = 0; i < part->parts; i++) {
        const struct ir_part_message m = message_of(messages, i);
        if (m.error)
            return m.error;
    }
    for (unsigned i = 0; i < part->parts; i++) {
        const struct ir_part_message m = message_of(messages, i);
        if (m.index != i || m.parts != part->parts || m.round != 0 || m.job != own.job)
            return ISORAND_EINVAL;
        if (m.count >> 60 || (total + m.count) >> 60)
            return ISORAND_ERANGE;
        if (i == part->index)
            part->first = total;
        total += m.count;
        words += m.sample_words;
        values += m.sample_values;
    }
    part->total = total;
    part->words_per_value = words_per_value(words, values);
    return 0;
}

/* ---- the chain ---- */

static isorand_mark end_of(const unsigned char *messages, unsigned i) {
    return message_of(messages, i).mark[IR_PART_MARKS - 1];
}

/* Whether part i > 0 begins where the one before ends. */
static int is_linked(const unsigned char *messages, unsigned i) {
    const isorand_mark first = message_of(messages, i).mark[0], last = end_of(messages, i - 1);
    const struct ir_place begin = ir_place_in(&first), end = ir_place_in(&last);
    return ir_same_place(&begin, &end);
}

static unsigned first_unlinked(const isorand_part *part, const unsigned char *messages) {
    unsigned i = 1;
    while (i < part->parts && is_linked(messages, i))
        i++;
    return i;
}

/* The last mark that is not behind a value; its value is counted from the array's first. */
static isorand_mark mark_before(const isorand_part *part, const unsigned char *messages,
                                uint64_t value) {
    isorand_mark found = {0};
    uint64_t index = 0; /* of the region's first value */
    for (unsigned i = 0; i < part->parts && index <= value; i++) {
        const struct ir_part_message m = message_of(messages, i);
        for (int k = 0; k < IR_PART_MARKS; k++)
            if (index + m.mark[k].value <= value) {
                found = m.mark[k];
                found.value += index;
            }
        index += m.mark[IR_PART_MARKS - 1].value;
    }
    return found;
}

/* Elements 'first', 'first + 1', ... from a mark before them. */
static void fill_from(const struct ir_part *p, struct walker *w, const isorand_mark *m,
                      uint64_t first, unsigned char *out, uint64_t n) {
    const struct ir_place place = ir_place_in(m);
    const size_t size = p->plan->bytes;
    walk_from(p, w, &place);
    size_t before = first > m->value ? walk_over(p, w, first - m->value) : 0;
    while (before) { /* by whole words, the last of which may hold values of the slice */
        const size_t made =
            make_before(p, w, word_at(w) + words_of(p, STEP), w->values, STEP + BEYOND);
        if (made > before) {
            const uint64_t kept = ir_at_most(made - before, n);
            memcpy(out, w->values + before * size, kept * size);
            out += kept * size;
            n -= kept;
            before = made;
        }
        before -= made;
    }
    if (is_shared_out(p, n))
        work_from(p, w, out, n);
    else
        make_last(p, w, out, (size_t)n);
}

/* Moves what the part has of its slice, and makes the rest. */
static void complete(const struct ir_part *p, struct walker *w, const unsigned char *messages) {
    isorand_part *part = p->part;
    const size_t size = p->plan->bytes;
    unsigned char *out = part->out;
    uint64_t index = 0;
    for (unsigned i = 0; i < part->index; i++)
        index += end_of(messages, i).value;
    const uint64_t first = part->first, end = first + part->count;
    const uint64_t kept_end = index + part->kept_values;
    uint64_t low = ir_at_least(first, index), high = ir_at_most(end, kept_end);
    if (low >= high)
        low = high = first;
    else if (low - first != low - index)
        memmove(out + (low - first) * size, out + (low - index) * size, (high - low) * size);
    if (low > first) {
        const isorand_mark m = mark_before(part, messages, first);
        fill_from(p, w, &m, first, out, low - first);
    }
    if (high < end) {
        isorand_mark m = mark_before(part, messages, high);
        if (kept_end <= high && index + part->kept.value > m.value) {
            m = part->kept;
            m.value += index;
        }
        fill_from(p, w, &m, high, out + (high - first) * size, end - high);
    }
}

/* Moves the stream to where the serial fill leaves it. */
static void move_to_end(const struct ir_part *p, struct walker *w, const unsigned char *messages) {
    /* A mark may lie behind what is refused after the value before it. */
    const isorand_mark m = mark_before(p->part, messages, p->part->total - 1);
    const struct ir_place place = ir_place_in(&m);
    walk_from(p, w, &place);
    const size_t left = walk_over(p, w, p->part->total - m.value);
    make_last(p, w, w->values, left);
    ir_reader_finish(&w->reader);
    ir_copy_rng(p->part->rng, &w->rng);
}

int ir_part_round(const struct ir_part *p, const unsigned char *messages,
                  struct ir_part_message *own) {
    isorand_part *part = p->part;
    struct walker *w = walker_of(part);
    const struct ir_entry e = ir_plan_entry(p->plan);
    *own = message_of(messages, part->index);
    own->round++;
    if (own->round == 1) {
        if (part->total == 0)
            return IR_PART_ROUND_DONE;
        if (e.kind == IR_ENTRY_FIXED) {
            fill_fixed(p, w);
            return IR_PART_ROUND_DONE;
        }
        if (part->parts == 1) {
            work_on(p, part->rng, part->out, part->count, NULL, NULL);
            return IR_PART_ROUND_DONE;
        }
        part->begin = expected_word(part, part->first);
        part->end = expected_word(part, part->first + part->count);
        try_region(p, w, own);
        return IR_PART_ROUND_MORE;
    }
    const unsigned unlinked = first_unlinked(part, messages);
    if (unlinked < part->parts) {
        /* Those after it parse again too where that is likely to be the last time. */
        if (part->index == unlinked || (part->index > unlinked && e.kind != IR_ENTRY_PHASE &&
                                        !is_linked(messages, part->index))) {
            const isorand_mark m = end_of(messages, part->index - 1);
            const struct ir_place place = ir_place_in(&m);
            parse_region(p, w, &place, own);
        }
        return IR_PART_ROUND_MORE;
    }
    complete(p, w, messages);
    move_to_end(p, w, messages);
    return IR_PART_ROUND_DONE;
}
