/* SPDX-License-Identifier: MIT */
/* The kernels over vec_avx2.h with the intrinsics emulated by SIMDe; see simde_backends.def. */
#define BACKEND      avx2_simde
#define BACKEND_BASE scalar
#define VEC_FMA      0
#include "simd/vec_avx2.h"

#include "simd/kernels.h"

#include "simd/backend_tmpl.h"
