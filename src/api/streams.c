/* SPDX-License-Identifier: MIT */
/* Streams: the public calls that start them and move in them. */
#include "api/door.h"
#include "engine/mt19937.h"
#include "engine/numpy_level.h"
#include "engine/philox4x32.h"
#include "engine/philox4x64.h"
#include "engine/sfc64x32.h"
#include "seed/seedseq.h"

#include <string.h>

int isorand_init(isorand_rng *rng, int engine, const isorand_seedseq *ss) {
    if (!rng || engine < 1 || engine > IR_ENGINE_COUNT || !ir_seedseq_usable(ss))
        return ISORAND_EINVAL;
    const isorand_seedseq from = *ss; /* it may lie inside *rng */
    ir_rng_start(rng, (uint32_t)engine)->seed(&rng->state, &from);
    return 0;
}

int isorand_seed(isorand_rng *rng, int engine, uint64_t seed) {
    isorand_seedseq ss;
    isorand_seedseq_from_u64(&ss, seed);
    return isorand_init(rng, engine, &ss);
}

int isorand_seed_legacy(isorand_rng *rng, uint64_t seed) {
    if (!rng)
        return ISORAND_EINVAL;
    if (seed > UINT32_MAX)
        return ISORAND_ERANGE;
    ir_rng_start(rng, ISORAND_MT19937);
    ir_mt19937_seed(&rng->state.mt19937, (uint32_t)seed);
    return 0;
}

int isorand_seed_legacy_array(isorand_rng *rng, const uint32_t *key, size_t n) {
    if (!rng || !key || n == 0)
        return ISORAND_EINVAL;
    if (ir_too_large(n, sizeof *key))
        return ISORAND_ERANGE;
    if (ir_overlap(rng, sizeof *rng, key, n * sizeof *key))
        return ISORAND_EINVAL;
    ir_rng_start(rng, ISORAND_MT19937);
    ir_mt19937_seed_array(&rng->state.mt19937, key, n);
    return 0;
}

int isorand_init_philox4x64(isorand_rng *rng, const uint64_t key[2], const uint64_t counter[4]) {
    uint64_t k[2] = {0}, c[4] = {0}; /* copies: the arguments may lie inside *rng */
    if (!rng)
        return ISORAND_EINVAL;
    if (key)
        memcpy(k, key, sizeof k);
    if (counter)
        memcpy(c, counter, sizeof c);
    ir_rng_start(rng, ISORAND_PHILOX4X64);
    ir_philox4x64_start(&rng->state.philox4x64, k, c);
    return 0;
}

int isorand_init_philox4x32(isorand_rng *rng, const uint32_t key[2], const uint32_t counter[4]) {
    uint32_t k[2] = {0}, c[4] = {0};
    if (!rng)
        return ISORAND_EINVAL;
    if (key)
        memcpy(k, key, sizeof k);
    if (counter)
        memcpy(c, counter, sizeof c);
    ir_rng_start(rng, ISORAND_PHILOX4X32);
    ir_philox4x32_start(&rng->state.philox4x32, k, c);
    return 0;
}

int isorand_init_sfc64x32(isorand_rng *rng, const uint64_t key[2], uint64_t block) {
    uint64_t k[2] = {0};
    if (!rng)
        return ISORAND_EINVAL;
    if (block > IR_SFC64X32_BLOCK_MASK)
        return ISORAND_ERANGE;
    if (key)
        memcpy(k, key, sizeof k);
    ir_rng_start(rng, ISORAND_SFC64X32);
    ir_sfc64x32_start(&rng->state.sfc64x32, k, block);
    return 0;
}

int isorand_philox4x64_block(const uint64_t counter[4], const uint64_t key[2], unsigned rounds,
                             uint64_t out[4]) {
    if (!counter || !key || !out || rounds < 1 || rounds > 16)
        return ISORAND_EINVAL;
    ir_philox4x64_block(counter, key, rounds, out);
    return 0;
}

int isorand_philox4x32_block(const uint32_t counter[4], const uint32_t key[2], unsigned rounds,
                             uint32_t out[4]) {
    if (!counter || !key || !out || rounds < 1 || rounds > 16)
        return ISORAND_EINVAL;
    ir_philox4x32_block(counter, key, rounds, out);
    return 0;
}

int isorand_advance_wide(isorand_rng *rng, const uint64_t delta[4]) {
    const struct ir_engine *e = ir_engine_of(rng);
    uint64_t copy[4]; /* it may lie inside *rng */
    if (!rng || !delta)
        return ISORAND_EINVAL;
    if (!e)
        return ISORAND_ESTATE;
    if (!e->advance)
        return ISORAND_ENOTSUP;
    memcpy(copy, delta, sizeof copy);
    ir_rng_advance(rng, copy);
    return 0;
}

int isorand_advance(isorand_rng *rng, uint64_t delta) {
    const uint64_t wide[4] = {delta, 0, 0, 0};
    return isorand_advance_wide(rng, wide);
}

int isorand_jumped_wide(const isorand_rng *rng, const uint64_t k[4], isorand_rng *out) {
    const struct ir_engine *e = ir_engine_of(rng);
    uint64_t copy[4]; /* it may lie inside *out */
    if (!rng || !k || !out)
        return ISORAND_EINVAL;
    if (!e)
        return ISORAND_ESTATE;
    if (!e->jump)
        return ISORAND_ENOTSUP;
    memcpy(copy, k, sizeof copy);
    if (e->jump_max && !(copy[3] >> 63) && (copy[0] > e->jump_max || copy[1] | copy[2] | copy[3]))
        return ISORAND_ERANGE;
    memmove(out, rng, sizeof *out);
    ir_rng_jump(out, copy);
    return 0;
}

int isorand_jumped(const isorand_rng *rng, uint64_t k, isorand_rng *out) {
    const uint64_t wide[4] = {k, 0, 0, 0};
    return isorand_jumped_wide(rng, wide, out);
}

int isorand_skip(isorand_rng *rng, uint64_t nwords) {
    const struct ir_engine *e = ir_engine_of(rng);
    if (!rng)
        return ISORAND_EINVAL;
    if (!e)
        return ISORAND_ESTATE;
    e->skip(&rng->state, nwords);
    return 0;
}

/* ---- NumPy levels ---- */

static const struct {
    isorand_numpy_info info;
    uint32_t level;
} numpy_levels[] = {
#define ISORAND_NUMPY_LEVEL(ID, name, first, changes) {{name, changes}, first},
#include "numpy_levels.def"
#undef ISORAND_NUMPY_LEVEL
};
enum { NUMPY_LEVELS = sizeof numpy_levels / sizeof *numpy_levels };

const isorand_numpy_info *isorand_numpy_at(int index) {
    return index >= 0 && index < NUMPY_LEVELS ? &numpy_levels[index].info : NULL;
}

int isorand_set_numpy(isorand_rng *rng, const char *version) {
    const uint32_t level = version ? ir_numpy_level(version) : (uint32_t)IR_NUMPY_NEWEST;
    if (!rng || !level)
        return ISORAND_EINVAL;
    if (!ir_engine_of(rng))
        return ISORAND_ESTATE;
    rng->numpy = level;
    return 0;
}

const char *isorand_get_numpy(const isorand_rng *rng) {
    for (int i = 0; ir_engine_of(rng) && i < NUMPY_LEVELS; i++)
        if (numpy_levels[i].level == rng->numpy)
            return numpy_levels[i].info.name;
    return NULL;
}
