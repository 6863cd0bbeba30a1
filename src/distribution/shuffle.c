/* SPDX-License-Identifier: MIT */
/* Shuffles and permutations: Fisher and Yates's exchange from the end, each partner drawn by
 * masked rejection, as NumPy's Generator and RandomState both do, or by Lemire's method. */
#include "base/bytes.h"
#include "distribution/draw.h"
#include "distribution/order.h"

#include <string.h>

/* Partners are drawn in batches, then the elements are exchanged: so neither the guesses about
 * rejection nor the waits for memory of one step hold up the next one.  A batch never takes more
 * words than the remaining partners need at least, so that none is left over and the stream stands
 * where it should. */
enum {
    BATCH = 1024,
    AHEAD = 32,    /* exchanges to come whose memory is asked for */
    FAR = 1 << 17, /* bytes: so much is near anyway */
    MOST = 128,    /* words of a block, see below */
    LEAST = 16,
    FEW = 7,       /* partners: below, one by one */
    REACH = 64 / 4 /* elements that a kernel may write beyond its end */
};

/* The partners of elements i, i - 1, ... from a block of n <= i words, by one bound for all: that
 * of the last one.  SIZE_MAX where a word lies between that bound and the first one's, so that it
 * matters whose partner it would be. */
static size_t partners_of_block(const struct ir_reader *r, uint32_t i, uint32_t mask,
                                const uint32_t *words, size_t n, uint32_t *partners) {
    ir_bounded_fn *kernel = IR_KERNEL(r->backend, masked32);
    struct ir_bounded how = {.mask = mask, .max = i - n, .refuses = IR_OFTEN};
    const size_t surely = kernel(words, partners, n, &how);
    how.max = i;
    return kernel(words, partners, n, &how) == surely ? surely : SIZE_MAX;
}

/* The partners of elements i, i - 1, ... (0 < i < 2^32), one after the other; at most BATCH. */
static size_t masked_partners(struct ir_reader *r, uint32_t i, uint32_t *partners) {
    uint32_t words[BATCH], mask = (uint32_t)ir_cover(i);
    const size_t nwords = i < BATCH ? i : BATCH;
    size_t found = 0, k = 0, block = r->backend && i / 2 >= LEAST * LEAST ? MOST : 0;
    ir_read_many_u32(r, words, nwords);
    while (k < nwords) {
        const size_t left = nwords - k;
        while (block && block * block > i / 2) /* so that more than half of the blocks are sure */
            block /= 2;
        if (block >= LEAST && left >= block && i - block > mask >> 1) {
            const size_t more = partners_of_block(r, i, mask, words + k, block, partners + found);
            if (more != SIZE_MAX) {
                found += more;
                i -= (uint32_t)more;
                k += block;
                continue;
            }
        }
        const size_t end = k + (block >= LEAST && left > block ? block : left);
        for (; k < end; k++) {
            const uint32_t candidate = words[k] & mask, accepted = candidate <= i;
            partners[found] = candidate; /* overwritten if it was refused */
            found += accepted;
            i -= accepted;
            mask >>= i <= mask >> 1; /* the smallest 2^m - 1 that covers i */
        }
    }
    return found;
}

/* The same by Lemire's method, down to that of element 'first' > 0. */
static size_t lemire_partners(struct ir_reader *r, uint32_t i, uint32_t first, uint32_t *partners) {
    uint32_t words[BATCH];
    const size_t nwords = i - first < BATCH ? i - first + 1 : BATCH;
    size_t found = 0;
    ir_read_many_u32(r, words, nwords);
    for (size_t k = 0; k < nwords; k++) {
        const uint32_t range = i + 1;
        const uint64_t m = (uint64_t)words[k] * range;
        if ((uint32_t)m < range && (uint32_t)m < (UINT32_MAX - i) % range)
            continue;
        partners[found++] = (uint32_t)(m >> 32);
        i--;
    }
    return found;
}

/* Exchanges element i - k with element partners[k].  'size' is a constant where this is inlined
 * for the common sizes. */
static inline void exchange(unsigned char *base, size_t size, size_t stride, size_t i,
                            const uint32_t *partners, size_t n) {
    unsigned char *p = base + i * stride;
    const int far = i * stride > FAR;
    for (size_t k = 0; k < n; k++, p -= stride) {
        if (far && k + AHEAD < n)
            __builtin_prefetch(base + partners[k + AHEAD] * stride, 1);
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
    uint32_t partners[BATCH + REACH];
    size_t i = n ? n - 1 : 0;
    for (; i > UINT32_MAX; i--) { /* these take 64-bit words */
        const uint32_t zero = 0;
        const size_t j = (size_t)ir_draw_masked(r, 64, i);
        unsigned char *low = (unsigned char *)base + (j < i ? j : i) * stride;
        /* One exchange of the element at j, as the zeroth from there, and the one at i. */
        exchange_any(low, size, (i - j) * stride, 1, &zero, 1);
    }
    while (i) {
        const size_t k = masked_partners(r, (uint32_t)i, partners);
        exchange_any(base, size, stride, i, partners, k);
        i -= k;
    }
}

void ir_shuffle_tail(struct ir_reader *r, int64_t *x, size_t n, size_t first) {
    uint32_t partners[BATCH];
    for (size_t i = n - 1, k = 1; i >= first; i -= k) {
        const size_t left = i - first + 1;
        if (i < UINT32_MAX && left >= FEW) {
            k = lemire_partners(r, (uint32_t)i, (uint32_t)first, partners);
            exchange((unsigned char *)x, 8, 8, i, partners, k);
            continue;
        }
        r->wanted = left;
        const size_t j = (size_t)ir_draw_lemire(r, 64, i);
        const int64_t t = ir_get_i64(x, j);
        ir_put_i64(x, j, ir_get_i64(x, i));
        ir_put_i64(x, i, t);
        k = 1;
    }
}

void ir_arange_i64(int64_t *out, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const int64_t x = (int64_t)i;
        memcpy((unsigned char *)out + 8 * i, &x, sizeof x);
    }
}
