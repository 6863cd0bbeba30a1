/* SPDX-License-Identifier: MIT */
/* Seeds written as text: decimal or 0x integers of any length, or a comma-separated list. */
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

/* One integer from *text, least significant word first, into words[0 .. *n); moves *text behind
 * it.  Schoolbook: number = number * base + digit. */
static int parse_integer(const char **text, uint32_t *words, size_t capacity, size_t *n) {
    const char *p = *text;
    unsigned base = 10;
    if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X')) {
        base = 16;
        p += 2;
    }
    if (digit_value(*p, base) < 0)
        return ISORAND_EINVAL;
    *n = 0;
    for (int digit; (digit = digit_value(*p, base)) >= 0; p++) {
        uint64_t carry = (uint64_t)digit;
        for (size_t i = 0; i < *n; i++) {
            carry += (uint64_t)words[i] * base;
            words[i] = (uint32_t)carry;
            carry >>= 32;
        }
        if (carry) {
            if (*n == capacity)
                return ISORAND_ESPACE;
            words[(*n)++] = (uint32_t)carry;
        }
    }
    if (*n == 0) { /* the integer 0 is one zero word */
        if (capacity == 0)
            return ISORAND_ESPACE;
        words[(*n)++] = 0;
    }
    *text = p;
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
