/* SPDX-License-Identifier: MIT */
/* The distributions uniform, normal and exponential: standard values in bulk, then a + b x. */
#include "distribution/fill.h"
#include "distribution/scalar.h"

enum { PIECE_BYTES = 16384 }; /* half of the smallest L1 data cache in use */

typedef void fill_fn(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);

/* a + b x of standard values, piece by piece so that they are still in the L1 cache.  As in NumPy,
 * the product and the sum are rounded apart. */
static int fill_affine(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n,
                       size_t size, fill_fn *fill, double offset, double factor) {
    unsigned char *p = out;
    if (offset == 0 && factor == 1) {
        fill(b, rng, out, n);
        return 0;
    }
    for (size_t m; n; n -= m, p += m * size) {
        m = n < PIECE_BYTES / size ? n : PIECE_BYTES / size;
        fill(b, rng, p, m);
        if (size == 8)
            IR_KERNEL(b, affine_f64)(p, m, offset, factor);
        else
            IR_KERNEL(b, affine_f32)(p, m, (float)offset, (float)factor);
    }
    return 0;
}

int ir_uniform_takes(double low, double high) {
    const double range = high - low;
    return range - range == 0 && !__builtin_signbit(range);
}

int ir_normal_takes(double loc, double scale) {
    return ir_is_number(loc) && ir_is_nonnegative(scale);
}

int ir_exponential_takes(double unused, double scale) {
    (void)unused;
    return ir_is_nonnegative(scale);
}

/* Singles have no bounds in NumPy, and rounded ones could reach 'high'. */
IR_DIST(uniform) {
    const double low = req->param[0].f, high = req->param[1].f, range = high - low;
    if (!ir_uniform_takes(low, high))
        return ISORAND_EINVAL;
    if (req->type == ISORAND_F64)
        return fill_affine(b, rng, out, n, 8, ir_fill_f64, low, range);
    if (low != 0 || high != 1)
        return ISORAND_EINVAL;
    ir_fill_f32(b, rng, out, n);
    return 0;
}

IR_DIST(normal) {
    const double loc = req->param[0].f, scale = req->param[1].f;
    if (!ir_normal_takes(loc, scale))
        return ISORAND_EINVAL;
    if (req->type == ISORAND_F64)
        return fill_affine(b, rng, out, n, 8, ir_fill_normal_f64, loc, scale);
    return fill_affine(b, rng, out, n, 4, ir_fill_normal_f32, loc, scale);
}

IR_DIST(exponential) {
    const double scale = req->param[0].f;
    if (!ir_exponential_takes(0, scale))
        return ISORAND_EINVAL;
    if (req->type == ISORAND_F64)
        return fill_affine(b, rng, out, n, 8, ir_fill_exponential_f64, 0, scale);
    return fill_affine(b, rng, out, n, 4, ir_fill_exponential_f32, 0, scale);
}

static void fill_inverse_f64(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {
    unsigned char *p = out;
    ir_fill_f64(b, rng, out, n);
    for (size_t i = 0; i < n; i++, p += 8) {
        double u;
        memcpy(&u, p, 8);
        u = -ir_log1p(-u);
        memcpy(p, &u, 8);
    }
}

/* In single precision too NumPy takes the logarithm of a double. */
static void fill_inverse_f32(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {
    unsigned char *p = out;
    ir_fill_f32(b, rng, out, n);
    for (size_t i = 0; i < n; i++, p += 4) {
        float u;
        memcpy(&u, p, 4);
        u = -(float)ir_log1p(-(double)u);
        memcpy(p, &u, 4);
    }
}

IR_DIST(exponential_inv) {
    const double scale = req->param[0].f;
    if (!ir_exponential_takes(0, scale))
        return ISORAND_EINVAL;
    if (req->type == ISORAND_F64)
        return fill_affine(b, rng, out, n, 8, fill_inverse_f64, 0, scale);
    return fill_affine(b, rng, out, n, 4, fill_inverse_f32, 0, scale);
}
