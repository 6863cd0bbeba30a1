/* SPDX-License-Identifier: MIT */
/* The gamma distribution and those made of it: chi-square, F, Student's t, beta.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c and, for RandomState,
 * legacy-distributions.c. */
#include "distribution/gamma.h"
#include "distribution/draw.h"
#include "distribution/loop.h"
#include "distribution/tries.h"
#include "distribution/ziggurat.h"
#include "engine/numpy_level.h"
#include "math/math.h"

/* ---- standard gamma ----
 * shape < 1: J. H. Ahrens, U. Dieter, Computing 12 (1974) 223, as improved by D. J. Best (1983);
 * shape > 1: G. Marsaglia, W. W. Tsang, ACM TOMS 26 (2000) 363. */

struct ir_gamma ir_gamma_of(double shape) {
    struct ir_gamma g = {.shape = shape};
    if (!(shape <= 1)) { /* or a NaN */
        g.b = shape - 1. / 3.;
        g.c = 1. / ir_sqrt(9 * g.b);
    } else {
        g.b = 1.0 - shape;
        g.c = 1. / shape;
    }
    return g;
}

static double below_one(const struct ir_family *family, struct ir_reader *r,
                        const struct ir_gamma *g) {
    const double shape = g->shape, rest = g->b, inverse = g->c;
    for (;;) {
        const double u = ir_read_f64(r);
        const double e = ir_family_exponential(family, r);
        if (u <= rest) {
            const double x = ir_pow(u, inverse);
            if (x <= e)
                return x;
        } else {
            const double y = -ir_log((1 - u) / shape);
            const double x = ir_pow(rest + shape * y, inverse);
            if (x <= e + y)
                return x;
        }
    }
}

static double above_one(const struct ir_family *family, struct ir_reader *r,
                        const struct ir_gamma *g) {
    const double b = g->b, c = g->c;
    for (;;) {
        double x, v;
        do {
            x = ir_family_normal(family, r);
            v = 1.0 + c * x;
        } while (v <= 0.0);
        v = v * v * v;
        const double u = ir_read_f64(r);
        if (u < 1.0 - 0.0331 * (x * x) * (x * x) ||
            ir_log(u) < 0.5 * x * x + b * (1. - v + ir_log(v)))
            return b * v;
    }
}

/* Fewer values are drawn singly: even to find that out in there would cost a tenth of a draw. */
enum { FEW_IN_BULK = 16 };

/* factor times a Generator's gamma of shape above 1, in bulk: each word of a piece as if a value
 * began there, with a normal by the ziggurat's quick test and the next word as uniform.  Where one
 * of the quick tests fails, the value is drawn by the definition, which reads on from there. */
static size_t fill_above_one(struct ir_reader *r, const struct ir_gamma *g, double factor,
                             unsigned char *out, size_t n) {
    enum { PIECE = 1024, FEW = 2 * FEW_IN_BULK };
    const double constants[] = {g->b, g->c, factor};
    double values[PIECE], uniforms[PIECE + 1];
    uint64_t refused[PIECE / 64];
    size_t made = 0;
    ir_reader_finish(r);
    /* A value takes two words or more: none is left over. */
    for (;;) {
        size_t i = 0, m = n - made < PIECE / 2 ? 2 * (n - made) : PIECE;
        m = ir_reader_room64(r, m);
        if (m < FEW)
            return made;
        uint64_t *const words = ir_reader_ahead64(r, m);
        const size_t whole = (m + 63) / 64 * 64;
        memset(words + m, 0, (whole - m) * sizeof *words);
        memcpy(uniforms, words, m * sizeof *words);
        if (r->high_first)
            IR_KERNEL(r->backend, f64_from_mt)(uniforms, m);
        else
            IR_KERNEL(r->backend, f64_from_u64)(uniforms, m);
        for (size_t k = m; k <= whole; k++)
            uniforms[k] = 1; /* which the squeeze refuses */
        IR_KERNEL(r->backend, normal_f64)(words, values, refused, whole);
        IR_KERNEL(r->backend, gamma_above_1)(uniforms, values, refused, whole, constants);
        r->wanted = 1; /* what draws take behind the piece, they take singly */
        for (; i < m; made++) {
            if (refused[i / 64] >> i % 64 & 1) {
                ir_reader_seek64(r, i - 1);
                values[i] = factor * above_one(&ir_family_generator, r, g);
                memcpy(out + 8 * made, &values[i], 8);
                i = ir_reader_taken64(r);
            } else {
                memcpy(out + 8 * made, &values[i], 8);
                i += 2;
            }
        }
        if (i == m)
            ir_reader_seek64(r, m - 1); /* all taken, none beyond */
    }
}

