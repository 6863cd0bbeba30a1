/* SPDX-License-Identifier: MIT */
/* Geometric, logarithmic series and zeta (Zipf) distributions.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c and, for RandomState,
 * legacy-distributions.c. */
#include "distribution/formula.h"
#include "distribution/tries.h"
#include "distribution/ziggurat.h"
#include "math/math.h"
#include "math/rounding.h"

/* ---- geometric ---- */

/* log(1 - p), as each family takes it. */
static int prepare_log_q(struct ir_plan *plan, int *culprit) {
    const double p = plan->param[0].f;
    (void)culprit;
    plan->of.real[0] = ir_is_randomstate(plan) ? ir_log(1.0 - p) : ir_log1p(-p);
    return 0;
}

/* By search, for large p: p and 1 - p.  By inversion: log(1 - p), and whether what lies beyond
 * 2^63, for p < 1e-17, is the largest integer; RandomState's and NumPy 1.24's turn negative. */

static int by_search(const struct ir_plan *plan) {
    return plan->param[0].f >= 0.333333333333333333333333;
}

static int prepare_geometric(struct ir_plan *plan, int *culprit) {
    if (!by_search(plan)) {
        plan->of.real[1] = !ir_is_randomstate(plan) && plan->numpy >= IR_NUMPY_1_25;
        return prepare_log_q(plan, culprit);
    }
    plan->of.real[0] = plan->param[0].f;
    plan->of.real[1] = 1.0 - plan->param[0].f;
    return 0;
}

static int64_t geometric_search(struct ir_reader *r, const struct ir_plan *plan) {
    const double u = ir_read_f64(r), p = plan->of.real[0], q = plan->of.real[1];
    double term = p, sum = p;
    int64_t x = 1;
    for (; u > sum; x++) {
        term *= q;
        sum += term;
    }
    return x;
}

static int64_t geometric_inversion(struct ir_reader *r, const struct ir_plan *plan) {
    const double log_q = plan->of.real[0];
    if (ir_is_randomstate(plan))
        return ir_to_i64(ir_ceil(ir_log1p(-ir_read_f64(r)) / log_q));
    const double x = ir_ceil(-ir_draw_exponential(r) / log_q);
    return x >= 0x1p63 && plan->of.real[1] != 0 ? INT64_MAX : ir_to_i64(x);
}

static int64_t geometric(struct ir_reader *r, const struct ir_plan *plan) {
    return by_search(plan) ? geometric_search(r, plan) : geometric_inversion(r, plan);
}

static size_t define_geometric(struct ir_reader *r, const struct ir_plan *plan, void *out,
                               size_t n) {
    return ir_loop_i64(geometric, r, plan, out, n);
}

static const struct ir_formula search_formula = {.standard = ir_many_uniform_f64,
                                                 .kernel = ir_kernel_geometric_search};
static const struct ir_formula inversion_formula = {.standard = ir_many_exponential_f64,
                                                    .kernel = ir_kernel_geometric};
static const struct ir_formula legacy_inversion_formula = {.standard = ir_many_uniform_f64,
                                                           .kernel = ir_kernel_legacy_geometric};

static const struct ir_formula *geometric_by(const struct ir_plan *plan) {
    return by_search(plan)           ? &search_formula
           : ir_is_randomstate(plan) ? &legacy_inversion_formula
                                     : &inversion_formula;
}

static size_t fill_geometric(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_fill_formula(geometric_by(plan), define_geometric, r, plan, out, n);
}

const struct ir_dist ir_dist_geometric = {.prepare = prepare_geometric,
                                          .fill = fill_geometric,
                                          .define = define_geometric,
                                          .entry = ir_entry_geometric,
                                          .of_ziggurat = ir_formula_of_ziggurat,
                                          .formula = geometric_by};

/* ---- logarithmic series: A. W. Kemp, Applied Statistics 30 (1981) 249, algorithm LK ---- */

static int64_t logseries(struct ir_reader *reader, const struct ir_plan *plan) {
    const double p = plan->param[0].f, r = plan->of.real[0]; /* Kemp's names */
    for (;;) {
        const double v = ir_read_f64(reader);
        if (v >= p)
            return 1;
        const double u = ir_read_f64(reader);
        const double q = ir_is_randomstate(plan) ? 1.0 - ir_exp(r * u) : -ir_expm1(r * u);
        if (v > q * q)
            return v >= q ? 1 : 2;
        const int64_t x = ir_to_i64(ir_floor(1 + ir_log(v) / ir_log(q)));
        if (x >= 1 && v != 0)
            return x;
    }
}

static size_t fill_logseries(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_i64(logseries, r, plan, out, n);
}

const struct ir_dist ir_dist_logseries = {
    .prepare = prepare_log_q, .fill = fill_logseries, .entry = ir_entry_logseries};

/* ---- zeta: L. Devroye, "Non-Uniform Random Variate Generation", 1986, X.6.1 ---- */

static int prepare_zipf(struct ir_plan *plan, int *culprit) {
    const double a1 = plan->param[0].f - 1.0;
    (void)culprit;
    plan->of.real[0] = ir_pow(2.0, a1);
    plan->of.real[2] = -1.0 / a1;
    /* The least U that is worth a try, in versions that make no smaller one.  Those before 2.1, and
     * RandomState's, make 1 / (44 (a - 1)) tries: where that is 10^6 and more, or for ever, they
     * give the later answer here. */
    plan->of.real[1] = (!ir_is_randomstate(plan) && plan->numpy >= IR_NUMPY_2_1) || a1 < 2e-8
                           ? ir_pow((double)INT64_MAX, -a1)
                           : 0;
    return 0;
}

static int zipf_once(struct ir_reader *r, const struct ir_plan *plan, double u01, double v,
                     void *value) {
    const double a1 = plan->param[0].f - 1.0, b = plan->of.real[0];
    const double u = u01 * plan->of.real[1] + (1.0 - u01);
    const double x = ir_floor(ir_pow(u, plan->of.real[2]));
    (void)r;
    if (x > 0x1p63 || x < 1.0)
        return 0;
    const double t = ir_pow(1.0 + 1.0 / x, a1);
    const int64_t k = ir_to_i64(x);
    memcpy(value, &k, 8);
    return v * x * (t - 1.0) / (b - 1.0) <= t / b;
}

static int64_t zipf(struct ir_reader *r, const struct ir_plan *plan) {
    int64_t x;
    double u, v;
    if (plan->param[0].f >=
        1025) /* where 2^(a - 1) overflows NumPy 1.24 never ends; later ones say 1 */
        return 1;
    do {
        u = ir_read_f64(r);
        v = ir_read_f64(r);
    } while (!zipf_once(r, plan, u, v, &x));
    return x;
}

static size_t define_zipf(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_i64(zipf, r, plan, out, n);
}

static const struct ir_tries zipf_tries = {ir_kernel_zipf_tries, zipf_once};

static size_t fill_zipf(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    const double a = plan->param[0].f;
    const double constants[] = {a - 1.0, plan->of.real[0], plan->of.real[1], plan->of.real[2]};
    return n >= IR_FEW_TRIES && a < 1025 ? ir_fill_tries(&zipf_tries, r, plan, constants, out, n)
                                         : define_zipf(r, plan, out, n);
}

const struct ir_dist ir_dist_zipf = {
    .prepare = prepare_zipf, .fill = fill_zipf, .define = define_zipf, .entry = ir_entry_zipf};
