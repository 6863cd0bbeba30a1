/* SPDX-License-Identifier: MIT */
/* The bulk-fill driver: what a kernel takes by the kernel, the rest by the engine, and the values
 * that need nothing but words.  Values are made in place: a piece of the caller's buffer that fits
 * the L1 cache is filled with words and converted before the next one. */
#include "words/driver.h"
#include "base/bytes.h"
#include "words/few.h"
#include "words/next.h"
#include "words/piece.h"

/* ---- words ---- */

static const struct ir_engine *engine_of(const isorand_rng *rng) {
    return ir_engines[rng->engine];
}

/* Words of which a kernel makes 'nwords' at most, in whole values of 'grain' words each. */
static size_t in_steps(const struct ir_words_kernel *kernel, size_t nwords, size_t grain) {
    if (kernel->step <= grain)
        return nwords;
    const size_t rest = nwords % kernel->step;
    return kernel->rest && rest >= kernel->rest ? nwords : nwords - rest;
}

void ir_fill_words(const struct ir_backend *b, isorand_rng *rng, void *out, size_t nwords) {
    const struct ir_engine *e = engine_of(rng);
    const struct ir_words_kernel *kernel;
    unsigned char *p = out;
    while ((kernel = ir_words_kernel(b, rng->engine, nwords)) != NULL) {
        const size_t body = in_steps(kernel, nwords, 1);
        kernel->fill(&rng->state, p, body);
        p += body * e->info.word_bytes;
        nwords -= body;
    }
    if (nwords)
        e->words(&rng->state, p, nwords);
}

/* The kernel that makes the most of 'n' values of 'grain' words each as it stores them, if there is
 * one; sets *nwords to what it makes. */
static ir_words_fn *fused(const struct ir_backend *b, const isorand_rng *rng, enum ir_form form,
                          size_t n, size_t grain, size_t *nwords) {
    const struct ir_words_kernel *kernel = ir_words_kernel(b, rng->engine, n * grain);
    if (!kernel)
        return NULL;
    *nwords = in_steps(kernel, n * grain, grain);
    return form == IR_U64 ? kernel->fill_u64 : form == IR_F64 ? kernel->fill_f64 : kernel->fill_f32;
}

/* Most values that are made one by one, where no vectors begin so early: as many as take the time
 * of words in bulk and their conversion.  Doubles of two words: of an engine whose blocks are one
 * word, or more. */
enum { FEW_U64 = 8, FEW_F64 = 16, FEW_F64_OF_PAIRS = 12, FEW_F64_OF_BLOCKS = 7, FEW_F32 = 12 };

/* Whether 'n' values of 'nwords' words are. */
static int are_few(const struct ir_backend *b, const isorand_rng *rng, size_t n, size_t nwords,
                   size_t few) {
    if (n > few)
        return 0;
    const struct ir_words_kernel *kernel = ir_words_kernel(b, rng->engine, nwords);
    return !kernel || kernel == &ir_backend_scalar.words[rng->engine];
}

/* ---- 64-bit values ---- */

int ir_halves_swapped(const struct ir_engine *e) {
    return (e->pair == IR_PAIR_HIGH_FIRST) != IR_BIG_ENDIAN;
}

static void piece_u64(const struct ir_backend *b, const struct ir_engine *e, isorand_rng *rng,
                      void *out, size_t n) {
    ir_fill_words(b, rng, out, n * (8 / e->info.word_bytes));
    if (e->info.word_bytes == 4 && ir_halves_swapped(e))
        IR_KERNEL(b, swap_halves)(out, n);
}

/* Calls 'convert' (or nothing) on 64-bit values, piece by piece. */
static void fill_from_u64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n,
                          ir_convert_fn *convert) {
    const struct ir_engine *e = engine_of(rng);
    unsigned char *p = out;
    while (n) {
        size_t m = n < IR_PIECE_BYTES / 8 ? n : IR_PIECE_BYTES / 8;
        piece_u64(b, e, rng, p, m);
        if (convert)
            convert(p, m);
        p += m * 8;
        n -= m;
    }
}

