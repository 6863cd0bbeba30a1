/* SPDX-License-Identifier: MIT */
/* The backend "neon": the kernels over AArch64 Advanced SIMD. */
#include "simd/backend.h"

#ifdef ISORAND_WITH_NEON /* set by cmake/backends.cmake together with the flags */
#ifndef __ARM_NEON
#error "backend_neon.c wants the flags of its row in cmake/backends.cmake"
#endif

#define BACKEND      neon
#define BACKEND_BASE scalar
#include "simd/vec_neon.h"

#include "simd/kernels.h"

#include "simd/backend_tmpl.h"
#endif
