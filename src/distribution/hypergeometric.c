/* SPDX-License-Identifier: MIT */
/* The hypergeometric distribution: an urn for small samples; else HRUA, ratio of uniforms
 * (E. Stadlober, J. of Computational and Applied Mathematics 31 (1990) 181).
 *
 * Formulas and order of draws are those of NumPy 1.24's random_hypergeometric.c and, for
 * RandomState, legacy-distributions.c. */
#include "distribution/hypergeometric.h"
#include "distribution/draw.h"
#include "distribution/loop.h"
#include "math/math.h"
#include "math/rounding.h"

/* 2 sqrt(2/e) and 3 - 2 sqrt(3/e), as NumPy writes them. */
static const double hrua_d1 = 1.7155277699214135, hrua_d2 = 0.8989161620588988;

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

/* log(k!) : a table, then Stirling's series up to k^-3 (NumPy's logfactorial.c). */
static double log_factorial(int64_t k) {
    static const double table[] = {
#include "math/logfactorial_table.h"
    };
    const double half_ln_2pi = 0.9189385332046728, x = (double)k;
    if (k < (int64_t)(sizeof table / sizeof *table))
        return table[k];
    return (x + 0.5) * ir_log(x) - x + (half_ln_2pi + (1.0 / x) * (1 / 12.0 - 1 / (360.0 * x * x)));
}

/* Minus the logarithm of the probability of k, up to a constant. */
static IR_INLINE double height_by(double (*log_k)(int64_t), const struct ir_hypergeometric *s,
                                  int64_t k) {
    return log_k(k) + log_k(s->few - k) + log_k(s->nsample - k) + log_k(s->many - s->nsample + k);
}

/* RandomState's log(k!). */
static double log_gamma(int64_t k) {
    return ir_lgamma((double)(k + 1));
}

static double hrua_height(const struct ir_hypergeometric *s, int64_t k) {
    return s->randomstate ? height_by(log_gamma, s, k) : height_by(log_factorial, s, k);
}

static void hrua_init(struct ir_hypergeometric *s, int64_t good, int64_t bad, int64_t nsample,
                      int randomstate) {
    const int64_t population = good + bad;
    const double total = (double)population;
    s->randomstate = randomstate;
    s->few = least(good, bad);
    s->many = population - s->few;
    s->nsample = least(nsample, population - nsample);

    const double rest = (double)(population - s->nsample);
    const double p = (double)s->few / total;
    /* RandomState multiplies by the whole sample, Generator by the smaller part. */
    const double q = randomstate ? 1.0 - p : (double)s->many / total;
    const double drawn = (double)(randomstate ? nsample : s->nsample);
    s->a = (double)s->nsample * p + 0.5;
    const double c = ir_sqrt(rest * drawn * p * q / (double)(population - 1) + 0.5);
    s->h = hrua_d1 * c + hrua_d2;
    const int64_t mode = ir_to_i64(
        ir_floor((double)(s->nsample + 1) * (double)(s->few + 1) / (double)(population + 2)));
    s->g = hrua_height(s, mode);
    const double support = (double)least(s->nsample, s->few) + 1;
    const double far = ir_floor(s->a + 16 * c);
    s->b = support < far ? support : far;
}

/* About how many tries one value takes.  RandomState's box is made for the whole sample, what it
 * accepts grows with the smaller of sample and rest. */
static double hrua_tries(const struct ir_hypergeometric *s) {
    const double total = (double)s->few + (double)s->many, p = (double)s->few / total;
    const double spread = (total - (double)s->nsample) * p * (1.0 - p) / total;
    return ir_sqrt((spread * (double)s->sample + 0.5) / (spread * (double)s->nsample + 0.5));
}

static int64_t hrua(struct ir_reader *r, const struct ir_hypergeometric *s) {
    for (;;) {
        const double u = ir_read_f64(r), v = ir_read_f64(r);
        const double x = s->a + s->h * (v - 0.5) / u;
        if (!(x >= 0.0 && x < s->b))
            continue;
        const int64_t k = ir_to_i64(ir_floor(x));
        const double t = s->g - hrua_height(s, k);
        if (u * (4.0 - u) - 3.0 <= t)
            return k;
        if (!(u * (u - t) >= 1) && 2.0 * ir_log(u) <= t)
            return k;
    }
}

