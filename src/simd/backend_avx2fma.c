/* SPDX-License-Identifier: MIT */
/* The backend "avx2fma": those kernels that multiply and add in one step, by FMA, and those that
 * multiply in the scalar unit, by BMI2's mulx, beside AVX2's vectors; the others would be those of
 * avx2 once more. */
#include "simd/backend.h"

#ifdef ISORAND_WITH_AVX2FMA /* set by cmake/backends.cmake together with the flags */
#if !defined(__AVX2__) || !defined(__FMA__) || !defined(__BMI2__)
#error "backend_avx2fma.c wants the flags of its row in cmake/backends.cmake"
#endif

#define BACKEND      avx2fma
#define BACKEND_BASE avx2
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
#endif
