/* SPDX-License-Identifier: MIT */
/* Kernels of rejection methods, each try of which is a pair of uniforms: of 'n' pairs, a multiple
 * of 64, the values, as if each was accepted, and two bits: whether it is, and whether that is for
 * the definition to say, which then makes the value too.  Bit e % 64 of accepted[e / 64] and
 * unsure[e / 64] belongs to pair e.  The constants 'c' and the formulas are those of the
 * distributions' files. */
#ifndef IR_KERN_TRIES_H
#define IR_KERN_TRIES_H

#include "simd/kern_formula.h"

#include "math/lgamma_text.h"

#define HAVE_KERN_tries 1

struct tried {
    vf64 value;
    vmask accepted, unsure;
};
typedef struct tried tries_fn(vf64 u, vf64 v, const double *c);
/* A second look at unsure tries, gathered from 64 pairs: the lanes accepted, and those unsure
 * still. */
typedef vmask judge_fn(vf64 u, vf64 v, vf64 value, const double *c, vmask *unsure);

static IR_INLINE void tries_judge(const double *restrict uniforms, const unsigned char *values,
                                  uint64_t *restrict accepted, uint64_t *restrict unsure,
                                  const double *restrict c, judge_fn *judge) {
    double u[64 + VL64], v[64 + VL64], value[64 + VL64];
    unsigned char place[64 + VL64];
    size_t n = 0;
    uint64_t yes = 0, unknown = 0;
    for (uint64_t rest = *unsure; rest; rest &= rest - 1, n++) {
        const unsigned i = (unsigned)__builtin_ctzll(rest);
        place[n] = (unsigned char)i;
        u[n] = uniforms[2 * i];
        v[n] = uniforms[2 * i + 1];
        memcpy(&value[n], values + 8 * i, 8);
    }
    for (size_t i = n; i < n + VL64; i++) { /* lanes behind the last */
        place[i] = 0;
        u[i] = v[i] = 0.5;
        value[i] = 0;
    }
    for (size_t k = 0; k < n; k += VL64) {
        vmask maybe;
        const vmask judged =
            judge(vf64_load(u + k), vf64_load(v + k), vf64_load(value + k), c, &maybe);
        uint64_t good = vmask_lanes(judged), open = vmask_lanes(maybe);
        for (size_t i = k; i < k + VL64 && i < n; i++, good >>= 1, open >>= 1) {
            yes |= (good & 1) << place[i];
            unknown |= (open & 1) << place[i];
        }
    }
    *accepted |= yes;
    *unsure = unknown;
}

static IR_INLINE void tries_fill(const double *restrict uniforms, size_t n, void *restrict values,
                                 uint64_t *restrict accepted, uint64_t *restrict unsure,
                                 const double *restrict c, tries_fn *once, judge_fn *judge) {
    unsigned char *out = values;
    for (size_t i = 0; i < n; i += 64, uniforms += 128, out += 8 * 64) {
        uint64_t yes = 0, unknown = 0;
        for (size_t k = 0; k < 64; k += VL64) {
            vf64 u, v;
            vf64_unzip(vf64_load(uniforms + 2 * k), vf64_load(uniforms + 2 * k + VL64), &u, &v);
            const struct tried t = once(u, v, c);
            vf64_store(out + 8 * k, t.value);
            yes |= (uint64_t)vmask_lanes(t.accepted) << k;
            unknown |= (uint64_t)vmask_lanes(t.unsure) << k;
        }
        accepted[i / 64] = yes;
        unsure[i / 64] = unknown;
        if (judge)
            tries_judge(uniforms, out, &accepted[i / 64], &unsure[i / 64], c, judge);
    }
    vec_end();
}

