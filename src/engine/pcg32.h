/* SPDX-License-Identifier: MIT */
/* The multiplier of PCG32's 64-bit LCG, and its step. */
#include <isorand/inline/pcg32.h>
