/* SPDX-License-Identifier: MIT */
/* Kernels of PCG64 and PCG64DXSM: lanes that leapfrog one LCG.  Lane j starts at step j of the
 * stream and every lane takes L steps at a time, so the rows of outputs come out in order and the
 * stream is the canonical one.
 *
 * Writes a multiple of LCG128_LANES words, and with long vectors any number: what is left of whole
 * rows costs one.  Any alignment of 'out'. */
#ifndef IR_KERN_LCG128_H
#define IR_KERN_LCG128_H

#include "engine/lcg128.h"
#include "engine/lcg128_powers.h"
#include "simd/kern_quick_test.h"
#include "simd/lcg128_dxsm.h"

#define HAVE_KERN_pcg64     1
#define HAVE_KERN_pcg64dxsm 1

enum { LCG128_LANES = VEC_LCG128_UNROLL * VL128 };

/* From how many words on a row that is not whole is quicker than single words: with long vectors.
 */
enum {
    LCG128_LEAST = VL128 >= 8 ? 22 : KERN_LEAST(LCG128_LANES),
    LCG128_REST = VL128 >= 8 ? 6 : 0
};

/* With 16 registers the constants of setting the lanes up would crowd out those of the loop behind
 * it: then it is a function of its own. */
#ifdef VEC_FEW_REGISTERS
#define LCG128_SETUP IR_NOINLINE
#else
#define LCG128_SETUP inline
#endif

/* The lanes' states, one LCG step apart, the first one 'first' steps after x.  Vectors of lanes get
 * there at once, each lane by its own power of the step: one lane after the other takes as long as
 * a hundred words. */
static LCG128_SETUP void lcg128_lanes(v128 lanes[VEC_LCG128_UNROLL], ir_u128 x, ir_u128 inc,
                                      ir_u128 mult, unsigned first,
                                      const struct ir_lcg128_powers *powers) {
    const v128 start = v128_set1(x), c = v128_set1(inc), zero = v128_set1((ir_u128){0, 0});
    if (VL128 == 1) { /* which is quicker one after the other */
        const v128_affine step = v128_affine_set(mult, inc);
        lanes[0] = first ? v128_step(start, &step) : start;
        IR_UNROLL
        for (unsigned u = 1; u < VEC_LCG128_UNROLL; u++)
            lanes[u] = v128_step(lanes[u - 1], &step);
        return;
    }
    IR_UNROLL
    for (unsigned u = 0; u < VEC_LCG128_UNROLL; u++) {
        const unsigned j = first + u * VL128;
        v128_affine sum =
            v128_affine_lanes(v128_load(powers->sum_hi + j, powers->sum_lo + j), zero);
        v128_affine steps = v128_affine_lanes(v128_load(powers->power_hi + j, powers->power_lo + j),
                                              v128_step(c, &sum));
        lanes[u] = v128_step(start, &steps);
    }
}

/* LCG128_LANES steps as one: a power of two, by squaring, which the compiler does. */
static inline v128_affine lcg128_leap(ir_u128 mult, ir_u128 inc) {
    const ir_u128 one = {0, 1};
    ir_u128 power = mult, sum = one;
    for (int n = 1; n < LCG128_LANES; n *= 2) {
        sum = ir_mul128(ir_add128(power, one), sum);
        power = ir_mul128(power, power);
    }
    return v128_affine_set(power, ir_mul128(sum, inc));
}
_Static_assert((LCG128_LANES & (LCG128_LANES - 1)) == 0, "lcg128_leap wants a power of two");
_Static_assert((int)LCG128_LANES <= (int)IR_LCG128_RADIX, "more lanes than powers");

/* Lane j of all. */
static IR_INLINE ir_u128 lcg128_lane(const v128 x[VEC_LCG128_UNROLL], size_t j) {
    uint64_t hi[LCG128_LANES], lo[LCG128_LANES];
    IR_UNROLL
    for (unsigned u = 0; u < VEC_LCG128_UNROLL; u++) {
        v64_store(hi + VL128 * u, v128_hi(x[u]));
        v64_store(lo + VL128 * u, v128_lo(x[u]));
    }
    return (ir_u128){hi[j], lo[j]};
}

/* The outputs of all lanes, in order. */
static IR_INLINE void lcg128_row(unsigned char *p, const v128 x[VEC_LCG128_UNROLL],
                                 v64 (*output)(v128), enum ir_form form) {
    IR_UNROLL
    for (unsigned u = 0; u < VEC_LCG128_UNROLL; u++)
        v64_emit(p + 8 * VL128 * u, output(x[u]), form);
}

