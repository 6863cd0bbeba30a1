/* SPDX-License-Identifier: MIT */
/* The standard normal: by the ziggurat, as Generator draws it since NumPy 1.17, and by the polar
 * method, as RandomState does. */
#include "distribution/draw.h"
#include "math/math.h"
#include "math/ziggurat_tables.h"

/* Marsaglia's tail beyond R. */
static double tail(struct ir_reader *r) {
    for (;;) {
        const double x = -IR_NORMAL_INVERSE_R * ir_log1p(-ir_read_f64(r));
        const double y = -ir_log1p(-ir_read_f64(r));
        if (y + y > x * x)
            return IR_NORMAL_R + x;
    }
}

double ir_normal_from_word(struct ir_reader *r, uint64_t word) {
    for (;; word = ir_read_u64(r)) {
        /* 8 bits of layer, a sign, 52 bits of position. */
        const unsigned i = word & 0xff;
        const uint64_t j = word >> 9 & 0xfffffffffffff;
        double x = (double)(int64_t)j * ir_normal_layers[i].w;
        if (word >> 8 & 1)
            x = -x;
        if (j < ir_normal_layers[i].k)
            return x;
        if (i == 0) {
            x = tail(r);
            return j >> 8 & 1 ? -x : x; /* not the sign above */
        }
        const double f = ir_normal_f[i], height = ir_normal_f[i - 1] - f;
        if (height * ir_read_f64(r) + f < ir_exp(-0.5 * x * x))
            return x;
    }
}

double ir_draw_normal(struct ir_reader *r) {
    return ir_normal_from_word(r, ir_read_u64(r));
}

static float tail_f32(struct ir_reader *r) {
    for (;;) {
        const float x = -(float)IR_NORMAL_INVERSE_R * ir_log1pf(-ir_read_f32(r));
        const float y = -ir_log1pf(-ir_read_f32(r));
        if (y + y > x * x)
            return (float)IR_NORMAL_R + x;
    }
}

float ir_normal_f32_from_word(struct ir_reader *r, uint32_t word) {
    for (;; word = ir_read_u32(r)) {
        /* 8 bits of layer, a sign, 23 bits of position. */
        const unsigned i = word & 0xff;
        const uint32_t j = word >> 9;
        float x = (float)j * ir_normal_layers_f32[i].w;
        if (word >> 8 & 1)
            x = -x;
        if (j < ir_normal_layers_f32[i].k)
            return x;
        if (i == 0) {
            x = tail_f32(r);
            return j >> 8 & 1 ? -x : x;
        }
        const float f = ir_normal_f_f32[i], height = ir_normal_f_f32[i - 1] - f;
        const float y = height * ir_read_f32(r) + f;
        if ((double)y < ir_exp(-0.5 * (double)x * (double)x)) /* double precision, as in NumPy */
            return x;
    }
}

float ir_draw_normal_f32(struct ir_reader *r) {
    return ir_normal_f32_from_word(r, ir_read_u32(r));
}

int ir_polar_pair(double u1, double u2, double *first, double *second) {
    const double x1 = 2.0 * u1 - 1.0, x2 = 2.0 * u2 - 1.0;
    const double r2 = x1 * x1 + x2 * x2;
    if (r2 >= 1.0 || r2 == 0.0)
        return 0;
    const double f = ir_sqrt(-2.0 * ir_log(r2) / r2);
    *first = f * x2;
    *second = f * x1;
    return 1;
}

double ir_draw_polar_normal(struct ir_reader *r) {
    double first, second, u1, u2;
    if (ir_reader_take_gauss(r, &first))
        return first;
    do {
        u1 = ir_read_f64(r);
        u2 = ir_read_f64(r);
    } while (!ir_polar_pair(u1, u2, &first, &second));
    ir_reader_keep_gauss(r, second);
    return first;
}
