/* SPDX-License-Identifier: MIT */
/* Distributions of vectors: multinomial, multivariate hypergeometric, Dirichlet, normal.  'n'
 * vectors lie one after the other in 'out', which may have any alignment.
 *
 * Formulas and order of draws are those of NumPy 1.24's _generator.pyx and mtrand.pyx. */
#include "distribution/binomial.h"
#include "distribution/gamma.h"
#include "distribution/hypergeometric.h"
#include "math/kahan.h"

static void put_f64(double *p, size_t i, double x) {
    memcpy((unsigned char *)p + 8 * i, &x, sizeof x);
}

static double get_f64(const double *p, size_t i) {
    double x;
    memcpy(&x, (const unsigned char *)p + 8 * i, sizeof x);
    return x;
}

static void put_i64(int64_t *p, size_t i, int64_t x) {
    memcpy((unsigned char *)p + 8 * i, &x, sizeof x);
}

/* The start of the next vector. */
#define NEXT(p, k) ((void *)((unsigned char *)(p) + 8 * (k)))

/* What every call checks: 'n' vectors of 'k' 64-bit elements, described by 'parameters'. */
static int check(const isorand_rng *rng, const void *out, size_t n, const void *parameters,
                 size_t k) {
    const struct ir_backend *b;
    if (!parameters || !k)
        return ISORAND_EINVAL;
    if (k > PTRDIFF_MAX / 8)
        return ISORAND_ERANGE;
    return ir_fill_check(rng, out, n, 8 * k, &b);
}

/* ---- multinomial: a chain of binomials ---- */

IR_NOINLINE static int multinomial(isorand_rng *rng, int64_t *out, size_t n, int64_t trials,
                                   const double *pvals, size_t k) {
    int error = check(rng, out, n, pvals, k);
    if (error)
        return error;
    if (trials < 0 || !ir_all_probabilities(pvals, k) ||
        ir_kahan_sum(pvals, k - 1) > 1.0 + 1e-12) /* NumPy's margin */
        return ISORAND_EINVAL;

    struct ir_source source = ir_source_of(rng);
    for (; n; n--, out = NEXT(out, k)) {
        double remaining_p = 1.0;
        int64_t remaining = trials;
        size_t j = 0;
        for (; j + 1 < k && remaining > 0; j++) {
            struct ir_binomial s;
            ir_binomial_init(&s, remaining, pvals[j] / remaining_p, 0);
            const int64_t x = ir_draw_binomial(&source, &s);
            put_i64(out, j, x);
            remaining -= x;
            remaining_p -= pvals[j];
        }
        for (; j + 1 < k; j++)
            put_i64(out, j, 0);
        put_i64(out, k - 1, remaining > 0 ? remaining : 0);
    }
    return 0;
}

int isorand_multinomial_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t trials,
                            const double *pvals, size_t k) {
    IR_ROUNDED(multinomial(rng, out, n, trials, pvals, k));
}

/* ---- multivariate hypergeometric, method 'marginals' ---- */

IR_NOINLINE static int mv_hypergeometric(isorand_rng *rng, int64_t *out, size_t n,
                                         const int64_t *colors, size_t k, int64_t nsample) {
    int64_t total = 0;
    int error = check(rng, out, n, colors, k);
    if (error)
        return error;
    for (size_t j = 0; j < k; j++) {
        if (colors[j] < 0 || colors[j] >= 1000000000 - total) /* NumPy's limit of the sum */
            return ISORAND_EINVAL;
        total += colors[j];
    }
    if (nsample < 0 || nsample > total)
        return ISORAND_EINVAL;

    /* Draw the sample or, if that is more than half, what is not in it. */
    const int inverted = nsample > total / 2;
    const int64_t draws = inverted ? total - nsample : nsample;
    struct ir_source source = ir_source_of(rng);
    for (; n; n--, out = NEXT(out, k)) {
        int64_t wanted = draws, others = total;
        for (size_t j = 0; j < k; j++) {
            int64_t x = wanted;
            if (wanted && j + 1 < k) {
                others -= colors[j];
                x = ir_draw_hypergeometric(&source, colors[j], others, wanted);
            }
            wanted -= x;
            put_i64(out, j, inverted ? colors[j] - x : x);
        }
    }
    return 0;
}

