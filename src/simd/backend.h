/* SPDX-License-Identifier: MIT */
/* What a backend is: one const table of kernels for each instruction set, from
 * src/simd/backend_NAME.c, and the registry that finds it. */
#ifndef IR_BACKEND_H
#define IR_BACKEND_H

#include <isorand/isorand.h>

#include <stddef.h>
#include <stdint.h>

/* Writes 'nblocks' whole blocks, a multiple of the kernel's stride.  The engine stands at a block
 * boundary before, and afterwards its state is byte for byte what ir_engine.words leaves. */
typedef void ir_words_fn(union isorand_engine_state *restrict s, void *restrict out,
                         size_t nblocks);
/* What a kernel makes of its words before it stores them: nothing, 64-bit values of two 32-bit
 * words of MT19937, doubles, floats. */
enum ir_form { IR_WORDS, IR_U64, IR_F64, IR_F32 };
/* Replaces 'n' elements in place. */
typedef void ir_convert_fn(void *inout, size_t n);

/* The quick test of a ziggurat: see simd/kern_ziggurat.h. */
typedef void ir_ziggurat_fn(const void *restrict words, void *restrict values,
                            uint64_t *restrict refused, size_t n);

/* Bounded integers: see simd/kern_integers.h. */
struct ir_lemire {
    uint64_t range, threshold, offset;
};
typedef void ir_lemire_fn(const void *restrict words, void *restrict values,
                          uint64_t *restrict refused, size_t n, const struct ir_lemire *how);

/* Drops elements: see simd/kern_compress.h. */
typedef size_t ir_compress_fn(const void *restrict values, const uint64_t *restrict keep,
                              void *restrict out, size_t n);

struct ir_words_kernel {
    ir_words_fn *fill; /* NULL: the scalar backend's kernel, or the engine's 'words', is faster */
    size_t stride;     /* in blocks */
    /* The words as values at once, where that is measured to be faster than converting them later.
     * An engine of 64-bit words that has fill_f32 has 'last' too. */
    ir_words_fn *fill_u64, *fill_f64, *fill_f32;
};

struct ir_backend {
    const char *name;
    uint64_t compiled_with; /* CPU features that the compiler was allowed to use */
    struct ir_words_kernel words[ISORAND_ENGINE_COUNT + 1];
    ir_convert_fn *f64_from_u64; /* (x >> 11) * 2^-53 */
    ir_convert_fn *f64_from_mt;  /* MT19937: ((w0 >> 5) << 26 | w1 >> 6) * 2^-53, x = w0:w1 */
    ir_convert_fn *f32_from_u32; /* (x >> 8) * 2^-24 */
    ir_convert_fn *swap_halves;  /* the two 32-bit halves of each 64-bit element */
    void (*affine_f64)(void *inout, size_t n, double a, double b); /* a + b x */
    void (*affine_f32)(void *inout, size_t n, float a, float b);
    ir_ziggurat_fn *normal_f64, *normal_f32, *exponential_f64, *exponential_f32;
    ir_lemire_fn *lemire32_u64, *lemire32_u32;
    ir_compress_fn *compress64, *compress32;
    void (*exp_estimate)(double *inout, size_t n); /* see simd/kern_exp.h */
};

/* The backend of every build: its kernels serve where another backend has none. */
extern const struct ir_backend ir_backend_scalar;

/* A row of backends.def. */
struct ir_backend_row {
    const char *name;
    const struct ir_backend *table; /* NULL: not in this build */
    uint64_t required;              /* CPU features */
};
const struct ir_backend_row *ir_backend_row(int index); /* NULL past the last */

/* The row that 'name' asks for (NULL or "auto": the best one) on a CPU that offers the features
 * 'have'; NULL when there is none. */
const struct ir_backend_row *ir_backend_choose(const char *name, uint64_t have);

/* What isorand_backend_describe says of a row on such a CPU. */
isorand_backend_info ir_backend_explain(const struct ir_backend_row *row, uint64_t have);

/* The active backend, resolved on first use; NULL when ISORAND_BACKEND names an unusable one. */
const struct ir_backend *ir_backend_active(void);

#endif
