/* SPDX-License-Identifier: MIT */
/* The library's inner interfaces: what an engine is, what a backend is, and the fills on top.
 *
 *   entropy -> SeedSequence -> engine state -> words -> values -> the caller's buffer
 *
 * Inside the library buffers are void or unsigned char: they may have any alignment. */
#ifndef IR_INTERNAL_H
#define IR_INTERNAL_H

#include <isorand/isorand.h>

#include "base/bytes.h"

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

/* ---- backends: one const table each, from src/simd/backend_NAME.c ---- */

/* Writes 'nblocks' whole blocks, a multiple of the kernel's stride.  The engine stands at a block
 * boundary before, and afterwards its state is byte for byte what ir_engine.words leaves. */
typedef void ir_words_fn(union isorand_engine_state *restrict s, void *restrict out,
                         size_t nblocks);
/* What a kernel makes of its words before it stores them: nothing, 64-bit values of two 32-bit
 * words of MT19937, doubles, floats. */
enum ir_form { IR_WORDS, IR_U64, IR_F64, IR_F32 };
/* Replaces 'n' elements in place. */
typedef void ir_convert_fn(void *inout, size_t n);

/* The quick test of a ziggurat: see simd/kern_ziggurat.h. */
typedef void ir_ziggurat_fn(const void *restrict words, void *restrict values,
                            uint64_t *restrict refused, size_t n);

/* Bounded integers: see simd/kern_integers.h. */
struct ir_lemire {
    uint64_t range, threshold, offset;
};
typedef void ir_lemire_fn(const void *restrict words, void *restrict values,
                          uint64_t *restrict refused, size_t n, const struct ir_lemire *how);

/* Drops elements: see simd/kern_compress.h. */
typedef size_t ir_compress_fn(const void *restrict values, const uint64_t *restrict keep,
                              void *restrict out, size_t n);

struct ir_words_kernel {
    ir_words_fn *fill; /* NULL: the scalar backend's kernel, or the engine's 'words', is faster */
    size_t stride;     /* in blocks */
    /* The words as values at once, where that is measured to be faster than converting them later.
     * An engine of 64-bit words that has fill_f32 has 'last' too. */
    ir_words_fn *fill_u64, *fill_f64, *fill_f32;
};

struct ir_backend {
    const char *name;
    uint64_t compiled_with; /* CPU features that the compiler was allowed to use */
    struct ir_words_kernel words[ISORAND_ENGINE_COUNT + 1];
    ir_convert_fn *f64_from_u64; /* (x >> 11) * 2^-53 */
    ir_convert_fn *f64_from_mt;  /* MT19937: ((w0 >> 5) << 26 | w1 >> 6) * 2^-53, x = w0:w1 */
    ir_convert_fn *f32_from_u32; /* (x >> 8) * 2^-24 */
    ir_convert_fn *swap_halves;  /* the two 32-bit halves of each 64-bit element */
    void (*affine_f64)(void *inout, size_t n, double a, double b); /* a + b x */
    void (*affine_f32)(void *inout, size_t n, float a, float b);
    ir_ziggurat_fn *normal_f64, *normal_f32, *exponential_f64, *exponential_f32;
    ir_lemire_fn *lemire32_u64, *lemire32_u32;
    ir_compress_fn *compress64, *compress32;
    void (*exp_estimate)(double *inout, size_t n); /* see simd/kern_exp.h */
};

/* The backend of every build: its kernels serve where another backend has none. */
extern const struct ir_backend ir_backend_scalar;

/* A row of backends.def. */
struct ir_backend_row {
    const char *name;
    const struct ir_backend *table; /* NULL: not in this build */
    uint64_t required;              /* CPU features */
};
const struct ir_backend_row *ir_backend_row(int index); /* NULL past the last */

/* The row that 'name' asks for (NULL or "auto": the best one) on a CPU that offers the features
 * 'have'; NULL when there is none. */
const struct ir_backend_row *ir_backend_choose(const char *name, uint64_t have);

/* What isorand_backend_describe says of a row on such a CPU. */
isorand_backend_info ir_backend_explain(const struct ir_backend_row *row, uint64_t have);

/* The active backend, resolved on first use; NULL when ISORAND_BACKEND names an unusable one. */
const struct ir_backend *ir_backend_active(void);

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
