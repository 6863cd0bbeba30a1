/* SPDX-License-Identifier: MIT */
/* What the kernels of bounded integers share: the walk over words, and over values refused. */
#ifndef IR_KERN_INTEGERS_TMPL_H
#define IR_KERN_INTEGERS_TMPL_H

#include "simd/kern.h"

/* Vectors that are looked at together: four, or as many as have 64 lanes. */
#define KERN_BOUNDED_GROUP(LANES) (4 * (LANES) < 64 ? 4 : 64 / (LANES))

/* What VEC_compress takes. */
typedef unsigned v64_keep, v32_keep;
typedef uint64_t v16_keep, v8_keep;

/* Defines kern_NAME from 'VEC NAME(p, how, &keep)', which gives the values of the LANES elements at
 * p, and a bit for each that is not refused.  Elements are of IN bytes, values of OUT bytes.
 *
 * Where values are refused seldom, a group without any is stored as it is; where they are refused
 * often, nobody can guess which groups those are, and all are compressed.  ('vectors' and 'refuses'
 * are constants.) */
#define KERN_BOUNDED(NAME, VEC, LANES, IN, OUT)                                                    \
    static IR_INLINE size_t NAME##_group(const unsigned char *in, unsigned char *out,              \
                                         const struct ir_bounded *how, const unsigned vectors,     \
                                         uint64_t valid, const enum ir_refuses refuses) {          \
        const uint64_t lanes = UINT64_MAX >> (64 - (LANES));                                       \
        VEC value[KERN_BOUNDED_GROUP(LANES)];                                                      \
        uint64_t keep[KERN_BOUNDED_GROUP(LANES)], refused = 0;                                     \
        IR_UNROLL                                                                                  \
        for (unsigned v = 0; v < vectors; v++) {                                                   \
            value[v] = NAME(in + (size_t)(IN)*v * (LANES), how, &keep[v]);                         \
            keep[v] &= valid;                                                                      \
            refused |= keep[v] ^ lanes;                                                            \
        }                                                                                          \
        if (refuses == IR_NEVER || ((LANES) > 1 && refuses == IR_SELDOM && !refused)) {            \
            IR_UNROLL                                                                              \
            for (unsigned v = 0; v < vectors; v++)                                                 \
                VEC##_store(out + (size_t)(OUT)*v * (LANES), value[v]);                            \
            return vectors * (LANES);                                                              \
        }                                                                                          \
        size_t kept = 0;                                                                           \
        IR_UNROLL                                                                                  \
        for (unsigned v = 0; v < vectors; v++)                                                     \
            kept += VEC##_compress(out + (OUT)*kept, value[v], (VEC##_keep)keep[v]);               \
        return kept;                                                                               \
    }                                                                                              \
    static IR_INLINE size_t NAME##_walk(const unsigned char *in, unsigned char *out, size_t n,     \
                                        const struct ir_bounded *how,                              \
                                        const enum ir_refuses refuses) {                           \
        enum { VECTORS = KERN_BOUNDED_GROUP(LANES), GROUP = VECTORS * (LANES) };                   \
        const size_t whole = n / GROUP * GROUP;                                                    \
        const uint64_t lanes = UINT64_MAX >> (64 - (LANES));                                       \
        size_t made = 0;                                                                           \
        for (size_t i = 0; i < whole; i += GROUP)                                                  \
            made += NAME##_group(in + (IN)*i, out + (OUT)*made, how, VECTORS, lanes, refuses);     \
        for (size_t i = whole; i < n; i += LANES) {                                                \
            const uint64_t valid = n - i < (LANES) ? lanes >> ((LANES) - (n - i)) : lanes;         \
            made += NAME##_group(in + (IN)*i, out + (OUT)*made, how, 1, valid, refuses);           \
        }                                                                                          \
        return refuses == IR_NEVER ? n : made;                                                     \
    }                                                                                              \
    static size_t kern_##NAME(const void *words, void *values, size_t n,                           \
                              const struct ir_bounded *how) {                                      \
        const struct ir_bounded constants = *how; /* which no store can change */                  \
        const size_t kept =                                                                        \
            how->refuses == IR_NEVER    ? NAME##_walk(words, values, n, &constants, IR_NEVER)      \
            : how->refuses == IR_SELDOM ? NAME##_walk(words, values, n, &constants, IR_SELDOM)     \
                                        : NAME##_walk(words, values, n, &constants, IR_OFTEN);     \
        vec_end();                                                                                 \
        return kept;                                                                               \
    }

#endif
