/* SPDX-License-Identifier: MIT */
/* The backend "scalar": the kernels over portable C. */
#include "simd/backend.h"

#define BACKEND scalar
#include "simd/vec_scalar.h"

#include "simd/kernels.h"

#include "simd/backend_tmpl.h"
