/* SPDX-License-Identifier: MIT */
/* The standard exponential by the ziggurat, as Generator draws it since NumPy 1.17: what the quick
 * test does not decide. */
#include "distribution/draw.h"

double ir_exponential_from_word(struct ir_reader *r, uint64_t word) {
    for (;; word = ir_read_u64(r)) {
        const unsigned i = word >> 3 & 0xff;
        double x;
        if (ir_exponential_candidate(word, &x))
            return x;
        if (i == 0) /* the tail is the curve again, moved by R */
            return IR_EXPONENTIAL_R - ir_log1p(-ir_read_f64(r));
        const struct ir_wedge_f64 wedge = ir_exponential_wedges[i];
        if (wedge.height * ir_read_f64(r) + wedge.f < ir_exp(-x))
            return x;
    }
}

float ir_exponential_f32_from_word(struct ir_reader *r, uint32_t word) {
    for (;; word = ir_read_u32(r)) {
        const unsigned i = word >> 1 & 0xff;
        float x;
        if (ir_exponential_candidate_f32(word, &x))
            return x;
        if (i == 0)
            return (float)IR_EXPONENTIAL_R - ir_log1pf(-ir_read_f32(r));
        const struct ir_wedge_f32 wedge = ir_exponential_wedges_f32[i];
        if (wedge.height * ir_read_f32(r) + wedge.f < ir_expf(-x))
            return x;
    }
}
