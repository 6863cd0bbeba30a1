/* SPDX-License-Identifier: MIT */
/* The scalar model of every fill, and the table of fills made from the registries. */
#include "support/kinds.h"

#include "distribution/dist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the model ---- */

static uint64_t next_word(isorand_rng *rng) {
    return ir_engine_get(rng->engine)->next(&rng->state);
}

uint32_t model_u32(isorand_rng *rng) {
    if (ir_engine_get(rng->engine)->word_bytes == 4)
        return (uint32_t)next_word(rng);
    if (rng->has_uint32) {
        rng->has_uint32 = 0;
        return rng->uinteger;
    }
    const uint64_t w = next_word(rng);
    rng->has_uint32 = 1;
    rng->uinteger = (uint32_t)(w >> 32);
    return (uint32_t)w;
}

uint64_t model_u64(isorand_rng *rng) {
    const uint64_t first = next_word(rng);
    if (ir_engine_get(rng->engine)->word_bytes == 8)
        return first;
    const uint64_t second = next_word(rng);
    return rng->engine == ISORAND_MT19937 ? first << 32 | second : second << 32 | first;
}

float model_f32(isorand_rng *rng) {
    return (float)(model_u32(rng) / 256) / 16777216.0f;
}

double model_f64(isorand_rng *rng) {
    if (rng->engine == ISORAND_MT19937) { /* genrand_res53 of mt19937ar.c */
        const uint32_t a = model_u32(rng) >> 5, b = model_u32(rng) >> 6;
        return (a * 67108864.0 + b) / 9007199254740992.0;
    }
    return (double)(model_u64(rng) / 2048) / 9007199254740992.0;
}

void model_bytes(isorand_rng *rng, void *out, size_t n) {
    unsigned char *p = out;
    uint32_t w = 0;
    for (size_t i = 0; i < n; i++) {
        if (i % 4 == 0)
            w = model_u32(rng);
        p[i] = (unsigned char)(w >> 8 * (i % 4));
    }
}

/* ---- kinds ---- */

/* The fill of each distribution with an explicit backend. */
static ir_dist_fn *const dist_fills[ISORAND_DIST_MAX + 1] = {
#define ISORAND_DIST(ID, name, types, equals, params) [ISORAND_##ID] = ir_dist_##name,
#define ISORAND_DIST_BOTH(ID, name, TYPE, equals, params)                                          \
    [ISORAND_##ID] = ir_dist_##name, [ISORAND_LEGACY_##ID] = ir_dist_##name,
#include "dists.def"
#undef ISORAND_DIST
#undef ISORAND_DIST_BOTH
};

void kind_reference(const struct kind *k, isorand_rng *rng, void *out, size_t n) {
    const int type = k->request.type;
    unsigned char *p = out;
    if (!k->modelled) {
        CHECK(!dist_fills[k->request.dist](&ir_backend_scalar, rng, &k->request, out, n),
              "reference fill of %s", k->name);
        return;
    }
    if (type == ISORAND_U8) {
        model_bytes(rng, p, n);
        return;
    }
    for (size_t i = 0; i < n; i++, p += k->size) {
        union {
            uint32_t u32;
            uint64_t u64;
            float f32;
            double f64;
        } x;
        if (type == ISORAND_U32)
            x.u32 = model_u32(rng);
        else if (type == ISORAND_U64)
            x.u64 = model_u64(rng);
        else if (type == ISORAND_F32)
            x.f32 = model_f32(rng);
        else
            x.f64 = model_f64(rng);
        memcpy(p, &x, k->size);
    }
}

void kind_fill(const struct kind *k, isorand_rng *rng, void *out, size_t n) {
    int error = isorand_fill(rng, &k->request, out, n);
    CHECK(error == 0, "%s fill of %zu: %s", k->name, n, isorand_strerror(error));
}

/* NumPy keeps the rest of a word for the next call only where elements have 32 bits or more. */
static size_t grain_of(int dist, size_t size) {
    if (size >= 4)
        return 1;
    return dist == ISORAND_RAW ? 4 : 0;
}

static struct kind kinds[ISORAND_DIST_MAX * ISORAND_TYPE_COUNT];

/* Distributions with lower numbers have kernels (enum isorand_dist). */
enum { FIRST_LOOP = 10 };

int kind_count(void) {
    static int count;
    if (count)
        return count;
    for (int i = 0; i < isorand_dist_count(); i++) {
        const int dist = isorand_dist_at(i);
        isorand_dist_info info;
        isorand_dist_describe(dist, &info);
        for (int type = 1; type <= ISORAND_TYPE_COUNT; type++) {
            struct kind *k = &kinds[count];
            if (isorand_request_init(&k->request, dist, type))
                continue;
            snprintf(k->name, sizeof k->name, "%s-%s", info.name, isorand_type_name(type));
            k->size = isorand_type_size(type);
            k->modelled = dist == ISORAND_RAW || dist == ISORAND_UNIFORM;
            k->grain = grain_of(dist, k->size);
            k->bulk = dist < FIRST_LOOP;
            count++;
        }
    }
    return count;
}

const struct kind *kind_get(int index) {
    return &kinds[index];
}

/* ---- backends and engines ---- */

const char *backend_label(int index) {
    isorand_backend_info info;
    return isorand_backend_describe(index, &info) ? "?" : info.name;
}

int backend_usable(int index) {
    isorand_backend_info info;
    return !isorand_backend_describe(index, &info) && info.usable;
}

void backend_use(int index) {
    CHECK(isorand_backend_select(backend_label(index)) == 0, "select %s", backend_label(index));
}

/* Whether ISORAND_REQUIRE_BACKENDS, a list with commas, has the name. */
static int required(const char *name) {
    const char *list = getenv("ISORAND_REQUIRE_BACKENDS");
    for (const char *at = list ? list : ""; *at;) {
        const size_t length = strcspn(at, ",");
        if (length == strlen(name) && !memcmp(at, name, length))
            return 1;
        at += length + (at[length] == ',');
    }
    return 0;
}

void backend_missing(const struct test_arg *arg) {
    isorand_backend_info info;
    isorand_backend_describe(arg->backend, &info);
    CHECK(!required(info.name), "ISORAND_REQUIRE_BACKENDS: %s is %s", info.name, info.why_not);
    test_skip("backend %s is %s", info.name, info.why_not);
}

const char *engine_label(int engine) {
    return ir_engine_get((uint32_t)engine)->name;
}

size_t engine_stride(int engine, int backend) {
    const struct ir_backend *b = ir_backend_row(backend)->table;
    const struct ir_words_kernel *k = ir_words_kernel(b, (uint32_t)engine);
    return (k->fill ? k->stride : 1) * ir_engine_get((uint32_t)engine)->block_words;
}
