/* SPDX-License-Identifier: MIT */
/* The standard normal by the ziggurat, as NumPy draws it since 1.17. */
#include "distribution/draw.h"
#include "math/math.h"
#include "math/ziggurat_tables.h"

/* Marsaglia's tail beyond R. */
static double tail(struct ir_source *source) {
    for (;;) {
        const double x = -IR_NORMAL_INVERSE_R * ir_log1p(-ir_source_f64(source));
        const double y = -ir_log1p(-ir_source_f64(source));
        if (y + y > x * x)
            return IR_NORMAL_R + x;
    }
}

double ir_settle_normal(struct ir_source *source, uint64_t word) {
    for (;; word = ir_source_u64(source)) {
        /* 8 bits of layer, a sign, 52 bits of position. */
        const unsigned i = word & 0xff;
        const uint64_t j = word >> 9 & 0xfffffffffffff;
        double x = (double)(int64_t)j * ir_normal_layers[i].w;
        if (word >> 8 & 1)
            x = -x;
        if (j < ir_normal_layers[i].k)
            return x;
        if (i == 0) {
            x = tail(source);
            return j >> 8 & 1 ? -x : x; /* not the sign above */
        }
        const double f = ir_normal_f[i], height = ir_normal_f[i - 1] - f;
        if (height * ir_source_f64(source) + f < ir_exp(-0.5 * x * x))
            return x;
    }
}

double ir_draw_normal(isorand_rng *rng) {
    struct ir_source source = ir_source_of(rng);
    return ir_settle_normal(&source, ir_source_u64(&source));
}

static float tail_f32(struct ir_source *source) {
    for (;;) {
        const float x = -(float)IR_NORMAL_INVERSE_R * ir_log1pf(-ir_source_f32(source));
        const float y = -ir_log1pf(-ir_source_f32(source));
        if (y + y > x * x)
            return (float)IR_NORMAL_R + x;
    }
}

float ir_settle_normal_f32(struct ir_source *source, uint32_t word) {
    for (;; word = ir_source_u32(source)) {
        /* 8 bits of layer, a sign, 23 bits of position. */
        const unsigned i = word & 0xff;
        const uint32_t j = word >> 9;
        float x = (float)j * ir_normal_layers_f32[i].w;
        if (word >> 8 & 1)
            x = -x;
        if (j < ir_normal_layers_f32[i].k)
            return x;
        if (i == 0) {
            x = tail_f32(source);
            return j >> 8 & 1 ? -x : x;
        }
        const float f = ir_normal_f_f32[i], height = ir_normal_f_f32[i - 1] - f;
        const float y = height * ir_source_f32(source) + f;
        if ((double)y < ir_exp(-0.5 * (double)x * (double)x)) /* double precision, as in NumPy */
            return x;
    }
}

float ir_draw_normal_f32(isorand_rng *rng) {
    struct ir_source source = ir_source_of(rng);
    return ir_settle_normal_f32(&source, ir_source_u32(&source));
}
