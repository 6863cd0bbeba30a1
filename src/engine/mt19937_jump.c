/* SPDX-License-Identifier: MIT */
/* Far moves of MT19937: x^n modulo the characteristic polynomial, applied to the state.
 * Source: H. Haramoto, M. Matsumoto, T. Nishimura, F. Panneton, P. L'Ecuyer, "Efficient Jump Ahead
 * for F2-Linear Random Number Generators" (2008).
 *
 * The state is seen as a ring of words whose oldest is at 'pos'; one step replaces the oldest word
 * by the next of the sequence.  A polynomial over GF(2) has coefficient i in bit i % 64 of word
 * i / 64. */
#include "engine/mt19937_jump.h"
#include "engine/mt19937.h"

#include <string.h>

enum { N = IR_MT_N, DEGREE = 19937, POLY_WORDS = (DEGREE + 63) / 64, TERMS_MAX = 160 };

/* ---- polynomials ---- */

/* The exponents of the characteristic polynomial without its first term, x^DEGREE.  With
 * u = x^624 + x^397 over x it is x u^32 + the sum of a_i x u^(31 - i) for i < 31 + a_31 (Matsumoto
 * and Nishimura 1998, appendix A), a being the matrix; and u^k = x^(396 k) (1 + x^227)^k, whose
 * binomial coefficients are odd where j has no bit that k has not. */
static unsigned lower_terms(uint16_t terms[TERMS_MAX]) {
    unsigned n = 0;
    for (unsigned k = 1; k <= 32; k++)
        for (unsigned j = 0; j <= k && (k == 32 || IR_MT_MATRIX >> (31 - k) & 1); j++)
            if ((j & ~k) == 0 && j < 32)
                terms[n++] = (uint16_t)(1 + 396 * k + 227 * j);
    if (IR_MT_MATRIX >> 31 & 1)
        terms[n++] = 0;
    return n;
}

/* The bits of x apart, with zeros between them: x squared. */
static uint64_t spread(uint32_t x) {
    uint64_t y = x;
    y = (y | y << 16) & UINT64_C(0x0000ffff0000ffff);
    y = (y | y << 8) & UINT64_C(0x00ff00ff00ff00ff);
    y = (y | y << 4) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    y = (y | y << 2) & UINT64_C(0x3333333333333333);
    return (y | y << 1) & UINT64_C(0x5555555555555555);
}

/* Takes away the multiples of the characteristic polynomial, from the top.  Its second exponent is
 * 227 below the first: what a word of coefficients brings stays below that word. */
static void reduce(uint64_t *poly, unsigned words, const uint16_t *terms, unsigned nterms) {
    for (unsigned w = words; w-- >= POLY_WORDS;) {
        const unsigned low = w == POLY_WORDS - 1 ? DEGREE % 64 : 0;
        const uint64_t high = poly[w] >> low << low;
        poly[w] ^= high;
        for (unsigned t = 0; high && t < nterms; t++) {
            /* In front of bit 0 there is nothing: that term's bits lie above 'low'. */
            const int to = (int)(64 * w + terms[t]) - DEGREE;
            const unsigned shift = (unsigned)(to + 64) % 64;
            const int at = (to + 64) / 64 - 1;
            if (at >= 0)
                poly[at] ^= high << shift;
            if (shift)
                poly[at + 1] ^= high >> (64 - shift);
        }
    }
}

/* poly squared. */
static void square(uint64_t poly[POLY_WORDS], const uint16_t *terms, unsigned nterms) {
    uint64_t wide[2 * POLY_WORDS];
    for (unsigned i = 0; i < POLY_WORDS; i++) {
        wide[2 * i] = spread((uint32_t)poly[i]);
        wide[2 * i + 1] = spread((uint32_t)(poly[i] >> 32));
    }
    reduce(wide, 2 * POLY_WORDS, terms, nterms);
    memcpy(poly, wide, POLY_WORDS * sizeof *poly);
}

/* poly times x. */
static void step(uint64_t poly[POLY_WORDS], const uint16_t *terms, unsigned nterms) {
    for (unsigned i = POLY_WORDS; i-- > 1;)
        poly[i] = poly[i] << 1 | poly[i - 1] >> 63;
    poly[0] <<= 1;
    reduce(poly, POLY_WORDS, terms, nterms);
}

