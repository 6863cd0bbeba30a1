/* SPDX-License-Identifier: MIT */
/* Bulk fills of bounded integers, in pieces of words that fit the L1 cache.  A piece never has more
 * words than the values still wanted need at least, so no word is drawn that NumPy would not draw.
 * The draws, one value at a time, are defined in draw_integer.c. */
#include "distribution/integers.h"
#include "base/u128.h"
#include "distribution/scalar.h"

enum { PIECE = 1024 };

/* Full ranges: the words, plus the offset.  'word' is their size, at most 'size'. */
static void fill_whole(const struct ir_backend *b, isorand_rng *rng, unsigned char *p, size_t n,
                       size_t size, size_t word, uint64_t offset) {
    unsigned char words[8 * PIECE];
    for (size_t m; n; n -= m, p += m * size) {
        m = n < PIECE ? n : PIECE;
        if (word == 8) {
            ir_fill_u64(b, rng, words, m);
            for (size_t i = 0; i < m; i++)
                ir_put64(p + 8 * i, ir_get64(words + 8 * i) + offset);
        } else {
            ir_fill_u32(b, rng, words, m);
            for (size_t i = 0; i < m && size == 8; i++)
                ir_put64(p + 8 * i, ir_get32(words + 4 * i) + offset);
            for (size_t i = 0; i < m && size == 4; i++)
                ir_put32(p + 4 * i, ir_get32(words + 4 * i) + (uint32_t)offset);
        }
    }
}

/* 32-bit Lemire for elements of 8 or 4 bytes. */
static void fill_lemire32(const struct ir_backend *b, isorand_rng *rng, unsigned char *p, size_t n,
                          size_t size, uint64_t offset, uint32_t max) {
    const uint32_t range = max + 1;
    const struct ir_lemire how = {range, (UINT32_MAX - max) % range, offset};
    ir_lemire_fn *lemire = size == 8 ? IR_KERNEL(b, lemire32_u64) : IR_KERNEL(b, lemire32_u32);
    ir_compress_fn *compress = size == 8 ? IR_KERNEL(b, compress64) : IR_KERNEL(b, compress32);
    uint32_t words[PIECE];
    uint64_t values[PIECE], refused[PIECE / 64];
    while (n) {
        const size_t m = n < PIECE ? n : PIECE, whole = (m + 63) / 64 * 64;
        unsigned char *to = whole <= n ? p : (unsigned char *)values;
        ir_fill_u32(b, rng, words, m);
        memset(words + m, 0, (whole - m) * sizeof *words);
        lemire(words, to, refused, whole, &how);
        if (m % 64)
            refused[m / 64] |= UINT64_MAX << m % 64;
        uint64_t any = 0;
        for (size_t i = 0; i < whole / 64; i++) {
            any |= refused[i];
            refused[i] = ~refused[i]; /* those to keep */
        }
        size_t made = m;
        if (any) {
            unsigned char kept[8 * PIECE];
            made = compress(to, refused, kept, whole);
            memcpy(p, kept, made * size);
        }
        p += made * size;
        n -= made;
    }
}

/* 64-bit Lemire. */
static void fill_lemire64(const struct ir_backend *b, isorand_rng *rng, unsigned char *p, size_t n,
                          uint64_t offset, uint64_t max) {
    const uint64_t range = max + 1, threshold = (UINT64_MAX - max) % range;
    uint64_t words[PIECE];
    while (n) {
        const size_t m = n < PIECE ? n : PIECE;
        size_t made = 0;
        ir_fill_u64(b, rng, words, m);
        for (size_t i = 0; i < m; i++) {
            ir_u128 product = ir_mul64(words[i], range);
            words[made] = product.hi + offset;
            made += product.lo >= threshold;
        }
        memcpy(p, words, made * 8);
        p += made * 8;
        n -= made;
    }
}

/* Elements of 'size' bytes from pieces of 'bits' (16, 8 or 1) of 32-bit words, low bits first, by
 * Lemire's method with that word size.  Inlined with constants, 'refuses' says whether any piece
 * can be refused. */
