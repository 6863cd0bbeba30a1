/* SPDX-License-Identifier: MIT */
/* Arrays of single draws for test_draws_live.py: the definitions of src/distribution/draw.h,
 * through a plain reader. */
#include "api/door.h"
#include "distribution/draw.h"

size_t live_rng_size(void);
size_t live_rng_size(void) {
    return sizeof(isorand_rng);
}

int live_seed(isorand_rng *rng, const char *engine, uint64_t seed);
int live_seed(isorand_rng *rng, const char *engine, uint64_t seed) {
    return isorand_seed(rng, isorand_engine_find(engine)->number, seed);
}

uint32_t live_next_u32(isorand_rng *rng);
uint32_t live_next_u32(isorand_rng *rng) {
    return isorand_next_u32(rng);
}

#define LIVE_ARRAY(name, type, draw)                                                               \
    void live_##name(isorand_rng *rng, type *out, size_t n, uint64_t max);                         \
    void live_##name(isorand_rng *rng, type *out, size_t n, uint64_t max) {                        \
        struct ir_reader reader, *const r = &reader;                                               \
        ir_reader_begin(r, NULL, rng);                                                             \
        for (size_t i = 0; i < n; i++)                                                             \
            out[i] = (type)(draw);                                                                 \
        ir_reader_finish(r);                                                                       \
        (void)max;                                                                                 \
    }

LIVE_ARRAY(normal, double, ir_draw_normal(r))
LIVE_ARRAY(normal_f32, float, ir_draw_normal_f32(r))
LIVE_ARRAY(exponential, double, ir_draw_exponential(r))
LIVE_ARRAY(exponential_f32, float, ir_draw_exponential_f32(r))

LIVE_ARRAY(bounded_u64, uint64_t, ir_draw_lemire(r, 64, max))
LIVE_ARRAY(bounded_u32, uint32_t, ir_draw_lemire(r, 32, max))
LIVE_ARRAY(bounded_u16, uint16_t, ir_draw_lemire(r, 16, max))
LIVE_ARRAY(bounded_u8, uint8_t, ir_draw_lemire(r, 8, max))
LIVE_ARRAY(masked_u64, uint64_t, ir_draw_masked(r, 64, max))
LIVE_ARRAY(masked_u32, uint32_t, ir_draw_masked(r, 32, max))
LIVE_ARRAY(masked_u16, uint16_t, ir_draw_masked(r, 16, max))
LIVE_ARRAY(masked_u8, uint8_t, ir_draw_masked(r, 8, max))
LIVE_ARRAY(bool, uint8_t, ir_draw_lemire(r, 1, max))
/* As a shuffle of max + 1 elements draws: on [0, max], [0, max - 1], ... */
LIVE_ARRAY(interval, uint64_t, ir_draw_masked(r, 64, max - i))

/* By inversion: a distribution without a draw of its own. */
#define LIVE_INVERSE(name, type, TYPE)                                                             \
    void live_##name(isorand_rng *rng, type *out, size_t n, uint64_t max);                         \
    void live_##name(isorand_rng *rng, type *out, size_t n, uint64_t max) {                        \
        isorand_request request;                                                                   \
        isorand_request_init(&request, ISORAND_EXPONENTIAL_INV, TYPE);                             \
        ir_request_reference(rng, &request, out, n);                                               \
        (void)max;                                                                                 \
    }

LIVE_INVERSE(exponential_inv, double, ISORAND_F64)
LIVE_INVERSE(exponential_inv_f32, float, ISORAND_F32)
