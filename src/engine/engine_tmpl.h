/* SPDX-License-Identifier: MIT */
/* Template of an engine's descriptor.  The including file has defined, as static functions on a
 * pointer to its own state (struct ENGINE_CORE, the union's member ENGINE):
 *
 *   ENGINE_WORD next(struct ENGINE_CORE *)       the definition of the stream
 *   void seed(struct ENGINE_CORE *, const isorand_seedseq *)
 *   void skip(struct ENGINE_CORE *, uint64_t)
 *   int  valid(const struct ENGINE_CORE *)
 *
 * the table 'fields' of the state's fields in the order of saved bytes, rows of FIELD(member,
 * count) or FIELD_AS(member, count, bytes of each in saved states), and the macros ENGINE,
 * ENGINE_ID, ENGINE_CORE, ENGINE_WORD, ENGINE_BLOCK_WORDS, ENGINE_PAIR, ENGINE_ALIAS,
 * ENGINE_REFERENCE, and ENGINE_BUFFERED, ENGINE_ADVANCE, ENGINE_JUMP = 1 where the functions
 * buffered, advance and jump exist, else 0, and ENGINE_LAST and ENGINE_SETTLE, defined where
 * the functions last and settle exist, ENGINE_JUMP_MAX where it is not 0, ENGINE_FEW where the
 * numbers of struct ir_few are others than those here, and ENGINE_SKIP_COST where it is not
 * IR_SKIP_CHEAP.
 *
 * engine_begin.h, included before the table, defines FIELD. */

static void seed_(union isorand_engine_state *s, const isorand_seedseq *ss) {
    seed(&s->ENGINE, ss);
}

static uint64_t next_(union isorand_engine_state *s) {
    return next(&s->ENGINE);
}

static void words_(union isorand_engine_state *restrict s, void *restrict out, size_t n) {
    unsigned char *p = out;
    for (size_t i = 0; i < n; i++) {
        ENGINE_WORD w = next(&s->ENGINE);
        memcpy(p + i * sizeof w, &w, sizeof w);
    }
}

static void skip_(union isorand_engine_state *s, uint64_t nwords) {
    skip(&s->ENGINE, nwords);
}

static int valid_(const union isorand_engine_state *s) {
    return valid(&s->ENGINE);
}

#if ENGINE_BUFFERED
static unsigned buffered_(const union isorand_engine_state *s) {
    return buffered(&s->ENGINE);
}
#else
#define buffered_ NULL
#endif

#ifdef ENGINE_LAST
static uint64_t last_(const union isorand_engine_state *s) {
    return last(&s->ENGINE);
}
#else
#define last_ NULL
#endif

#if ENGINE_ADVANCE
static void advance_(union isorand_engine_state *s, const uint64_t delta[4]) {
    advance(&s->ENGINE, delta);
}
#else
#define advance_ NULL
#endif

#if ENGINE_JUMP
static void jump_(union isorand_engine_state *s, const uint64_t k[4]) {
    jump(&s->ENGINE, k);
}
#else
#define jump_ NULL
#endif

#ifdef ENGINE_SETTLE
static void settle_(union isorand_engine_state *s) {
    settle(&s->ENGINE);
}
#else
#define settle_ NULL
#endif

#ifndef ENGINE_JUMP_MAX
#define ENGINE_JUMP_MAX 0
#endif

#ifndef ENGINE_SKIP_COST
#define ENGINE_SKIP_COST IR_SKIP_CHEAP
#endif

#define STRING_(x) #x
#define STRING(x)  STRING_(x)

#ifndef ENGINE_FEW
#define ENGINE_FEW                                                                                 \
    { 64, 64, 256, 256 }
#endif

extern const struct ir_engine CAT(ir_engine_, ENGINE);
const struct ir_engine CAT(ir_engine_, ENGINE) = {
    .info = {.number = ENGINE_ID,
             .name = STRING(ENGINE),
             .alias = ENGINE_ALIAS,
             .reference = ENGINE_REFERENCE,
             .word_bytes = sizeof(ENGINE_WORD),
             .block_words = ENGINE_BLOCK_WORDS,
             .can_advance = ENGINE_ADVANCE,
             .can_jump = ENGINE_JUMP},
    .pair = ENGINE_PAIR,
    .core_bytes = sizeof(struct ENGINE_CORE),
    .fields = fields,
    .nfields = sizeof fields / sizeof *fields,
    .seed = seed_,
    .next = next_,
    .words = words_,
    .buffered = buffered_,
    .last = last_,
    .advance = advance_,
    .jump = jump_,
    .jump_max = ENGINE_JUMP_MAX,
    .few = ENGINE_FEW,
    .skip = skip_,
    .skip_cost = ENGINE_SKIP_COST,
    .settle = settle_,
    .valid = valid_,
};
