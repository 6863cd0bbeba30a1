/* SPDX-License-Identifier: MIT */
/* Kernel of PCG32: lanes that leapfrog one 64-bit LCG, as in kern_lcg128.h.  Vectors go in pairs
 * whose lanes start where the packing store wants them.
 *
 * Writes a multiple of PCG32_LANES words. */
#ifndef IR_KERN_PCG32_H
#define IR_KERN_PCG32_H

#include "engine/pcg32.h"
#include "simd/kern.h"

#define HAVE_KERN_pcg32 1

enum { PCG32_LANES = VEC_PCG32_UNROLL * 2 * VL64 };
_Static_assert((PCG32_LANES & (PCG32_LANES - 1)) == 0, "the leap is made by squaring");

/* XSH-RR of the old state, in the low half of each lane. */
static inline v64 pcg32_output(v64 x) {
    v64 folded = v64_shr(v64_xor(v64_shr(x, 18), x), 27);
    return v64_rotr_low32(folded, v64_shr(x, 59));
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
    v64 x[VEC_PCG32_UNROLL][2];
    IR_UNROLL
    for (unsigned u = 0; u < VEC_PCG32_UNROLL; u++) {
        uint64_t lanes[2][VL64];
        for (unsigned j = 0; j < VL64; j++) {
            lanes[0][j] = first[2 * VL64 * u + V64_PACK2_A[j]];
            lanes[1][j] = first[2 * VL64 * u + V64_PACK2_B[j]];
        }
        x[u][0] = v64_load(lanes[0]);
        x[u][1] = v64_load(lanes[1]);
    }
    const v64 leap = v64_set1(a), inc = v64_set1(c);
    unsigned char *p = out;
    for (size_t rows = nwords / PCG32_LANES; rows--; p += 4 * PCG32_LANES)
        IR_UNROLL
    for (unsigned u = 0; u < VEC_PCG32_UNROLL; u++) {
        v64_store_pack2(p + 8 * VL64 * u, pcg32_output(x[u][0]), pcg32_output(x[u][1]), form);
        x[u][0] = v64_add(v64_mullo(x[u][0], leap), inc);
        x[u][1] = v64_add(v64_mullo(x[u][1], leap), inc);
    }
    uint64_t lanes[VL64];
    v64_store(lanes, x[0][0]);
    s->pcg32.state = lanes[0]; /* V64_PACK2_A[0] is word 0: the state of the word to come */
}

KERN_FORMS(pcg32)
#define KERN_pcg32 KERN_ENTRY(pcg32, PCG32_LANES, KERN_LEAST(PCG32_LANES))

#endif
