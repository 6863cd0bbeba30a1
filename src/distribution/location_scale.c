/* SPDX-License-Identifier: MIT */
/* The distributions offset + factor x of a standard x that has kernels or is made in bulk: uniform,
 * normal, exponential, in both families.  Product and sum are rounded apart, as in NumPy. */
#include "distribution/draw.h"
#include "distribution/formula.h"
#include "distribution/ziggurat.h"
#include "math/math.h"
#include "words/piece.h"

/* The standard values: in bulk, and by definition. */
struct standard {
    ir_fill_fn *many_f64, *many_f32;
    double (*f64)(struct ir_reader *r);
    float (*f32)(struct ir_reader *r);
    int has_minus_zero;
};

/* Whether values can be no numbers: of finite parameters and values none is. */
static int may_be_nan(const struct ir_plan *plan) {
    const double offset = plan->of.affine.offset, factor = plan->of.affine.factor;
    if (plan->type == ISORAND_F64)
        return !(offset - offset == 0 && factor - factor == 0);
    return !((float)offset - (float)offset == 0 && (float)factor - (float)factor == 0);
}

static void finish_affine(const struct ir_backend *b, const struct ir_plan *plan, void *values,
                          size_t n) {
    const double offset = plan->of.affine.offset, factor = plan->of.affine.factor;
    if (plan->bytes == 8)
        IR_KERNEL(b, affine_f64)(values, n, offset, factor);
    else
        IR_KERNEL(b, affine_f32)(values, n, (float)offset, (float)factor);
    if (may_be_nan(plan))
        ir_settle(values, n, plan->bytes, plan->nan);
}

/* Whether the standard values are to stay as they are.  A sum with 0 makes 0 of -0, one with -0
 * does not: so -0 is the offset of standard_normal, and 0 that of normal(0, 1). */
static int is_standard(const struct standard *standard, const struct ir_plan *plan) {
    const double offset = plan->of.affine.offset;
    return offset == 0 && plan->of.affine.factor == 1 &&
           (!standard->has_minus_zero || __builtin_signbit(offset));
}

/* Piece by piece, so that values are still in the L1 cache when they are transformed. */
static size_t fill_affine(const struct standard *standard, struct ir_reader *r,
                          const struct ir_plan *plan, void *out, size_t n) {
    const size_t size = plan->bytes, piece = IR_PIECE_BYTES / size;
    ir_fill_fn *const many = size == 8 ? standard->many_f64 : standard->many_f32;
    unsigned char *p = out;
    if (is_standard(standard, plan))
        return many(r, plan, out, n);
    for (size_t made = 0, m; made < n; made += m, p += m * size) {
        const size_t wanted = n - made < piece ? n - made : piece;
        m = many(r, plan, p, wanted);
        finish_affine(r->backend, plan, p, m);
        if (m < wanted)
            return made + m;
    }
    return n;
}

static size_t define_affine(const struct standard *standard, struct ir_reader *r,
                            const struct ir_plan *plan, void *out, size_t n) {
    const double offset = plan->of.affine.offset, factor = plan->of.affine.factor;
    const int as_it_is = is_standard(standard, plan);
    unsigned char *p = out;
    size_t i = 0;
    for (; ir_reader_begins(r, n - i); i++, p += plan->bytes) {
        if (plan->type == ISORAND_F64) {
            double x = standard->f64(r);
            x = as_it_is ? x : ir_settled_f64(offset + factor * x, plan->nan);
            memcpy(p, &x, sizeof x);
        } else {
            float x = standard->f32(r);
            x = as_it_is ? x : ir_settled_f32((float)offset + (float)factor * x, plan->nan);
            memcpy(p, &x, sizeof x);
        }
    }
    return i;
}

/* ---- the parameters ---- */

static struct ir_affine loc_scale(const isorand_param *param) {
    return (struct ir_affine){param[0].f, param[1].f};
}

static struct ir_affine scale(const isorand_param *param) {
    return (struct ir_affine){0, param[0].f};
}

