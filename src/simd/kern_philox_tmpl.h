/* SPDX-License-Identifier: MIT */
/* Template of the Philox kernels: a lane is a block, its four words in four vectors.
 *
 * Parameters: PHILOX (the engine's name), WORD, VEC (the vector type and the prefix of its
 * operations), LANES, UNROLL, FACTOR0/1 and WEYL0/1 (the constants), MULHILO(a, b,
 * hi, lo) of words, SCALARS: how many blocks in UNROLL vectors of them the scalar unit makes; 0 or
 * a multiple of LANES.  FEW, FEW_BEHIND: so many blocks take the scalar unit less time than vectors
 * do, alone and behind vectors.
 *
 * While the lowest counter word does not wrap, the three upper ones are the same in all lanes; the
 * compiler then moves what the first two rounds make of them out of the loop.  Vectors across a
 * wrap take their lanes from arrays.  Writes any number of words: first those left in the buffer.
 */

#define OP_(vec, op)  vec##op
#define OP__(vec, op) OP_(vec, op)
#define OP(op)        OP__(VEC, op)
#define NAME_(a, b)   a##b
#define NAME__(a, b)  NAME_(a, b)
#define NAME(prefix)  NAME__(prefix, PHILOX)
#define STRIDE        (LANES * UNROLL)

static IR_INLINE void NAME(round_)(VEC c[4], const VEC k[2]) {
    const OP(_factor) m0 = OP(_factor_set)(FACTOR0), m1 = OP(_factor_set)(FACTOR1);
    VEC hi0, lo0, hi1, lo1;
    OP(_mulhilo)(c[0], m0, &hi0, &lo0);
    OP(_mulhilo)(c[2], m1, &hi1, &lo1);
    c[0] = OP(_xor3)(hi1, c[1], k[0]);
    c[1] = lo1;
    c[2] = OP(_xor3)(hi0, c[3], k[1]);
    c[3] = lo0;
}

/* Ten rounds on 'n' <= UNROLL independent vectors, a constant. */
static IR_INLINE void NAME(rounds_)(VEC c[UNROLL][4], VEC k[10][2], unsigned n) {
    IR_UNROLL
    for (int r = 0; r < 10; r++) {
        IR_UNROLL
        for (unsigned u = 0; u < n; u++)
            NAME(round_)(c[u], k[r]);
    }
}

/* The same in so little code that running it once costs no more than its rounds: the CPU takes
 * code that it has not at hand decoded at half of its speed. */
static IR_INLINE void NAME(rounds_once_)(VEC c[UNROLL][4], const WORD key[2], unsigned n) {
    WORD k0 = key[0], k1 = key[1];
    IR_ROLL
    for (int r = 0; r < 10; r++) {
        const VEC k[2] = {OP(_set1)(k0), OP(_set1)(k1)};
        IR_UNROLL
        for (unsigned u = 0; u < n; u++)
            NAME(round_)(c[u], k);
        k0 = (WORD)(k0 + WEYL0);
        k1 = (WORD)(k1 + WEYL1);
    }
}

static IR_INLINE void NAME(store_)(unsigned char *p, VEC c[UNROLL][4], unsigned n) {
    IR_UNROLL
    for (unsigned u = 0; u < n; u++)
        OP(_store4)(p + u * LANES * 4 * sizeof(WORD), c[u][0], c[u][1], c[u][2], c[u][3]);
}

/* counter += n */
static inline void NAME(count_)(WORD counter[4], uint64_t n) {
    for (int i = 0; i < 4 && n; i++) {
        WORD low = (WORD)n;
        counter[i] += low;
        /* the shift in two steps, since a word may have 64 bits */
        n = (n >> (sizeof(WORD) * 4) >> (sizeof(WORD) * 4)) + (counter[i] < low);
    }
}

/* The counters of 'n' <= UNROLL vectors, a constant, where the lowest word does not wrap. */
static IR_INLINE void NAME(run_)(VEC c[UNROLL][4], WORD first, const VEC upper[3], unsigned n) {
    IR_UNROLL
    for (unsigned u = 0; u < n; u++) {
        c[u][0] = OP(_count)((WORD)(first + (WORD)(u * LANES)));
        c[u][1] = upper[0];
        c[u][2] = upper[1];
        c[u][3] = upper[2];
    }
}

