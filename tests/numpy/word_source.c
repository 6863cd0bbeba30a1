/* SPDX-License-Identifier: MIT */
/* A bit generator for NumPy whose words are those of an array: see support/word_source.py. */
#include <stdint.h>

/* bitgen_t of numpy/random/bitgen.h. */
struct bitgen {
    void *state;
    uint64_t (*next_uint64)(void *);
    uint32_t (*next_uint32)(void *);
    double (*next_double)(void *);
    uint64_t (*next_raw)(void *);
};

struct source {
    const uint64_t *words; /* native ones */
    uint64_t count, taken; /* more may be taken than there are */
    uint32_t bits;         /* of a word: 32 or 64 */
    uint32_t high_first;   /* two words of 32 bits are made one as MT19937 does */
    uint32_t has_half, half;
    struct bitgen bitgen;
};

/* Behind the array: SplitMix64, lest a search by rejection goes on for ever. */
static uint64_t next_raw(void *state) {
    struct source *s = state;
    const uint64_t i = s->taken++;
    if (i < s->count)
        return s->words[i];
    uint64_t x = (i + 1) * UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    x ^= x >> 31;
    return s->bits == 64 ? x : x >> 32;
}

static uint64_t next_uint64(void *state) {
    const struct source *s = state;
    const uint64_t first = next_raw(state);
    if (s->bits == 64)
        return first;
    const uint64_t second = next_raw(state);
    return s->high_first ? first << 32 | second : second << 32 | first;
}

static uint32_t next_uint32(void *state) {
    struct source *s = state;
    if (s->bits == 32)
        return (uint32_t)next_raw(state);
    if (s->has_half) {
        s->has_half = 0;
        return s->half;
    }
    const uint64_t word = next_raw(state);
    s->has_half = 1;
    s->half = (uint32_t)(word >> 32);
    return (uint32_t)word;
}

static double next_double(void *state) {
    const struct source *s = state;
    if (!s->high_first)
        return (double)(next_uint64(state) >> 11) * (1.0 / 9007199254740992.0);
    const uint32_t a = next_uint32(state) >> 5, b = next_uint32(state) >> 6;
    return (a * 67108864.0 + b) / 9007199254740992.0;
}

void source_begin(struct source *s);
void source_begin(struct source *s) {
    s->bitgen = (struct bitgen){s, next_uint64, next_uint32, next_double, next_raw};
}
