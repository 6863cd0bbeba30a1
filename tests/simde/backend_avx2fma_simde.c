/* SPDX-License-Identifier: MIT */
/* Those kernels over vec_avx2.h that use FMA, with the intrinsics emulated by SIMDe; see
 * simde_backends.def. */
#define BACKEND      avx2fma_simde
#define BACKEND_BASE avx2_simde
#define VEC_FMA      1
#include "simd/vec_avx2.h"

#include "simd/kern_formula.h"

#include "simd/backend_tmpl.h"
