/* SPDX-License-Identifier: MIT */
/* The stream that `isorand fill` was asked for, at its starting point. */
#include "cli/entropy.h"
#include "cli/message.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/numpy_level.h"
#include "fill/fill.h"
#include "io/progress.h"

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
    return error ? refuse("--seed", text, "expected integers below 2^32, with --legacy") : 0;
}

int fill_engine(const struct fill_args *args, const isorand_engine_info **engine) {
    const char *name = args->value[FILL_ENGINE];
    const int legacy = args->value[FILL_LEGACY] != NULL;
    *engine =
        name ? find_engine(name) : isorand_engine_get(legacy ? ISORAND_MT19937 : ISORAND_PCG64);
    if (!*engine)
        return refuse_engine("--engine", name);
    if (legacy && (*engine)->number != ISORAND_MT19937)
        return refuse("--engine", name, "expected mt19937, np.random.seed's, with --legacy");
    return 0;
}

static int refuse_jump(const char *value, const isorand_engine_info *engine) {
    refuse_start(value, "--jump with --engine %s", engine->name);
    for (int i = 0; (engine = isorand_engine_at(i)) != NULL; i++)
        if (engine->can_jump)
            refuse_item("", engine->name);
    return refuse_end();
}

/* Engines that cannot compute where they would be step through the words: in pieces, so that the
 * terminal shows how far they are. */
static int skip_words(isorand_rng *rng, const isorand_engine_info *engine, uint64_t nwords) {
    const uint64_t piece = engine->can_advance ? UINT64_MAX : UINT64_C(1) << 24;
    struct progress progress;
    int error = 0;
    progress_start_steps(&progress, nwords, 1);
    for (uint64_t done = 0, n; !error && done < nwords; done += n) {
        n = nwords - done < piece ? nwords - done : piece;
        error = isorand_skip(rng, n);
        progress_update(&progress, done + n);
    }
    progress_end(&progress);
    return error;
}

static int jump(isorand_rng *rng, const isorand_engine_info *engine, uint64_t jumps) {
    const uint64_t piece = engine->can_advance ? UINT64_MAX : 64;
    struct progress progress;
    int error = 0;
    progress_start_steps(&progress, jumps, 1);
    for (uint64_t done = 0, n; !error && done < jumps; done += n) {
        n = jumps - done < piece ? jumps - done : piece;
        error = isorand_jumped(rng, n, rng);
        progress_update(&progress, done + n);
    }
    progress_end(&progress);
    return error;
}

int fill_start(const struct fill_args *args, const char *seed, isorand_rng *rng) {
    const char *key = args->value[FILL_SPAWN_KEY], *jump_text = args->value[FILL_JUMP];
    const int legacy = args->value[FILL_LEGACY] != NULL;
    uint64_t jumps = 0, skip = 0;
    const char *level = NULL;
    const isorand_engine_info *engine;
    int code = fill_engine(args, &engine);
    if (!code)
        code = count_option("--jump", jump_text, UINT64_MAX, &jumps);
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
    if (!error)
        error = jump(rng, engine, jumps);
    if (!error)
        error = skip_words(rng, engine, skip);
    return error ? fail("%s", isorand_strerror(error)) : 0;
}
