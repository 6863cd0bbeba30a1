/* SPDX-License-Identifier: MIT */
/* The backend "scalar": the kernels over portable C. */
#include "internal.h"

#define BACKEND scalar
#include "simd/vec_scalar.h"

#include "simd/kernels.h"

#include "simd/backend_tmpl.h"
