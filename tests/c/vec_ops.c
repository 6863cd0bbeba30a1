/* SPDX-License-Identifier: MIT */
/* Each operation of a vec header against plain C, lane by lane.  Compiled with the flags of the
 * backend whose source file is BACKEND_FILE: the header is tested as its kernels see it.  The
 * backend's table comes along and is not used. */
#include BACKEND_FILE

#include "c/vec_ops.h"

#include "math/fma.h"
#include "math/math.h"
#include "math/rounding.h"
#include "support/harness.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 2000 };

/* Numbers at which digits, signs and carries go wrong, and random ones. */
static uint64_t some64(struct test_random *r) {
    static const uint64_t edges[] = {0,
                                     1,
                                     UINT64_MAX,
                                     UINT32_MAX,
                                     UINT64_C(1) << 32,
                                     UINT64_C(1) << 63,
                                     UINT64_C(0x7fffffffffffffff),
                                     UINT64_C(0xffffffff00000000),
                                     (UINT64_C(1) << 52) - 1,
                                     UINT64_C(1) << 52,
                                     UINT64_C(0xfff0000000000000),
                                     UINT64_C(0x8000000080000000)};
    const uint64_t pick = test_random_below(r, 2 * (sizeof edges / sizeof *edges));
    return pick < sizeof edges / sizeof *edges ? edges[pick] : test_random_u64(r);
}

static void fill64(struct test_random *r, uint64_t *x, int n) {
    for (int i = 0; i < n; i++)
        x[i] = some64(r);
}

static void fill32(struct test_random *r, uint32_t *x, int n) {
    for (int i = 0; i < n; i++)
        x[i] = (uint32_t)(some64(r) >> 32 * (r->state & 1));
}

static void fill16(struct test_random *r, uint16_t *x, int n) {
    for (int i = 0; i < n; i++)
        x[i] = (uint16_t)(some64(r) >> 16 * (r->state & 3));
}

static void fill8(struct test_random *r, uint8_t *x, int n) {
    for (int i = 0; i < n; i++)
        x[i] = (uint8_t)(some64(r) >> 8 * (r->state & 7));
}

/* Cases of lanes in memory order: EXPR on vectors a, b, c against WANT on x, y, z. */
#define LANEWISE(V, TYPE, LANES, FILL, NAME, EXPR, WANT)                                           \
    static void check_##NAME(struct test_random *r) {                                              \
        for (int round = 0; round < ROUNDS; round++) {                                             \
            TYPE in[3][LANES], got[LANES];                                                         \
            FILL(r, in[0], 3 * (LANES));                                                           \
            const V a = V##_load(in[0]), b = V##_load(in[1]), c = V##_load(in[2]);                 \
            (void)a, (void)b, (void)c;                                                             \
            V##_store(got, EXPR);                                                                  \
            for (int i = 0; i < (LANES); i++) {                                                    \
                const TYPE x = in[0][i], y = in[1][i], z = in[2][i];                               \
                (void)x, (void)y, (void)z;                                                         \
                CHECK(got[i] == (TYPE)(WANT), "lane %d is %llx, not %llx", i,                      \
                      (unsigned long long)got[i], (unsigned long long)(TYPE)(WANT));               \
            }                                                                                      \
        }                                                                                          \
    }
#define LANES64(NAME, EXPR, WANT) LANEWISE(v64, uint64_t, VL64, fill64, NAME, EXPR, WANT)
#define LANES32(NAME, EXPR, WANT) LANEWISE(v32, uint32_t, VL32, fill32, NAME, EXPR, WANT)
#define LANES16(NAME, EXPR, WANT) LANEWISE(v16, uint16_t, VL16, fill16, NAME, EXPR, WANT)
#define LANES8(NAME, EXPR, WANT)  LANEWISE(v8, uint8_t, VL8, fill8, NAME, EXPR, WANT)

/* ---- 64-bit lanes ---- */

LANES64(v64_load_store, a, x)
LANES64(v64_or, v64_or(a, b), x | y)
LANES64(v64_select, v64_select(a, b, c), (x & y) | (~x & z))
LANES64(v64_swap_halves, v64_swap_halves(a), x << 32 | x >> 32)
LANES64(v64_rotl24, v64_rotl24(a), x << 24 | x >> 40)
LANES64(v64_shl_1, v64_shl(a, 1), x << 1)
LANES64(v64_shl_32, v64_shl(a, 32), x << 32)
LANES64(v64_shl_63, v64_shl(a, 63), x << 63)
LANES64(v64_shr_1, v64_shr(a, 1), x >> 1)
LANES64(v64_shr_11, v64_shr(a, 11), x >> 11)
LANES64(v64_shr_38, v64_shr(a, 38), x >> 38)
LANES64(v64_shr_63, v64_shr(a, 63), x >> 63)

LANES64(v64_set1, v64_set1(in[0][0]), (in[0][0] + x - x))
LANES64(v64_and, v64_and(a, b), x &y)
LANES64(v64_xor, v64_xor(a, b), x ^ y)
LANES64(v64_add, v64_add(a, b), x + y)
LANES64(v64_mul_low32, v64_mul_low32(a, b), (x & UINT32_MAX) * (y & UINT32_MAX))

