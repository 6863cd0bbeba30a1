/* SPDX-License-Identifier: MIT */
/* Standard values in bulk: uniforms, and RandomState's normals and exponentials. */
#include "distribution/standard.h"
#include "distribution/draw.h"

size_t ir_many_uniform_f64(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    (void)plan;
    n = ir_reader_room64(r, n);
    ir_read_many_f64(r, out, n);
    return n;
}

size_t ir_many_uniform_f32(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    (void)plan;
    n = ir_reader_room32(r, n);
    ir_read_many_f32(r, out, n);
    return n;
}

size_t ir_many_log_exponential(struct ir_reader *r, const struct ir_plan *plan, void *out,
                               size_t n) {
    enum { FEW_LOGARITHMS = 8 };
    const double one = 1;
    if (n < FEW_LOGARITHMS) {
        unsigned char *p = out;
        n = ir_reader_room64(r, n);
        for (size_t i = 0; i < n; i++, p += 8) {
            r->wanted = n - i;
            const double x = ir_draw_log_exponential(r);
            memcpy(p, &x, 8);
        }
        return n;
    }
    n = ir_many_uniform_f64(r, plan, out, n);
    IR_KERNEL(r->backend, log_exponential)(out, n, &one);
    return n;
}

enum { PIECE = 512, FEW = 64 };

/* In pieces of uniforms: two values take at least two of them, so none is left over. */
size_t ir_many_polar_normal(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    unsigned char *p = out;
    double x;
    size_t i = 0, m;
    (void)plan;
    if (n && ir_reader_begins(r, n) && ir_reader_take_gauss(r, &x)) {
        memcpy(p, &x, 8);
        i = 1;
    }
    while ((m = ir_reader_room64(r, n - i < PIECE ? n - i : PIECE) / 2 * 2) >= FEW) {
        double u[PIECE], values[PIECE];
        uint64_t keep[PIECE / 64];
        const size_t whole = (m + 63) / 64 * 64;
        ir_read_many_f64(r, u, m);
        memset(u + m, 0, (whole - m) * sizeof *u); /* outside of the disc */
        IR_KERNEL(r->backend, polar)(u, values, keep, whole);
        const int fits = whole <= n - i;
        const size_t kept =
            IR_KERNEL(r->backend, compress64)(values, keep, fits ? (void *)(p + 8 * i) : u, whole);
        if (!fits)
            memcpy(p + 8 * i, u, 8 * kept);
        i += kept;
    }
    for (; ir_reader_begins(r, n - i); i++) {
        x = ir_draw_polar_normal(r);
        memcpy(p + 8 * i, &x, 8);
    }
    return i;
}

size_t ir_many_family_normal(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return plan->family->many_normal(r, plan, out, n);
}

size_t ir_many_family_exponential(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                  size_t n) {
    return plan->family->many_exponential(r, plan, out, n);
}
