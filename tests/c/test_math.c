/* SPDX-License-Identifier: MIT */
/* The elementary functions against the libm of the reference (x86-64 with FMA, Debian 12) on random
 * arguments, and against digests of its results on every platform.
 *
 * ISORAND_TEST_LONG=1 takes 10^8 arguments of each kind instead of 10^6. */
#include <fenv.h>
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "cpu/features.h"
#include "cpu/fpenv.h"
#include "math/fma.h"
#include "math/math.h"
#include "support/harness.h"
#include "support/random.h"

/* ---- arguments ---- */

static double unit(struct test_random *r) { /* multiples of 2^-53 in [0, 1), as next_f64 */
    return (double)(int64_t)(test_random_u64(r) >> 11) * 0x1p-53;
}

static double any(struct test_random *r) { /* any bits at all */
    return ir_f64(test_random_u64(r));
}

static double one_minus_unit(struct test_random *r) {
    return 1 - unit(r);
}

static double minus_unit(struct test_random *r) {
    return -unit(r);
}

static double polar(struct test_random *r) { /* r^2 of the polar method */
    for (;;) {
        const double x = 2 * unit(r) - 1, y = 2 * unit(r) - 1, r2 = x * x + y * y;
        if (r2 > 0 && r2 < 1)
            return r2;
    }
}

static double near_1(struct test_random *r) {
    return 0.875 + unit(r) / 4;
}

static double wide(struct test_random *r) { /* of either sign, 2^-60 ... 2^60 */
    const uint64_t bits = test_random_u64(r);
    return ir_f64((bits & 0x800fffffffffffff) | ((bits >> 52 & 2047) % 120 + 963) << 52);
}

static double hundreds(struct test_random *r) { /* where exp is finite, and somewhat beyond */
    return 1600 * unit(r) - 800;
}

static double small(struct test_random *r) {
    return 8 * unit(r) - 8;
}

static double around_0(struct test_random *r) {
    return 4 * unit(r) - 2;
}

static double one(struct test_random *r) {
    (void)r;
    return 1;
}

static double whole(struct test_random *r) {
    return (double)(test_random_u64(r) >> 40) + 1;
}

static double positive(struct test_random *r) {
    return 100 * unit(r) + 0x1p-60;
}

static double half_turn(struct test_random *r) {
    return 3.141592653589793 * unit(r);
}

static double cosine(struct test_random *r) {
    return 2 * unit(r) - 1;
}

static double cosine_near_1(struct test_random *r) { /* from 1 - 2^-10 to 1 - 2^-53 */
    const double distance = ir_f64((1013 - test_random_u64(r) % 40) << 52);
    return 1 - distance * (1 + unit(r));
}

/* ---- functions ---- */

#define FLOAT_ARGUMENT(name)                                                                       \
    static double own_##name(double x, double y) {                                                 \
        (void)y;                                                                                   \
        return (double)ir_##name((float)x);                                                        \
    }                                                                                              \
    static double ref_##name(double x, double y) {                                                 \
        (void)y;                                                                                   \
        return (double)name((float)x);                                                             \
    }
#define DOUBLE_ARGUMENT(name)                                                                      \
    static double own_##name(double x, double y) {                                                 \
        (void)y;                                                                                   \
        return ir_##name(x);                                                                       \
    }                                                                                              \
    static double ref_##name(double x, double y) {                                                 \
        (void)y;                                                                                   \
        return name(x);                                                                            \
    }
DOUBLE_ARGUMENT(log)
DOUBLE_ARGUMENT(log1p)
FLOAT_ARGUMENT(log1pf)
DOUBLE_ARGUMENT(exp)
FLOAT_ARGUMENT(expf)
DOUBLE_ARGUMENT(expm1)
DOUBLE_ARGUMENT(sqrt)
DOUBLE_ARGUMENT(cos)
DOUBLE_ARGUMENT(acos)

typedef double function(double x, double y);

struct math_case {
    const char *name;
    function *own, *ref;
    double (*x)(struct test_random *r);
    double (*y)(struct test_random *r); /* of a second argument, or NULL */
    double faithful_share; /* 0: equal; else at most this share differs, and by one ulp */
    uint64_t digest;       /* of 10^5 results of the reference's libm; of our own if faithful */
};

