/* SPDX-License-Identifier: MIT */
/* The multiplier of PCG32's 64-bit LCG (Knuth's MMIX; PCG_DEFAULT_MULTIPLIER_64 of pcg-c). */
#define IR_PCG32_MULT UINT64_C(6364136223846793005)