static int64_t draw_hrua(struct ir_reader *r, const struct ir_hypergeometric *s, int64_t good,
                         int64_t bad, int64_t nsample) {
    int64_t k = hrua(r, s);
    if (good > bad)
        k = s->nsample - k;
    return s->nsample < nsample ? good - k : k;
}

/* Draws balls one by one: the sample, or what stays in the urn, whichever is less. */
static int64_t urn(struct ir_reader *r, int64_t good, int64_t bad, int64_t nsample) {
    int64_t total = good + bad, left = good;
    const int inverted = nsample > total / 2;
    int64_t draws = inverted ? total - nsample : nsample;
    for (; draws > 0 && left > 0 && total > left; draws--) {
        total--;
        left -= (int64_t)ir_draw_masked(r, 64, (uint64_t)total) < left;
    }
    if (total == left) /* only good ones remain */
        left -= draws;
    return inverted ? left : good - left;
}

/* RandomState's small samples: HYP of V. Kachitvichyanukul, B. W. Schmeiser (1985). */
static int64_t hyp(struct ir_reader *r, int64_t good, int64_t bad, int64_t nsample) {
    const int64_t rest = bad + good - nsample;
    const double few = (double)least(bad, good);
    double y = few;
    for (int64_t k = nsample; y > 0.0;) {
        const double u = ir_read_f64(r);
        y -= (double)(int64_t)(u + y / (double)(rest + k)); /* not negative, and below 3 */
        if (--k == 0)
            break;
    }
    const int64_t z = ir_to_i64(few - y);
    return good > bad ? nsample - z : z;
}

/* Which of the methods serves; for HRUA also its constants. */
static void init(struct ir_hypergeometric *s, int64_t good, int64_t bad, int64_t nsample,
                 int randomstate) {
    s->good = good;
    s->bad = bad;
    s->sample = nsample;
    if (randomstate ? nsample <= 10 : nsample < 10 || nsample > good + bad - 10) {
        s->method = randomstate ? IR_HYPERGEOMETRIC_HYP : IR_HYPERGEOMETRIC_URN;
    } else {
        s->method = IR_HYPERGEOMETRIC_HRUA;
        hrua_init(s, good, bad, nsample, randomstate);
    }
}

int64_t ir_draw_hypergeometric(struct ir_reader *r, const struct ir_hypergeometric *s) {
    switch (s->method) {
    case IR_HYPERGEOMETRIC_URN:
        return urn(r, s->good, s->bad, s->sample);
    case IR_HYPERGEOMETRIC_HYP:
        return hyp(r, s->good, s->bad, s->sample);
    default:
        return draw_hrua(r, s, s->good, s->bad, s->sample);
    }
}

void ir_hypergeometric_init(struct ir_hypergeometric *s, int64_t good, int64_t bad,
                            int64_t nsample) {
    init(s, good, bad, nsample, 0);
}

static int prepare_hypergeometric(struct ir_plan *plan, int *culprit) {
    const int64_t good = plan->param[0].i, bad = plan->param[1].i, nsample = plan->param[2].i;
    const int randomstate = ir_is_randomstate(plan);
    const int64_t limit = randomstate ? INT64_MAX : 1000000000 - 1;
    if (good > limit || bad > limit || nsample < randomstate) {
        *culprit = good > limit ? 0 : bad > limit ? 1 : 2;
        return ISORAND_EINVAL;
    }
    if (good > INT64_MAX - bad || nsample > good + bad)
        return ISORAND_EINVAL;
    /* HRUA adds 2 to the sum of both: where that wraps, RandomState would search for ever. */
    if (nsample > 10 && good > INT64_MAX - 2 - bad)
        return ISORAND_EINVAL;
    init(&plan->of.hypergeometric, good, bad, nsample, randomstate);
    if (plan->of.hypergeometric.method == IR_HYPERGEOMETRIC_HRUA && randomstate &&
        hrua_tries(&plan->of.hypergeometric) > 1e6)
        return ISORAND_EINVAL;
    return 0;
}

static int64_t hypergeometric(struct ir_reader *r, const struct ir_plan *plan) {
    return ir_draw_hypergeometric(r, &plan->of.hypergeometric);
}

static size_t fill_hypergeometric(struct ir_reader *r, const struct ir_plan *plan, void *out,
                                  size_t n) {
    return ir_loop_i64(hypergeometric, r, plan, out, n);
}

const struct ir_dist ir_dist_hypergeometric = {.prepare = prepare_hypergeometric,
                                               .fill = fill_hypergeometric,
                                               .entry = ir_entry_hypergeometric};
