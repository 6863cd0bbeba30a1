/* SPDX-License-Identifier: MIT */
/* Philox4x64-10: NumPy's Philox. */
#include "engine/philox4x64.h"
#include "base/u128.h"
#include "engine/engine_begin.h"

#include <isorand/inline/philox4x64.h>

#define WORD      uint64_t
#define WORD_BITS 64
#define MULHILO(a, b, h, l)                                                                        \
    do {                                                                                           \
        ir_u128 p_ = ir_mul64(a, b);                                                               \
        (h) = p_.hi;                                                                               \
        (l) = p_.lo;                                                                               \
    } while (0)
#define MULT0            IR_PHILOX4X64_MULT0
#define MULT1            IR_PHILOX4X64_MULT1
#define WEYL0            IR_PHILOX4X64_WEYL0
#define WEYL1            IR_PHILOX4X64_WEYL1
#define PHILOX           philox4x64
#define PHILOX_ID        ISORAND_PHILOX4X64
#define CORE             isorand_philox4x64_core
#define ENGINE_ALIAS     "philox"
#define ENGINE_REFERENCE "np.random.Philox(seed)"
#define ENGINE_FEW                                                                                 \
    { 48, 64, 144, 144 }
#include "engine/philox_tmpl.h"
