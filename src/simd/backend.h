/* SPDX-License-Identifier: MIT */
/* What a backend is: one const table of kernels for each instruction set, from
 * src/simd/backend_NAME.c, and the registry that finds it. */
#ifndef IR_BACKEND_H
#define IR_BACKEND_H

#include "engine/engine.h"

#include <stddef.h>
#include <stdint.h>

/* Writes the next 'nwords' words, a multiple of the kernel's step (but for its rest) and no fewer
 * than its least, from wherever in a block the engine stands.  Afterwards its state is byte for
 * byte what ir_engine.words leaves. */
typedef void ir_words_fn(union isorand_engine_state *restrict s, void *restrict out, size_t nwords);
/* What a kernel makes of its words before it stores them: nothing, 64-bit values of two 32-bit
 * words of MT19937, doubles, floats. */
enum ir_form { IR_WORDS, IR_U64, IR_F64, IR_F32 };
/* Replaces 'n' elements in place. */
typedef void ir_convert_fn(void *inout, size_t n);

/* The quick test of a ziggurat: see simd/kern_ziggurat.h. */
typedef void ir_ziggurat_fn(const void *restrict words, void *restrict values,
                            uint64_t *restrict refused, size_t n);

/* The same with the words, of an engine whose blocks are a word of 64 bits: makes words for 'n'
 * values, a multiple of 64, and tests them. */
typedef void ir_tested_words_fn(union isorand_engine_state *restrict s, void *restrict words,
                                void *restrict values, uint64_t *restrict refused, size_t n);

/* The refused ones of a piece of words, and what the wedge test says of each: see
 * simd/kern_wedges.h. */
enum { IR_WEDGES_MAX = 2304, IR_WEDGES_ROOM = IR_WEDGES_MAX + 64 };
struct ir_wedges {
    size_t count;
    uint16_t word[IR_WEDGES_ROOM]; /* in ascending order; the kernel writes beyond 'count' */
    uint8_t accepted[IR_WEDGES_ROOM / 8], unsure[IR_WEDGES_ROOM / 8]; /* a bit each */
};
typedef void ir_wedges_fn(const void *restrict words, const void *restrict values,
                          const uint64_t *restrict refused, size_t n, int high_first,
                          struct ir_wedges *restrict wedges);

/* Bounded integers: see simd/kern_integers.h. */
enum ir_refuses { IR_NEVER, IR_SELDOM, IR_OFTEN };
struct ir_bounded {
    uint64_t range, threshold; /* Lemire's method */
    uint64_t mask, max;        /* masked rejection */
    uint64_t offset;
    enum ir_refuses refuses; /* seldom or often: the same values, the time differs */
};
typedef size_t ir_bounded_fn(const void *words, void *values, size_t n,
                             const struct ir_bounded *how);
typedef void ir_bits_fn(const void *restrict words, void *restrict values, size_t n);

/* Drops elements: see simd/kern_compress.h. */
typedef size_t ir_compress_fn(const void *restrict values, const uint64_t *restrict keep,
                              void *restrict out, size_t n);

/* a + b x in place, both operations rounded. */
typedef void ir_affine_f64_fn(void *inout, size_t n, double a, double b);
typedef void ir_affine_f32_fn(void *inout, size_t n, float a, float b);

/* A formula of a distribution, in place: see simd/kern_formula.h. */
typedef size_t ir_formula_fn(void *inout, size_t n, const double *constants);

/* Where products end: see simd/kern_formula.h. */
typedef size_t ir_products_fn(const double *restrict u, size_t n, double limit,
                              double *restrict product, void *restrict ends);

/* Tries of a rejection method: see simd/kern_tries.h. */
typedef void ir_tries_fn(const double *restrict uniforms, size_t n, void *restrict values,
                         uint64_t *restrict accepted, uint64_t *restrict unsure,
                         const double *restrict constants);

