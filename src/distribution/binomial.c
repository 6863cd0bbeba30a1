/* SPDX-License-Identifier: MIT */
/* The binomial distribution: inversion for small means, BTPE for large ones (V. Kachitvichyanukul,
 * B. W. Schmeiser, Communications of the ACM 31 (1988) 216).
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c. */
#include "distribution/binomial.h"
#include "distribution/loop.h"
#include "math/math.h"
#include "math/rounding.h"

static void inversion_init(struct ir_binomial *s) {
    const double n = (double)s->n, mean = n * s->p;
    s->method = IR_BINOMIAL_INVERSION;
    s->q_to_n = ir_exp(n * s->log_q);
    const double bound = mean + 10.0 * ir_sqrt(mean * s->q + 1);
    s->m = ir_to_i64(n < bound ? n : bound);
}

static int64_t inversion(struct ir_reader *r, const struct ir_binomial *s) {
    double px = s->q_to_n, u = ir_read_f64(r);
    int64_t x = 0;
    while (u > px) {
        x++;
        if (x > s->m) {
            x = 0;
            px = s->q_to_n;
            u = ir_read_f64(r);
        } else {
            u -= px;
            px = ((double)(s->n - x + 1) * s->p * px) / ((double)x * s->q);
        }
    }
    return x;
}

static void btpe_init(struct ir_binomial *s) {
    const double n = (double)s->n, r = s->p, q = s->q;
    const double fm = n * r + r;
    s->method = IR_BINOMIAL_BTPE;
    s->m = ir_to_i64(ir_floor(fm));
    s->p1 = ir_floor(2.195 * ir_sqrt(n * r * q) - 4.6 * q) + 0.5;
    s->xm = (double)s->m + 0.5;
    s->xl = s->xm - s->p1;
    s->xr = s->xm + s->p1;
    s->c = 0.134 + 20.5 / (15.3 + (double)s->m);
    const double left = (fm - s->xl) / (fm - s->xl * r);
    s->laml = left * (1.0 + left / 2.0);
    const double right = (s->xr - fm) / (s->xr * q);
    s->lamr = right * (1.0 + right / 2.0);
    s->p2 = s->p1 * (1.0 + 2.0 * s->c);
    s->p3 = s->p2 + s->c / s->laml;
    s->p4 = s->p3 + s->c / s->lamr;
}

/* Sums and products of NumPy's 64-bit integers, which wrap near the end of the range. */
static double sum_i64(int64_t a, int64_t b) {
    return (double)(int64_t)((uint64_t)a + (uint64_t)b);
}

static double minus_square_i64(int64_t k) {
    return (double)(int64_t)(0 - (uint64_t)k * (uint64_t)k);
}

/* The tail of Stirling's series, times 166320; before NumPy 2.5 with another first coefficient. */
static double stirling(double first, double x) {
    const double x2 = x * x;
    return (first - (462. - (132. - (99. - 140. / x2) / x2) / x2) / x2) / x / 166320.;
}

/* Whether a candidate y passes against v, the height of a point under the envelope. */
static int btpe_accepts(const struct ir_binomial *s, int64_t y, double v) {
    const double r = s->p, q = s->q, nrq = (double)s->n * r * q;
    const int64_t k = y > s->m ? y - s->m : s->m - y;

    if (!(k > 20 && (double)k < nrq / 2.0 - 1)) { /* near the mode or far away: by recursion */
        const double ratio = r / q, a = ratio * sum_i64(s->n, 1);
        double f = 1.0;
        for (int64_t i = s->m + 1; i <= y; i++)
            f *= a / (double)i - ratio;
        for (int64_t i = y + 1; i <= s->m; i++)
            f /= a / (double)i - ratio;
        return !(v > f);
    }
    /* Squeeze, */
    const double d = (double)k;
    const double rho = (d / nrq) * ((d * (d / 3.0 + 0.625) + 0.16666666666666666) / nrq + 0.5);
    const double t = minus_square_i64(k) / (2 * nrq), log_v = ir_log(v);
    if (log_v < t - rho)
        return 1;
    if (log_v > t + rho)
        return 0;
    /* and the full test, whose integers were added as such before NumPy 2.4. */
    const int doubles = s->numpy >= IR_NUMPY_2_4;
    const double n = (double)s->n, m = (double)s->m;
    const double x1 = doubles ? (double)y + 1 : (double)(y + 1);
    const double f1 = doubles ? m + 1 : (double)(s->m + 1);
    const double z = doubles ? n + 1 - m : sum_i64(s->n - s->m, 1);
    const double w = doubles ? n - (double)y + 1 : sum_i64(s->n - y, 1);
    /* Since 2.5 the first coefficient is right, and the last two tails are subtracted. */
    const double first = s->numpy >= IR_NUMPY_2_5 ? 13860. : 13680.;
    const double sign = s->numpy >= IR_NUMPY_2_5 ? -1 : 1;
    return !(log_v > s->xm * ir_log(f1 / x1) + ((double)(s->n - s->m) + 0.5) * ir_log(z / w) +
                         (double)(y - s->m) * ir_log(w * r / (x1 * q)) + stirling(first, f1) +
                         stirling(first, z) + sign * stirling(first, x1) +
                         sign * stirling(first, w));
}

