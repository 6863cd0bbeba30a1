/* SPDX-License-Identifier: MIT */
/* How each distribution's values lie in the stream: see entry.h.  tests/c/test_entry.c finds it out
 * by experiment. */
#include "distribution/entry.h"
#include "distribution/dist.h"

static struct ir_entry fixed(unsigned bits, unsigned draws, unsigned values) {
    return (struct ir_entry){IR_ENTRY_FIXED, (uint8_t)bits, (uint8_t)draws, (uint8_t)values, 0, 0};
}

/* Values for which nothing is drawn. */
static struct ir_entry undrawn(void) {
    return fixed(64, 0, 1);
}

static struct ir_entry at_once(unsigned bits, unsigned grain) {
    return (struct ir_entry){IR_ENTRY_AT_ONCE, (uint8_t)bits, (uint8_t)grain, 1, 0, 0};
}

static struct ir_entry slow(unsigned bits, unsigned grain) {
    return (struct ir_entry){IR_ENTRY_SLOW, (uint8_t)bits, (uint8_t)grain, 1, 0, 0};
}

static struct ir_entry phase(void) {
    return (struct ir_entry){IR_ENTRY_PHASE, 64, 1, 1, 0, 0};
}

static unsigned float_bits(const struct ir_plan *plan) {
    return plan->type == ISORAND_F32 ? 32 : 64;
}

/* RandomState's normals take pairs of draws. */
static unsigned normal_grain(const struct ir_plan *plan) {
    return ir_is_randomstate(plan) ? 2 : 1;
}

struct ir_entry ir_plan_entry(const struct ir_plan *plan) {
    return plan->dist->entry ? plan->dist->entry(plan) : phase();
}

/* ---- words, uniforms, integers ---- */

static struct ir_entry quick(struct ir_entry entry) {
    entry.quick = 1;
    return entry;
}

struct ir_entry ir_entry_raw(const struct ir_plan *plan) {
    return quick(plan->type == ISORAND_U8 ? fixed(32, 1, 4) : fixed(8 * plan->bytes, 1, 1));
}

struct ir_entry ir_entry_uniform(const struct ir_plan *plan) {
    return quick(ir_entry_one(plan));
}

/* One uniform a value. */
struct ir_entry ir_entry_one(const struct ir_plan *plan) {
    return fixed(float_bits(plan), 1, 1);
}

/* Of Lemire's method, log2 of how many draws there are for one that is refused: those whose lower
 * half is below 2^bits mod range. */
static unsigned seldom(uint64_t max, unsigned bits) {
    const uint64_t range = max + 1, full = UINT64_MAX >> (64 - bits);
    const uint64_t refused = (full - max) % range;
    const unsigned log = refused ? bits - 64 + (unsigned)__builtin_clzll(refused) : bits;
    return log >= 18 ? log : 0;
}

struct ir_entry ir_entry_integers(const struct ir_plan *plan) {
    const uint64_t max = plan->of.integer.max;
    const unsigned bits = plan->of.integer.bits < 32 ? plan->of.integer.bits : 32;
    if (max == 0)
        return undrawn();
    struct ir_entry e = quick(max > UINT32_MAX ? at_once(64, 1) : at_once(32, 1));
    e.values = (uint8_t)(32 / bits);
    if ((max & (max + 1)) == 0) /* powers of two refuse nothing */
        e.kind = IR_ENTRY_FIXED;
    else if (bits == 32 && !ir_is_randomstate(plan))
        e.seldom = (uint8_t)seldom(max, e.bits);
    return e;
}

/* A uniform that is drawn again if it is 0. */
struct ir_entry ir_entry_open_uniform(const struct ir_plan *plan) {
    (void)plan;
    struct ir_entry e = at_once(64, 1);
    e.seldom = 53;
    return e;
}

/* ---- normals and exponentials ---- */

struct ir_entry ir_entry_normal(const struct ir_plan *plan) {
    return at_once(float_bits(plan), normal_grain(plan));
}

struct ir_entry ir_entry_exponential(const struct ir_plan *plan) {
    return ir_is_randomstate(plan) ? fixed(64, 1, 1) : at_once(float_bits(plan), 1);
}

struct ir_entry ir_entry_weibull(const struct ir_plan *plan) {
    return plan->param[0].f == 0 ? undrawn() : ir_entry_exponential(plan);
}

/* Two normals: RandomState's are one pair. */
struct ir_entry ir_entry_cauchy(const struct ir_plan *plan) {
    return ir_is_randomstate(plan) ? at_once(64, 2) : phase();
}

/* A normal and a uniform. */
struct ir_entry ir_entry_wald(const struct ir_plan *plan) {
    return slow(64, normal_grain(plan));
}

/* ---- gamma ----
 * A normal and a uniform a try from 1 on, a uniform and an exponential below. */

