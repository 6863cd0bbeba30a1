/* SPDX-License-Identifier: MIT */
/* Arrays of single draws for test_draws_live.py: the definitions of src/distribution/draw.h. */
#include "distribution/draw.h"

size_t live_rng_size(void);
size_t live_rng_size(void) {
    return sizeof(isorand_rng);
}

#define LIVE_ARRAY(name, type, draw)                                                               \
    void live_##name(isorand_rng *rng, type *out, size_t n, uint64_t max);                         \
    void live_##name(isorand_rng *rng, type *out, size_t n, uint64_t max) {                        \
        struct ir_subword sub = {0, 0};                                                            \
        for (size_t i = 0; i < n; i++)                                                             \
            out[i] = draw;                                                                         \
        (void)sub, (void)max;                                                                      \
    }

LIVE_ARRAY(normal, double, ir_draw_normal(rng))
LIVE_ARRAY(normal_f32, float, ir_draw_normal_f32(rng))
LIVE_ARRAY(exponential, double, ir_draw_exponential(rng))
LIVE_ARRAY(exponential_f32, float, ir_draw_exponential_f32(rng))
LIVE_ARRAY(exponential_inv, double, ir_draw_exponential_inv(rng))
LIVE_ARRAY(exponential_inv_f32, float, ir_draw_exponential_inv_f32(rng))

LIVE_ARRAY(bounded_u64, uint64_t, ir_draw_bounded_u64(rng, max))
LIVE_ARRAY(bounded_u32, uint32_t, ir_draw_bounded_u32(rng, (uint32_t)max))
LIVE_ARRAY(bounded_u16, uint16_t, ir_draw_bounded_u16(rng, (uint16_t)max, &sub))
LIVE_ARRAY(bounded_u8, uint8_t, ir_draw_bounded_u8(rng, (uint8_t)max, &sub))
LIVE_ARRAY(masked_u64, uint64_t, ir_draw_masked_u64(rng, max))
LIVE_ARRAY(masked_u32, uint32_t, ir_draw_masked_u32(rng, (uint32_t)max))
LIVE_ARRAY(masked_u16, uint16_t, ir_draw_masked_u16(rng, (uint16_t)max, &sub))
LIVE_ARRAY(masked_u8, uint8_t, ir_draw_masked_u8(rng, (uint8_t)max, &sub))
LIVE_ARRAY(bool, uint8_t, ir_draw_bool(rng, (uint8_t)max, &sub))
/* As a shuffle of max + 1 elements draws: on [0, max], [0, max - 1], ... */
LIVE_ARRAY(interval, uint64_t, ir_draw_interval(rng, max - i))