/* Whether that is the way. */
static int in_bulk(const struct ir_reader *r, const struct ir_plan *plan, double factor) {
    const double shape = plan->of.gamma[0].shape;
    return !ir_is_randomstate(plan) && shape > 1 && shape - shape == 0 && factor - factor == 0 &&
           IR_KERNEL_IS_VECTOR(r->backend, gamma_above_1);
}

double ir_draw_gamma(const struct ir_family *family, struct ir_reader *r,
                     const struct ir_gamma *g) {
    if (g->shape == 1.0)
        return ir_family_exponential(family, r);
    if (g->shape == 0.0)
        return 0.0;
    return g->shape < 1.0 ? below_one(family, r, g) : above_one(family, r, g);
}

/* factor times a gamma in bulk where that serves, and the rest by the draw. */
static IR_INLINE size_t fill_scaled(ir_draw_f64_fn *draw, double factor, struct ir_reader *r,
                                    const struct ir_plan *plan, unsigned char *out, size_t n) {
    size_t made = 0;
    if (n >= FEW_IN_BULK && in_bulk(r, plan, factor))
        made = fill_above_one(r, &plan->of.gamma[0], factor, out, n);
    return made + ir_loop_f64(draw, r, plan, out + 8 * made, n - made);
}

/* The single-precision form. */

static struct ir_gamma_f32 gamma_f32_of(float shape) {
    struct ir_gamma_f32 g = {.shape = shape};
    if (!(shape <= 1)) { /* or a NaN */
        g.b = shape - 1.0f / 3.0f;
        g.c = 1.0f / (float)ir_sqrt((double)(9.0f * g.b)); /* = sqrtf: 53 >= 2 * 24 + 2 */
    } else if (shape < 1) {
        g.b = 1.0f - shape;
        g.c = 1.0f / shape;
    }
    return g;
}

static float below_one_f32(struct ir_reader *r, const struct ir_gamma_f32 *g) {
    const float shape = g->shape, rest = g->b, inverse = g->c;
    for (;;) {
        const float u = ir_read_f32(r);
        const float e = ir_draw_exponential_f32(r);
        if (u <= rest) {
            const float x = ir_powf(u, inverse);
            if (x <= e)
                return x;
        } else {
            const float y = -ir_logf((1.0f - u) / shape);
            const float x = ir_powf(rest + shape * y, inverse);
            if (x <= e + y)
                return x;
        }
    }
}

static float above_one_f32(struct ir_reader *r, const struct ir_gamma_f32 *g) {
    const float b = g->b, c = g->c;
    for (;;) {
        float x, v;
        do {
            x = ir_draw_normal_f32(r);
            v = 1.0f + c * x;
        } while (v <= 0.0f);
        v = v * v * v;
        const float u = ir_read_f32(r);
        if (u < 1.0f - 0.0331f * (x * x) * (x * x) ||
            ir_logf(u) < 0.5f * x * x + b * (1.0f - v + ir_logf(v)))
            return b * v;
    }
}

static float gamma_f32(struct ir_reader *r, const struct ir_plan *plan) {
    const struct ir_gamma_f32 *g = &plan->of.gamma_f32;
    if (g->shape == 1.0f)
        return ir_draw_exponential_f32(r);
    if (g->shape == 0.0f)
        return 0.0f;
    return g->shape < 1.0f ? below_one_f32(r, g) : above_one_f32(r, g);
}

static int prepare_standard_gamma(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    if (plan->type == ISORAND_F32)
        plan->of.gamma_f32 = gamma_f32_of((float)plan->param[0].f);
    else
        plan->of.gamma[0] = ir_gamma_of(plan->param[0].f);
    return 0;
}

static int prepare_gamma(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.gamma[0] = ir_gamma_of(plan->param[0].f);
    return 0;
}

static double standard_gamma(struct ir_reader *r, const struct ir_plan *plan) {
    return ir_draw_gamma(plan->family, r, plan->of.gamma);
}

