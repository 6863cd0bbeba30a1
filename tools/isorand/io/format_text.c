/* SPDX-License-Identifier: MIT */
/* Values as text, one a line: decimal, exact when read back, or the hexadecimal digits of the bits.
 */
#include "io/format.h"

#include <inttypes.h>
#include <isorand/isorand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bits of a value of 'size' bytes. */
static uint64_t load_bits(const unsigned char *p, size_t size) {
    uint8_t u8;
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;
    switch (size) {
    case 1:
        memcpy(&u8, p, sizeof u8);
        return u8;
    case 2:
        memcpy(&u16, p, sizeof u16);
        return u16;
    case 4:
        memcpy(&u32, p, sizeof u32);
        return u32;
    default:
        memcpy(&u64, p, sizeof u64);
        return u64;
    }
}

/* The fewest digits that read back equal: 15 always survive text -> double -> text, 17 always
 * double -> text -> double. */
static int put_f64(char *out, const unsigned char *p) {
    double x;
    int n = 0;
    memcpy(&x, p, sizeof x);
    for (int digits = 15; digits <= 17; digits++) {
        n = snprintf(out, FORMAT_TEXT_WIDTH, "%.*g", digits, x);
        if (strtod(out, NULL) == x)
            break;
    }
    return n;
}

/* As above; for float these are 6 and 9. */
static int put_f32(char *out, const unsigned char *p) {
    float x;
    int n = 0;
    memcpy(&x, p, sizeof x);
    for (int digits = 6; digits <= 9; digits++) {
        n = snprintf(out, FORMAT_TEXT_WIDTH, "%.*g", digits, (double)x);
        if (strtof(out, NULL) == x)
            break;
    }
    return n;
}

static int put_value(char *out, int type, const unsigned char *p, size_t size) {
    if (type == ISORAND_F64)
        return put_f64(out, p);
    if (type == ISORAND_F32)
        return put_f32(out, p);
    const uint64_t bits = load_bits(p, size), sign = UINT64_C(1) << (8 * size - 1);
    if (isorand_type_get(type)->kind == 'i' && (bits & sign)) /* the magnitude: 2^(8 size) - bits */
        return snprintf(out, FORMAT_TEXT_WIDTH, "-%" PRIu64, sign - (bits ^ sign));
    return snprintf(out, FORMAT_TEXT_WIDTH, "%" PRIu64, bits);
}

size_t format_text(char *out, int type, const unsigned char *values, size_t n) {
    const size_t size = isorand_type_get(type)->bytes;
    char *end = out;
    for (size_t i = 0; i < n; i++) {
        end += put_value(end, type, values + i * size, size);
        *end++ = '\n';
    }
    return (size_t)(end - out);
}

size_t format_hex(char *out, int type, const unsigned char *values, size_t n) {
    const size_t size = isorand_type_get(type)->bytes;
    char *end = out;
    for (size_t i = 0; i < n; i++) {
        const uint64_t bits = load_bits(values + i * size, size);
        for (size_t shift = 8 * size; shift; shift -= 4)
            *end++ = "0123456789abcdef"[bits >> (shift - 4) & 15];
        *end++ = '\n';
    }
    return (size_t)(end - out);
}
