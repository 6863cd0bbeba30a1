/* SPDX-License-Identifier: MIT */
/* 64-bit lanes for PCG32's linear congruential generator as pairs of vectors, in the order that a
 * packing store wants; for the vec headers that multiply 64-bit lanes. */
#ifndef IR_LCG64_PAIRS_H
#define IR_LCG64_PAIRS_H

typedef struct {
    v64 a, b;
} lcg64;
enum { LCG64 = 2 * VL64 };

/* x -> a x + c */
typedef struct {
    v64 a, c;
} lcg64_affine;

static inline lcg64 lcg64_load(const uint64_t *x) {
    uint64_t a[VL64], b[VL64];
    for (unsigned j = 0; j < VL64; j++) {
        a[j] = x[V64_PACK2_A[j]];
        b[j] = x[V64_PACK2_B[j]];
    }
    return (lcg64){v64_load(a), v64_load(b)};
}
static inline lcg64_affine lcg64_affine_set(uint64_t a, uint64_t c) {
    return (lcg64_affine){v64_set1(a), v64_set1(c)};
}
static inline lcg64 lcg64_step(lcg64 x, const lcg64_affine *f) {
    return (lcg64){v64_add(v64_mullo(x.a, f->a), f->c), v64_add(v64_mullo(x.b, f->a), f->c)};
}
/* Lane 0: V64_PACK2_A[0] is 0. */
static inline uint64_t lcg64_first(lcg64 x) {
    uint64_t lanes[VL64];
    v64_store(lanes, x.a);
    return lanes[0];
}
/* PCG's XSH-RR output, in the low half of each lane. */
static inline v64 lcg64_xsh_rr(v64 x) {
    v64 folded = v64_shr(v64_xor(v64_shr(x, 18), x), 27);
    return v64_rotr_low32(folded, v64_shr(x, 59));
}
static inline void lcg64_emit_xsh_rr(void *p, lcg64 x, enum ir_form form) {
    v64_store_pack2(p, lcg64_xsh_rr(x.a), lcg64_xsh_rr(x.b), form);
}

#endif
