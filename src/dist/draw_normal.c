/* SPDX-License-Identifier: MIT */
/* The standard normal by the ziggurat, as NumPy draws it since 1.17. */
#include "dist/draw.h"
#include "dist/math.h"
#include "dist/ziggurat_tables.h"

/* Marsaglia's tail beyond R. */
static double tail(isorand_rng *rng) {
    for (;;) {
        const double x = -IR_NORMAL_INVERSE_R * ir_log1p(-isorand_next_f64(rng));
        const double y = -ir_log1p(-isorand_next_f64(rng));
        if (y + y > x * x)
            return IR_NORMAL_R + x;
    }
}

double ir_settle_normal(isorand_rng *rng, uint64_t word) {
    for (;; word = isorand_next_u64(rng)) {
        /* 8 bits of layer, a sign, 52 bits of position. */
        const unsigned i = word & 0xff;
        const uint64_t j = word >> 9 & 0xfffffffffffff;
        double x = (double)(int64_t)j * ir_normal_w[i];
        if (word >> 8 & 1)
            x = -x;
        if (j < ir_normal_k[i])
            return x;
        if (i == 0) {
            x = tail(rng);
            return j >> 8 & 1 ? -x : x; /* not the sign above */
        }
        const double f = ir_normal_f[i], height = ir_normal_f[i - 1] - f;
        if (height * isorand_next_f64(rng) + f < ir_exp(-0.5 * x * x))
            return x;
    }
}

double ir_draw_normal(isorand_rng *rng) {
    return ir_settle_normal(rng, isorand_next_u64(rng));
}

static float tail_f32(isorand_rng *rng) {
    for (;;) {
        const float x = -(float)IR_NORMAL_INVERSE_R * ir_log1pf(-isorand_next_f32(rng));
        const float y = -ir_log1pf(-isorand_next_f32(rng));
        if (y + y > x * x)
            return (float)IR_NORMAL_R + x;
    }
}

float ir_settle_normal_f32(isorand_rng *rng, uint32_t word) {
    for (;; word = isorand_next_u32(rng)) {
        /* 8 bits of layer, a sign, 23 bits of position. */
        const unsigned i = word & 0xff;
        const uint32_t j = word >> 9;
        float x = (float)j * ir_normal_w_f32[i];
        if (word >> 8 & 1)
            x = -x;
        if (j < ir_normal_k_f32[i])
            return x;
        if (i == 0) {
            x = tail_f32(rng);
            return j >> 8 & 1 ? -x : x;
        }
        const float f = ir_normal_f_f32[i], height = ir_normal_f_f32[i - 1] - f;
        const float y = height * isorand_next_f32(rng) + f;
        if ((double)y < ir_exp(-0.5 * (double)x * (double)x)) /* double precision, as in NumPy */
            return x;
    }
}

float ir_draw_normal_f32(isorand_rng *rng) {
    return ir_settle_normal_f32(rng, isorand_next_u32(rng));
}
