/* SPDX-License-Identifier: MIT */
/* Template of a bulk fill by ziggurat, over pieces of words that fit the L1 cache.
 *
 *   1. The backend's kernel takes every word of the piece as if a value began there: candidates,
 *      and one bit for each that its quick test refuses (about one in ninety).
 *   2. The wedge tests of refused ones, BATCH at a time, are made with an estimate of exp.
 *   3. A walk over them makes the bits say which words' candidates are values: in a wedge the
 *      candidate counts or not, and the word that the test took does not.  Tails, and wedges too
 *      close to call, are drawn by the definition, which reads on in the same words.
 *   4. The values are stored without gaps.
 *
 * A piece never has more words than values are wanted, and a value takes at least one word, so no
 * word is left over.
 *
 * Parameters: ZIGGURAT (the name behind ir_many_, and the kernel's), FROM_WORD, VALUE (double or
 * float), BITS (64 or 32), LAYER(word), HEIGHTS (the table f), EXPONENT(x) (of the density at x),
 * DOUBT (how close the two sides of a wedge test must be to need the definition). */

#define CAT_(a, b, c) a##b##c
#define CAT(a, b, c)  CAT_(a, b, c)
#define GET_WORD(i)   CAT(ir_get, BITS, )(words + (i) * sizeof(VALUE))
#define NAME(prefix)  CAT(prefix, ZIGGURAT, )

enum {
    NAME(PIECE_) = 8192 / sizeof(VALUE), /* at most what a reader can lay open */
    NAME(BATCH_) = 128
};

/* The uniform that a wedge test takes of a word. */
static inline VALUE NAME(uniform_)(const struct ir_engine *e, const unsigned char *words,
                                   size_t i) {
#if BITS == 64
    return ir_f64_from_u64(e, GET_WORD(i));
#else
    (void)e;
    return ir_f32_from_u32(GET_WORD(i));
#endif
}

/* The refused words of a batch, and what the wedge test says of each. */
struct NAME(batch_) {
    size_t count;
    uint32_t word[NAME(BATCH_)];
    uint8_t accepted[NAME(BATCH_)], unsure[NAME(BATCH_)];
};

static void NAME(judge_)(const struct ir_reader *r, const unsigned char *words, const VALUE *values,
                         size_t n, struct NAME(batch_) * batch) {
    double left[NAME(BATCH_)], right[NAME(BATCH_)];
    for (size_t c = 0; c < batch->count; c++) {
        const size_t i = batch->word[c];
        const unsigned layer = LAYER(GET_WORD(i));
        /* The tail has no wedge, and the last word has no successor at hand. */
        batch->unsure[c] = layer == 0 || i + 1 == n;
        left[c] = 0;
        if (!batch->unsure[c]) {
            const VALUE f = HEIGHTS[layer], height = HEIGHTS[layer - 1] - f;
            left[c] = (double)(height * NAME(uniform_)(r->engine, words, i + 1) + f);
        }
        right[c] = EXPONENT((double)values[i]);
    }
    const size_t whole = (batch->count + 7) / 8 * 8;
    memset(right + batch->count, 0, (whole - batch->count) * sizeof *right);
    IR_KERNEL(r->backend, exp_estimate)(right, whole);
    for (size_t c = 0; c < batch->count; c++) {
        const double gap = right[c] - left[c];
        batch->accepted[c] = gap > 0;
        batch->unsure[c] |= gap < DOUBT && gap > -DOUBT;
    }
}

