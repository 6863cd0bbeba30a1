/* SPDX-License-Identifier: MIT */
/* What the distributions drawn one value at a time have in common: parameter checks, the two
 * families of base draws, rounding helpers, and the loop. */
#ifndef IR_SCALAR_H
#define IR_SCALAR_H

#include "cpu/fpenv.h"
#include "distribution/dist.h"
#include "distribution/draw.h"
#include "distribution/source.h"
#include "math/math.h"

/* ---- the loop ---- */

/* Defines the fill of distribution 'name' (see ir_dist_fn). */
#define IR_DIST(name)                                                                              \
    int ir_dist_##name(const struct ir_backend *b, isorand_rng *rng, const isorand_request *req,   \
                       void *out, size_t n)

/* Ends such a function: 'n' elements of 'type', 'draw', which reads from 'source', evaluated anew
 * for each.  With 'ahead' each value is known to take at least one 64-bit word and no 32-bit ones;
 * then words are made in bulk, never more than the values still to come must take, so that none is
 * left over. */
#define IR_FILL_AHEAD(ahead, type, draw)                                                           \
    do {                                                                                           \
        struct ir_source source_ = ir_source_of(rng), *const source = &source_;                    \
        unsigned char *p_ = out;                                                                   \
        uint64_t words_[IR_SCALAR_WORDS];                                                          \
        const int ahead_ = (ahead);                                                                \
        for (size_t i_ = 0; i_ < n; i_++, p_ += sizeof(type)) {                                    \
            if (ahead_ && source->next == source->n)                                               \
                ir_scalar_refill(b, source, words_, n - i_);                                       \
            const type value_ = (draw);                                                            \
            memcpy(p_, &value_, sizeof value_);                                                    \
        }                                                                                          \
        (void)source;                                                                              \
        return 0;                                                                                  \
    } while (0)
#define IR_FILL(type, draw) IR_FILL_AHEAD(0, type, draw)

enum { IR_SCALAR_WORDS = 512 };

static inline void ir_scalar_refill(const struct ir_backend *b, struct ir_source *source,
                                    uint64_t *words, size_t wanted) {
    source->words = words;
    source->next = 0;
    source->n = wanted < IR_SCALAR_WORDS ? wanted : IR_SCALAR_WORDS;
    ir_fill_u64(b, source->rng, words, source->n);
}

/* The same care for the floating-point environment as isorand_fill takes, for calls with arguments
 * of their own: the body of a public function around one that must not be inlined (fpenv.h). */
#define IR_NOINLINE __attribute__((noinline))
#define IR_ROUNDED(call)                                                                           \
    do {                                                                                           \
        const struct ir_fpenv env_ = ir_fpenv_enter();                                             \
        const int error_ = (call);                                                                 \
        ir_fpenv_leave(env_);                                                                      \
        return error_;                                                                             \
    } while (0)

/* ---- parameters: what NumPy 1.24 accepts, except that a NaN is always refused ---- */

static inline int ir_is_number(double x) {
    return x == x;
}

/* NumPy goes by the sign bit: -0.0 is negative. */
static inline int ir_is_nonnegative(double x) {
    return ir_is_number(x) && !__builtin_signbit(x);
}

static inline int ir_is_positive(double x) {
    return x > 0;
}

/* ---- Generator's base draws and RandomState's ----
 * The two classes draw most distributions by the same formulas from different standard normals
 * and exponentials; where a formula differs too, it asks 'legacy'. */
struct ir_base {
    double (*normal)(struct ir_source *source);
    double (*exponential)(struct ir_source *source);
    int legacy;
};

extern const struct ir_base ir_base_generator, ir_base_legacy;

static inline const struct ir_base *ir_base_of(const isorand_request *req) {
    return req->dist > ISORAND_LEGACY ? &ir_base_legacy : &ir_base_generator;
}

/* The polar normal with its cached second value, and -log(1 - U). */
double ir_draw_legacy_normal(struct ir_source *source);
double ir_draw_legacy_exponential(struct ir_source *source);

/* ---- rounding ---- */

/* The conversion of x86-64 for every platform: what does not fit gives INT64_MIN. */
static inline int64_t ir_to_i64(double x) {
    return x >= -0x1p63 && x < 0x1p63 ? (int64_t)x : INT64_MIN;
}

static inline double ir_floor(double x) {
    if (!(x > -0x1p52 && x < 0x1p52))
        return x; /* an integer already, or not finite */
    const double whole = (double)(int64_t)x;
    return whole > x ? whole - 1 : whole;
}

static inline double ir_ceil(double x) {
    return -ir_floor(-x);
}

static inline double ir_abs(double x) {
    return x < 0 ? -x : x;
}

#endif