static IR_INLINE void lcg128_step(v128 x[VEC_LCG128_UNROLL], const v128_affine *leap) {
    IR_UNROLL
    for (unsigned u = 0; u < VEC_LCG128_UNROLL; u++)
        x[u] = v128_step(x[u], leap);
}

/* Words from lanes that stand at the first ones; returns the state of the last one.  Fewer than a
 * row are cut from one. */
static IR_INLINE ir_u128 lcg128_rows(unsigned char *restrict p, size_t nwords,
                                     v128 x[VEC_LCG128_UNROLL], const v128_affine *leap,
                                     v64 (*output)(v128), enum ir_form form) {
    const size_t rest = LCG128_REST ? nwords % LCG128_LANES : 0;
    if (!LCG128_REST || nwords >= LCG128_LANES)
        for (size_t rows = nwords / LCG128_LANES;; p += 8 * LCG128_LANES) {
            lcg128_row(p, x, output, form);
            if (--rows == 0)
                break;
            lcg128_step(x, leap);
        }
    if (rest) {
        unsigned char row[8 * LCG128_LANES];
        if (nwords > rest) {
            lcg128_step(x, leap);
            p += 8 * LCG128_LANES;
        }
        lcg128_row(row, x, output, form);
        memcpy(p, row, 8 * rest);
        return lcg128_lane(x, rest - 1);
    }
    return v128_last(x[VEC_LCG128_UNROLL - 1]);
}

static IR_INLINE void pcg64_fill(union isorand_engine_state *restrict s, void *restrict out,
                                 size_t nwords, enum ir_form form) {
    const ir_u128 mult = {IR_PCG64_MULT_HI, IR_PCG64_MULT_LO};
    const ir_u128 inc = ir_lcg128_inc(&s->pcg64);
    const v128_affine leap = lcg128_leap(mult, inc);
    v128 x[VEC_LCG128_UNROLL];
    /* PCG64 steps before each output: lane 0 starts one step ahead. */
    lcg128_lanes(x, ir_lcg128_state(&s->pcg64), inc, mult, 1, ir_pcg64_powers);
    ir_lcg128_set(&s->pcg64, lcg128_rows(out, nwords, x, &leap, v128_xsl_rr, form));
}

static IR_INLINE void pcg64dxsm_fill(union isorand_engine_state *restrict s, void *restrict out,
                                     size_t nwords, enum ir_form form) {
    const ir_u128 mult = {0, IR_DXSM_MULT};
    const ir_u128 inc = ir_lcg128_inc(&s->pcg64dxsm);
    const v128_affine leap = lcg128_leap(mult, inc);
    v128 x[VEC_LCG128_UNROLL];
    lcg128_lanes(x, ir_lcg128_state(&s->pcg64dxsm), inc, mult, 0, ir_pcg64dxsm_powers);
    ir_lcg128_set(&s->pcg64dxsm, lcg128_rows(out, nwords, x, &leap, lcg128_dxsm, form));
    ir_lcg128_step(&s->pcg64dxsm, mult); /* the output was that of the old state */
}

KERN_FORMS(pcg64)
KERN_FORMS(pcg64dxsm)

#ifdef VEC_FUSED
/* Words and a ziggurat's quick test of them, values of 'bytes' bytes.  While one group of 64 values
 * is tested the next one's words are made: the test is loads and the LCG multiplications. */
static IR_INLINE void lcg128_tested(v128 lanes[VEC_LCG128_UNROLL], const v128_affine *leap,
                                    v64 (*output)(v128), unsigned char *restrict words,
                                    unsigned char *restrict values, uint64_t *restrict refused,
                                    size_t groups, unsigned bytes, quick_test_fn *test) {
    enum { U = VEC_LCG128_UNROLL, V = 8 * VL64 };
    const unsigned vectors = 64 * bytes / V, lanes_each = V / bytes;
    v128 x[U];
    IR_UNROLL
    for (unsigned u = 0; u < U; u++)
        x[u] = lanes[u];
    IR_UNROLL
    for (unsigned v = 0; v < vectors; v++) {
        if (v >= U)
            x[v % U] = v128_step(x[v % U], leap);
        v64_store(words + V * v, output(x[v % U]));
    }
    while (--groups) {
        unsigned char *const next = words + 64 * bytes;
        uint64_t accepted = 0;
        IR_UNROLL
        for (unsigned v = 0; v < vectors; v++) {
            accepted |= test(words + V * v, values + V * v) << lanes_each * v;
            x[v % U] = v128_step(x[v % U], leap);
            v64_store(next + V * v, output(x[v % U]));
        }
        *refused++ = ~accepted;
        words = next;
        values += 64 * bytes;
    }
    uint64_t accepted = 0;
    IR_UNROLL
    for (unsigned v = 0; v < vectors; v++)
        accepted |= test(words + V * v, values + V * v) << lanes_each * v;
    *refused = ~accepted;
    IR_UNROLL
    for (unsigned u = 0; u < U; u++)
        lanes[u] = x[u];
}

