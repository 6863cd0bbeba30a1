/* SPDX-License-Identifier: MIT */
/* SFC64: Chris Doty-Humphrey's Small Fast Chaotic generator.  Serial by nature: each word needs
 * the one before it, and there is no jump.
 * Source: numpy/random/src/sfc64/sfc64.h. */
#ifndef ISORAND_INLINE_SFC64_H
#define ISORAND_INLINE_SFC64_H

#include <isorand/inline/bits.h>
#include <isorand/isorand.h>

static inline int ir_sfc64_ready(const struct isorand_sfc64_core *s) {
    (void)s;
    return 1;
}

static inline uint64_t ir_sfc64_next(struct isorand_sfc64_core *s) {
    const uint64_t t = s->a + s->b + s->w++;
    s->a = s->b ^ s->b >> 11;
    s->b = s->c + (s->c << 3);
    s->c = ir_rotr64(s->c, 64 - 24) + t;
    return t;
}

#endif
