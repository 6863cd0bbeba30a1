/* SPDX-License-Identifier: MIT */
/* Kernel of sfc64x32: its lanes in vectors.  Begins and ends with any word. */
#ifndef IR_KERN_SFC64X32_H
#define IR_KERN_SFC64X32_H

#include "engine/sfc64x32.h"
#include "simd/kern.h"
#include "simd/kern_convert.h"

#define HAVE_KERN_sfc64x32 1

static inline v64 sfc64x32_step(v64 *a, v64 *b, v64 *c, v64 counter) {
    const v64 t = v64_add(v64_add(*a, *b), counter);
    *a = v64_xor(*b, v64_shr(*b, 11));
    *b = v64_add(*c, v64_shl(*c, 3));
    *c = v64_add(v64_rotl24(*c), t);
    return t;
}

/* ---- part of a row, in memory ---- */

/* A step of 'n' lanes from one on. */
static IR_INLINE void sfc64x32_lanes(struct isorand_sfc64x32_core *restrict s,
                                     unsigned char *restrict p, size_t first, size_t n,
                                     uint64_t counter, enum ir_form form) {
    uint64_t *restrict a = s->a + first, *restrict b = s->b + first, *restrict c = s->c + first;
    size_t i = 0;
    for (; n - i >= VL64; i += VL64) {
        v64 x = v64_load(a + i), y = v64_load(b + i), z = v64_load(c + i);
        v64_emit(p + 8 * i, sfc64x32_step(&x, &y, &z, v64_set1(counter)), form);
        v64_store(a + i, x);
        v64_store(b + i, y);
        v64_store(c + i, z);
    }
    for (; VL64 > 1 && i < n; i++) {
        const uint64_t t = a[i] + b[i] + counter;
        a[i] = b[i] ^ b[i] >> 11;
        b[i] = c[i] + (c[i] << 3);
        c[i] = (c[i] << 24 | c[i] >> 40) + t;
        ir_put64(p + 8 * i, t);
        if (form == IR_F64)
            one_f64_from_u64(p + 8 * i);
        if (form == IR_F32) {
            one_f32_from_u32(p + 8 * i);
            one_f32_from_u32(p + 8 * i + 4);
        }
    }
}

/* ---- whole rows ---- */

/* Lanes are taken through rows in groups whose vectors fit the registers; a group goes through
 * SFC64X32_TURN rows, which leaves the output in the L1 cache for the other groups. */
enum {
    SFC64X32_GROUP = VEC_SFC64X32_UNROLL * VL64,
    SFC64X32_GROUPS = IR_SFC64X32_LANES / SFC64X32_GROUP,
    SFC64X32_TURN = SFC64X32_GROUPS == 1 ? IR_SFC64X32_ROWS : 32
};
_Static_assert(SFC64X32_GROUP *SFC64X32_GROUPS == IR_SFC64X32_LANES, "no lane is left over");

/* 'rows' rows of the block at hand, after 'warm_up' rows that are dropped. */
static IR_INLINE void sfc64x32_rows(struct isorand_sfc64x32_core *restrict s, unsigned char *out,
                                    size_t rows, size_t warm_up, enum ir_form form) {
    const v64 one = v64_set1(1);
    for (unsigned g = 0; g < IR_SFC64X32_LANES; g += SFC64X32_GROUP) {
        v64 a[VEC_SFC64X32_UNROLL], b[VEC_SFC64X32_UNROLL], c[VEC_SFC64X32_UNROLL];
        v64 counter = v64_set1(ir_sfc64x32_counter(s->pos) - warm_up);
        IR_UNROLL
        for (unsigned u = 0; u < VEC_SFC64X32_UNROLL; u++) {
            a[u] = v64_load(s->a + g + u * VL64);
            b[u] = v64_load(s->b + g + u * VL64);
            c[u] = v64_load(s->c + g + u * VL64);
        }
        for (size_t r = 0; r < warm_up; r++) {
            IR_UNROLL
            for (unsigned u = 0; u < VEC_SFC64X32_UNROLL; u++)
                (void)sfc64x32_step(&a[u], &b[u], &c[u], counter);
            counter = v64_add(counter, one);
        }
        unsigned char *p = out + 8 * g;
        for (size_t r = 0; r < rows; r++, p += 8 * IR_SFC64X32_LANES) {
            IR_UNROLL
            for (unsigned u = 0; u < VEC_SFC64X32_UNROLL; u++)
                v64_emit(p + 8 * VL64 * u, sfc64x32_step(&a[u], &b[u], &c[u], counter), form);
            counter = v64_add(counter, one);
        }
        IR_UNROLL
        for (unsigned u = 0; u < VEC_SFC64X32_UNROLL; u++) {
            v64_store(s->a + g + u * VL64, a[u]);
            v64_store(s->b + g + u * VL64, b[u]);
            v64_store(s->c + g + u * VL64, c[u]);
        }
    }
}

/* The same where a vector is one lane: of plain loops over a row compilers make vectors of what
 * the baseline has. */
static IR_INLINE void sfc64x32_plain_rows(struct isorand_sfc64x32_core *restrict s,
                                          unsigned char *out, size_t rows, size_t warm_up) {
    uint64_t counter = ir_sfc64x32_counter(s->pos) - warm_up;
    unsigned char dropped[8 * IR_SFC64X32_LANES];
    for (; warm_up > 0; warm_up--)
        sfc64x32_lanes(s, dropped, 0, IR_SFC64X32_LANES, counter++, IR_WORDS);
    for (; rows > 0; rows--, out += 8 * IR_SFC64X32_LANES)
        sfc64x32_lanes(s, out, 0, IR_SFC64X32_LANES, counter++, IR_WORDS);
}

/* ---- any number of words ---- */

static IR_INLINE void sfc64x32_fill(union isorand_engine_state *restrict state, void *restrict out,
                                    size_t n, enum ir_form form) {
    struct isorand_sfc64x32_core *s = &state->sfc64x32;
    unsigned char *p = out;
    while (n > 0) {
        size_t warm_up = 0, words;
        if (s->pos == IR_SFC64X32_BLOCK) {
            ir_sfc64x32_begin(s);
            warm_up = IR_SFC64X32_WARM_UP;
        }
        const size_t lane = s->pos % IR_SFC64X32_LANES;
        size_t rows = (IR_SFC64X32_BLOCK - s->pos) / IR_SFC64X32_LANES;
        rows = rows < SFC64X32_TURN ? rows : SFC64X32_TURN;
        rows = rows < n / IR_SFC64X32_LANES ? rows : n / IR_SFC64X32_LANES;
        if (lane == 0 && rows + warm_up > 0) {
            words = rows * IR_SFC64X32_LANES;
            if (VL64 > 1)
                sfc64x32_rows(s, p, rows, warm_up, form);
            else
                sfc64x32_plain_rows(s, p, rows, warm_up);
        } else {
            words = IR_SFC64X32_LANES - lane < n ? IR_SFC64X32_LANES - lane : n;
            sfc64x32_lanes(s, p, lane, words, ir_sfc64x32_counter(s->pos), form);
        }
        s->pos += words;
        p += 8 * words;
        n -= words;
    }
}

KERN_FORMS(sfc64x32)
#define KERN_sfc64x32 KERN_ENTRY(sfc64x32, 1, IR_LEAST_WORDS)

#endif
