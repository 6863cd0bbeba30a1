/* SPDX-License-Identifier: MIT */
/* MT19937: the Mersenne Twister, seeded from a SeedSequence or as np.random.seed does.
 * Source: M. Matsumoto and T. Nishimura, "Mersenne Twister" (1998) and mt19937ar.c (2002);
 * numpy/random/_mt19937.pyx and src/mt19937/mt19937.c, mt19937-jump.c for seeding and jumps. */
#include "engine/mt19937.h"
#include "engine/mt19937_jump.h"
#include "internal.h"

enum { N = IR_MT_N, M = IR_MT_M };

/* The recurrence: the new word from the top bit of 'u', the rest of 'l', and the word m. */
static inline uint32_t twisted(uint32_t u, uint32_t l, uint32_t m) {
    uint32_t y = (u & IR_MT_UPPER) | (l & IR_MT_LOWER);
    return m ^ y >> 1 ^ (-(y & 1) & IR_MT_MATRIX);
}

static void twist(struct isorand_mt19937_core *s) {
    uint32_t *k = s->key;
    for (int i = 0; i < N - M; i++)
        k[i] = twisted(k[i], k[i + 1], k[i + M]);
    for (int i = N - M; i < N - 1; i++)
        k[i] = twisted(k[i], k[i + 1], k[i + M - N]);
    k[N - 1] = twisted(k[N - 1], k[0], k[M - 1]);
    s->pos = 0;
}

static inline uint32_t next(struct isorand_mt19937_core *s) {
    if (s->pos == N)
        twist(s);
    uint32_t y = s->key[s->pos++];
    y ^= y >> 11;
    y ^= y << 7 & IR_MT_TEMPER_B;
    y ^= y << 15 & IR_MT_TEMPER_C;
    return y ^ y >> 18;
}

static unsigned buffered(const struct isorand_mt19937_core *s) {
    return N - s->pos;
}

static void skip(struct isorand_mt19937_core *s, uint64_t nwords) {
    for (unsigned have; nwords > (have = buffered(s)); nwords -= have)
        twist(s);
    s->pos += (uint32_t)nwords;
}

/* MT19937(seed): the words as they come, the first one only nonzero by definition.  Position 623
 * is where NumPy's seeding loop leaves it: the first output is the last word, untwisted. */
static void seed(struct isorand_mt19937_core *s, const isorand_seedseq *ss) {
    isorand_seedseq_generate_u32(ss, s->key, N);
    s->key[0] = IR_MT_UPPER;
    s->pos = N - 1;
}

/* init_genrand of mt19937ar.c. */
static void seed_scalar(struct isorand_mt19937_core *s, uint32_t value) {
    s->key[0] = value;
    for (uint32_t i = 1; i < N; i++)
        s->key[i] = 1812433253u * (s->key[i - 1] ^ s->key[i - 1] >> 30) + i;
    s->pos = N;
}

int isorand_seed_legacy(isorand_rng *rng, uint64_t value) {
    if (!rng)
        return ISORAND_EINVAL;
    if (value > UINT32_MAX)
        return ISORAND_ERANGE;
    ir_rng_start(rng, ISORAND_MT19937);
    seed_scalar(&rng->state.mt19937, (uint32_t)value);
    return 0;
}

/* The index after i in init_by_array's walk around the key, which never returns to 0. */
static uint32_t walk(uint32_t *k, uint32_t i) {
    if (i + 1 < N)
        return i + 1;
    k[0] = k[N - 1];
    return 1;
}

/* init_by_array of mt19937ar.c. */
int isorand_seed_legacy_array(isorand_rng *rng, const uint32_t *key, size_t n) {
    if (!rng || !key || n == 0)
        return ISORAND_EINVAL;
    ir_rng_start(rng, ISORAND_MT19937);
    uint32_t *k = rng->state.mt19937.key, i = 1;
    seed_scalar(&rng->state.mt19937, 19650218u);
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
    return 0;
}

