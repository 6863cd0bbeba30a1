/* SPDX-License-Identifier: MIT */
/* What no call may leave behind in the registers of its caller: each kernel of each backend, with
 * the arguments that fills give it, and public calls. */
#include "math/fma.h"
#include "support/evidence.h"
#include "support/kinds.h"
#include "support/registers.h"

#include <string.h>

/* ---- kernels ---- */

static const struct ir_backend *real; /* whose kernels are called */

/* The kernels of an engine's words, as members of struct ir_backend's 'words'. */
#define WORD_KERNELS(WORDS, TESTED, ID, name)                                                      \
    WORDS(ID, name, fill)                                                                          \
    WORDS(ID, name, fill_u64)                                                                      \
    WORDS(ID, name, fill_f64)                                                                      \
    WORDS(ID, name, fill_f32)                                                                      \
    TESTED(ID, name, normal_f64)                                                                   \
    TESTED(ID, name, exponential_f64)                                                              \
    TESTED(ID, name, normal_f32)                                                                   \
    TESTED(ID, name, exponential_f32)

/* Every entry that a table can have: how often it was called. */
enum kernel {
#define ISORAND_KERNEL(group, name, type) KERNEL_##name,
#include "kernels.def"
#undef ISORAND_KERNEL
#define NUMBER(ID, name, member) WORDS_##name##_##member,
#define ISORAND_ENGINE(ID, name) WORD_KERNELS(NUMBER, NUMBER, ID, name)
#include "engines.def"
#undef ISORAND_ENGINE
#undef NUMBER
    KERNELS
};
static uint64_t calls[KERNELS];

static uint64_t call(enum kernel which, const char *name, uintptr_t function,
                     struct registers_args args) {
    uint64_t result;
    const char *changed = registers_call(function, &args, 0, &result);
    CHECK(!changed, "kernel %s of %s changes %s", name, real->name, changed);
    calls[which]++;
    return result;
}

#define P(pointer) ((uint64_t)(uintptr_t)(pointer))
#define CALL(name, ...)                                                                            \
    call(KERNEL_##name, #name, (uintptr_t)real->name, (struct registers_args){__VA_ARGS__})

static uint64_t float_bits(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* A function in front of each kernel, by its type. */
#define BEFORE_ir_convert_fn(name)                                                                 \
    static void before_##name(void *inout, size_t n) {                                             \
        CALL(name, {P(inout), n}, {0});                                                            \
    }
#define BEFORE_ir_affine_f64_fn(name)                                                              \
    static void before_##name(void *inout, size_t n, double a, double b) {                         \
        CALL(name, {P(inout), n}, {ir_bits64(a), ir_bits64(b)});                                   \
    }
#define BEFORE_ir_affine_f32_fn(name)                                                              \
    static void before_##name(void *inout, size_t n, float a, float b) {                           \
        CALL(name, {P(inout), n}, {float_bits(a), float_bits(b)});                                 \
    }
#define BEFORE_ir_ziggurat_fn(name)                                                                \
    static void before_##name(const void *restrict words, void *restrict values,                   \
                              uint64_t *restrict refused, size_t n) {                              \
        CALL(name, {P(words), P(values), P(refused), n}, {0});                                     \
    }
#define BEFORE_ir_wedges_fn(name)                                                                  \
    static void before_##name(const void *restrict words, const void *restrict values,             \
                              const uint64_t *restrict refused, size_t n, int high_first,          \
                              struct ir_wedges *restrict wedges) {                                 \
        CALL(name, {P(words), P(values), P(refused), n, (unsigned)high_first, P(wedges)}, {0});    \
    }
#define BEFORE_ir_bounded_fn(name)                                                                 \
    static size_t before_##name(const void *words, void *values, size_t n,                         \
                                const struct ir_bounded *how) {                                    \
        return (size_t)CALL(name, {P(words), P(values), n, P(how)}, {0});                          \
    }
#define BEFORE_ir_bits_fn(name)                                                                    \
    static void before_##name(const void *restrict words, void *restrict values, size_t n) {       \
        CALL(name, {P(words), P(values), n}, {0});                                                 \
    }
#define BEFORE_ir_compress_fn(name)                                                                \
    static size_t before_##name(const void *restrict values, const uint64_t *restrict keep,        \
                                void *restrict out, size_t n) {                                    \
        return (size_t)CALL(name, {P(values), P(keep), P(out), n}, {0});                           \
    }
#define BEFORE_ir_formula_fn(name)                                                                 \
    static size_t before_##name(void *inout, size_t n, const double *constants) {                  \
        return (size_t)CALL(name, {P(inout), n, P(constants)}, {0});                               \
    }
