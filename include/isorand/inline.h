/* SPDX-License-Identifier: MIT */
/* Single draws without a call, for loops that want one value at a time:
 *
 *     isorand_rng rng;
 *     isorand_seed(&rng, ISORAND_PCG64, 42);
 *     double x = isorand_inline_normal_f64(&rng, ISORAND_PCG64);
 *
 * isorand_inline_THING(rng, ENGINE) is isorand_next_THING(rng): the same value, and the same state
 * afterwards; draws inlined and called and fills may follow each other in any order.  ENGINE is an
 * enum isorand_engine that the compiler sees as a constant: the code of that engine is compiled in.
 * An rng that is on another engine, or was never seeded, is served by the call, so a wrong ENGINE
 * costs time and never a bit; so does an engine that isorand/inline/engines.h does not list.
 *
 * C99 or later, C++11 or later; the library may have been built by another compiler.  Link it as
 * always: blocks of Philox and MT19937, and the one or two draws in a hundred of a normal or an
 * exponential that the quick test does not decide, are calls.
 *
 * Floating point.  f64 and f32 are exact.  Of the normals and exponentials the quick test takes one
 * rounded product, in the caller's environment: it must round to nearest, as it does unless
 * somebody has changed it.  Calls and fills see to that by themselves.  Flushing of subnormals and
 * unmasked exceptions do not matter to values; products raise the inexact flag.
 *
 * Names that begin with ir_ are the library's own and may change. */
#ifndef ISORAND_INLINE_H
#define ISORAND_INLINE_H

#include <isorand/isorand.h>

#if defined(__cplusplus) && defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#endif

#include <float.h>
#include <isorand/inline/draw.h>

#if FLT_EVAL_METHOD == 2
#error "isorand/inline.h: excess precision would change bits: compile with -mfpmath=sse"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- what the inlined draws call: not for direct use ---- */

/* The tables of the quick tests, 256 layers each. */
struct isorand_ziggurats {
    const struct ir_layer_f64 *normal_f64, *exponential_f64;
    const struct ir_layer_f32 *normal_f32, *exponential_f32;
};
ISORAND_API extern const struct isorand_ziggurats isorand_ziggurats;

/* The draw whose first word, 'word', has been taken. */
ISORAND_API double isorand_settle_normal_f64(isorand_rng *rng, uint64_t word);
ISORAND_API float isorand_settle_normal_f32(isorand_rng *rng, uint32_t word);
ISORAND_API double isorand_settle_exponential_f64(isorand_rng *rng, uint64_t word);
ISORAND_API float isorand_settle_exponential_f32(isorand_rng *rng, uint32_t word);

#ifdef __cplusplus
}
#endif

/* Whether 'rng' is on an engine whose words are inlined here. */
static IR_INLINE int ir_inline_is(const isorand_rng *rng, int engine) {
    return ir_inline_word_bits(engine) && rng->engine == (uint32_t)engine;
}

/* ---- words ---- */

static IR_INLINE uint64_t isorand_inline_raw(isorand_rng *rng, int engine) {
    return ir_inline_is(rng, engine) ? ir_inline_raw(rng, engine, isorand_next_raw)
                                     : isorand_next_raw(rng);
}

static IR_INLINE uint32_t isorand_inline_u32(isorand_rng *rng, int engine) {
    return ir_inline_is(rng, engine) ? ir_inline_u32(rng, engine, isorand_next_raw)
                                     : isorand_next_u32(rng);
}

static IR_INLINE uint64_t isorand_inline_u64(isorand_rng *rng, int engine) {
    return ir_inline_is(rng, engine) ? ir_inline_u64(rng, engine, isorand_next_raw)
                                     : isorand_next_u64(rng);
}

/* ---- uniform floats on [0, 1) ---- */

static IR_INLINE float isorand_inline_f32(isorand_rng *rng, int engine) {
    return ir_inline_is(rng, engine) ? ir_inline_f32(rng, engine, isorand_next_raw)
                                     : isorand_next_f32(rng);
}

static IR_INLINE double isorand_inline_f64(isorand_rng *rng, int engine) {
    return ir_inline_is(rng, engine) ? ir_inline_f64(rng, engine, isorand_next_raw)
                                     : isorand_next_f64(rng);
}

/* ---- integers ---- */

/* isorand_next_bounded(rng, ISORAND_GENERATOR, max): uniform on [0, max].  Generator.integers(low,
 * high) is low + the value for max = high - 1 - low, of dtype int64, uint64, int32 and uint32. */
static IR_INLINE uint64_t isorand_inline_bounded(isorand_rng *rng, int engine, uint64_t max) {
    return ir_inline_is(rng, engine) ? ir_inline_bounded(rng, engine, isorand_next_raw, max)
                                     : isorand_next_bounded(rng, ISORAND_GENERATOR, max);
}

/* ---- standard normals and exponentials ---- */

static IR_INLINE double isorand_inline_normal_f64(isorand_rng *rng, int engine) {
    return ir_inline_is(rng, engine)
               ? ir_inline_normal(rng, engine, isorand_next_raw, isorand_ziggurats.normal_f64,
                                  isorand_settle_normal_f64)
               : isorand_next_normal_f64(rng);
}

static IR_INLINE float isorand_inline_normal_f32(isorand_rng *rng, int engine) {
    return ir_inline_is(rng, engine)
               ? ir_inline_normal_f32(rng, engine, isorand_next_raw, isorand_ziggurats.normal_f32,
                                      isorand_settle_normal_f32)
               : isorand_next_normal_f32(rng);
}

static IR_INLINE double isorand_inline_exponential_f64(isorand_rng *rng, int engine) {
    return ir_inline_is(rng, engine) ? ir_inline_exponential(rng, engine, isorand_next_raw,
                                                             isorand_ziggurats.exponential_f64,
                                                             isorand_settle_exponential_f64)
                                     : isorand_next_exponential_f64(rng);
}

static IR_INLINE float isorand_inline_exponential_f32(isorand_rng *rng, int engine) {
    return ir_inline_is(rng, engine) ? ir_inline_exponential_f32(rng, engine, isorand_next_raw,
                                                                 isorand_ziggurats.exponential_f32,
                                                                 isorand_settle_exponential_f32)
                                     : isorand_next_exponential_f32(rng);
}

#if defined(__cplusplus) && defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#endif
