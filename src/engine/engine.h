/* SPDX-License-Identifier: MIT */
/* What an engine is: one descriptor each, from src/engine/NAME.c, by way of engine_tmpl.h.
 *
 *   entropy -> SeedSequence -> engine state -> words -> values -> the caller's buffer */
#ifndef IR_ENGINE_H
#define IR_ENGINE_H

#include <isorand/isorand.h>

/* How an engine of 32-bit words makes a 64-bit one of two. */
enum ir_pair {
    IR_PAIR_LOW_FIRST, /* w0 | w1 << 32 */
    IR_PAIR_HIGH_FIRST /* w0 << 32 | w1 : MT19937 */
};

/* A field of a state, in the order of saved bytes: 'count' integers of 'bytes' bytes at 'offset' in
 * the engine's struct, saved as little-endian numbers of 'saved' bytes each. */
struct ir_field {
    size_t offset;
    unsigned bytes, count, saved;
};

/* From so many standard normals and exponentials on, of 8 bytes and of 4, kernels are faster than
 * single draws, as measured: kernels over vectors, and the portable ones, which gain less. */
struct ir_few {
    uint16_t vectors8, vectors4, portable8, portable4;
};

/* What passing over n words costs. */
enum ir_skip_cost {
    IR_SKIP_CHEAP, /* less than a microsecond, at any distance */
    IR_SKIP_LOG,   /* for small n as much as the words; far moves some ms, by log n */
    IR_SKIP_WORDS  /* as much as the words */
};

struct ir_engine {
    isorand_engine_info info;
    enum ir_pair pair;
    size_t core_bytes; /* of the engine's struct, at the start of the union */
    const struct ir_field *fields;
    unsigned nfields;
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
    void (*jump)(union isorand_engine_state *s, const uint64_t k[4]);
    uint64_t jump_max; /* most jumps at once; 0: any number, modulo the period */
    struct ir_few few;
    /* As 'words' without storing them. */
    void (*skip)(union isorand_engine_state *s, uint64_t nwords);
    enum ir_skip_cost skip_cost;
    /* Makes fields that NumPy takes what it takes them for; NULL where there are none. */
    void (*settle)(union isorand_engine_state *s);
    /* Whether the fields are possible; loading and setting refuse them otherwise. */
    int (*valid)(const union isorand_engine_state *s);
};

enum {
#define ISORAND_ENGINE(ID, name) IR_ENGINE_ROW_##ID,
#include "engines.def"
#undef ISORAND_ENGINE
    IR_ENGINE_COUNT
};

/* Every engine by its number, 1 .. IR_ENGINE_COUNT; NULL for 0, which is "not seeded". */
extern const struct ir_engine *const ir_engines[IR_ENGINE_COUNT + 1];

/* The descriptor of an engine number, or NULL. */
static inline const struct ir_engine *ir_engine_get(uint32_t engine) {
    return engine <= IR_ENGINE_COUNT ? ir_engines[engine] : NULL;
}

/* The engine of a seeded rng, or NULL. */
static inline const struct ir_engine *ir_engine_of(const isorand_rng *rng) {
    return rng ? ir_engine_get(rng->engine) : NULL;
}

/* ---- rng.c: what a stream can do besides being read ---- */

/* Starts 'rng' on 'engine', at the newest NumPy level; everything else is zero. */
const struct ir_engine *ir_rng_start(isorand_rng *rng, uint32_t engine);

/* As the public functions of those names, on a seeded rng whose engine can do it. */
void ir_rng_advance(isorand_rng *rng, const uint64_t delta[4]);
void ir_rng_jump(isorand_rng *rng, const uint64_t k[4]);

/* ---- state.c: saved bytes and checked states ---- */

size_t ir_state_saved_bytes(const isorand_rng *rng);
void ir_state_save(const isorand_rng *rng, unsigned char *out);
/* 0, or ISORAND_EFORMAT. */
int ir_state_load(isorand_rng *rng, const unsigned char *bytes, size_t nbytes);
/* Whether an rng can be in that state; of one that can, the words do not end in zeros for ever. */
int ir_state_valid(const isorand_rng *rng);

#endif
