/* SPDX-License-Identifier: MIT */
/* The list of backends under test. */
#include "support/backends.h"

#include "cpu/features.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if defined(__aarch64__) && defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

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
static const struct backend simde_rows[] = {
#define SIMDE_BACKEND(row, label)                                                                  \
    {.name = label, .table = SIMDE_TABLE(row), .emulated = 1, .why_not = SIMDE_WHY_NOT},
#include "simde/simde_backends.def"
#undef SIMDE_BACKEND
};
enum { SIMDE_ROWS = sizeof simde_rows / sizeof *simde_rows, BACKENDS_MAX = 32 };

static struct backend backends[BACKENDS_MAX];
static int selectable; /* the first so many */

static void read_requirements(void);

int backend_count(void) {
    static int count;
    if (count)
        return count;
    const uint64_t have = ir_cpu_detect();
    const struct ir_backend_row *row;
    for (; (row = ir_backend_row(selectable)) != NULL; selectable++) {
        struct backend *b = &backends[selectable];
        *b = (struct backend){.name = row->info.name, .table = row->table};
        if (ir_backend_status(row, have, b->why_not, sizeof b->why_not) >= ISORAND_BACKEND_USABLE)
            *b->why_not = 0;
    }
    if (selectable + SIMDE_ROWS > BACKENDS_MAX)
        abort();
    memcpy(backends + selectable, simde_rows, sizeof simde_rows);
    count = selectable + SIMDE_ROWS;
    const char *simde = getenv("ISORAND_TEST_SIMDE");
    for (int i = selectable; simde && !strcmp(simde, "0") && i < count; i++)
        strcpy(backends[i].why_not, "ISORAND_TEST_SIMDE=0");
    read_requirements();
    return count;
}

int backend_selectable_count(void) {
    backend_count();
    return selectable;
}

const struct backend *backend_get(int index) {
    return index >= 0 && index < backend_count() ? &backends[index] : NULL;
}

const char *backend_label(int index) {
    return backend_get(index)->name;
}

int backend_usable(int index) {
    return !*backend_get(index)->why_not;
}

/* ---- which ones must be there ---- */

static const char *unknown_names; /* the rest of the variable from the first unknown name on */

#if defined(__aarch64__) && defined(__linux__)
/* Not /proc/cpuinfo, which under emulation is that of the host. */
static int system_reports(const char *feature) {
    return !strcmp(feature, "neon") && (getauxval(AT_HWCAP) & HWCAP_ASIMD);
}
#elif defined(__x86_64__) || defined(__i386__)
/* The first "flags" line of /proc/cpuinfo, where the kernel lists what programs may use under the
 * names of cpu_features.def; src/cpu reads the registers of the CPU instead. */
static int system_reports(const char *feature) {
    static char flags[16384];
    FILE *f = *flags ? NULL : fopen("/proc/cpuinfo", "r");
    while (f && strncmp(flags, "flags", 5) && fgets(flags, sizeof flags, f))
        ;
    if (f)
        fclose(f);
    const size_t length = strlen(feature);
    for (const char *p = flags; (p = strstr(p, feature)) != NULL; p += length)
        if (p > flags && p[-1] == ' ' && (p[length] == ' ' || p[length] == '\n'))
            return 1;
    return 0;
}
#else
static int system_reports(const char *feature) {
    (void)feature;
    return 0;
}
#endif

/* A row whose every feature is reported. */
static int is_native(const struct ir_backend_row *row) {
    for (int bit = 0; bit < IR_CPU_BIT_COUNT; bit++)
        if ((row->required >> bit & 1) && !system_reports(ir_cpu_feature_name(bit)))
            return 0;
    return 1;
}

