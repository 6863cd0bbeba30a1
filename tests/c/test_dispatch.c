/* SPDX-License-Identifier: MIT */
/* The backend registry and the choice by name: rows against compile flags, failing closed, reasons
 * in words.  Run with ISORAND_BACKEND=NAME in the environment as well, one ctest entry a backend:
 * the library must then use that one and no other. */
#include "cpu/features.h"
#include "simd/compiled_with.h"
#include "support/harness.h"
#include "support/kinds.h"

#include <stdlib.h>
#include <string.h>

/* What the process asks for; NULL or "" is nothing. */
static const char *wanted(void) {
    const char *name = getenv("ISORAND_BACKEND");
    return name && *name ? name : NULL;
}

static void fills_with_active(void) {
    uint64_t got[300];
    isorand_rng rng, model;
    CHECK(!isorand_seed(&rng, ISORAND_PHILOX4X32, 42), "seed");
    model = rng;
    CHECK(!isorand_fill_u64(&rng, got, 300), "fill with %s", isorand_backend_name());
    for (int i = 0; i < 300; i++)
        CHECK(got[i] == model_u64(&model), "word %d with %s", i, isorand_backend_name());
}

/* Must run first: nothing has resolved the active backend yet. */
static void environment(const struct test_arg *arg) {
    (void)arg;
    const char *name = wanted();
    if (!name) {
        int best = 0;
        while (isorand_backend_status(best, NULL, 0) != ISORAND_BACKEND_PREFERRED)
            best++;
        const char *right = isorand_backend_at(best)->name;
        CHECK(!strcmp(isorand_backend_name(), right), "automatic choice %s, not %s",
              isorand_backend_name(), right);
        fills_with_active();
        return;
    }
    if (ir_backend_choose(name, ir_cpu_detect())) {
        const char *right = strcmp(name, "auto") ? name : isorand_backend_name();
        CHECK(!strcmp(isorand_backend_name(), right), "%s is active, not %s",
              isorand_backend_name(), right);
        fills_with_active();
        return;
    }
    /* Unknown, not compiled or not for this CPU: closed, until a choice is made. */
    uint64_t out[2] = {7, 7};
    isorand_rng rng, kept;
    CHECK(!isorand_seed(&rng, ISORAND_PCG64, 1), "seed");
    kept = rng;
    CHECK(!strcmp(isorand_backend_name(), "none"), "%s is active", isorand_backend_name());
    CHECK(isorand_fill_u64(&rng, out, 2) == ISORAND_EBACKEND, "a fill without backend");
    CHECK(out[0] == 7 && out[1] == 7, "a refused fill wrote");
    CHECK_BYTES(&rng, &kept, sizeof rng, "state after a refused fill");
    CHECK(isorand_backend_select(name) == ISORAND_EBACKEND, "select %s", name);
    CHECK(!strcmp(isorand_backend_name(), "none"), "a refused choice changed the active backend");
    CHECK(!isorand_backend_select(NULL), "automatic choice");
    fills_with_active();
    for (int i = 0; ir_backend_row(i); i++)
        if (!strcmp(ir_backend_row(i)->info.name, name)) {
            char reason[120];
            ir_backend_status(ir_backend_row(i), ir_cpu_detect(), reason, sizeof reason);
            test_skip("%s", reason);
        }
}

/* Flags wider than the gate die of illegal instructions; a gate wider than the flags wastes CPUs.
 */
static void flags_and_gate(const struct test_arg *arg) {
    const struct ir_backend_row *row = ir_backend_row(arg->backend);
    if (!row->table)
        test_skip("%s is not in this build", row->info.name);
    const uint64_t baseline = COMPILED_WITH; /* of this file: what every CPU of the target has */
    CHECK((row->table->compiled_with & ~(ir_cpu_with_needs(row->required) | baseline)) == 0,
          "compiled with %#llx, which is more than the required %#llx",
          (unsigned long long)row->table->compiled_with, (unsigned long long)row->required);
    CHECK((row->required & ~row->table->compiled_with) == 0,
          "requires %#llx, but is compiled with %#llx only", (unsigned long long)row->required,
          (unsigned long long)row->table->compiled_with);
    CHECK(!strcmp(row->info.name, row->table->name), "row %s, table %s", row->info.name,
          row->table->name);
    for (uint32_t e = 1; e <= IR_ENGINE_COUNT; e++)
        CHECK(!row->table->words[e].fill == !row->table->words[e].step &&
                  row->table->words[e].least >= (row->table->words[e].fill ? IR_LEAST_WORDS : 0),
              "step and least of engine %u", e);
}

/* Kernels of a backend's own. */
static int own_kernels(const struct ir_backend *b) {
    int count = 0;
    for (int e = 1; e <= IR_ENGINE_COUNT; e++)
        count += b->words[e].fill != NULL;
#define ISORAND_KERNEL(group, name, type) count += b->name != NULL;
#include "kernels.def"
#undef ISORAND_KERNEL
    return count;
}

