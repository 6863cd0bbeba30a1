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
 *   4. The values are stored without gaps, up to the last one that is wanted.
 *
 * Where words can be given back, the last piece has some more than values are wanted, so that it is
 * the last.  Otherwise it has no more: a value takes at least one, so none is left over.
 *
 * Parameters: ZIGGURAT (the name behind ir_many_, and the kernel's), DRAW and FROM_WORD (of
 * draw.h), VALUE (double or float), BITS (64 or 32). */

#define CAT_(a, b, c) a##b##c
#define CAT(a, b, c)  CAT_(a, b, c)
#define GET_WORD(i)   CAT(ir_get, BITS, )(words + (i) * sizeof(VALUE))
#define NAME(prefix)  CAT(prefix, ZIGGURAT, )

/* A piece: words 'begin' .. 'end' - 1 of those at hand, at most 'wanted' values of which are
 * wanted. */
struct NAME(piece_) {
    const unsigned char *words;
    size_t begin, end, wanted;
    size_t have;             /* words at hand: a value may end beyond 'end' */
    size_t drawn, drawn_end; /* the last value that the definition drew, and where it ended */
    int begun;               /* a value began that does not end in the piece */
    size_t first, parsed;    /* of a trial: the draws before the piece, and 'end' but for those
                              * values that were drawn behind it */
    _Alignas(IR_CACHE_LINE) VALUE values[8 * IR_READER_WORDS / sizeof(VALUE) + 64];
    uint64_t refused[IR_READER_WORDS / (8 * sizeof(VALUE))];
    uint64_t keep[IR_READER_WORDS / (8 * sizeof(VALUE)) + 1];
};

/* Makes 'keep' say which words begin values, as far as these are wanted; returns the first word
 * that none of them has taken.  Before, it has no refused word and none behind one. */
static size_t NAME(walk_)(struct ir_reader *r, struct NAME(piece_) * piece,
                          const struct ir_wedges *wedges) {
    uint64_t *const keep = piece->keep;
    const size_t end = piece->end, count = wedges->count;
    size_t next = piece->begin;
    int rejected = 0; /* the last try: the value goes on with the word behind it */
    for (size_t c = 0; c < count; c++) {
        const size_t i = wedges->word[c];
        if (__builtin_expect(i < next, 0)) { /* taken: its successor begins a value */
            if (i + 1 == next && next < end)
                keep[next / 64] |= ~piece->refused[next / 64] & UINT64_C(1) << next % 64;
            continue;
        }
        if (__builtin_expect(wedges->unsure[c / 8] >> c % 8 & 1, 0)) {
            /* A draw may take more words than are at hand, and must not be one too many. */
            if (piece->wanted < end && ir_bits_before(keep, i) >= piece->wanted)
                break;
            const unsigned char *const words = piece->words;
            CAT(ir_reader_seek, BITS, )(r, i);
            piece->values[i] = FROM_WORD(r, GET_WORD(i));
            next = CAT(ir_reader_taken, BITS, )(r);
            piece->drawn = i;
            piece->drawn_end = next;
            rejected = 0;
            keep[i / 64] |= UINT64_C(1) << i % 64;
            for (size_t taken = i + 1; taken < next && taken < end; taken++)
                keep[taken / 64] &= ~(UINT64_C(1) << taken % 64);
        } else {
            const uint64_t accepted = wedges->accepted[c / 8] >> c % 8 & 1;
            next = i + 2;
            rejected = !accepted;
            keep[i / 64] |= accepted << i % 64;
        }
    }
    piece->begun = rejected && next >= end;
    return next > end ? next : end;
}

/* The next piece for 'wanted' values, and which of its words begin values; the cursor stands behind
 * the last of them. */
static void NAME(parse_)(struct ir_reader *r, struct NAME(piece_) * piece, struct ir_wedges *wedges,
                         size_t wanted) {
    enum { MOST = 8 * IR_READER_WORDS / sizeof(VALUE), SMALL = 512 };
    const struct ir_words_kernel *const kernel =
        ir_words_kernel(r->backend, r->rng->engine, SIZE_MAX);
    const struct ir_quick_test quick = {IR_KERNEL(r->backend, ZIGGURAT),
                                        kernel ? kernel->ZIGGURAT : NULL};
    size_t most = wanted;
    if (ir_reader_gives_back(r)) {
        if (most >= SMALL) /* nearly all values take one word, one in ninety takes two */
            most += most / 32 + 4;
        const size_t pieces = (most + MOST - 1) / MOST; /* of one size */
        most = (most + pieces - 1) / pieces;
    }
    most = CAT(ir_reader_room, BITS, )(r, most < MOST ? most : MOST);
    piece->wanted = wanted;
    piece->words = CAT(ir_reader_candidates, BITS, )(r, &quick, most - most % 2, piece->values,
                                                     piece->refused, &piece->begin, &piece->have);
    r->wanted = 1; /* what draws take behind the piece, they take singly */
    piece->end = piece->begin + CAT(ir_reader_room, BITS, )(r, piece->have - piece->begin);
    ir_bits_only(piece->refused, piece->begin, piece->end);
    const size_t whole = (piece->end + 63) / 64 * 64;
    uint64_t before = 0; /* a refused word mostly takes the one behind it */
    for (size_t i = 0; i < whole / 64; i++) {
        const uint64_t refused = piece->refused[i];
        piece->keep[i] = ~(refused | refused << 1 | before);
        before = refused >> 63;
    }
    ir_bits_only(piece->keep, piece->begin, piece->end);
    IR_KERNEL(r->backend, CAT(wedges_, ZIGGURAT, ))
    (piece->words, piece->values, piece->refused, whole, r->high_first, wedges);
    const size_t last = wedges->count - 1;
    if (wedges->count &&
        wedges->word[last] + (size_t)1 == piece->have) /* its successor is not at hand */
        wedges->unsure[last / 8] |= (uint8_t)(1 << last % 8);
    piece->drawn = SIZE_MAX;
    const size_t next = NAME(walk_)(r, piece, wedges);
    if (next <= piece->have)
        CAT(ir_reader_seek, BITS, )(r, next - 1);
}

