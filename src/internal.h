/* SPDX-License-Identifier: MIT */
/* The library's inner interfaces: what an engine is, and the fills on top of engines and backends.
 *
 *   entropy -> SeedSequence -> engine state -> words -> values -> the caller's buffer
 *
 * Inside the library buffers are void or unsigned char: they may have any alignment. */
#ifndef IR_INTERNAL_H
#define IR_INTERNAL_H

#include <isorand/isorand.h>

#include "base/bytes.h"
#include "base/ieee754.h"
#include "simd/backend.h"

/* ---- engines: one descriptor each, from src/engine/NAME.c ---- */

/* How an engine of 32-bit words makes a 64-bit one of two. */
enum ir_pair {
    IR_PAIR_LOW_FIRST, /* w0 | w1 << 32 */
    IR_PAIR_HIGH_FIRST /* w0 << 32 | w1 : MT19937 */
};

struct ir_engine {
    const char *name, *alias, *equals;
    unsigned word_bytes, block_words;
    enum ir_pair pair;
    /* The state after seeding; buffers are empty. */
    void (*seed)(union isorand_engine_state *s, const isorand_seedseq *ss);
    /* The next native word: the definition of the stream. */
    uint64_t (*next)(union isorand_engine_state *s);
    /* The next 'n' words, each by that definition; starts and ends anywhere in a block. */
    void (*words)(union isorand_engine_state *restrict s, void *restrict out, size_t n);
    /* Words left in the current block; NULL where a block is one word. */
    unsigned (*buffered)(const union isorand_engine_state *s);
    /* The word before the next one; NULL where the state does not tell. */
    uint64_t (*last)(const union isorand_engine_state *s);
    /* NULL where the engine has no such operation. */
    void (*advance)(union isorand_engine_state *s, const uint64_t delta[4]);
    void (*jump)(union isorand_engine_state *s, uint64_t k);
    /* As 'words' without storing them. */
    void (*skip)(union isorand_engine_state *s, uint64_t nwords);
    /* Whether the fields are possible; loading and setting refuse them otherwise. */
    int (*valid)(const union isorand_engine_state *s);
    /* Little-endian bytes of the state, 'core_bytes' of them. */
    unsigned core_bytes;
    void (*save)(const union isorand_engine_state *s, unsigned char *out);
    void (*load)(union isorand_engine_state *s, const unsigned char *in);
};

/* Every engine by its number; NULL for 0, which is "not seeded". */
extern const struct ir_engine *const ir_engines[ISORAND_ENGINE_COUNT + 1];

/* The descriptor of an engine number, or NULL. */
static inline const struct ir_engine *ir_engine_get(uint32_t engine) {
    return engine <= ISORAND_ENGINE_COUNT ? ir_engines[engine] : NULL;
}

/* NumPy's next_double of a 64-bit value: 53 bits; MT19937 takes 27 bits of its first (upper) word
 * and 26 of the second. */
static inline double ir_f64_from_u64(const struct ir_engine *e, uint64_t x) {
    uint64_t bits = e->pair == IR_PAIR_HIGH_FIRST ? x >> 37 << 26 | (uint32_t)x >> 6 : x >> 11;
    return (double)(int64_t)bits * 0x1p-53;
}

/* NumPy's next_float (since 1.22): 24 bits. */
static inline float ir_f32_from_u32(uint32_t x) {
    return (float)(int32_t)(x >> 8) * 0x1p-24f;
}

/* The engine of a seeded rng, or NULL. */
static inline const struct ir_engine *ir_engine_of(const isorand_rng *rng) {
    return rng ? ir_engine_get(rng->engine) : NULL;
}

/* Starts 'rng' on 'engine': everything zero but the engine's number. */
const struct ir_engine *ir_rng_start(isorand_rng *rng, uint32_t engine);

/* ---- fills with an explicit backend: everything above them is argument checking ---- */

void ir_fill_words(const struct ir_backend *b, isorand_rng *rng, void *out, size_t nwords);
void ir_fill_u32(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);
void ir_fill_u64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);
void ir_fill_bytes(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);
void ir_fill_f32(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);
void ir_fill_f64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);

/* What every public fill checks; 0 or an error.  Sets *backend. */
int ir_fill_check(const isorand_rng *rng, const void *out, size_t n, size_t size,
                  const struct ir_backend **backend);

#endif