/* The same with as much as possible from a kernel that converts as it stores. */
static void fill_fused_u64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n,
                           enum ir_form form, ir_convert_fn *convert) {
    const struct ir_engine *e = engine_of(rng);
    const size_t grain = e->info.word_bytes == 8 ? 1 : 2;
    unsigned char *p = out;
    size_t nwords;
    ir_words_fn *kernel = fused(b, rng, form, n, grain, &nwords);
    if (kernel) {
        kernel(&rng->state, p, nwords);
        p += nwords * e->info.word_bytes;
        n -= grain == 1 ? nwords : nwords / 2;
    }
    fill_from_u64(b, rng, p, n, convert);
}

void ir_fill_u64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {
    const struct ir_engine *e = engine_of(rng);
    if (e->info.word_bytes == 8 || !ir_halves_swapped(e))
        ir_fill_words(b, rng, out, n * (8 / e->info.word_bytes));
    else if (are_few(b, rng, n, 2 * n, FEW_U64))
        ir_few_u64(rng, out, n);
    else
        fill_fused_u64(b, rng, out, n, IR_U64, NULL);
}

void ir_fill_f64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {
    const struct ir_engine *e = engine_of(rng);
    const size_t per_u64 = 8 / e->info.word_bytes;
    const size_t of_pairs = e->info.block_words == 1 ? FEW_F64_OF_PAIRS : FEW_F64_OF_BLOCKS;
    if (are_few(b, rng, n, n * per_u64, per_u64 == 1 ? FEW_F64 : of_pairs)) {
        ir_few_f64(rng, out, n);
        return;
    }
    const int mt = e->pair == IR_PAIR_HIGH_FIRST;
    fill_fused_u64(b, rng, out, n, IR_F64,
                   mt ? IR_KERNEL(b, f64_from_mt) : IR_KERNEL(b, f64_from_u64));
}

/* ---- 32-bit values ---- */

static void piece_u32(const struct ir_backend *b, const struct ir_engine *e, isorand_rng *rng,
                      unsigned char *p, size_t n) {
    if (e->info.word_bytes == 4) {
        ir_fill_words(b, rng, p, n);
        return;
    }
    if (n && rng->has_uint32) {
        ir_put32(p, ir_next_u32(e, rng));
        p += 4;
        n--;
    }
    if (n >= 2) {
        ir_fill_words(b, rng, p, n / 2);
        if (ir_halves_swapped(e)) /* not covered: big-endian only */
            IR_KERNEL(b, swap_halves)(p, n / 2);
        p += n / 2 * 8;
        rng->uinteger = ir_get32(p - 4); /* as if each half had waited there */
    }
    if (n % 2)
        ir_put32(p, ir_next_u32(e, rng));
}

static void fill_from_u32(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n,
                          ir_convert_fn *convert) {
    const struct ir_engine *e = engine_of(rng);
    unsigned char *p = out;
    while (n) {
        size_t m = n < IR_PIECE_BYTES / 4 ? n : IR_PIECE_BYTES / 4;
        piece_u32(b, e, rng, p, m);
        if (convert)
            convert(p, m);
        p += m * 4;
        n -= m;
    }
}

void ir_fill_u32(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {
    if (IR_BIG_ENDIAN)
        fill_from_u32(b, rng, out, n, NULL);
    else
        piece_u32(b, engine_of(rng), rng, out, n);
}

void ir_fill_f32(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {
    const struct ir_engine *e = engine_of(rng);
    ir_convert_fn *convert = IR_KERNEL(b, f32_from_u32);
    const size_t waiting = n && rng->has_uint32 ? 1 : 0; /* half a word */
    const unsigned two = e->info.word_bytes == 8;        /* values in a word */
    unsigned char *p = out;
    if (are_few(b, rng, n, n * 4 / e->info.word_bytes, FEW_F32)) {
        ir_few_f32(rng, out, n);
        return;
    }
    size_t nwords;
    ir_words_fn *kernel = fused(b, rng, IR_F32, (n - waiting) >> two, 1, &nwords);
    if (kernel) {
        fill_from_u32(b, rng, p, waiting, convert);
        p += 4 * waiting;
        kernel(&rng->state, p, nwords);
        if (e->last) /* as if each upper half had waited there */
            rng->uinteger = (uint32_t)(e->last(&rng->state) >> 32);
        p += nwords * e->info.word_bytes;
        n -= waiting + (nwords << two);
    }
    fill_from_u32(b, rng, p, n, convert);
}
