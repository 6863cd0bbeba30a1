/* SPDX-License-Identifier: MIT */
/* Template of the engines over a 128-bit LCG: all of PCG64 and PCG64DXSM but the output function.
 * The including file has defined ENGINE, ENGINE_ID, ENGINE_REFERENCE, the constant MULT and
 * uint64_t next(struct isorand_lcg128 *), and uint64_t last(const struct isorand_lcg128 *), the
 * word that next gave before. Source: numpy/random/src/pcg64/pcg64.c and numpy/random/_pcg64.pyx.
 */

/* pcg_setseq_128_srandom_r: both engines take these two steps with PCG64's multiplier. */
static void seed(struct isorand_lcg128 *s, const isorand_seedseq *ss) {
    const ir_u128 mult = {IR_PCG64_MULT_HI, IR_PCG64_MULT_LO};
    uint64_t v[4];
    ir_seedseq_generate_u64(ss, v, 4);
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

/* Of few words, which every bulk fill may give back, by table. */
static void skip(struct isorand_lcg128 *s, uint64_t nwords) {
    const ir_u128 inc = ir_lcg128_inc(s);
    ir_u128 x = ir_lcg128_state(s);
    for (int d = 0; d < IR_LCG128_DIGITS; d++, nwords /= IR_LCG128_RADIX) {
        const struct ir_lcg128_powers *const powers = &CAT(CAT(ir_, ENGINE), _powers)[d];
        const unsigned j = nwords % IR_LCG128_RADIX;
        const ir_u128 power = {powers->power_hi[j], powers->power_lo[j]};
        const ir_u128 sum = {powers->sum_hi[j], powers->sum_lo[j]};
        x = ir_add128(ir_mul128(x, power), ir_mul128(sum, inc));
    }
    ir_lcg128_set(s, x);
    if (nwords) /* times radix^digits */
        ir_lcg128_advance(s, MULT, (ir_u128){nwords >> (64 - 15), nwords << 15});
}
_Static_assert(1 << 15 == IR_LCG128_RADIX * IR_LCG128_RADIX * IR_LCG128_RADIX, "three digits");

/* k times the golden ratio of 2^128 (_pcg64.pyx, jump_inplace). */
static void jump(struct isorand_lcg128 *s, const uint64_t k[4]) {
    const ir_u128 step = {UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xf39cc0605cedc835)};
    ir_lcg128_advance(s, MULT, ir_mul128(step, (ir_u128){k[1], k[0]}));
}

static int valid(const struct isorand_lcg128 *s) {
    return s->inc_lo & 1;
}

#define ENGINE_CORE isorand_lcg128
static const struct ir_field fields[] = {FIELD(state_lo, 1), FIELD(state_hi, 1), FIELD(inc_lo, 1),
                                         FIELD(inc_hi, 1)};

#define ENGINE_WORD        uint64_t
#define ENGINE_BLOCK_WORDS 1
#define ENGINE_PAIR        IR_PAIR_LOW_FIRST
#define ENGINE_ALIAS       NULL
#define ENGINE_BUFFERED    0
#define ENGINE_ADVANCE     1
#define ENGINE_JUMP        1
#define ENGINE_LAST
#include "engine/engine_tmpl.h"
