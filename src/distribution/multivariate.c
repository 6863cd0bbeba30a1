/* SPDX-License-Identifier: MIT */
/* Distributions of vectors: multinomial, multivariate hypergeometric, Dirichlet, normal.  'n'
 * vectors lie one after the other in 'out', which may have any alignment.
 *
 * Formulas and order of draws are those of NumPy 1.24's _generator.pyx and mtrand.pyx. */
#include "distribution/multivariate.h"
#include "base/bytes.h"
#include "distribution/binomial.h"
#include "distribution/draw.h"
#include "distribution/gamma.h"
#include "distribution/hypergeometric.h"
#include "distribution/nan.h"
#include "engine/numpy_level.h"
#include "math/kahan.h"

#include <string.h>

/* The start of the next vector. */
#define NEXT(p, k) ((void *)((unsigned char *)(p) + 8 * (k)))

/* ---- multinomial: a chain of binomials ---- */

int ir_multinomial_takes(int64_t trials, const double *pvals, size_t k) {
    return trials >= 0 && ir_all_probabilities(pvals, k) &&
           ir_kahan_sum(pvals, k - 1) <= 1.0 + 1e-12; /* NumPy's margin */
}

void ir_multinomial(const struct ir_family *family, struct ir_reader *r, int64_t *out, size_t n,
                    int64_t trials, const double *pvals, size_t k) {
    const uint32_t numpy = ir_reader_numpy(r);
    /* Since 2.5 RandomState draws by its own binomial, also where nothing remains or p is 0. */
    const int own = family == &ir_family_randomstate && numpy >= IR_NUMPY_2_5;
    /* What the first categories need for their probability, and for the latest number of trials. */
    enum { KEPT = 16 };
    struct ir_binomial kept[KEPT], other;
    double left = 1.0;
    for (size_t j = 0; j + 1 < k && j < KEPT; j++) {
        ir_binomial_set_p(&kept[j], pvals[j] / left, own, numpy);
        left -= pvals[j];
    }
    for (; n; n--, out = NEXT(out, k)) {
        double remaining_p = 1.0;
        int64_t remaining = trials;
        size_t j = 0;
        r->wanted = n;
        for (; j + 1 < k && (remaining > 0 || (own && j == 0)); j++) {
            struct ir_binomial *s = j < KEPT ? &kept[j] : &other;
            if (j >= KEPT)
                ir_binomial_set_p(s, pvals[j] / remaining_p, own, numpy);
            ir_binomial_set_n(s, remaining);
            const int64_t x = ir_draw_binomial(r, s);
            ir_put_i64(out, j, x);
            remaining -= x;
            remaining_p -= pvals[j];
        }
        for (; j + 1 < k; j++)
            ir_put_i64(out, j, 0);
        ir_put_i64(out, k - 1, remaining > 0 ? remaining : 0);
    }
}

/* ---- multivariate hypergeometric, method 'marginals' ---- */

int ir_multivariate_hypergeometric_takes(const int64_t *colors, size_t k, int64_t nsample) {
    int64_t total = 0;
    for (size_t j = 0; j < k; j++) {
        if (colors[j] < 0 || colors[j] >= 1000000000 - total) /* NumPy's limit of the sum */
            return 0;
        total += colors[j];
    }
    return nsample >= 0 && nsample <= total;
}

void ir_multivariate_hypergeometric(struct ir_reader *r, int64_t *out, size_t n,
                                    const int64_t *colors, size_t k, int64_t nsample) {
    int64_t total = 0;
    for (size_t j = 0; j < k; j++)
        total += colors[j];
    /* Draw the sample or, if that is more than half, what is not in it. */
    const int inverted = nsample > total / 2;
    const int64_t draws = inverted ? total - nsample : nsample;
    struct ir_hypergeometric first, s;
    if (draws && k > 1)
        ir_hypergeometric_init(&first, colors[0], total - colors[0], draws);
    for (; n; n--, out = NEXT(out, k)) {
        int64_t wanted = draws, others = total;
        r->wanted = n;
        for (size_t j = 0; j < k; j++) {
            int64_t x = wanted;
            if (wanted && j + 1 < k) {
                others -= colors[j];
                if (j)
                    ir_hypergeometric_init(&s, colors[j], others, wanted);
                x = ir_draw_hypergeometric(r, j ? &s : &first);
            }
            wanted -= x;
            ir_put_i64(out, j, inverted ? colors[j] - x : x);
        }
    }
}

/* ---- the same, method 'count': all balls in a row, of which some are shuffled to the front ----
 */

int64_t ir_sum_of_colors(const int64_t *colors, size_t k) {
    int64_t total = 0;
    for (size_t j = 0; j < k; j++) {
        if (colors[j] < 0 || colors[j] > INT64_MAX - total)
            return -1;
        total += colors[j];
    }
    return total;
}

void ir_multivariate_hypergeometric_count(struct ir_reader *r, int64_t *out, size_t n,
                                          const int64_t *colors, size_t k, int64_t nsample,
                                          uint64_t *scratch) {
    const uint64_t total = (uint64_t)ir_sum_of_colors(colors, k);
    const int inverted = (uint64_t)nsample > total / 2;
    const uint64_t draws = inverted ? total - (uint64_t)nsample : (uint64_t)nsample;
    uint64_t *ball = scratch;
    for (size_t j = 0; j < k; j++)
        for (int64_t i = 0; i < colors[j]; i++)
            *ball++ = j;
    for (; n; n--, out = NEXT(out, k)) { /* the row stays as the vector before left it */
        memset(out, 0, 8 * k);
        for (uint64_t i = 0; i < draws; i++) {
            r->wanted = (size_t)(draws - i);
            const uint64_t other = i + ir_draw_masked(r, 64, total - i - 1);
            const uint64_t color = scratch[other];
            scratch[other] = scratch[i];
            scratch[i] = color;
            ir_put_i64(out, color, ir_get_i64(out, color) + 1);
        }
        for (size_t j = 0; inverted && j < k; j++)
            ir_put_i64(out, j, colors[j] - ir_get_i64(out, j));
    }
}

