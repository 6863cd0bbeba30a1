/* SPDX-License-Identifier: MIT */
/* The kernels over vec_avx512.h with the intrinsics emulated by SIMDe; see simde_backends.def. */
#define BACKEND      avx512_simde
#define BACKEND_BASE scalar
#define VEC_IFMA     0
#include "simd/vec_avx512.h"

#include "simd/kernels.h"

#include "simd/backend_tmpl.h"
