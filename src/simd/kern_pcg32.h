/* SPDX-License-Identifier: MIT */
/* Kernel of PCG32: lanes that leapfrog one 64-bit LCG, in vectors and in scalars, as in
 * kern_lcg128.h.
 *
 * Writes a multiple of PCG32_LANES words. */
#ifndef IR_KERN_PCG32_H
#define IR_KERN_PCG32_H

#include "engine/pcg32.h"
#include "simd/kern.h"

#define HAVE_KERN_pcg32 1

enum { PCG32_VECTORS = VEC_PCG32_UNROLL * LCG64, PCG32_LANES = PCG32_VECTORS + VEC_PCG32_SCALARS };
//_Static_assert((PCG32_LANES & (PCG32_LANES - 1)) == 0, "the leap is made by squaring");
_Static_assert(VEC_PCG32_SCALARS % (2 * VL64) == 0, "scalar lanes are converted by vectors");

/* XSH-RR of the old state. */
static inline uint32_t pcg32_word(uint64_t y) {
    return ir_rotr32((uint32_t)((y >> 18 ^ y) >> 27), (unsigned)(y >> 59));
}

/* Stores the scalar lanes' words. */
static IR_INLINE void pcg32_emit_scalars(unsigned char *p, const uint64_t *y, enum ir_form form) {
    uint32_t words[VEC_PCG32_SCALARS + 1];
    IR_UNROLL
    for (int j = 0; j < VEC_PCG32_SCALARS; j++) {
        words[j] = pcg32_word(y[j]);
        if (form == IR_WORDS)
            ir_put32(p + 4 * j, words[j]);
    }
    if (form == IR_WORDS)
        return;
    IR_UNROLL
    for (int j = 0; j < VEC_PCG32_SCALARS; j += 2 * VL64)
        v64_emit(p + 4 * j, v64_load(words + j), form);
}

static IR_INLINE void pcg32_fill(union isorand_engine_state *restrict s, void *restrict out,
                                 size_t nwords, enum ir_form form) {
    uint64_t first[PCG32_LANES], state = s->pcg32.state;
    for (unsigned j = 0; j < PCG32_LANES; j++) {
        first[j] = state;
        state = state * IR_PCG32_MULT + s->pcg32.inc;
    }
    uint64_t a = IR_PCG32_MULT, c = s->pcg32.inc; /* PCG32_LANES steps as one */
    for (int n = 1; n < PCG32_LANES; n *= 2) {
        c *= a + 1;
        a *= a;
    }
    const lcg64_affine leap = lcg64_affine_set(a, c);
    lcg64 x[VEC_PCG32_UNROLL];
    uint64_t y[VEC_PCG32_SCALARS + 1];
    IR_UNROLL
    for (unsigned u = 0; u < VEC_PCG32_UNROLL; u++)
        x[u] = lcg64_load(first + u * LCG64);
    IR_UNROLL
    for (int j = 0; j < VEC_PCG32_SCALARS; j++)
        y[j] = first[PCG32_VECTORS + j];
    unsigned char *p = out;
    for (size_t rows = nwords / PCG32_LANES; rows--; p += 4 * PCG32_LANES) {
        IR_UNROLL
        for (unsigned u = 0; u < VEC_PCG32_UNROLL; u++) {
            lcg64_emit_xsh_rr(p + 4 * LCG64 * u, x[u], form);
            x[u] = lcg64_step(x[u], &leap);
        }
        pcg32_emit_scalars(p + 4 * PCG32_VECTORS, y, form);
        IR_UNROLL
        for (int j = 0; j < VEC_PCG32_SCALARS; j++)
            y[j] = y[j] * a + c;
    }
    s->pcg32.state = lcg64_first(x[0]); /* lane 0 is at the word to come */
}

KERN_FORMS(pcg32)
#define KERN_pcg32 KERN_ENTRY(pcg32, PCG32_LANES, KERN_LEAST(PCG32_LANES))

#endif
