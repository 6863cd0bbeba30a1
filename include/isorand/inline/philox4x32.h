/* SPDX-License-Identifier: MIT */
/* Philox4x32: words of the block at hand; a block's rounds are made by a call. */
#ifndef ISORAND_INLINE_PHILOX4X32_H
#define ISORAND_INLINE_PHILOX4X32_H

#include <isorand/isorand.h>

static inline int ir_philox4x32_ready(const struct isorand_philox4x32_core *s) {
    return s->pos < 4;
}

static inline uint32_t ir_philox4x32_next(struct isorand_philox4x32_core *s) {
    return s->buffer[s->pos++];
}

#endif
