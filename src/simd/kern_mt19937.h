/* SPDX-License-Identifier: MIT */
/* Kernel of MT19937.  The key is twisted in place, x[i] = f(x[i], x[i + 1], x[i + M]), indices
 * modulo N, and its words are tempered on their way out: any number of them, from any position.
 *
 * Behind x[N - M] the word x[i + M] is a new one, written N - M words before.  Each span of N - M
 * words is cut into vectors from its own beginning, so that these words are loaded as they were
 * stored, and the CPU need not wait until two stores have reached the cache.
 *
 * With VEC_JOINS the key is a ring of whole vectors instead, each of which is loaded once, and
 * words from two of them are joined in registers.  Registers are enough then to temper a whole
 * key's new words as they are made. */
#ifndef IR_KERN_MT19937_H
#define IR_KERN_MT19937_H

#include "engine/mt19937.h"
#include "simd/kern.h"

#define HAVE_KERN_mt19937 1

/* For parts that are seldom needed, so that they keep no registers from those that often are. */
#define MT19937_CALLED __attribute__((noinline))

/* The new words of x[i], x[i + 1] and x[i + M]. */
static inline v32 mt19937_twisted(v32 x, v32 next, v32 far) {
    v32 y = v32_select(v32_set1(IR_MT_UPPER), x, next);
    v32 w = v32_xor(far, v32_shr(y, 1));
    return v32_xor_if_odd(w, next, v32_set1(IR_MT_MATRIX)); /* y's lowest bit is next's */
}

static inline v32 mt19937_tempered(v32 y) {
    y = v32_xor(y, v32_shr(y, 11));
    y = v32_xor_and(y, v32_shl(y, 7), v32_set1(IR_MT_TEMPER_B));
    y = v32_xor_and(y, v32_shl(y, 15), v32_set1(IR_MT_TEMPER_C));
    return v32_xor(y, KERN_ALTERED(1, v32_shr(y, 18), v32_shr(y, 17)));
}

/* Words in a value. */
static inline size_t mt19937_grain(enum ir_form form) {
    return form == IR_U64 || form == IR_F64 ? 2 : 1;
}

/* Tempers words of the key and stores them. */
static inline void mt19937_emit(void *p, v32 x, enum ir_form form) {
    v32 y = mt19937_tempered(x);
#ifdef VEC_FUSED
    v64 x64 = v64_of_v32(y);
    if (form == IR_U64)
        x64 = v64_swap_halves(x64); /* the first word is the upper half */
    else if (form == IR_F64)
        x64 = f64_of_mt_words(x64);
    v64_emit(p, x64, form == IR_F32 ? IR_F32 : IR_WORDS);
#else
    (void)form;
    v32_store(p, y);
#endif
}

/* ---- the twist ---- */

#ifdef VEC_JOINS
/* What a step of the ring leaves to the next one: the new vector behind, the old one to go on with,
 * and the one of words before x[i + M]. */
struct mt19937_ring {
    v32 behind, here, far;
};

/* What is emitted of new words: nothing; all; the word before each, which are whole values where a
 * value has two words and the key begins with the second of one. */
enum mt19937_emits { MT19937_NONE, MT19937_NEW, MT19937_BEHIND };

/* Makes vectors 'begin' .. 'end' - 1 of new words.  The one that holds x[i + M] of the last lane is
 * 'distance' vectors on. */
static IR_INLINE void mt19937_steps(struct mt19937_ring *ring, uint32_t *key, int begin, int end,
                                    int distance, enum mt19937_emits emits, unsigned char *p,
                                    enum ir_form form) {
    for (int i = begin; i < end; i++) {
        uint32_t *const x = key + i * VL32;
        const v32 next = v32_load_once(i + 1 < IR_MT_N / VL32 ? x + VL32 : key);
        const v32 far = v32_load_once(x + distance * VL32);
        const v32 w = mt19937_twisted(ring->here, v32_join(ring->here, next, 1),
                                      v32_join(ring->far, far, IR_MT_M % VL32));
        v32_store(x, w);
        if (emits == MT19937_NEW)
            mt19937_emit(p + 4 * VL32 * i, w, form);
        else if (emits == MT19937_BEHIND)
            mt19937_emit(p + 4 * VL32 * i, v32_join(ring->behind, w, VL32 - 1), form);
        *ring = (struct mt19937_ring){.behind = w, .here = next, .far = far};
    }
}

/* A whole key of new words. */
static IR_INLINE void mt19937_turn(uint32_t key[IR_MT_N], enum mt19937_emits emits,
                                   unsigned char *p, enum ir_form form) {
    enum { VECTORS = IR_MT_N / VL32, DISTANCE = IR_MT_M / VL32 + 1, NEW = VECTORS - DISTANCE };
    _Static_assert(IR_MT_N % VL32 == 0 && IR_MT_M % VL32 != 0, "a ring of whole vectors");
    struct mt19937_ring ring = {.behind = v32_load(key + IR_MT_N - VL32),
                                .here = v32_load(key),
                                .far = v32_load(key + (DISTANCE - 1) * VL32)};
    mt19937_steps(&ring, key, 0, NEW, DISTANCE, emits, p, form);
    mt19937_steps(&ring, key, NEW, VECTORS - 1, -NEW, emits, p, form);
    mt19937_steps(&ring, key, VECTORS - 1, VECTORS, -NEW, emits, p, form);
}

