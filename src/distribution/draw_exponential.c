/* SPDX-License-Identifier: MIT */
/* The standard exponential by the ziggurat and by inversion, as NumPy draws it since 1.17. */
#include "distribution/draw.h"
#include "math/math.h"
#include "math/ziggurat_tables.h"

double ir_settle_exponential(struct ir_source *source, uint64_t word) {
    for (;; word = ir_source_u64(source)) {
        /* 3 bits unused, 8 of layer, 53 of position. */
        const unsigned i = word >> 3 & 0xff;
        const uint64_t j = word >> 11;
        const double x = (double)(int64_t)j * ir_exponential_layers[i].w;
        if (j < ir_exponential_layers[i].k)
            return x;
        if (i == 0) /* the tail is the curve again, moved by R */
            return IR_EXPONENTIAL_R - ir_log1p(-ir_source_f64(source));
        const double f = ir_exponential_f[i], height = ir_exponential_f[i - 1] - f;
        if (height * ir_source_f64(source) + f < ir_exp(-x))
            return x;
    }
}

double ir_draw_exponential(isorand_rng *rng) {
    struct ir_source source = ir_source_of(rng);
    return ir_settle_exponential(&source, ir_source_u64(&source));
}

float ir_settle_exponential_f32(struct ir_source *source, uint32_t word) {
    for (;; word = ir_source_u32(source)) {
        /* 1 bit unused, 8 of layer, 23 of position. */
        const unsigned i = word >> 1 & 0xff;
        const uint32_t j = word >> 9;
        const float x = (float)j * ir_exponential_layers_f32[i].w;
        if (j < ir_exponential_layers_f32[i].k)
            return x;
        if (i == 0)
            return (float)IR_EXPONENTIAL_R - ir_log1pf(-ir_source_f32(source));
        const float f = ir_exponential_f_f32[i], height = ir_exponential_f_f32[i - 1] - f;
        if (height * ir_source_f32(source) + f < ir_expf(-x))
            return x;
    }
}

float ir_draw_exponential_f32(isorand_rng *rng) {
    struct ir_source source = ir_source_of(rng);
    return ir_settle_exponential_f32(&source, ir_source_u32(&source));
}

double ir_draw_exponential_inv(isorand_rng *rng) {
    return -ir_log1p(-isorand_next_f64(rng));
}

float ir_draw_exponential_inv_f32(isorand_rng *rng) {
    return -(float)ir_log1p(-(double)isorand_next_f32(rng)); /* log1p, not log1pf, as in NumPy */
}
