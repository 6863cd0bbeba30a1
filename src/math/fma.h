/* SPDX-License-Identifier: MIT */
/* a * b + c with one rounding, to nearest even, the same bits on every platform.
 *
 * Where the compiler may use an FMA instruction it is one instruction.  A baseline x86-64 build
 * looks whether the CPU is known to have it, as nearly every one has.  Elsewhere, and with
 * -DISORAND_SOFT_FMA, it is integer arithmetic: exact by construction and without regard to the
 * rounding mode.  C's fma() would do too, but not in a library that needs libc alone; and
 * __builtin_cpu_supports() would, but for the constructor that it comes with. */
#ifndef IR_FMA_H
#define IR_FMA_H

#include "base/bytes.h"
#include "base/u128.h"
#include "cpu/features.h"

#include <stdatomic.h>

static inline uint64_t ir_bits64(double x) {
    uint64_t u;
    memcpy(&u, &x, sizeof u);
    return u;
}

static inline double ir_f64(uint64_t u) {
    double x;
    memcpy(&x, &u, sizeof x);
    return x;
}

/* k, |k| < 2^51.  A conversion instruction keeps half of a register, so that it may have to wait
 * for whatever was computed there before, be it for the value before this one; this never does. */
static inline double ir_f64_of_small(int64_t k) {
    return ir_f64(0x4338000000000000 + (uint64_t)k) - 0x1.8p52;
}

/* x >> n for any n, with a lowest bit that is set if anything but zeros was shifted out. */
static inline ir_u128 ir_shift_sticky128(ir_u128 x, int n) {
    if (n == 0)
        return x;
    if (n >= 128)
        return (ir_u128){0, (x.hi | x.lo) != 0};
    if (n >= 64) {
        const uint64_t out = n == 64 ? x.lo : x.lo | x.hi << (128 - n);
        return (ir_u128){0, (n == 64 ? x.hi : x.hi >> (n - 64)) | (out != 0)};
    }
    const uint64_t lost = x.lo << (64 - n);
    return (ir_u128){x.hi >> n, x.hi << (64 - n) | x.lo >> n | (lost != 0)};
}

static inline int ir_leading_zeros64(uint64_t x) {
    int n = 0;
    for (int half = 32; half; half /= 2)
        if (!(x >> (64 - half))) {
            n += half;
            x <<= half;
        }
    return n;
}

/* The magnitude of a finite non-zero number is *m * 2^*e, with bit 52 of *m set. */
static inline void ir_split_f64(uint64_t bits, uint64_t *m, int *e) {
    *e = (int)(bits >> 52 & 0x7ff) - 1075;
    *m = bits & 0xfffffffffffff;
    if (*e > -1075) {
        *m |= 1ULL << 52;
    } else {
        const int shift = ir_leading_zeros64(*m) - 11;
        *m <<= shift;
        *e = -1074 - shift;
    }
}

/* The double nearest to +-(m * 2^e), where the lowest bit of 'm' may stand for more to the right.
 */
static inline double ir_round_f64(uint64_t sign, ir_u128 m, int e) {
    const int zeros = m.hi ? ir_leading_zeros64(m.hi) : 64 + ir_leading_zeros64(m.lo);
    int drop = 128 - zeros - 53; /* bits to the right of the new lowest one */
    if (e + drop < -1074)
        drop = -1074 - e; /* subnormal */
    if (drop <= 0)
        return ir_f64(sign | (((uint64_t)(e + drop + 1074) << 52) + (m.lo << -drop)));
    /* Two bits more than fit: half, and everything to its right. */
    const uint64_t long_u = drop == 1 ? m.lo << 1 : ir_shift_sticky128(m, drop - 2).lo;
    uint64_t u = long_u >> 2;
    u += (long_u & 3) + (u & 1) > 2;        /* over a half, or a half and odd */
    u += (uint64_t)(e + drop + 1074) << 52; /* exponents begin at 1, which bit 52 of u adds */
    return ir_f64(sign | (u < 0x7ffULL << 52 ? u : 0x7ffULL << 52));
}

