/* SPDX-License-Identifier: MIT */
/* The Poisson distribution.
 *
 * Formulas and order of draws are those of NumPy 1.24's distributions.c. */
#include "distribution/poisson.h"
#include "distribution/loop.h"
#include "distribution/tries.h"
#include "math/math.h"
#include "math/rounding.h"

/* What every try of PTRS needs, and what few do. */

static IR_INLINE void ptrs_init(struct ir_poisson *s) {
    s->b = 0.931 + 2.53 * ir_sqrt(s->lam);
    s->a = -0.059 + 0.02483 * s->b;
    s->vr = 0.9277 - 3.6224 / (s->b - 2);
}

static IR_INLINE void ptrs_init_rare(struct ir_poisson *s) {
    s->log_lam = ir_log(s->lam);
    s->log_inv_alpha = ir_log(1.1239 + 1.1328 / (s->b - 3.4));
}

struct ir_poisson ir_poisson_of(double lam) {
    struct ir_poisson s = {.lam = lam};
    if (lam >= 10) {
        ptrs_init(&s);
        ptrs_init_rare(&s);
    } else if (lam != 0) { /* or a NaN */
        s.limit = ir_exp(-lam);
    }
    return s;
}

/* Multiply uniforms until the product falls to exp(-lam). */
static IR_INLINE int64_t product(struct ir_reader *r, double limit) {
    double product = ir_read_f64(r);
    int64_t count = 0;
    for (; product > limit; count++)
        product *= ir_read_f64(r);
    return count;
}

/* PTRS, transformed rejection with squeeze: W. Hoermann, Insurance: Mathematics and Economics 12
 * (1993) 39.  One try. */
static IR_INLINE int ptrs_once(const struct ir_reader *r, const struct ir_poisson *s,
                               const int once, double u, double v, int64_t *value) {
    const double lam = s->lam, a = s->a, b = s->b, vr = s->vr;
    u -= 0.5;
    const double us = 0.5 - ir_abs(u);
    const int64_t k = ir_to_i64(ir_floor((2 * a / us + b) * u + lam + 0.43));
    *value = k;
    if (us >= 0.07 && v <= vr)
        return 1;
    if (k < 0 || (us < 0.013 && v > us))
        return 0;
    struct ir_poisson t = *s;
    if (once)
        ptrs_init_rare(&t);
    const double left = ir_log(v) + t.log_inv_alpha - ir_log(a / (us * us) + b);
    /* Integers were added before 2.4, which matters beyond 2^53. */
    const double next =
        ir_reader_numpy(r) >= IR_NUMPY_2_4 ? (double)k + 1 : (double)(int64_t)((uint64_t)k + 1);
    return left <= -lam + (double)k * t.log_lam - ir_lgamma(next);
}

static IR_INLINE int64_t ptrs(struct ir_reader *r, const struct ir_poisson *s, const int once) {
    for (;;) {
        const double u = ir_read_f64(r), v = ir_read_f64(r);
        int64_t k;
        if (ptrs_once(r, s, once, u, v, &k))
            return k;
    }
}

int64_t ir_draw_poisson(struct ir_reader *r, const struct ir_poisson *s) {
    if (s->lam >= 10)
        return ptrs(r, s, 0);
    return s->lam == 0 ? 0 : product(r, s->limit);
}

int64_t ir_draw_poisson_once(struct ir_reader *r, double lam) {
    if (!(lam >= 10))
        return lam == 0 ? 0 : product(r, ir_exp(-lam)); /* a NaN takes a uniform */
    struct ir_poisson s = {.lam = lam};
    ptrs_init(&s);
    return ptrs(r, &s, 1);
}

static int prepare_poisson(struct ir_plan *plan, int *culprit) {
    (void)culprit;
    plan->of.poisson = ir_poisson_of(plan->param[0].f);
    return 0;
}

static int64_t poisson(struct ir_reader *r, const struct ir_plan *plan) {
    return ir_draw_poisson(r, &plan->of.poisson);
}

static size_t define_poisson(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    return ir_loop_i64(poisson, r, plan, out, n);
}

enum { FEW = 8 }; /* below, single draws */

/* From uniforms in bulk: the places where products end, of which the differences are the values.
 * At a time as many uniforms as values are still wanted, so that none is left over. */
static size_t fill_product(struct ir_reader *r, const struct ir_plan *plan, unsigned char *out,
                           size_t n) {
    enum { PIECE = 1024 };
    const double limit = plan->of.poisson.limit;
    double u[PIECE + 1], product = 1; /* of the value that is not complete, */
    uint64_t count = 0;               /* and of how many uniforms */
    size_t made = 0, m;
    while ((m = ir_reader_room64(r, n - made < PIECE ? n - made : PIECE)) >= FEW) {
        ir_read_many_f64(r, u, m);
        u[m] = 1;
        unsigned char *const ends = out + 8 * made;
        const size_t complete = IR_KERNEL(r->backend, products)(u, m, limit, &product, ends);
        uint64_t before = 0 - count; /* the place where the value began */
        for (size_t i = 0; i < complete; i++) {
            const uint64_t end = ir_get64(ends + 8 * i);
            ir_put64(ends + 8 * i, end - before);
            before = end + 1;
        }
        count = m - before;
        made += complete;
    }
    if (count) {
        r->wanted = n - made;
        for (; product > limit; count++)
            product *= ir_read_f64(r);
        ir_put64(out + 8 * made, count - 1);
        made++;
    }
    return made + define_poisson(r, plan, out + 8 * made, n - made);
}

static int poisson_once(struct ir_reader *r, const struct ir_plan *plan, double u, double v,
                        void *value) {
    int64_t k;
    const int accepted = ptrs_once(r, &plan->of.poisson, 0, u, v, &k);
    memcpy(value, &k, 8);
    return accepted;
}

static const struct ir_tries ptrs_tries = {ir_kernel_poisson_tries, poisson_once};

static size_t fill_poisson(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    const struct ir_poisson *s = &plan->of.poisson;
    const int vector = IR_KERNEL_IS_VECTOR(r->backend, products);
    if (n < FEW)
        return define_poisson(r, plan, out, n);
    if (s->lam >= 10 && s->lam < 0x1p50 && vector) {
        const double constants[] = {s->lam,     2 * s->a,        s->b, s->vr, s->a,
                                    s->log_lam, s->log_inv_alpha};
        return ir_fill_tries(&ptrs_tries, r, plan, constants, out, n);
    }
    /* Without vectors it wins where the end of a product is hardest to guess. */
    if (s->lam > (vector ? 0 : 0.3) && s->lam < (vector ? 10 : 3))
        return fill_product(r, plan, out, n);
    return define_poisson(r, plan, out, n);
}

const struct ir_dist ir_dist_poisson = {.prepare = prepare_poisson,
                                        .fill = fill_poisson,
                                        .define = define_poisson,
                                        .entry = ir_entry_poisson};
