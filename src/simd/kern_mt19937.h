/* SPDX-License-Identifier: MIT */
/* Kernel of MT19937.  New words are appended behind the old ones, x[i + N] = f(x[i], x[i + 1],
 * x[i + M]), so no index wraps and up to N - M = 227 words are independent; the window slides
 * back to the array's start every SPAN blocks.  Words are tempered on their way out.
 *
 * Writes nblocks blocks of 624 words, any number of them. */
#ifndef IR_KERN_MT19937_H
#define IR_KERN_MT19937_H

#include "engine/mt19937.h"
#include "simd/kern.h"

#define HAVE_KERN_mt19937 1

enum { MT_SPAN = 4 };
_Static_assert(IR_MT_N % VL32 == 0, "blocks are whole vectors");

static inline v32 mt19937_temper(v32 y) {
    y = v32_xor(y, v32_shr(y, 11));
    y = v32_xor_and(y, v32_shl(y, 7), v32_set1(IR_MT_TEMPER_B));
    y = v32_xor_and(y, v32_shl(y, 15), v32_set1(IR_MT_TEMPER_C));
    return v32_xor(y, v32_shr(y, KERN_CONSTANT(1, 18, 17)));
}

#ifdef VEC_FUSED
/* Vectors of 32-bit and of 64-bit lanes are one type here. */
static inline void mt19937_emit(void *p, v32 y, enum ir_form form) {
    if (form == IR_U64 || form == IR_F64)
        y = v64_swap_halves(y); /* the first word is the upper half */
    if (form == IR_F64)
        y = f64_of_mt(y);
    v64_emit(p, y, form == IR_F32 ? IR_F32 : IR_WORDS);
}
#else
static inline void mt19937_emit(void *p, v32 y, enum ir_form form) {
    (void)form;
    v32_store(p, y);
}
#endif

static IR_INLINE void mt19937_fill(union isorand_engine_state *restrict s, void *restrict out,
                                   size_t nblocks, enum ir_form form) {
    const v32 upper = v32_set1(IR_MT_UPPER), matrix = v32_set1(IR_MT_MATRIX);
    uint32_t x[IR_MT_N * (MT_SPAN + 1)];
    unsigned char *p = out;
    memcpy(x, s->mt19937.key, sizeof s->mt19937.key);
    while (nblocks) {
        const size_t blocks = nblocks < MT_SPAN ? nblocks : MT_SPAN;
        for (size_t i = 0; i < blocks * IR_MT_N; i += VL32, p += 4 * VL32) {
            v32 next = v32_load(x + i + 1);
            v32 y = v32_select(upper, v32_load(x + i), next);
            v32 w = v32_xor(v32_load(x + i + IR_MT_M), v32_shr(y, 1));
            w = v32_xor_if_odd(w, next, matrix); /* y's lowest bit is next's */
            v32_store(x + i + IR_MT_N, w);
            mt19937_emit(p, mt19937_temper(w), form);
        }
        memmove(x, x + blocks * IR_MT_N, sizeof s->mt19937.key);
        nblocks -= blocks;
    }
    memcpy(s->mt19937.key, x, sizeof s->mt19937.key);
    s->mt19937.pos = IR_MT_N;
}

KERN_FORMS(mt19937)
#ifdef VEC_FUSED
KERN_FORM(mt19937, _u64, IR_U64)
#define KERN_mt19937                                                                               \
    { kern_mt19937_words, 1, kern_mt19937_u64, kern_mt19937_f64, kern_mt19937_f32 }
#else
#define KERN_mt19937 KERN_ENTRY(mt19937, 1)
#endif

#endif