static inline double ir_fma_soft(double a, double b, double c) {
    const uint64_t ua = ir_bits64(a), ub = ir_bits64(b), uc = ir_bits64(c);
    const uint64_t inf = 0x7ffULL << 52, magnitude = ~(1ULL << 63);
    if ((ua & inf) == inf || (ub & inf) == inf || !(ua & magnitude) || !(ub & magnitude))
        return a * b + c; /* nothing to round */
    if ((uc & inf) == inf)
        return c;
    uint64_t ma, mb, mc = 0, sign = (ua ^ ub) >> 63 << 63;
    int ea, eb, ec;
    ir_split_f64(ua, &ma, &ea);
    ir_split_f64(ub, &mb, &eb);
    ir_u128 p = ir_mul64(ma << 9, mb << 10); /* 2^123 <= p < 2^125 */
    int e = ea + eb - 19;
    if (!(uc & magnitude))
        return ir_round_f64(sign, p, e);
    ir_split_f64(uc, &mc, &ec);
    ir_u128 q = {mc << 9, 0}; /* 2^125 <= q < 2^126, so that sums have room */
    const int eq = ec - 73;
    if (eq > e) { /* the smaller exponent goes up, and its bits to the right */
        p = ir_shift_sticky128(p, eq - e);
        e = eq;
    } else {
        q = ir_shift_sticky128(q, e - eq);
    }
    if (sign == uc >> 63 << 63)
        return ir_round_f64(sign, ir_add128(p, q), e);
    if (p.hi < q.hi || (p.hi == q.hi && p.lo < q.lo)) {
        const ir_u128 t = p;
        p = q;
        q = t;
        sign ^= 1ULL << 63;
    }
    p = ir_add128(p, (ir_u128){~q.hi + (q.lo == 0), ~q.lo + 1}); /* p - q */
    return p.hi | p.lo ? ir_round_f64(sign, p, e) : 0.0;
}

#if defined(__x86_64__) && !defined(__FMA__) && !defined(ISORAND_SOFT_FMA)
#define IR_FMA_TWO_TEXTS
#endif

/* Whether the CPU is known to fuse: what the callers of ir_fma pass on. */
static inline int ir_fma_hw(void) {
#ifdef ISORAND_SOFT_FMA
    return 0;
#elif defined(__FMA__) || defined(__aarch64__) || defined(__FP_FAST_FMA)
    return 1;
#elif defined(__x86_64__)
    return (atomic_load_explicit(&ir_cpu_found, memory_order_relaxed) & IR_CPU_FMA) != 0;
#else
    return 0;
#endif
}

static IR_INLINE double ir_fma(int hw, double a, double b, double c) {
    if (!hw)
        return ir_fma_soft(a, b, c);
#ifdef IR_FMA_TWO_TEXTS
    if (!__builtin_constant_p(hw)) { /* outside of IR_WITH_FMA, where a builtin would be libm's */
        __asm__("vfmadd231sd %2, %1, %0" : "+x"(c) : "x"(a), "x"(b));
        return c;
    }
#endif
    return __builtin_fma(a, b, c);
}

/* Defines 'type name parameters' as text(hw, arguments), where 'text' is IR_INLINE and so is all
 * that it passes 'hw' on to.  In a baseline x86-64 build this makes two texts, the one for CPUs
 * that fuse all of their instructions. */
#ifdef IR_FMA_TWO_TEXTS
#define IR_WITH_FMA(type, name, parameters, text, ...)                                             \
    static __attribute__((noinline, target("fma"))) type name##_fused parameters {                 \
        return text(1, __VA_ARGS__);                                                               \
    }                                                                                              \
    static __attribute__((noinline)) type name##_soft parameters {                                 \
        return text(0, __VA_ARGS__);                                                               \
    }                                                                                              \
    type name parameters {                                                                         \
        return ir_fma_hw() ? name##_fused(__VA_ARGS__) : name##_soft(__VA_ARGS__);                 \
    }
#else
#define IR_WITH_FMA(type, name, parameters, text, ...)                                             \
    type name parameters {                                                                         \
        return text(ir_fma_hw(), __VA_ARGS__);                                                     \
    }
#endif

#endif
