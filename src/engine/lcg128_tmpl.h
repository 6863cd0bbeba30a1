/* SPDX-License-Identifier: MIT */
/* Template of the engines over a 128-bit LCG: all of PCG64 and PCG64DXSM but the output function.
 * The including file has defined ENGINE, ENGINE_ID, ENGINE_EQUALS, the constant MULT and
 * uint64_t next(struct isorand_lcg128 *), and uint64_t last(const struct isorand_lcg128 *), the
 * word that next gave before. Source: numpy/random/src/pcg64/pcg64.c and numpy/random/_pcg64.pyx.
 */

/* pcg_setseq_128_srandom_r: both engines take these two steps with PCG64's multiplier. */
static void seed(struct isorand_lcg128 *s, const isorand_seedseq *ss) {
    const ir_u128 mult = {IR_PCG64_MULT_HI, IR_PCG64_MULT_LO};
    uint64_t v[4];
    isorand_seedseq_generate_u64(ss, v, 4);
    s->inc_hi = v[2] << 1 | v[3] >> 63;
    s->inc_lo = v[3] << 1 | 1;
    ir_lcg128_set(s, (ir_u128){0, 0});
    ir_lcg128_step(s, mult);
    ir_lcg128_set(s, ir_add128(ir_lcg128_state(s), (ir_u128){v[0], v[1]}));
    ir_lcg128_step(s, mult);
}

static void advance(struct isorand_lcg128 *s, const uint64_t delta[4]) {
    ir_lcg128_advance(s, MULT, (ir_u128){delta[1], delta[0]});
}

static void skip(struct isorand_lcg128 *s, uint64_t nwords) {
    ir_lcg128_advance(s, MULT, (ir_u128){0, nwords});
}

/* k times the golden ratio of 2^128 (_pcg64.pyx, jump_inplace). */
static void jump(struct isorand_lcg128 *s, uint64_t k) {
    const ir_u128 step = {UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xf39cc0605cedc835)};
    ir_lcg128_advance(s, MULT, ir_mul128(step, (ir_u128){0, k}));
}

static int valid(const struct isorand_lcg128 *s) {
    return s->inc_lo & 1;
}

static void save(const struct isorand_lcg128 *s, unsigned char *out) {
    ir_put64le(out, s->state_lo);
    ir_put64le(out + 8, s->state_hi);
    ir_put64le(out + 16, s->inc_lo);
    ir_put64le(out + 24, s->inc_hi);
}

static void load(struct isorand_lcg128 *s, const unsigned char *in) {
    s->state_lo = ir_get64le(in);
    s->state_hi = ir_get64le(in + 8);
    s->inc_lo = ir_get64le(in + 16);
    s->inc_hi = ir_get64le(in + 24);
}

#define ENGINE_WORD        uint64_t
#define ENGINE_BLOCK_WORDS 1
#define ENGINE_PAIR        IR_PAIR_LOW_FIRST
#define ENGINE_ALIAS       NULL
#define ENGINE_CORE_BYTES  32
#define ENGINE_BUFFERED    0
#define ENGINE_ADVANCE     1
#define ENGINE_JUMP        1
#define ENGINE_LAST
#include "engine/engine_tmpl.h"

int CAT(isorand_get_, ENGINE)(const isorand_rng *rng, isorand_pcg64_state *st) {
    if (!rng || !st || rng->engine != ENGINE_ID)
        return ISORAND_EINVAL;
    const struct isorand_lcg128 *s = &rng->state.ENGINE;
    *st = (isorand_pcg64_state){s->state_hi, s->state_lo,     s->inc_hi,
                                s->inc_lo,   rng->has_uint32, rng->uinteger};
    return 0;
}

int CAT(isorand_set_, ENGINE)(isorand_rng *rng, const isorand_pcg64_state *st) {
    if (!rng || !st || st->has_uint32 > 1 || !(st->inc_lo & 1))
        return ISORAND_EINVAL;
    const isorand_pcg64_state from = *st; /* it may lie inside *rng */
    ir_rng_start(rng, ENGINE_ID);
    rng->state.ENGINE =
        (struct isorand_lcg128){from.state_hi, from.state_lo, from.inc_hi, from.inc_lo};
    rng->has_uint32 = from.has_uint32;
    rng->uinteger = from.uinteger;
    return 0;
}
