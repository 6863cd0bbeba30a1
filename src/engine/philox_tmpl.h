/* SPDX-License-Identifier: MIT */
/* Template of the Philox4xW engines, W = 32 or 64.
 * Source: J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC11), Random123's
 * philox.h for the rounds, numpy/random/src/philox/philox.h for the stream around them.
 *
 * Parameters: WORD, WORD_BITS, MULHILO(a, b, hi, lo), MULT0, MULT1, WEYL0, WEYL1, PHILOX (the
 * engine's name), CORE (its struct). */

#define CAT3_(a, b, c) a##b##c
#define CAT3(a, b, c)  CAT3_(a, b, c)

/* 'rounds' rounds: the S-P network on the counter, the key bumped by Weyl constants between. */
static inline void block(const WORD counter[4], const WORD key[2], unsigned rounds, WORD out[4]) {
    WORD c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
    WORD k0 = key[0], k1 = key[1];
    for (unsigned r = 0; r < rounds; r++) {
        WORD hi0, lo0, hi1, lo1;
        MULHILO(MULT0, c0, hi0, lo0);
        MULHILO(MULT1, c2, hi1, lo1);
        c0 = hi1 ^ c1 ^ k0;
        c1 = lo1;
        c2 = hi0 ^ c3 ^ k1;
        c3 = lo0;
        k0 += WEYL0;
        k1 += WEYL1;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}

/* counter += delta, a number of four words, modulo 2^(4 W). */
static inline void add(WORD counter[4], const WORD delta[4]) {
    WORD carry = 0;
    for (unsigned i = 0; i < 4; i++) {
        WORD sum = counter[i] + carry;
        carry = sum < carry;
        counter[i] = sum + delta[i];
        carry |= counter[i] < sum;
    }
}

static inline void add_small(WORD counter[4], uint64_t n) {
    const WORD delta[4] = {(WORD)n, (WORD)(n >> (WORD_BITS / 2) >> (WORD_BITS / 2)), 0, 0};
    add(counter, delta);
}

/* The counter is incremented before each block, so counter 0 gives the blocks of 1, 2, ... */
static inline void refill(struct CORE *s) {
    for (unsigned i = 0; i < 4 && ++s->counter[i] == 0; i++)
        ;
    block(s->counter, s->key, 10, s->buffer);
    s->pos = 0;
}

static inline WORD next(struct CORE *s) {
    if (!CAT3(ir_, PHILOX, _ready)(s))
        refill(s);
    return CAT3(ir_, PHILOX, _next)(s);
}

static void start(struct CORE *s, const WORD key[2], const WORD counter[4]) {
    *s = (struct CORE){.pos = 4};
    if (key)
        memcpy(s->key, key, sizeof s->key);
    if (counter)
        memcpy(s->counter, counter, sizeof s->counter);
}

static void seed(struct CORE *s, const isorand_seedseq *ss) {
    WORD key[2];
    CAT3(ir_seedseq_generate_u, WORD_BITS, )(ss, key, 2);
    start(s, key, NULL);
}

static unsigned buffered(const struct CORE *s) {
    return 4 - (unsigned)s->pos;
}

/* What is buffered is dropped; the words go to 0, which NumPy's state dictionary shows. */
static void drop(struct CORE *s) {
    memset(s->buffer, 0, sizeof s->buffer);
    s->pos = 4;
}

/* In blocks. */
static void advance(struct CORE *s, const uint64_t delta[4]) {
    WORD d[4];
    for (unsigned i = 0; i < 4; i++)
        d[i] = (WORD)(delta[i * WORD_BITS / 64] >> (i * WORD_BITS % 64));
    add(s->counter, d);
    drop(s);
}

/* k << (2 W) blocks. */
static void jump(struct CORE *s, const uint64_t k[4]) {
    const WORD d[4] = {0, 0, (WORD)k[0], (WORD)(k[WORD_BITS / 64] >> (64 - WORD_BITS))};
    add(s->counter, d);
    drop(s);
}

static void skip(struct CORE *s, uint64_t nwords) {
    unsigned have = buffered(s);
    if (nwords <= have) {
        s->pos = (WORD)(s->pos + nwords);
        return;
    }
    nwords -= have;
    add_small(s->counter, (nwords - 1) / 4); /* the blocks that are passed over entirely */
    refill(s);
    s->pos = (WORD)((nwords - 1) % 4 + 1);
}

/* Any position behind the block says that it is empty, up to where NumPy's int is negative. */
static void settle(struct CORE *s) {
    if (s->pos > 4 && s->pos <= INT32_MAX)
        s->pos = 4;
}

static int valid(const struct CORE *s) {
    return s->pos <= 4;
}

#define ENGINE_CORE CORE
static const struct ir_field fields[] = {FIELD(counter, 4), FIELD(key, 2), FIELD(buffer, 4),
                                         FIELD_AS(pos, 1, 1)};

/* For the public calls of those names. */
void CAT3(ir_, PHILOX, _block)(const WORD counter[4], const WORD key[2], unsigned rounds,
                               WORD out[4]) {
    block(counter, key, rounds, out);
}

void CAT3(ir_, PHILOX, _start)(struct CORE *s, const WORD key[2], const WORD counter[4]) {
    start(s, key, counter);
}

#define ENGINE             PHILOX
#define ENGINE_ID          PHILOX_ID
#define ENGINE_WORD        WORD
#define ENGINE_BLOCK_WORDS 4
#define ENGINE_PAIR        IR_PAIR_LOW_FIRST
#define ENGINE_BUFFERED    1
#define ENGINE_ADVANCE     1
#define ENGINE_JUMP        1
#define ENGINE_SETTLE
#include "engine/engine_tmpl.h"
