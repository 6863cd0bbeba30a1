/* SPDX-License-Identifier: MIT */
/* Stands in for the compiler's arm_neon.h: SIMDe in plain C, without any native instruction. */
#ifndef SIMDE_NO_NATIVE
#define SIMDE_NO_NATIVE
#endif
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/arm/neon.h>
