/* SPDX-License-Identifier: MIT */
/* The reader's rules on reading ahead, giving back and half words: see reader.h. */
#include "words/reader.h"
#include "base/bytes.h"
#include "words/driver.h"

/* Below so many values still wanted a bulk fill costs more than it saves. */
enum { FEW = 8 };

/* Makes 'n' words in bulk, which may be given back. */
static void fetch(struct ir_reader *r, size_t n) {
    memcpy(&r->mark, &r->rng->state, r->engine->core_bytes);
    ir_fill_u64(r->backend, r->rng, r->words, n);
    r->before = 0;
    r->next = 0;
    r->n = r->plain = n;
    r->half = r->swapped = 0;
    r->fetched += n * r->per_u64;
}

static int fetches(const struct ir_reader *r) {
    return r->backend && r->next == r->n && r->wanted >= FEW;
}

static size_t at_most_all(size_t n) {
    return n < IR_READER_WORDS ? n : IR_READER_WORDS;
}

void ir_reader_give_back(struct ir_reader *r) {
    /* From the mark again, and only over what was taken. */
    const size_t per_u64 = r->per_u64, taken = r->next * per_u64 + r->half;
    memcpy(&r->rng->state, &r->mark, r->engine->core_bytes);
    r->engine->skip(&r->rng->state, r->before + taken);
    r->fetched -= r->n * per_u64 - taken;
    r->next = r->n = r->plain = 0;
    r->half = 0;
}

/* The native word of a 32-bit engine. */
static uint32_t native(struct ir_reader *r) {
    if (r->next == r->n) {
        if (!fetches(r)) {
            r->fetched++;
            return (uint32_t)r->engine->next(&r->rng->state);
        }
        fetch(r, at_most_all((r->wanted + 1) / 2));
    }
    const unsigned first_is_high = (r->engine->pair == IR_PAIR_HIGH_FIRST) ^ r->swapped;
    const uint32_t w = (uint32_t)(r->words[r->next] >> 32 * (first_is_high ^ r->half));
    r->next += r->half;
    r->half ^= 1;
    r->plain = r->half | r->swapped ? 0 : r->n;
    return w;
}

uint64_t ir_read_u64_slow(struct ir_reader *r) {
    if (fetches(r))
        fetch(r, at_most_all(r->wanted));
    if (r->next == r->n) {
        r->fetched += r->per_u64;
        return ir_next_u64(r->engine, r->rng);
    }
    if (r->half) {
        const uint32_t first = native(r);
        return ir_pair_u64(r->engine, first, native(r));
    }
    const uint64_t w = r->words[r->next++];
    return r->swapped ? w << 32 | w >> 32 : w;
}

uint32_t ir_read_u32_slow(struct ir_reader *r) {
    isorand_rng *const rng = r->rng;
    if (r->engine->info.word_bytes == 4)
        return native(r);
    if (fetches(r))
        fetch(r, at_most_all((r->wanted + 1) / 2));
    const uint64_t w = ir_read_u64(r);
    rng->has_uint32 = 1;
    rng->uinteger = (uint32_t)(w >> 32);
    return (uint32_t)w;
}

uint32_t ir_read_piece(struct ir_reader *r, unsigned bits) {
    if (r->pieces) {
        r->word >>= bits;
        r->pieces--;
    } else {
        r->word = ir_read_u32(r);
        r->pieces = (uint8_t)(32 / bits - 1);
    }
    return r->word & ((1u << bits) - 1);
}

/* ---- bulk ---- */

/* Native words that 'n' values of next_uint32 take from now on. */
static uint64_t native_of_u32s(const struct ir_reader *r, size_t n) {
    if (r->engine->info.word_bytes == 4 || !n)
        return n;
    const size_t fresh = n - (r->rng->has_uint32 != 0);
    return fresh / 2 + fresh % 2;
}

