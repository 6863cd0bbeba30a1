/* SPDX-License-Identifier: MIT */
/* The stream that `isorand fill` was asked for, at its starting point. */
#include "cli/entropy.h"
#include "cli/message.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/numpy_level.h"
#include "fill/fill.h"

#include <stdlib.h>

/* np.random.seed(S) or np.random.seed([S, ...]): each below 2^32, that is, one word. */
static int seed_legacy(const char *text, isorand_rng *rng) {
    struct word_list seed;
    const int code = parse_words("--seed", text, &seed);
    if (code)
        return code;
    int error;
    if (seed.nwords != seed.nintegers)
        error = ISORAND_ERANGE;
    else if (seed.is_list)
        error = isorand_seed_legacy_array(rng, seed.words, seed.nwords);
    else
        error = isorand_seed_legacy(rng, seed.words[0]);
    free(seed.words);
    return error ? refuse("--seed", text, "accepted with --legacy are integers below 2^32") : 0;
}

static int choose_engine(const char *name, int legacy, const isorand_engine_info **engine) {
    *engine = name ? isorand_engine_find(name)
                   : isorand_engine_get(legacy ? ISORAND_MT19937 : ISORAND_PCG64);
    if (!*engine)
        return refuse_engine("--engine", name);
    if (legacy && (*engine)->number != ISORAND_MT19937)
        return refuse("--engine", name, "accepted with --legacy is mt19937, np.random.seed's");
    return 0;
}

static int refuse_jump(const char *value, const isorand_engine_info *engine) {
    refuse_start(value, "--jump with --engine %s", engine->name);
    for (int i = 0; (engine = isorand_engine_at(i)) != NULL; i++)
        if (engine->can_jump)
            refuse_item("", engine->name);
    return refuse_end();
}

int fill_start(const struct fill_args *args, const char *seed, isorand_rng *rng) {
    const char *key = args->value[FILL_SPAWN_KEY], *jump_text = args->value[FILL_JUMP];
    const int legacy = args->value[FILL_LEGACY] != NULL;
    uint64_t jump = 0, skip = 0;
    const char *level = NULL;
    const isorand_engine_info *engine;
    int code = choose_engine(args->value[FILL_ENGINE], legacy, &engine);
    if (!code)
        code = count_option("--jump", jump_text, UINT64_MAX, &jump);
    if (!code)
        code = count_option("--skip", args->value[FILL_SKIP], UINT64_MAX, &skip);
    if (!code)
        code = numpy_option("--numpy", args->value[FILL_NUMPY], &level);
    if (!code && jump_text && !engine->can_jump)
        code = refuse_jump(jump_text, engine);
    if (!code && legacy && key)
        code = refuse("--spawn-key", key, "np.random.seed (--legacy) has no spawn keys");
    if (code)
        return code;
    if (legacy) {
        code = seed_legacy(seed, rng);
    } else {
        isorand_seedseq ss;
        code = open_seedseq(&ss, seed, key, ISORAND_POOL_SIZE);
        if (!code)
            isorand_init(rng, engine->number, &ss);
    }
    if (code)
        return code;
    int error = isorand_set_numpy(rng, level);
    if (!error && jump)
        error = isorand_jumped(rng, jump, rng);
    if (!error)
        error = isorand_skip(rng, skip);
    return error ? fail("%s", isorand_strerror(error)) : 0;
}
