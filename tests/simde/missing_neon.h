/* SPDX-License-Identifier: MIT */
/* NEON intrinsics that SIMDe 0.7.4 does not have, in plain C after Arm's intrinsics reference:
 *   vcvtq_n_f64_u64, vcvtq_n_f32_u32, vsliq_n_u64, vsliq_n_u32. */
#ifndef TEST_MISSING_NEON_H
#define TEST_MISSING_NEON_H

#include <string.h>

/* Of numbers with 'n' fractional bits. */
static inline float64x2_t vcvtq_n_f64_u64(uint64x2_t a, int n) {
    uint64_t in[2];
    double out[2];
    float64x2_t result;
    memcpy(in, &a, sizeof in);
    for (int i = 0; i < 2;
         i++) /* compilers convert unsigned numbers by sums, whose zero may be -0 */
        out[i] =
            (in[i] >> 63 ? (double)in[i] : (double)(int64_t)in[i]) / (double)(UINT64_C(1) << n);
    memcpy(&result, out, sizeof result);
    return result;
}

static inline float32x4_t vcvtq_n_f32_u32(uint32x4_t a, int n) {
    uint32_t in[4];
    float out[4];
    float32x4_t result;
    memcpy(in, &a, sizeof in);
    for (int i = 0; i < 4; i++)
        out[i] = (float)in[i] / (float)(UINT32_C(1) << n);
    memcpy(&result, out, sizeof result);
    return result;
}

/* The lowest 'n' bits of 'a', and 'b' shifted above them. */
static inline uint64x2_t vsliq_n_u64(uint64x2_t a, uint64x2_t b, int n) {
    const uint64x2_t low = vdupq_n_u64((UINT64_C(1) << n) - 1);
    return vbslq_u64(low, a, vshlq_u64(b, vdupq_n_s64(n)));
}

static inline uint32x4_t vsliq_n_u32(uint32x4_t a, uint32x4_t b, int n) {
    const uint32x4_t low = vdupq_n_u32((UINT32_C(1) << n) - 1);
    return vbslq_u32(low, a, vshlq_u32(b, vdupq_n_s32(n)));
}

#endif