int isorand_multivariate_hypergeometric_i64(isorand_rng *rng, int64_t *out, size_t n,
                                            const int64_t *colors, size_t k, int64_t nsample) {
    IR_ROUNDED(mv_hypergeometric(rng, out, n, colors, k, nsample));
}

/* ---- Dirichlet ---- */

/* Gamma variates, normalised. */
static void dirichlet_gammas(const struct ir_base *base, struct ir_source *source, double *out,
                             const double *alpha, size_t k) {
    double sum = 0;
    for (size_t j = 0; j < k; j++) {
        const double x = ir_draw_standard_gamma(base, source, alpha[j]);
        put_f64(out, j, x);
        sum += x;
    }
    const double inverse = 1. / sum;
    for (size_t j = 0; j < k; j++)
        put_f64(out, j, get_f64(out, j) * inverse);
}

/* Breaking a stick by beta variates, for small alpha whose gamma variates could all be 0.  The sums
 * alpha[j] + ... + alpha[k - 1] wait in out[j] for their turn. */
static void dirichlet_stick(struct ir_source *source, double *out, const double *alpha, size_t k) {
    double sum = 0, stick = 1;
    for (size_t j = k; j-- > 0;) {
        sum += alpha[j];
        put_f64(out, j, sum);
    }
    for (size_t j = 0; j + 1 < k; j++) {
        const double v = ir_draw_beta(&ir_base_generator, source, alpha[j], get_f64(out, j + 1));
        put_f64(out, j, stick * v);
        stick *= 1. - v;
    }
    put_f64(out, k - 1, stick);
}

IR_NOINLINE static int dirichlet(const struct ir_base *base, isorand_rng *rng, double *out,
                                 size_t n, const double *alpha, size_t k) {
    double largest = 0;
    int error = check(rng, out, n, alpha, k);
    if (error)
        return error;
    for (size_t j = 0; j < k; j++) {
        if (!ir_is_positive(alpha[j]))
            return ISORAND_EINVAL;
        largest = alpha[j] > largest ? alpha[j] : largest;
    }
    struct ir_source source = ir_source_of(rng);
    for (; n; n--, out = NEXT(out, k)) {
        if (!base->legacy && largest < 0.1)
            dirichlet_stick(&source, out, alpha, k);
        else
            dirichlet_gammas(base, &source, out, alpha, k);
    }
    return 0;
}

int isorand_dirichlet_f64(isorand_rng *rng, double *out, size_t n, const double *alpha, size_t k) {
    IR_ROUNDED(dirichlet(&ir_base_generator, rng, out, n, alpha, k));
}

int isorand_legacy_dirichlet_f64(isorand_rng *rng, double *out, size_t n, const double *alpha,
                                 size_t k) {
    IR_ROUNDED(dirichlet(&ir_base_legacy, rng, out, n, alpha, k));
}

/* ---- normal, from a Cholesky factor ---- */

IR_NOINLINE static int mv_normal(isorand_rng *rng, double *out, size_t n, const double *mean,
                                 const double *lower, size_t k) {
    int error = check(rng, out, n, lower, k);
    if (error)
        return error;
    if (!mean)
        return ISORAND_EINVAL;
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j <= i; j++)
            if (!ir_is_number(mean[i]) || !ir_is_number(lower[i * k + j]))
                return ISORAND_EINVAL;

    for (; n; n--, out = NEXT(out, k)) {
        for (size_t j = 0; j < k; j++)
            put_f64(out, j, ir_draw_normal(rng));
        for (size_t i = k; i-- > 0;) { /* from the last: row i needs z[0] .. z[i] */
            double sum = 0;
            for (size_t j = 0; j <= i; j++)
                sum += get_f64(out, j) * lower[i * k + j];
            put_f64(out, i, mean[i] + sum);
        }
    }
    return 0;
}

int isorand_multivariate_normal_f64(isorand_rng *rng, double *out, size_t n, const double *mean,
                                    const double *lower, size_t k) {
    IR_ROUNDED(mv_normal(rng, out, n, mean, lower, k));
}