/* x^(n 2^doublings). */
static void power(uint64_t poly[POLY_WORDS], uint64_t n, unsigned doublings) {
    uint16_t terms[TERMS_MAX];
    const unsigned nterms = lower_terms(terms);
    unsigned bits = 0;
    while (n >> bits >= DEGREE)
        bits++;
    memset(poly, 0, POLY_WORDS * sizeof *poly);
    poly[(n >> bits) / 64] = UINT64_C(1) << (n >> bits) % 64;
    while (bits--) {
        square(poly, terms, nterms);
        if (n >> bits & 1)
            step(poly, terms, nterms);
    }
    while (doublings--)
        square(poly, terms, nterms);
}

/* ---- rings ---- */

static void ring_step(struct isorand_mt19937_core *s) {
    const uint32_t i = s->pos, after = i + 1 < N ? i + 1 : 0;
    s->key[i] = ir_mt_twisted(s->key[i], s->key[after],
                              s->key[i + IR_MT_M < N ? i + IR_MT_M : i + IR_MT_M - N]);
    s->pos = after;
}

/* Adds (xors) ring b to ring a, oldest word to oldest word; that of b is at 0. */
static void ring_add(struct isorand_mt19937_core *a, const uint32_t *restrict b) {
    const uint32_t pos = a->pos;
    uint32_t *restrict key = a->key;
    for (uint32_t i = pos; i < N; i++)
        key[i] ^= b[i - pos];
    for (uint32_t i = 0; i < pos; i++)
        key[i] ^= b[i + N - pos];
}

static void ring_copy(uint32_t to[N], const struct isorand_mt19937_core *s) {
    const uint32_t first = N - s->pos;
    memcpy(to, s->key + s->pos, first * sizeof *to);
    memcpy(to + first, s->key, s->pos * sizeof *to);
}

static int coefficient(const uint64_t *poly, int i) {
    return (int)(poly[i / 64] >> i % 64 & 1);
}

/* The polynomial, which is not 0, of the step, applied to a ring: by Horner's rule, up to WINDOW
 * coefficients at a time. */
static void apply(struct isorand_mt19937_core *s, const uint64_t poly[POLY_WORDS]) {
    enum { WINDOW = 3, ODD = 1 << (WINDOW - 1) };
    uint32_t odd[ODD][N], moved[N]; /* times 1, x + 1, x^2 + 1, x^2 + x + 1 */
    struct isorand_mt19937_core sum = *s;
    ring_copy(odd[0], &sum);
    for (int k = 1; k < ODD; k++)
        memcpy(odd[k], odd[0], sizeof odd[0]);
    for (int bit = 0; bit < WINDOW - 1; bit++) {
        ring_step(&sum);
        ring_copy(moved, &sum);
        for (int k = 1; k < ODD; k++)
            for (int i = 0; i < N && k >> bit & 1; i++)
                odd[k][i] ^= moved[i];
    }
    int i = DEGREE - 1;
    while (!coefficient(poly, i))
        i--;
    /* The step before the first coefficient is one of zeros. */
    memset(sum.key, 0, sizeof sum.key);
    sum.pos = s->pos ? s->pos - 1 : N - 1;
    while (i >= 0) {
        int last = i, k = 0;
        if (coefficient(poly, i)) {
            last = i - WINDOW + 1 > 0 ? i - WINDOW + 1 : 0;
            while (!coefficient(poly, last))
                last++;
            for (int bit = i; bit > last; bit--)
                k = k << 1 | coefficient(poly, bit);
        }
        const int adds = coefficient(poly, last);
        for (; i >= last; i--)
            ring_step(&sum);
        if (adds)
            ring_add(&sum, odd[k]);
    }
    *s = sum;
}

/* ---- moves ---- */

void ir_mt19937_jump(struct isorand_mt19937_core *s) {
    uint64_t poly[POLY_WORDS] = {0};
    for (unsigned i = 0; i < sizeof MT19937_JUMP / sizeof *MT19937_JUMP; i++)
        poly[i / 2] |= (uint64_t)MT19937_JUMP[i] << 32 * (i % 2);
    apply(s, poly);
}

void ir_mt19937_steps(struct isorand_mt19937_core *s, uint64_t n, unsigned doublings) {
    uint64_t poly[POLY_WORDS];
    power(poly, n, doublings);
    apply(s, poly);
}

void ir_mt19937_pass(struct isorand_mt19937_core *s, uint64_t nblocks) {
    struct isorand_mt19937_core ring = *s;
    ring.pos = 0;
    ir_mt19937_steps(&ring, nblocks * N - 1, 0);
    ring_step(&ring);
    ring_copy(s->key, &ring);
}