static const struct math_case cases[] = {
    {"log 1-U", own_log, ref_log, one_minus_unit, NULL, 0, 0xc6effa19d9dc8212},
    {"log r2", own_log, ref_log, polar, NULL, 0, 0xc81f5b049cd1889e},
    {"log near 1", own_log, ref_log, near_1, NULL, 0, 0x729d1e77e514812e},
    {"log any", own_log, ref_log, any, NULL, 0, 0x1250b2a6f775ae6e},
    {"log1p -U", own_log1p, ref_log1p, minus_unit, NULL, 0, 0x6304b73cf78901c5},
    {"log1p wide", own_log1p, ref_log1p, wide, NULL, 0, 0x2ccbb437073b8fa7},
    {"log1p any", own_log1p, ref_log1p, any, NULL, 0, 0xa9215c91820ffa0a},
    {"log1pf -U", own_log1pf, ref_log1pf, minus_unit, NULL, 0, 0xef6fda713292de92},
    {"log1pf wide", own_log1pf, ref_log1pf, wide, NULL, 0, 0xa42d67557e18e952},
    {"exp small", own_exp, ref_exp, small, NULL, 0, 0x3095b1facfb11b5d},
    {"exp hundreds", own_exp, ref_exp, hundreds, NULL, 0, 0x9bb61f21c01ab17b},
    {"exp any", own_exp, ref_exp, any, NULL, 0, 0xc47e1595864bde3c},
    {"expf small", own_expf, ref_expf, small, NULL, 0, 0x49fc56dd285bb291},
    {"expf hundreds", own_expf, ref_expf, hundreds, NULL, 0, 0x684c6f988d8b870f},
    {"expm1 around 0", own_expm1, ref_expm1, around_0, NULL, 0, 0x54aa38e32dcbed0e},
    {"expm1 hundreds", own_expm1, ref_expm1, hundreds, NULL, 0, 0x8409aa5911bd15c5},
    {"expm1 any", own_expm1, ref_expm1, any, NULL, 0, 0xe70d39ec6cd78a9e},
    {"pow U", ir_pow, pow, unit, positive, 0, 0xd39f354702fa1a89},
    {"pow wide", ir_pow, pow, wide, around_0, 0, 0x569a5584bc3a6d05},
    {"pow of wholes", ir_pow, pow, around_0, whole, 0, 0x99fc7dadc8fc46e9},
    {"pow any", ir_pow, pow, any, any, 0, 0xaedcaf5a77eb740a},
    {"sqrt any", own_sqrt, ref_sqrt, any, NULL, 0, 0xdc1d408058a976fe},
    {"pow 1", ir_pow, pow, any, one, 0, 0x780428744c422625},
    {"cos half turn", own_cos, ref_cos, half_turn, NULL, 0, 0xe5211514f1735d9},
    {"acos", own_acos, ref_acos, cosine, NULL, 0.003, 0x533bd57f6c45f12e},
    {"acos near 1", own_acos, ref_acos, cosine_near_1, NULL, 0.001, 0x716b34ef68ab09e1},
};

/* Is this the libm to which equality is promised?  The arguments are some for which the variants
 * with and without FMA differ; glibc has not had all of them in every version. */
static int is_reference(void) {
#if defined(__x86_64__) && defined(__GLIBC__)
    static const volatile double x[] = {/* volatile: not to be computed by the compiler */
                                        0x1.c8005bbf83e4fp-2, -0x1.c5d350fa282dap-8,
                                        -0x1.89d20fdbda8c5p-4, -0x1.ef31ab4df4dap-4};
    return log(x[0]) == -0x1.9e3217b2c420fp-1 && exp(x[1]) == 0x1.fc777c0900f85p-1 &&
           log1p(x[2]) == -0x1.9e0fb61517d98p-4 && expm1(x[3]) == -0x1.d26e559b91799p-4;
#else
    return 0;
#endif
}

/* All NaNs are one; else the bits, in an order that is that of the numbers. */
static uint64_t rank(double x) {
    const uint64_t u = x != x ? 0x7ff8ULL << 48 : ir_bits64(x);
    return u >> 63 ? ~u : u | 1ULL << 63;
}

static uint64_t long_or(uint64_t n) {
    return getenv("ISORAND_TEST_LONG") ? 100000000 : n;
}

