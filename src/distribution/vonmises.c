/* SPDX-License-Identifier: MIT */
/* The von Mises distribution: D. J. Best, N. I. Fisher, Applied Statistics 28 (1979) 152.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c and, for RandomState,
 * legacy-distributions.c. */
#include "distribution/draw.h"
#include "distribution/loop.h"
#include "math/math.h"
#include "math/rounding.h"

static const double pi = 3.14159265358979323846;

/* What is left of x >= 0 after dividing by y > 0: exact, each subtraction included. */
static double remainder_of(double x, double y) {
    double multiple = y;
    if (!(x - x == 0))
        return x - x; /* NaN */
    while (multiple <= 0.5 * x)
        multiple *= 2;
    for (; multiple >= y; multiple *= 0.5)
        if (x >= multiple)
            x -= multiple;
    return x;
}

/* The angle moved to [-pi, pi]. */
static double wrapped(double angle) {
    const double size = remainder_of(ir_abs(angle) + pi, 2 * pi) - pi;
    return angle < 0 ? -size : size;
}

/* Parameter of the wrapped Cauchy envelope, above 1; where kappa is too large for the difference to
 * be a double's, it comes out as 1, and as NaN in the end. */
static double envelope(double kappa) {
    if (kappa < 1e-5) /* rho would be 0 below 1.4e-8; two terms of the series suffice */
        return 1. / kappa + kappa;
    const double r = 1 + ir_sqrt(1 + 4 * kappa * kappa);
    const double rho = (r - ir_sqrt(2 * r)) / (2 * kappa);
    return (1 + rho * rho) / (2 * rho);
}

static double best_fisher(struct ir_reader *r, double mu, double kappa, double s) {
    double w;
    for (;;) {
        const double z = ir_cos(pi * ir_read_f64(r));
        w = (1 + s * z) / (s + z);
        const double y = kappa * (s - w);
        const double v = ir_read_f64(r);
        if (y * (2 - y) - v >= 0 || ir_log(y / v) + 1 - y >= 0)
            break;
    }
    const double u = ir_read_f64(r), angle = ir_acos(w);
    return wrapped((u < 0.5 ? -angle : angle) + mu);
}

/* For large kappa Generator takes the wrapped normal. */
static double nearly_normal(struct ir_reader *r, double mu, double kappa) {
    const double x = mu + ir_sqrt(1. / kappa) * ir_draw_normal(r);
    if (x < -pi)
        return x + 2 * pi;
    return x > pi ? x - 2 * pi : x;
}

enum { UNIFORM, BEST_FISHER, NEARLY_NORMAL, UNDRAWN };

static int prepare_vonmises(struct ir_plan *plan, int *culprit) {
    const double kappa = plan->param[1].f;
    plan->method = UNDRAWN;
    if (kappa != kappa)
        return 0;
    plan->method = UNIFORM;
    if (kappa < 1e-8)
        return 0;
    plan->method = NEARLY_NORMAL;
    if (kappa > 1e6 && !ir_is_randomstate(plan))
        return 0;
    plan->method = BEST_FISHER;
    plan->of.real[0] = envelope(kappa);
    if (plan->of.real[0] > 1)
        return 0;
    *culprit = 1; /* RandomState would search for ever: w is 1, so y is 0, which no v accepts */
    return ISORAND_EINVAL;
}

static double vonmises(struct ir_reader *r, const struct ir_plan *plan) {
    const double mu = plan->param[0].f, kappa = plan->param[1].f;
    switch (plan->method) {
    case UNIFORM:
        return pi * (2 * ir_read_f64(r) - 1);
    case UNDRAWN:
        return kappa;
    case NEARLY_NORMAL:
        return nearly_normal(r, mu, kappa);
    default:
        return best_fisher(r, mu, kappa, plan->of.real[0]);
    }
}

static size_t fill_vonmises(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_f64(vonmises, r, plan, out, n);
}

struct ir_entry ir_entry_vonmises(const struct ir_plan *plan) {
    static const struct ir_entry entries[] = {
        [UNIFORM] = {.kind = IR_ENTRY_FIXED, .bits = 64, .draws = 1, .values = 1},
        [BEST_FISHER] = {.kind = IR_ENTRY_SLOW, .bits = 64, .draws = 3, .values = 1},
        [NEARLY_NORMAL] = {.kind = IR_ENTRY_AT_ONCE, .bits = 64, .draws = 1, .values = 1},
        [UNDRAWN] = {.kind = IR_ENTRY_FIXED, .bits = 64, .draws = 0, .values = 1}};
    return entries[plan->method];
}

const struct ir_dist ir_dist_vonmises = {
    .prepare = prepare_vonmises, .fill = fill_vonmises, .entry = ir_entry_vonmises};
