/* SPDX-License-Identifier: MIT */
/* The list of backends under test, and their comparison with the model. */
#include "support/subjects.h"

#include "cpu/features.h"
#include "cpu/fpenv.h"
#include "distribution/draw.h"
#include "distribution/fill.h"
#include "distribution/integers.h"
#include "support/kinds.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- the list ---- */

#define SIMDE_BACKEND(table, name) extern const struct ir_backend ir_backend_##table;
#include "simde/simde_backends.def"
#undef SIMDE_BACKEND

#if TEST_WITH_SIMDE
#define SIMDE_TABLE(table) &ir_backend_##table
#define SIMDE_WHY_NOT      ""
#else
#define SIMDE_TABLE(table) NULL
#define SIMDE_WHY_NOT      "SIMDe is not installed for this target"
#endif
static const struct subject simde_rows[] = {
#define SIMDE_BACKEND(table, name) {name, SIMDE_TABLE(table), 1, SIMDE_WHY_NOT, 0},
#include "simde/simde_backends.def"
#undef SIMDE_BACKEND
};
enum { SIMDE_ROWS = sizeof simde_rows / sizeof *simde_rows, SUBJECTS_MAX = 32 };

static struct subject subjects[SUBJECTS_MAX];

int subject_count(void) {
    static int count;
    if (count)
        return count;
    const uint64_t have = ir_cpu_detect();
    const struct ir_backend_row *row;
    for (; (row = ir_backend_row(count)) != NULL; count++) {
        const isorand_backend_info info = ir_backend_explain(row, have);
        subjects[count] = (struct subject){.name = row->name, .table = row->table};
        if (!info.usable)
            memcpy(subjects[count].why_not, info.why_not, sizeof info.why_not);
    }
    if (count + SIMDE_ROWS > SUBJECTS_MAX)
        abort();
    memcpy(subjects + count, simde_rows, sizeof simde_rows);
    count += SIMDE_ROWS;
    const char *simde = getenv("ISORAND_TEST_SIMDE");
    for (int i = count - SIMDE_ROWS; simde && !strcmp(simde, "0") && i < count; i++)
        strcpy(subjects[i].why_not, "ISORAND_TEST_SIMDE=0");
    return count;
}

const struct subject *subject_get(int index) {
    return index >= 0 && index < subject_count() ? &subjects[index] : NULL;
}

const struct ir_backend *subject_use(const struct test_arg *arg) {
    struct subject *s = &subjects[arg->backend];
    if (*s->why_not)
        test_skip("backend %s: %s", s->name, s->why_not);
    s->checked = 1;
    return s->table;
}

static void absent(const struct test_arg *arg) {
    subject_use(arg);
}

int subject_runs(int index) {
    if (!*subject_get(index)->why_not)
        return 1;
    test_add(absent, (struct test_arg){.backend = index}, "%s", subjects[index].name);
    return 0;
}

/* ---- the account ---- */

static int was_checked(const char *name, size_t length) {
    for (int i = 0; i < subject_count(); i++)
        if (strlen(subjects[i].name) == length && !memcmp(subjects[i].name, name, length))
            return subjects[i].checked;
    return 0;
}

int subjects_report(int status) {
    const char *required = getenv("ISORAND_REQUIRE_BACKENDS");
    for (const char *name = required ? required : ""; *name;) {
        const size_t length = strcspn(name, ",");
        if (length && !was_checked(name, length)) {
            printf("# ISORAND_REQUIRE_BACKENDS: %.*s was not checked\n", (int)length, name);
            status = EXIT_FAILURE;
        }
        name += length + (name[length] == ',');
    }
    int checked = 0;
    for (int i = 0; i < subject_count(); i++)
        checked += subjects[i].checked;
    printf("# backends checked: %d of %d", checked, subject_count());
    const char *before = " (skipped: ";
    for (int i = 0; i < subject_count(); i++)
        if (!subjects[i].checked) {
            printf("%s%s, %s", before, subjects[i].name,
                   *subjects[i].why_not ? subjects[i].why_not : "no case used it");
            before = "; ";
        }
    printf("%s\n", checked < subject_count() ? ")" : "");
    return status;
}

/* ---- outputs ---- */

#define MODEL(suffix, type)                                                                        \
    static void many_##suffix(isorand_rng *rng, void *out, size_t n) {                             \
        unsigned char *p = out;                                                                    \
        for (size_t i = 0; i < n; i++) {                                                           \
            const type x = model_##suffix(rng);                                                    \
            memcpy(p + i * sizeof x, &x, sizeof x);                                                \
        }                                                                                          \
    }
