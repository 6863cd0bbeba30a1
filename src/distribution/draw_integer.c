/* SPDX-License-Identifier: MIT */
/* Bounded integers: Lemire's method and masked rejection, over words and pieces of words. */
#include "base/u128.h"
#include "distribution/draw.h"

/* ---- Lemire: of x * range, with x a word of w bits, the upper half is the value; the words whose
 * lower half is under 2^w mod range are drawn again, so that each value has the same number ---- */

static uint32_t lemire_u32(struct ir_reader *r, uint32_t max) {
    if (max == UINT32_MAX)
        return ir_read_u32(r);
    const uint32_t range = max + 1;
    uint64_t m = (uint64_t)ir_read_u32(r) * range;
    if ((uint32_t)m < range) {
        const uint32_t threshold = (UINT32_MAX - max) % range;
        while ((uint32_t)m < threshold)
            m = (uint64_t)ir_read_u32(r) * range;
    }
    return (uint32_t)(m >> 32);
}

static uint64_t lemire_u64(struct ir_reader *r, uint64_t max) {
    if (max == UINT64_MAX)
        return ir_read_u64(r);
    const uint64_t range = max + 1;
    ir_u128 m = ir_mul64(ir_read_u64(r), range);
    if (m.lo < range) {
        const uint64_t threshold = (UINT64_MAX - max) % range;
        while (m.lo < threshold)
            m = ir_mul64(ir_read_u64(r), range);
    }
    return m.hi;
}

static uint32_t lemire_piece(struct ir_reader *r, unsigned bits, uint32_t max) {
    const uint32_t full = (1u << bits) - 1, range = max + 1;
    if (max == full)
        return ir_read_piece(r, bits);
    uint32_t m = ir_read_piece(r, bits) * range;
    if ((m & full) < range) {
        const uint32_t threshold = (full - max) % range;
        while ((m & full) < threshold)
            m = ir_read_piece(r, bits) * range;
    }
    return m >> bits;
}

uint64_t ir_draw_lemire(struct ir_reader *r, unsigned bits, uint64_t max) {
    if (max == 0)
        return 0;
    if (bits < 32)
        return lemire_piece(r, bits, (uint32_t)max);
    return max <= UINT32_MAX ? lemire_u32(r, (uint32_t)max) : lemire_u64(r, max);
}

/* ---- masked rejection ---- */

uint64_t ir_draw_masked(struct ir_reader *r, unsigned bits, uint64_t max) {
    const uint64_t mask = ir_cover(max);
    uint64_t x;
    if (max == 0)
        return 0;
    do {
        if (bits < 32)
            x = ir_read_piece(r, bits) & mask;
        else
            x = (max <= UINT32_MAX ? ir_read_u32(r) : ir_read_u64(r)) & mask;
    } while (x > max);
    return x;
}
