/* SPDX-License-Identifier: MIT */
/* The bulk-fill driver: head, body and tail once for every engine, and the values that need
 * nothing but words.  Values are made in place: a piece of the caller's buffer that fits the L1
 * cache is filled with words and converted before the next one. */
#include "internal.h"

/* Bytes of a piece: half of the smallest L1 data cache in use (32 KiB). */
enum { PIECE_BYTES = 16384 };

/* ---- words ---- */

/* The engine of a state that ir_fill_check has found seeded. */
static const struct ir_engine *engine_of(const isorand_rng *rng) {
    return ir_engines[rng->engine];
}

static const struct ir_words_kernel *kernel_of(const struct ir_backend *b, const isorand_rng *rng) {
    return ir_words_kernel(b, rng->engine);
}

void ir_fill_words(const struct ir_backend *b, isorand_rng *rng, void *out, size_t nwords) {
    const struct ir_engine *e = engine_of(rng);
    const struct ir_words_kernel *kernel = kernel_of(b, rng);
    const size_t stride = kernel->stride * e->block_words;
    unsigned char *p = out;
    if (kernel->fill && nwords >= stride) {
        size_t head = e->buffered ? e->buffered(&rng->state) : 0;
        if (head > nwords)
            head = nwords;
        size_t body = (nwords - head) / stride * stride;
        if (body) {
            e->words(&rng->state, p, head);
            p += head * e->word_bytes;
            kernel->fill(&rng->state, p, body / e->block_words);
            p += body * e->word_bytes;
            nwords -= head + body;
        }
    }
    e->words(&rng->state, p, nwords);
}

/* How many of 'nbytes' bytes of values of 'size' bytes a fused kernel makes at once: whole strides
 * behind a head of *head bytes up to the end of the current block.  0 where a value would straddle
 * head and body. */
static size_t fused_bytes(const struct ir_words_kernel *kernel, ir_words_fn *fused,
                          const isorand_rng *rng, size_t nbytes, size_t size, size_t *head) {
    const struct ir_engine *e = engine_of(rng);
    const size_t stride = kernel->stride * e->block_words * e->word_bytes;
    *head = e->buffered ? e->buffered(&rng->state) * e->word_bytes : 0;
    if (!fused || *head % size || nbytes < *head)
        return 0;
    return (nbytes - *head) / stride * stride;
}

/* ---- 64-bit values ---- */

/* Whether the engine's words, as they lie in memory, must change halves to be 64-bit values, or
 * the 64-bit words to be 32-bit ones, low half first. */
static int halves_swapped(const struct ir_engine *e) {
    return (e->pair == IR_PAIR_HIGH_FIRST) != IR_BIG_ENDIAN;
}

static void piece_u64(const struct ir_backend *b, const struct ir_engine *e, isorand_rng *rng,
                      void *out, size_t n) {
    ir_fill_words(b, rng, out, n * (8 / e->word_bytes));
    if (e->word_bytes == 4 && halves_swapped(e))
        IR_KERNEL(b, swap_halves)(out, n);
}

/* Calls 'convert' (or nothing) on 64-bit values, piece by piece. */
static void fill_from_u64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n,
                          ir_convert_fn *convert) {
    const struct ir_engine *e = engine_of(rng);
    unsigned char *p = out;
    while (n) {
        size_t m = n < PIECE_BYTES / 8 ? n : PIECE_BYTES / 8;
        piece_u64(b, e, rng, p, m);
        if (convert)
            convert(p, m);
        p += m * 8;
        n -= m;
    }
}

/* The same with as much as possible from a kernel that converts as it stores. */
static void fill_fused_u64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n,
                           ir_words_fn *fused, ir_convert_fn *convert) {
    const struct ir_engine *e = engine_of(rng);
    unsigned char *p = out;
    size_t head;
    const size_t body = fused_bytes(kernel_of(b, rng), fused, rng, 8 * n, 8, &head);
    if (body) {
        fill_from_u64(b, rng, p, head / 8, convert);
        fused(&rng->state, p + head, body / e->word_bytes / e->block_words);
        p += head + body;
        n -= (head + body) / 8;
    }
    fill_from_u64(b, rng, p, n, convert);
}

void ir_fill_u64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {
    const struct ir_engine *e = engine_of(rng);
    if (e->word_bytes == 8 || !halves_swapped(e))
        ir_fill_words(b, rng, out, n * (8 / e->word_bytes));
    else
        fill_fused_u64(b, rng, out, n, kernel_of(b, rng)->fill_u64, NULL);
}

void ir_fill_f64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {
    const int mt = engine_of(rng)->pair == IR_PAIR_HIGH_FIRST;
    fill_fused_u64(b, rng, out, n, kernel_of(b, rng)->fill_f64,
                   mt ? IR_KERNEL(b, f64_from_mt) : IR_KERNEL(b, f64_from_u64));
}

/* ---- 32-bit values ---- */