static size_t define_standard_gamma(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                    size_t n) {
    return plan->type == ISORAND_F32 ? ir_loop_f32(gamma_f32, r, plan, out, n)
                                     : ir_loop_f64(standard_gamma, r, plan, out, n);
}

/* That of shape 1 is an exponential. */
static size_t fill_standard_gamma(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                  size_t n) {
    if (plan->type == ISORAND_F32 && plan->of.gamma_f32.shape == 1)
        return ir_many_exponential_f32(r, plan, out, n);
    if (plan->type == ISORAND_F64 && plan->of.gamma[0].shape == 1)
        return ir_many_exponential_f64(r, plan, out, n);
    if (plan->type == ISORAND_F64)
        return fill_scaled(standard_gamma, 1, r, plan, out, n);
    return define_standard_gamma(r, plan, out, n);
}

const struct ir_dist ir_dist_standard_gamma = {.prepare = prepare_standard_gamma,
                                               .fill = fill_standard_gamma,
                                               .define = define_standard_gamma,
                                               .entry = ir_entry_gamma};

static double scaled_gamma(struct ir_reader *r, const struct ir_plan *plan) {
    return plan->param[1].f * ir_draw_gamma(plan->family, r, plan->of.gamma);
}

static size_t define_gamma(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_f64(scaled_gamma, r, plan, out, n);
}

static size_t fill_gamma(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return fill_scaled(scaled_gamma, plan->param[1].f, r, plan, out, n);
}

const struct ir_dist ir_dist_gamma = {
    .prepare = prepare_gamma, .fill = fill_gamma, .define = define_gamma, .entry = ir_entry_gamma};

/* ---- chi-square: twice a gamma of half the degrees of freedom ---- */

static double draw_chisquare(const struct ir_plan *plan, struct ir_reader *r,
                             const struct ir_gamma *half) {
    return 2.0 * ir_draw_gamma(plan->family, r, half);
}

static int prepare_chisquare(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.gamma[0] = ir_gamma_of(plan->param[0].f / 2.0);
    return 0;
}

static double chisquare(struct ir_reader *r, const struct ir_plan *plan) {
    return draw_chisquare(plan, r, plan->of.gamma);
}

static size_t define_chisquare(struct ir_reader *r, const struct ir_plan *plan, void *out,
                               size_t n) {
    return ir_loop_f64(chisquare, r, plan, out, n);
}

static size_t fill_chisquare(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return fill_scaled(chisquare, 2.0, r, plan, out, n);
}

const struct ir_dist ir_dist_chisquare = {.prepare = prepare_chisquare,
                                          .fill = fill_chisquare,
                                          .define = define_chisquare,
                                          .entry = ir_entry_gamma};

/* ---- noncentral chi-square ---- */

/* The gamma whose shape does not depend on a draw. */
static struct ir_gamma noncentral_gamma(double df, double nonc) {
    return ir_gamma_of((nonc != 0 && df > 1 ? df - 1 : df) / 2.0);
}

static double draw_noncentral(const struct ir_plan *plan, struct ir_reader *r,
                              const struct ir_gamma *half, double df, double nonc) {
    if (nonc == 0)
        return draw_chisquare(plan, r, half);
    if (df > 1 && (nonc == nonc || ir_is_randomstate(plan))) {
        const double chi2 = draw_chisquare(plan, r, half);
        const double x = ir_family_normal(plan->family, r) + ir_sqrt(nonc);
        return chi2 + x * x;
    }
    if (nonc != nonc && !ir_is_randomstate(plan))
        return nonc;
    /* Twice an absurd count wraps, as NumPy's integers do. */
    const uint64_t twice = 2 * (uint64_t)ir_draw_poisson_once(r, nonc / 2.0);
    const struct ir_gamma more = ir_gamma_of((df + (double)(int64_t)twice) / 2.0);
    const double x = draw_chisquare(plan, r, &more);
    return nonc == nonc ? x : nonc; /* RandomState draws first */
}

static int prepare_noncentral_chisquare(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.gamma[0] = noncentral_gamma(plan->param[0].f, plan->param[1].f);
    return 0;
}

static double noncentral_chisquare(struct ir_reader *r, const struct ir_plan *plan) {
    return draw_noncentral(plan, r, plan->of.gamma, plan->param[0].f, plan->param[1].f);
}