#define KERN_TRIES(NAME, JUDGE)                                                                    \
    static void kern_##NAME##_tries(const double *restrict uniforms, size_t n,                     \
                                    void *restrict values, uint64_t *restrict accepted,            \
                                    uint64_t *restrict unsure, const double *restrict c) {         \
        tries_fill(uniforms, n, values, accepted, unsure, c, tries_##NAME, JUDGE);                 \
    }

static IR_INLINE vmask vf64_at_most(vf64 a, vf64 b) {
    return vmask_or(vf64_below(a, b), vf64_equal(a, b));
}

static IR_INLINE vf64 tries_floor(vf64 x) {
    return -vf64_ceil(-x);
}

/* PTRS, for means below 2^50: lam, 2 a, b, v_r.  Unsure is what its squeeze leaves. */
static IR_INLINE struct tried tries_poisson(vf64 u, vf64 v, const double *c) {
    const double lam = c[0], twice_a = c[1], b = c[2], vr = c[3];
    u = u - 0.5;
    const vf64 us = 0.5 - vf64_of_bits(vf64_bits(u) & ~(UINT64_C(1) << 63));
    const vf64 k = tries_floor((twice_a / us + b) * u + lam + 0.43);
    const vmask outer = vf64_below(us, vf64_set1(0.07));
    const vmask accepted = vmask_and_not(vf64_at_most(v, vf64_set1(vr)), outer);
    vmask refused = vmask_or(vf64_below(k, vf64_set1(0)), accepted);
    const vmask inner = vmask_and_not(vf64_below(us, v), vf64_at_most(vf64_set1(0.013), us));
    refused = vmask_or(refused, inner);
    return (struct tried){formula_i64(k, i64_of), accepted,
                          vmask_and_not(vf64_at_most(u, vf64_set1(1)), refused)};
}

#ifdef VEC_ONE_LANE
#define JUDGE_POISSON NULL /* the definition does no less */
#else
/* Where the Stirling series serves: a, log(lam), log(1 / alpha). */
static IR_INLINE vmask judge_poisson(vf64 u, vf64 v, vf64 value, const double *c, vmask *unsure) {
    const double lam = c[0], b = c[2], a = c[4], log_lam = c[5], log_inv_alpha = c[6];
    const vf64 us = 0.5 - vf64_magnitude(u - 0.5), k = ir_vf64_of_small(vf64_bits(value));
    const vf64 next = k + 1.0;
    const vf64 left = vf64_log(v) + log_inv_alpha - vf64_log(a / (us * us) + b);
    const vf64 right = -lam + k * log_lam - ir_lgamma_from_7(next, vf64_log(next));
    *unsure = vf64_below(next, vf64_set1(7));
    return vmask_and_not(vf64_at_most(left, right), *unsure);
}
#define JUDGE_POISSON judge_poisson
#endif
KERN_TRIES(poisson, JUDGE_POISSON)

/* The zeta distribution: a - 1, 2^(a - 1), the least U, -1 / (a - 1). */
static IR_INLINE struct tried tries_zipf(vf64 u01, vf64 v, const double *c) {
    const double a1 = c[0], b = c[1];
    const vf64 u = u01 * c[2] + (1.0 - u01);
    const vf64 x = tries_floor(vf64_pow(u, vf64_set1(c[3])));
    const vf64 t = vf64_pow(1.0 + 1.0 / x, vf64_set1(a1));
    const vmask accepted = vf64_at_most(v * x * (t - 1.0) / (b - 1.0), t / b);
    const vmask large = vf64_at_most(vf64_set1(0x1p50), x), outside = vf64_below(x, vf64_set1(1));
    return (struct tried){formula_i64(x, i64_of), vmask_and_not(accepted, vmask_or(large, outside)),
                          large};
}
KERN_TRIES(zipf, NULL)

/* Joehnk's beta: the inverses of both parameters.  Unsure is what underflows. */
static IR_INLINE struct tried tries_beta(vf64 u, vf64 v, const double *c) {
    const vf64 zero = vf64_set1(0);
    const vf64 x = vf64_pow(u, vf64_set1(c[0])), y = vf64_pow(v, vf64_set1(c[1])), sum = x + y;
    const vmask underflow = vmask_or(vf64_equal(x, zero), vf64_equal(y, zero));
    const vmask accepted = vf64_at_most(sum, vf64_set1(1));
    return (struct tried){x / sum, vmask_and_not(accepted, underflow), underflow};
}
KERN_TRIES(beta, NULL)

#endif
