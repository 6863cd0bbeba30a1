/* SPDX-License-Identifier: MIT */
/* Single draws, for isorand/inline.h and the library alike.  'engine' is a constant, that of the
 * rng.  What is rare is left to calls, which are arguments so that both can use their own: 'raw'
 * makes the next native word, whatever that takes, and a 'settle' decides a draw whose first word,
 * which the quick test refused, has been taken. */
#ifndef ISORAND_INLINE_DRAW_H
#define ISORAND_INLINE_DRAW_H

#include <isorand/inline/engines.h>
#include <isorand/inline/uniform.h>
#include <isorand/inline/ziggurat.h>

typedef uint64_t ir_raw_fn(isorand_rng *rng);

/* ---- what an engine is; 0 where it has no row ---- */

static IR_INLINE int ir_inline_word_bits(int engine) {
    switch (engine) {
#define ENGINE(ID, name, bits, high_first)                                                         \
    case ISORAND_##ID:                                                                             \
        return bits;
        IR_INLINE_ENGINES(ENGINE)
#undef ENGINE
    default:
        return 0;
    }
}

static IR_INLINE int ir_inline_high_first(int engine) {
    switch (engine) {
#define ENGINE(ID, name, bits, high_first)                                                         \
    case ISORAND_##ID:                                                                             \
        return high_first;
        IR_INLINE_ENGINES(ENGINE)
#undef ENGINE
    default:
        return 0;
    }
}

/* ---- words ---- */

static IR_INLINE uint64_t ir_inline_raw(isorand_rng *rng, int engine, ir_raw_fn *raw) {
    switch (engine) {
#define ENGINE(ID, name, bits, high_first)                                                         \
    case ISORAND_##ID:                                                                             \
        if (ir_##name##_ready(&rng->state.name))                                                   \
            return ir_##name##_next(&rng->state.name);                                             \
        break;
        IR_INLINE_ENGINES(ENGINE)
#undef ENGINE
    default:
        break;
    }
    return raw(rng);
}

/* The low half of a 64-bit word, whose high half waits in the rng. */
static inline uint32_t ir_halve(isorand_rng *rng, uint64_t word) {
    rng->has_uint32 = 1;
    rng->uinteger = (uint32_t)(word >> 32);
    return (uint32_t)word;
}

/* next_uint32. */
static IR_INLINE uint32_t ir_inline_u32(isorand_rng *rng, int engine, ir_raw_fn *raw) {
    if (ir_inline_word_bits(engine) == 32)
        return (uint32_t)ir_inline_raw(rng, engine, raw);
    if (rng->has_uint32) {
        rng->has_uint32 = 0;
        return rng->uinteger;
    }
    return ir_halve(rng, ir_inline_raw(rng, engine, raw));
}

/* Two words of 32 bits as one of 64. */
static inline uint64_t ir_pair(int high_first, uint64_t first, uint64_t second) {
    return high_first ? first << 32 | second : first | second << 32;
}

/* next_uint64. */
static IR_INLINE uint64_t ir_inline_u64(isorand_rng *rng, int engine, ir_raw_fn *raw) {
    const uint64_t first = ir_inline_raw(rng, engine, raw);
    if (ir_inline_word_bits(engine) == 64)
        return first;
    return ir_pair(ir_inline_high_first(engine), first, ir_inline_raw(rng, engine, raw));
}

/* ---- uniform floats ---- */

static IR_INLINE double ir_inline_f64(isorand_rng *rng, int engine, ir_raw_fn *raw) {
    return ir_f64_of_pair(ir_inline_high_first(engine), ir_inline_u64(rng, engine, raw));
}

static IR_INLINE float ir_inline_f32(isorand_rng *rng, int engine, ir_raw_fn *raw) {
    return ir_f32_from_u32(ir_inline_u32(rng, engine, raw));
}

/* ---- bounded integers: Lemire's method (ACM TOMACS 29(1), 2019) ----
 * Of word * range the upper half is the value; words whose lower half is under 2^w mod range are
 * drawn again, so that each value has the same number.  The remainder is taken only where the lower
 * half is under the range. */

static IR_INLINE uint32_t ir_inline_bounded_u32(isorand_rng *rng, int engine, ir_raw_fn *raw,
                                                uint32_t max) {
    const uint32_t range = max + 1;
    uint32_t word = ir_inline_u32(rng, engine, raw);
    if (max == UINT32_MAX)
        return word;
    uint64_t m = (uint64_t)word * range;
    if ((uint32_t)m < range) {
        const uint32_t threshold = (UINT32_MAX - max) % range;
        while ((uint32_t)m < threshold)
            m = (uint64_t)ir_inline_u32(rng, engine, raw) * range;
    }
    return (uint32_t)(m >> 32);
}

static IR_INLINE uint64_t ir_inline_bounded_u64(isorand_rng *rng, int engine, ir_raw_fn *raw,
                                                uint64_t max) {
    const uint64_t range = max + 1, word = ir_inline_u64(rng, engine, raw);
    if (max == UINT64_MAX)
        return word;
    ir_u128 m = ir_mul64(word, range);
    if (m.lo < range) {
        const uint64_t threshold = (UINT64_MAX - max) % range;
        while (m.lo < threshold)
            m = ir_mul64(ir_inline_u64(rng, engine, raw), range);
    }
    return m.hi;
}

/* Uniform on [0, max]; 0 is no draw, and below 2^32 words are of 32 bits. */
static IR_INLINE uint64_t ir_inline_bounded(isorand_rng *rng, int engine, ir_raw_fn *raw,
                                            uint64_t max) {
    if (max > UINT32_MAX)
        return ir_inline_bounded_u64(rng, engine, raw, max);
    return max ? ir_inline_bounded_u32(rng, engine, raw, (uint32_t)max) : 0;
}

/* ---- standard normal and exponential ---- */

typedef double ir_settle_f64_fn(isorand_rng *rng, uint64_t word);
typedef float ir_settle_f32_fn(isorand_rng *rng, uint32_t word);

static IR_INLINE double ir_inline_normal(isorand_rng *rng, int engine, ir_raw_fn *raw,
                                         const struct ir_layer_f64 *layers,
                                         ir_settle_f64_fn *settle) {
    const uint64_t word = ir_inline_u64(rng, engine, raw);
    double x;
    return ir_normal_quick(layers, word, &x) ? x : settle(rng, word);
}

static IR_INLINE float ir_inline_normal_f32(isorand_rng *rng, int engine, ir_raw_fn *raw,
                                            const struct ir_layer_f32 *layers,
                                            ir_settle_f32_fn *settle) {
    const uint32_t word = ir_inline_u32(rng, engine, raw);
    float x;
    return ir_normal_quick_f32(layers, word, &x) ? x : settle(rng, word);
}

static IR_INLINE double ir_inline_exponential(isorand_rng *rng, int engine, ir_raw_fn *raw,
                                              const struct ir_layer_f64 *layers,
                                              ir_settle_f64_fn *settle) {
    const uint64_t word = ir_inline_u64(rng, engine, raw);
    double x;
    return ir_exponential_quick(layers, word, &x) ? x : settle(rng, word);
}

static IR_INLINE float ir_inline_exponential_f32(isorand_rng *rng, int engine, ir_raw_fn *raw,
                                                 const struct ir_layer_f32 *layers,
                                                 ir_settle_f32_fn *settle) {
    const uint32_t word = ir_inline_u32(rng, engine, raw);
    float x;
    return ir_exponential_quick_f32(layers, word, &x) ? x : settle(rng, word);
}

#endif
