/* SPDX-License-Identifier: MIT */
/* The engine registry, and what a stream can do besides filling: start, advance, jump, skip. */
#include "internal.h"

#define ISORAND_ENGINE(ID, name, bits, block) extern const struct ir_engine ir_engine_##name;
#include "engines.def"
#undef ISORAND_ENGINE

const struct ir_engine *const ir_engines[ISORAND_ENGINE_COUNT + 1] = {
#define ISORAND_ENGINE(ID, name, bits, block) [ISORAND_##ID] = &ir_engine_##name,
#include "engines.def"
#undef ISORAND_ENGINE
};

#define ISORAND_ENGINE(ID, name, bits, block) +1
_Static_assert(0
#include "engines.def"
                   == ISORAND_ENGINE_COUNT,
               "engines.def and enum isorand_engine differ");
#undef ISORAND_ENGINE
_Static_assert(sizeof(union isorand_engine_state) == 2560, "the state's size is part of the ABI");

const struct ir_engine *ir_rng_start(isorand_rng *rng, uint32_t engine) {
    memset(rng, 0, sizeof *rng);
    rng->engine = engine;
    return ir_engines[engine];
}

int isorand_engine_describe(int engine, isorand_engine_info *info) {
    const struct ir_engine *e = engine > 0 ? ir_engine_get((uint32_t)engine) : NULL;
    if (!e || !info)
        return ISORAND_EINVAL;
    *info = (isorand_engine_info){.name = e->name,
                                  .alias = e->alias,
                                  .equals = e->equals,
                                  .word_bytes = e->word_bytes,
                                  .block_words = e->block_words,
                                  .can_advance = e->advance != NULL,
                                  .can_jump = e->jump != NULL};
    return 0;
}

int isorand_engine_from_name(const char *name) {
    if (!name)
        return ISORAND_EINVAL;
    for (int i = 1; i <= ISORAND_ENGINE_COUNT; i++) {
        const struct ir_engine *e = ir_engines[i];
        if (!strcmp(name, e->name) || (e->alias && !strcmp(name, e->alias)))
            return i;
    }
    return ISORAND_EINVAL;
}

int isorand_init(isorand_rng *rng, int engine, const isorand_seedseq *ss) {
    if (!rng || engine < 1 || engine > ISORAND_ENGINE_COUNT || !ss)
        return ISORAND_EINVAL;
    uint32_t probe;
    int error = isorand_seedseq_generate_u32(ss, &probe, 1); /* is it a SeedSequence at all? */
    if (error)
        return error;
    ir_rng_start(rng, (uint32_t)engine)->seed(&rng->state, ss);
    return 0;
}

int isorand_seed(isorand_rng *rng, int engine, uint64_t seed) {
    isorand_seedseq ss;
    isorand_seedseq_from_u64(&ss, seed);
    return isorand_init(rng, engine, &ss);
}

int isorand_advance_wide(isorand_rng *rng, const uint64_t delta[4]) {
    const struct ir_engine *e = ir_engine_of(rng);
    if (!rng || !delta)
        return ISORAND_EINVAL;
    if (!e)
        return ISORAND_ESTATE;
    if (!e->advance)
        return ISORAND_ENOTSUP;
    e->advance(&rng->state, delta);
    rng->has_uint32 = 0;
    rng->uinteger = 0;
    return 0;
}

int isorand_advance(isorand_rng *rng, uint64_t delta) {
    const uint64_t wide[4] = {delta, 0, 0, 0};
    return isorand_advance_wide(rng, wide);
}

int isorand_jumped(const isorand_rng *rng, uint64_t k, isorand_rng *out) {
    const struct ir_engine *e = ir_engine_of(rng);
    if (!rng || !out)
        return ISORAND_EINVAL;
    if (!e)
        return ISORAND_ESTATE;
    if (!e->jump)
        return ISORAND_ENOTSUP;
    if (out != rng)
        *out = *rng;
    e->jump(&out->state, k);
    out->has_uint32 = out->uinteger = out->has_gauss = 0;
    out->gauss = 0;
    return 0;
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