/* Without this bit of its exponent a float is finite. */
#define FINITE (UINT64_C(1) << 30)
static double f32_of(uint32_t x) {
    float f;
    memcpy(&f, &x, sizeof f);
    return (double)f;
}
static uint64_t bits64(double d) {
    uint64_t x;
    memcpy(&x, &d, sizeof x);
    return x;
}
/* Numbers whose sums and products are inexact, and the bits of them. */
static double real64(uint64_t x) {
    return (double)(int64_t)x * 0x1p-60;
}
LANES64(v64_to_f64, v64_to_f64(v64_shr(a, 11)), bits64((double)(int64_t)(x >> 11)))
LANES64(v64_to_f64_below_52, v64_to_f64_52(v64_shr(a, 12)), bits64((double)(int64_t)(x >> 12)))
LANES64(v64_unit_f64, v64_unit_f64(a), bits64((double)(int64_t)(x >> 11) * 0x1p-53))
LANES64(v64_set1_f64, v64_set1_f64(real64(in[0][0])), (bits64(real64(in[0][0])) + x - x))

static void check_v64_arithmetic_f64(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        double x[2][VL64], sum[VL64], product[VL64];
        for (int i = 0; i < VL64; i++) {
            x[0][i] = real64(some64(r));
            x[1][i] = real64(some64(r));
        }
        v64_store(sum, v64_add_f64(v64_load(x[0]), v64_load(x[1])));
        v64_store(product, v64_mul_f64(v64_load(x[0]), v64_load(x[1])));
        for (int i = 0; i < VL64; i++) {
            CHECK(bits64(sum[i]) == bits64(x[0][i] + x[1][i]), "%a + %a is %a", x[0][i], x[1][i],
                  sum[i]);
            CHECK(bits64(product[i]) == bits64(x[0][i] * x[1][i]), "%a * %a is %a", x[0][i],
                  x[1][i], product[i]);
        }
    }
}

static void check_v64_below(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t x[2][VL64], want = 0;
        fill64(r, x[0], 2 * VL64);
        for (unsigned i = 0; i < VL64; i++) {
            x[0][i] >>= 1;
            x[1][i] = test_random_below(r, 4) ? x[1][i] >> 1 : x[0][i]; /* equal ones as well */
            want |= (uint64_t)(x[0][i] < x[1][i]) << i;
        }
        const uint64_t got = v64_below(v64_load(x[0]), v64_load(x[1]));
        CHECK(got == want, "bits %llx, not %llx", (unsigned long long)got,
              (unsigned long long)want);
    }
}

LANES64(v64_f32_to_f64, v64_f32_to_f64(v64_and(a, v64_set1(~FINITE))),
        bits64(f32_of((uint32_t)(x & ~FINITE))))

static void check_v64_signs(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t x[VL64], want = 0;
        fill64(r, x, VL64);
        for (unsigned i = 0; i < VL64; i++)
            want |= x[i] >> 63 << i;
        const uint64_t got = v64_signs(v64_load(x));
        CHECK(got == want, "bits %llx, not %llx", (unsigned long long)got,
              (unsigned long long)want);
    }
}

static void check_vec_popcount(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        const uint64_t x = some64(r);
        unsigned want = 0;
        for (uint64_t rest = x; rest; rest >>= 1)
            want += rest & 1;
        CHECK(vec_popcount(x) == want, "%llx has %u bits", (unsigned long long)x, want);
    }
}

/* From a table of any alignment, by the full range of indices. */
static void check_v64_gather(struct test_random *r) {
    static unsigned char table[8 * 65536 + 1];
    for (size_t i = 0; i < sizeof table; i++)
        table[i] = (unsigned char)test_random_u64(r);
    for (int round = 0; round < ROUNDS; round++) {
        const unsigned char *base = table + round % 2;
        uint16_t index[VL64];
        uint64_t got[VL64], got32[VL64];
        for (int i = 0; i < VL64; i++)
            index[i] = (uint16_t)(round % 3 ? test_random_u64(r) : 65535u * (unsigned)(i % 2));
        v64_store(got, v64_gather(base, index));
        v64_store(got32, v64_gather_u32(base, index));
        for (int i = 0; i < VL64; i++) {
            CHECK(got[i] == ir_get64(base + 8 * (size_t)index[i]), "lane %d", i);
            CHECK(got32[i] == ir_get32(base + 4 * (size_t)index[i]), "32 bits, lane %d", i);
        }
    }
}

/* 32-bit words to 64-bit lanes and back; nothing behind them may be written. */
static void check_v64_u32(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t words[VL64], back[VL64 + 1];
        uint64_t x[VL64], got[VL64];
        fill32(r, words, VL64);
        fill64(r, x, VL64);
        back[VL64] = 0xcacacaca;
        v64_store(got, v64_load_u32(words));
        v64_store_u32(back, v64_load(x));
        for (int i = 0; i < VL64; i++) {
            CHECK(got[i] == words[i], "lane %d is %llx", i, (unsigned long long)got[i]);
            CHECK(back[i] == (uint32_t)x[i], "word %d is %x", i, back[i]);
        }
        CHECK(back[VL64] == 0xcacacaca, "wrote behind the words");
    }
}

/* All masks; a whole vector may be written, and nothing behind it. */
static void check_v64_compress(struct test_random *r) {
    for (unsigned keep = 0; keep < 1u << VL64; keep++) {
        uint64_t x[VL64], got[VL64 + 1];
        fill64(r, x, VL64);
        got[VL64] = UINT64_C(0xcacacacacacacaca);
        const size_t n = v64_compress(got, v64_load(x), keep);
        size_t kept = 0;
        for (unsigned i = 0; i < VL64; i++)
            if (keep >> i & 1) {
                CHECK(got[kept] == x[i], "mask %x, kept %zu", keep, kept);
                kept++;
            }
        CHECK(n == kept, "mask %x keeps %zu, not %zu", keep, n, kept);
        CHECK(got[VL64] == UINT64_C(0xcacacacacacacaca), "mask %x writes behind", keep);
    }
}

