/* SPDX-License-Identifier: MIT */
/* The standard normal: by the ziggurat, as Generator draws it since NumPy 1.17, and by the polar
 * method, as RandomState does. */
#include "distribution/draw.h"

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
        const unsigned i = word & 0xff;
        double x;
        if (ir_normal_candidate(word, &x))
            return x;
        if (i == 0) {
            x = tail(r);
            return word >> 17 & 1 ? -x : x; /* bit 8 of the position, not the sign above */
        }
        const struct ir_wedge_f64 wedge = ir_normal_wedges[i];
        if (wedge.height * ir_read_f64(r) + wedge.f < ir_exp(-0.5 * x * x))
            return x;
    }
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
        const unsigned i = word & 0xff;
        float x;
        if (ir_normal_candidate_f32(word, &x))
            return x;
        if (i == 0) {
            x = tail_f32(r);
            return word >> 17 & 1 ? -x : x;
        }
        const struct ir_wedge_f32 wedge = ir_normal_wedges_f32[i];
        const float y = wedge.height * ir_read_f32(r) + wedge.f;
        if ((double)y < ir_exp(-0.5 * (double)x * (double)x)) /* double precision, as in NumPy */
            return x;
    }
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
