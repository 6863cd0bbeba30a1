/* SPDX-License-Identifier: MIT */
/* The kernels of backend_avx2fma.c, with the intrinsics emulated by SIMDe; see simde_backends.def.
 */
#define BACKEND      avx2fma_simde
#define BACKEND_BASE avx2_simde
#define VEC_FMA      1
#include "simd/vec_avx2.h"
#include "simd/vec_mulx.h"

#include "simd/kern_formula.h"
#include "simd/kern_lcg128_hybrid.h"
#include "simd/kern_tries.h"
#ifdef VEC_PHILOX64_SCALARS
#include "simd/kern_philox4x64.h"
#endif

#include "simd/backend_tmpl.h"
