/* SPDX-License-Identifier: MIT */
/* All kernels, for a backend that does not choose; but for those that the scalar unit makes faster,
 * as the vec header says by VEC_SKIP_... */
#include "simd/kern_compress.h"
#include "simd/kern_convert.h"
#include "simd/kern_integers.h"
#include "simd/kern_wedges.h"
#include "simd/kern_ziggurat.h"

#ifndef VEC_SKIP_FORMULA
#include "simd/kern_formula.h"
#include "simd/kern_tries.h"
#endif

/* sfc64 has no kernel: each of its words needs the one before it. */
#include "simd/kern_sfc64x32.h"
#ifndef VEC_SKIP_LEMIRE64
#include "simd/kern_lemire64.h"
#endif
#ifdef VEC_X128_LANES
#include "simd/vec_mulx.h"

#include "simd/kern_lcg128_hybrid.h"
#else
#include "simd/kern_lcg128.h"
#endif
#ifndef VEC_SKIP_PHILOX4X64
#include "simd/kern_philox4x64.h"
#endif
#ifndef VEC_SKIP_MT19937
#include "simd/kern_mt19937.h"
#endif
#ifndef VEC_SKIP_PHILOX4X32
#include "simd/kern_philox4x32.h"
#endif
#ifndef VEC_SKIP_PCG32
#include "simd/kern_pcg32.h"
#endif
