/* SPDX-License-Identifier: MIT */
/* Kernels of PCG64 and PCG64DXSM where vectors multiply 64-bit numbers slowly and the scalar unit
 * fast: lanes of both kinds leapfrog one LCG, as those of kern_lcg128.h do, side by side in one
 * loop.  A row is the words of the vectors' lanes and behind them those of the scalar lanes.
 *
 * Writes any number of words; the last row goes through memory.  For few the base is faster. */
#ifndef IR_KERN_LCG128_HYBRID_H
#define IR_KERN_LCG128_HYBRID_H

#include "engine/lcg128.h"
#include "simd/kern.h"
#include "simd/lcg128_dxsm.h"

#define HAVE_KERN_pcg64     1
#define HAVE_KERN_pcg64dxsm 1

enum {
    HYBRID_VECTORS = 2,
    HYBRID_FIRST = HYBRID_VECTORS * VL128, /* scalar lane */
    HYBRID_LANES = HYBRID_FIRST + X128_LANES
};

/* So many steps of the LCG as one. */
struct hybrid_leap {
    ir_u128 a, c;
};

static inline ir_u128 hybrid_leaped(ir_u128 x, struct hybrid_leap f) {
    return ir_add128(ir_mul128(x, f.a), f.c);
}

static inline struct hybrid_leap hybrid_both(struct hybrid_leap f, struct hybrid_leap g) {
    return (struct hybrid_leap){ir_mul128(f.a, g.a), hybrid_leaped(f.c, g)};
}

/* The lanes' states, one step apart, x[0] being there; their number doubles.  Returns HYBRID_LANES
 * steps. */
static IR_INLINE struct hybrid_leap hybrid_lanes(ir_u128 x[HYBRID_LANES], struct hybrid_leap step) {
    struct hybrid_leap power = step, row = {{0, 1}, {0, 0}};
    IR_UNROLL
    for (unsigned n = 1; n <= HYBRID_LANES; n *= 2) {
        IR_UNROLL
        for (unsigned j = 0; j < HYBRID_LANES; j++)
            if (j >= n && j < 2 * n)
                x[j] = hybrid_leaped(x[j - n], power);
        if (HYBRID_LANES & n)
            row = hybrid_both(row, power);
        power = hybrid_both(power, power);
    }
    return row;
}

/* ---- outputs ---- */

/* An engine's output, and whether it is that of the state before the step. */
enum hybrid_output { HYBRID_XSL_RR, HYBRID_DXSM };

static inline v64 hybrid_vector(v128 x, enum hybrid_output output) {
    return output == HYBRID_XSL_RR ? v128_xsl_rr(x) : lcg128_dxsm(x);
}

static inline uint64_t hybrid_scalar(ir_u128 x, enum hybrid_output output) {
    if (output == HYBRID_XSL_RR)
        return ir_rotr64(x.hi ^ x.lo, (unsigned)(x.hi >> 58));
    uint64_t hi = x.hi;
    hi ^= hi >> 32;
    hi *= IR_DXSM_MULT;
    hi ^= hi >> 48;
    return hi * (x.lo | 1);
}

static inline void hybrid_emit(unsigned char *p, uint64_t word, enum ir_form form) {
    if (form == IR_F64) {
        const double d = (double)(int64_t)(word >> 11) * 0x1p-53;
        memcpy(p, &d, sizeof d);
    } else {
        ir_put64(p, word);
    }
}

static IR_INLINE void hybrid_row(unsigned char *p, const v128 v[HYBRID_VECTORS],
                                 const x128 x[X128_LANES], enum hybrid_output output,
                                 enum ir_form form) {
    IR_UNROLL
    for (unsigned u = 0; u < HYBRID_VECTORS; u++)
        v64_emit(p + 8 * VL128 * u, hybrid_vector(v[u], output), form);
    IR_UNROLL
    for (unsigned j = 0; j < X128_LANES; j++)
        hybrid_emit(p + 8 * (HYBRID_FIRST + j), hybrid_scalar(x128_get(x[j]), output), form);
}

/* ---- the loop ---- */

