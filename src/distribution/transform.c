/* SPDX-License-Identifier: MIT */
/* Distributions that are a formula in one or two uniforms, exponentials or normals.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c and, for RandomState,
 * legacy-distributions.c. */
#include "distribution/formula.h"
#include "math/math.h"

/* Constants that are the first two parameters. */
static int prepare_two(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.real[0] = plan->param[0].f;
    plan->of.real[1] = plan->param[1].f;
    return 0;
}

/* ---- of normals ---- */

static double lognormal(struct ir_reader *r, const struct ir_plan *plan) {
    const double mean = plan->param[0].f, sigma = plan->param[1].f;
    return ir_exp(mean + sigma * ir_family_normal(plan->family, r));
}

static const struct ir_formula lognormal_formula = {ir_many_family_normal, ir_kernel_lognormal,
                                                    lognormal, 2};

static size_t define_lognormal(struct ir_reader *r, const struct ir_plan *plan, void *out,
                               size_t n) {
    return ir_loop_f64(lognormal, r, plan, out, n);
}

static size_t fill_lognormal(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_fill_formula(&lognormal_formula, define_lognormal, r, plan, out, n);
}

static const struct ir_formula *lognormal_by(const struct ir_plan *plan) {
    (void)plan;
    return &lognormal_formula;
}

const struct ir_dist ir_dist_lognormal = {.prepare = prepare_two,
                                          .fill = fill_lognormal,
                                          .define = define_lognormal,
                                          .entry = ir_entry_normal,
                                          .of_ziggurat = ir_formula_of_ziggurat,
                                          .formula = lognormal_by};

static double standard_cauchy(struct ir_reader *r, const struct ir_plan *plan) {
    const double numerator = ir_family_normal(plan->family, r);
    return numerator / ir_family_normal(plan->family, r);
}

static size_t define_standard_cauchy(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                     size_t n) {
    return ir_loop_f64(standard_cauchy, r, plan, out, n);
}

/* Of normals in bulk.  Where the reader's limit lies between two of a value, the value has begun:
 * its second one is drawn all the same. */
static size_t fill_standard_cauchy(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                   size_t n) {
    enum { PIECE = 512, FEW = 16 };
    unsigned char *p = out;
    size_t made = 0;
    if (n < FEW || !IR_KERNEL_IS_VECTOR(r->backend, normal_f64))
        return define_standard_cauchy(r, plan, out, n);
    while (made < n) {
        double z[2 * PIECE];
        const size_t wanted = n - made < PIECE ? n - made : PIECE;
        size_t given = ir_many_family_normal(r, plan, z, 2 * wanted);
        const int short_of_limit = given == 2 * wanted;
        if (given % 2) {
            r->wanted = 1;
            z[given++] = ir_family_normal(plan->family, r);
        }
        for (size_t i = 0; i < given / 2; i++, p += 8) {
            const double x = z[2 * i] / z[2 * i + 1];
            memcpy(p, &x, 8);
        }
        made += given / 2;
        if (!short_of_limit)
            break;
    }
    ir_settle(out, made, 8, plan->nan); /* 0 / 0 */
    return made;
}

const struct ir_dist ir_dist_standard_cauchy = {
    .fill = fill_standard_cauchy, .define = define_standard_cauchy, .entry = ir_entry_cauchy};

static int prepare_wald(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.real[0] = plan->param[0].f / (2 * plan->param[1].f);
    return 0;
}

/* J. R. Michael, W. R. Schucany, R. W. Haas, The American Statistician 30 (1976) 88. */
static double wald(struct ir_reader *r, const struct ir_plan *plan) {
    const double mean = plan->param[0].f, scale = plan->param[1].f;
    const double mu_2l = plan->of.real[0];
    const double z = ir_family_normal(plan->family, r);
    const double y = mean * z * z;
    double x;
    if (!ir_is_randomstate(plan) && plan->numpy >= IR_NUMPY_2_3_4)
        x = mean * (1 - 2 / (1 + ir_sqrt(1 + 4 * scale / y)));
    else
        x = mean + mu_2l * (y - ir_sqrt(4 * scale * y + y * y));
    return ir_read_f64(r) <= mean / (mean + x) ? x : mean * mean / x;
}

static size_t fill_wald(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_f64(wald, r, plan, out, n);
}

const struct ir_dist ir_dist_wald = {
    .prepare = prepare_wald, .fill = fill_wald, .entry = ir_entry_wald};

/* ---- of exponentials ---- */

static double rayleigh(struct ir_reader *r, const struct ir_plan *plan) {
    const double scale = plan->param[0].f;
    if (ir_is_randomstate(plan))
        return scale * ir_sqrt(-2.0 * ir_log1p(-ir_read_f64(r)));
    return scale * ir_sqrt(2.0 * ir_family_exponential(plan->family, r));
}

