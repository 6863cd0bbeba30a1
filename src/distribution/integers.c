/* SPDX-License-Identifier: MIT */
/* Bounded integers in both families, and words as they come.  Bulk fills make values from a piece
 * of words by a kernel, whatever the method and the size of elements, and fill up what was refused
 * from the next piece.  The draws, one value at a time, are defined in draw_integer.c. */
#include "base/bytes.h"
#include "distribution/dist.h"
#include "distribution/draw.h"
#include "distribution/order.h"
#include "words/piece.h"

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

/* ---- in bulk ---- */

/* How values come from words: by a kernel of simd/kern_integers.h, from elements of 'from' bytes to
 * values of 'size' bytes.  Elements of less than 4 bytes are pieces of 32-bit words, low bits
 * first; of the last word the pieces that are left are dropped. */
struct way {
    ir_bounded_fn *kernel, *few; /* 'few' without vectors, for few elements */
    struct ir_bounded how;
    unsigned from, size, pieces; /* log2 of those bytes, and of the number of elements in a word */
    size_t least;                /* elements: below, vectors gain nothing */
};

enum {
    WORDS_BYTES = IR_PIECE_BYTES,
    REACH = 64, /* bytes that kernels may go beyond their ends */
    SINGLE = 4, /* values of whole words: below, the definition is as fast */
    FEW = 12,   /* struct way's least, where values are refused seldom, and often */
    FEW_OFTEN = 48
};

/* Reads words whose pieces are in the order of memory. */
static void read_words(struct ir_reader *r, const struct way *way, unsigned char *words,
                       size_t nwords) {
    if (way->from == 3) {
        ir_read_many_u64(r, words, nwords);
        return;
    }
    ir_read_many_u32(r, words, nwords);
    for (size_t i = 0; IR_BIG_ENDIAN && way->pieces && i < 4 * nwords; i += 4)
        if (way->pieces == 1)
            ir_put32(words + i, ir_rotr32(ir_get32(words + i), 16));
        else
            ir_put32le(words + i, ir_get32(words + i));
}

/* How many words 'n' more elements take, as many as may begin and as are made at a time. */
static size_t words_for(const struct ir_reader *r, const struct way *way, size_t n) {
    const size_t nwords = (n + ((1u << way->pieces) - 1)) >> way->pieces;
    const size_t most = way->from == 3 ? WORDS_BYTES / 8 : WORDS_BYTES / 4;
    const size_t m = nwords < most ? nwords : most;
    return way->from == 3 ? ir_reader_room64(r, m) : ir_reader_room32(r, m);
}

/* At most 'left' values of 'n' elements.  Where there is no room for a kernel's reach, whole
 * vectors are made in place, and the rest without vectors or beside 'p'. */
static size_t make_values(const struct way *way, const unsigned char *elements, size_t n,
                          unsigned char *p, size_t left) {
    unsigned char beside[3 * REACH];
    const size_t least = way->least;
    const size_t lanes = REACH >> way->size, most = n < left ? n : left;
    size_t direct = n + lanes <= left ? n : most & ~(lanes - 1), made = 0;
    if (direct < least)
        direct = 0;
    if (direct)
        made = way->kernel(elements, p, direct, &way->how);
    const size_t rest = n - direct;
    if (!rest || made == left)
        return made;
    elements += direct << way->from;
    p += made << way->size;
    left -= made;
    if (rest < least && rest <= left)
        return made + way->few(elements, p, rest, &way->how);
    size_t more = (rest < least ? way->few : way->kernel)(elements, beside, rest, &way->how);
    more = more < left ? more : left; /* the last word may have more pieces */
    memcpy(p, beside, more << way->size);
    return made + more;
}

