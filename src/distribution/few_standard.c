/* SPDX-License-Identifier: MIT */
/* One standard normal or exponential, and few: see few_standard.h. */
#include "distribution/few_standard.h"
#include "distribution/draw.h"
#include "words/few.h"

/* ---- what the quick test does not decide ---- */

/* A plain reader.  Where no fill has asked yet what the CPU is, logarithms and exponentials would
 * take the long way, without its fused multiply-add. */
static void begin(struct ir_reader *reader, isorand_rng *rng) {
    (void)ir_backend_active();
    ir_reader_begin(reader, NULL, rng);
}

double ir_settle_normal_f64(isorand_rng *rng, uint64_t word) {
    struct ir_reader reader;
    begin(&reader, rng);
    return ir_normal_from_word(&reader, word);
}

float ir_settle_normal_f32(isorand_rng *rng, uint32_t word) {
    struct ir_reader reader;
    begin(&reader, rng);
    return ir_normal_f32_from_word(&reader, word);
}

double ir_settle_exponential_f64(isorand_rng *rng, uint64_t word) {
    struct ir_reader reader;
    begin(&reader, rng);
    return ir_exponential_from_word(&reader, word);
}

float ir_settle_exponential_f32(isorand_rng *rng, uint32_t word) {
    struct ir_reader reader;
    begin(&reader, rng);
    return ir_exponential_f32_from_word(&reader, word);
}

/* ---- loops ---- */

static IR_INLINE void loop_normal_f64(isorand_rng *restrict rng, unsigned char *restrict p,
                                      size_t n, int engine) {
    for (; n; n--, p += 8) {
        const double x =
            ir_inline_normal(rng, engine, ir_next_raw, ir_normal_layers, ir_settle_normal_f64);
        memcpy(p, &x, sizeof x);
    }
}

static IR_INLINE void loop_normal_f32(isorand_rng *restrict rng, unsigned char *restrict p,
                                      size_t n, int engine) {
    for (; n; n--, p += 4) {
        const float x = ir_inline_normal_f32(rng, engine, ir_next_raw, ir_normal_layers_f32,
                                             ir_settle_normal_f32);
        memcpy(p, &x, sizeof x);
    }
}

static IR_INLINE void loop_exponential_f64(isorand_rng *restrict rng, unsigned char *restrict p,
                                           size_t n, int engine) {
    for (; n; n--, p += 8) {
        const double x = ir_inline_exponential(rng, engine, ir_next_raw, ir_exponential_layers,
                                               ir_settle_exponential_f64);
        memcpy(p, &x, sizeof x);
    }
}

static IR_INLINE void loop_exponential_f32(isorand_rng *restrict rng, unsigned char *restrict p,
                                           size_t n, int engine) {
    for (; n; n--, p += 4) {
        const float x = ir_inline_exponential_f32(
            rng, engine, ir_next_raw, ir_exponential_layers_f32, ir_settle_exponential_f32);
        memcpy(p, &x, sizeof x);
    }
}

/* ---- by engine; of one that is not inlined every word is settled ---- */

double ir_one_normal_f64(isorand_rng *rng) {
    double x;
    return ir_few(rng, &x, 1, loop_normal_f64) ? x : ir_settle_normal_f64(rng, ir_one_u64(rng));
}

float ir_one_normal_f32(isorand_rng *rng) {
    float x;
    return ir_few(rng, &x, 1, loop_normal_f32) ? x : ir_settle_normal_f32(rng, ir_one_u32(rng));
}

double ir_one_exponential_f64(isorand_rng *rng) {
    double x;
    return ir_few(rng, &x, 1, loop_exponential_f64)
               ? x
               : ir_settle_exponential_f64(rng, ir_one_u64(rng));
}

float ir_one_exponential_f32(isorand_rng *rng) {
    float x;
    return ir_few(rng, &x, 1, loop_exponential_f32)
               ? x
               : ir_settle_exponential_f32(rng, ir_one_u32(rng));
}

void ir_few_normal_f64(isorand_rng *restrict rng, void *restrict out, size_t n) {
    if (!ir_few(rng, out, n, loop_normal_f64)) /* not covered: all engines are inlined */
        for (size_t i = 0; i < n; i++)
            ir_put_f64(out, i, ir_settle_normal_f64(rng, ir_one_u64(rng)));
}

void ir_few_normal_f32(isorand_rng *restrict rng, void *restrict out, size_t n) {
    if (!ir_few(rng, out, n, loop_normal_f32)) /* not covered: all engines are inlined */
        for (size_t i = 0; i < n; i++) {
            const float x = ir_settle_normal_f32(rng, ir_one_u32(rng));
            memcpy((unsigned char *)out + 4 * i, &x, sizeof x);
        }
}

void ir_few_exponential_f64(isorand_rng *restrict rng, void *restrict out, size_t n) {
    if (!ir_few(rng, out, n, loop_exponential_f64)) /* not covered: all engines are inlined */
        for (size_t i = 0; i < n; i++)
            ir_put_f64(out, i, ir_settle_exponential_f64(rng, ir_one_u64(rng)));
}

void ir_few_exponential_f32(isorand_rng *restrict rng, void *restrict out, size_t n) {
    if (!ir_few(rng, out, n, loop_exponential_f32)) /* not covered: all engines are inlined */
        for (size_t i = 0; i < n; i++) {
            const float x = ir_settle_exponential_f32(rng, ir_one_u32(rng));
            memcpy((unsigned char *)out + 4 * i, &x, sizeof x);
        }
}