static void same_as_libm(const struct test_arg *arg) {
    const struct math_case *c = arg->data;
    const uint64_t n = long_or(1000000);
    struct test_random r = test_random_start((uint64_t)(c - cases));
    uint64_t different = 0;
    if (!is_reference())
        test_skip("not the reference: x86-64 with FMA and a glibc that uses it");
    for (uint64_t i = 0; i < n; i++) {
        const double x = c->x(&r), y = c->y ? c->y(&r) : 0;
        const uint64_t own = rank(c->own(x, y)), ref = rank(c->ref(x, y));
        CHECK(own == ref || (c->faithful_share > 0 && (own + 1 == ref || ref + 1 == own)),
              "%s(%a, %a): %a, libm has %a", c->name, x, y, c->own(x, y), c->ref(x, y));
        different += own != ref;
    }
    CHECK((double)different <= c->faithful_share * (double)n, "%llu of %llu differ",
          (unsigned long long)different, (unsigned long long)n);
}

static uint64_t digest(function *f, const struct math_case *c) {
    struct test_random r = {1};
    uint64_t h = 0xcbf29ce484222325; /* as FNV-1a, but 64 bits at a time */
    for (int i = 0; i < 100000; i++) {
        const double x = c->x(&r), y = c->y ? c->y(&r) : 0;
        h = (h ^ rank(f(x, y))) * 0x100000001b3;
        h ^= h >> 32;
    }
    return h;
}

static void same_everywhere(const struct test_arg *arg) {
    const struct math_case *c = arg->data;
    if (is_reference() && c->faithful_share == 0) {
        const uint64_t ref = digest(c->ref, c);
        CHECK(ref == c->digest, "the digest of libm's results is %#llx", (unsigned long long)ref);
    }
    const uint64_t own = digest(c->own, c);
    CHECK(own == c->digest, "the digest is %#llx", (unsigned long long)own);
}

/* Between enter and leave of fpenv.h the caller's rounding mode does not count, and afterwards it
 * and the flags are as before. */
static void any_rounding_mode(const struct test_arg *arg) {
    const struct math_case *c = arg->data;
    const int modes[] = {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
    for (int i = 0; i < 3; i++) {
        CHECK(!fesetround(modes[i]) && !feclearexcept(FE_ALL_EXCEPT), "fesetround");
        const struct ir_fpenv env = ir_fpenv_enter();
        const uint64_t own = digest(c->own, c);
        ir_fpenv_leave(env);
        const int mode = fegetround(), flags = fetestexcept(FE_ALL_EXCEPT);
        fesetround(FE_TONEAREST);
        CHECK(own == c->digest, "the digest in mode %d is %#llx", i, (unsigned long long)own);
        CHECK(mode == modes[i] && !flags, "mode %d has become %d, flags %d", modes[i], mode, flags);
    }
}

/* The text for CPUs without FMA gives the same on those with it. */
static void without_fma(const struct test_arg *arg) {
    const struct math_case *c = arg->data;
    const uint32_t found = atomic_exchange(&ir_cpu_found, 0);
    const uint64_t own = digest(c->own, c);
    atomic_store(&ir_cpu_found, found);
    CHECK(own == c->digest, "the digest is %#llx", (unsigned long long)own);
}

/* ---- special values ---- */

/* In the domains that gamma needs: logarithms of numbers >= 0, powers of them. */
static void special_floats(const struct test_arg *arg) {
    static const float v[] = {
        0,        1,    0x1p-149f, 0x1p-130f, 0x1p-126f,      0.5f, 2,         0x1.fffffep127f,
        INFINITY, NAN,  1.25f,     -0.5f,     0x1.fffffep-1f, -2,   -INFINITY, 0x1p-24f,
        150,      -150, 128,       -149};
    const size_t n = sizeof v / sizeof *v;
    (void)arg;
    for (size_t i = 0; i < n; i++) {
        const float log = ir_logf(v[i]), ref = logf(v[i]);
        CHECK(isnan(ref) ? isnan(log) : log == ref, "logf(%a): %a, not %a", (double)v[i],
              (double)log, (double)ref);
        for (size_t j = 0; j < n; j++) {
            const float pow = v[i] < 0 ? ir_powf(v[i], 0.5f) : ir_powf(v[i], v[j]);
            const float want = v[i] < 0 ? NAN : powf(v[i], v[j]);
            if (fabsf(want) < 0x1p-126f && want != 0)
                continue; /* subnormal */
            CHECK(isnan(want) ? isnan(pow) : pow == want, "powf(%a, %a): %a, not %a", (double)v[i],
                  (double)v[j], (double)pow, (double)want);
        }
    }
}

/* Outside of the domains of vonmises, where nobody calls them. */
static void outside(const struct test_arg *arg) {
    (void)arg;
    CHECK(isnan(ir_cos(-1)) && isnan(ir_cos(4)) && isnan(ir_cos(NAN)), "cos");
    CHECK(isnan(ir_acos(1.5)) && isnan(ir_acos(-1.5)) && isnan(ir_acos(NAN)), "acos");
}

static void special_values(const struct test_arg *arg) {
    static const double v[] = {0,
                               -0.0,
                               1,
                               -1,
                               INFINITY,
                               -INFINITY,
                               NAN,
                               0.5,
                               -0.5,
                               2,
                               -2,
                               3,
                               -3,
                               0x1p-1074,
                               0x1p52,
                               0x1p53,
                               -0x1p53 + 1,
                               0x1p54 + 4,
                               0x1.fp1023,
                               -0x1.fp1023,
                               0x1p-66,
                               -0x1p-66,
                               0x1p63,
                               0x1p64,
                               -0x1p64,
                               0x1p-1022,
                               0x1.fffffffffffffp-1,
                               0x1.0000000000001p0,
                               709.78,
                               -745.1,
                               -0x1p-54,
                               0x1p-29,
                               0x1.62e42fefa39efp9};
    const size_t n = sizeof v / sizeof *v;
    (void)arg;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            for (size_t c = 0; c < sizeof cases / sizeof *cases && is_reference(); c++) {
                const int out = cases[c].own == own_cos && !(v[i] >= 0 && v[i] <= 3.14);
                CHECK(out || (j && !cases[c].y) ||
                          rank(cases[c].own(v[i], v[j])) == rank(cases[c].ref(v[i], v[j])),
                      "%s(%a, %a): %a", cases[c].name, v[i], v[j], cases[c].own(v[i], v[j]));
            }
            for (size_t k = 0; k < n; k++)
                CHECK(rank(ir_fma_soft(v[i], v[j], v[k])) == rank(fma(v[i], v[j], v[k])),
                      "fma(%a, %a, %a)", v[i], v[j], v[k]);
        }
}

