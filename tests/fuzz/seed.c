/* SPDX-License-Identifier: MIT */
/* Seeds: texts against arithmetic digit by digit, SeedSequence and the legacy seedings against
 * their definitions written down once more, spawning in one step and in several. */
#include "fuzz/support/fuzz.h"

#include <stdlib.h>
#include <string.h>

const int fuzz_faults = 4;

/* ---- texts ---- */

enum { TEXT_MAX = 1500, MODEL_WORDS = TEXT_MAX + 1 };

/* words = words * base + digit. */
static void append_digit(uint32_t *words, size_t *n, unsigned base, unsigned digit) {
    uint64_t carry = digit;
    for (size_t i = 0; i < *n; i++) {
        carry += (uint64_t)words[i] * base;
        words[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry)
        words[(*n)++] = (uint32_t)carry;
}

static int digit_of(char c, unsigned base) {
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *found = c ? strchr(digits, c) : NULL;
    const int value = found ? (int)(found - digits) - (found - digits > 15 ? 6 : 0) : 99;
    return value < (int)base ? value : -1;
}

/* The words of the text, or -1. */
static int model_words(const char *text, uint32_t *words, size_t *nwords) {
    *nwords = 0;
    for (;;) {
        const unsigned base = text[0] == '0' && (text[1] == 'x' || text[1] == 'X') ? 16 : 10;
        size_t n = 0;
        text += base == 16 ? 2 : 0;
        if (digit_of(*text, base) < 0)
            return -1;
        for (; digit_of(*text, base) >= 0; text++)
            append_digit(words + *nwords, &n, base, (unsigned)digit_of(*text, base));
        if (!n)
            words[*nwords + n++] = 0;
        *nwords += n;
        if (*text == '\0')
            return 0;
        if (*text++ != ',')
            return -1;
        if (*text == '\0')
            return 0;
    }
}

static void text(struct fuzz *f) {
    static uint32_t want[MODEL_WORDS], got[MODEL_WORDS];
    char s[TEXT_MAX];
    isorand_seedseq ss, of_words;
    size_t nwant, ngot = 0;
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    size_t length = fuzz_text(f, s, sizeof s);
    for (size_t i = 0; how & 1 && i < length; i++) /* mostly digits */
        s[i] = "0123456789abcdefxX,0123456789000"[(unsigned char)s[i] % 32];
    const int bad = model_words(s, want, &nwant);
    if (fuzz_fault(1) && !bad)
        want[nwant - 1] ^= 1;
    const int error = isorand_seed_words(s, got, length, &ngot);
    CHECK(error == (bad ? ISORAND_EINVAL : 0), "'%s': %d", s, error);
    const int error_ss = isorand_seedseq_from_string(&ss, s);
    if (bad) {
        CHECK(error_ss == ISORAND_EINVAL || (error_ss == ISORAND_ERANGE && length > 1000),
              "'%s': %d", s, error_ss);
        return;
    }
    CHECK(ngot == nwant, "'%s': %zu words", s, ngot);
    CHECK_BYTES(got, want, nwant * 4, "'%s'", s);
    uint32_t *exact = malloc(nwant * 4); /* no word behind */
    CHECK(exact && !isorand_seed_words(s, exact, nwant, &ngot), "room for all");
    CHECK(isorand_seed_words(s, exact, nwant - 1, &ngot) == ISORAND_ESPACE, "no room");
    free(exact);
    CHECK(error_ss == (nwant > ISORAND_SEED_WORDS_MAX ? ISORAND_ERANGE : 0), "%d", error_ss);
    if (error_ss)
        return;
    CHECK(!isorand_seedseq_init(&of_words, want, nwant, NULL, 0), "init");
    CHECK_BYTES(&ss, &of_words, sizeof ss, "'%s'", s);
}

/* ---- SeedSequence: O'Neill's seed_seq_fe as NumPy has it ---- */

struct model {
    uint32_t pool[ISORAND_POOL_SIZE_MAX], hash;
    size_t size;
};

static uint32_t hashmix(struct model *m, uint32_t x) {
    x ^= m->hash;
    m->hash *= 0x931e8875;
    x *= m->hash;
    return x ^ x >> 16;
}

static uint32_t mix(uint32_t x, uint32_t y) {
    const uint32_t r = x * 0xca01f9dd - y * 0x4973f715;
    return r ^ r >> 16;
}

static void model_init(struct model *m, const uint32_t *words, size_t n, size_t size) {
    m->size = size;
    m->hash = 0x43b0d7e5;
    for (size_t i = 0; i < size; i++)
        m->pool[i] = hashmix(m, i < n ? words[i] : 0);
    for (size_t from = 0; from < size; from++)
        for (size_t to = 0; to < size; to++)
            if (from != to)
                m->pool[to] = mix(m->pool[to], hashmix(m, m->pool[from]));
    for (size_t from = size; from < n; from++)
        for (size_t to = 0; to < size; to++)
            m->pool[to] = mix(m->pool[to], hashmix(m, words[from]));
}

static void model_generate(const struct model *m, uint32_t *out, size_t n) {
    uint32_t hash = 0x8b51f9dd;
    for (size_t i = 0; i < n; i++) {
        uint32_t x = m->pool[i % m->size] ^ hash;
        hash *= 0x58f38ded;
        x *= hash;
        out[i] = x ^ x >> 16;
    }
}

enum { ENTROPY_MAX = 60, OUT_MAX = 80 };

static void check_sequence(const isorand_seedseq *ss, const struct model *m, const char *what) {
    uint32_t want[OUT_MAX], got[OUT_MAX];
    uint64_t wide[OUT_MAX / 2];
    model_generate(m, want, OUT_MAX);
    if (fuzz_fault(2))
        want[OUT_MAX - 1] ^= 1;
    CHECK(!isorand_seedseq_generate_u32(ss, got, OUT_MAX), "generate");
    CHECK_BYTES(got, want, sizeof want, "%s", what);
    CHECK(!isorand_seedseq_generate_u64(ss, wide, OUT_MAX / 2), "generate");
    for (int i = 0; i < OUT_MAX / 2; i++)
        CHECK(wide[i] == (want[2 * i] | (uint64_t)want[2 * i + 1] << 32), "%s: 64-bit %d", what, i);
}

/* 'words' gets the number's words: at least one, no leading zeros. */
static size_t put_number(uint32_t *words, uint64_t x) {
    words[0] = (uint32_t)x;
    words[1] = (uint32_t)(x >> 32);
    return 1 + (words[1] != 0);
}

/* Entropy, and a spawn key: given, and by children of children. */
static void sequence(struct fuzz *f) {
    uint32_t words[ENTROPY_MAX + 64], key[64];
    isorand_seedseq ss;
    struct model m;
    size_t n = (size_t)fuzz_below(f, ENTROPY_MAX), nkey = 0;
    const size_t pool = (size_t)fuzz_below(f, 36);
    for (size_t i = 0; i < n; i++)
        words[i] = (uint32_t)fuzz_integer(f);
    const unsigned nchildren = (unsigned)fuzz_below(f, 5), ngiven = (unsigned)fuzz_below(f, 4);
    for (unsigned i = 0; i < ngiven; i++)
        nkey += put_number(key + nkey, (uint64_t)fuzz_integer(f));
    const int error = isorand_seedseq_init_pool(&ss, words, n, key, nkey, pool);
    CHECK(error == (pool < 4                       ? ISORAND_EINVAL
                    : pool > ISORAND_POOL_SIZE_MAX ? ISORAND_ERANGE
                                                   : 0),
          "pool %zu: %d", pool, error);
    if (error)
        return;
    /* A key does not go where the entropy would have been. */
    while (nkey + nchildren && n < pool)
        words[n++] = 0;
    memcpy(words + n, key, nkey * 4);
    if (nkey || !nchildren) {
        model_init(&m, words, n + nkey, pool);
        check_sequence(&ss, &m, "with a key");
    }
    for (unsigned i = 0; i < nchildren; i++) {
        const uint64_t index = (uint64_t)fuzz_integer(f);
        isorand_seedseq child;
        nkey += put_number(key + nkey, index);
        CHECK(!isorand_seedseq_child(&ss, index, &child), "child");
        if (index < 40) { /* spawned too */
            isorand_seedseq parent = ss, spawned[40];
            const size_t first = (size_t)fuzz_below(f, index + 1);
            CHECK(!isorand_seedseq_spawn(&parent, spawned, first) &&
                      !isorand_seedseq_spawn(&parent, spawned + first, (size_t)index + 1 - first),
                  "spawn");
            if (fuzz_fault(3))
                spawned[index].pool[0] ^= 1;
            CHECK_BYTES(&spawned[index], &child, sizeof child, "spawned");
            CHECK(parent.n_spawned == ss.n_spawned + index + 1, "how many");
        }
        ss = child;
        memcpy(words + n, key, nkey * 4);
        model_init(&m, words, n + nkey, pool);
        check_sequence(&ss, &m, "a child");
    }
}

/* ---- np.random.seed: mt19937ar.c ---- */

static void init_genrand(uint32_t key[624], uint32_t seed) {
    for (uint32_t i = 0; i < 624; i++) {
        key[i] = seed;
        seed = 1812433253 * (seed ^ seed >> 30) + i + 1;
    }
}

static void init_by_array(uint32_t key[624], const uint32_t *init, size_t n) {
    size_t i = 1, j = 0;
    init_genrand(key, 19650218);
    for (size_t k = n > 624 ? n : 624; k; k--) {
        key[i] = (key[i] ^ (key[i - 1] ^ key[i - 1] >> 30) * 1664525) + init[j] + (uint32_t)j;
        j = (j + 1) % n;
        if (++i == 624) {
            key[0] = key[623];
            i = 1;
        }
    }
    for (int k = 0; k < 623; k++) {
        key[i] = (key[i] ^ (key[i - 1] ^ key[i - 1] >> 30) * 1566083941) - (uint32_t)i;
        if (++i == 624) {
            key[0] = key[623];
            i = 1;
        }
    }
    key[0] = 0x80000000;
}

static void legacy(struct fuzz *f) {
    uint32_t want[624];
    static uint32_t init[1300];
    isorand_rng rng, kept;
    isorand_state state;
    CHECK(!isorand_seed(&rng, ISORAND_PCG64, 1), "seed");
    kept = rng;
    const size_t n = fuzz_length(f, 1300);
    int error, expected = 0;
    if (n) {
        for (size_t i = 0; i < n; i++) /* the last word of the input again and again */
            init[i] = f->at < f->end || !i ? (uint32_t)fuzz_bytes(f, 4) : init[i - 1] + 1;
        init_by_array(want, init, n);
        error = isorand_seed_legacy_array(&rng, init, n);
    } else {
        const uint64_t seed = (uint64_t)fuzz_integer(f);
        init_genrand(want, (uint32_t)seed);
        expected = seed >> 32 ? ISORAND_ERANGE : 0;
        error = isorand_seed_legacy(&rng, seed);
    }
    CHECK(error == expected, "%d", error);
    if (error) {
        CHECK_BYTES(&rng, &kept, sizeof rng, "a refused seed");
        return;
    }
    if (fuzz_fault(4))
        want[623] ^= 1;
    CHECK(!isorand_get_state(&rng, &state), "get");
    CHECK(state.fields.mt19937.pos == 624, "position");
    CHECK_BYTES(state.fields.mt19937.key, want, sizeof want, "key");
}

void fuzz_one(struct fuzz *f) {
    static void (*const ways[])(struct fuzz *) = {text, sequence, legacy};
    ways[fuzz_below(f, sizeof ways / sizeof *ways)](f);
}
