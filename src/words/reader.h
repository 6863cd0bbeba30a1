/* SPDX-License-Identifier: MIT */
/* The reader: the only way from an engine to values.
 *
 * It is a cursor over the words of one stream.  Draws take words from it one by one, fills take
 * them in bulk, and it alone knows how far the rng behind it has got:
 *
 *  - Reading ahead.  Words are made in bulk by the backend's kernels, as many as values are still
 *    wanted.  What turns out not to be needed is given back by ir_reader_finish, so the stream ends
 *    where single draws would leave it, whatever the values took.
 *  - Half words.  A 64-bit engine's waiting half, MT19937's pairs, the pieces of a word that 8- and
 *    16-bit integers share: draws of any width may follow each other in any order.
 *  - Position, in native words since the reader began, and an optional limit before which a value
 *    must begin; the value that begins last may read beyond it.
 *
 * A reader without a backend is plain: nothing is read ahead and every word comes from the engine's
 * own text.  Such a reader is what references are drawn through.  A reader lives for one call. */
#ifndef IR_READER_H
#define IR_READER_H

#include "simd/backend.h"
#include "words/next.h"

enum { IR_READER_WORDS = 1152 }; /* 18 groups of 64; 9 KiB */
enum { IR_CACHE_LINE = 64 };

struct ir_reader {
    const struct ir_backend *backend; /* NULL: plain */
    const struct ir_engine *engine;
    isorand_rng *rng; /* stands behind the words at hand */
    size_t wanted;    /* values still to come; see ir_reader_begins */
    uint64_t fetched; /* native words that the rng has passed over since the reader began */
    uint64_t limit;   /* position before which values begin */
    /* At hand: words[next] .. words[n - 1], values of next_uint64; of words[next] the first native
     * word may have been taken already (half).  With 'swapped' the halves have changed places. */
    size_t next, n;
    size_t plain; /* n, or 0 where 'half' or 'swapped' is set: a draw of 64 bits may take words */
    uint8_t half, swapped;
    uint8_t per_u64;    /* native words in 64 bits: 1 or 2 */
    uint8_t high_first; /* MT19937's doubles */
    uint8_t pieces;     /* left of 'word', see ir_read_piece */
    uint32_t word;
    uint64_t piece_begin; /* position at which ir_reader_ahead... began */
    /* Of the engine 'before' native words before words[0], to give back. */
    union isorand_engine_state mark;
    uint64_t before;
    /* One more, that a kernel may look at; whole vectors in whole lines of the cache. */
    _Alignas(IR_CACHE_LINE) uint64_t words[IR_READER_WORDS + 1];
};

/* Begins to read the stream of a seeded rng. */
static inline void ir_reader_begin(struct ir_reader *r, const struct ir_backend *backend,
                                   isorand_rng *rng) {
    r->backend = backend;
    r->engine = ir_engines[rng->engine];
    r->rng = rng;
    r->wanted = 0;
    r->fetched = 0;
    r->limit = UINT64_MAX;
    r->next = r->n = r->plain = 0;
    r->half = r->swapped = r->pieces = 0;
    r->per_u64 = r->engine->info.word_bytes == 8 ? 1 : 2;
    r->high_first = r->engine->pair == IR_PAIR_HIGH_FIRST;
    r->word = 0;
    r->piece_begin = r->before = 0;
}

void ir_reader_give_back(struct ir_reader *r);

/* Gives back the words at hand: the rng stands where the draws so far have left it. */
static inline void ir_reader_finish(struct ir_reader *r) {
    if (r->next != r->n)
        ir_reader_give_back(r);
}

/* Native words that have been taken. */
static inline uint64_t ir_reader_position(const struct ir_reader *r) {
    return r->fetched - (r->n - r->next) * r->per_u64 + r->half;
}

/* Says that 'wanted' more values are to come, each of which takes at least one word (if one does
 * not, nothing breaks but speed).  Whether the next one may begin. */
static inline int ir_reader_begins(struct ir_reader *r, size_t wanted) {
    r->wanted = wanted;
    return wanted && (r->limit == UINT64_MAX || ir_reader_position(r) < r->limit);
}

/* ---- single draws ---- */

uint64_t ir_read_u64_slow(struct ir_reader *r);

static inline uint64_t ir_read_u64(struct ir_reader *r) {
    if (r->next < r->plain)
        return r->words[r->next++];
    return ir_read_u64_slow(r);
}

uint32_t ir_read_u32_slow(struct ir_reader *r);

