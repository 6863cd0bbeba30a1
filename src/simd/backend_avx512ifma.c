/* SPDX-License-Identifier: MIT */
/* The backend "avx512ifma": those kernels that multiply 64-bit or longer numbers, over AVX-512 F,
 * DQ, BW, VL and IFMA; the others would be those of avx512 once more. */
#include "simd/backend.h"

#ifdef ISORAND_WITH_AVX512IFMA /* set by cmake/backends.cmake together with the flags */
#ifndef __AVX512IFMA__
#error "backend_avx512ifma.c wants the flags of its row in cmake/backends.cmake"
#endif

#define BACKEND      avx512ifma
#define BACKEND_BASE avx512
#define VEC_IFMA     1
#include "simd/vec_avx512.h"

#include "simd/kern_lcg128.h"
#include "simd/kern_philox4x64.h"

#include "simd/backend_tmpl.h"
#endif