static void check_v64_lookup(struct test_random *r) {
    static _Alignas(64) uint64_t table[256][2];
    fill64(r, table[0], 512);
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t x[VL64], first[VL64], second[VL64];
        v64 a, b;
        for (int i = 0; i < VL64; i++)
            x[i] = test_random_u64(r);
        const unsigned shift = (unsigned)round % 5;
        v64_lookup(table, x, shift, &a, &b);
        v64_store(first, a);
        v64_store(second, b);
        for (int i = 0; i < VL64; i++) {
            const uint64_t *want = table[x[i] >> shift & 0xff];
            CHECK(first[i] == want[0] && second[i] == want[1], "lane %d", i);
        }
    }
}

#if !defined(VEC_SKIP_LCG128)
LANES64(v64_mullo, v64_mullo(a, b), x *y)
#endif

#ifdef IR_LCG64_PAIRS_H
/* Through the packing store, for the upper halves are anything. */
static void check_v64_rotr_low32(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t x[2][VL64], count[2][VL64];
        uint32_t got[2 * VL64];
        fill64(r, x[0], 2 * VL64);
        for (int i = 0; i < VL64; i++) {
            count[0][i] = test_random_below(r, 32);
            count[1][i] = (uint64_t)(i + round) % 32;
        }
        v64_store_pack2(got, v64_rotr_low32(v64_load(x[0]), v64_load(count[0])),
                        v64_rotr_low32(v64_load(x[1]), v64_load(count[1])), IR_WORDS);
        for (int v = 0; v < 2; v++)
            for (int i = 0; i < VL64; i++) {
                const uint32_t low = (uint32_t)x[v][i];
                const unsigned n = (unsigned)count[v][i];
                const uint32_t want = n ? low >> n | low << (32 - n) : low;
                const int place = v ? V64_PACK2_B[i] : V64_PACK2_A[i];
                CHECK(got[place] == want, "%x rotated by %u is %x", low, n, got[place]);
            }
    }
}

/* The places are those of a permutation. */
static void check_v64_pack2_places(struct test_random *r) {
    unsigned char seen[2 * VL64] = {0};
    (void)r;
    for (int i = 0; i < VL64; i++) {
        seen[V64_PACK2_A[i]]++;
        seen[V64_PACK2_B[i]]++;
    }
    for (int i = 0; i < 2 * VL64; i++)
        CHECK(seen[i] == 1, "place %d comes %d times", i, seen[i]);
    CHECK(V64_PACK2_A[0] == 0, "lcg64_first takes lane 0");
}
#endif

#ifndef VEC_SKIP_PCG32
/* PCG32's LCG, its state and its output. */
static void check_lcg64(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t x[LCG64], k[2];
        uint32_t got[LCG64];
        fill64(r, x, LCG64);
        fill64(r, k, 2);
        const lcg64_affine f = lcg64_affine_set(k[0], k[1]);
        lcg64 lanes = lcg64_load(x);
        for (int step = 0; step < 4; step++) {
            lcg64_emit_xsh_rr(got, lanes, IR_WORDS);
            CHECK(lcg64_first(lanes) == x[0], "lane 0 after %d steps", step);
            for (int i = 0; i < LCG64; i++) {
                const uint32_t folded = (uint32_t)((x[i] >> 18 ^ x[i]) >> 27);
                const uint32_t want = ir_rotr32(folded, (unsigned)(x[i] >> 59));
                CHECK(got[i] == want, "lane %d after %d steps: %x, not %x", i, step, got[i], want);
                x[i] = x[i] * k[0] + k[1];
            }
            lanes = lcg64_step(lanes, &f);
        }
    }
}
#endif

#ifndef VEC_SKIP_PHILOX4X64
LANES64(v64_xor3, v64_xor3(a, b, c), x ^ y ^ z)

/* Blocks in order, whatever order the lanes have. */
static void check_v64_blocks(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t x[4][VL64], got[4 * VL64];
        fill64(r, x[0], 4 * VL64);
        v64_store4(got, v64_lanes(x[0]), v64_lanes(x[1]), v64_lanes(x[2]), v64_lanes(x[3]));
        for (int i = 0; i < 4 * VL64; i++)
            CHECK(got[i] == x[i % 4][i / 4], "word %d of block %d", i % 4, i / 4);
        const uint64_t base = x[0][0];
        const v64 count = v64_count(base);
        v64_store4(got, count, count, count, count);
        for (int i = 0; i < 4 * VL64; i++)
            CHECK(got[i] == base + (uint64_t)(i / 4), "count of block %d", i / 4);
    }
}

static void check_v64_mulhilo(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t x[VL64], hi[VL64], lo[VL64];
        const uint64_t m = some64(r);
        v64 vhi, vlo;
        fill64(r, x, VL64);
        v64_mulhilo(v64_load(x), v64_factor_set(m), &vhi, &vlo);
        v64_store(hi, vhi);
        v64_store(lo, vlo);
        for (int i = 0; i < VL64; i++) {
            const ir_u128 want = ir_mul64(x[i], m);
            CHECK(hi[i] == want.hi && lo[i] == want.lo, "%llx * %llx is %llx:%llx",
                  (unsigned long long)x[i], (unsigned long long)m, (unsigned long long)hi[i],
                  (unsigned long long)lo[i]);
        }
    }
}
#endif

/* ---- 128-bit lanes ---- */

