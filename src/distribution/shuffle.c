/* SPDX-License-Identifier: MIT */
/* Shuffles and permutations: Fisher and Yates's exchange from the end, each partner drawn by
 * masked rejection, as NumPy's Generator and RandomState both do. */
#include "distribution/draw.h"
#include "distribution/order.h"

#include <string.h>

/* Partners are drawn in batches, then the elements are exchanged: so neither the guesses about
 * rejection nor the waits for memory of one step hold up the next one.  A batch never takes more
 * words than the remaining partners need at least, so that none is left over and the stream stands
 * where it should. */
enum { BATCH = 1024 };

/* The partners of elements i, i - 1, ... (0 < i < 2^32), one after the other; at most BATCH. */
static size_t draw_partners(struct ir_reader *r, uint32_t i, uint32_t *partners) {
    uint32_t words[BATCH], mask = i;
    const size_t nwords = i < BATCH ? i : BATCH;
    size_t found = 0;
    for (unsigned shift = 1; shift < 32; shift *= 2)
        mask |= mask >> shift;
    ir_read_many_u32(r, words, nwords);
    for (size_t k = 0; k < nwords; k++) {
        const uint32_t candidate = words[k] & mask, accepted = candidate <= i;
        partners[found] = candidate; /* overwritten if it was refused */
        found += accepted;
        i -= accepted;
        mask >>= i <= mask >> 1; /* the smallest 2^m - 1 that covers i */
    }
    return found;
}

/* Exchanges element i - k with element partners[k].  'size' is a constant where this is inlined
 * for the common sizes. */
static inline void exchange(unsigned char *base, size_t size, size_t stride, size_t i,
                            const uint32_t *partners, size_t n) {
    unsigned char *p = base + i * stride;
    for (size_t k = 0; k < n; k++, p -= stride) {
        unsigned char *q = base + partners[k] * stride, x[64], y[64];
        for (size_t done = 0, part; done < size; done += part) {
            part = size - done < sizeof x ? size - done : sizeof x;
            memcpy(x, p + done, part);
            memcpy(y, q + done, part);
            memcpy(q + done, x, part);
            memcpy(p + done, y, part);
        }
    }
}

static void exchange_any(unsigned char *base, size_t size, size_t stride, size_t i,
                         const uint32_t *partners, size_t n) {
    if (size == 8 && stride == 8)
        exchange(base, 8, 8, i, partners, n);
    else if (size == 4 && stride == 4)
        exchange(base, 4, 4, i, partners, n);
    else if (size == 1 && stride == 1)
        exchange(base, 1, 1, i, partners, n);
    else if (size == 8)
        exchange(base, 8, stride, i, partners, n);
    else if (size == 4)
        exchange(base, 4, stride, i, partners, n);
    else
        exchange(base, size, stride, i, partners, n);
}

void ir_shuffle(struct ir_reader *r, void *base, size_t n, size_t size, size_t stride) {
    uint32_t partners[BATCH];
    size_t i = n ? n - 1 : 0;
    for (; i > UINT32_MAX; i--) { /* these take 64-bit words */
        const uint32_t zero = 0;
        const size_t j = (size_t)ir_draw_masked(r, 64, i);
        unsigned char *low = (unsigned char *)base + (j < i ? j : i) * stride;
        /* One exchange of the element at j, as the zeroth from there, and the one at i. */
        exchange_any(low, size, (i - j) * stride, 1, &zero, 1);
    }
    while (i) {
        const size_t k = draw_partners(r, (uint32_t)i, partners);
        exchange_any(base, size, stride, i, partners, k);
        i -= k;
    }
}

void ir_arange_i64(int64_t *out, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const int64_t x = (int64_t)i;
        memcpy((unsigned char *)out + 8 * i, &x, sizeof x);
    }
}
