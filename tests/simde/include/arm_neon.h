/* SPDX-License-Identifier: MIT */
/* Stands in for the compiler's arm_neon.h: SIMDe in plain C, without any native instruction, the
 * vsqrtq_f64 and others that SIMDe 0.7.4 lacks, and vfmaq_f64 rounded once, which SIMDe's is not.
 */
#ifndef SIMDE_NO_NATIVE
#define SIMDE_NO_NATIVE
#endif
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/arm/neon.h>

#include "math/fma.h"
#include "math/math.h"

static inline float64x2_t vsqrtq_f64(float64x2_t a) {
    double x[2] = {vgetq_lane_f64(a, 0), vgetq_lane_f64(a, 1)};
    x[0] = ir_sqrt(x[0]);
    x[1] = ir_sqrt(x[1]);
    return vld1q_f64(x);
}

#undef vfmaq_f64
static inline float64x2_t vfmaq_f64(float64x2_t a, float64x2_t b, float64x2_t c) {
    const double x[2] = {
        ir_fma_soft(vgetq_lane_f64(b, 0), vgetq_lane_f64(c, 0), vgetq_lane_f64(a, 0)),
        ir_fma_soft(vgetq_lane_f64(b, 1), vgetq_lane_f64(c, 1), vgetq_lane_f64(a, 1))};
    return vld1q_f64(x);
}

#include "missing_neon.h"
