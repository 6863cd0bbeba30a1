/* SPDX-License-Identifier: MIT */
/* The kernels over vec_neon.h with the intrinsics emulated by SIMDe; see simde_backends.def. */
#define BACKEND      neon_simde
#define BACKEND_BASE scalar
#include "simd/vec_neon.h"

#include "simd/kernels.h"

#include "simd/backend_tmpl.h"