#define BEFORE_ir_products_fn(name)                                                                \
    static size_t before_##name(const double *restrict u, size_t n, double limit,                  \
                                double *restrict product, void *restrict ends) {                   \
        return (size_t)CALL(name, {P(u), n, P(product), P(ends)}, {ir_bits64(limit)});             \
    }
#define BEFORE_ir_tries_fn(name)                                                                   \
    static void before_##name(const double *restrict uniforms, size_t n, void *restrict values,    \
                              uint64_t *restrict accepted, uint64_t *restrict unsure,              \
                              const double *restrict constants) {                                  \
        CALL(name, {P(uniforms), n, P(values), P(accepted), P(unsure), P(constants)}, {0});        \
    }
#define BEFORE_ir_polar_fn(name)                                                                   \
    static void before_##name(const double *restrict uniforms, double *restrict values,            \
                              uint64_t *restrict keep, size_t n) {                                 \
        CALL(name, {P(uniforms), P(values), P(keep), n}, {0});                                     \
    }
#define BEFORE_ir_gamma_fn(name)                                                                   \
    static void before_##name(const double *restrict uniforms, double *restrict values,            \
                              uint64_t *restrict refused, size_t n,                                \
                              const double *restrict constants) {                                  \
        CALL(name, {P(uniforms), P(values), P(refused), n, P(constants)}, {0});                    \
    }
#define ISORAND_KERNEL(group, name, type) BEFORE_##type(name)
#include "kernels.def"
#undef ISORAND_KERNEL

