/* SPDX-License-Identifier: MIT */
/* Which of its altered kernels is wrong in a program (KERN_ALTERED of simd/kern.h); 0: none. */
extern const int ir_altered;
const int ir_altered = ALTERED;