static struct ir_affine low_high(const isorand_param *param) {
    return (struct ir_affine){param[0].f, param[1].f - param[0].f};
}

static int prepare_loc_scale(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.affine = loc_scale(plan->param);
    return 0;
}

static int prepare_scale(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.affine = scale(plan->param);
    return 0;
}

/* Singles have no bounds in NumPy, and rounded ones could reach 'high'. */
static int prepare_uniform(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.affine = low_high(plan->param);
    const double range = plan->of.affine.factor;
    if (!(range - range == 0) || __builtin_signbit(range))
        return ISORAND_EINVAL;
    if (plan->type == ISORAND_F32 && (plan->param[0].f != 0 || plan->param[1].f != 1))
        return ISORAND_EINVAL;
    return 0;
}

/* RandomState takes low > high; the range must be finite. */
static int prepare_legacy_uniform(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.affine = low_high(plan->param);
    const double range = plan->of.affine.factor;
    return range - range == 0 ? 0 : ISORAND_EINVAL;
}

/* ---- uniform ---- */

static double uniform_f64(struct ir_reader *r) {
    return ir_read_f64(r);
}

static float uniform_f32(struct ir_reader *r) {
    return ir_read_f32(r);
}

static const struct standard uniform = {ir_many_uniform_f64, ir_many_uniform_f32, uniform_f64,
                                        uniform_f32, 0};

static size_t fill_uniform(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return fill_affine(&uniform, r, plan, out, n);
}

static size_t define_uniform(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return define_affine(&uniform, r, plan, out, n);
}

const struct ir_dist ir_dist_uniform = {.prepare = prepare_uniform,
                                        .fill = fill_uniform,
                                        .define = define_uniform,
                                        .affine = low_high,
                                        .entry = ir_entry_uniform};
const struct ir_dist ir_dist_legacy_uniform = {.prepare = prepare_legacy_uniform,
                                               .fill = fill_uniform,
                                               .define = define_uniform,
                                               .affine = low_high,
                                               .entry = ir_entry_uniform};

/* ---- normal and exponential: ziggurats ---- */

static const struct standard normal = {ir_many_normal_f64, ir_many_normal_f32, ir_draw_normal,
                                       ir_draw_normal_f32, 1};

static size_t fill_normal(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return fill_affine(&normal, r, plan, out, n);
}

static size_t define_normal(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return define_affine(&normal, r, plan, out, n);
}

static struct ir_of_ziggurat normal_of_ziggurat(const struct ir_plan *plan,
                                                const struct ir_backend *b) {
    (void)b;
    return (struct ir_of_ziggurat){plan->bytes == 8 ? &ir_ziggurat_normal_f64
                                                    : &ir_ziggurat_normal_f32,
                                   is_standard(&normal, plan) ? NULL : finish_affine};
}

const struct ir_dist ir_dist_normal = {.prepare = prepare_loc_scale,
                                       .fill = fill_normal,
                                       .define = define_normal,
                                       .affine = loc_scale,
                                       .entry = ir_entry_normal,
                                       .of_ziggurat = normal_of_ziggurat};

static const struct standard exponential = {ir_many_exponential_f64, ir_many_exponential_f32,
                                            ir_draw_exponential, ir_draw_exponential_f32, 0};

static size_t fill_exponential(struct ir_reader *r, const struct ir_plan *plan, void *out,
                               size_t n) {
    return fill_affine(&exponential, r, plan, out, n);
}

static size_t define_exponential(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                 size_t n) {
    return define_affine(&exponential, r, plan, out, n);
}

static struct ir_of_ziggurat exponential_of_ziggurat(const struct ir_plan *plan,
                                                     const struct ir_backend *b) {
    (void)b;
    return (struct ir_of_ziggurat){plan->bytes == 8 ? &ir_ziggurat_exponential_f64
                                                    : &ir_ziggurat_exponential_f32,
                                   is_standard(&exponential, plan) ? NULL : finish_affine};
}