static IR_INLINE void pcg64_tested(union isorand_engine_state *restrict s, void *restrict words,
                                   void *restrict values, uint64_t *restrict refused, size_t n,
                                   unsigned bytes, quick_test_fn *test) {
    const ir_u128 mult = {IR_PCG64_MULT_HI, IR_PCG64_MULT_LO};
    const ir_u128 inc = ir_lcg128_inc(&s->pcg64);
    const v128_affine leap = lcg128_leap(mult, inc);
    v128 x[VEC_LCG128_UNROLL];
    lcg128_lanes(x, ir_lcg128_state(&s->pcg64), inc, mult, 1, ir_pcg64_powers);
    lcg128_tested(x, &leap, v128_xsl_rr, words, values, refused, n / 64, bytes, test);
    ir_lcg128_set(&s->pcg64, v128_last(x[VEC_LCG128_UNROLL - 1]));
    vec_end();
}

static IR_INLINE void pcg64dxsm_tested(union isorand_engine_state *restrict s, void *restrict words,
                                       void *restrict values, uint64_t *restrict refused, size_t n,
                                       unsigned bytes, quick_test_fn *test) {
    const ir_u128 mult = {0, IR_DXSM_MULT};
    const ir_u128 inc = ir_lcg128_inc(&s->pcg64dxsm);
    const v128_affine leap = lcg128_leap(mult, inc);
    v128 x[VEC_LCG128_UNROLL];
    lcg128_lanes(x, ir_lcg128_state(&s->pcg64dxsm), inc, mult, 0, ir_pcg64dxsm_powers);
    lcg128_tested(x, &leap, lcg128_dxsm, words, values, refused, n / 64, bytes, test);
    ir_lcg128_set(&s->pcg64dxsm, v128_last(x[VEC_LCG128_UNROLL - 1]));
    ir_lcg128_step(&s->pcg64dxsm, mult);
    vec_end();
}
_Static_assert(32 % LCG128_LANES == 0, "a group of 64 values of 4 bytes is whole rows");

#define KERN_TESTED(ENGINE, NAME, BYTES)                                                           \
    static void kern_##ENGINE##_##NAME(union isorand_engine_state *restrict s,                     \
                                       void *restrict words, void *restrict values,                \
                                       uint64_t *restrict refused, size_t n) {                     \
        ENGINE##_tested(s, words, values, refused, n, BYTES, quick_##NAME);                        \
    }
KERN_TESTED(pcg64, normal_f32, 4)
KERN_TESTED(pcg64, exponential_f32, 4)
KERN_TESTED(pcg64dxsm, normal_f32, 4)
KERN_TESTED(pcg64dxsm, exponential_f32, 4)
/* With 16 registers a step of the LCG beside a test of doubles is slower than one after the other.
 */
#ifdef VEC_FEW_REGISTERS
#define KERN_LCG128_F64(ENGINE)
#else
KERN_TESTED(pcg64, normal_f64, 8)
KERN_TESTED(pcg64, exponential_f64, 8)
KERN_TESTED(pcg64dxsm, normal_f64, 8)
KERN_TESTED(pcg64dxsm, exponential_f64, 8)
#define KERN_LCG128_F64(ENGINE)                                                                    \
    .normal_f64 = kern_##ENGINE##_normal_f64, .exponential_f64 = kern_##ENGINE##_exponential_f64,
#endif

/* clang-format off */
#define KERN_LCG128(ENGINE)                                                                        \
    {.fill = kern_##ENGINE##_words, .step = LCG128_LANES, .least = LCG128_LEAST,                   \
     .rest = LCG128_REST,                                                                          \
     .fill_f64 = kern_##ENGINE##_f64, .fill_f32 = kern_##ENGINE##_f32,                             \
     KERN_LCG128_F64(ENGINE)                                                                       \
     .normal_f32 = kern_##ENGINE##_normal_f32, .exponential_f32 = kern_##ENGINE##_exponential_f32}
/* clang-format on */
#else
#define KERN_LCG128(ENGINE) KERN_ENTRY(ENGINE, LCG128_LANES, KERN_LEAST(LCG128_LANES))
#endif
#define KERN_pcg64     KERN_LCG128(pcg64)
#define KERN_pcg64dxsm KERN_LCG128(pcg64dxsm)

#endif