/* Defines the bulk draw of a type: by the driver, or for a plain reader one by one. */
#define MANY(suffix, type, native_words)                                                           \
    void ir_read_many_##suffix(struct ir_reader *r, void *out, size_t n) {                         \
        if (r->backend) {                                                                          \
            ir_reader_finish(r);                                                                   \
            r->fetched += (native_words);                                                          \
            ir_fill_##suffix(r->backend, r->rng, out, n);                                          \
        } else {                                                                                   \
            for (size_t i = 0; i < n; i++) {                                                       \
                const type x = ir_read_##suffix(r);                                                \
                memcpy((unsigned char *)out + i * sizeof x, &x, sizeof x);                         \
            }                                                                                      \
        }                                                                                          \
    }
MANY(u32, uint32_t, native_of_u32s(r, n))
MANY(u64, uint64_t, (uint64_t)n * r->per_u64)
MANY(f32, float, native_of_u32s(r, n))
MANY(f64, double, (uint64_t)n * r->per_u64)

static size_t at_most(size_t n, uint64_t most) {
    return n < most ? n : (size_t)most;
}

/* Native words before the limit. */
static uint64_t room(const struct ir_reader *r) {
    const uint64_t position = ir_reader_position(r);
    return r->limit > position ? r->limit - position : 0;
}

size_t ir_reader_limited64(const struct ir_reader *r, size_t n) {
    const unsigned two = r->per_u64 - 1u;
    const uint64_t left = room(r);
    return at_most(n, (left >> two) + (left & two));
}

size_t ir_reader_limited32(const struct ir_reader *r, size_t n) {
    const uint64_t left = room(r);
    if (r->engine->info.word_bytes == 4 || left > SIZE_MAX / 2)
        return at_most(n, left);
    return at_most(n, 2 * left + (r->rng->has_uint32 != 0));
}

/* ---- pieces ---- */

uint64_t *ir_reader_ahead64(struct ir_reader *r, size_t n) {
    r->piece_begin = ir_reader_position(r);
    ir_fill_u64(r->backend, r->rng, r->words, n);
    r->next = 0;
    r->n = r->plain = n;
    r->half = r->swapped = 0;
    r->fetched += n * r->per_u64;
    return r->words;
}

void ir_reader_seek64(struct ir_reader *r, size_t i) {
    r->next = i + 1;
    r->half = 0;
    r->plain = r->n;
}

void ir_reader_seek32(struct ir_reader *r, size_t i) {
    const size_t taken = i + 1;
    if (r->engine->info.word_bytes == 4) {
        r->next = taken / 2;
        r->half = taken % 2;
        r->plain = r->half | r->swapped ? 0 : r->n;
        return;
    }
    /* As if each upper half had waited: the last one drawn is still in the rng. */
    r->next = i / 2 + 1;
    r->rng->has_uint32 = taken % 2;
    r->rng->uinteger = ir_get32((const unsigned char *)r->words + 4 * (i | 1));
}

size_t ir_reader_taken64(const struct ir_reader *r) {
    return (size_t)(ir_reader_position(r) - r->piece_begin) / r->per_u64;
}

size_t ir_reader_taken32(const struct ir_reader *r) {
    const size_t taken = (size_t)(ir_reader_position(r) - r->piece_begin);
    return r->engine->info.word_bytes == 4 ? taken : 2 * taken - r->rng->has_uint32;
}

/* Moves what is at hand to the front, up to the end of a group of 64 values of 'size' bytes;
 * returns the bytes up to there. */
static size_t keep_at_hand(struct ir_reader *r, size_t size) {
    const size_t word_bytes = r->engine->info.word_bytes;
    const size_t left = 8 * (r->n - r->next) - (r->half ? word_bytes : 0);
    const size_t group = 64 * size, end = (left + group - 1) / group * group;
    unsigned char *const words = (unsigned char *)r->words;
    if (left) { /* words[0] is another one then, perhaps one before the mark */
        memmove(words + end - left, words + 8 * r->n - left, left);
        memset(words, 0, end - left);
        r->before += 8 / word_bytes * ((uint64_t)r->n - end / 8);
    }
    r->n = end / 8;
    r->next = (end - left) / 8;
    r->half = left % 8 != 0;
    return end;
}

