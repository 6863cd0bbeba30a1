/* SPDX-License-Identifier: MIT */
/* The checksum of saved bytes. */
#ifndef IR_CRC32_H
#define IR_CRC32_H

#include <stddef.h>
#include <stdint.h>

/* IEEE 802.3, reflected, bit by bit: what is saved is small and saved rarely. */
static inline uint32_t ir_crc32(const unsigned char *p, size_t n) {
    uint32_t crc = UINT32_MAX;
    while (n--) {
        crc ^= *p++;
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (-(crc & 1) & 0xedb88320u);
    }
    return ~crc;
}

#endif