static int64_t btpe(struct ir_reader *r, const struct ir_binomial *s) {
    for (;;) {
        const double u = ir_read_f64(r) * s->p4;
        double v = ir_read_f64(r);
        int64_t y;
        if (!(u > s->p1)) /* the triangle needs no test */
            return ir_to_i64(ir_floor(s->xm - s->p1 * v + u));
        if (!(u > s->p2)) { /* the parallelogram */
            const double x = s->xl + (u - s->p1) / s->c;
            v = v * s->c + 1.0 - ir_abs((double)s->m - x + 0.5) / s->p1;
            if (v > 1.0)
                continue;
            y = ir_to_i64(ir_floor(x));
        } else if (!(u > s->p3)) { /* the left tail */
            y = ir_to_i64(ir_floor(s->xl + ir_log(v) / s->laml));
            if (y < 0 || v == 0.0)
                continue;
            v = v * (u - s->p2) * s->laml;
        } else { /* the right tail */
            y = ir_to_i64(ir_floor(s->xr - ir_log(v) / s->lamr));
            if (y > s->n || v == 0.0)
                continue;
            v = v * (u - s->p3) * s->lamr;
        }
        if (btpe_accepts(s, y, v))
            return y;
    }
}

void ir_binomial_set_p(struct ir_binomial *s, double p, int randomstate, uint32_t numpy) {
    s->n = -1;
    s->complement = !(p <= 0.5);
    s->p = s->complement ? 1.0 - p : p;
    s->q = 1.0 - s->p;
    /* Since 2.4 Generator loses no bits of a small p. */
    s->log_q = !randomstate && numpy >= IR_NUMPY_2_4 ? ir_log1p(-s->p) : ir_log(s->q);
    s->randomstate = randomstate;
    s->numpy = randomstate && numpy > IR_NUMPY_2_4 ? (uint32_t)IR_NUMPY_2_4 : numpy;
}

void ir_binomial_set_n(struct ir_binomial *s, int64_t n) {
    if (s->n == n)
        return;
    s->n = n;
    if (!s->randomstate && (n == 0 || (s->p == 0 && !s->complement)))
        s->method = IR_BINOMIAL_ZERO;
    else if (s->p * (double)n <= 30.0)
        inversion_init(s);
    else
        btpe_init(s);
}

void ir_binomial_init(struct ir_binomial *s, int64_t n, double p, int randomstate, uint32_t numpy) {
    ir_binomial_set_p(s, p, randomstate, numpy);
    ir_binomial_set_n(s, n);
}

int64_t ir_draw_binomial(struct ir_reader *r, const struct ir_binomial *s) {
    if (s->method == IR_BINOMIAL_ZERO)
        return 0;
    const int64_t x = s->method == IR_BINOMIAL_INVERSION ? inversion(r, s) : btpe(r, s);
    return s->complement ? s->n - x : x;
}

static int prepare_binomial(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    ir_binomial_init(&plan->of.binomial, plan->param[0].i, plan->param[1].f,
                     ir_is_randomstate(plan), plan->numpy);
    return 0;
}

static int64_t binomial(struct ir_reader *r, const struct ir_plan *plan) {
    return ir_draw_binomial(r, &plan->of.binomial);
}

static size_t fill_binomial(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_i64(binomial, r, plan, out, n);
}

const struct ir_dist ir_dist_binomial = {
    .prepare = prepare_binomial, .fill = fill_binomial, .entry = ir_entry_binomial};