/* Words are never more than the values still wanted need at least, so none is left over. */
static size_t fill_bounded(struct ir_reader *r, const struct way *way, unsigned char *p, size_t n) {
    unsigned char words[WORDS_BYTES + REACH];
    size_t done = 0;
    while (done < n) {
        const size_t m = words_for(r, way, n - done) << way->pieces;
        if (m == 0)
            break;
        read_words(r, way, words, m >> way->pieces);
        if (way->kernel != way->few)
            memset(words + (m << way->from), 0, REACH);
        done += make_values(way, words, m, p + (done << way->size), n - done);
    }
    return done;
}

/* Full ranges: words or pieces, to which the offset is added where they lie. */
static size_t fill_whole(struct ir_reader *r, const struct way *way, unsigned char *p, size_t n) {
    const size_t whole = n >> way->pieces << way->pieces;
    size_t done = 0;
    while (done < whole) {
        const size_t m = words_for(r, way, whole - done) << way->pieces;
        const size_t vectors = m < way->least ? 0 : m & ~(size_t)(REACH - 1);
        if (m == 0)
            return done;
        read_words(r, way, p, m >> way->pieces);
        if (way->how.offset && vectors)
            way->kernel(p, p, vectors, &way->how);
        p += vectors << way->size;
        if (way->how.offset && vectors < m)
            way->few(p, p, m - vectors, &way->how);
        p += (m - vectors) << way->size;
        done += m;
    }
    return done == n ? n : done + fill_bounded(r, way, p, n - done);
}

/* 32 values of each word. */
static size_t fill_bool(struct ir_reader *r, unsigned char *p, size_t n) {
    enum { WORDS = 512 };
    ir_bits_fn *bits = IR_KERNEL(r->backend, bits);
    unsigned char words[4 * WORDS + 4], last[64];
    size_t done = 0;
    while (done < n) {
        const size_t left = n - done, wanted = left / 32 + (left % 32 != 0);
        const size_t m = ir_reader_room32(r, wanted < WORDS ? wanted : WORDS);
        if (m == 0)
            break;
        ir_read_many_u32(r, words, m);
        for (size_t i = 0; IR_BIG_ENDIAN && i < 4 * m; i += 4)
            ir_put32le(words + i, ir_get32(words + i));
        memset(words + 4 * m, 0, 4);
        const size_t made = 32 * m < left ? 32 * m : left, direct = made / 64 * 64;
        bits(words, p + done, direct);
        if (direct < made) {
            bits(words + direct / 8, last, 64);
            memcpy(p + done + direct, last, made - direct);
        }
        done += made;
    }
    return done;
}

/* One value for all, without a draw. */
static size_t fill_same(const struct ir_plan *plan, unsigned char *p, size_t n) {
    for (size_t i = 0; i < n; i++, p += plan->bytes)
        put(p, plan->bytes, plan->of.integer.low);
    return n;
}

/* How often, if so many of 2^bits words are refused: often where hardly a group has none. */
static enum ir_refuses refuses(uint64_t refused, unsigned bits) {
    return refused == 0 ? IR_NEVER : refused >> (bits > 8 ? bits - 8 : 0) ? IR_OFTEN : IR_SELDOM;
}

static ir_bounded_fn *lemire(const struct ir_backend *b, const struct way *way) {
    return way->from == 3   ? IR_KERNEL(b, lemire64)
           : way->from == 0 ? IR_KERNEL(b, lemire8)
           : way->from == 1 ? IR_KERNEL(b, lemire16)
           : way->size == 2 ? IR_KERNEL(b, lemire32)
                            : IR_KERNEL(b, lemire32_u64);
}

static ir_bounded_fn *masked(const struct ir_backend *b, const struct way *way) {
    return way->from == 3   ? IR_KERNEL(b, masked64)
           : way->from == 0 ? IR_KERNEL(b, masked8)
           : way->from == 1 ? IR_KERNEL(b, masked16)
           : way->size == 2 ? IR_KERNEL(b, masked32)
                            : IR_KERNEL(b, masked32_u64);
}

typedef ir_bounded_fn *method(const struct ir_backend *b, const struct way *way);

/* The kernels for 'n' values by a method that refuses so many of 2^bits words.  (A way is not set
 * to zero at once, which would take longer than one value.) */