MODEL(u32, uint32_t)
MODEL(u64, uint64_t)
MODEL(f32, float)
MODEL(f64, double)

/* Standard normals and exponentials: as isorand_fill calls them, in the environment that rounds to
 * nearest. */
#define ZIGGURAT(name, type, draw)                                                                 \
    static void fill_##name(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {   \
        const struct ir_fpenv env = ir_fpenv_enter();                                              \
        ir_fill_##name(b, rng, out, n);                                                            \
        ir_fpenv_leave(env);                                                                       \
    }                                                                                              \
    static type model_##name(isorand_rng *rng) {                                                   \
        return draw(rng);                                                                          \
    }                                                                                              \
    MODEL(name, type)
ZIGGURAT(normal_f64, double, ir_draw_normal)
ZIGGURAT(normal_f32, float, ir_draw_normal_f32)
ZIGGURAT(exponential_f64, double, ir_draw_exponential)
ZIGGURAT(exponential_f32, float, ir_draw_exponential_f32)

/* Ranges just over 2^31, for which Lemire's method refuses nearly half of the words. */
enum { OFFSET = 7 };
static const uint32_t MAX = UINT32_C(0x80000010);
#define INTEGERS(name, type)                                                                       \
    static void fill_##name(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n) {   \
        ir_fill_bounded(b, rng, out, n, sizeof(type), OFFSET, MAX);                                \
    }                                                                                              \
    static type model_##name(isorand_rng *rng) {                                                   \
        return OFFSET + (type)ir_draw_bounded_u32(rng, MAX);                                       \
    }                                                                                              \
    MODEL(name, type)
INTEGERS(integers_u64, uint64_t)
INTEGERS(integers_u32, uint32_t)

const struct output outputs[OUTPUTS] = {
    {"u32", 4, 1, ir_fill_u32, many_u32},
    {"u64", 8, 1, ir_fill_u64, many_u64},
    {"f32", 4, 1, ir_fill_f32, many_f32},
    {"f64", 8, 1, ir_fill_f64, many_f64},
    {"bytes", 1, 1, ir_fill_bytes, model_bytes},
    {"normal-f64", 8, 300, fill_normal_f64, many_normal_f64},
    {"normal-f32", 4, 300, fill_normal_f32, many_normal_f32},
    {"exponential-f64", 8, 300, fill_exponential_f64, many_exponential_f64},
    {"exponential-f32", 4, 300, fill_exponential_f32, many_exponential_f32},
    {"integers-u64", 8, 300, fill_integers_u64, many_integers_u64},
    {"integers-u32", 4, 300, fill_integers_u32, many_integers_u32},
};

size_t subject_stride(const struct ir_backend *b, int engine) {
    const struct ir_words_kernel *kernel = ir_words_kernel(b, (uint32_t)engine);
    return (kernel->fill ? kernel->stride : 1) * ir_engine_get((uint32_t)engine)->block_words;
}

static void hex(char *text, const unsigned char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        sprintf(text + 2 * i, "%02x", p[i]);
}

void check_fill(const struct output *o, const struct ir_backend *b, const void *got,
                const void *want, size_t n, const isorand_rng states[2], const char *where, ...) {
    const int values_agree = n == 0 || !memcmp(got, want, n * o->size);
    if (values_agree && !memcmp(&states[0], &states[1], sizeof states[0]))
        return;
    char place[300];
    va_list args;
    va_start(args, where);
    vsnprintf(place, sizeof place, where, args);
    va_end(args);
    const char *engine = ir_engine_get(states[1].engine)->name;
    if (values_agree)
        CHECK_BYTES(&states[0], &states[1], sizeof states[0],
                    "engine %s, backend %s, output %s, %s: final state", engine, b->name, o->name,
                    place);
    const unsigned char *g = got, *w = want;
    size_t bad = 0;
    while (!memcmp(g + bad * o->size, w + bad * o->size, o->size))
        bad++;
    char bytes[2][17] = {"", ""};
    hex(bytes[0], g + bad * o->size, o->size);
    hex(bytes[1], w + bad * o->size, o->size);
    test_fail(__FILE__, __LINE__, "values differ",
              "engine %s, backend %s, output %s, %s: first bad index %zu of %zu: bytes %s, not %s",
              engine, b->name, o->name, place, bad, n, bytes[0], bytes[1]);
}