#ifndef VEC_SKIP_LCG128
static void check_v128(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t hi[VL128], lo[VL128], got_hi[VL128], got_lo[VL128], rotated[VL128];
        uint64_t k[4];
        fill64(r, hi, VL128);
        fill64(r, lo, VL128);
        fill64(r, k, 4);
        const ir_u128 a = {k[0], k[1]}, c = {k[2], k[3]};
        const v128_affine f = v128_affine_set(a, c);
        v128 x = v128_load(hi, lo);
        for (int step = 0; step < 4; step++) {
            v64_store(got_hi, v128_hi(x));
            v64_store(got_lo, v128_lo(x));
            v64_store(rotated, v128_xsl_rr(x));
            for (int i = 0; i < VL128; i++) {
                CHECK(got_hi[i] == hi[i] && got_lo[i] == lo[i], "lane %d after %d steps", i, step);
                CHECK(rotated[i] == ir_rotr64(hi[i] ^ lo[i], (unsigned)(hi[i] >> 58)),
                      "XSL-RR of lane %d after %d steps", i, step);
                if (step == 1)
                    continue;
                const ir_u128 next = ir_add128(ir_mul128((ir_u128){hi[i], lo[i]}, a), c);
                hi[i] = next.hi;
                lo[i] = next.lo;
            }
            if (step == 1) { /* another a and c in each lane, and garbage in what they come from */
                const v128 again = v128_step(x, &f), once = v128_step(v128_set1(c), &f);
                const v128_affine lanes = v128_affine_lanes(again, once);
                const ir_u128 lane_c = ir_add128(ir_mul128(c, a), c);
                x = v128_step(x, &lanes);
                for (int i = 0; i < VL128; i++) {
                    const ir_u128 y = {hi[i], lo[i]};
                    const ir_u128 lane_a = ir_add128(ir_mul128(y, a), c);
                    const ir_u128 z = ir_add128(ir_mul128(y, lane_a), lane_c);
                    hi[i] = z.hi;
                    lo[i] = z.lo;
                }
                continue;
            }
            x = v128_step(x, &f);
            const ir_u128 last = v128_last(x);
            CHECK(last.hi == hi[VL128 - 1] && last.lo == lo[VL128 - 1], "last lane");
        }
    }
}
#endif

/* ---- 32-bit numbers in slots: seen through s32_store4 alone ---- */

static void check_s32_blocks(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t x[4][SL32], got[4 * SL32];
        fill32(r, x[0], 4 * SL32);
        s32_store4(got, s32_lanes(x[0]), s32_lanes(x[1]), s32_lanes(x[2]), s32_lanes(x[3]));
        for (int i = 0; i < 4 * SL32; i++)
            CHECK(got[i] == x[i % 4][i / 4], "word %d of block %d", i % 4, i / 4);
    }
}

/* Two multiplications in a row: what the first leaves in a slot's upper half must not matter. */
static void check_s32_round(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t x[2][SL32], m[2], key, got[4 * SL32];
        const uint32_t base = (uint32_t)some64(r);
        fill32(r, x[0], 2 * SL32);
        fill32(r, m, 2);
        fill32(r, &key, 1);
        s32 hi, lo, hi2, lo2;
        s32_mulhilo(s32_lanes(x[0]), s32_factor_set(m[0]), &hi, &lo);
        s32 mixed = s32_xor3(lo, s32_lanes(x[1]), s32_set1(key));
        s32_mulhilo(mixed, s32_factor_set(m[1]), &hi2, &lo2);
        s32_store4(got, hi, s32_count(base), hi2, lo2);
        for (uint32_t i = 0; i < SL32; i++) {
            const uint64_t p = (uint64_t)x[0][i] * m[0];
            const uint64_t q = (uint64_t)((uint32_t)p ^ x[1][i] ^ key) * m[1];
            CHECK(got[4 * i] == p >> 32, "first product, lane %u", i);
            CHECK(got[4 * i + 1] == (uint32_t)(base + i), "count, lane %u", i);
            CHECK(got[4 * i + 2] == q >> 32 && got[4 * i + 3] == (uint32_t)q,
                  "second product, lane %u", i);
        }
    }
}

/* ---- 32-bit lanes ---- */

LANES32(v32_load_store, a, x)
LANES32(v32_set1, v32_set1(in[0][0]), (in[0][0] + x - x))
LANES32(v32_add, v32_add(a, b), x + y)
LANES32(v32_and, v32_and(a, b), x &y)
LANES32(v32_xor, v32_xor(a, b), x ^ y)
LANES32(v32_xor_and, v32_xor_and(a, b, c), x ^ (y & z))
LANES32(v32_select, v32_select(a, b, c), (x & y) | (~x & z))
LANES32(v32_xor_if_odd, v32_xor_if_odd(a, b, c), y % 2 ? x ^ z : x)
#ifdef VEC_JOINS
LANES32(v32_load_once, v32_load_once(in[1]), y)
#define JOIN(n)                                                                                    \
    LANES32(v32_join_##n, v32_join(a, b, n),                                                       \
            ((void)z, i + n < VL32 ? in[0][(i + n) % VL32] : in[1][(i + n) % VL32]))
JOIN(1)
JOIN(13)
JOIN(15)
#endif
LANES32(v32_shl_7, v32_shl(a, 7), x << 7)
LANES32(v32_shl_31, v32_shl(a, 31), x << 31)
LANES32(v32_shr_1, v32_shr(a, 1), x >> 1)
LANES32(v32_shr_18, v32_shr(a, 18), x >> 18)

