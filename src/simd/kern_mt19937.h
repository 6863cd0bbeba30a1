/* SPDX-License-Identifier: MIT */
/* Kernel of MT19937.  New words are appended behind the old ones, x[i + N] = f(x[i], x[i + 1],
 * x[i + M]), so no index wraps and up to N - M = 227 words are independent; the window slides
 * back to the array's start every SPAN blocks.  Words are tempered on their way out.
 *
 * Writes nblocks blocks of 624 words, any number of them. */
#ifndef IR_KERN_MT19937_H
#define IR_KERN_MT19937_H

#include "engine/mt19937.h"

enum { MT_SPAN = 4 };
_Static_assert(IR_MT_N % VL32 == 0, "blocks are whole vectors");

#ifdef ISORAND_MUTATE /* never in a library: with it the equivalence tests must fail */
#define MT_TEMPER_L 17
#else
#define MT_TEMPER_L 18
#endif

static inline v32 mt19937_temper(v32 y) {
    y = v32_xor(y, v32_shr(y, 11));
    y = v32_xor_and(y, v32_shl(y, 7), v32_set1(IR_MT_TEMPER_B));
    y = v32_xor_and(y, v32_shl(y, 15), v32_set1(IR_MT_TEMPER_C));
    return v32_xor(y, v32_shr(y, MT_TEMPER_L));
}

static void kern_mt19937_fill(union isorand_engine_state *restrict s, void *restrict out,
                              size_t nblocks) {
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
            v32_store(p, mt19937_temper(w));
        }
        memmove(x, x + blocks * IR_MT_N, sizeof s->mt19937.key);
        nblocks -= blocks;
    }
    memcpy(s->mt19937.key, x, sizeof s->mt19937.key);
    s->mt19937.pos = IR_MT_N;
}

#define KERN_mt19937 KERN_WORDS(kern_mt19937_fill, 1)

#endif
