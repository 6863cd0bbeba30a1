/* SPDX-License-Identifier: MIT */
/* SFC64: Chris Doty-Humphrey's Small Fast Chaotic generator.  Its word: isorand/inline/sfc64.h.
 * Source: numpy/random/src/sfc64/sfc64.h. */
#include "engine/engine_begin.h"

#include <isorand/inline/sfc64.h>

static inline uint64_t next(struct isorand_sfc64_core *s) {
    return ir_sfc64_next(s);
}

static void skip(struct isorand_sfc64_core *s, uint64_t nwords) {
    while (nwords--)
        (void)next(s);
}

/* Three words, a counter of 1, and 12 rounds to mix. */
static void seed(struct isorand_sfc64_core *s, const isorand_seedseq *ss) {
    uint64_t v[3];
    ir_seedseq_generate_u64(ss, v, 3);
    *s = (struct isorand_sfc64_core){v[0], v[1], v[2], 1};
    skip(s, 12);
}

static int valid(const struct isorand_sfc64_core *s) {
    (void)s;
    return 1; /* every state leads on: the counter sees to it */
}

#define ENGINE_CORE isorand_sfc64_core
static const struct ir_field fields[] = {FIELD(a, 1), FIELD(b, 1), FIELD(c, 1), FIELD(w, 1)};

#define ENGINE             sfc64
#define ENGINE_ID          ISORAND_SFC64
#define ENGINE_WORD        uint64_t
#define ENGINE_BLOCK_WORDS 1
#define ENGINE_PAIR        IR_PAIR_LOW_FIRST
#define ENGINE_ALIAS       NULL
#define ENGINE_REFERENCE   "np.random.SFC64(seed)"
#define ENGINE_BUFFERED    0
#define ENGINE_ADVANCE     0
#define ENGINE_JUMP        0
#define ENGINE_SKIP_COST   IR_SKIP_WORDS
#include "engine/engine_tmpl.h"
