/* SPDX-License-Identifier: MIT */
/* MT19937: the Mersenne Twister, seeded from a SeedSequence or as np.random.seed does.
 * Source: M. Matsumoto and T. Nishimura, "Mersenne Twister" (1998) and mt19937ar.c (2002);
 * numpy/random/_mt19937.pyx and src/mt19937/mt19937.c, mt19937-jump.c for seeding and jumps. */
#include "engine/mt19937.h"
#include "engine/engine_begin.h"

enum { N = IR_MT_N, M = IR_MT_M };

static void twist(struct isorand_mt19937_core *s) {
    uint32_t *k = s->key;
    for (int i = 0; i < N - M; i++)
        k[i] = ir_mt_twisted(k[i], k[i + 1], k[i + M]);
    for (int i = N - M; i < N - 1; i++)
        k[i] = ir_mt_twisted(k[i], k[i + 1], k[i + M - N]);
    k[N - 1] = ir_mt_twisted(k[N - 1], k[0], k[M - 1]);
    s->pos = 0;
}

static inline uint32_t next(struct isorand_mt19937_core *s) {
    if (!ir_mt19937_ready(s))
        twist(s);
    return ir_mt19937_next(s);
}

static unsigned buffered(const struct isorand_mt19937_core *s) {
    return N - s->pos;
}

/* From so many blocks on a jump, of 1 ms, is faster than the twists. */
enum { JUMP_BLOCKS = 10000 };

static void skip(struct isorand_mt19937_core *s, uint64_t nwords) {
    const unsigned have = buffered(s);
    if (nwords <= have) {
        s->pos += (uint32_t)nwords;
        return;
    }
    nwords -= have + 1;
    if (nwords / N >= JUMP_BLOCKS)
        ir_mt19937_pass(s, nwords / N + 1);
    else
        for (uint64_t blocks = nwords / N + 1; blocks; blocks--)
            twist(s);
    s->pos = (uint32_t)(nwords % N) + 1;
}

/* MT19937(seed): the words as they come, the first one only nonzero by definition.  Position 623
 * is where NumPy's seeding loop leaves it: the first output is the last word, untwisted. */
static void seed(struct isorand_mt19937_core *s, const isorand_seedseq *ss) {
    ir_seedseq_generate_u32(ss, s->key, N);
    s->key[0] = IR_MT_UPPER;
    s->pos = N - 1;
}

/* init_genrand of mt19937ar.c. */
void ir_mt19937_seed(struct isorand_mt19937_core *s, uint32_t value) {
    s->key[0] = value;
    for (uint32_t i = 1; i < N; i++)
        s->key[i] = 1812433253u * (s->key[i - 1] ^ s->key[i - 1] >> 30) + i;
    s->pos = N;
}

/* The index after i in init_by_array's walk around the key, which never returns to 0. */
static uint32_t walk(uint32_t *k, uint32_t i) {
    if (i + 1 < N)
        return i + 1;
    k[0] = k[N - 1];
    return 1;
}

/* init_by_array of mt19937ar.c. */
void ir_mt19937_seed_array(struct isorand_mt19937_core *s, const uint32_t *key, size_t n) {
    uint32_t *k = s->key, i = 1;
    ir_mt19937_seed(s, 19650218u);
    size_t j = 0;
    for (size_t round = 0; round < (n > N ? n : N); round++) {
        k[i] = (k[i] ^ (k[i - 1] ^ k[i - 1] >> 30) * 1664525u) + key[j] + (uint32_t)j;
        i = walk(k, i);
        j = j + 1 < n ? j + 1 : 0;
    }
    for (int round = 0; round < N - 1; round++) {
        k[i] = (k[i] ^ (k[i - 1] ^ k[i - 1] >> 30) * 1566083941u) - i;
        i = walk(k, i);
    }
    k[0] = IR_MT_UPPER;
}

/* 2^128 ring steps each.  NumPy draws from whole blocks and not from a ring, so in the middle of a
 * block this is not 2^128 outputs ahead; equality with NumPy is what counts (numpy#16153).  None
 * for a negative k, as in NumPy. */
static void jump(struct isorand_mt19937_core *s, const uint64_t k[4]) {
    for (uint64_t i = 0; i < k[0] && !k[3]; i++) {
        if (s->pos >= N)
            s->pos = 0;
        ir_mt19937_jump(s);
    }
}

/* The recurrence takes the top bit of the oldest word and all of the others.  Where these are zero
 * all words to come are, and RandomState's normal would search for ever. */
static int valid(const struct isorand_mt19937_core *s) {
    uint32_t any = s->key[0] & IR_MT_UPPER;
    for (int i = 1; i < N; i++)
        any |= s->key[i];
    return any != 0 && s->pos <= N;
}

#define ENGINE_CORE isorand_mt19937_core
static const struct ir_field fields[] = {FIELD(key, IR_MT_N), FIELD(pos, 1)};

#define ENGINE             mt19937
#define ENGINE_ID          ISORAND_MT19937
#define ENGINE_WORD        uint32_t
#define ENGINE_BLOCK_WORDS IR_MT_N
#define ENGINE_PAIR        IR_PAIR_HIGH_FIRST
#define ENGINE_ALIAS       NULL
#define ENGINE_REFERENCE   "np.random.MT19937(seed)"
#define ENGINE_BUFFERED    1
#define ENGINE_ADVANCE     0
#define ENGINE_JUMP        1
#define ENGINE_JUMP_MAX    INT64_MAX
#define ENGINE_FEW                                                                                 \
    { 28, 40, 144, 144 }
#define ENGINE_SKIP_COST IR_SKIP_LOG
#include "engine/engine_tmpl.h"
