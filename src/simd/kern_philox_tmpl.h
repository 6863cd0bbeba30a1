/* SPDX-License-Identifier: MIT */
/* Template of the Philox kernels: a lane is a block, its four words in four vectors.
 *
 * Parameters: PHILOX (the engine's name), WORD, VEC (the vector type and the prefix of its
 * operations), LANES, UNROLL, FACTOR0/1 and WEYL0/1 (the constants).
 *
 * While the lowest counter word does not wrap, the three upper ones are the same in all lanes; the
 * compiler then moves what the first two rounds make of them out of the loop.  Vectors across a
 * wrap take their lanes from arrays.  Writes nblocks blocks, a multiple of LANES * UNROLL. */

#define OP_(vec, op)  vec##op
#define OP__(vec, op) OP_(vec, op)
#define OP(op)        OP__(VEC, op)
#define NAME_(a, b)   a##b
#define NAME__(a, b)  NAME_(a, b)
#define NAME(prefix)  NAME__(prefix, PHILOX)
#define STRIDE        (LANES * UNROLL)

/* Ten rounds on UNROLL independent vectors. */
static inline void NAME(rounds_)(VEC c[UNROLL][4], VEC k[10][2]) {
    const OP(_factor) m0 = OP(_factor_set)(FACTOR0), m1 = OP(_factor_set)(FACTOR1);
    IR_UNROLL
    for (int r = 0; r < 10; r++) {
        IR_UNROLL
        for (unsigned u = 0; u < UNROLL; u++) {
            VEC hi0, lo0, hi1, lo1;
            OP(_mulhilo)(c[u][0], m0, &hi0, &lo0);
            OP(_mulhilo)(c[u][2], m1, &hi1, &lo1);
            c[u][0] = OP(_xor3)(hi1, c[u][1], k[r][0]);
            c[u][1] = lo1;
            c[u][2] = OP(_xor3)(hi0, c[u][3], k[r][1]);
            c[u][3] = lo0;
        }
    }
}

static inline void NAME(store_)(unsigned char *p, VEC c[UNROLL][4]) {
    IR_UNROLL
    for (unsigned u = 0; u < UNROLL; u++)
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

static void NAME(kern_)(union isorand_engine_state *restrict s, void *restrict out,
                        size_t nblocks) {
    unsigned char *p = out;
    WORD n[4]; /* the counter of the next block: it steps before each */
    memcpy(n, s->PHILOX.counter, sizeof n);
    NAME(count_)(n, 1);
    VEC k[10][2];
    for (int r = 0; r < 10; r++) {
        k[r][0] = OP(_set1)((WORD)(s->PHILOX.key[0] + (WORD)r * WEYL0));
        k[r][1] = OP(_set1)((WORD)(s->PHILOX.key[1] + (WORD)r * WEYL1));
    }
    NAME(count_)(s->PHILOX.counter, nblocks);
    while (nblocks) {
        WORD before_wrap = (WORD)(0 - n[0]); /* 0: a whole period */
        size_t run = nblocks;
        if (before_wrap && before_wrap < run)
            run = (size_t)before_wrap;
        run = run / STRIDE * STRIDE;
        const VEC c1 = OP(_set1)(n[1]), c2 = OP(_set1)(n[2]), c3 = OP(_set1)(n[3]);
        for (size_t i = 0; i < run; i += STRIDE, p += STRIDE * 4 * sizeof(WORD)) {
            VEC c[UNROLL][4];
            IR_UNROLL
            for (unsigned u = 0; u < UNROLL; u++) {
                c[u][0] = OP(_count)((WORD)(n[0] + i + (WORD)(u * LANES)));
                c[u][1] = c1;
                c[u][2] = c2;
                c[u][3] = c3;
            }
            NAME(rounds_)(c, k);
            NAME(store_)(p, c);
        }
        NAME(count_)(n, run);
        nblocks -= run;
        if (nblocks && run == 0) { /* the next stride holds the wrap */
            VEC c[UNROLL][4];
            for (unsigned u = 0; u < UNROLL; u++) {
                WORD lanes[4][LANES] = {{0}};
                for (unsigned j = 0; j < LANES; j++) {
                    for (int i = 0; i < 4; i++)
                        lanes[i][j] = n[i];
                    NAME(count_)(n, 1);
                }
                for (int i = 0; i < 4; i++)
                    c[u][i] = OP(_lanes)(lanes[i]);
            }
            NAME(rounds_)(c, k);
            NAME(store_)(p, c);
            p += STRIDE * 4 * sizeof(WORD);
            nblocks -= STRIDE;
        }
    }
    memcpy(s->PHILOX.buffer, p - 4 * sizeof(WORD), 4 * sizeof(WORD)); /* the last block, used up */
    s->PHILOX.pos = 4;
    vec_end();
}

#undef OP_
#undef OP__
#undef OP
#undef NAME_
#undef NAME__
#undef NAME
#undef STRIDE
