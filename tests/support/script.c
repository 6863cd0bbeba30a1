/* SPDX-License-Identifier: MIT */
/* The interpreter of scripts. */
#include "support/script.h"

#include "base/bytes.h"
#include "support/evidence.h"
#include "support/harness.h"

#include <isorand/isorand.h>
#include <stdio.h>
#include <stdlib.h>

enum { VALUES_MAX = 20000 };

struct player {
    int engine;
    isorand_seedseq ss;
    isorand_rng rng;
    char where[100]; /* the line that runs, for messages */
    uint64_t words[1100];
    size_t nwords;
};

#define MUST(p, call) CHECK((call) == 0, "%s: %s", (p)->where, isorand_strerror(call))

uint32_t test_crc32(uint32_t crc, const void *bytes, size_t n) {
    crc = ~crc;
    for (const unsigned char *p = bytes; n > 0; n--, p++) {
        crc ^= *p;
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
    return ~crc;
}

/* ---- values ---- */

typedef union {
    unsigned char bytes[8 * VALUES_MAX];
    uint32_t u32[VALUES_MAX];
    uint64_t u64[VALUES_MAX];
    float f32[VALUES_MAX];
    double f64[VALUES_MAX];
} values;

/* Size of a value of that kind, or 0. */
static size_t kind_size(const char *kind) {
    if (!strcmp(kind, "bytes"))
        return 1;
    if (!strcmp(kind, "u32") || !strcmp(kind, "f32"))
        return 4;
    return !strcmp(kind, "u64") || !strcmp(kind, "f64") ? 8 : 0;
}

static int fill(isorand_rng *rng, const char *kind, values *v, size_t n) {
    if (!strcmp(kind, "bytes"))
        return isorand_fill_bytes(rng, v->bytes, n);
    if (!strcmp(kind, "u32"))
        return isorand_fill_u32(rng, v->u32, n);
    if (!strcmp(kind, "u64"))
        return isorand_fill_u64(rng, v->u64, n);
    if (!strcmp(kind, "f32"))
        return isorand_fill_f32(rng, v->f32, n);
    return isorand_fill_f64(rng, v->f64, n);
}

static void draw_singly(isorand_rng *rng, const char *kind, values *v, size_t n) {
    if (!strcmp(kind, "bytes")) {
        for (size_t i = 0; i < n; i += 4)
            ir_put32le(v->bytes + i, isorand_next_u32(rng));
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (!strcmp(kind, "u32"))
            v->u32[i] = isorand_next_u32(rng);
        else if (!strcmp(kind, "u64"))
            v->u64[i] = isorand_next_u64(rng);
        else if (!strcmp(kind, "f32"))
            v->f32[i] = isorand_next_f32(rng);
        else
            v->f64[i] = isorand_next_f64(rng);
    }
}

/* Draws as a fill and singly, which must agree, state included. */
static const unsigned char *draw(struct player *p, const char *kind, size_t n) {
    static values filled, single;
    const size_t size = kind_size(kind);
    CHECK(n <= VALUES_MAX, "%s: %zu values are too many", p->where, n);
    isorand_rng copy = p->rng;
    MUST(p, fill(&copy, kind, &filled, n));
    draw_singly(&p->rng, kind, &single, n);
    CHECK_BYTES(filled.bytes, single.bytes, n * size, "%s: fill against single draws", p->where);
    CHECK_BYTES(&copy, &p->rng, sizeof copy, "%s: state of fill and of single draws", p->where);
    return filled.bytes;
}

static void little_endian(const unsigned char *value, size_t size, unsigned char *out) {
    if (size == 8)
        ir_put64le(out, ir_get64(value));
    else if (size == 4)
        ir_put32le(out, ir_get32(value));
    else
        *out = *value;
}

static void play_values(struct player *p, const char *kind, const char *text) {
    const size_t size = kind_size(kind);
    if (size == 1) {
        unsigned char want[100];
        const size_t n = vector_bytes(text, want, sizeof want);
        CHECK_BYTES(draw(p, kind, n), want, n, "%s", p->where);
        evidence_count("golden.values", n);
        return;
    }
    const unsigned char *got = draw(p, kind, p->nwords);
    for (size_t i = 0; i < p->nwords; i++) {
        const uint64_t x = size == 8 ? ir_get64(got + 8 * i) : ir_get32(got + 4 * i);
        CHECK(x == p->words[i], "%s: value %zu is %llx, not %llx", p->where, i,
              (unsigned long long)x, (unsigned long long)p->words[i]);
    }
    evidence_count("golden.values", p->nwords);
}

static void play_crc32(struct player *p, const char *text) {
    char kind[8];
    uint64_t n, want;
    uint32_t crc = 0;
    CHECK(vector_word(&text, kind, sizeof kind) && kind_size(kind) && vector_decimal(&text, &n) &&
              vector_hex(&text, &want),
          "%s: malformed", p->where);
    const size_t size = kind_size(kind);
    const unsigned char *got = draw(p, kind, (size_t)n);
    for (size_t i = 0; i < n; i++) {
        unsigned char le[8];
        little_endian(got + i * size, size, le);
        crc = test_crc32(crc, le, size);
    }
    CHECK(crc == want, "%s: CRC-32 is %08lx", p->where, (unsigned long)crc);
    evidence_count("golden.digested", n);
}

/* ---- SeedSequence ---- */

static void play_seedseq(struct player *p, const char *text) {
    char entropy[1000];
    uint64_t pool, word;
    uint32_t words[ISORAND_SEED_WORDS_MAX], key[16];
    size_t n = 0, nkey = 0;
    CHECK(vector_word(&text, entropy, sizeof entropy) && vector_decimal(&text, &pool),
          "%s: malformed", p->where);
    while (vector_hex(&text, &word) && nkey < 16)
        key[nkey++] = (uint32_t)word;
    if (strcmp(entropy, "-"))
        MUST(p, isorand_seed_words(entropy, words, ISORAND_SEED_WORDS_MAX, &n));
    MUST(p, isorand_seedseq_init_pool(&p->ss, words, n, key, nkey, (size_t)pool));
    if (n && nkey == 0 && pool == ISORAND_POOL_SIZE) {
        isorand_seedseq other;
        MUST(p, isorand_seedseq_from_string(&other, entropy));
        CHECK_BYTES(&other, &p->ss, sizeof other, "%s: from_string", p->where);
    }
}

static void play_generated(struct player *p, const char *op) {
    uint32_t w32[64];
    uint64_t w64[64];
    const size_t n = p->nwords;
    CHECK(n <= 64, "%s: too long", p->where);
    if (!strcmp(op, "pool")) {
        CHECK(n == p->ss.pool_size, "%s: pool of %u words", p->where, (unsigned)p->ss.pool_size);
        memcpy(w32, p->ss.pool, n * sizeof *w32);
    } else if (!strcmp(op, "gen32")) {
        MUST(p, isorand_seedseq_generate_u32(&p->ss, w32, n));
    } else {
        MUST(p, isorand_seedseq_generate_u64(&p->ss, w64, n));
    }
    for (size_t i = 0; i < n; i++)
        CHECK(p->words[i] == (strcmp(op, "gen64") ? w32[i] : w64[i]), "%s: word %zu", p->where, i);
    evidence_count("golden.values", n);
}

static void play_spawn(struct player *p, const char *text) {
    isorand_seedseq children[16], child;
    uint64_t n, pick;
    CHECK(vector_decimal(&text, &n) && vector_decimal(&text, &pick) && pick < n && n <= 16,
          "%s: malformed", p->where);
    MUST(p, isorand_seedseq_child(&p->ss, p->ss.n_spawned + pick, &child));
    MUST(p, isorand_seedseq_spawn(&p->ss, children, (size_t)n));
    CHECK_BYTES(&child, &children[pick], sizeof child, "%s: child and spawn", p->where);
    p->ss = child;
}

/* ---- everything else ---- */

static void play_philox(struct player *p) {
    const uint64_t *w = p->words;
    CHECK(p->nwords == 6, "%s: malformed", p->where);
    if (p->engine == ISORAND_PHILOX4X64) {
        MUST(p, isorand_init_philox4x64(&p->rng, w, w + 2));
    } else {
        const uint32_t key[2] = {(uint32_t)w[0], (uint32_t)w[1]};
        const uint32_t counter[4] = {(uint32_t)w[2], (uint32_t)w[3], (uint32_t)w[4],
                                     (uint32_t)w[5]};
        MUST(p, isorand_init_philox4x32(&p->rng, key, counter));
    }
}

static void play_sfc64x32(struct player *p) {
    CHECK(p->nwords == 3, "%s: malformed", p->where);
    MUST(p, isorand_init_sfc64x32(&p->rng, p->words, p->words[2]));
}

static void play_legacy_array(struct player *p) {
    uint32_t key[1100];
    for (size_t i = 0; i < p->nwords; i++)
        key[i] = (uint32_t)p->words[i];
    MUST(p, isorand_seed_legacy_array(&p->rng, key, p->nwords));
}

static void play_saved(struct player *p, const char *op, const char *text) {
    unsigned char want[ISORAND_SAVE_MAX], got[ISORAND_SAVE_MAX];
    size_t n = vector_bytes(text, want, sizeof want), saved;
    if (!strcmp(op, "load")) {
        memset(&p->rng, 0xff, sizeof p->rng);
        MUST(p, isorand_load(&p->rng, want, n));
    }
    /* The vectors show the bytes of the oldest level, which all versions of this library write. */
    MUST(p, isorand_set_numpy(&p->rng, "1.24"));
    MUST(p, isorand_save(&p->rng, got, sizeof got, &saved));
    CHECK(saved == n, "%s: %zu bytes, not %zu", p->where, saved, n);
    CHECK_BYTES(got, want, n, "%s", p->where);
}

/* 1 when 'op' is one of the blank-separated 'ops'. */
static int one_of(const char *op, const char *ops) {
    const char *p = strstr(ops, op);
    const size_t n = strlen(op);
    return p && (p == ops || p[-1] == ' ') && (p[n] == ' ' || p[n] == 0);
}

static void play(struct player *p, const char *text) {
    char op[20];
    uint64_t n = 0;
    vector_word(&text, op, sizeof op);
    p->nwords = 0;
    if (one_of(op, "pool gen32 gen64 legacy-array philox sfc64x32 u32 u64 f32 f64 advance"))
        for (const char *rest = text; p->nwords < 1100 && vector_hex(&rest, &p->words[p->nwords]);)
            p->nwords++;
    else if (one_of(op, "legacy jump skip"))
        CHECK(vector_decimal(&text, &n), "%s: malformed", p->where);
    if (!strcmp(op, "seedseq"))
        play_seedseq(p, text);
    else if (one_of(op, "pool gen32 gen64"))
        play_generated(p, op);
    else if (!strcmp(op, "spawn"))
        play_spawn(p, text);
    else if (!strcmp(op, "init"))
        MUST(p, isorand_init(&p->rng, p->engine, &p->ss));
    else if (!strcmp(op, "legacy"))
        MUST(p, isorand_seed_legacy(&p->rng, n));
    else if (!strcmp(op, "legacy-array"))
        play_legacy_array(p);
    else if (!strcmp(op, "philox"))
        play_philox(p);
    else if (!strcmp(op, "sfc64x32"))
        play_sfc64x32(p);
    else if (kind_size(op))
        play_values(p, op, text);
    else if (!strcmp(op, "crc32"))
        play_crc32(p, text);
    else if (!strcmp(op, "advance"))
        MUST(p, isorand_advance_wide(&p->rng, p->words));
    else if (!strcmp(op, "jump"))
        MUST(p, isorand_jumped(&p->rng, n, &p->rng));
    else if (!strcmp(op, "skip"))
        MUST(p, isorand_skip(&p->rng, n));
    else if (one_of(op, "save load"))
        play_saved(p, op, text);
    else
        test_fail(__FILE__, __LINE__, "unknown line", "%s", p->where);
}

void script_replay(const struct script *script, int engine) {
    static struct player p;
    memset(&p, 0, sizeof p);
    p.engine = engine;
    for (size_t i = 0; i < script->nlines; i++) {
        snprintf(p.where, sizeof p.where, "line %d, %s, %.60s", script->lines[i].number,
                 isorand_backend_name(), script->lines[i].text);
        play(&p, script->lines[i].text);
    }
}

const struct script *scripts_split(const struct vector_line *lines, size_t nlines,
                                   size_t *nscripts) {
    struct script *scripts = calloc(nlines + 1, sizeof *scripts);
    if (!scripts)
        abort();
    *nscripts = 0;
    for (size_t i = 0; i < nlines; i++) {
        if (!strncmp(lines[i].text, "case ", 5))
            scripts[(*nscripts)++] = (struct script){lines[i].text + 5, lines + i + 1, 0};
        else if (*nscripts)
            scripts[*nscripts - 1].nlines++;
    }
    return scripts;
}
