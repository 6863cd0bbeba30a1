/* SPDX-License-Identifier: MIT */
/* The standard exponential: by the ziggurat, as Generator draws it since NumPy 1.17, and by the
 * logarithm, as RandomState does. */
#include "distribution/draw.h"
#include "math/math.h"
#include "math/ziggurat_tables.h"

double ir_exponential_from_word(struct ir_reader *r, uint64_t word) {
    for (;; word = ir_read_u64(r)) {
        /* 3 bits unused, 8 of layer, 53 of position. */
        const unsigned i = word >> 3 & 0xff;
        const uint64_t j = word >> 11;
        const double x = (double)(int64_t)j * ir_exponential_layers[i].w;
        if (j < ir_exponential_layers[i].k)
            return x;
        if (i == 0) /* the tail is the curve again, moved by R */
            return IR_EXPONENTIAL_R - ir_log1p(-ir_read_f64(r));
        const double f = ir_exponential_f[i], height = ir_exponential_f[i - 1] - f;
        if (height * ir_read_f64(r) + f < ir_exp(-x))
            return x;
    }
}

double ir_draw_exponential(struct ir_reader *r) {
    return ir_exponential_from_word(r, ir_read_u64(r));
}

float ir_exponential_f32_from_word(struct ir_reader *r, uint32_t word) {
    for (;; word = ir_read_u32(r)) {
        /* 1 bit unused, 8 of layer, 23 of position. */
        const unsigned i = word >> 1 & 0xff;
        const uint32_t j = word >> 9;
        const float x = (float)j * ir_exponential_layers_f32[i].w;
        if (j < ir_exponential_layers_f32[i].k)
            return x;
        if (i == 0)
            return (float)IR_EXPONENTIAL_R - ir_log1pf(-ir_read_f32(r));
        const float f = ir_exponential_f_f32[i], height = ir_exponential_f_f32[i - 1] - f;
        if (height * ir_read_f32(r) + f < ir_expf(-x))
            return x;
    }
}

float ir_draw_exponential_f32(struct ir_reader *r) {
    return ir_exponential_f32_from_word(r, ir_read_u32(r));
}

double ir_draw_log_exponential(struct ir_reader *r) {
    return -ir_log(1.0 - ir_read_f64(r));
}
