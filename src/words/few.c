/* SPDX-License-Identifier: MIT */
/* One value, and few: see few.h. */
#include "words/few.h"
#include "words/next.h"

uint64_t ir_next_raw(isorand_rng *rng) {
    return ir_engines[rng->engine]->next(&rng->state);
}

static const struct ir_engine *engine_of(const isorand_rng *rng) {
    return ir_engines[rng->engine];
}

static IR_INLINE void loop_u32(isorand_rng *restrict rng, unsigned char *restrict p, size_t n,
                               int engine) {
    for (; n; n--, p += 4)
        ir_put32(p, ir_inline_u32(rng, engine, ir_next_raw));
}

static IR_INLINE void loop_u64(isorand_rng *restrict rng, unsigned char *restrict p, size_t n,
                               int engine) {
    for (; n; n--, p += 8)
        ir_put64(p, ir_inline_u64(rng, engine, ir_next_raw));
}

static IR_INLINE void loop_f32(isorand_rng *restrict rng, unsigned char *restrict p, size_t n,
                               int engine) {
    for (; n; n--, p += 4) {
        const float x = ir_inline_f32(rng, engine, ir_next_raw);
        memcpy(p, &x, sizeof x);
    }
}

static IR_INLINE void loop_f64(isorand_rng *restrict rng, unsigned char *restrict p, size_t n,
                               int engine) {
    for (; n; n--, p += 8) {
        const double x = ir_inline_f64(rng, engine, ir_next_raw);
        memcpy(p, &x, sizeof x);
    }
}

uint32_t ir_one_u32(isorand_rng *rng) {
    uint32_t x;
    return ir_few(rng, &x, 1, loop_u32) ? x : ir_next_u32(engine_of(rng), rng);
}

uint64_t ir_one_u64(isorand_rng *rng) {
    uint64_t x;
    return ir_few(rng, &x, 1, loop_u64) ? x : ir_next_u64(engine_of(rng), rng);
}

float ir_one_f32(isorand_rng *rng) {
    float x;
    return ir_few(rng, &x, 1, loop_f32) ? x : ir_f32_from_u32(ir_next_u32(engine_of(rng), rng));
}

double ir_one_f64(isorand_rng *rng) {
    const struct ir_engine *const e = engine_of(rng);
    double x;
    return ir_few(rng, &x, 1, loop_f64) ? x : ir_f64_from_u64(e, ir_next_u64(e, rng));
}

void ir_few_u64(isorand_rng *restrict rng, void *restrict out, size_t n) {
    if (!ir_few(rng, out, n, loop_u64)) /* not covered: all engines are inlined */
        for (size_t i = 0; i < n; i++)
            ir_put64((unsigned char *)out + 8 * i, ir_next_u64(engine_of(rng), rng));
}

void ir_few_f32(isorand_rng *restrict rng, void *restrict out, size_t n) {
    if (!ir_few(rng, out, n, loop_f32)) /* not covered: all engines are inlined */
        for (size_t i = 0; i < n; i++) {
            const float x = ir_one_f32(rng);
            memcpy((unsigned char *)out + 4 * i, &x, sizeof x);
        }
}

void ir_few_f64(isorand_rng *restrict rng, void *restrict out, size_t n) {
    if (!ir_few(rng, out, n, loop_f64)) /* not covered: all engines are inlined */
        for (size_t i = 0; i < n; i++)
            ir_put_f64(out, i, ir_one_f64(rng));
}
