/* SPDX-License-Identifier: MIT */
/* Bounded integers in both families, and words as they come.  Bulk fills by Lemire's method work on
 * pieces of words that never are more than the values still wanted need at least, so none is left
 * over.  The draws, one value at a time, are defined in draw_integer.c. */
#include "base/bytes.h"
#include "base/u128.h"
#include "distribution/dist.h"
#include "distribution/draw.h"

enum { PIECE = 1024 };

/* Stores the low 8, 4, 2 or 1 bytes of a number. */
static inline void put(unsigned char *p, size_t size, uint64_t x) {
    const uint8_t x8 = (uint8_t)x;
    const uint16_t x16 = (uint16_t)x;
    if (size == 8)
        ir_put64(p, x);
    else if (size == 4)
        ir_put32(p, (uint32_t)x);
    else if (size == 2)
        memcpy(p, &x16, sizeof x16);
    else
        *p = x8;
}

/* ---- the range ---- */

/* Bounds are bit patterns of two's complement 64-bit numbers, unsigned for u64 only, where an
 * exclusive high of 0 stands for 2^64. */
static int prepare_range(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    const isorand_type_info *type = ir_type_get(plan->type);
    const unsigned bits = type->kind == 'b' ? 1 : 8 * type->bytes;
    const uint64_t low = plan->param[0].u, high = plan->param[1].u;
    const int closed = plan->param[2].i != 0;
    const uint64_t last = high - !closed; /* may wrap, which the comparisons see */
    const uint64_t least = type->kind == 'i' ? -(UINT64_C(1) << (bits - 1)) : 0;
    plan->of.integer.bits = bits;
    plan->of.integer.low = low;
    plan->of.integer.max = last - low;
    /* Signed numbers compare as unsigned ones do, once 2^63 is added to both. */
    const uint64_t flip = plan->type == ISORAND_U64 ? 0 : UINT64_C(1) << 63;
    if (!closed && flip && high == flip) /* nothing lies below the least number */
        return ISORAND_EINVAL;
    if ((last ^ flip) < (low ^ flip) || (low ^ flip) < (least ^ flip))
        return ISORAND_EINVAL;
    return last - least > UINT64_MAX >> (64 - bits) ? ISORAND_EINVAL : 0;
}

/* ---- by definition, in both families ---- */

static size_t define(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    const unsigned bits = plan->of.integer.bits;
    const uint64_t low = plan->of.integer.low, max = plan->of.integer.max;
    unsigned char *p = out;
    size_t i = 0;
    for (; ir_reader_begins(r, n - i); i++, p += plan->bytes)
        put(p, plan->bytes, low + plan->family->bounded(r, bits, max));
    return i;
}

/* ---- Lemire's method in bulk; each fill returns how many values it has made ---- */

/* Full ranges: the words, plus the offset.  'word' is their size, at most 'size'. */
static size_t fill_whole(struct ir_reader *r, unsigned char *p, size_t n, size_t size, size_t word,
                         uint64_t offset) {
    unsigned char words[8 * PIECE];
    size_t made = 0;
    for (size_t m; made < n; made += m, p += m * size) {
        m = n - made < PIECE ? n - made : PIECE;
        m = word == 8 ? ir_reader_room64(r, m) : ir_reader_room32(r, m);
        if (m == 0)
            break;
        if (word == 8) {
            ir_read_many_u64(r, words, m);
            for (size_t i = 0; i < m; i++)
                ir_put64(p + 8 * i, ir_get64(words + 8 * i) + offset);
        } else {
            ir_read_many_u32(r, words, m);
            for (size_t i = 0; i < m && size == 8; i++)
                ir_put64(p + 8 * i, ir_get32(words + 4 * i) + offset);
            for (size_t i = 0; i < m && size == 4; i++)
                ir_put32(p + 4 * i, ir_get32(words + 4 * i) + (uint32_t)offset);
        }
    }
    return made;
}

/* 32-bit Lemire for elements of 8 or 4 bytes. */
static size_t fill_lemire32(struct ir_reader *r, unsigned char *p, size_t n, size_t size,
                            uint64_t offset, uint32_t max) {
    const uint32_t range = max + 1;
    const struct ir_lemire how = {range, (UINT32_MAX - max) % range, offset};
    const struct ir_backend *b = r->backend;
    ir_lemire_fn *lemire = size == 8 ? IR_KERNEL(b, lemire32_u64) : IR_KERNEL(b, lemire32_u32);
    ir_compress_fn *compress = size == 8 ? IR_KERNEL(b, compress64) : IR_KERNEL(b, compress32);
    uint32_t words[PIECE];
    uint64_t values[PIECE], refused[PIECE / 64];
    size_t done = 0;
    while (done < n) {
        const size_t left = n - done, m = ir_reader_room32(r, left < PIECE ? left : PIECE);
        const size_t whole = (m + 63) / 64 * 64;
        unsigned char *to = whole <= left ? p : (unsigned char *)values;
        if (m == 0)
            break;
        ir_read_many_u32(r, words, m);
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
        done += made;
    }
    return done;
}

