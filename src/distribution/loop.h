/* SPDX-License-Identifier: MIT */
/* Fills that are loops over a draw: value by value, the reader reading ahead.  'draw' is a constant
 * where these are inlined. */
#ifndef IR_LOOP_H
#define IR_LOOP_H

#include "base/bytes.h"
#include "distribution/dist.h"

typedef double ir_draw_f64_fn(struct ir_reader *r, const struct ir_plan *plan);
typedef float ir_draw_f32_fn(struct ir_reader *r, const struct ir_plan *plan);
typedef int64_t ir_draw_i64_fn(struct ir_reader *r, const struct ir_plan *plan);

static IR_INLINE size_t ir_loop_f64(ir_draw_f64_fn *draw, struct ir_reader *r,
                                    const struct ir_plan *restrict plan, void *restrict out,
                                    size_t n) {
    size_t i = 0;
    for (; ir_reader_begins(r, n - i); i++) {
        const double x = ir_settled_f64(draw(r, plan), plan->nan);
        memcpy((unsigned char *)out + i * sizeof x, &x, sizeof x);
    }
    return i;
}

static IR_INLINE size_t ir_loop_f32(ir_draw_f32_fn *draw, struct ir_reader *r,
                                    const struct ir_plan *restrict plan, void *restrict out,
                                    size_t n) {
    size_t i = 0;
    for (; ir_reader_begins(r, n - i); i++) {
        const float x = ir_settled_f32(draw(r, plan), plan->nan);
        memcpy((unsigned char *)out + i * sizeof x, &x, sizeof x);
    }
    return i;
}

static IR_INLINE size_t ir_loop_i64(ir_draw_i64_fn *draw, struct ir_reader *r,
                                    const struct ir_plan *restrict plan, void *restrict out,
                                    size_t n) {
    size_t i = 0;
    for (; ir_reader_begins(r, n - i); i++) {
        const int64_t x = draw(r, plan);
        memcpy((unsigned char *)out + i * sizeof x, &x, sizeof x);
    }
    return i;
}

#endif
