/* SPDX-License-Identifier: MIT */
/* A stream of words of which some have been taken in bulk already: those first, then the rng's.
 * The definitions in draw_*.c read from sources, so the same text serves single draws, which have
 * no words at hand, and fills, which come with the words behind one that their kernel refused. */
#ifndef IR_SOURCE_H
#define IR_SOURCE_H

#include "internal.h"

struct ir_source {
    isorand_rng *rng;
    const struct ir_engine *engine; /* the rng's */
    const void *words;              /* uint64_t or uint32_t, as the reader asks */
    size_t next, n;                 /* the next word, and how many there are */
};

/* A source without words at hand. */
static inline struct ir_source ir_source_of(isorand_rng *rng) {
    return (struct ir_source){.rng = rng, .engine = ir_engine_get(rng->engine)};
}

static inline uint64_t ir_source_u64(struct ir_source *s) {
    return s->next < s->n ? ir_get64((const unsigned char *)s->words + 8 * s->next++)
                          : isorand_next_u64(s->rng);
}

static inline uint32_t ir_source_u32(struct ir_source *s) {
    return s->next < s->n ? ir_get32((const unsigned char *)s->words + 4 * s->next++)
                          : isorand_next_u32(s->rng);
}

static inline double ir_source_f64(struct ir_source *s) {
    return ir_f64_from_u64(s->engine, ir_source_u64(s));
}

static inline float ir_source_f32(struct ir_source *s) {
    return ir_f32_from_u32(ir_source_u32(s));
}

#endif