/* Marks what one name of the variable stands for; 0 where that is nothing. */
static int require(const char *name, size_t length) {
    const char native[] = "native", simde[] = "simde";
    const int all_native = length == sizeof native - 1 && !memcmp(name, native, length);
    const int all_simde = length == sizeof simde - 1 && !memcmp(name, simde, length);
    int found = 0;
    for (int i = 0; i < selectable + SIMDE_ROWS; i++) {
        struct backend *b = &backends[i];
        if ((all_native && i < selectable && is_native(ir_backend_row(i))) ||
            (all_simde && b->emulated) ||
            (strlen(b->name) == length && !memcmp(b->name, name, length)))
            found = b->required = 1;
    }
    return found;
}

static void read_requirements(void) {
    const char *list = getenv("ISORAND_REQUIRE_BACKENDS");
    for (const char *name = list ? list : ""; *name;) {
        const size_t length = strcspn(name, ",");
        if (length && !require(name, length) && !unknown_names)
            unknown_names = name;
        name += length + (name[length] == ',');
    }
}

/* ---- using one ---- */

const struct ir_backend *backend_use(const struct test_arg *arg) {
    backend_count();
    struct backend *b = &backends[arg->backend];
    if (*b->why_not)
        test_skip("backend %s: %s", b->name, b->why_not);
    b->checked = 1;
    return b->table;
}

static void absent(const struct test_arg *arg) {
    const struct backend *b = backend_get(arg->backend);
    CHECK(!b->required, "ISORAND_REQUIRE_BACKENDS asks for %s: %s", b->name, b->why_not);
    backend_use(arg);
}

int backend_runs(int index) {
    if (backend_usable(index))
        return 1;
    test_add(absent, (struct test_arg){.backend = index}, "backend/%s", backend_label(index));
    return 0;
}

void backend_activate(int index) {
    CHECK(isorand_backend_select(backend_label(index)) == 0, "select %s", backend_label(index));
    backends[index].checked = 1;
}

static int has_kernels_of_values(const struct ir_backend *b) {
    int found = 0;
#define ISORAND_KERNEL(group, name, type) found |= b->name != NULL;
#include "kernels.def"
#undef ISORAND_KERNEL
    return found;
}

int backend_is_base(int index, int engine) {
    const struct ir_backend *b = backend_get(index)->table;
    if (test_full() || !b || !b->base || b->base == &ir_backend_scalar || b->words[engine].fill)
        return 0;
    return !has_kernels_of_values(b) || !engine_stands_for_others(engine);
}

/* ---- the account ---- */

int backends_report(int status, int count) {
    int checked = 0;
    backend_count();
    if (unknown_names) {
        printf("# ISORAND_REQUIRE_BACKENDS: nothing is called %.*s\n",
               (int)strcspn(unknown_names, ","), unknown_names);
        status = EXIT_FAILURE;
    }
    for (int i = 0; i < count; i++) {
        checked += backends[i].checked;
        if (backends[i].required && !backends[i].checked) {
            printf("# ISORAND_REQUIRE_BACKENDS: %s was not checked\n", backends[i].name);
            status = EXIT_FAILURE;
        }
    }
    printf("# backends checked: %d of %d", checked, count);
    const char *before = " (skipped: ";
    for (int i = 0; i < count; i++)
        if (!backends[i].checked) {
            printf("%s%s, %s", before, backends[i].name,
                   *backends[i].why_not ? backends[i].why_not : "no case used it");
            before = "; ";
        }
    printf("%s\n", checked < count ? ")" : "");
    return status;
}

/* ---- engines ---- */

const char *engine_label(int engine) {
    return ir_engine_get((uint32_t)engine)->info.name;
}

int engine_stands_for_others(int engine) {
    return engine == ISORAND_PCG64 || engine == ISORAND_MT19937 || engine == ISORAND_PCG32;
}

size_t engine_stride(int engine, const struct ir_backend *b) {
    const struct ir_words_kernel *kernel = ir_words_kernel(b, (uint32_t)engine, SIZE_MAX);
    const size_t block = ir_engine_get((uint32_t)engine)->info.block_words;
    const size_t step = kernel ? kernel->step : 1, least = kernel ? kernel->least : 1;
    const size_t most = step > least ? step : least;
    return most > block ? most : block;
}