static struct ir_entry gamma_of_shape(const struct ir_plan *plan, double shape) {
    if (shape == 0)
        return undrawn();
    if (shape == 1)
        return ir_entry_exponential(plan);
    if (ir_is_randomstate(plan))
        return shape < 1 ? at_once(64, 2) : slow(64, 2);
    return slow(float_bits(plan), 1);
}

struct ir_entry ir_entry_gamma(const struct ir_plan *plan) {
    return gamma_of_shape(plan, plan->type == ISORAND_F32 ? (double)plan->of.gamma_f32.shape
                                                          : plan->of.gamma[0].shape);
}

/* Two gammas, one after the other: parses agree on where one begins, and one of them has to be
 * refused in one parse and not in the other before they agree on which is the first. */
static struct ir_entry two_gammas(const struct ir_plan *plan) {
    const double a = plan->of.gamma[0].shape, b = plan->of.gamma[1].shape;
    const double less = a < b ? a : b, more = a < b ? b : a;
    if (ir_is_randomstate(plan))
        return phase();
    if (less <= 1) /* which take other draws than those above 1 */
        return more > 1 || (more == 1 && less < 1) ? slow(64, 1) : phase();
    return less <= 10 && more >= 1.5 * less ? slow(64, 1) : phase();
}

/* RandomState's gammas below 1 take pairs of draws, as its normals do: which of a pair comes next
 * is all the same to them. */
static struct ir_entry normal_and_gamma(const struct ir_plan *plan) {
    if (ir_is_randomstate(plan) && plan->of.gamma[0].shape < 1)
        return phase();
    return slow(64, normal_grain(plan));
}

struct ir_entry ir_entry_standard_t(const struct ir_plan *plan) {
    return normal_and_gamma(plan);
}

struct ir_entry ir_entry_noncentral(const struct ir_plan *plan) {
    const double df = plan->param[0].f, nonc = plan->param[1].f;
    if (nonc == 0)
        return ir_entry_gamma(plan);
    if (nonc != nonc && !ir_is_randomstate(plan))
        return undrawn();
    return df > 1 ? normal_and_gamma(plan) : slow(64, normal_grain(plan));
}

struct ir_entry ir_entry_f(const struct ir_plan *plan) {
    return two_gammas(plan);
}

struct ir_entry ir_entry_noncentral_f(const struct ir_plan *plan) {
    if (plan->param[2].f == 0)
        return two_gammas(plan);
    return ir_is_randomstate(plan) ? phase() : slow(64, 1);
}

struct ir_entry ir_entry_beta(const struct ir_plan *plan) {
    const int johnk = plan->of.gamma[0].shape <= 1 && plan->of.gamma[1].shape <= 1;
    return johnk ? at_once(64, 2) : two_gammas(plan);
}

/* ---- counts ---- */

struct ir_entry ir_entry_geometric(const struct ir_plan *plan) {
    return plan->param[0].f >= 0.333333333333333333333333 ? fixed(64, 1, 1)
                                                          : ir_entry_exponential(plan);
}

/* One uniform or two a try. */
struct ir_entry ir_entry_logseries(const struct ir_plan *plan) {
    (void)plan;
    return slow(64, 2);
}

struct ir_entry ir_entry_zipf(const struct ir_plan *plan) {
    return plan->param[0].f >= 1025 ? undrawn() : at_once(64, 2);
}

struct ir_entry ir_entry_poisson(const struct ir_plan *plan) {
    const double lam = plan->of.poisson.lam;
    return lam >= 10 ? at_once(64, 2) : lam == 0 ? undrawn() : slow(64, 1);
}

struct ir_entry ir_entry_binomial(const struct ir_plan *plan) {
    switch (plan->of.binomial.method) {
    case IR_BINOMIAL_ZERO:
        return undrawn();
    case IR_BINOMIAL_INVERSION:
        return at_once(64, 1);
    default:
        return at_once(64, 2);
    }
}

struct ir_entry ir_entry_negative_binomial(const struct ir_plan *plan) {
    return slow(64, normal_grain(plan));
}

/* Small samples take a draw for each ball, of the sample or of what stays in the urn, unless one
 * colour runs out. */
struct ir_entry ir_entry_hypergeometric(const struct ir_plan *plan) {
    const struct ir_hypergeometric *h = &plan->of.hypergeometric;
    const int64_t rest = h->good + h->bad - h->sample;
    if (h->method == IR_HYPERGEOMETRIC_HRUA)
        return at_once(64, 2);
    const int urn = h->method == IR_HYPERGEOMETRIC_URN;
    const int64_t balls = urn && rest < h->sample ? rest : h->sample;
    if (h->good == 0 || h->bad == 0 || balls == 0)
        return undrawn();
    /* Of many balls two parses refuse the same words. */
    if (urn && h->good + h->bad > 4096)
        return phase();
    return slow(urn ? 32 : 64, (unsigned)balls);
}
