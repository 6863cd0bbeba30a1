/* SPDX-License-Identifier: MIT */
/* Those kernels over vec_avx512.h that use IFMA, with the intrinsics emulated by SIMDe; see
 * simde_backends.def. */
#define BACKEND      avx512ifma_simde
#define BACKEND_BASE avx512_simde
#define VEC_IFMA     1
#include "simd/vec_avx512.h"

#include "simd/kern_lcg128.h"
#include "simd/kern_philox4x64.h"

#include "simd/backend_tmpl.h"