static uint32_t bits32(float f) {
    uint32_t x;
    memcpy(&x, &f, sizeof x);
    return x;
}
static float real32(uint32_t x) {
    return (float)(int32_t)x * 0x1p-30f;
}
LANES32(v32_to_f32, v32_to_f32(v32_shr(a, 8)), bits32((float)(int32_t)(x >> 8)))
LANES32(v32_unit_f32, v32_unit_f32(a), bits32((float)(int32_t)(x >> 8) / 0x1p24f))
LANES32(v32_set1_f32, v32_set1_f32(real32(in[0][0])), (bits32(real32(in[0][0])) + x - x))

static void check_v32_arithmetic_f32(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        float x[2][VL32], sum[VL32], product[VL32];
        for (int i = 0; i < VL32; i++) {
            x[0][i] = real32((uint32_t)some64(r));
            x[1][i] = real32((uint32_t)some64(r));
        }
        v32_store(sum, v32_add_f32(v32_load(x[0]), v32_load(x[1])));
        v32_store(product, v32_mul_f32(v32_load(x[0]), v32_load(x[1])));
        for (int i = 0; i < VL32; i++) {
            CHECK(bits32(sum[i]) == bits32(x[0][i] + x[1][i]), "sum in lane %d", i);
            CHECK(bits32(product[i]) == bits32(x[0][i] * x[1][i]), "product in lane %d", i);
        }
    }
}

static void check_v32_below(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t x[2][VL32];
        uint64_t want = 0;
        fill32(r, x[0], 2 * VL32);
        for (unsigned i = 0; i < VL32; i++) {
            x[0][i] >>= 1;
            x[1][i] = test_random_below(r, 4) ? x[1][i] >> 1 : x[0][i];
            want |= (uint64_t)(x[0][i] < x[1][i]) << i;
        }
        const uint64_t got = v32_below(v32_load(x[0]), v32_load(x[1]));
        CHECK(got == want, "bits %llx, not %llx", (unsigned long long)got,
              (unsigned long long)want);
    }
}

/* Lanes of any size; the second often equal to the first or next to it. */
#define AT_MOST(BITS, LANES, FILL)                                                                 \
    static void check_v##BITS##_at_most(struct test_random *r) {                                   \
        for (int round = 0; round < ROUNDS; round++) {                                             \
            uint##BITS##_t x[2][LANES];                                                            \
            uint64_t want = 0;                                                                     \
            FILL(r, x[0], 2 * (LANES));                                                            \
            for (unsigned i = 0; i < (LANES); i++) {                                               \
                const uint64_t pick = test_random_below(r, 6);                                     \
                if (pick < 3)                                                                      \
                    x[1][i] = (uint##BITS##_t)(x[0][i] + pick - 1);                                \
                want |= (uint64_t)(x[0][i] <= x[1][i]) << i;                                       \
            }                                                                                      \
            const uint64_t got = v##BITS##_at_most(v##BITS##_load(x[0]), v##BITS##_load(x[1]));    \
            CHECK(got == want, "bits %llx, not %llx", (unsigned long long)got,                     \
                  (unsigned long long)want);                                                       \
        }                                                                                          \
    }
AT_MOST(64, VL64, fill64)
AT_MOST(32, VL32, fill32)
AT_MOST(16, VL16, fill16)
AT_MOST(8, VL8, fill8)