/* The same for kernels of words. */
#define BEFORE_WORDS(ID, name, member)                                                             \
    static void before_##name##_##member(union isorand_engine_state *restrict s,                   \
                                         void *restrict out, size_t nwords) {                      \
        call(WORDS_##name##_##member, #name " " #member,                                           \
             (uintptr_t)real->words[ISORAND_##ID].member,                                          \
             (struct registers_args){{P(s), P(out), nwords}, {0}});                                \
    }
#define BEFORE_TESTED(ID, name, member)                                                            \
    static void before_##name##_##member(union isorand_engine_state *restrict s,                   \
                                         void *restrict words, void *restrict values,              \
                                         uint64_t *restrict refused, size_t n) {                   \
        call(WORDS_##name##_##member, #name " " #member,                                           \
             (uintptr_t)real->words[ISORAND_##ID].member,                                          \
             (struct registers_args){{P(s), P(words), P(values), P(refused), n}, {0}});            \
    }
#define ISORAND_ENGINE(ID, name) WORD_KERNELS(BEFORE_WORDS, BEFORE_TESTED, ID, name)
#include "engines.def"
#undef ISORAND_ENGINE

/* The table of the real backend with these functions; where it has none it has none. */
static struct ir_backend table_before(void) {
    struct ir_backend table = *real;
#define ISORAND_KERNEL(group, name, type)                                                          \
    if (table.name)                                                                                \
        table.name = before_##name;
#include "kernels.def"
#undef ISORAND_KERNEL
#define BEFORE(ID, name, member)                                                                   \
    if (table.words[ISORAND_##ID].member)                                                          \
        table.words[ISORAND_##ID].member = before_##name##_##member;
#define ISORAND_ENGINE(ID, name) WORD_KERNELS(BEFORE, BEFORE, ID, name)
#include "engines.def"
#undef ISORAND_ENGINE
#undef BEFORE
    return table;
}

/* Fails unless every kernel that the real backend has was called. */
static void check_called(enum kernel which, int is_there, const char *kernel) {
    CHECK(!is_there || calls[which], "kernel %s of %s was never called", kernel, real->name);
}

static void all_called(void) {
#define ISORAND_KERNEL(group, name, type) check_called(KERNEL_##name, real->name != NULL, #name);
#include "kernels.def"
#undef ISORAND_KERNEL
#define CALLED(ID, name, member)                                                                   \
    check_called(WORDS_##name##_##member, real->words[ISORAND_##ID].member != NULL,                \
                 #name " " #member);
#define ISORAND_ENGINE(ID, name) WORD_KERNELS(CALLED, CALLED, ID, name)
#include "engines.def"
#undef ISORAND_ENGINE
}

static void needs_registers(void) {
    if (!registers_can_check())
        test_skip("no way to look at the registers of this CPU, or under this sanitizer");
}

enum { BYTES = 20000 };
static unsigned char got[BYTES], want[BYTES];

/* Every fill, through the functions in front, and right for all that. */
static void kernels(const struct test_arg *arg) {
    real = backend_use(arg);
    const struct ir_backend before = table_before();
    needs_registers();
    memset(calls, 0, sizeof calls);
    for (int e = 1; e <= IR_ENGINE_COUNT; e++)
        for (int i = 0; i < kind_count(); i++) {
            const struct kind *k = kind_get(i);
            const size_t n = k->bulk ? BYTES / k->size : 300;
            isorand_rng rng[2];
            CHECK(!isorand_seed(&rng[0], e, 1), "seed");
            rng[1] = rng[0];
            kind_fill(k, &before, &rng[0], got, n);
            kind_fill(k, real, &rng[1], want, n);
            kind_check(k, real->name, got, want, n, rng, "checked calls of kernels");
        }
    /* Those that few fills need, for most words come as values at once. */
    void (*const convert[])(void *inout, size_t n) = {before.f64_from_u64, before.f64_from_mt,
                                                      before.f32_from_u32, before.swap_halves};
    for (int i = 0; i < 4; i++)
        if (convert[i])
            convert[i](memset(got, 0x3f, sizeof got), 1000);
    all_called();
    for (int i = 0; i < KERNELS; i++)
        evidence_count("kernels.checked_calls", calls[i]);
}

/* ---- public calls ---- */

static void check_public(const char *name, uintptr_t function, struct registers_args args) {
    uint64_t result;
    const char *changed = registers_call(function, &args, 1, &result);
    CHECK(!changed, "%s changes %s with %s", name, changed, isorand_backend_name());
    CHECK((int)result == 0, "%s: %s", name, isorand_strerror((int)result));
    evidence_count("public.checked_calls", 1);
}

static void public_calls(const struct test_arg *arg) {
    needs_registers();
    backend_activate(arg->backend);
    isorand_rng rng, other;
    isorand_seedseq ss;
    uint32_t entropy[4];
    unsigned char saved[ISORAND_SAVE_MAX];
    size_t nbytes;
#define CHECK_CALL(function, ...)                                                                  \
    check_public(#function, (uintptr_t)function, (struct registers_args){__VA_ARGS__})
    CHECK_CALL(isorand_seed, {P(&rng), (unsigned)arg->engine, 7}, {0});
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i);
        const uint64_t n = k->bulk ? BYTES / k->size : 300;
        isorand_param_array arrays[ISORAND_PARAMS_MAX];
        for (int p = 0; p < ISORAND_PARAMS_MAX; p++)
            arrays[p] = (isorand_param_array){&k->request.param[p], 0};
        CHECK_CALL(isorand_fill, {P(&rng), P(&k->request), P(got), n}, {0});
        if (k->request.dist != ISORAND_RAW)
            CHECK_CALL(isorand_fill_each, {P(&rng), P(&k->request), P(arrays), P(got), 300}, {0});
    }
    CHECK_CALL(isorand_fill_normal_f64, {P(&rng), P(got), 1000}, {ir_bits64(1), ir_bits64(2)});
    CHECK_CALL(isorand_shuffle, {P(&rng), P(got), 500, 8}, {0});
    CHECK_CALL(isorand_permutation_i64, {P(&rng), P(got), 500}, {0});
    CHECK_CALL(isorand_skip, {P(&rng), 1000}, {0});
    CHECK_CALL(isorand_save, {P(&rng), P(saved), sizeof saved, P(&nbytes)}, {0});
    CHECK_CALL(isorand_load, {P(&other), P(saved), nbytes}, {0});
    CHECK_CALL(isorand_seedseq_from_os, {P(&ss), P(entropy)}, {0});
    CHECK_CALL(isorand_init, {P(&rng), (unsigned)arg->engine, P(&ss)}, {0});
}

/* ---- these checks can fail ---- */

static void finds(const struct test_arg *arg) {
    const struct registers_clobber *c = arg->data;
    const struct registers_args none = {{0}, {0}};
    uint64_t result;
    needs_registers();
    if (!registers_can_clobber(c))
        test_skip("this CPU lacks the instructions");
    for (int flags = 0; flags < 2; flags++) {
        const int unseen = !flags && !strcmp(c->changes, "exception flags");
        const char *changed = registers_call((uintptr_t)c->function, &none, flags, &result);
        CHECK(unseen ? !changed : changed && !strcmp(changed, c->changes), "found %s, not %s",
              changed ? changed : "nothing", c->changes);
    }
}

int main(int argc, char **argv) {
    for (const struct registers_clobber *c = registers_clobbers; c->changes; c++)
        test_add(finds, (struct test_arg){.data = c}, "finds/%s/%d", c->changes,
                 (int)(c - registers_clobbers));
    for (int b = 0; b < backend_selectable_count(); b++) {
        if (!backend_runs(b))
            continue;
        test_add(kernels, (struct test_arg){.backend = b}, "kernels/%s", backend_label(b));
        for (int e = 1; e <= IR_ENGINE_COUNT; e++)
            test_add(public_calls, (struct test_arg){.engine = e, .backend = b}, "calls/%s/%s",
                     engine_label(e), backend_label(b));
    }
    return backends_report(test_run("registers", argc, argv), backend_selectable_count());
}
