/* SPDX-License-Identifier: MIT */
/* The negative binomial: a Poisson variate whose mean is a gamma variate.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c. */
#include "distribution/loop.h"
#include "math/math.h"

static double mean_of_one(const struct ir_plan *plan) {
    const double p = plan->param[1].f;
    return (1 - p) / p;
}

static int prepare_negative_binomial(struct ir_plan *plan, int *culprit) {
    const double successes = plan->param[0].f, p = plan->param[1].f;
    if (!ir_is_randomstate(plan)) {
        if (p == 0 || successes != successes) { /* here NumPy takes no NaN */
            *culprit = p == 0;
            return ISORAND_EINVAL;
        }
        /* NumPy's bound: the mean, ten standard deviations up, must be one for poisson. */
        const double largest = mean_of_one(plan) * (successes + 10 * ir_sqrt(successes));
        if (largest > 0x1p63 - ir_sqrt(0x1p63) * 10)
            return ISORAND_EINVAL;
    }
    plan->of.negative_binomial.gamma = ir_gamma_of(successes);
    plan->of.negative_binomial.factor = mean_of_one(plan);
    return 0;
}

static int64_t negative_binomial(struct ir_reader *r, const struct ir_plan *plan) {
    const double gamma = ir_draw_gamma(plan->family, r, &plan->of.negative_binomial.gamma);
    return ir_draw_poisson_once(r, plan->of.negative_binomial.factor * gamma);
}

static size_t fill_negative_binomial(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                     size_t n) {
    return ir_loop_i64(negative_binomial, r, plan, out, n);
}

const struct ir_dist ir_dist_negative_binomial = {.prepare = prepare_negative_binomial,
                                                  .fill = fill_negative_binomial,
                                                  .entry = ir_entry_negative_binomial};