/* Puts the cursor behind the value of word i. */
static void NAME(end_at_)(struct ir_reader *r, const struct NAME(piece_) * piece, size_t i) {
    const uint64_t refused = piece->refused[i / 64] >> i % 64 & 1;
    const size_t next = i == piece->drawn ? piece->drawn_end : i + 1 + refused;
    if (next <= piece->have)
        CAT(ir_reader_seek, BITS, )(r, next - 1);
}

/* Below so many, single draws are no slower: of portable kernels and of whole words more. */
static size_t NAME(few_)(const struct ir_reader *r) {
    return !r->backend->base ? IR_FEW_CANDIDATES : r->per_u64 == 1 ? 48 : BITS / 4;
}

static IR_NOINLINE size_t NAME(in_bulk_)(struct ir_reader *r, void *out, size_t n) {
    const size_t few = NAME(few_)(r);
    struct NAME(piece_) piece;
    struct ir_wedges wedges;
    unsigned char *p = out;
    size_t made = 0;
    _Static_assert(sizeof(VALUE) * 8 == BITS, "a word for a value");
    while (made < n) {
        const size_t room = CAT(ir_reader_room, BITS, )(r, n - made);
        if (room == 0)
            break;
        const int half_waits = BITS == 32 && ir_reader_half_waits(r);
        if (room < few || half_waits) { /* a half that waits comes first */
            r->wanted = half_waits ? 1 : room;
            const VALUE x = DRAW(r);
            memcpy(p + made * sizeof x, &x, sizeof x);
            made++;
            continue;
        }
        NAME(parse_)(r, &piece, &wedges, n - made);
        size_t last = 0;
        made +=
            ir_store_kept(IR_KERNEL(r->backend, CAT(compress, BITS, )), piece.values, piece.keep,
                          piece.end, p + made * sizeof(VALUE), n - made, sizeof(VALUE), &last);
        if (made == n) {
            NAME(end_at_)(r, &piece, last);
        } else if (piece.begun && CAT(ir_reader_room, BITS, )(r, 1) == 0) {
            /* It began before the limit: it is still one of ours. */
            const VALUE x = DRAW(r);
            memcpy(p + made * sizeof x, &x, sizeof x);
            made++;
        }
    }
    return made;
}

/* ---- a parse whose values wait where they were made: see ziggurat.h ---- */

struct NAME(trial_) {
    size_t pieces, singles, values;
    VALUE single[IR_FEW_CANDIDATES]; /* behind the pieces */
    struct ir_wedges wedges;
    struct NAME(piece_) piece[IR_TRIAL_PIECES];
};

_Static_assert(sizeof(struct NAME(trial_)) <= IR_TRIAL_BYTES, "it fits");

/* Draws that have been taken. */
static size_t NAME(taken_)(const struct ir_reader *r) {
    const size_t words = (size_t)ir_reader_position(r);
    if (BITS == 64)
        return words >> (r->per_u64 - 1);
    return r->engine->info.word_bytes == 4 ? words : 2 * words - (size_t)ir_reader_half_waits(r);
}

/* Draws a value behind a piece, which no other piece has. */
static void NAME(append_)(struct ir_reader *r, struct NAME(trial_) * trial) {
    struct NAME(piece_) *const piece = &trial->piece[trial->pieces - 1];
    const size_t i = piece->end++;
    if (i % 64 == 0)
        piece->keep[i / 64] = 0;
    piece->keep[i / 64] |= UINT64_C(1) << i % 64;
    r->wanted = 1;
    piece->values[i] = DRAW(r);
    trial->values++;
}

