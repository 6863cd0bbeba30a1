/* SPDX-License-Identifier: MIT */
/* SFC64: Chris Doty-Humphrey's Small Fast Chaotic generator.  Serial by nature: each word needs
 * the one before it, and there is no jump.
 * Source: numpy/random/src/sfc64/sfc64.h. */
#include "internal.h"

static inline uint64_t next(struct isorand_sfc64_core *s) {
    uint64_t t = s->a + s->b + s->w++;
    s->a = s->b ^ s->b >> 11;
    s->b = s->c + (s->c << 3);
    s->c = ir_rotr64(s->c, 64 - 24) + t;
    return t;
}

static void skip(struct isorand_sfc64_core *s, uint64_t nwords) {
    while (nwords--)
        (void)next(s);
}

/* Three words, a counter of 1, and 12 rounds to mix. */
static void seed(struct isorand_sfc64_core *s, const isorand_seedseq *ss) {
    uint64_t v[3];
    isorand_seedseq_generate_u64(ss, v, 3);
    *s = (struct isorand_sfc64_core){v[0], v[1], v[2], 1};
    skip(s, 12);
}

static int valid(const struct isorand_sfc64_core *s) {
    (void)s;
    return 1; /* every state occurs */
}

static void save(const struct isorand_sfc64_core *s, unsigned char *out) {
    ir_put64le(out, s->a);
    ir_put64le(out + 8, s->b);
    ir_put64le(out + 16, s->c);
    ir_put64le(out + 24, s->w);
}

static void load(struct isorand_sfc64_core *s, const unsigned char *in) {
    s->a = ir_get64le(in);
    s->b = ir_get64le(in + 8);
    s->c = ir_get64le(in + 16);
    s->w = ir_get64le(in + 24);
}

int isorand_get_sfc64(const isorand_rng *rng, isorand_sfc64_state *st) {
    if (!rng || !st || rng->engine != ISORAND_SFC64)
        return ISORAND_EINVAL;
    const struct isorand_sfc64_core *s = &rng->state.sfc64;
    *st = (isorand_sfc64_state){{s->a, s->b, s->c, s->w}, rng->has_uint32, rng->uinteger};
    return 0;
}

int isorand_set_sfc64(isorand_rng *rng, const isorand_sfc64_state *st) {
    if (!rng || !st || st->has_uint32 > 1)
        return ISORAND_EINVAL;
    ir_rng_start(rng, ISORAND_SFC64);
    const uint64_t *v = st->state;
    rng->state.sfc64 = (struct isorand_sfc64_core){v[0], v[1], v[2], v[3]};
    rng->has_uint32 = st->has_uint32;
    rng->uinteger = st->uinteger;
    return 0;
}

#define ENGINE             sfc64
#define ENGINE_WORD        uint64_t
#define ENGINE_BLOCK_WORDS 1
#define ENGINE_PAIR        IR_PAIR_LOW_FIRST
#define ENGINE_ALIAS       NULL
#define ENGINE_EQUALS      "np.random.SFC64(seed)"
#define ENGINE_CORE_BYTES  32
#define ENGINE_BUFFERED    0
#define ENGINE_ADVANCE     0
#define ENGINE_JUMP        0
#include "engine/engine_tmpl.h"