/* 64-bit Lemire. */
static size_t fill_lemire64(struct ir_reader *r, unsigned char *p, size_t n, uint64_t offset,
                            uint64_t max) {
    const uint64_t range = max + 1, threshold = (UINT64_MAX - max) % range;
    uint64_t words[PIECE];
    size_t done = 0;
    while (done < n) {
        const size_t m = ir_reader_room64(r, n - done < PIECE ? n - done : PIECE);
        size_t made = 0;
        if (m == 0)
            break;
        ir_read_many_u64(r, words, m);
        for (size_t i = 0; i < m; i++) {
            ir_u128 product = ir_mul64(words[i], range);
            words[made] = product.hi + offset;
            made += product.lo >= threshold;
        }
        memcpy(p, words, made * 8);
        p += made * 8;
        done += made;
    }
    return done;
}

/* How a piece of a word becomes a value on [0, max]. */
enum method {
    WHOLE_RANGE, /* Lemire's, of a power of two: nothing is refused */
    LEMIRE,
    MASKED /* what is left under the smallest mask that covers max */
};

/* Elements of 'size' bytes from pieces of 'bits' (16, 8 or 1) of 32-bit words, low bits first;
 * 'size', 'bits' and 'method' are constants where this is inlined. */
static IR_INLINE size_t fill_pieces(struct ir_reader *r, unsigned char *p, size_t n,
                                    const size_t size, const unsigned bits, uint32_t offset,
                                    uint32_t max, const enum method method) {
    enum { WORDS = 256, PIECES_MAX = WORDS * 32 };
    const uint32_t full = (UINT32_C(1) << bits) - 1, range = max + 1;
    const uint32_t threshold = (full - max) % range, mask = (uint32_t)ir_cover(max);
    const size_t per_word = 32 / bits;
    uint32_t words[WORDS];
    unsigned char values[PIECES_MAX];
    size_t done = 0;
    while (done < n) {
        const size_t wanted = (n - done) / per_word + ((n - done) % per_word != 0);
        const size_t m = ir_reader_room32(r, wanted < WORDS ? wanted : WORDS);
        unsigned char *to = values;
        if (m == 0)
            break;
        ir_read_many_u32(r, words, m);
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < per_word; j++) {
                const uint32_t piece = words[i] >> j * bits & full, product = piece * range;
                const uint32_t value = method == MASKED ? piece & mask : product >> bits;
                put(to, size, value + offset);
                to += (method == MASKED   ? value <= max
                       : method == LEMIRE ? (product & full) >= threshold
                                          : 1)
                          ? size
                          : 0;
            }
        size_t made = (size_t)(to - values) / size;
        made = made < n - done ? made : n - done; /* the rest of the last word is dropped */
        memcpy(p, values, made * size);
        p += made * size;
        done += made;
    }
    return done;
}

/* For elements of 2 and 1 bytes. */
static size_t fill_small(struct ir_reader *r, unsigned char *p, size_t n, size_t size,
                         uint32_t offset, uint32_t max) {
    const uint32_t full = size == 2 ? UINT16_MAX : UINT8_MAX;
    const int refuses = ((max + 1) & max) != 0; /* powers of two fit without a rest */
    if (max == full)
        return size == 2 ? fill_pieces(r, p, n, 2, 16, offset, UINT16_MAX, WHOLE_RANGE)
                         : fill_pieces(r, p, n, 1, 8, offset, UINT8_MAX, WHOLE_RANGE);
    if (refuses)
        return size == 2 ? fill_pieces(r, p, n, 2, 16, offset, max, LEMIRE)
                         : fill_pieces(r, p, n, 1, 8, offset, max, LEMIRE);
    return size == 2 ? fill_pieces(r, p, n, 2, 16, offset, max, WHOLE_RANGE)
                     : fill_pieces(r, p, n, 1, 8, offset, max, WHOLE_RANGE);
}

/* One value for all, without a draw. */
static size_t fill_same(const struct ir_plan *plan, unsigned char *p, size_t n) {
    for (size_t i = 0; i < n; i++, p += plan->bytes)
        put(p, plan->bytes, plan->of.integer.low);
    return n;
}