const struct ir_dist ir_dist_exponential = {.prepare = prepare_scale,
                                            .fill = fill_exponential,
                                            .define = define_exponential,
                                            .affine = scale,
                                            .entry = ir_entry_exponential,
                                            .of_ziggurat = exponential_of_ziggurat};

/* ---- exponential by inversion ---- */

static double inverse_f64(struct ir_reader *r) {
    return -ir_log1p(-ir_read_f64(r));
}

/* In single precision too NumPy takes the logarithm of a double. */
static float inverse_f32(struct ir_reader *r) {
    return -(float)ir_log1p(-(double)ir_read_f32(r));
}

enum { FEW_INVERSE = 8 }; /* below, single draws */

static size_t many_inverse_f64(struct ir_reader *r, const struct ir_plan *plan, void *out,
                               size_t n) {
    if (n < FEW_INVERSE) {
        unsigned char *p = out;
        n = ir_reader_room64(r, n);
        for (size_t i = 0; i < n; i++, p += 8) {
            r->wanted = n - i;
            const double x = inverse_f64(r);
            memcpy(p, &x, 8);
        }
        return n;
    }
    n = ir_many_uniform_f64(r, plan, out, n);
    IR_KERNEL(r->backend, inverse_f64)(out, n, NULL);
    return n;
}

static size_t many_inverse_f32(struct ir_reader *r, const struct ir_plan *plan, void *out,
                               size_t n) {
    if (n < FEW_INVERSE) {
        unsigned char *p = out;
        n = ir_reader_room32(r, n);
        for (size_t i = 0; i < n; i++, p += 4) {
            r->wanted = n - i;
            const float x = inverse_f32(r);
            memcpy(p, &x, 4);
        }
        return n;
    }
    n = ir_many_uniform_f32(r, plan, out, n);
    IR_KERNEL(r->backend, inverse_f32)(out, n);
    return n;
}

static const struct standard inverse = {many_inverse_f64, many_inverse_f32, inverse_f64,
                                        inverse_f32, 0};

static size_t fill_inverse(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return fill_affine(&inverse, r, plan, out, n);
}

static size_t define_inverse(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return define_affine(&inverse, r, plan, out, n);
}

const struct ir_dist ir_dist_exponential_inv = {.prepare = prepare_scale,
                                                .fill = fill_inverse,
                                                .define = define_inverse,
                                                .affine = scale,
                                                .entry = ir_entry_one};

/* ---- RandomState's normal and exponential ---- */

/* A cached normal that the caller has set may be -0. */
static const struct standard polar = {
    .many_f64 = ir_many_polar_normal, .f64 = ir_draw_polar_normal, .has_minus_zero = 1};

static size_t fill_legacy_normal(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                 size_t n) {
    return fill_affine(&polar, r, plan, out, n);
}

static size_t define_legacy_normal(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                   size_t n) {
    return define_affine(&polar, r, plan, out, n);
}

const struct ir_dist ir_dist_legacy_normal = {.prepare = prepare_loc_scale,
                                              .fill = fill_legacy_normal,
                                              .define = define_legacy_normal,
                                              .entry = ir_entry_normal};

/* Not by fill_affine, whose sum would lose the sign of -0. */

static double log_exponential(struct ir_reader *r, const struct ir_plan *plan) {
    return plan->of.real[0] * ir_draw_log_exponential(r);
}

static const struct ir_formula log_exponential_formula = {
    ir_many_uniform_f64, ir_kernel_log_exponential, log_exponential, 1};

static size_t define_legacy_exponential(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                        size_t n) {
    return ir_loop_f64(log_exponential, r, plan, out, n);
}

static size_t fill_legacy_exponential(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                      size_t n) {
    return ir_fill_formula(&log_exponential_formula, define_legacy_exponential, r, plan, out, n);
}

static int prepare_legacy_exponential(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.real[0] = plan->param[0].f;
    return 0;
}

const struct ir_dist ir_dist_legacy_exponential = {.prepare = prepare_legacy_exponential,
                                                   .fill = fill_legacy_exponential,
                                                   .define = define_legacy_exponential,
                                                   .entry = ir_entry_one};