/* The same where it may wrap. */
static IR_INLINE void NAME(carry_)(VEC c[UNROLL][4], const WORD first[4], unsigned n) {
    WORD next[4];
    memcpy(next, first, sizeof next);
    IR_UNROLL
    for (unsigned u = 0; u < n; u++) {
        WORD lanes[4][LANES];
        for (unsigned j = 0; j < LANES; j++) {
            for (int i = 0; i < 4; i++)
                lanes[i][j] = next[i];
            NAME(count_)(next, 1);
        }
        for (int i = 0; i < 4; i++)
            c[u][i] = OP(_lanes)(lanes[i]);
    }
}

static IR_INLINE void NAME(keys_)(VEC k[10][2], const WORD key[2]) {
    IR_UNROLL
    for (int r = 0; r < 10; r++) {
        k[r][0] = OP(_set1)((WORD)(key[0] + (WORD)r * WEYL0));
        k[r][1] = OP(_set1)((WORD)(key[1] + (WORD)r * WEYL1));
    }
}

/* The blocks of 'n' <= UNROLL vectors, a constant. */
static IR_INLINE void NAME(make_)(unsigned char *p, const WORD first[4], const WORD key[2],
                                  unsigned n) {
    VEC c[UNROLL][4];
    if ((WORD)(first[0] + (WORD)(n * LANES)) > first[0]) {
        const VEC upper[3] = {OP(_set1)(first[1]), OP(_set1)(first[2]), OP(_set1)(first[3])};
        NAME(run_)(c, first[0], upper, n);
    } else {
        NAME(carry_)(c, first, n);
    }
    NAME(rounds_once_)(c, key, n);
    NAME(store_)(p, c, n);
}

static IR_INLINE void NAME(scalar_round_)(WORD c[4], WORD k0, WORD k1) {
    WORD hi0, lo0, hi1, lo1;
    MULHILO(c[0], FACTOR0, hi0, lo0);
    MULHILO(c[2], FACTOR1, hi1, lo1);
    c[0] = hi1 ^ c[1] ^ k0;
    c[1] = lo1;
    c[2] = hi0 ^ c[3] ^ k1;
    c[3] = lo0;
}

#if SCALARS
/* A stride of blocks, the last SCALARS of them by the scalar unit, one after the other: so many
 * rounds of these for one of the vectors that all end together. */
static IR_INLINE void NAME(both_)(unsigned char *p, const WORD first[4], const VEC upper[3],
                                  VEC k[10][2], const WORD key[2]) {
    enum { VECTORS = UNROLL - SCALARS / LANES };
    VEC c[UNROLL][4];
    WORD x[4];
    NAME(run_)(c, first[0], upper, VECTORS);
    IR_UNROLL
    for (unsigned r = 0; r < 10; r++) {
        IR_UNROLL
        for (unsigned u = 0; u < VECTORS; u++)
            NAME(round_)(c[u], k[r]);
        IR_UNROLL
        for (unsigned i = 0; i < SCALARS; i++) {
            const unsigned step = r * SCALARS + i, round = step % 10;
            const unsigned block = VECTORS * LANES + step / 10;
            if (round == 0) {
                memcpy(x, first, sizeof x);
                x[0] = (WORD)(first[0] + (WORD)block);
            }
            NAME(scalar_round_)
            (x, (WORD)(key[0] + (WORD)round * WEYL0), (WORD)(key[1] + (WORD)round * WEYL1));
            if (round == 9) {
                IR_UNROLL
                for (unsigned j = 0; j < 4; j++) /* one by one: see vec_scalar.h */
                    memcpy(p + (4 * block + j) * sizeof(WORD), x + j, sizeof(WORD));
            }
        }
    }
    NAME(store_)(p, c, VECTORS);
}
#endif

/* Block 'n' from 'first' on by the scalar unit: up to 'nwords' words of it at 'p', and all of it in
 * 'out'.  Words are moved one by one, so that registers hold them. */
static IR_INLINE void NAME(block_)(unsigned char *p, size_t nwords, const WORD first[4],
                                   const WORD key[2], WORD n, WORD out[4]) {
    WORD x[4] = {(WORD)(first[0] + n), first[1], first[2], first[3]};
    if (x[0] < n && ++x[1] == 0 && ++x[2] == 0)
        ++x[3];
    IR_UNROLL
    for (unsigned r = 0; r < 10; r++)
        NAME(scalar_round_)
    (x, (WORD)(key[0] + (WORD)r * WEYL0), (WORD)(key[1] + (WORD)r * WEYL1));
    IR_UNROLL
    for (size_t j = 0; j < 4; j++) {
        if (j < nwords)
            memcpy(p + j * sizeof(WORD), x + j, sizeof(WORD));
        memcpy(out + j, x + j, sizeof(WORD));
    }
}

