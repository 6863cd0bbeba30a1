/* SPDX-License-Identifier: MIT */
/* The von Mises distribution: D. J. Best, N. I. Fisher, Applied Statistics 28 (1979) 152.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c and, for RandomState,
 * legacy-distributions.c. */
#include "distribution/scalar.h"

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

/* Parameter of the wrapped Cauchy envelope; not finite where kappa is too large. */
static double envelope(double kappa) {
    if (kappa < 1e-5) /* rho would be 0 below 1.4e-8; two terms of the series suffice */
        return 1. / kappa + kappa;
    const double r = 1 + ir_sqrt(1 + 4 * kappa * kappa);
    const double rho = (r - ir_sqrt(2 * r)) / (2 * kappa);
    return (1 + rho * rho) / (2 * rho);
}

static double vonmises(struct ir_source *source, double mu, double kappa, double s) {
    double w;
    for (;;) {
        const double z = ir_cos(pi * ir_source_f64(source));
        w = (1 + s * z) / (s + z);
        const double y = kappa * (s - w);
        const double v = ir_source_f64(source);
        if (y * (2 - y) - v >= 0 || ir_log(y / v) + 1 - y >= 0)
            break;
    }
    const double u = ir_source_f64(source), angle = ir_acos(w);
    return wrapped((u < 0.5 ? -angle : angle) + mu);
}

/* For large kappa Generator takes the wrapped normal. */
static double nearly_normal(struct ir_source *source, double mu, double kappa) {
    const double x = mu + ir_sqrt(1. / kappa) * ir_base_generator.normal(source);
    if (x < -pi)
        return x + 2 * pi;
    return x > pi ? x - 2 * pi : x;
}

IR_DIST(vonmises) {
    const double mu = req->param[0].f, kappa = req->param[1].f;
    if (!ir_is_number(mu) || !ir_is_nonnegative(kappa))
        return ISORAND_EINVAL;
    if (kappa < 1e-8)
        IR_FILL_AHEAD(1, double, pi *(2 * ir_source_f64(source) - 1));
    if (kappa > 1e6 && !ir_base_of(req)->legacy)
        IR_FILL_AHEAD(1, double, nearly_normal(source, mu, kappa));
    const double s = envelope(kappa);
    if (!(s - s == 0)) /* RandomState would search for ever */
        return ISORAND_EINVAL;
    IR_FILL_AHEAD(1, double, vonmises(source, mu, kappa, s));
}
