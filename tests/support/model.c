/* SPDX-License-Identifier: MIT */
/* The model of words and uniforms. */
#include "support/model.h"

#include "engine/engine.h"

static uint64_t next_word(isorand_rng *rng) {
    return ir_engine_get(rng->engine)->next(&rng->state);
}

uint32_t model_u32(isorand_rng *rng) {
    if (ir_engine_get(rng->engine)->info.word_bytes == 4)
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
    if (ir_engine_get(rng->engine)->info.word_bytes == 8)
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

void model_skip(isorand_rng *rng, uint64_t nwords) {
    while (nwords--)
        next_word(rng);
}

uint32_t model_untempered(uint32_t y) {
    uint32_t x = y ^ y >> 18;
    x ^= x << 15 & 0xefc60000u;
    y = x;
    for (int i = 0; i < 4; i++)
        x = y ^ (x << 7 & 0x9d2c5680u);
    y = x;
    for (int i = 0; i < 3; i++)
        x = y ^ x >> 11;
    return x;
}
