/* SPDX-License-Identifier: MIT */
/* The backend "avx512": the kernels over AVX-512 F, DQ, BW, VL. */
#include "simd/backend.h"

#ifdef ISORAND_WITH_AVX512 /* set by cmake/backends.cmake together with the flags */
#ifndef __AVX512VL__
#error "backend_avx512.c wants the flags of its row in cmake/backends.cmake"
#endif

#define BACKEND      avx512
#define BACKEND_BASE scalar
#define VEC_IFMA     0
#include "simd/vec_avx512.h"

#include "simd/kernels.h"

#include "simd/backend_tmpl.h"
#endif
