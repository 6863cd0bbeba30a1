/* SPDX-License-Identifier: MIT */
/* The backend registry, and which backend is active: the one selected by call, else the one that
 * the first fill resolved.
 *
 * Both are pointers to const tables, so relaxed loads and stores suffice: threads that race for the
 * first fill compute the same value.  They are two, so that a resolution that comes late cannot
 * undo a selection; a compare-and-exchange of one pointer would do too, but on AArch64 it pulls
 * libgcc's probe for atomic instructions in, which is a constructor.  No constructor, no ifunc, no
 * lock. */
#define _GNU_SOURCE /* secure_getenv */
#include "base/is_set.h"
#include "cpu/features.h"
#include "simd/backend.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#if defined(__AVX__) && !defined(ISORAND_ALLOW_NATIVE_DISPATCH)
#error                                                                                             \
    "dispatch.c chooses the backend on CPUs of every kind: compile it without -mavx or -march; \
-DISORAND_ALLOW_NATIVE_DISPATCH says that the library will only run where it was built for"
#endif

#define ISORAND_BACKEND(name, compiled, required) extern const struct ir_backend ir_backend_##name;
#include "backends.def"
#undef ISORAND_BACKEND

/* The build sets ISORAND_WITH_NAME and gives the backend's file its flags; without, a row has no
 * table. */
#define TABLE_0(name)         NULL
#define TABLE_1(name)         &ir_backend_##name
#define TABLE_(known, name)   TABLE_##known(name)
#define TABLE__(known, name)  TABLE_(known, name)
#define TABLE(compiled, name) TABLE__(IR_IS_SET(compiled), name)
static const struct ir_backend_row rows[] = {
#define ISORAND_BACKEND(name, compiled, required) {{#name}, TABLE(compiled, name), required},
#include "backends.def"
#undef ISORAND_BACKEND
};
enum { ROWS = sizeof rows / sizeof *rows };

const struct ir_backend_row *ir_backend_row(int index) {
    return index >= 0 && index < ROWS ? &rows[index] : NULL;
}

/* Stands for "ISORAND_BACKEND names a backend that cannot be used": fail closed. */
static const struct ir_backend none = {.name = "none"};

static _Atomic(const struct ir_backend *) selected, resolved;

static int usable(const struct ir_backend_row *row, uint64_t have) {
    return row->table && (have & row->required) == row->required;
}

/* Policy, apart from ability: see SLOW_512 in cpu_features.def. */
static int preferred(const struct ir_backend_row *row, uint64_t have) {
    return !((have & IR_CPU_SLOW_512) && (row->required & IR_CPU_AVX512F));
}

const struct ir_backend_row *ir_backend_choose(const char *name, uint64_t have) {
    const int automatic = !name || !strcmp(name, "auto");
    for (int i = 0; i < ROWS; i++)
        if (usable(&rows[i], have) &&
            (automatic ? preferred(&rows[i], have) : !strcmp(name, rows[i].info.name)))
            return &rows[i];
    return NULL;
}

static const struct ir_backend *choose(const char *name) {
    const struct ir_backend_row *row = ir_backend_choose(name, ir_cpu_detect());
    return row ? row->table : NULL;
}

static const struct ir_backend *resolve(void) {
#if defined(__GLIBC__)
    const char *name = secure_getenv("ISORAND_BACKEND");
#else
    const char *name = getenv("ISORAND_BACKEND");
#endif
    const struct ir_backend *b = choose(name && *name ? name : NULL);
    if (!b)
        b = &none;
    atomic_store_explicit(&resolved, b, memory_order_relaxed);
    return b;
}

static const struct ir_backend *current(void) {
    const struct ir_backend *b = atomic_load_explicit(&selected, memory_order_relaxed);
    if (!b)
        b = atomic_load_explicit(&resolved, memory_order_relaxed);
    return b ? b : resolve();
}

const struct ir_backend *ir_backend_active(void) {
    const struct ir_backend *b = current();
    return b == &none ? NULL : b;
}

const char *ir_backend_name(void) {
    return current()->name;
}

int ir_backend_select(const char *name) {
    const struct ir_backend *b = choose(name);
    if (!b)
        return ISORAND_EBACKEND;
    atomic_store_explicit(&selected, b, memory_order_relaxed);
    return 0;
}

/* Appends to a text, as far as there is room. */
static void say(char *reason, size_t size, const char *text) {
    if (!size)
        return;
    for (size_t i = strlen(reason); *text && i + 1 < size; i++) {
        reason[i] = *text++;
        reason[i + 1] = 0;
    }
}

int ir_backend_status(const struct ir_backend_row *row, uint64_t have, char *reason, size_t size) {
    size = reason ? size : 0;
    if (size)
        *reason = 0;
    if (!row->table) {
        say(reason, size, "not compiled into this build");
        return ISORAND_BACKEND_ABSENT;
    }
    if (!usable(row, have)) {
        const char *before = "this CPU or its system lacks ";
        for (int bit = 0; bit < IR_CPU_BIT_COUNT; bit++)
            if (row->required & ~have & UINT64_C(1) << bit) {
                say(reason, size, before);
                say(reason, size, ir_cpu_feature_name(bit));
                before = ", ";
            }
        return ISORAND_BACKEND_UNUSABLE;
    }
    if (!preferred(row, have)) {
        say(reason, size, "usable, but 512-bit vectors are slow on this CPU");
        return ISORAND_BACKEND_USABLE;
    }
    return ISORAND_BACKEND_PREFERRED;
}