/* From the state whose output is the first word; leaves the one whose output is the last. */
static IR_INLINE void hybrid_fill(struct isorand_lcg128 *restrict s, unsigned char *restrict p,
                                  size_t nwords, ir_u128 mult, enum hybrid_output output,
                                  enum ir_form form) {
    ir_u128 lane[HYBRID_LANES] = {ir_lcg128_state(s)};
    const struct hybrid_leap row = hybrid_lanes(lane, (struct hybrid_leap){mult, ir_lcg128_inc(s)});
    const v128_affine leap = v128_affine_set(row.a, row.c);
    const x128 a = x128_set(row.a), c = x128_set(row.c);
    uint64_t hi[HYBRID_LANES], lo[HYBRID_LANES];
    v128 v[HYBRID_VECTORS];
    x128 x[X128_LANES];
    IR_UNROLL
    for (unsigned j = 0; j < HYBRID_FIRST; j++) {
        hi[j] = lane[j].hi;
        lo[j] = lane[j].lo;
    }
    IR_UNROLL
    for (unsigned u = 0; u < HYBRID_VECTORS; u++)
        v[u] = v128_load(hi + u * VL128, lo + u * VL128);
    IR_UNROLL
    for (unsigned j = 0; j < X128_LANES; j++)
        x[j] = x128_set(lane[HYBRID_FIRST + j]);
    for (; nwords > HYBRID_LANES; nwords -= HYBRID_LANES, p += 8 * HYBRID_LANES) {
        hybrid_row(p, v, x, output, form);
        IR_UNROLL
        for (unsigned u = 0; u < HYBRID_VECTORS; u++)
            v[u] = v128_step(v[u], &leap);
        IR_UNROLL
        for (unsigned j = 0; j < X128_LANES; j++)
            x[j] = x128_step(x[j], a, c);
    }
    unsigned char values[8 * HYBRID_LANES];
    hybrid_row(values, v, x, output, form);
    memcpy(p, values, 8 * nwords);
    IR_UNROLL
    for (unsigned u = 0; u < HYBRID_VECTORS; u++) {
        v64_store(hi + u * VL128, v128_hi(v[u]));
        v64_store(lo + u * VL128, v128_lo(v[u]));
    }
    IR_UNROLL
    for (unsigned j = 0; j < X128_LANES; j++) {
        hi[HYBRID_FIRST + j] = x128_get(x[j]).hi;
        lo[HYBRID_FIRST + j] = x128_get(x[j]).lo;
    }
    ir_lcg128_set(s, (ir_u128){hi[nwords - 1], lo[nwords - 1]});
}

/* PCG64 steps before each output, PCG64DXSM behind it. */
static IR_INLINE void pcg64_fill(union isorand_engine_state *restrict s, void *restrict out,
                                 size_t nwords, enum ir_form form) {
    const ir_u128 mult = {IR_PCG64_MULT_HI, IR_PCG64_MULT_LO};
    ir_lcg128_step(&s->pcg64, mult);
    hybrid_fill(&s->pcg64, out, nwords, mult, HYBRID_XSL_RR, form);
}

static IR_INLINE void pcg64dxsm_fill(union isorand_engine_state *restrict s, void *restrict out,
                                     size_t nwords, enum ir_form form) {
    const ir_u128 mult = {0, IR_DXSM_MULT};
    hybrid_fill(&s->pcg64dxsm, out, nwords, mult, HYBRID_DXSM, form);
    ir_lcg128_step(&s->pcg64dxsm, mult);
}

/* Floats of 32 bits are made sooner of finished words. */
KERN_FORM(pcg64, _words, IR_WORDS)
KERN_FORM(pcg64, _f64, IR_F64)
KERN_FORM(pcg64dxsm, _words, IR_WORDS)
KERN_FORM(pcg64dxsm, _f64, IR_F64)
enum { HYBRID_LEAST = 112 };
/* clang-format off */
#define KERN_HYBRID(ENGINE)                                                                        \
    {.fill = kern_##ENGINE##_words, .step = 1, .least = HYBRID_LEAST,                              \
     .fill_f64 = kern_##ENGINE##_f64}
/* clang-format on */
#define KERN_pcg64     KERN_HYBRID(pcg64)
#define KERN_pcg64dxsm KERN_HYBRID(pcg64dxsm)

#endif