/* NumPy's next_uint32 of a 64-bit engine: the low half of a fresh word; the high half waits. */
static uint32_t next_half(const struct ir_engine *e, isorand_rng *rng) {
    if (rng->has_uint32) {
        rng->has_uint32 = 0;
        return rng->uinteger;
    }
    uint64_t w = e->next(&rng->state);
    rng->has_uint32 = 1;
    rng->uinteger = (uint32_t)(w >> 32);
    return (uint32_t)w;
}

static void piece_u32(const struct ir_backend *b, const struct ir_engine *e, isorand_rng *rng,
                      unsigned char *p, size_t n) {
    if (e->word_bytes == 4) {
        ir_fill_words(b, rng, p, n);
        return;
    }
    if (n && rng->has_uint32) {
        ir_put32(p, next_half(e, rng));
        p += 4;
        n--;
    }
    if (n >= 2) {
        ir_fill_words(b, rng, p, n / 2);
        if (halves_swapped(e))
            IR_KERNEL(b, swap_halves)(p, n / 2);
        p += n / 2 * 8;
        rng->uinteger = ir_get32(p - 4); /* as if each half had waited there */
    }
    if (n % 2)
        ir_put32(p, next_half(e, rng));
}

static void fill_from_u32(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n,
                          ir_convert_fn *convert) {
    const struct ir_engine *e = engine_of(rng);
    unsigned char *p = out;
    while (n) {
        size_t m = n < PIECE_BYTES / 4 ? n : PIECE_BYTES / 4;
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
    const struct ir_words_kernel *kernel = kernel_of(b, rng);
    ir_convert_fn *convert = IR_KERNEL(b, f32_from_u32);
    const size_t waiting = n && rng->has_uint32 ? 4 : 0; /* half a word */
    unsigned char *p = out;
    size_t head;
    const size_t body = fused_bytes(kernel, kernel->fill_f32, rng, 4 * n - waiting, 4, &head);
    if (body) {
        head += waiting;
        fill_from_u32(b, rng, p, head / 4, convert);
        kernel->fill_f32(&rng->state, p + head, body / e->word_bytes / e->block_words);
        if (e->last) /* as if each upper half had waited there */
            rng->uinteger = (uint32_t)(e->last(&rng->state) >> 32);
        p += head + body;
        n -= (head + body) / 4;
    }
    fill_from_u32(b, rng, p, n, convert);
}

void ir_fill_bytes(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {
    unsigned char *p = out;
    ir_fill_u32(b, rng, p, n / 4);
    for (size_t i = 0; IR_BIG_ENDIAN && i < n / 4; i++)
        ir_put32le(p + 4 * i, ir_get32(p + 4 * i));
    if (n % 4) {
        unsigned char last[4];
        ir_put32le(last, isorand_next_u32(rng));
        memcpy(p + n / 4 * 4, last, n % 4);
    }
}

/* ---- the public calls ---- */

int ir_fill_check(const isorand_rng *rng, const void *out, size_t n, size_t size,
                  const struct ir_backend **backend) {
    if (!rng || (!out && n))
        return ISORAND_EINVAL;
    if (!ir_engine_of(rng))
        return ISORAND_ESTATE;
    if (n > PTRDIFF_MAX / size)
        return ISORAND_ERANGE;
    *backend = ir_backend_active();
    return *backend ? 0 : ISORAND_EBACKEND;
}

#define FILL(suffix, type)                                                                         \
    int isorand_fill_##suffix(isorand_rng *rng, type *out, size_t n) {                             \
        const struct ir_backend *b;                                                                \
        int error = ir_fill_check(rng, out, n, sizeof(*out), &b);                                  \
        if (!error && n)                                                                           \
            ir_fill_##suffix(b, rng, out, n);                                                      \
        return error;                                                                              \
    }

FILL(u32, uint32_t)
FILL(u64, uint64_t)
FILL(f32, float)
FILL(f64, double)

int isorand_fill_bytes(isorand_rng *rng, void *out, size_t n) {
    const struct ir_backend *b;
    int error = ir_fill_check(rng, out, n, 1, &b);
    if (!error && n)
        ir_fill_bytes(b, rng, out, n);
    return error;
}

/* ---- single draws: the definitions, without a backend ---- */

uint32_t isorand_next_u32(isorand_rng *rng) {
    const struct ir_engine *e = ir_engine_of(rng);
    if (!e)
        return 0;
    return e->word_bytes == 4 ? (uint32_t)e->next(&rng->state) : next_half(e, rng);
}

uint64_t isorand_next_u64(isorand_rng *rng) {
    const struct ir_engine *e = ir_engine_of(rng);
    if (!e)
        return 0;
    uint64_t w0 = e->next(&rng->state);
    if (e->word_bytes == 8)
        return w0;
    uint64_t w1 = e->next(&rng->state);
    return e->pair == IR_PAIR_LOW_FIRST ? w0 | w1 << 32 : w0 << 32 | w1;
}

float isorand_next_f32(isorand_rng *rng) {
    return ir_f32_from_u32(isorand_next_u32(rng));
}

double isorand_next_f64(isorand_rng *rng) {
    const struct ir_engine *e = ir_engine_of(rng);
    return e ? ir_f64_from_u64(e, isorand_next_u64(rng)) : 0;
}
