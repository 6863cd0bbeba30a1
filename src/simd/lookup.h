/* SPDX-License-Identifier: MIT */
/* Where a lookup finds its entry: for the vec headers of little-endian machines. */
#ifndef IR_LOOKUP_H
#define IR_LOOKUP_H

#include "base/bytes.h"
#include "simd/backend.h"

/* The entry of 2^log2_bytes bytes that bits 'shift' .. 'shift' + 7 of the element at 'p' pick; one
 * mask and a scaled address, since shift <= 4 is a constant. */
static inline const void *lookup_entry(const void *table, const unsigned char *p, unsigned shift,
                                       unsigned log2_bytes) {
    uint16_t low;
    memcpy(&low, p, sizeof low);
    return (const unsigned char *)table + ((size_t)(low & 0xff << shift) << log2_bytes >> shift);
}

#endif