/* How many vectors to make of 'nblocks' blocks, less than a stride.  One would take as long as two.
 */
static inline size_t NAME(tail_vectors_)(size_t nblocks) {
    if (nblocks <= FEW)
        return 0;
    return nblocks <= 2 * LANES ? 2 : nblocks / LANES + (nblocks % LANES > FEW_BEHIND);
}

/* 'nwords' words, less than a stride of blocks, the last of which is left in 'last'.  Vectors that
 * are wanted as a whole go where they belong: what is copied there cannot be loaded in vectors at
 * once. */
static __attribute__((noinline)) void NAME(tail_)(unsigned char *p, const WORD first[4],
                                                  const WORD key[2], size_t nwords, WORD last[4]) {
    const size_t nblocks = nwords / 4 + (nwords % 4 != 0), block_bytes = 4 * sizeof(WORD);
    const size_t nvectors = NAME(tail_vectors_)(nblocks);
    size_t made = 0;
    if (nvectors) {
        unsigned char blocks[STRIDE * 4 * sizeof(WORD)];
        unsigned char *const to = nvectors * LANES * 4 <= nwords ? p : blocks;
        if (nvectors == 2)
            NAME(make_)(to, first, key, UNROLL < 2 ? UNROLL : 2);
        else if (nvectors == 3)
            NAME(make_)(to, first, key, UNROLL < 3 ? UNROLL : 3);
        else
            NAME(make_)(to, first, key, UNROLL);
        made = nvectors * LANES < nblocks ? nvectors * LANES : nblocks;
        if (to == blocks)
            memcpy(p, blocks, made < nblocks ? made * block_bytes : nwords * sizeof(WORD));
        memcpy(last, to + (made - 1) * block_bytes, block_bytes);
    }
    for (; made < nblocks; made++)
        NAME(block_)(p + made * block_bytes, nwords - 4 * made, first, key, (WORD)made, last);
}

static void NAME(kern_)(union isorand_engine_state *restrict s, void *restrict out, size_t nwords) {
    const size_t block_bytes = 4 * sizeof(WORD);
    unsigned char *p = out;
    for (; s->PHILOX.pos < 4; s->PHILOX.pos++, nwords--, p += sizeof(WORD))
        memcpy(p, &s->PHILOX.buffer[s->PHILOX.pos], sizeof(WORD));
    WORD n[4]; /* the counter of the next block: it steps before each */
    memcpy(n, s->PHILOX.counter, sizeof n);
    NAME(count_)(n, 1);
    NAME(count_)(s->PHILOX.counter, nwords / 4 + (nwords % 4 != 0));
    size_t nblocks = nwords / 4 / STRIDE * STRIDE;
    nwords -= 4 * nblocks;
    if (nblocks) {
        VEC k[10][2];
        NAME(keys_)(k, s->PHILOX.key);
        do {
            const WORD before_wrap = (WORD)(0 - n[0]); /* 0: a whole period */
            size_t run = nblocks;
            if (before_wrap && before_wrap < run)
                run = (size_t)before_wrap;
            run = run / STRIDE * STRIDE;
            const VEC upper[3] = {OP(_set1)(n[1]), OP(_set1)(n[2]), OP(_set1)(n[3])};
            for (size_t i = 0; i < run; i += STRIDE, p += STRIDE * block_bytes) {
#if SCALARS
                const WORD first[4] = {(WORD)(n[0] + i), n[1], n[2], n[3]};
                NAME(both_)(p, first, upper, k, s->PHILOX.key);
#else
                VEC c[UNROLL][4];
                NAME(run_)(c, (WORD)(n[0] + i), upper, UNROLL);
                NAME(rounds_)(c, k, UNROLL);
                NAME(store_)(p, c, UNROLL);
#endif
            }
            if (run == 0) { /* the next stride holds the wrap */
                NAME(make_)(p, n, s->PHILOX.key, UNROLL);
                p += STRIDE * block_bytes;
                run = STRIDE;
            }
            NAME(count_)(n, run);
            nblocks -= run;
        } while (nblocks);
        memcpy(s->PHILOX.buffer, p - block_bytes, block_bytes); /* the last block, used up */
    }
    if (nwords)
        NAME(tail_)(p, n, s->PHILOX.key, nwords, s->PHILOX.buffer);
    s->PHILOX.pos = nwords % 4 ? (WORD)(nwords % 4) : 4;
    vec_end();
}

#undef OP_
#undef OP__
#undef OP
#undef NAME_
#undef NAME__
#undef NAME
#undef STRIDE
