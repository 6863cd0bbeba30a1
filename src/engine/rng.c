/* SPDX-License-Identifier: MIT */
/* The list of engines, and what a stream can do besides being read: start, advance, jump. */
#include "engine/engine.h"
#include "engine/numpy_level.h"

#include <string.h>

#define ISORAND_ENGINE(ID, name) extern const struct ir_engine ir_engine_##name;
#include "engines.def"
#undef ISORAND_ENGINE

const struct ir_engine *const ir_engines[IR_ENGINE_COUNT + 1] = {
#define ISORAND_ENGINE(ID, name) [ISORAND_##ID] = &ir_engine_##name,
#include "engines.def"
#undef ISORAND_ENGINE
};

#define ISORAND_ENGINE(ID, name)                                                                   \
    _Static_assert((int)ISORAND_##ID == (int)IR_ENGINE_ROW_##ID + 1,                               \
                   "engines.def is in the order of enum isorand_engine");
#include "engines.def"
#undef ISORAND_ENGINE
_Static_assert(sizeof(union isorand_engine_state) == 2560, "the state's size is part of the ABI");

const struct ir_engine *ir_rng_start(isorand_rng *rng, uint32_t engine) {
    memset(rng, 0, sizeof *rng);
    rng->engine = engine;
    rng->numpy = IR_NUMPY_NEWEST;
    return ir_engines[engine];
}

void ir_rng_advance(isorand_rng *rng, const uint64_t delta[4]) {
    ir_engines[rng->engine]->advance(&rng->state, delta);
    rng->has_uint32 = rng->uinteger = 0;
}

void ir_rng_jump(isorand_rng *rng, const uint64_t k[4]) {
    ir_engines[rng->engine]->jump(&rng->state, k);
    rng->has_uint32 = rng->uinteger = rng->has_gauss = 0;
    rng->gauss = 0;
}