static const struct ir_formula rayleigh_formula = {ir_many_family_exponential, ir_kernel_rayleigh,
                                                   rayleigh, 1};
static const struct ir_formula legacy_rayleigh_formula = {ir_many_uniform_f64,
                                                          ir_kernel_inverse_rayleigh, rayleigh, 1};

static size_t define_rayleigh(struct ir_reader *r, const struct ir_plan *plan, void *out,
                              size_t n) {
    return ir_loop_f64(rayleigh, r, plan, out, n);
}

/* Square roots without vectors are no faster in bulk. */
static size_t fill_rayleigh(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    if (!ir_is_randomstate(plan) && !IR_KERNEL_IS_VECTOR(r->backend, rayleigh))
        return define_rayleigh(r, plan, out, n);
    return ir_fill_formula(ir_is_randomstate(plan) ? &legacy_rayleigh_formula : &rayleigh_formula,
                           define_rayleigh, r, plan, out, n);
}

static const struct ir_formula *rayleigh_by(const struct ir_plan *plan) {
    return ir_is_randomstate(plan) ? &legacy_rayleigh_formula : &rayleigh_formula;
}

const struct ir_dist ir_dist_rayleigh = {.prepare = prepare_two,
                                         .fill = fill_rayleigh,
                                         .define = define_rayleigh,
                                         .entry = ir_entry_exponential,
                                         .of_ziggurat = ir_formula_of_ziggurat,
                                         .formula = rayleigh_by};

static int prepare_inverse(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.real[0] = 1. / plan->param[0].f;
    return 0;
}

/* With a = 0 nothing is drawn. */
static double weibull(struct ir_reader *r, const struct ir_plan *plan) {
    if (plan->param[0].f == 0)
        return 0.0;
    return ir_pow(ir_family_exponential(plan->family, r), plan->of.real[0]);
}

static const struct ir_formula weibull_formula = {ir_many_family_exponential, ir_kernel_weibull,
                                                  weibull, 1};

static size_t define_weibull(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_f64(weibull, r, plan, out, n);
}

/* That of a = 1 is an exponential. */
static size_t fill_weibull(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    if (plan->param[0].f == 0)
        return define_weibull(r, plan, out, n);
    if (plan->param[0].f == 1)
        return ir_many_family_exponential(r, plan, out, n);
    return ir_fill_formula(&weibull_formula, define_weibull, r, plan, out, n);
}

static const struct ir_formula *weibull_by(const struct ir_plan *plan) {
    return plan->param[0].f == 0 || plan->param[0].f == 1 ? NULL : &weibull_formula;
}

const struct ir_dist ir_dist_weibull = {.prepare = prepare_inverse,
                                        .fill = fill_weibull,
                                        .define = define_weibull,
                                        .entry = ir_entry_weibull,
                                        .of_ziggurat = ir_formula_of_ziggurat,
                                        .formula = weibull_by};

static double pareto(struct ir_reader *r, const struct ir_plan *plan) {
    const double x = ir_family_exponential(plan->family, r) / plan->param[0].f;
    return ir_is_randomstate(plan) ? ir_exp(x) - 1 : ir_expm1(x);
}

static const struct ir_formula pareto_formula = {ir_many_family_exponential, ir_kernel_pareto,
                                                 pareto, 1};
static const struct ir_formula legacy_pareto_formula = {ir_many_family_exponential,
                                                        ir_kernel_legacy_pareto, pareto, 1};

static size_t define_pareto(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_f64(pareto, r, plan, out, n);
}

static size_t fill_pareto(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_fill_formula(ir_is_randomstate(plan) ? &legacy_pareto_formula : &pareto_formula,
                           define_pareto, r, plan, out, n);
}

static const struct ir_formula *pareto_by(const struct ir_plan *plan) {
    return ir_is_randomstate(plan) ? &legacy_pareto_formula : &pareto_formula;
}

const struct ir_dist ir_dist_pareto = {.prepare = prepare_two,
                                       .fill = fill_pareto,
                                       .define = define_pareto,
                                       .entry = ir_entry_exponential,
                                       .of_ziggurat = ir_formula_of_ziggurat,
                                       .formula = pareto_by};

static double power(struct ir_reader *r, const struct ir_plan *plan) {
    const double x = -ir_family_exponential(plan->family, r);
    return ir_pow(ir_is_randomstate(plan) ? 1 - ir_exp(x) : -ir_expm1(x), plan->of.real[0]);
}

static const struct ir_formula power_formula = {ir_many_family_exponential, ir_kernel_power, power,
                                                1};
static const struct ir_formula legacy_power_formula = {ir_many_family_exponential,
                                                       ir_kernel_legacy_power, power, 1};

static size_t define_power(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_f64(power, r, plan, out, n);
}

static size_t fill_power(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_fill_formula(ir_is_randomstate(plan) ? &legacy_power_formula : &power_formula,
                           define_power, r, plan, out, n);
}

