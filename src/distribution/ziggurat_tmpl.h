/* SPDX-License-Identifier: MIT */
/* Template of a bulk fill by ziggurat, over pieces of words that fit the L1 cache.
 *
 *   1. The backend's kernel takes every word of the piece as if a value began there: candidates,
 *      and one bit for each that its quick test refuses (about one in ninety).
 *   2. Another one lists the refused ones and makes their wedge tests with an estimate of exp.
 *   3. A walk over them makes the bits say which words' candidates are values: in a wedge the
 *      candidate counts or not, and the word that the test took does not.  Only what is rare takes
 *      a branch: tails, and wedges too close to call, which are drawn by the definition, as it
 *      reads on in the same words; and refused words that an earlier value has taken.
 *   4. The values are stored without gaps.
 *
 * A piece never has more words than values are wanted, and a value takes at least one word, so no
 * word is left over.
 *
 * Parameters: ZIGGURAT (the name behind ir_many_, and the kernel's), FROM_WORD, VALUE (double or
 * float), BITS (64 or 32). */

#define CAT_(a, b, c) a##b##c
#define CAT(a, b, c)  CAT_(a, b, c)
#define GET_WORD(i)   CAT(ir_get, BITS, )(words + (i) * sizeof(VALUE))
#define NAME(prefix)  CAT(prefix, ZIGGURAT, )

enum { NAME(PIECE_) = 8192 / sizeof(VALUE) }; /* at most what a reader can lay open */

/* Makes 'keep' say which of 'n' words begin values, and the cursor stand behind the last of them.
 */
static void NAME(walk_)(struct ir_reader *r, const unsigned char *words, VALUE *values,
                        uint64_t *keep, size_t n, struct ir_wedges *wedges) {
    size_t next = 0; /* the first word that no value before has taken */
    if (wedges->count &&
        wedges->word[wedges->count - 1] + (size_t)1 == n) /* no successor at hand */
        wedges->unsure[(wedges->count - 1) / 8] |= (uint8_t)(1 << (wedges->count - 1) % 8);
    for (size_t c = 0; c < wedges->count; c++) {
        const size_t i = wedges->word[c];
        if (__builtin_expect(i < next, 0))
            continue;
        if (__builtin_expect(wedges->unsure[c / 8] >> c % 8 & 1, 0)) {
            CAT(ir_reader_seek, BITS, )(r, i);
            values[i] = FROM_WORD(r, GET_WORD(i));
            next = CAT(ir_reader_taken, BITS, )(r);
            keep[i / 64] |= UINT64_C(1) << i % 64;
            for (size_t taken = i + 1; taken < next && taken < n; taken++)
                keep[taken / 64] &= ~(UINT64_C(1) << taken % 64);
        } else {
            const uint64_t accepted = wedges->accepted[c / 8] >> c % 8 & 1;
            next = i + 2;
            keep[i / 64] |= accepted << i % 64;
            keep[(i + 1) / 64] &= ~(UINT64_C(1) << (i + 1) % 64);
        }
    }
    if (next <= n)
        CAT(ir_reader_seek, BITS, )(r, n - 1); /* all taken, none beyond */
}

size_t NAME(ir_many_)(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    enum { PIECE = NAME(PIECE_), FEW = BITS / 4 };
    VALUE values[PIECE];
    uint64_t refused[PIECE / 64], keep[PIECE / 64 + 1];
    struct ir_wedges wedges;
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
        memset(words + m * sizeof(VALUE), 0, (whole + 1 - m) * sizeof(VALUE));
        IR_KERNEL(r->backend, ZIGGURAT)(words, values, refused, whole);
        if (m % 64)
            refused[m / 64] &= (UINT64_C(1) << m % 64) - 1;
        for (size_t i = 0; i < whole / 64; i++)
            keep[i] = ~refused[i];

        IR_KERNEL(r->backend, CAT(wedges_, ZIGGURAT, ))
        (words, values, refused, whole, r->high_first, &wedges);
        NAME(walk_)(r, words, values, keep, m, &wedges);
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
