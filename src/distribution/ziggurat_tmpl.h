/* SPDX-License-Identifier: MIT */
/* Template of a bulk fill by ziggurat, over pieces of words that fit the L1 cache.
 *
 *   1. The backend's kernel takes every word of the piece as if a value began there: candidates,
 *      and one bit for each that its quick test refuses (about one in ninety).
 *   2. The wedge tests of all refused ones are made at once, with an estimate of exp.
 *   3. A walk over the refused ones makes the bits say which words' candidates are values: in a
 *      wedge the candidate counts or not, and the word that the test took does not.  Tails, and
 *      wedges too close to call, are settled by the definition, which reads on in the same words.
 *   4. The values are stored without gaps.
 *
 * A piece never has more words than values are wanted, and a value takes at least one word, so no
 * word is drawn that NumPy would not draw: the stream ends where NumPy's does.
 *
 * Parameters: ZIGGURAT (the name behind ir_fill_, and the kernel's), SETTLE, VALUE (double or
 * float), BITS (64 or 32), LAYER(word), HEIGHTS (the table f), EXPONENT(x) (of the density at x),
 * DOUBT (how close the two sides of a wedge test must be to need the definition). */

#define CAT_(a, b, c) a##b##c
#define CAT(a, b, c)  CAT_(a, b, c)
#define GET_WORD(i)   CAT(ir_get, BITS, )((const unsigned char *)words + (i) * sizeof(VALUE))
#define U_OF(source)  CAT(ir_source_f, BITS, )(source)
#define NAME(prefix)  CAT(prefix, ZIGGURAT, )

/* A refused word, and what the wedge test says of it. */
struct NAME(refused_) {
    uint32_t word;
    uint8_t accepted, unsure;
};

enum { NAME(PIECE_) = 8192 / sizeof(VALUE) };

/* Lists the set bits and tests their wedges; returns their number. */
static size_t NAME(judge_)(const struct ir_backend *b, isorand_rng *rng, const VALUE *words,
                           const VALUE *values, const uint64_t *bits, size_t n,
                           struct NAME(refused_) * list) {
    const struct ir_engine *engine = ir_engine_get(rng->engine);
    double left[NAME(PIECE_)], right[NAME(PIECE_)];
    size_t count = 0;
    for (size_t group = 0; group * 64 < n; group++)
        for (uint64_t rest = bits[group]; rest; rest &= rest - 1)
            list[count++].word = (uint32_t)(group * 64 + (size_t)__builtin_ctzll(rest));
    for (size_t c = 0; c < count; c++) {
        const size_t i = list[c].word;
        const unsigned layer = LAYER(GET_WORD(i));
        struct ir_source next = {rng, engine, words, i + 1, n};
        /* The tail has no wedge, and the last word has no successor at hand. */
        list[c].unsure = layer == 0 || i + 1 == n;
        left[c] = 0;
        if (!list[c].unsure) {
            const VALUE f = HEIGHTS[layer], height = HEIGHTS[layer - 1] - f;
            left[c] = (double)(height * U_OF(&next) + f);
        }
        right[c] = EXPONENT((double)values[i]);
    }
    const size_t whole = (count + 7) / 8 * 8;
    memset(right + count, 0, (whole - count) * sizeof *right);
    IR_KERNEL(b, exp_estimate)(right, whole);
    for (size_t c = 0; c < count; c++) {
        const double gap = right[c] - left[c];
        list[c].accepted = gap > 0;
        list[c].unsure |= gap < DOUBT && gap > -DOUBT;
    }
    return count;
}

void NAME(ir_fill_)(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {
    enum { PIECE = NAME(PIECE_), FEW = 16 };
    VALUE words[PIECE], values[PIECE];
    uint64_t keep[PIECE / 64];
    struct NAME(refused_) list[PIECE];
    const struct ir_engine *engine = ir_engine_get(rng->engine);
    unsigned char *p = out;
    _Static_assert(sizeof(VALUE) * 8 == BITS, "a word for a value");
    while (n >= FEW) {
        const size_t m = n < PIECE ? n : PIECE, whole = (m + 63) / 64 * 64;
        CAT(ir_fill_u, BITS, )(b, rng, words, m);
        memset(words + m, 0, (whole - m) * sizeof *words);
        IR_KERNEL(b, ZIGGURAT)(words, values, keep, whole);
        if (m % 64)
            keep[m / 64] &= (UINT64_C(1) << m % 64) - 1;
        const size_t count = NAME(judge_)(b, rng, words, values, keep, m, list);

        for (size_t i = 0; i < whole / 64; i++)
            keep[i] = ~keep[i];
        struct ir_source source = {rng, engine, words, 0, m};
        for (size_t c = 0; c < count; c++) {
            const size_t i = list[c].word;
            if (i < source.next)
                continue; /* one of the words that an earlier value took */
            source.next = i + 1;
            if (list[c].unsure) {
                values[i] = SETTLE(&source, GET_WORD(i));
                set_bit(keep, i, 1);
                for (size_t taken = i + 1; taken < source.next; taken++)
                    set_bit(keep, taken, 0);
            } else {
                set_bit(keep, i, list[c].accepted);
                set_bit(keep, source.next++, 0);
            }
        }
        if (m % 64)
            keep[m / 64] &= (UINT64_C(1) << m % 64) - 1;

        /* The store may reach to the end of the whole groups: beside the caller's buffer, if that
         * is too short. */
        const int fits = whole <= n;
        const size_t made =
            IR_KERNEL(b, CAT(compress, BITS, ))(values, keep, fits ? (void *)p : words, whole);
        if (!fits)
            memcpy(p, words, made * sizeof(VALUE));
        p += made * sizeof(VALUE);
        n -= made;
    }
    for (struct ir_source source = ir_source_of(rng); n; n--, p += sizeof(VALUE)) {
        VALUE x = SETTLE(&source, CAT(ir_source_u, BITS, )(&source));
        memcpy(p, &x, sizeof x);
    }
}

#undef CAT_
#undef CAT
#undef GET_WORD
#undef U_OF
#undef NAME
#undef ZIGGURAT
#undef SETTLE
#undef VALUE
#undef BITS
#undef LAYER
#undef HEIGHTS
#undef EXPONENT
#undef DOUBT