static IR_INLINE void set_way(struct way *way, const struct ir_backend *b, method *kernel,
                              uint64_t refused, unsigned bits, size_t n) {
    way->how.refuses = refuses(refused, bits);
    way->least = way->how.refuses == IR_OFTEN ? FEW_OFTEN : FEW;
    way->few = kernel(&ir_backend_scalar, way);
    way->kernel = n < way->least ? way->few : kernel(b, way);
}

static void set_lemire(struct way *way, const struct ir_backend *b, uint64_t max, size_t n) {
    const unsigned bits = 8u << way->from;
    const uint64_t full = UINT64_MAX >> (64 - bits), range = max + 1;
    way->how.mask = way->how.max = 0;
    way->how.range = range;
    way->how.threshold =
        bits == 64 ? (full - max) % range : (uint32_t)(full - max) % (uint32_t)range;
    set_way(way, b, lemire, way->how.threshold, bits, n);
}

static void set_masked(struct way *way, const struct ir_backend *b, uint64_t max, size_t n) {
    const unsigned bits = 64 - (unsigned)__builtin_clzll(max);
    way->how.range = way->how.threshold = 0;
    way->how.mask = UINT64_MAX >> (64 - bits);
    way->how.max = max;
    set_way(way, b, masked, way->how.mask - max, bits, n);
}

static IR_INLINE size_t fill(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n,
                             void (*set)(struct way *, const struct ir_backend *, uint64_t,
                                         size_t)) {
    const uint64_t max = plan->of.integer.max;
    const unsigned bits = plan->of.integer.bits;
    struct way way;
    if (max == 0)
        return fill_same(plan, out, n);
    if (n == 1 || (n < SINGLE && bits >= 32))
        return define(r, plan, out, n);
    if (bits == 1)
        return fill_bool(r, out, n);
    way.size = bits == 8 ? 0 : bits == 16 ? 1 : bits == 32 ? 2 : 3;
    way.from = bits == 64 && max <= UINT32_MAX ? 2 : way.size;
    way.pieces = way.from < 2 ? 2 - way.from : 0;
    way.how.offset = plan->of.integer.low;
    if (max != UINT64_MAX >> (64 - (8u << way.from))) {
        set(&way, r->backend, max, n);
        return fill_bounded(r, &way, out, n);
    }
    set_masked(&way, r->backend, max, n); /* nothing is refused */
    /* Without vectors nothing is gained where the words lie, for compilers see them change. */
    const int in_place = way.from == way.size && (way.how.offset == 0 || way.kernel != way.few);
    return in_place ? fill_whole(r, &way, out, n) : fill_bounded(r, &way, out, n);
}

static size_t fill_integers(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return fill(r, plan, out, n, set_lemire);
}

const struct ir_dist ir_dist_integers = {
    .prepare = prepare_range, .fill = fill_integers, .define = define, .entry = ir_entry_integers};

static size_t fill_legacy_integers(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                   size_t n) {
    return fill(r, plan, out, n, set_masked);
}

const struct ir_dist ir_dist_legacy_integers = {.prepare = prepare_range,
                                                .fill = fill_legacy_integers,
                                                .define = define,
                                                .entry = ir_entry_integers};

void ir_choice(struct ir_reader *r, int64_t *out, size_t n, int64_t pop) {
    const uint64_t max = (uint64_t)pop - 1;
    if (r->backend && n > 2 * SINGLE) {
        struct ir_plan plan;
        plan.family = &ir_family_generator;
        plan.type = ISORAND_I64;
        plan.bytes = 8;
        plan.of.integer = (struct ir_integer_range){64, 0, max};
        fill_integers(r, &plan, out, n);
        return;
    }
    r->wanted = 1;
    for (size_t i = 0; i < n; i++)
        ir_put_i64(out, i, (int64_t)ir_draw_lemire(r, 64, max));
}

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

const struct ir_dist ir_dist_raw = {.fill = fill_raw, .entry = ir_entry_raw};
