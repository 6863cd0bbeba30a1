/* SPDX-License-Identifier: MIT */
/* The list of kernels.  Each header defines KERN_engine = {function, stride in blocks}; where the
 * scalar kernel is faster on this vocabulary, the vec header defines VEC_SKIP_engine and the entry
 * is {NULL, 0}. */
#define KERN_NONE                                                                                  \
    { NULL, 0 }
#define KERN_sfc64 KERN_NONE /* serial by nature: each word needs the one before it */

#include "simd/kern_compress.h"
#include "simd/kern_convert.h"
#include "simd/kern_exp.h"
#include "simd/kern_integers.h"
#include "simd/kern_ziggurat.h"

#ifdef VEC_SKIP_LCG128
#define KERN_pcg64     KERN_NONE
#define KERN_pcg64dxsm KERN_NONE
#else
#include "simd/kern_lcg128.h"
#endif

#ifdef VEC_SKIP_PHILOX4X64
#define KERN_philox4x64 KERN_NONE
#else
#include "simd/kern_philox4x64.h"
#endif

#ifdef VEC_SKIP_MT19937
#define KERN_mt19937 KERN_NONE
#else
#include "simd/kern_mt19937.h"
#endif

#ifdef VEC_SKIP_PHILOX4X32
#define KERN_philox4x32 KERN_NONE
#else
#include "simd/kern_philox4x32.h"
#endif

#ifdef VEC_SKIP_PCG32
#define KERN_pcg32 KERN_NONE
#else
#include "simd/kern_pcg32.h"
#endif
