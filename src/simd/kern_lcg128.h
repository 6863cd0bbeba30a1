/* SPDX-License-Identifier: MIT */
/* Kernels of PCG64 and PCG64DXSM: lanes that leapfrog one LCG.  Lane j starts at step j of the
 * stream and every lane takes L steps at a time, so the rows of outputs come out in order and the
 * stream is the canonical one.
 *
 * Writes a multiple of LCG128_LANES words; any alignment of 'out'. */
#ifndef IR_KERN_LCG128_H
#define IR_KERN_LCG128_H

#include "engine/lcg128.h"
#include "simd/kern.h"

#define HAVE_KERN_pcg64     1
#define HAVE_KERN_pcg64dxsm 1

enum { LCG128_LANES = VEC_LCG128_UNROLL * VL128 };

/* The lanes' states, one LCG step apart, the first one being 'first'. */
static inline void lcg128_lanes(v128 x[VEC_LCG128_UNROLL], ir_u128 first, ir_u128 mult,
                                ir_u128 inc) {
    uint64_t hi[LCG128_LANES], lo[LCG128_LANES];
    for (unsigned j = 0; j < LCG128_LANES; j++) {
        hi[j] = first.hi;
        lo[j] = first.lo;
        first = ir_add128(ir_mul128(first, mult), inc);
    }
    IR_UNROLL
    for (unsigned u = 0; u < VEC_LCG128_UNROLL; u++)
        x[u] = v128_load(hi + u * VL128, lo + u * VL128);
}

/* LCG128_LANES steps as one: a power of two, by squaring. */
static inline v128_affine lcg128_leap(ir_u128 mult, ir_u128 inc) {
    ir_u128 a = mult, c = inc;
    for (int n = 1; n < LCG128_LANES; n *= 2) {
        c = ir_mul128(ir_add128(a, (ir_u128){0, 1}), c);
        a = ir_mul128(a, a);
    }
    return v128_affine_set(a, c);
}
_Static_assert((LCG128_LANES & (LCG128_LANES - 1)) == 0, "lcg128_leap wants a power of two");

static IR_INLINE void pcg64_fill(union isorand_engine_state *restrict s, void *restrict out,
                                 size_t nwords, enum ir_form form) {
    const ir_u128 mult = {IR_PCG64_MULT_HI, IR_PCG64_MULT_LO};
    const ir_u128 inc = ir_lcg128_inc(&s->pcg64);
    const v128_affine leap = lcg128_leap(mult, inc);
    v128 x[VEC_LCG128_UNROLL];
    unsigned char *p = out;
    /* PCG64 steps before each output: lane 0 starts one step ahead. */
    lcg128_lanes(x, ir_add128(ir_mul128(ir_lcg128_state(&s->pcg64), mult), inc), mult, inc);
    for (size_t rows = nwords / LCG128_LANES;; p += 8 * LCG128_LANES) {
        IR_UNROLL
        for (unsigned u = 0; u < VEC_LCG128_UNROLL; u++)
            v64_emit(p + 8 * VL128 * u, v128_xsl_rr(x[u]), form);
        if (--rows == 0)
            break;
        IR_UNROLL
        for (unsigned u = 0; u < VEC_LCG128_UNROLL; u++)
            x[u] = v128_step(x[u], &leap);
    }
    ir_lcg128_set(&s->pcg64, v128_last(x[VEC_LCG128_UNROLL - 1]));
}

/* DXSM, "double xorshift multiply": both multiplications are low halves. */
static inline v64 lcg128_dxsm(v128 x) {
    v64 hi = v128_hi(x), lo = v64_or(v128_lo(x), v64_set1(1));
    hi = v64_xor(hi, v64_shr(hi, 32));
    hi = v64_mullo(hi, v64_set1(IR_DXSM_MULT));
    hi = v64_xor(hi, v64_shr(hi, 48));
    return v64_mullo(hi, lo);
}

static IR_INLINE void pcg64dxsm_fill(union isorand_engine_state *restrict s, void *restrict out,
                                     size_t nwords, enum ir_form form) {
    const ir_u128 mult = {0, IR_DXSM_MULT};
    const ir_u128 inc = ir_lcg128_inc(&s->pcg64dxsm);
    const v128_affine leap = lcg128_leap(mult, inc);
    v128 x[VEC_LCG128_UNROLL];
    unsigned char *p = out;
    lcg128_lanes(x, ir_lcg128_state(&s->pcg64dxsm), mult, inc);
    for (size_t rows = nwords / LCG128_LANES;; p += 8 * LCG128_LANES) {
        IR_UNROLL
        for (unsigned u = 0; u < VEC_LCG128_UNROLL; u++)
            v64_emit(p + 8 * VL128 * u, lcg128_dxsm(x[u]), form);
        if (--rows == 0)
            break;
        IR_UNROLL
        for (unsigned u = 0; u < VEC_LCG128_UNROLL; u++)
            x[u] = v128_step(x[u], &leap);
    }
    ir_lcg128_set(&s->pcg64dxsm, v128_last(x[VEC_LCG128_UNROLL - 1]));
    ir_lcg128_step(&s->pcg64dxsm, mult); /* the output was that of the old state */
}

KERN_FORMS(pcg64)
KERN_FORMS(pcg64dxsm)
#define KERN_pcg64     KERN_ENTRY(pcg64, LCG128_LANES)
#define KERN_pcg64dxsm KERN_ENTRY(pcg64dxsm, LCG128_LANES)

#endif