/* Goes on at word 'from', the first that no value before has taken; returns the next such. */
static size_t NAME(walk_)(struct ir_reader *r, const unsigned char *words, VALUE *values,
                          uint64_t *keep, size_t n, const struct NAME(batch_) * batch,
                          size_t from) {
    for (size_t c = 0; c < batch->count; c++) {
        const size_t i = batch->word[c];
        if (i < from)
            continue; /* one of the words that an earlier value took */
        if (batch->unsure[c]) {
            CAT(ir_reader_seek, BITS, )(r, i);
            values[i] = FROM_WORD(r, GET_WORD(i));
            from = CAT(ir_reader_taken, BITS, )(r);
            set_bit(keep, i, 1);
            for (size_t taken = i + 1; taken < from && taken < n; taken++)
                set_bit(keep, taken, 0);
        } else {
            set_bit(keep, i, batch->accepted[c]);
            set_bit(keep, i + 1, 0);
            from = i + 2;
        }
    }
    return from;
}

size_t NAME(ir_many_)(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    enum { PIECE = NAME(PIECE_), BATCH = NAME(BATCH_), FEW = BITS / 4 };
    VALUE values[PIECE];
    uint64_t refused[PIECE / 64], keep[PIECE / 64];
    struct NAME(batch_) batch;
    unsigned char *p = out;
    size_t made = 0;
    (void)plan;
    _Static_assert(sizeof(VALUE) * 8 == BITS, "a word for a value");
    while (made < n) {
        size_t m = CAT(ir_reader_room, BITS, )(r, n - made);
        if (m == 0)
            break;
        const int half_waits = BITS == 32 && ir_reader_half_waits(r);
        if (m < FEW || half_waits) { /* a half that waits comes first */
            r->wanted = half_waits ? 1 : m;
            const VALUE x = FROM_WORD(r, CAT(ir_read_u, BITS, )(r));
            memcpy(p, &x, sizeof x);
            p += sizeof x;
            made++;
            continue;
        }
        m = m < PIECE ? m - (BITS == 32 ? m % 2 : 0) : PIECE;
        const size_t whole = (m + 63) / 64 * 64;
        unsigned char *const words = (unsigned char *)CAT(ir_reader_ahead, BITS, )(r, m);
        r->wanted = 1; /* what draws take behind the piece, they take singly */
        memset(words + m * sizeof(VALUE), 0, (whole - m) * sizeof(VALUE));
        IR_KERNEL(r->backend, ZIGGURAT)(words, values, refused, whole);
        if (m % 64)
            refused[m / 64] &= (UINT64_C(1) << m % 64) - 1;
        for (size_t i = 0; i < whole / 64; i++)
            keep[i] = ~refused[i];

        size_t from = 0;
        batch.count = 0;
        for (size_t group = 0; group * 64 < m; group++)
            for (uint64_t rest = refused[group]; rest; rest &= rest - 1) {
                batch.word[batch.count++] = (uint32_t)(group * 64 + (size_t)__builtin_ctzll(rest));
                if (batch.count == BATCH) {
                    NAME(judge_)(r, words, values, m, &batch);
                    from = NAME(walk_)(r, words, values, keep, m, &batch, from);
                    batch.count = 0;
                }
            }
        NAME(judge_)(r, words, values, m, &batch);
        from = NAME(walk_)(r, words, values, keep, m, &batch, from);
        if (from <= m)
            CAT(ir_reader_seek, BITS, )(r, m - 1); /* all taken, none beyond */
        if (m % 64)
            keep[m / 64] &= (UINT64_C(1) << m % 64) - 1;

        /* The store may reach to the end of the whole groups: beside the caller's buffer, if that
         * is too short. */
        const int fits = whole <= n - made;
        const size_t kept =
            IR_KERNEL(r->backend, CAT(compress, BITS, ))(values, keep, fits ? p : words, whole);
        if (!fits)
            memcpy(p, words, kept * sizeof(VALUE));
        p += kept * sizeof(VALUE);
        made += kept;
    }
    return made;
}

#undef CAT_
#undef CAT
#undef GET_WORD
#undef NAME
#undef ZIGGURAT
#undef FROM_WORD
#undef VALUE
#undef BITS
#undef LAYER
#undef HEIGHTS
#undef EXPONENT
#undef DOUBT