/* The polar method: see simd/kern_formula.h. */
typedef void ir_polar_fn(const double *restrict uniforms, double *restrict values,
                         uint64_t *restrict keep, size_t n);

/* The gamma distribution: see simd/kern_formula.h. */
typedef void ir_gamma_fn(const double *restrict uniforms, double *restrict values,
                         uint64_t *restrict refused, size_t n, const double *restrict constants);

enum { IR_LEAST_WORDS = 5 }; /* no kernel of words is worth calling for fewer */

struct ir_words_kernel {
    ir_words_fn *fill;  /* NULL: the base's kernel or the engine's 'words' is no slower */
    size_t step, least; /* in words; fewer than 'least' are for the base, or the engine's 'words' */
    /* Beyond whole steps the kernel makes so many words and more, too; 0: none. */
    size_t rest;
    /* The words as values at once, where that is measured to be faster than converting them later;
     * of whole values, where the step is less than one.  An engine of 64-bit words that has
     * fill_f32 has 'last' too. */
    ir_words_fn *fill_u64, *fill_f64, *fill_f32;
    /* The words with a quick test of them, where making the next ones meanwhile is faster. */
    ir_tested_words_fn *normal_f64, *exponential_f64, *normal_f32, *exponential_f32;
};

/* Not to be read past the look-ups below, which know what a missing entry means. */
struct ir_backend {
    const char *name;
    const struct ir_backend *base; /* has what is missing here; NULL: nothing is */
    uint64_t compiled_with;        /* CPU features that the compiler was allowed to use */
    struct ir_words_kernel words[IR_ENGINE_COUNT + 1];
#define ISORAND_KERNEL(group, name, type) type *name;
#include "kernels.def"
#undef ISORAND_KERNEL
};

/* The backend of every build, which is every other one's base in the end. */
extern const struct ir_backend ir_backend_scalar;

/* IR_KERNEL(b, NAME): the kernel NAME that 'b' uses, its own or its base's. */
#define IR_KERNEL_(b, name) ir_kernel_##name(b)
#define IR_KERNEL(b, name)  IR_KERNEL_(b, name)
#define ISORAND_KERNEL(group, name, type)                                                          \
    static inline type *ir_kernel_##name(const struct ir_backend *b) {                             \
        while (!b->name)                                                                           \
            b = b->base;                                                                           \
        return b->name;                                                                            \
    }
#include "kernels.def"
#undef ISORAND_KERNEL

/* Whether the kernel NAME that 'b' uses is a vector kernel: some ways of a fill win by these only.
 */
#define IR_KERNEL_IS_VECTOR(b, name) (IR_KERNEL(b, name) != ir_backend_scalar.name)

/* As IR_KERNEL, for 'nwords' words of an engine; NULL where the engine's own 'words' is the way. */
static inline const struct ir_words_kernel *ir_words_kernel(const struct ir_backend *b,
                                                            uint32_t engine, size_t nwords) {
    for (; b && nwords >= IR_LEAST_WORDS; b = b->base)
        if (nwords >= b->words[engine].least && b->words[engine].fill)
            return &b->words[engine];
    return NULL;
}

/* A row of backends.def. */
struct ir_backend_row {
    isorand_backend_info info;
    const struct ir_backend *table; /* NULL: not in this build */
    uint64_t required;              /* CPU features */
};
const struct ir_backend_row *ir_backend_row(int index); /* NULL past the last */

/* The row that 'name' asks for (NULL or "auto": the best one) on a CPU that offers the features
 * 'have'; NULL when there is none. */
const struct ir_backend_row *ir_backend_choose(const char *name, uint64_t have);

/* isorand_backend_status of a row on such a CPU. */
int ir_backend_status(const struct ir_backend_row *row, uint64_t have, char *reason, size_t size);

/* The active backend, resolved on first use; NULL when ISORAND_BACKEND names an unusable one. */
const struct ir_backend *ir_backend_active(void);

/* As the public functions of these names. */
const char *ir_backend_name(void);
int ir_backend_select(const char *name);

#endif
