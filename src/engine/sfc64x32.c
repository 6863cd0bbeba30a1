/* SPDX-License-Identifier: MIT */
/* sfc64x32: 32 SFC64 generators side by side, started anew for each block of 512 rows from a key
 * and the block's number.  docs/sfc64x32.md defines it and says what speaks for it.
 *
 * Each lane steps when its word of the row is drawn, so that no row has to be kept. */
#include "engine/sfc64x32.h"
#include "base/u128.h"
#include "engine/engine_begin.h"

enum {
    LANES = IR_SFC64X32_LANES,
    WARM_UP = IR_SFC64X32_WARM_UP,
    BLOCK = IR_SFC64X32_BLOCK,
    BLOCK_BITS = 14,
    JUMP_BITS = BLOCK_BITS + 32 /* of words in a jump: 2^32 blocks */
};
_Static_assert(BLOCK == 1 << BLOCK_BITS, "positions are shifted");

static inline void drop_row(struct isorand_sfc64x32_core *s, uint64_t counter) {
    for (unsigned lane = 0; lane < LANES; lane++)
        (void)ir_sfc64x32_step(s, lane, counter);
}

static void begin(struct isorand_sfc64x32_core *s) {
    ir_sfc64x32_begin(s);
    for (unsigned counter = 1; counter <= WARM_UP; counter++)
        drop_row(s, counter);
}

static inline uint64_t next(struct isorand_sfc64x32_core *s) {
    if (!ir_sfc64x32_ready(s))
        begin(s);
    return ir_sfc64x32_next(s);
}

/* The word before, from the lane that it left behind: b was 9 c, and c rotl(c, 24) + word. */
static uint64_t last(const struct isorand_sfc64x32_core *s) {
    const unsigned lane = (s->pos - 1) % LANES;
    const uint64_t c = s->b[lane] * UINT64_C(0x8e38e38e38e38e39); /* 1 / 9 modulo 2^64 */
    return s->c[lane] - ir_rotr64(c, 64 - 24);
}

/* Before the first word of a block, with nothing in the lanes. */
static void start(struct isorand_sfc64x32_core *s, const uint64_t key[2], uint64_t block) {
    *s = (struct isorand_sfc64x32_core){.key = {key[0], key[1]}, .block = block, .pos = BLOCK};
}

static void seed(struct isorand_sfc64x32_core *s, const isorand_seedseq *ss) {
    uint64_t key[2];
    ir_seedseq_generate_u64(ss, key, 2);
    start(s, key, 0);
}

/* To position 'pos' of the block at hand, from one before: at most 511 rows and two parts. */
static void step_to(struct isorand_sfc64x32_core *s, uint64_t pos) {
    while (s->pos < pos && s->pos % LANES)
        (void)next(s);
    for (; pos - s->pos >= LANES; s->pos += LANES)
        drop_row(s, ir_sfc64x32_counter(s->pos));
    while (s->pos < pos)
        (void)next(s);
}

static void skip(struct isorand_sfc64x32_core *s, uint64_t nwords) {
    const uint64_t room = BLOCK - s->pos;
    if (nwords <= room) {
        step_to(s, s->pos + nwords);
        return;
    }
    nwords -= room + 1; /* words of later blocks, but for the last one */
    s->block = (s->block + nwords / BLOCK) & IR_SFC64X32_BLOCK_MASK;
    begin(s);
    step_to(s, nwords % BLOCK + 1);
}

/* By words, modulo the period, in either direction.  Where that leads to the first word of a block,
 * the lanes are emptied. */
static void move(struct isorand_sfc64x32_core *s, ir_u128 delta) {
    const uint64_t here = (s->block - 1) & IR_SFC64X32_BLOCK_MASK;
    ir_u128 at = {here >> (64 - BLOCK_BITS), here << BLOCK_BITS};
    at = ir_add128(ir_add128(at, (ir_u128){0, s->pos}), delta);
    const uint64_t pos = at.lo % BLOCK, high = at.hi << (64 - BLOCK_BITS);
    const uint64_t block = (high | at.lo >> BLOCK_BITS) & IR_SFC64X32_BLOCK_MASK;
    if (pos == 0) {
        const uint64_t key[2] = {s->key[0], s->key[1]};
        start(s, key, block);
        return;
    }
    if (block != here || pos < s->pos) {
        s->block = block;
        begin(s);
    }
    step_to(s, pos);
}

static void advance(struct isorand_sfc64x32_core *s, const uint64_t delta[4]) {
    move(s, (ir_u128){delta[1], delta[0]});
}

static void jump(struct isorand_sfc64x32_core *s, const uint64_t k[4]) {
    move(s, (ir_u128){k[0] >> (64 - JUMP_BITS), k[0] << JUMP_BITS});
}

static int valid(const struct isorand_sfc64x32_core *s) {
    return s->pos <= BLOCK && s->block <= IR_SFC64X32_BLOCK_MASK; /* any lanes lead on */
}

#define ENGINE_CORE isorand_sfc64x32_core
static const struct ir_field fields[] = {FIELD(key, 2),   FIELD(block, 1), FIELD_AS(pos, 1, 2),
                                         FIELD(a, LANES), FIELD(b, LANES), FIELD(c, LANES)};

/* For the public call. */
void ir_sfc64x32_start(struct isorand_sfc64x32_core *s, const uint64_t key[2], uint64_t block) {
    start(s, key, block);
}

#define ENGINE             sfc64x32
#define ENGINE_ID          ISORAND_SFC64X32
#define ENGINE_WORD        uint64_t
#define ENGINE_BLOCK_WORDS 1
#define ENGINE_PAIR        IR_PAIR_LOW_FIRST
#define ENGINE_ALIAS       NULL
#define ENGINE_REFERENCE   "docs/sfc64x32.md, key = SeedSequence(seed).generate_state(2, u64)"
#define ENGINE_BUFFERED    0
#define ENGINE_LAST
#define ENGINE_ADVANCE 1
#define ENGINE_JUMP    1
#define ENGINE_FEW                                                                                 \
    { 64, 64, 64, 64 }
#include "engine/engine_tmpl.h"
