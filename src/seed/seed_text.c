/* SPDX-License-Identifier: MIT */
/* Seeds written as text: decimal or 0x integers of any length, or a comma-separated list. */
#include "base/u128.h"
#include "seed/seedseq.h"

static int digit_value(char c, unsigned base) {
    unsigned d = 99;
    if (c >= '0' && c <= '9')
        d = (unsigned)(c - '0');
    else if (c >= 'a' && c <= 'f')
        d = (unsigned)(c - 'a') + 10;
    else if (c >= 'A' && c <= 'F')
        d = (unsigned)(c - 'A') + 10;
    return d < base ? (int)d : -1;
}

/* words[0 .. *n) = words * factor + carry, 64 bits at a step. */
static int multiply_add(uint32_t *words, size_t capacity, size_t *n, uint64_t factor,
                        uint64_t carry) {
    size_t i = 0;
    for (; i + 1 < *n; i += 2) {
        const uint64_t pair = words[i] | (uint64_t)words[i + 1] << 32;
        const ir_u128 product = ir_add128(ir_mul64(pair, factor), (ir_u128){0, carry});
        words[i] = (uint32_t)product.lo;
        words[i + 1] = (uint32_t)(product.lo >> 32);
        carry = product.hi;
    }
    if (i < *n) {
        const ir_u128 product = ir_add128(ir_mul64(words[i], factor), (ir_u128){0, carry});
        words[i] = (uint32_t)product.lo;
        carry = product.lo >> 32 | product.hi << 32;
    }
    for (; carry; carry >>= 32) {
        if (*n == capacity)
            return ISORAND_ESPACE;
        words[(*n)++] = (uint32_t)carry;
    }
    return 0;
}

/* The digits text[0 .. ndigits), as many at a time as 64 bits hold: still quadratic, but half a
 * million digits take a quarter of a second. */
static int parse_decimal(const char *text, size_t ndigits, uint32_t *words, size_t capacity,
                         size_t *n) {
    enum { AT_A_TIME = 19 };
    while (ndigits) {
        const size_t m = ndigits % AT_A_TIME ? ndigits % AT_A_TIME : AT_A_TIME;
        uint64_t factor = 1, digits = 0;
        for (size_t i = 0; i < m; i++, factor *= 10)
            digits = digits * 10 + (uint64_t)digit_value(*text++, 10);
        const int error = multiply_add(words, capacity, n, factor, digits);
        if (error)
            return error;
        ndigits -= m;
    }
    return 0;
}

/* From the last digit. */
static int parse_hexadecimal(const char *text, size_t ndigits, uint32_t *words, size_t capacity,
                             size_t *n) {
    while (ndigits && *text == '0') {
        text++;
        ndigits--;
    }
    while (ndigits) {
        const size_t m = ndigits < 8 ? ndigits : 8;
        uint32_t word = 0;
        if (*n == capacity)
            return ISORAND_ESPACE;
        for (size_t i = ndigits - m; i < ndigits; i++)
            word = word << 4 | (uint32_t)digit_value(text[i], 16);
        words[(*n)++] = word;
        ndigits -= m;
    }
    return 0;
}

/* One integer from *text, least significant word first, into words[0 .. *n); moves *text behind
 * it. */
static int parse_integer(const char **text, uint32_t *words, size_t capacity, size_t *n) {
    const char *p = *text;
    unsigned base = 10;
    size_t ndigits = 0;
    if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X')) {
        base = 16;
        p += 2;
    }
    while (digit_value(p[ndigits], base) >= 0)
        ndigits++;
    if (!ndigits)
        return ISORAND_EINVAL;
    *n = 0;
    const int error =
        (base == 16 ? parse_hexadecimal : parse_decimal)(p, ndigits, words, capacity, n);
    if (error)
        return error;
    if (*n == 0) { /* the integer 0 is one zero word */
        if (capacity == 0)
            return ISORAND_ESPACE;
        words[(*n)++] = 0;
    }
    *text = p + ndigits;
    return 0;
}

int ir_seed_words(const char *text, uint32_t *words, size_t capacity, size_t *nwords) {
    size_t total = 0;
    const char *p = text;
    do {
        size_t n;
        int error = parse_integer(&p, words ? words + total : NULL, capacity - total, &n);
        if (error)
            return error;
        total += n;
    } while (*p == ',' && *++p);
    if (*p)
        return ISORAND_EINVAL;
    *nwords = total;
    return 0;
}