#define MULHILO(BITS, LANES, FILL, WIDE)                                                           \
    static void check_v##BITS##_mulhilo(struct test_random *r) {                                   \
        for (int round = 0; round < ROUNDS; round++) {                                             \
            uint##BITS##_t x[2][LANES], hi[LANES], lo[LANES];                                      \
            v##BITS vhi, vlo;                                                                      \
            FILL(r, x[0], 2 * (LANES));                                                            \
            v##BITS##_mulhilo(v##BITS##_load(x[0]), v##BITS##_load(x[1]), &vhi, &vlo);             \
            v##BITS##_store(hi, vhi);                                                              \
            v##BITS##_store(lo, vlo);                                                              \
            for (int i = 0; i < (LANES); i++) {                                                    \
                const WIDE product = (WIDE)((WIDE)x[0][i] * x[1][i]);                              \
                CHECK(hi[i] == (uint##BITS##_t)(product >> BITS) &&                                \
                          lo[i] == (uint##BITS##_t)product,                                        \
                      "lane %d: %llx * %llx is %llx:%llx", i, (unsigned long long)x[0][i],         \
                      (unsigned long long)x[1][i], (unsigned long long)hi[i],                      \
                      (unsigned long long)lo[i]);                                                  \
            }                                                                                      \
        }                                                                                          \
    }
MULHILO(32, VL32, fill32, uint64_t)
MULHILO(16, VL16, fill16, uint32_t)
MULHILO(8, VL8, fill8, uint32_t)

/* Random masks, and those of no and of all lanes. */
#define COMPRESS(BITS, LANES, FILL)                                                                \
    static void check_v##BITS##_compress(struct test_random *r) {                                  \
        const uint64_t all = UINT64_MAX >> (64 - (LANES));                                         \
        for (int round = 0; round < ROUNDS; round++) {                                             \
            uint##BITS##_t x[LANES], got[(LANES) + 1];                                             \
            const uint64_t keep = round == 0 ? 0 : round == 1 ? all : test_random_u64(r) & all;    \
            FILL(r, x, LANES);                                                                     \
            got[LANES] = (uint##BITS##_t)0xcaca;                                                   \
            const size_t n = v##BITS##_compress(got, v##BITS##_load(x), keep);                     \
            size_t kept = 0;                                                                       \
            for (unsigned i = 0; i < (LANES); i++)                                                 \
                if (keep >> i & 1) {                                                               \
                    CHECK(got[kept] == x[i], "mask %llx, kept %zu", (unsigned long long)keep,      \
                          kept);                                                                   \
                    kept++;                                                                        \
                }                                                                                  \
            CHECK(n == kept, "mask %llx keeps %zu, not %zu", (unsigned long long)keep, n, kept);   \
            CHECK(got[LANES] == (uint##BITS##_t)0xcaca, "mask %llx writes behind",                 \
                  (unsigned long long)keep);                                                       \
        }                                                                                          \
    }
COMPRESS(16, VL16, fill16)
COMPRESS(8, VL8, fill8)

static void check_v8_store_bits(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        const uint64_t bits = some64(r);
        uint8_t got[65];
        got[64] = 0xca;
        v8_store_bits(got, bits);
        for (int i = 0; i < 64; i++)
            CHECK(got[i] == (bits >> i & 1), "bit %d of %llx is %u", i, (unsigned long long)bits,
                  got[i]);
        CHECK(got[64] == 0xca, "wrote behind the bytes");
    }
}

static void check_v32_compress(struct test_random *r) {
    for (unsigned keep = 0; keep < 1u << VL32; keep++) {
        uint32_t x[VL32], got[VL32 + 1];
        fill32(r, x, VL32);
        got[VL32] = 0xcacacaca;
        const size_t n = v32_compress(got, v32_load(x), keep);
        size_t kept = 0;
        for (unsigned i = 0; i < VL32; i++)
            if (keep >> i & 1) {
                CHECK(got[kept] == x[i], "mask %x, kept %zu", keep, kept);
                kept++;
            }
        CHECK(n == kept, "mask %x keeps %zu, not %zu", keep, n, kept);
        CHECK(got[VL32] == 0xcacacaca, "mask %x writes behind", keep);
    }
}

static void check_v32_lookup(struct test_random *r) {
    static _Alignas(64) uint32_t table[256][2];
    fill32(r, table[0], 512);
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t x[VL32], first[VL32], second[VL32];
        v32 a, b;
        for (int i = 0; i < VL32; i++)
            x[i] = (uint32_t)test_random_u64(r);
        const unsigned shift = (unsigned)round % 5;
        v32_lookup(table, x, shift, &a, &b);
        v32_store(first, a);
        v32_store(second, b);
        for (int i = 0; i < VL32; i++) {
            const uint32_t *want = table[x[i] >> shift & 0xff];
            CHECK(first[i] == want[0] && second[i] == want[1], "lane %d", i);
        }
    }
}

/* ---- 16-bit and 8-bit lanes ---- */

LANES16(v16_load_store, a, x)
LANES16(v16_set1, v16_set1(in[0][0]), (in[0][0] + x - x))
LANES16(v16_add, v16_add(a, b), x + y)
LANES16(v16_and, v16_and(a, b), x &y)
LANES8(v8_load_store, a, x)
LANES8(v8_set1, v8_set1(in[0][0]), (in[0][0] + x - x))
LANES8(v8_add, v8_add(a, b), x + y)
LANES8(v8_and, v8_and(a, b), x &y)

/* ---- numbers ---- */

#ifdef HAVE_KERN_formula

static double f64_of(uint64_t u) {
    double x;
    memcpy(&x, &u, sizeof x);
    return x;
}

static double unit(struct test_random *r) {
    return (double)(int64_t)(test_random_u64(r) >> 11) * 0x1p-53;
}

/* Numbers with special values and the edges of the functions' texts among them. */
static double edge(struct test_random *r) {
    static const double edges[] = {0,
                                   1,
                                   2,
                                   3,
                                   0.5,
                                   0.25,
                                   0x1p-1074,
                                   0x1p-1022,
                                   0x1.fffffffffffffp1023,
                                   0x1p52,
                                   0x1p53,
                                   0x1p63,
                                   0x1p-29,
                                   0x1p-54,
                                   0x1p-65,
                                   0x1p-20,
                                   512,
                                   709.78,
                                   745.1,
                                   1024,
                                   1 - 0x1p-4,
                                   1 + 0x1.09p-4,
                                   0x1.6p-1, /* log */
                                   0x1.a827ap-2,
                                   0x1.2bec4p-2,
                                   0x1.a827999fcef32p-2,
                                   0x1.2bec333018867p-2, /* log1p */
                                   0x1.62e43p-2,
                                   0x1.62e42fefa39efp-2,
                                   0x1.0a2b2p0,
                                   0x1.0a2b23f3bab73p0,
                                   0x1.3687ap5,
                                   0x1.62e42fefa39efp9,
                                   0x1.62e42fefa39efp-1}; /* expm1 */
    const uint64_t pick = test_random_below(r, sizeof edges / sizeof *edges + 2);
    double x = INFINITY;
    if (pick < sizeof edges / sizeof *edges) { /* or a few units of the last place away */
        const uint64_t away = test_random_below(r, 7);
        x = edges[pick];
        x = x > 0 ? f64_of(bits64(x) + away - 3) : x;
    } else if (pick % 2) {
        x = NAN;
    }
    return test_random_below(r, 2) ? -x : x;
}

/* What distributions ask for, all sizes, any bits, edges. */
static double argument(struct test_random *r) {
    switch (test_random_below(r, 12)) {
    case 0:
        return edge(r);
    case 1:
        return f64_of(test_random_u64(r));
    case 2: { /* 2^-60 ... 2^60, of either sign */
        const uint64_t u = test_random_u64(r);
        return f64_of((u & 0x800fffffffffffff) | ((u >> 52 & 2047) % 120 + 963) << 52);
    }
    case 3:
        return 0.875 + unit(r) / 4;
    case 4:
        return 1600 * unit(r) - 800;
    case 5:
        return 80 * unit(r) - 40;
    case 6:
        return -unit(r);
    case 7:
        return unit(r) / (1 - unit(r));
    case 8:
        return 4 * unit(r) - 2;
    default:
        return unit(r);
    }
}

