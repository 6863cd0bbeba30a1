/* SPDX-License-Identifier: MIT */
/* PCG32: the PCG XSH-RR 64/32 generator.  Its word: isorand/inline/pcg32.h.
 * Source: M. E. O'Neill, "PCG" (2014), 6.3.1, and pcg-c's pcg_variants.h; seeded from a
 * SeedSequence as NumPy seeds PCG64. */
#include "engine/pcg32.h"
#include "engine/engine_begin.h"

static inline uint32_t next(struct isorand_pcg32_core *s) {
    return ir_pcg32_next(s);
}

/* pcg32_srandom(initstate, initseq). */
static void seed(struct isorand_pcg32_core *s, const isorand_seedseq *ss) {
    uint64_t v[2];
    ir_seedseq_generate_u64(ss, v, 2);
    *s = (struct isorand_pcg32_core){0, v[1] << 1 | 1};
    ir_pcg32_step(s);
    s->state += v[0];
    ir_pcg32_step(s);
}

/* As in lcg128.h, modulo 2^64. */
static void skip(struct isorand_pcg32_core *s, uint64_t delta) {
    uint64_t a = 1, c = 0, m = IR_PCG32_MULT, p = s->inc;
    for (; delta; delta >>= 1) {
        if (delta & 1) {
            a *= m;
            c = c * m + p;
        }
        p *= m + 1;
        m *= m;
    }
    s->state = a * s->state + c;
}

static void advance(struct isorand_pcg32_core *s, const uint64_t delta[4]) {
    skip(s, delta[0]);
}

/* The golden ratio of 2^64, as PCG64.jumped takes that of 2^128. */
static void jump(struct isorand_pcg32_core *s, const uint64_t k[4]) {
    skip(s, k[0] * UINT64_C(0x9e3779b97f4a7c15));
}

static int valid(const struct isorand_pcg32_core *s) {
    return s->inc & 1;
}

#define ENGINE_CORE isorand_pcg32_core
static const struct ir_field fields[] = {FIELD(state, 1), FIELD(inc, 1)};

#define ENGINE             pcg32
#define ENGINE_ID          ISORAND_PCG32
#define ENGINE_WORD        uint32_t
#define ENGINE_BLOCK_WORDS 1
#define ENGINE_PAIR        IR_PAIR_LOW_FIRST
#define ENGINE_ALIAS       NULL
#define ENGINE_REFERENCE   "pcg32_srandom(v0, v1), v = SeedSequence(seed).generate_state(2, u64)"
#define ENGINE_BUFFERED    0
#define ENGINE_ADVANCE     1
#define ENGINE_JUMP        1
#define ENGINE_FEW                                                                                 \
    { 64, 80, 256, 256 }
#include "engine/engine_tmpl.h"