static const struct ir_formula *power_by(const struct ir_plan *plan) {
    return ir_is_randomstate(plan) ? &legacy_power_formula : &power_formula;
}

const struct ir_dist ir_dist_power = {.prepare = prepare_inverse,
                                      .fill = fill_power,
                                      .define = define_power,
                                      .entry = ir_entry_exponential,
                                      .of_ziggurat = ir_formula_of_ziggurat,
                                      .formula = power_by};

/* ---- of one uniform: the same in both families ---- */

/* A uniform without the 0, for which another is drawn. */
static double open_uniform(struct ir_reader *r) {
    double u;
    do
        u = ir_read_f64(r);
    while (u == 0);
    return u;
}

static double laplace(struct ir_reader *r, const struct ir_plan *plan) {
    const double loc = plan->param[0].f, scale = plan->param[1].f;
    const double u = open_uniform(r);
    return u >= 0.5 ? loc - scale * ir_log(2.0 - u - u) : loc + scale * ir_log(u + u);
}

static const struct ir_formula laplace_formula = {ir_many_uniform_f64, ir_kernel_laplace, laplace,
                                                  2};

static size_t define_laplace(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_f64(laplace, r, plan, out, n);
}

static size_t fill_laplace(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_fill_formula(&laplace_formula, define_laplace, r, plan, out, n);
}

const struct ir_dist ir_dist_laplace = {.prepare = prepare_two,
                                        .fill = fill_laplace,
                                        .define = define_laplace,
                                        .entry = ir_entry_open_uniform};

static double logistic(struct ir_reader *r, const struct ir_plan *plan) {
    const double loc = plan->param[0].f, scale = plan->param[1].f;
    const double u = open_uniform(r);
    return loc + scale * ir_log(u / (1.0 - u));
}

static const struct ir_formula logistic_formula = {ir_many_uniform_f64, ir_kernel_logistic,
                                                   logistic, 2};

static size_t define_logistic(struct ir_reader *r, const struct ir_plan *plan, void *out,
                              size_t n) {
    return ir_loop_f64(logistic, r, plan, out, n);
}

static size_t fill_logistic(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_fill_formula(&logistic_formula, define_logistic, r, plan, out, n);
}

const struct ir_dist ir_dist_logistic = {.prepare = prepare_two,
                                         .fill = fill_logistic,
                                         .define = define_logistic,
                                         .entry = ir_entry_open_uniform};

static double gumbel(struct ir_reader *r, const struct ir_plan *plan) {
    const double loc = plan->param[0].f, scale = plan->param[1].f;
    return loc - scale * ir_log(-ir_log(1.0 - open_uniform(r)));
}

static const struct ir_formula gumbel_formula = {ir_many_uniform_f64, ir_kernel_gumbel, gumbel, 2};

static size_t define_gumbel(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_f64(gumbel, r, plan, out, n);
}

static size_t fill_gumbel(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_fill_formula(&gumbel_formula, define_gumbel, r, plan, out, n);
}

const struct ir_dist ir_dist_gumbel = {.prepare = prepare_two,
                                       .fill = fill_gumbel,
                                       .define = define_gumbel,
                                       .entry = ir_entry_open_uniform};

/* The ends, the chance of the left side, and what u and 1 - u are multiplied by. */
static int prepare_triangular(struct ir_plan *plan, int *culprit) {
    const double left = plan->param[0].f, mode = plan->param[1].f, right = plan->param[2].f;
    const double base = right - left, left_base = mode - left;
    (void)culprit;
    plan->of.real[0] = left;
    plan->of.real[1] = right;
    plan->of.real[2] = left_base / base;
    plan->of.real[3] = left_base * base;
    plan->of.real[4] = (right - mode) * base;
    /* So that a NaN passes, as in NumPy. */
    return left > mode || mode > right || left == right ? ISORAND_EINVAL : 0;
}

static double triangular(struct ir_reader *r, const struct ir_plan *plan) {
    const double left = plan->of.real[0], right = plan->of.real[1];
    const double u = ir_read_f64(r);
    if (u <= plan->of.real[2])
        return left + ir_sqrt(u * plan->of.real[3]);
    return right - ir_sqrt((1.0 - u) * plan->of.real[4]);
}

static const struct ir_formula triangular_formula = {ir_many_uniform_f64, ir_kernel_triangular,
                                                     triangular, 5};

static size_t define_triangular(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                size_t n) {
    return ir_loop_f64(triangular, r, plan, out, n);
}

static size_t fill_triangular(struct ir_reader *r, const struct ir_plan *plan, void *out,
                              size_t n) {
    return ir_fill_formula(&triangular_formula, define_triangular, r, plan, out, n);
}

const struct ir_dist ir_dist_triangular = {.prepare = prepare_triangular,
                                           .fill = fill_triangular,
                                           .define = define_triangular,
                                           .entry = ir_entry_one};