/* What a backend lacks comes from its base, in the end from scalar, which lacks nothing but words
 * that no kernel makes faster; and a CPU that has the backend's features has its base's. */
static void bases(const struct test_arg *arg) {
    const struct ir_backend_row *row = ir_backend_row(arg->backend);
    if (!row->table)
        test_skip("%s is not in this build", row->info.name);
    for (const struct ir_backend *b = row->table; b != &ir_backend_scalar; b = b->base) {
        CHECK(b->base, "the bases of %s end in %s", row->info.name, b->name);
        int i = 0;
        while (ir_backend_row(i) && ir_backend_row(i)->table != b->base)
            i++;
        CHECK(i > arg->backend && ir_backend_row(i), "%s: no row below for its base", b->name);
        CHECK((ir_backend_row(i)->required & ~row->required) == 0, "%s requires less than %s",
              row->info.name, b->base->name);
        CHECK(own_kernels(b) > 0, "%s has no kernel", b->name);
    }
    CHECK(!ir_backend_scalar.base, "scalar has the base %s", ir_backend_scalar.base->name);
#define ISORAND_KERNEL(group, name, type) CHECK(ir_backend_scalar.name, "scalar has no " #name);
#include "kernels.def"
#undef ISORAND_KERNEL
}

/* Best first: a row that requires more than another one stands before it; scalar is last and
 * requires nothing. */
static void order(const struct test_arg *arg) {
    (void)arg;
    int n = 0;
    while (ir_backend_row(n))
        n++;
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
            const struct ir_backend_row *a = ir_backend_row(i), *b = ir_backend_row(j);
            CHECK(strcmp(a->info.name, b->info.name), "two rows %s", a->info.name);
            CHECK(a->required != b->required && (a->required & ~b->required) != 0, "%s before %s",
                  a->info.name, b->info.name);
        }
    const struct ir_backend_row *last = ir_backend_row(n - 1);
    CHECK(last->table == &ir_backend_scalar && !last->required, "the last row is %s",
          last->info.name);
    CHECK(!ir_backend_row(n) && !ir_backend_row(-1), "rows outside the registry");
}

/* The reason names exactly what is missing, for every subset of what a row requires. */
static void reasons(const struct test_arg *arg) {
    (void)arg;
    const struct ir_backend_row example = {{"example"},
                                           &ir_backend_scalar,
                                           IR_CPU_AVX2 | IR_CPU_AVX512F | IR_CPU_AVX512VL |
                                               IR_CPU_AVX512IFMA};
    char reason[400];
    ir_backend_status(&example, IR_CPU_AVX2 | IR_CPU_AVX512F, reason, sizeof reason);
    CHECK(!strcmp(reason, "this CPU or its system lacks avx512vl, avx512ifma"), "%s", reason);
    const struct ir_backend_row *row;
    for (int i = 0; (row = ir_backend_row(i)) != NULL; i++) {
        if (!row->table) {
            ir_backend_status(row, UINT64_MAX, reason, sizeof reason);
            CHECK(!strcmp(reason, "not compiled into this build"), "reason of %s", row->info.name);
            continue;
        }
        uint64_t have = 0;
        do {
            char want[400] = "";
            for (int bit = 0; bit < IR_CPU_BIT_COUNT; bit++)
                if ((row->required & ~have) >> bit & 1) {
                    strcat(want, *want ? ", " : "this CPU or its system lacks ");
                    strcat(want, ir_cpu_feature_name(bit));
                }
            const int status = ir_backend_status(row, have, reason, sizeof reason);
            CHECK((status >= ISORAND_BACKEND_USABLE) == !*want, "%s usable with %#llx",
                  row->info.name, (unsigned long long)have);
            CHECK(ir_backend_status(row, have, NULL, sizeof reason) == status,
                  "without room for one");
            CHECK(!*want || !strcmp(reason, want), "\"%s\" is not \"%s\"", reason, want);
            CHECK(strlen(reason) < 120, "the header says that 120 bytes hold \"%s\"", reason);
            have = (have - row->required) & row->required; /* the next subset of it */
        } while (have);
    }
}

int main(int argc, char **argv) {
    const struct test_arg none = {0};
    test_add(environment, none, "environment");
    for (int i = 0; ir_backend_row(i); i++)
        test_add(flags_and_gate, (struct test_arg){.backend = i}, "flags-and-gate/%s",
                 ir_backend_row(i)->info.name);
    for (int i = 0; ir_backend_row(i); i++)
        test_add(bases, (struct test_arg){.backend = i}, "bases/%s", ir_backend_row(i)->info.name);
    test_add(order, none, "order");
    test_add(reasons, none, "reasons");
    return test_run("dispatch", argc, argv);
}