/* ---- fused multiply-add: C's is exact everywhere ---- */

static void fma_is_exact(const struct test_arg *arg) {
    const uint64_t n = long_or(2000000), few_bits = 0x801c000000000003, all_bits = ~0ULL;
    struct test_random r = test_random_start(100);
    (void)arg;
    for (uint64_t i = 0; i < n; i++) {
        const uint64_t choice = test_random_u64(&r), mask = choice & 1 ? few_bits : all_bits;
        double x = ir_f64(test_random_u64(&r) & mask), y = ir_f64(test_random_u64(&r) & mask);
        double z = ir_f64(test_random_u64(&r) & mask);
        if (choice & 2) { /* exponents that let all three matter */
            x = ldexp(1 + unit(&r), (int)(choice >> 8 & 63) - (choice & 4 ? 520 : 32));
            y = ldexp(x != 1 && choice & 8 ? 1 / x : 1 + unit(&r), (int)(choice >> 16 & 31));
            y = choice & 4 ? ldexp(y, -520) : y;
            z = -x * y * (choice & 16 ? 1 + ldexp(1, -(int)(choice >> 24 & 63)) : z > 0 ? 1 : -1);
        }
        CHECK(rank(ir_fma_soft(x, y, z)) == rank(fma(x, y, z)), "soft %a, %a, %a: %a", x, y, z,
              ir_fma_soft(x, y, z));
        CHECK(rank(ir_fma(ir_fma_hw(), x, y, z)) == rank(fma(x, y, z)), "%a, %a, %a", x, y, z);
    }
}

int main(int argc, char **argv) {
    ir_cpu_detect(); /* as the choice of a backend does; ir_fma is ir_fma_soft before */
    test_add(fma_is_exact, (struct test_arg){0}, "fma is exact");
    test_add(special_values, (struct test_arg){0}, "special values");
    test_add(special_floats, (struct test_arg){0}, "special floats");
    test_add(outside, (struct test_arg){0}, "outside of domains");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct test_arg arg = {.data = &cases[i]};
        test_add(same_everywhere, arg, "digest of %s", cases[i].name);
        test_add(without_fma, arg, "%s without FMA", cases[i].name);
        test_add(any_rounding_mode, arg, "%s in any rounding mode", cases[i].name);
        test_add(same_as_libm, arg, "%s", cases[i].name);
    }
    return test_run("math", argc, argv);
}
