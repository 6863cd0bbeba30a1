/* SPDX-License-Identifier: MIT */
/* The engines whose words are inlined: for each its header, which defines
 *
 *   int ir_NAME_ready(const core *)   whether the next word needs no new block
 *   word ir_NAME_next(core *)         the next word of a state that is ready
 *
 * and its row, ENGINE(ID, name, bits of a word, whether of two 32-bit words the first is the high
 * half of a 64-bit one). */
#ifndef ISORAND_INLINE_ENGINES_H
#define ISORAND_INLINE_ENGINES_H

#include <isorand/inline/mt19937.h>
#include <isorand/inline/pcg32.h>
#include <isorand/inline/pcg64.h>
#include <isorand/inline/pcg64dxsm.h>
#include <isorand/inline/philox4x32.h>
#include <isorand/inline/philox4x64.h>
#include <isorand/inline/sfc64.h>
#include <isorand/inline/sfc64x32.h>

#define IR_INLINE_ENGINES(ENGINE)                                                                  \
    ENGINE(PCG64, pcg64, 64, 0)                                                                    \
    ENGINE(PCG64DXSM, pcg64dxsm, 64, 0)                                                            \
    ENGINE(PHILOX4X64, philox4x64, 64, 0)                                                          \
    ENGINE(SFC64, sfc64, 64, 0)                                                                    \
    ENGINE(MT19937, mt19937, 32, 1)                                                                \
    ENGINE(PHILOX4X32, philox4x32, 32, 0)                                                          \
    ENGINE(PCG32, pcg32, 32, 0)                                                                    \
    ENGINE(SFC64X32, sfc64x32, 64, 0)

#endif
