/* SPDX-License-Identifier: MIT */
/* The list of kernels.  Each header defines KERN_engine = {function, stride in blocks}; an engine
 * without one (or whose kernel loses to the engine's own text on this vocabulary, see KERN_..._SKIP
 * in the vec header) is {NULL, 0}. */
#include "simd/kern_convert.h"
#include "simd/kern_lcg128.h"

#define KERN_NONE                                                                                  \
    { NULL, 0 }
#define KERN_philox4x64 KERN_NONE
#define KERN_sfc64      KERN_NONE /* serial by nature */
#define KERN_mt19937    KERN_NONE
#define KERN_philox4x32 KERN_NONE
#define KERN_pcg32      KERN_NONE
