/* SPDX-License-Identifier: MIT */
/* PCG64: the PCG XSL-RR 128/64 generator, NumPy's default.  Its word: isorand/inline/pcg64.h.
 * Source: numpy/random/src/pcg64/pcg64.h, after M. E. O'Neill, "PCG" (2014), 6.3.3. */
#include "engine/engine_begin.h"
#include "engine/lcg128.h"
#include "engine/lcg128_powers.h"

#include <isorand/inline/pcg64.h>

static const ir_u128 MULT = {IR_PCG64_MULT_HI, IR_PCG64_MULT_LO};

static inline uint64_t next(struct isorand_lcg128 *s) {
    return ir_pcg64_next(s);
}

/* The output is that of the state. */
static inline uint64_t last(const struct isorand_lcg128 *s) {
    return ir_pcg64_output(s);
}

#define ENGINE           pcg64
#define ENGINE_ID        ISORAND_PCG64
#define ENGINE_REFERENCE "np.random.PCG64(seed)"
#include "engine/lcg128_tmpl.h"