/* All NaNs are one. */
static int same_f64(double x, double y) {
    return bits64(x) == bits64(y) || (x != x && y != y);
}

/* How many arguments: 10^6, or 10^8 with ISORAND_TEST_LONG; some thousands where intrinsics are
 * emulated. */
static size_t arguments(void) {
    const char *slow = strstr(BACKEND_FILE, "simde");
    const size_t most = getenv("ISORAND_TEST_LONG") ? 100000000 : 1000000;
    return slow ? most / 50 : most;
}

#define FUNCTION(NAME)                                                                             \
    static void check_vf64_##NAME(struct test_random *r) {                                         \
        for (size_t done = 0; done < arguments(); done += VL64) {                                  \
            double x[VL64], y[VL64];                                                               \
            for (int i = 0; i < VL64; i++)                                                         \
                x[i] = argument(r);                                                                \
            vf64_store(y, vf64_##NAME(vf64_load(x)));                                              \
            for (int i = 0; i < VL64; i++)                                                         \
                CHECK(same_f64(y[i], ir_##NAME(x[i])), "of %a: %a, not %a", x[i], y[i],            \
                      ir_##NAME(x[i]));                                                            \
        }                                                                                          \
    }
FUNCTION(log)
FUNCTION(log1p)
FUNCTION(exp)
FUNCTION(expm1)
FUNCTION(sqrt)

static void check_vf64_pow(struct test_random *r) {
    for (size_t done = 0; done < arguments(); done += VL64) {
        double x[VL64], y[VL64], z[VL64];
        const double shared = argument(r); /* as the distributions have it */
        const int each = test_random_below(r, 2) != 0, one = test_random_below(r, 20) == 0;
        for (int i = 0; i < VL64; i++) {
            x[i] = argument(r);
            y[i] = each ? argument(r) : one ? 1 : shared;
        }
        vf64_store(z, vf64_pow(vf64_load(x), vf64_load(y)));
        for (int i = 0; i < VL64; i++)
            CHECK(same_f64(z[i], ir_pow(x[i], y[i])), "of %a, %a: %a, not %a", x[i], y[i], z[i],
                  ir_pow(x[i], y[i]));
    }
}

static void check_vf64_arithmetic(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        double x[3][VL64], got[9][VL64];
        float in[VL64], out[VL64];
        unsigned lanes[5] = {0};
        for (int i = 0; i < VL64; i++) {
            x[0][i] = argument(r);
            x[1][i] = test_random_below(r, 4) ? argument(r) : x[0][i];
            x[2][i] = argument(r);
        }
        for (int i = 0; i < VL64; i++)
            in[i] = (float)x[0][i];
        const vf64 a = vf64_load(x[0]), b = vf64_load(x[1]), c = vf64_load(x[2]);
        const vmask below = vf64_below(a, b), equal = vf64_equal(a, b);
        const vmask bits_below = vu64_below(vf64_bits(a), vf64_bits(b));
        vf64_store(got[0], vf64_fma(ir_fma_hw(), a, b, c));
        vf64_store(got[1], vf64_trunc(a));
        vf64_store(got[2], vf64_ceil(a));
        vf64_store(got[3], vf64_select(below, b, c));
        vf64_store(got[4], vf64_load_f32(in));
        vf64_store_f32(out, a);
        vf64_store(got[5], vf64_of_bits(vf64_bits(a) + 5));
        vf64_store(got[6], vf64_set1(x[0][0]));
        vf64_store(got[7], vf64_of(2.5) * a - b / c);
        lanes[0] = vmask_lanes(below);
        lanes[1] = vmask_lanes(equal);
        lanes[2] = vmask_lanes(bits_below);
        lanes[3] = vmask_lanes(vmask_or(below, bits_below));
        lanes[4] = vmask_lanes(vmask_and_not(below, bits_below));
        for (int i = 0; i < VL64; i++) {
            const double u = x[0][i], v = x[1][i], w = x[2][i];
            const unsigned is[3] = {u < v, u == v, bits64(u) < bits64(v)};
            CHECK(same_f64(got[0][i], ir_fma_soft(u, v, w)), "fma %a %a %a: %a", u, v, w,
                  got[0][i]);
            CHECK(got[1][i] == (u < 0 ? ir_ceil(u) : ir_floor(u)) || u != u, "trunc %a: %a", u,
                  got[1][i]);
            CHECK(got[2][i] == ir_ceil(u) || u != u, "ceil %a: %a", u, got[2][i]);
            CHECK(same_f64(got[3][i], is[0] ? v : w), "select");
            CHECK(same_f64(got[4][i], (double)in[i]), "from %a", (double)in[i]);
            CHECK(same_f64((double)out[i], (double)(float)u), "to float %a", u);
            CHECK(same_f64(got[5][i], f64_of(bits64(u) + 5)), "bits of %a", u);
            CHECK(same_f64(got[6][i], x[0][0]), "set1");
            CHECK(same_f64(got[7][i], 2.5 * u - v / w), "2.5 * %a - %a / %a", u, v, w);
            const unsigned want[5] = {is[0], is[1], is[2], is[0] | is[2], is[0] & !is[2]};
            for (int k = 0; k < 5; k++)
                CHECK((lanes[k] >> i & 1) == want[k], "comparison %d of %a and %a", k, u, v);
        }
    }
}

static void check_vf64_order(struct test_random *r) {
    for (int round = 0; round < ROUNDS; round++) {
        double x[2 * VL64], first[VL64], second[VL64], back[2 * VL64], chosen[VL64];
        vf64 a, b;
        for (int i = 0; i < 2 * VL64; i++)
            x[i] = argument(r);
        const vf64 low = vf64_load(x), high = vf64_load(x + VL64);
        vf64_unzip(low, high, &a, &b);
        vf64_store(first, a);
        vf64_store(second, b);
        vf64_zip(a, b, &a, &b);
        vf64_store(back, a);
        vf64_store(back + VL64, b);
        vf64_store(chosen, vf64_select_sign(vf64_bits(low), low, high));
        CHECK(vu64_first(vf64_bits(low)) == bits64(x[0]), "first");
        for (int i = 0; i < VL64; i++) {
            CHECK(same_f64(first[i], x[2 * i]) && same_f64(second[i], x[2 * i + 1]), "unzip");
            CHECK(same_f64(chosen[i], bits64(x[i]) >> 63 ? x[i] : x[VL64 + i]), "select %a", x[i]);
        }
        for (int i = 0; i < 2 * VL64; i++)
            CHECK(same_f64(back[i], x[i]), "zip");
    }
}

#ifndef VEC_ONE_LANE
static void check_vf64_pair_at(struct test_random *r) {
    double table[64];
    for (int i = 0; i < 64; i++)
        table[i] = unit(r);
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t at[VL64];
        double first[VL64], second[VL64], alone[VL64];
        vf64 a, b;
        for (int i = 0; i < VL64; i++)
            at[i] = test_random_below(r, 63);
        vf64_pair_at(table, vf64_bits(vf64_load(at)), &a, &b);
        vf64_store(first, a);
        vf64_store(second, b);
        vf64_store(alone, vf64_at(table, vf64_bits(vf64_load(at))));
        for (int i = 0; i < VL64; i++)
            CHECK(first[i] == table[at[i]] && second[i] == table[at[i] + 1] &&
                      alone[i] == table[at[i]],
                  "lane %d", i);
    }
}
#endif

