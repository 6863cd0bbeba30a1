/* SPDX-License-Identifier: MIT */
/* The core distributions with parameters for each element, as NumPy broadcasts arrays. */
#include "distribution/fill.h"
#include "distribution/integers.h"
#include "distribution/scalar.h"

/* ---- uniform, normal, exponential: standard values in bulk, then offset[i] + factor x ---- */

enum affine { LOW_HIGH, LOC_SCALE, SCALE };

static IR_NOINLINE void transform(enum affine form, double *out, size_t n, const double *first,
                                  const double *second) {
    unsigned char *p = (unsigned char *)out;
    for (size_t i = 0; i < n; i++, p += 8) {
        const double offset = form == SCALE ? 0 : first[i];
        const double factor = form == LOW_HIGH ? second[i] - first[i] : second[i];
        double x;
        memcpy(&x, p, 8);
        x = offset + factor * x;
        memcpy(p, &x, 8);
    }
}

/* 'dist' says which standard values; 'takes' judges each pair of parameters. */
static int each_real(isorand_rng *rng, double *out, size_t n, int dist, enum affine form,
                     int (*takes)(double, double), const double *first, const double *second) {
    if (n && (!first || !second))
        return ISORAND_EINVAL;
    for (size_t i = 0; i < n; i++)
        if (!takes(first[i], second[i]))
            return ISORAND_EINVAL;
    isorand_request req;
    isorand_request_init(&req, dist, ISORAND_F64); /* standard values */
    int error = isorand_fill(rng, &req, out, n);
    if (error)
        return error;
    const struct ir_fpenv env = ir_fpenv_enter();
    transform(form, out, n, first, second);
    ir_fpenv_leave(env);
    return 0;
}

int isorand_fill_uniform_each_f64(isorand_rng *rng, double *out, size_t n, const double *low,
                                  const double *high) {
    return each_real(rng, out, n, ISORAND_UNIFORM, LOW_HIGH, ir_uniform_takes, low, high);
}

int isorand_fill_normal_each_f64(isorand_rng *rng, double *out, size_t n, const double *loc,
                                 const double *scale) {
    return each_real(rng, out, n, ISORAND_NORMAL, LOC_SCALE, ir_normal_takes, loc, scale);
}

int isorand_fill_exponential_each_f64(isorand_rng *rng, double *out, size_t n,
                                      const double *scale) {
    return each_real(rng, out, n, ISORAND_EXPONENTIAL, SCALE, ir_exponential_takes, scale, scale);
}

/* ---- integers: draw by draw, the pieces of words shared by the whole call ---- */

static uint64_t draw(isorand_rng *rng, int type, uint64_t max, struct ir_subword *sub) {
    switch (ir_type_bits(type)) {
    case 1:
        return ir_draw_bool(rng, (uint8_t)max, sub);
    case 8:
        return ir_draw_bounded_u8(rng, (uint8_t)max, sub);
    case 16:
        return ir_draw_bounded_u16(rng, (uint16_t)max, sub);
    case 32:
        return ir_draw_bounded_u32(rng, (uint32_t)max);
    default:
        return ir_draw_bounded_u64(rng, max);
    }
}

/* Bounds as bit patterns of 64-bit numbers. */
static int each_integer(isorand_rng *rng, void *out, size_t n, int type, const void *low,
                        const void *high, int closed) {
    const unsigned char *lows = low, *highs = high;
    const size_t size = isorand_type_size(type);
    const struct ir_backend *b;
    isorand_request req = {.dist = ISORAND_INTEGERS, .type = type};
    int error = ir_fill_check(rng, out, n, size, &b);
    if (error)
        return error;
    if ((n && (!low || !high)) || (closed != 0 && closed != 1))
        return ISORAND_EINVAL;
    struct ir_subword sub = {0, 0};
    for (int drawing = 0; drawing < 2; drawing++) { /* first all checks, then all draws */
        unsigned char *p = out;
        for (size_t i = 0; i < n; i++, p += size) {
            uint64_t offset, max;
            req.param[0].u = ir_get64(lows + 8 * i);
            req.param[1].u = ir_get64(highs + 8 * i);
            if (ir_integer_range(&req, closed, &offset, &max))
                return ISORAND_EINVAL;
            if (drawing)
                ir_put_integer(p, size, offset + draw(rng, type, max, &sub));
        }
    }
    return 0;
}

#define EACH(suffix, TYPE, ctype, bound)                                                           \
    int isorand_fill_integers_each_##suffix(isorand_rng *rng, ctype *out, size_t n,                \
                                            const bound *low, const bound *high, int closed) {     \
        return each_integer(rng, out, n, ISORAND_##TYPE, low, high, closed);                       \
    }

EACH(i8, I8, int8_t, int64_t)
EACH(i16, I16, int16_t, int64_t)
EACH(i32, I32, int32_t, int64_t)
EACH(i64, I64, int64_t, int64_t)
EACH(u8, U8, uint8_t, int64_t)
EACH(u16, U16, uint16_t, int64_t)
EACH(u32, U32, uint32_t, int64_t)
EACH(u64, U64, uint64_t, uint64_t)
EACH(bool, BOOL, uint8_t, int64_t)
