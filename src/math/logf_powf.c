/* SPDX-License-Identifier: MIT */
/* logf and powf, as Arm's optimized routines and glibc since 2.28 compute them with FMA: in double,
 * rounded once at the end.
 *
 * x = 2^k z; with a tabled c near z, log(x) = k log(2) + log(c) + log1p(z / c - 1). */
#include "math/exp_table.h"
#include "math/fma.h"
#include "math/math.h"

/* 1 / c, log(c) and log2(c), from logf_data.c and powf_log2_data.c (Copyright Arm Limited, MIT). */
static const struct {
    double inverse, log, log2;
} table[16] = {{0x1.661ec79f8f3bep+0, -0x1.57bf7808caadep-2, -0x1.efec65b963019p-2},
               {0x1.571ed4aaf883dp+0, -0x1.2bef0a7c06ddbp-2, -0x1.b0b6832d4fca4p-2},
               {0x1.49539f0f010bp+0, -0x1.01eae7f513a67p-2, -0x1.7418b0a1fb77bp-2},
               {0x1.3c995b0b80385p+0, -0x1.b31d8a68224e9p-3, -0x1.39de91a6dcf7bp-2},
               {0x1.30d190c8864a5p+0, -0x1.6574f0ac07758p-3, -0x1.01d9bf3f2b631p-2},
               {0x1.25e227b0b8eap+0, -0x1.1aa2bc79c81p-3, -0x1.97c1d1b3b7afp-3},
               {0x1.1bb4a4a1a343fp+0, -0x1.a4e76ce8c0e5ep-4, -0x1.2f9e393af3c9fp-3},
               {0x1.12358f08ae5bap+0, -0x1.1973c5a611cccp-4, -0x1.960cbbf788d5cp-4},
               {0x1.0953f419900a7p+0, -0x1.252f438e10c1ep-5, -0x1.a6f9db6475fcep-5},
               {0x1p+0, 0x0p+0, 0x0p+0},
               {0x1.e608cfd9a47acp-1, 0x1.aa5aa5df25984p-5, 0x1.338ca9f24f53dp-4},
               {0x1.ca4b31f026aap-1, 0x1.c5e53aa362eb4p-4, 0x1.476a9543891bap-3},
               {0x1.b2036576afce6p-1, 0x1.526e57720db08p-3, 0x1.e840b4ac4e4d2p-3},
               {0x1.9c2d163a1aa2dp-1, 0x1.bc2860d22477p-3, 0x1.40645f0c6651cp-2},
               {0x1.886e6037841edp-1, 0x1.1058bc8a07ee1p-2, 0x1.88e9c2c1b9ff8p-2},
               {0x1.767dcf5534862p-1, 0x1.4043057b6ee09p-2, 0x1.ce0a44eb17bccp-2}};

/* Splits a positive finite x; returns r = z / c - 1. */
static IR_INLINE double reduce(int hw, float x, double *k, unsigned *i) {
    const uint32_t least = 0x3f330000; /* the smallest z, about 0.7 */
    uint32_t bits, scaled = 0;
    if (x < 0x1p-126f) {
        x *= 0x1p23f;
        scaled = 23;
    }
    memcpy(&bits, &x, sizeof bits);
    const uint32_t shifted = bits - least, exponent = shifted & 0xff800000, zbits = bits - exponent;
    float z;
    memcpy(&z, &zbits, sizeof z);
    *i = shifted >> 19 & 15;
    *k = ir_f64_of_small((int32_t)(exponent >> 23 ^ 0x100) - 0x100 - (int32_t)scaled);
    return ir_fma(hw, (double)z, table[*i].inverse, -1);
}

static IR_INLINE float logf_text(int hw, float x) {
    const double A0 = -0x1.00ea348b88334p-2, A1 = 0x1.5575b0be00b6ap-2, A2 = -0x1.ffffef20a4123p-2;
    const double ln2 = 0x1.62e42fefa39efp-1, infinity = ir_f64(0x7ffULL << 52);
    unsigned i;
    double k;
    if (!(x > 0 && (double)x < infinity))
        return (float)(x == 0 ? -infinity : x > 0 ? infinity : ir_f64(0x7ff8ULL << 48));
    const double r = reduce(hw, x, &k, &i), r2 = r * r;
    const double start = ir_fma(hw, k, ln2, table[i].log);
    return (float)ir_fma(hw, ir_fma(hw, A0, r2, ir_fma(hw, A1, r, A2)), r2, start + r);
}

IR_WITH_FMA(float, ir_logf, (float x), logf_text, x)

static IR_INLINE double log2_float(int hw, float x) {
    const double A0 = 0x1.27616c9496e0bp-2, A1 = -0x1.71969a075c67ap-2, A2 = 0x1.ec70a6ca7baddp-2,
                 A3 = -0x1.7154748bef6c8p-1, A4 = 0x1.71547652ab82bp0;
    unsigned i;
    double k;
    const double r = reduce(hw, x, &k, &i), r2 = r * r;
    const double start = table[i].log2 + k;
    const double low = ir_fma(hw, ir_fma(hw, A2, r, A3), r2, ir_fma(hw, A4, r, start));
    return ir_fma(hw, ir_fma(hw, A0, r, A1), r2 * r2, low);
}

static IR_INLINE float powf_text(int hw, float x, float y) {
    /* Of 2^r, |r| < 1/64. */
    const double C0 = 0x1.c6af84b912394p-5, C1 = 0x1.ebfce50fac4f3p-3, C2 = 0x1.62e42ff0c52d6p-1;
    const double to_32nds = 0x1.8p47; /* adding this rounds to a multiple of 1/32 */
    const double infinity = ir_f64(0x7ffULL << 52);
    if (x == 1 || y == 0)
        return 1;
    if (!(x >= 0 && y == y))
        return (float)ir_f64(0x7ff8ULL << 48);
    if (x == 0 || (double)x == infinity)
        return (x == 0) == (y > 0) ? 0 : (float)infinity;
    const double exponent = (double)y * log2_float(hw, x);
    if (exponent > 0x1.fffffffd1d571p+6) /* rounds to 2^128 */
        return (float)infinity;
    if (exponent <= -150)
        return 0;
    double k = exponent + to_32nds;
    const uint64_t ki = ir_bits64(k);
    k -= to_32nds;
    const double r = exponent - k;
    const double p = ir_fma(hw, ir_fma(hw, C0, r, C1), r * r, ir_fma(hw, C2, r, 1));
    return (float)(p * ir_f64(ir_expf_table[ki % 32] + (ki << 47)));
}

IR_WITH_FMA(float, ir_powf, (float x, float y), powf_text, x, y)