/* What does not fit, since values take more words than ever happens, is no trial. */
static size_t NAME(try_)(struct ir_reader *r, void *memory) {
    struct NAME(trial_) *const trial = memory;
    const size_t few = NAME(few_)(r);
    size_t room;
    trial->pieces = trial->singles = trial->values = 0;
    while ((room = CAT(ir_reader_room, BITS, )(r, SIZE_MAX)) != 0) {
        if (room < few) {
            r->wanted = room;
            trial->single[trial->singles++] = DRAW(r);
            trial->values++;
        } else if (BITS == 32 && ir_reader_half_waits(r)) { /* it comes first */
            struct NAME(piece_) *const piece = &trial->piece[trial->pieces - 1];
            if (piece->end - piece->parsed == 64 - 1)
                return trial->values = SIZE_MAX;
            NAME(append_)(r, trial);
        } else {
            if (trial->pieces == IR_TRIAL_PIECES)
                return trial->values = SIZE_MAX;
            struct NAME(piece_) *const piece = &trial->piece[trial->pieces++];
            piece->first = NAME(taken_)(r);
            NAME(parse_)(r, piece, &trial->wedges, SIZE_MAX / 4);
            piece->parsed = piece->end;
            trial->values += ir_bits_before(piece->keep, piece->end);
            if (piece->begun && CAT(ir_reader_room, BITS, )(r, 1) == 0)
                NAME(append_)(r, trial);
        }
    }
    return trial->values;
}

static size_t NAME(enter_)(void *memory, size_t draws) {
    struct NAME(trial_) *const trial = memory;
    struct NAME(piece_) *const piece = &trial->piece[0];
    if (trial->values == SIZE_MAX || draws == 0)
        return trial->values;
    if (!trial->pieces || draws >= piece->parsed || !(piece->keep[draws / 64] >> draws % 64 & 1))
        return SIZE_MAX;
    trial->values -= ir_bits_before(piece->keep, draws);
    memset(piece->keep, 0, draws / 64 * sizeof *piece->keep);
    piece->keep[draws / 64] &= UINT64_MAX << draws % 64;
    return trial->values;
}

static size_t NAME(cut_)(void *memory, size_t values, size_t *draws) {
    struct NAME(trial_) *const trial = memory;
    size_t before = 0;
    for (size_t i = 0; i < trial->pieces; i++) {
        struct NAME(piece_) *const piece = &trial->piece[i];
        const size_t count = ir_bits_before(piece->keep, piece->parsed);
        if (values < before + count) {
            const size_t end = ir_kept_word(piece->keep, values - before);
            *draws = piece->first + end;
            piece->keep[end / 64] &= ~(UINT64_MAX << end % 64);
            piece->end = piece->parsed = end;
            trial->pieces = i + 1;
            trial->singles = 0;
            return trial->values = values;
        }
        before += ir_bits_before(piece->keep, piece->end);
        if (values < before && count) { /* rather before those behind the piece */
            values = before - (piece->end - piece->parsed) - 1;
            before -= ir_bits_before(piece->keep, piece->end);
            i--;
        }
    }
    return SIZE_MAX;
}

static void NAME(store_)(const void *memory, const struct ir_backend *b, const struct ir_plan *plan,
                         ir_finish_fn *finish, void *out) {
    const struct NAME(trial_) *const trial = memory;
    unsigned char *p = out;
    size_t left = trial->values, m, last;
    for (size_t i = 0; i < trial->pieces && left; i++, left -= m, p += m * sizeof(VALUE)) {
        const struct NAME(piece_) *const piece = &trial->piece[i];
        m = ir_store_kept(IR_KERNEL(b, CAT(compress, BITS, )), piece->values, piece->keep,
                          piece->end, p, left, sizeof(VALUE), &last);
        if (finish && m)
            finish(b, plan, p, m);
    }
    memcpy(p, trial->single, left * sizeof(VALUE));
    if (finish && left)
        finish(b, plan, p, left);
}

const struct ir_ziggurat NAME(ir_ziggurat_) = {IR_TRIAL_PIECES * IR_READER_WORDS * 64 / BITS,
                                               NAME(try_), NAME(enter_), NAME(cut_), NAME(store_)};

/* Few are drawn one by one, where nothing has been read ahead; so are few behind whole groups,
 * which takes less time than to test another group. */
size_t NAME(ir_many_)(struct ir_reader *r, const struct ir_plan *plan, void *out, size_t n) {
    enum { GROUP = 64, SMALL = 512 };
    const size_t few = ir_few_standard(r->backend, r->rng->engine, sizeof(VALUE));
    const size_t rest = n % GROUP;
    size_t whole = 0;
    (void)plan;
    if (r->next != r->n || r->limit != UINT64_MAX)
        return NAME(in_bulk_)(r, out, n);
    if (n >= few) {
        whole = n > GROUP && n < SMALL && rest <= GROUP / 4 && rest <= few / 2 ? n - rest : n;
        NAME(in_bulk_)(r, out, whole);
        if (whole == n)
            return n;
        ir_reader_finish(r);
    }
    NAME(ir_few_)(r->rng, (unsigned char *)out + whole * sizeof(VALUE), n - whole);
    return n;
}

#undef CAT_
#undef CAT
#undef GET_WORD
#undef NAME
#undef ZIGGURAT
#undef DRAW
#undef FROM_WORD
#undef VALUE
#undef BITS