static MT19937_CALLED void mt19937_twist(uint32_t key[IR_MT_N]) {
    mt19937_turn(key, MT19937_NONE, NULL, IR_WORDS);
}
#else
static inline v32 mt19937_next(const uint32_t *x, ptrdiff_t m) {
    return mt19937_twisted(v32_load(x), v32_load(x + 1), v32_load(x + m));
}

/* New words x[0] .. x[n - 1], n >= VL32, of which none needs another.  The last two vectors overlap
 * and are made before either is stored. */
static IR_INLINE void mt19937_twist_span(uint32_t *x, int n, ptrdiff_t m) {
    for (; n >= 2 * VL32; n -= VL32, x += VL32)
        v32_store(x, mt19937_next(x, m));
    const v32 a = mt19937_next(x, m), b = mt19937_next(x + n - VL32, m);
    v32_store(x, a);
    v32_store(x + n - VL32, b);
}

static MT19937_CALLED void mt19937_twist(uint32_t x[IR_MT_N]) {
    enum { N = IR_MT_N, M = IR_MT_M, SPAN = N - M };
    mt19937_twist_span(x, SPAN, M);
    mt19937_twist_span(x + SPAN, SPAN, M - N);
    mt19937_twist_span(x + 2 * SPAN, N - 1 - 2 * SPAN, M - N);
    const uint32_t y = (x[N - 1] & IR_MT_UPPER) | (x[0] & IR_MT_LOWER);
    x[N - 1] = x[M - 1] ^ y >> 1 ^ (-(y & 1) & IR_MT_MATRIX);
}

#endif

/* ---- output ---- */

/* Words begin .. end - 1 of the VL32 at x. */
static MT19937_CALLED void mt19937_emit_some(void *p, const uint32_t *x, size_t begin, size_t end,
                                             enum ir_form form) {
    unsigned char values[4 * VL32];
    mt19937_emit(values, v32_load(x), form);
    memcpy(p, values + 4 * begin, 4 * (end - begin));
}

/* The same for 'n' words from key[pos] on, whose last one is the key's at most.  The last vector
 * may overlap the one before it; fewer words than fill one are cut from a vector around them. */
static IR_INLINE void mt19937_emit_many(unsigned char *p, const uint32_t *key, size_t pos, size_t n,
                                        enum ir_form form) {
    const uint32_t *x = key + pos;
    if (n >= VL32) {
        for (size_t i = 0; i + VL32 < n; i += VL32)
            mt19937_emit(p + 4 * i, v32_load(x + i), form);
        mt19937_emit(p + 4 * (n - VL32), v32_load(x + n - VL32), form);
    } else if (n) {
        const size_t last = IR_MT_N - VL32, odd = mt19937_grain(form) == 2 ? pos % 2 : 0;
        const size_t from = pos <= last ? pos : last - odd; /* cuts no pair in two */
        mt19937_emit_some(p, key + from, pos - from, pos - from + n, form);
    }
}

#ifdef VEC_JOINS
/* 'nkeys' keys, each of them emitted as a whole. */
static IR_INLINE void mt19937_turns(uint32_t *key, enum mt19937_emits emits, unsigned char *p,
                                    size_t nkeys, enum ir_form form) {
    for (; nkeys; nkeys--, p += 4 * IR_MT_N)
        mt19937_turn(key, emits, p, form);
}
#endif

static IR_INLINE void mt19937_fill(union isorand_engine_state *restrict s, void *restrict out,
                                   size_t nwords, enum ir_form form) {
    const size_t grain = mt19937_grain(form);
    uint32_t *const key = s->mt19937.key;
    unsigned char *p = out;
    size_t pos = s->mt19937.pos;
    for (;;) {
        size_t n = (IR_MT_N - pos) / grain * grain;
        if (n > nwords)
            n = nwords;
        mt19937_emit_many(p, key, pos, n, form);
        p += 4 * n;
        pos += n;
        nwords -= n;
        if (!nwords)
            break;
#ifdef VEC_JOINS
        if (nwords >= IR_MT_N) {
            const size_t nkeys = nwords / IR_MT_N;
            if (grain == 2 && pos < IR_MT_N)
                mt19937_turns(key, MT19937_BEHIND, p, nkeys, form);
            else
                mt19937_turns(key, MT19937_NEW, p, nkeys, form);
            p += 4 * IR_MT_N * nkeys;
            nwords %= IR_MT_N;
            if (!nwords)
                break;
        }
#endif
        const uint32_t last = key[IR_MT_N - 1];
        mt19937_twist(key);
        if (grain == 2 && pos < IR_MT_N) { /* a value of the last word and the first */
            const uint32_t pair[VL32 + 2] = {last, key[0]}; /* at least two */
            mt19937_emit_some(p, pair, 0, 2, form);
            p += 8;
            nwords -= 2;
        }
        pos = IR_MT_N - pos;
        if (!nwords)
            break;
    }
    s->mt19937.pos = (uint32_t)pos;
}

KERN_FORMS(mt19937)
#ifdef VEC_FUSED
KERN_FORM(mt19937, _u64, IR_U64)
#define KERN_mt19937                                                                               \
    {                                                                                              \
        .fill = kern_mt19937_words, .step = 1, .least = IR_LEAST_WORDS,                            \
        .fill_u64 = kern_mt19937_u64, .fill_f64 = kern_mt19937_f64, .fill_f32 = kern_mt19937_f32   \
    }
#else
#define KERN_mt19937 KERN_WORDS(kern_mt19937_words, 1, IR_LEAST_WORDS)
#endif

#endif
