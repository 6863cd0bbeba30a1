/* SPDX-License-Identifier: MIT */
/* Philox4x32-10: Random123's blocks, seeded and stepped as NumPy does with Philox4x64. */
#include "engine/philox4x32.h"
#include "engine/engine_begin.h"

#include <isorand/inline/philox4x32.h>

#define WORD      uint32_t
#define WORD_BITS 32
#define MULHILO(a, b, h, l)                                                                        \
    do {                                                                                           \
        uint64_t p_ = (uint64_t)(a) * (b);                                                         \
        (h) = (uint32_t)(p_ >> 32);                                                                \
        (l) = (uint32_t)p_;                                                                        \
    } while (0)
#define MULT0            IR_PHILOX4X32_MULT0
#define MULT1            IR_PHILOX4X32_MULT1
#define WEYL0            IR_PHILOX4X32_WEYL0
#define WEYL1            IR_PHILOX4X32_WEYL1
#define PHILOX           philox4x32
#define PHILOX_ID        ISORAND_PHILOX4X32
#define CORE             isorand_philox4x32_core
#define ENGINE_ALIAS     NULL
#define ENGINE_REFERENCE "Random123's philox4x32 over counters 1, 2, ..., key = generate_state(2)"
#define ENGINE_FEW                                                                                 \
    { 20, 32, 20, 96 }
#include "engine/philox_tmpl.h"
