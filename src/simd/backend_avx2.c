/* SPDX-License-Identifier: MIT */
/* The backend "avx2": the kernels over AVX2. */
#include "simd/backend.h"

#ifdef ISORAND_WITH_AVX2 /* set by cmake/backends.cmake together with the flags */
#ifndef __AVX2__
#error "backend_avx2.c wants the flags of its row in cmake/backends.cmake"
#endif

#define BACKEND      avx2
#define BACKEND_BASE scalar
#define VEC_FMA      0
#include "simd/vec_avx2.h"

#include "simd/kernels.h"

#include "simd/backend_tmpl.h"
#endif
