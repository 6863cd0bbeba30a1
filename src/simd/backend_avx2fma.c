/* SPDX-License-Identifier: MIT */
/* The backend "avx2fma": those kernels that multiply and add in one step, over AVX2 and FMA; the
 * others would be those of avx2 once more. */
#include "simd/backend.h"

#ifdef ISORAND_WITH_AVX2FMA /* set by cmake/backends.cmake together with the flags */
#ifndef __FMA__
#error "backend_avx2fma.c wants the flags of its row in cmake/backends.cmake"
#endif

#define BACKEND      avx2fma
#define BACKEND_BASE avx2
#define VEC_FMA      1
#include "simd/vec_avx2.h"

#include "simd/kern_formula.h"

#include "simd/backend_tmpl.h"
#endif
