/* SPDX-License-Identifier: MIT */
/* Stands in for the compiler's immintrin.h: SIMDe in plain C, without any native instruction, and
 * the few intrinsics that SIMDe 0.7.4 lacks. */
#ifndef SIMDE_NO_NATIVE
#define SIMDE_NO_NATIVE
#endif
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/avx2.h>
#include <simde/x86/avx512.h>

#include "missing_avx512.h"
