/* SPDX-License-Identifier: MIT */
/* RandomState's own draws: the polar normal, the logarithmic exponential, uniform and randint. */
#include "distribution/integers.h"
#include "distribution/scalar.h"

static double generator_normal(struct ir_source *source) {
    return ir_settle_normal(source, ir_source_u64(source));
}

static double generator_exponential(struct ir_source *source) {
    return ir_settle_exponential(source, ir_source_u64(source));
}

const struct ir_base ir_base_generator = {generator_normal, generator_exponential, 0};
const struct ir_base ir_base_legacy = {ir_draw_legacy_normal, ir_draw_legacy_exponential, 1};

/* Values are made of uniforms in pieces.  A piece never holds more uniforms than the values still
 * wanted must use at least, so that none is left over and the stream stands where it should. */
enum { PIECE = 1024 };

/* ---- normal: G. Marsaglia's polar method ---- */

/* A point in the unit disc makes two values: 'first' for now and one for the cache. */
static inline int polar(double u1, double u2, double *first, double *cached) {
    const double x1 = 2.0 * u1 - 1.0, x2 = 2.0 * u2 - 1.0;
    const double r2 = x1 * x1 + x2 * x2;
    if (r2 >= 1.0 || r2 == 0.0)
        return 0;
    const double f = ir_sqrt(-2.0 * ir_log(r2) / r2);
    *first = f * x2;
    *cached = f * x1;
    return 1;
}

static double take_cached(isorand_rng *rng) {
    const double x = rng->gauss;
    rng->has_gauss = 0;
    rng->gauss = 0;
    return x;
}

double ir_draw_legacy_normal(struct ir_source *source) {
    isorand_rng *const rng = source->rng;
    double first, u1, u2;
    if (rng->has_gauss)
        return take_cached(rng);
    do {
        u1 = ir_source_f64(source);
        u2 = ir_source_f64(source);
    } while (!polar(u1, u2, &first, &rng->gauss));
    rng->has_gauss = 1;
    return first;
}

IR_DIST(legacy_normal) {
    const double loc = req->param[0].f, scale = req->param[1].f;
    unsigned char *p = out;
    size_t i = 0;
    if (!ir_is_number(loc) || !ir_is_nonnegative(scale))
        return ISORAND_EINVAL;
#define STORE(z)                                                                                   \
    do {                                                                                           \
        const double value_ = loc + scale * (z);                                                   \
        memcpy(p + 8 * i++, &value_, 8);                                                           \
    } while (0)
    if (n && rng->has_gauss)
        STORE(take_cached(rng));
    while (n - i >= 2) { /* two values need at least two uniforms */
        double u[PIECE], first, second;
        const size_t m = n - i < PIECE ? (n - i) / 2 * 2 : PIECE;
        ir_fill_f64(b, rng, u, m);
        for (size_t k = 0; k < m; k += 2)
            if (polar(u[k], u[k + 1], &first, &second)) {
                STORE(first);
                STORE(second);
            }
    }
    if (i < n) {
        struct ir_source source = ir_source_of(rng);
        STORE(ir_draw_legacy_normal(&source));
    }
#undef STORE
    return 0;
}

/* ---- exponential and uniform ---- */

double ir_draw_legacy_exponential(struct ir_source *source) {
    return -ir_log(1.0 - ir_source_f64(source));
}

/* Fills with uniforms, piece by piece, and puts 'value', an expression in 'u', in their place. */
#define FILL_FROM_UNIFORMS(value)                                                                  \
    do {                                                                                           \
        unsigned char *p = out;                                                                    \
        for (size_t m; n; n -= m, p += 8 * m) {                                                    \
            double piece[PIECE];                                                                   \
            m = n < PIECE ? n : PIECE;                                                             \
            ir_fill_f64(b, rng, piece, m);                                                         \
            for (size_t i = 0; i < m; i++) {                                                       \
                const double u = piece[i];                                                         \
                piece[i] = (value);                                                                \
            }                                                                                      \
            memcpy(p, piece, 8 * m);                                                               \
        }                                                                                          \
        return 0;                                                                                  \
    } while (0)

IR_DIST(legacy_exponential) {
    const double scale = req->param[0].f;
    if (!ir_is_nonnegative(scale))
        return ISORAND_EINVAL;
    FILL_FROM_UNIFORMS(scale * -ir_log(1.0 - u));
}

/* RandomState takes low > high; the range must be finite. */
IR_DIST(legacy_uniform) {
    const double low = req->param[0].f, range = req->param[1].f - low;
    if (!(range - range == 0))
        return ISORAND_EINVAL;
    FILL_FROM_UNIFORMS(low + range * u);
}

/* ---- randint: masked rejection ---- */

/* Values of a 'type' that hold low .. low + max. */
#define MASKED(type, draw)                                                                         \
    do {                                                                                           \
        const type max = (type)range;                                                              \
        (void)max;                                                                                 \
        IR_FILL(type, (type)((type)low + (type)(draw)));                                           \
    } while (0)

IR_DIST(legacy_integers) {
    const unsigned bits = ir_type_bits(req->type);
    struct ir_subword sub = {0, 0};
    uint64_t low, range;
    if (ir_integer_range(req, 0, &low, &range))
        return ISORAND_EINVAL;
    switch (bits) {
    case 1:
        IR_FILL(uint8_t, range ? ir_draw_bool(rng, 1, &sub) : (uint8_t)low);
    case 8:
        MASKED(uint8_t, ir_draw_masked_u8(rng, max, &sub));
    case 16:
        MASKED(uint16_t, ir_draw_masked_u16(rng, max, &sub));
    case 32:
        MASKED(uint32_t, ir_draw_masked_u32(rng, max));
    default:
        MASKED(uint64_t, ir_draw_masked_u64(rng, max));
    }
}