static inline uint32_t ir_read_u32(struct ir_reader *r) {
    if (r->per_u64 == 1) {
        if (r->rng->has_uint32) {
            r->rng->has_uint32 = 0;
            return r->rng->uinteger;
        }
        if (r->next < r->plain) {
            const uint64_t w = r->words[r->next++];
            r->rng->has_uint32 = 1;
            r->rng->uinteger = (uint32_t)(w >> 32);
            return (uint32_t)w;
        }
    }
    return ir_read_u32_slow(r);
}

static inline double ir_read_f64(struct ir_reader *r) {
    return ir_f64_of_pair(r->high_first, ir_read_u64(r));
}

static inline float ir_read_f32(struct ir_reader *r) {
    return ir_f32_from_u32(ir_read_u32(r));
}

/* The next 'bits' (16, 8 or 1) of 32-bit words that are handed out low bits first; NumPy starts
 * with a fresh word in each call and drops the rest, and so does each reader. */
uint32_t ir_read_piece(struct ir_reader *r, unsigned bits);

/* The NumPy level of the stream, an enum ir_numpy_level. */
static inline uint32_t ir_reader_numpy(const struct ir_reader *r) {
    return r->rng->numpy;
}

/* Whether the upper half of a 64-bit word waits for ir_read_u32. */
static inline int ir_reader_half_waits(const struct ir_reader *r) {
    return r->rng->has_uint32 != 0;
}

/* The second value of RandomState's normal, which waits in the rng for the next draw: takes it, if
 * there is one; keeps one. */
static inline int ir_reader_take_gauss(struct ir_reader *r, double *x) {
    if (!r->rng->has_gauss)
        return 0;
    *x = r->rng->gauss;
    r->rng->has_gauss = 0;
    r->rng->gauss = 0;
    return 1;
}

static inline void ir_reader_keep_gauss(struct ir_reader *r, double x) {
    r->rng->has_gauss = 1;
    r->rng->gauss = x;
}

/* ---- bulk ----
 * 'n' values one after the other, into memory of any alignment. */

void ir_read_many_u32(struct ir_reader *r, void *out, size_t n);
void ir_read_many_u64(struct ir_reader *r, void *out, size_t n);
void ir_read_many_f32(struct ir_reader *r, void *out, size_t n);
void ir_read_many_f64(struct ir_reader *r, void *out, size_t n);

/* How many of 'n' values that take one next_uint64, or one next_uint32, each begin before the
 * limit. */
size_t ir_reader_limited64(const struct ir_reader *r, size_t n);
size_t ir_reader_limited32(const struct ir_reader *r, size_t n);

static inline size_t ir_reader_room64(const struct ir_reader *r, size_t n) {
    return r->limit == UINT64_MAX ? n : ir_reader_limited64(r, n);
}

static inline size_t ir_reader_room32(const struct ir_reader *r, size_t n) {
    return r->limit == UINT64_MAX ? n : ir_reader_limited32(r, n);
}

/* ---- pieces: words laid open to a kernel, which reads on from the middle of them ----
 * Of a reader with a backend and nothing at hand: the next 'n' <= IR_READER_WORDS values of
 * next_uint64.  All of them have to be taken before the reader finishes.  seek moves the cursor
 * behind value 'i' of the piece, of 64 or of 32 bits; taken says how many have been taken, more
 * than 'n' where draws went on behind it. */

uint64_t *ir_reader_ahead64(struct ir_reader *r, size_t n);
void ir_reader_seek64(struct ir_reader *r, size_t i);
void ir_reader_seek32(struct ir_reader *r, size_t i);
size_t ir_reader_taken64(const struct ir_reader *r);
size_t ir_reader_taken32(const struct ir_reader *r);

/* Whether words are given back at next to no cost, however many: then pieces may have more of them
 * than values are wanted. */
static inline int ir_reader_gives_back(const struct ir_reader *r) {
    return r->engine->info.can_advance;
}

/* A ziggurat's quick test, and the kernel of the engine that makes words and tests them at once, or
 * NULL. */
struct ir_quick_test {
    ir_ziggurat_fn *test;
    ir_tested_words_fn *words;
};

/* A piece with the quick test of all its words.  It has not more than 'most', or if words are given
 * back about so many, of which those that are not taken stay at hand for the next piece.  They come
 * first there, up to the end of a group of 64: value *begin, below 64, is the first that has not
 * been taken.  *end are laid open; bits of others say nothing.  The value behind the last one may
 * be looked at.  'values' has room for 8 IR_READER_WORDS bytes, 'refused' for a bit each. */
void *ir_reader_candidates64(struct ir_reader *r, const struct ir_quick_test *quick, size_t most,
                             void *values, uint64_t *refused, size_t *begin, size_t *end);
void *ir_reader_candidates32(struct ir_reader *r, const struct ir_quick_test *quick, size_t most,
                             void *values, uint64_t *refused, size_t *begin, size_t *end);

#endif