/* From so many groups on it pays to have all of them whole. */
enum { MANY = 6 };

/* How many native words to make for 'most' values of 'size' bytes, 'have' of which are at hand,
 * where there is room for 'room' words.  What is given back in the end may be more, so that the
 * kernel makes whole steps, and whole groups can be tested. */
static size_t words_to_make(const struct ir_reader *r, size_t have, size_t most, size_t size,
                            size_t room) {
    const struct ir_engine *e = r->engine;
    size_t n = most > have ? (most - have) * size / e->info.word_bytes : 0;
    if (ir_reader_gives_back(r) && n) {
        const struct ir_words_kernel *kernel = ir_words_kernel(r->backend, r->rng->engine, n);
        const size_t step = kernel ? kernel->step : 0;
        const size_t group = 64 * size / e->info.word_bytes;
        const size_t unit = step > group || (step && n < MANY * group) ? step : group;
        if (2 * n >= unit) /* else it is little of a step: rather single words */
            n = (n + unit - 1) / unit * unit;
        n += n * e->info.word_bytes / 4 % 2; /* 64 bits whole */
    }
    return n < room ? n : room;
}

static void *candidates(struct ir_reader *r, const struct ir_quick_test *quick, size_t most,
                        unsigned char *values, uint64_t *refused, size_t *begin, size_t *end,
                        size_t size) {
    const size_t word_bytes = r->engine->info.word_bytes, group = 64 * size;
    const int swapped = size == 4 && ir_halves_swapped(r->engine);
    const int gives_back = ir_reader_gives_back(r);
    unsigned char *const words = (unsigned char *)r->words;
    if (r->next != r->n && (!gives_back || (r->half && size == 8) || r->swapped != swapped))
        ir_reader_give_back(r);
    if (r->next == r->n && gives_back) {
        memcpy(&r->mark, &r->rng->state, r->engine->core_bytes);
        r->before = 0;
    }
    const size_t kept = keep_at_hand(r, size), first = 8 * r->next + (r->half ? word_bytes : 0);
    const size_t room = (8 * IR_READER_WORDS - kept) / word_bytes;
    const size_t n = words_to_make(r, (kept - first) / size, most, size, room);
    const size_t nbytes = n * word_bytes, padded = (nbytes + group - 1) / group * group;
    unsigned char *const more = words + kept;
    r->piece_begin = ir_reader_position(r) - first / word_bytes;
    if (kept)
        quick->test(words, values, refused, kept / size);
    values += kept;
    refused += kept / group;
    if (n == 0) { /* enough is at hand */
    } else if (quick->words && nbytes == padded && nbytes >= (size == 8 ? 512 : 1024)) {
        quick->words(&r->rng->state, more, values, refused, nbytes / size);
    } else {
        if (size == 8)
            ir_fill_u64(r->backend, r->rng, more, nbytes / 8);
        else
            ir_fill_words(r->backend, r->rng, more, n);
        if (swapped && word_bytes == 8) /* not covered: big-endian only */
            IR_KERNEL(r->backend, swap_halves)(more, n);
        if (nbytes != padded)
            memset(more + nbytes, 0, padded - nbytes);
        quick->test(more, values, refused, padded / size);
    }
    r->n += nbytes / 8;
    r->words[r->n] = 0;
    r->swapped = (uint8_t)swapped;
    r->plain = r->half | r->swapped ? 0 : r->n;
    r->fetched += n;
    *begin = first / size;
    *end = 8 * r->n / size;
    return words;
}

void *ir_reader_candidates64(struct ir_reader *r, const struct ir_quick_test *quick, size_t most,
                             void *values, uint64_t *refused, size_t *begin, size_t *end) {
    return candidates(r, quick, most, values, refused, begin, end, 8);
}

void *ir_reader_candidates32(struct ir_reader *r, const struct ir_quick_test *quick, size_t most,
                             void *values, uint64_t *refused, size_t *begin, size_t *end) {
    return candidates(r, quick, most, values, refused, begin, end, 4);
}