/* One step of the key seen as a ring whose oldest word is at 'pos'. */
static void ring_step(struct isorand_mt19937_core *s) {
    uint32_t i = s->pos, *k = s->key;
    k[i] = twisted(k[i], k[(i + 1) % N], k[(i + M) % N]);
    s->pos = (i + 1) % N;
}

/* Adds (xors) ring b to ring a, oldest word to oldest word. */
static void ring_add(struct isorand_mt19937_core *a, const struct isorand_mt19937_core *b) {
    uint32_t i = a->pos, j = b->pos;
    for (int n = 0; n < N; n++) {
        a->key[i] ^= b->key[j];
        i = i + 1 < N ? i + 1 : 0;
        j = j + 1 < N ? j + 1 : 0;
    }
}

/* 2^128 ring steps: the jump polynomial applied to the step operator by Horner's rule.  NumPy
 * draws from whole blocks and not from a ring, so in the middle of a block this is not 2^128
 * outputs ahead; equality with NumPy is what counts (numpy#16153). */
static void jump_once(struct isorand_mt19937_core *s) {
    if (s->pos >= N)
        s->pos = 0;
    struct isorand_mt19937_core sum = *s; /* the leading coefficient */
    ring_step(&sum);
    for (int i = MT19937_JUMP_DEGREE - 1; i >= 0; i--) {
        if (MT19937_JUMP[i / 32] >> i % 32 & 1)
            ring_add(&sum, s);
        if (i > 0)
            ring_step(&sum);
    }
    *s = sum;
}

static void jump(struct isorand_mt19937_core *s, uint64_t k) {
    while (k--)
        jump_once(s);
}

static int valid(const struct isorand_mt19937_core *s) {
    uint32_t any = 0;
    for (int i = 0; i < N; i++)
        any |= s->key[i];
    return any != 0 && s->pos <= N;
}

static void save(const struct isorand_mt19937_core *s, unsigned char *out) {
    for (int i = 0; i < N; i++)
        ir_put32le(out + 4 * i, s->key[i]);
    ir_put32le(out + 4 * N, s->pos);
}

static void load(struct isorand_mt19937_core *s, const unsigned char *in) {
    for (int i = 0; i < N; i++)
        s->key[i] = ir_get32le(in + 4 * i);
    s->pos = ir_get32le(in + 4 * N);
}

int isorand_get_mt19937(const isorand_rng *rng, isorand_mt19937_state *st) {
    if (!rng || !st || rng->engine != ISORAND_MT19937)
        return ISORAND_EINVAL;
    memcpy(st->key, rng->state.mt19937.key, sizeof st->key);
    st->pos = rng->state.mt19937.pos;
    st->has_gauss = rng->has_gauss;
    st->gauss = rng->gauss;
    return 0;
}

int isorand_set_mt19937(isorand_rng *rng, const isorand_mt19937_state *st) {
    if (!rng || !st || st->has_gauss > 1 || !(st->gauss - st->gauss == 0)) /* not finite */
        return ISORAND_EINVAL;
    struct isorand_mt19937_core core;
    memcpy(core.key, st->key, sizeof core.key);
    core.pos = st->pos;
    if (!valid(&core))
        return ISORAND_EINVAL;
    ir_rng_start(rng, ISORAND_MT19937);
    rng->state.mt19937 = core;
    rng->has_gauss = st->has_gauss;
    rng->gauss = st->gauss;
    return 0;
}

#define ENGINE             mt19937
#define ENGINE_WORD        uint32_t
#define ENGINE_BLOCK_WORDS IR_MT_N
#define ENGINE_PAIR        IR_PAIR_HIGH_FIRST
#define ENGINE_ALIAS       NULL
#define ENGINE_EQUALS      "np.random.MT19937(seed)"
#define ENGINE_CORE_BYTES  (4 * IR_MT_N + 4)
#define ENGINE_BUFFERED    1
#define ENGINE_ADVANCE     0
#define ENGINE_JUMP        1
#include "engine/engine_tmpl.h"