#endif

#define OP(NAME)                                                                                   \
    { #NAME, check_##NAME }
const struct vec_op vec_ops[] = {
    OP(v64_load_store),
    OP(v64_or),
    OP(v64_select),
    OP(v64_swap_halves),
    OP(v64_rotl24),
    OP(v64_shl_1),
    OP(v64_shl_32),
    OP(v64_shl_63),
    OP(v64_shr_1),
    OP(v64_shr_11),
    OP(v64_shr_38),
    OP(v64_shr_63),
    OP(v64_set1),
    OP(v64_and),
    OP(v64_xor),
    OP(v64_add),
    OP(v64_mul_low32),
    OP(v64_to_f64),
    OP(v64_to_f64_below_52),
    OP(v64_unit_f64),
    OP(v64_set1_f64),
    OP(v64_arithmetic_f64),
    OP(v64_below),
    OP(v64_f32_to_f64),
    OP(v64_signs),
    OP(vec_popcount),
    OP(v64_gather),
    OP(v64_u32),
    OP(v64_compress),
    OP(v64_lookup),
#ifdef IR_LCG64_PAIRS_H
    OP(v64_rotr_low32),
    OP(v64_pack2_places),
#endif
#ifndef VEC_SKIP_PCG32
    OP(lcg64),
#endif
#ifndef VEC_SKIP_PHILOX4X64
    OP(v64_xor3),
    OP(v64_blocks),
    OP(v64_mulhilo),
#endif
#ifndef VEC_SKIP_LCG128
    OP(v64_mullo),
    OP(v128),
#endif
    OP(s32_blocks),
    OP(s32_round),
    OP(v32_load_store),
    OP(v32_set1),
    OP(v32_xor),
    OP(v32_xor_and),
    OP(v32_select),
    OP(v32_xor_if_odd),
#ifdef VEC_JOINS
    OP(v32_load_once),
    OP(v32_join_1),
    OP(v32_join_13),
    OP(v32_join_15),
#endif
    OP(v32_shl_7),
    OP(v32_shl_31),
    OP(v32_shr_1),
    OP(v32_shr_18),
    OP(v32_to_f32),
    OP(v32_unit_f32),
    OP(v32_set1_f32),
    OP(v32_arithmetic_f32),
    OP(v32_below),
    OP(v32_compress),
    OP(v32_add),
    OP(v32_and),
    OP(v64_at_most),
    OP(v32_at_most),
    OP(v32_mulhilo),
    OP(v16_load_store),
    OP(v16_set1),
    OP(v16_add),
    OP(v16_and),
    OP(v16_at_most),
    OP(v16_mulhilo),
    OP(v16_compress),
    OP(v8_load_store),
    OP(v8_set1),
    OP(v8_add),
    OP(v8_and),
    OP(v8_at_most),
    OP(v8_mulhilo),
    OP(v8_compress),
    OP(v8_store_bits),
    OP(v32_lookup),
#ifdef HAVE_KERN_formula
    OP(vf64_arithmetic),
    OP(vf64_order),
    OP(vf64_log),
    OP(vf64_log1p),
    OP(vf64_exp),
    OP(vf64_expm1),
    OP(vf64_sqrt),
    OP(vf64_pow),
#ifndef VEC_ONE_LANE
    OP(vf64_pair_at),
#endif
#endif
    {NULL, NULL},
};
