/* SPDX-License-Identifier: MIT */
/* Bounded integers: Lemire's method, masked rejection, and the pieces of a 32-bit word. */
#include "base/u128.h"
#include "distribution/draw.h"

/* The next 'bits' (16, 8 or 1) of 'sub', which is refilled when it is used up. */
static uint32_t next_piece(isorand_rng *rng, struct ir_subword *sub, int bits) {
    if (sub->left == 0) {
        sub->buffer = isorand_next_u32(rng);
        sub->left = 32 / bits - 1;
    } else {
        sub->buffer >>= bits;
        sub->left--;
    }
    return sub->buffer & ((1u << bits) - 1);
}

/* 2^k - 1 >= max, for the smallest k. */
static uint64_t cover(uint64_t max) {
    for (unsigned shift = 1; shift < 64; shift *= 2)
        max |= max >> shift;
    return max;
}

/* ---- Lemire: of x * range, with x a word of w bits, the upper half is the value; the words whose
 * lower half is under 2^w mod range are drawn again, so that each value has the same number ---- */

uint32_t ir_draw_bounded_u32(isorand_rng *rng, uint32_t max) {
    if (max == 0)
        return 0;
    if (max == UINT32_MAX)
        return isorand_next_u32(rng);
    const uint32_t range = max + 1;
    uint64_t m = (uint64_t)isorand_next_u32(rng) * range;
    if ((uint32_t)m < range) {
        const uint32_t threshold = (UINT32_MAX - max) % range;
        while ((uint32_t)m < threshold)
            m = (uint64_t)isorand_next_u32(rng) * range;
    }
    return (uint32_t)(m >> 32);
}

uint64_t ir_draw_bounded_u64(isorand_rng *rng, uint64_t max) {
    if (max <= UINT32_MAX)
        return ir_draw_bounded_u32(rng, (uint32_t)max);
    if (max == UINT64_MAX)
        return isorand_next_u64(rng);
    const uint64_t range = max + 1;
    ir_u128 m = ir_mul64(isorand_next_u64(rng), range);
    if (m.lo < range) {
        const uint64_t threshold = (UINT64_MAX - max) % range;
        while (m.lo < threshold)
            m = ir_mul64(isorand_next_u64(rng), range);
    }
    return m.hi;
}

/* The same on pieces of 'bits'. */
static uint32_t bounded_piece(isorand_rng *rng, uint32_t max, struct ir_subword *sub, int bits) {
    const uint32_t full = (1u << bits) - 1, range = max + 1;
    if (max == 0)
        return 0;
    if (max == full)
        return next_piece(rng, sub, bits);
    uint32_t m = next_piece(rng, sub, bits) * range;
    if ((m & full) < range) {
        const uint32_t threshold = (full - max) % range;
        while ((m & full) < threshold)
            m = next_piece(rng, sub, bits) * range;
    }
    return m >> bits;
}

uint16_t ir_draw_bounded_u16(isorand_rng *rng, uint16_t max, struct ir_subword *sub) {
    return (uint16_t)bounded_piece(rng, max, sub, 16);
}

uint8_t ir_draw_bounded_u8(isorand_rng *rng, uint8_t max, struct ir_subword *sub) {
    return (uint8_t)bounded_piece(rng, max, sub, 8);
}

/* ---- masked rejection ---- */

uint64_t ir_draw_interval(isorand_rng *rng, uint64_t max) {
    const uint64_t mask = cover(max);
    uint64_t x;
    if (max == 0)
        return 0;
    do
        x = (max <= UINT32_MAX ? isorand_next_u32(rng) : isorand_next_u64(rng)) & mask;
    while (x > max);
    return x;
}

uint64_t ir_draw_masked_u64(isorand_rng *rng, uint64_t max) {
    return ir_draw_interval(rng, max);
}

uint32_t ir_draw_masked_u32(isorand_rng *rng, uint32_t max) {
    return (uint32_t)ir_draw_interval(rng, max);
}

static uint32_t masked_piece(isorand_rng *rng, uint32_t max, struct ir_subword *sub, int bits) {
    const uint32_t mask = (uint32_t)cover(max);
    uint32_t x;
    if (max == 0)
        return 0;
    do
        x = next_piece(rng, sub, bits) & mask;
    while (x > max);
    return x;
}

uint16_t ir_draw_masked_u16(isorand_rng *rng, uint16_t max, struct ir_subword *sub) {
    return (uint16_t)masked_piece(rng, max, sub, 16);
}

uint8_t ir_draw_masked_u8(isorand_rng *rng, uint8_t max, struct ir_subword *sub) {
    return (uint8_t)masked_piece(rng, max, sub, 8);
}

uint8_t ir_draw_bool(isorand_rng *rng, uint8_t max, struct ir_subword *sub) {
    return max ? (uint8_t)next_piece(rng, sub, 1) : 0;
}