static size_t fill_integers(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    const uint64_t offset = plan->of.integer.low, max = plan->of.integer.max;
    const size_t size = plan->bytes;
    const uint64_t full = UINT64_MAX >> (64 - 8 * size);
    unsigned char *p = out;
    if (max == 0)
        return fill_same(plan, p, n);
    if (plan->type == ISORAND_BOOL)
        return fill_pieces(r, p, n, 1, 1, 0, 1, WHOLE_RANGE);
    if (size < 4)
        return fill_small(r, p, n, size, (uint32_t)offset, (uint32_t)max);
    if (max == full || max == UINT32_MAX)
        return fill_whole(r, p, n, size, max == full ? size : 4, offset);
    if (max < UINT32_MAX)
        return fill_lemire32(r, p, n, size, offset, (uint32_t)max);
    return fill_lemire64(r, p, n, offset, max);
}

const struct ir_dist ir_dist_integers = {
    .prepare = prepare_range, .fill = fill_integers, .define = define};

/* ---- masked rejection in bulk ---- */

/* Elements of 8 or 4 bytes; 'word' is the size of the words, at most that of the elements. */
static IR_INLINE size_t fill_masked(struct ir_reader *r, unsigned char *p, size_t n,
                                    const size_t size, const size_t word, uint64_t offset,
                                    uint64_t max) {
    const uint64_t mask = ir_cover(max);
    unsigned char words[8 * PIECE], values[8 * PIECE];
    size_t done = 0;
    while (done < n) {
        size_t m = n - done < PIECE ? n - done : PIECE, made = 0;
        m = word == 8 ? ir_reader_room64(r, m) : ir_reader_room32(r, m);
        if (m == 0)
            break;
        if (word == 8)
            ir_read_many_u64(r, words, m);
        else
            ir_read_many_u32(r, words, m);
        for (size_t i = 0; i < m; i++) {
            const uint64_t x =
                (word == 8 ? ir_get64(words + 8 * i) : ir_get32(words + 4 * i)) & mask;
            put(values + size * made, size, x + offset);
            made += x <= max;
        }
        memcpy(p, values, made * size);
        p += made * size;
        done += made;
    }
    return done;
}

static size_t fill_legacy_integers(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                   size_t n) {
    const uint64_t offset = plan->of.integer.low, max = plan->of.integer.max;
    const uint32_t offset32 = (uint32_t)offset, max32 = (uint32_t)max;
    if (max == 0)
        return fill_same(plan, out, n);
    switch (plan->of.integer.bits) {
    case 1:
        return fill_pieces(r, out, n, 1, 1, 0, 1, WHOLE_RANGE);
    case 8:
        return fill_pieces(r, out, n, 1, 8, offset32, max32, MASKED);
    case 16:
        return fill_pieces(r, out, n, 2, 16, offset32, max32, MASKED);
    case 32:
        return fill_masked(r, out, n, 4, 4, offset, max);
    default:
        return max > UINT32_MAX ? fill_masked(r, out, n, 8, 8, offset, max)
                                : fill_masked(r, out, n, 8, 4, offset, max);
    }
}

const struct ir_dist ir_dist_legacy_integers = {
    .prepare = prepare_range, .fill = fill_legacy_integers, .define = define};

/* ---- raw: words, and bytes as Generator.bytes makes them ---- */

/* Little-endian 32-bit values, the last one cut. */
static size_t fill_bytes(struct ir_reader *r, unsigned char *p, size_t n) {
    const size_t room = ir_reader_room32(r, n / 4 + (n % 4 != 0));
    const size_t whole = room < n / 4 ? room : n / 4;
    ir_read_many_u32(r, p, whole);
    for (size_t i = 0; IR_BIG_ENDIAN && i < whole; i++)
        ir_put32le(p + 4 * i, ir_get32(p + 4 * i));
    if (room == whole)
        return 4 * whole;
    unsigned char last[4];
    ir_put32le(last, ir_read_u32(r));
    memcpy(p + 4 * whole, last, n % 4);
    return n;
}

static size_t fill_raw(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    if (plan->type == ISORAND_U8)
        return fill_bytes(r, out, n);
    if (plan->type == ISORAND_U32) {
        n = ir_reader_room32(r, n);
        ir_read_many_u32(r, out, n);
        return n;
    }
    n = ir_reader_room64(r, n);
    ir_read_many_u64(r, out, n);
    return n;
}

const struct ir_dist ir_dist_raw = {.fill = fill_raw};