static inline void fill_pieces(const struct ir_backend *b, isorand_rng *rng, unsigned char *p,
                               size_t n, const size_t size, const unsigned bits, uint32_t offset,
                               uint32_t max, const int refuses) {
    enum { WORDS = 256, PIECES_MAX = WORDS * 32 };
    const uint32_t full = (UINT32_C(1) << bits) - 1, range = max + 1;
    const uint32_t threshold = (full - max) % range;
    const size_t per_word = 32 / bits;
    uint32_t words[WORDS];
    unsigned char values[PIECES_MAX];
    while (n) {
        const size_t wanted = n / per_word + (n % per_word != 0);
        const size_t m = wanted < WORDS ? wanted : WORDS;
        unsigned char *to = values;
        ir_fill_u32(b, rng, words, m);
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < per_word; j++) {
                const uint32_t product = (words[i] >> j * bits & full) * range;
                ir_put_integer(to, size, (product >> bits) + offset);
                to += !refuses || (product & full) >= threshold ? size : 0;
            }
        size_t made = (size_t)(to - values) / size;
        made = made < n ? made : n; /* the rest of the last word is dropped */
        memcpy(p, values, made * size);
        p += made * size;
        n -= made;
    }
}

/* For elements of 2 and 1 bytes. */
static void fill_small(const struct ir_backend *b, isorand_rng *rng, unsigned char *p, size_t n,
                       size_t size, uint32_t offset, uint32_t max) {
    const uint32_t full = size == 2 ? UINT16_MAX : UINT8_MAX;
    const int refuses = ((max + 1) & max) != 0; /* powers of two fit without a rest */
    if (max == full && size == 2)
        fill_pieces(b, rng, p, n, 2, 16, offset, UINT16_MAX, 0);
    else if (max == full)
        fill_pieces(b, rng, p, n, 1, 8, offset, UINT8_MAX, 0);
    else if (size == 2 && refuses)
        fill_pieces(b, rng, p, n, 2, 16, offset, max, 1);
    else if (size == 2)
        fill_pieces(b, rng, p, n, 2, 16, offset, max, 0);
    else if (refuses)
        fill_pieces(b, rng, p, n, 1, 8, offset, max, 1);
    else
        fill_pieces(b, rng, p, n, 1, 8, offset, max, 0);
}

void ir_fill_bounded(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n, size_t size,
                     uint64_t offset, uint64_t max) {
    const uint64_t full = UINT64_MAX >> (64 - 8 * size);
    if (max == 0)
        for (unsigned char *p = out; n; n--, p += size)
            ir_put_integer(p, size, offset);
    else if (size < 4)
        fill_small(b, rng, out, n, size, (uint32_t)offset, (uint32_t)max);
    else if (max == full || max == UINT32_MAX)
        fill_whole(b, rng, out, n, size, max == full ? size : 4, offset);
    else if (max < UINT32_MAX)
        fill_lemire32(b, rng, out, n, size, offset, (uint32_t)max);
    else
        fill_lemire64(b, rng, out, n, offset, max);
}

void ir_fill_bounded_bool(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n,
                          unsigned offset, unsigned max) {
    if (max == 0)
        memset(out, (int)offset, n);
    else
        fill_pieces(b, rng, out, n, 1, 1, 0, 1, 0);
}

unsigned ir_type_bits(int type) {
    return type == ISORAND_BOOL ? 1 : 8 * (unsigned)isorand_type_size(type);
}

int ir_integer_range(const isorand_request *req, int closed, uint64_t *low, uint64_t *max) {
    const uint64_t last = req->param[1].u - !closed; /* may wrap, which the comparisons see */
    const uint64_t least = req->type >= ISORAND_I8 && req->type <= ISORAND_I64
                               ? -(UINT64_C(1) << (ir_type_bits(req->type) - 1))
                               : 0;
    *low = req->param[0].u;
    *max = last - *low;
    /* Signed numbers compare as unsigned ones do, once 2^63 is added to both. */
    const uint64_t flip = req->type == ISORAND_U64 ? 0 : UINT64_C(1) << 63;
    if (!closed && flip && req->param[1].u == flip) /* nothing lies below the least number */
        return ISORAND_EINVAL;
    if ((last ^ flip) < (*low ^ flip) || (*low ^ flip) < (least ^ flip))
        return ISORAND_EINVAL;
    return last - least > UINT64_MAX >> (64 - ir_type_bits(req->type)) ? ISORAND_EINVAL : 0;
}

IR_DIST(integers) {
    uint64_t low, max;
    if (req->param[2].u > 1 || ir_integer_range(req, (int)req->param[2].u, &low, &max))
        return ISORAND_EINVAL;
    if (req->type == ISORAND_BOOL)
        ir_fill_bounded_bool(b, rng, out, n, (unsigned)low, (unsigned)max);
    else
        ir_fill_bounded(b, rng, out, n, isorand_type_size(req->type), low, max);
    return 0;
}