/* ---- Dirichlet ---- */

/* Gamma variates, normalised. */
static void dirichlet_gammas(const struct ir_family *family, struct ir_reader *r, double *out,
                             const double *alpha, size_t k) {
    double sum = 0;
    for (size_t j = 0; j < k; j++) {
        const struct ir_gamma gamma = ir_gamma_of(alpha[j]);
        const double x = ir_draw_gamma(family, r, &gamma);
        ir_put_f64(out, j, x);
        sum += x;
    }
    const double inverse = 1. / sum;
    for (size_t j = 0; j < k; j++)
        ir_put_f64(out, j, ir_settled_f64(ir_get_f64(out, j) * inverse, ir_nan()));
}

/* Breaking a stick by beta variates, for small alpha whose gamma variates could all be 0.  The sums
 * alpha[j] + ... + alpha[k - 1] wait in out[j] for their turn. */
static void dirichlet_stick(struct ir_reader *r, double *out, const double *alpha, size_t k) {
    double sum = 0, stick = 1;
    for (size_t j = k; j-- > 0;) {
        sum += alpha[j];
        ir_put_f64(out, j, sum);
    }
    for (size_t j = 0; j + 1 < k; j++) {
        const double rest = ir_get_f64(out, j + 1);
        const struct ir_gamma gamma[2] = {ir_gamma_of(alpha[j]), ir_gamma_of(rest)};
        const double v = ir_draw_beta(&ir_family_generator, r, gamma);
        ir_put_f64(out, j, stick * v);
        stick *= 1. - v;
        if (rest == 0) { /* v is 1, and nothing remains */
            for (size_t i = j + 1; i + 1 < k; i++)
                ir_put_f64(out, i, 0);
            break;
        }
    }
    ir_put_f64(out, k - 1, stick);
}

int ir_dirichlet_takes(const struct ir_family *family, uint32_t numpy, const double *alpha,
                       size_t k) {
    const int zeros = family == &ir_family_generator && numpy >= IR_NUMPY_1_25;
    for (size_t j = 0; j < k; j++)
        if (!(zeros ? alpha[j] >= 0 : alpha[j] > 0))
            return 0;
    return 1;
}

void ir_dirichlet(const struct ir_family *family, struct ir_reader *r, double *out, size_t n,
                  const double *alpha, size_t k) {
    double largest = 0;
    for (size_t j = 0; j < k; j++)
        largest = alpha[j] > largest ? alpha[j] : largest;
    for (; n; n--, out = NEXT(out, k)) {
        r->wanted = n * k;
        if (largest == 0) /* the sum is 0, and NumPy leaves its zeros */
            for (size_t j = 0; j < k; j++)
                ir_put_f64(out, j, 0);
        else if (family == &ir_family_generator && largest < 0.1)
            dirichlet_stick(r, out, alpha, k);
        else
            dirichlet_gammas(family, r, out, alpha, k);
    }
}

/* ---- normal, from a Cholesky factor ---- */

int ir_multivariate_normal_takes(const double *mean, const double *lower, size_t k) {
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j <= i; j++)
            if (!(mean[i] == mean[i] && lower[i * k + j] == lower[i * k + j]))
                return 0;
    return 1;
}

void ir_multivariate_normal(struct ir_reader *r, double *out, size_t n, const double *mean,
                            const double *lower, size_t k) {
    for (; n; n--, out = NEXT(out, k)) {
        for (size_t j = 0; j < k; j++) {
            r->wanted = k - j;
            ir_put_f64(out, j, ir_draw_normal(r));
        }
        for (size_t i = k; i-- > 0;) { /* from the last: row i needs z[0] .. z[i] */
            double sum = 0;
            for (size_t j = 0; j <= i; j++)
                sum += ir_get_f64(out, j) * lower[i * k + j];
            ir_put_f64(out, i, ir_settled_f64(mean[i] + sum, ir_nan()));
        }
    }
}

/* ---- RandomState's, from any factor ---- */

int ir_legacy_multivariate_normal_takes(const double *mean, const double *factor, size_t k) {
    for (size_t i = 0; i < k; i++)
        if (!(mean[i] == mean[i]))
            return 0;
    for (size_t i = 0; i < k * k; i++)
        if (!(factor[i] == factor[i]))
            return 0;
    return 1;
}

void ir_legacy_multivariate_normal(struct ir_reader *r, double *out, size_t n, const double *mean,
                                   const double *factor, size_t k, double *scratch) {
    for (; n; n--, out = NEXT(out, k)) {
        for (size_t j = 0; j < k; j++) {
            r->wanted = k - j;
            scratch[j] = ir_draw_polar_normal(r);
        }
        for (size_t i = 0; i < k; i++) {
            double sum = 0;
            for (size_t j = 0; j < k; j++)
                sum += scratch[j] * factor[j * k + i];
            ir_put_f64(out, i, ir_settled_f64(sum + mean[i], ir_nan()));
        }
    }
}