static size_t fill_noncentral_chisquare(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                        size_t n) {
    return ir_loop_f64(noncentral_chisquare, r, plan, out, n);
}

const struct ir_dist ir_dist_noncentral_chisquare = {.prepare = prepare_noncentral_chisquare,
                                                     .fill = fill_noncentral_chisquare,
                                                     .entry = ir_entry_noncentral};

/* ---- F: a ratio of chi-squares, the numerator drawn first ---- */

static double ratio(struct ir_reader *r, const struct ir_plan *plan, double numerator) {
    const double dfnum = plan->param[0].f, dfden = plan->param[1].f;
    numerator *= dfden;
    return numerator / (draw_chisquare(plan, r, &plan->of.gamma[1]) * dfnum);
}

static int prepare_f(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.gamma[0] = ir_gamma_of(plan->param[0].f / 2.0);
    plan->of.gamma[1] = ir_gamma_of(plan->param[1].f / 2.0);
    return 0;
}

static double f(struct ir_reader *r, const struct ir_plan *plan) {
    return ratio(r, plan, draw_chisquare(plan, r, plan->of.gamma));
}

static size_t fill_f(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_f64(f, r, plan, out, n);
}

const struct ir_dist ir_dist_f = {.prepare = prepare_f, .fill = fill_f, .entry = ir_entry_f};

static int prepare_noncentral_f(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.gamma[0] = noncentral_gamma(plan->param[0].f, plan->param[2].f);
    plan->of.gamma[1] = ir_gamma_of(plan->param[1].f / 2.0);
    return 0;
}

static double noncentral_f(struct ir_reader *r, const struct ir_plan *plan) {
    return ratio(r, plan,
                 draw_noncentral(plan, r, plan->of.gamma, plan->param[0].f, plan->param[2].f));
}

static size_t fill_noncentral_f(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                size_t n) {
    return ir_loop_f64(noncentral_f, r, plan, out, n);
}

const struct ir_dist ir_dist_noncentral_f = {
    .prepare = prepare_noncentral_f, .fill = fill_noncentral_f, .entry = ir_entry_noncentral_f};

/* ---- Student's t ---- */

static double standard_t(struct ir_reader *r, const struct ir_plan *plan) {
    const double z = ir_family_normal(plan->family, r);
    const double g = ir_draw_gamma(plan->family, r, plan->of.gamma);
    return ir_sqrt(plan->param[0].f / 2) * z / ir_sqrt(g);
}

static size_t fill_standard_t(struct ir_reader *r, const struct ir_plan *plan, void *out,
                              size_t n) {
    return ir_loop_f64(standard_t, r, plan, out, n);
}

const struct ir_dist ir_dist_standard_t = {
    .prepare = prepare_chisquare, .fill = fill_standard_t, .entry = ir_entry_standard_t};

/* ---- beta ---- */

/* M. D. Joehnk, Metrika 8 (1964) 5, for both parameters up to 1: of two uniforms' powers x and y
 * with x + y <= 1, the value is x / (x + y).  What becomes of powers that underflow has changed. */

/* x / (x + y) by the powers' logarithms, as RandomState and NumPy 1.26 to 2.0 take it. */
static double by_logarithms(double log_x, double log_y) {
    const double log_max = log_x > log_y ? log_x : log_y;
    log_x -= log_max;
    log_y -= log_max;
    return ir_exp(log_x - ir_log(ir_exp(log_x) + ir_exp(log_y)));
}

/* The same since NumPy 2.1. */
static double by_log_ratio(double delta) {
    return delta > 0 ? ir_exp(-ir_log1p(ir_exp(-delta))) : ir_exp(delta - ir_log1p(ir_exp(delta)));
}

/* One try: whether the uniforms make a value. */

static int joehnk_try_randomstate(const struct ir_gamma gamma[2], double u, double v,
                                  double *value) {
    const double a = gamma[0].shape, c = gamma[1].shape;
    const double x = ir_pow(u, gamma[0].c), y = ir_pow(v, gamma[1].c);
    if (!(x + y <= 1.0))
        return 0;
    *value = x + y > 0 ? x / (x + y) : by_logarithms(ir_log(u) / a, ir_log(v) / c);
    return 1;
}

