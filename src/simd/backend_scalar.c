/* SPDX-License-Identifier: MIT */
/* The backend "scalar": the kernels over portable C. */
#include "cpu.h"
#include "internal.h"

#define BACKEND               scalar
#define BACKEND_COMPILED_WITH IR_CPU_NONE
#include "simd/vec_scalar.h"

#include "simd/backend_tmpl.h"
