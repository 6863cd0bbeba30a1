/* SPDX-License-Identifier: MIT */
/* Where the array of a store comes from: the member "isorand" of its attributes. */
#include "cli/command.h"
#include "cli/message.h"
#include "cli/names.h"
#include "cli/report.h"
#include "store/document.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* A digest of the state that the array begins with: FNV-1a (Fowler, Noll, Vo). */
static json_object *digest_of(const isorand_rng *rng) {
    unsigned char bytes[ISORAND_SAVE_MAX];
    size_t nbytes = 0;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    char text[24];
    isorand_save(rng, bytes, sizeof bytes, &nbytes);
    for (size_t i = 0; i < nbytes; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    snprintf(text, sizeof text, "%016" PRIx64, hash);
    return new_string(text);
}

static json_object *param_of(const isorand_param_info *info, isorand_param value, int type) {
    char text[32];
    if (info->kind == 'b')
        return new_bool(value.i != 0);
    if (info->kind == 'f')
        snprintf(text, sizeof text, "%.17g", value.f);
    else if (isorand_type_get(type)->kind == 'u')
        snprintf(text, sizeof text, "%" PRIu64, value.u);
    else
        snprintf(text, sizeof text, "%" PRId64, value.i);
    return new_string(text);
}

static json_object *given(const struct store *store, enum fill_option option,
                          const char *otherwise) {
    const char *value = store->args->value[option];
    return new_string(value ? value : otherwise);
}

json_object *origin_of(const struct store *store, const isorand_rng *rng) {
    const isorand_request *request = store->request;
    const isorand_param_info *param;
    json_object *origin = new_object(), *params = new_object();
    put(origin, "version", new_string(isorand_version()));
    put(origin, "engine", new_string(isorand_engine_get((int)rng->engine)->name));
    put(origin, "seeded",
        new_string(store->args->value[FILL_LEGACY] ? "np.random.seed" : "SeedSequence"));
    put(origin, "seed", new_string(store->seed));
    put(origin, "spawn_key", given(store, FILL_SPAWN_KEY, ""));
    put(origin, "jump", given(store, FILL_JUMP, "0"));
    put(origin, "skip", given(store, FILL_SKIP, "0"));
    put(origin, "numpy", new_string(isorand_get_numpy(rng)));
    put(origin, "stream", digest_of(rng));
    put(origin, "dist", new_string(isorand_dist_get(request->dist)->name));
    put(origin, "type", new_string(isorand_type_get(request->type)->name));
    for (int p = 0; (param = isorand_dist_param(request->dist, p)) != NULL; p++)
        put(params, param->name, param_of(param, request->param[p], request->type));
    put(origin, "parameters", params);
    return origin;
}

/* Members that may differ, in another notation, where the digest of the stream is the same. */
static int is_of_stream(const char *key) {
    static const char *const keys[] = {"engine", "seeded", "seed", "spawn_key",
                                       "jump",   "skip",   "numpy"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(key, keys[i]))
            return 1;
    return 0;
}

static int differs(const struct store *store, const char *key, json_object *theirs,
                   json_object *ours) {
    return fail("%s: this store holds %s %s, not %s", store->path, key,
                theirs ? shown(json_object_get_string(theirs)) : "unknown",
                shown(json_object_get_string(ours)));
}

static json_object *member(json_object *object, const char *key) {
    json_object *value = NULL;
    json_object_object_get_ex(object, key, &value);
    return value;
}

int origin_compare(const struct store *store, json_object *theirs, json_object *ours) {
    const int same_stream = json_object_equal(member(theirs, "stream"), member(ours, "stream"));
    json_object_object_foreach(ours, key, value) {
        json_object *other = member(theirs, key);
        if (!strcmp(key, "version") || !strcmp(key, "parameters") ||
            (same_stream && is_of_stream(key)))
            continue;
        if (!json_object_equal(other, value))
            return differs(store, key, other, value);
    }
    json_object *params = member(theirs, "parameters");
    json_object_object_foreach(member(ours, "parameters"), name, number) {
        json_object *other = member(params, name);
        if (!json_object_equal(other, number))
            return differs(store, name, other, number);
    }
    return CLI_OK;
}