static int joehnk_try(uint32_t numpy, const struct ir_gamma gamma[2], double u, double v,
                      double *value) {
    const double a = gamma[0].shape, c = gamma[1].shape;
    const double x = ir_pow(u, gamma[0].c), y = ir_pow(v, gamma[1].c);
    if (!(x + y <= 1.0))
        return 0;
    if (numpy < IR_NUMPY_1_26) {
        *value = x / (x + y);
        return x + y > 0;
    }
    if (!(u + v > 0))
        return 0;
    if (numpy >= IR_NUMPY_2_1 ? x > 0 && y > 0 : x + y > 0) {
        *value = x / (x + y);
    } else {
        const double log_x = ir_log(u) / a, log_y = ir_log(v) / c;
        *value = numpy >= IR_NUMPY_2_1 ? by_log_ratio(log_x - log_y) : by_logarithms(log_x, log_y);
    }
    return 1;
}

static double joehnk_randomstate(struct ir_reader *r, const struct ir_gamma gamma[2]) {
    double u, v, value;
    do {
        u = ir_read_f64(r);
        v = ir_read_f64(r);
    } while (!joehnk_try_randomstate(gamma, u, v, &value));
    return value;
}

static double joehnk(struct ir_reader *r, const struct ir_gamma gamma[2]) {
    const double a = gamma[0].shape, c = gamma[1].shape;
    uint32_t numpy = ir_reader_numpy(r);
    /* Versions before 1.26 draw until a power does not underflow, about 1 / (744 (a + c)) times:
     * here 10^6 times and more, or for ever.  1.26's answer is given instead. */
    if (numpy < IR_NUMPY_1_26 && a + c < 1e-9)
        numpy = IR_NUMPY_1_26;
    if (numpy >= IR_NUMPY_1_26 && a < 3e-103 && c < 3e-103)
        return (a + c) * ir_read_f64(r) < a; /* 0 or 1 */
    double u, v, value;
    do {
        u = ir_read_f64(r);
        v = ir_read_f64(r);
    } while (!joehnk_try(numpy, gamma, u, v, &value));
    return value;
}

double ir_draw_beta(const struct ir_family *family, struct ir_reader *r,
                    const struct ir_gamma gamma[2]) {
    const double a = gamma[0].shape, c = gamma[1].shape;
    if (a <= 1.0 && c <= 1.0)
        return family == &ir_family_randomstate ? joehnk_randomstate(r, gamma) : joehnk(r, gamma);
    const double ga = ir_draw_gamma(family, r, &gamma[0]);
    const double gc = ir_draw_gamma(family, r, &gamma[1]);
    return ga / (ga + gc);
}

static int prepare_beta(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.gamma[0] = ir_gamma_of(plan->param[0].f);
    plan->of.gamma[1] = ir_gamma_of(plan->param[1].f);
    return 0;
}

static double beta(struct ir_reader *r, const struct ir_plan *plan) {
    return ir_draw_beta(plan->family, r, plan->of.gamma);
}

static size_t define_beta(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_f64(beta, r, plan, out, n);
}

static int joehnk_once(struct ir_reader *r, const struct ir_plan *plan, double u, double v,
                       void *value) {
    double x;
    const int accepted = ir_is_randomstate(plan)
                             ? joehnk_try_randomstate(plan->of.gamma, u, v, &x)
                             : joehnk_try(ir_reader_numpy(r), plan->of.gamma, u, v, &x);
    if (accepted)
        memcpy(value, &x, 8);
    return accepted;
}

static const struct ir_tries joehnk_tries = {ir_kernel_beta_tries, joehnk_once};

static size_t fill_beta(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    const struct ir_gamma *gamma = plan->of.gamma;
    const double a = gamma[0].shape, c = gamma[1].shape;
    const double constants[] = {gamma[0].c, gamma[1].c};
    if (n < IR_FEW_TRIES || !(a <= 1 && c <= 1 && a + c > 1e-3))
        return define_beta(r, plan, out, n);
    n = ir_fill_tries(&joehnk_tries, r, plan, constants, out, n);
    ir_settle(out, n, 8, plan->nan); /* 0 / 0, where both powers are 0 */
    return n;
}

const struct ir_dist ir_dist_beta = {
    .prepare = prepare_beta, .fill = fill_beta, .define = define_beta, .entry = ir_entry_beta};
