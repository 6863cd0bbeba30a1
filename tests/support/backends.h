/* SPDX-License-Identifier: MIT */
/* The one list of backends under test: every row of the registry, in its order, then those of
 * tests/simde; what keeps each from running, whether it must be checked, and whether it was.
 *
 * ISORAND_REQUIRE_BACKENDS in the environment says which ones must be checked: names with commas,
 * and the words "native" (each row of the registry whose CPU features the operating system reports)
 * and "simde" (each row of simde_backends.def).  ISORAND_TEST_SIMDE=0 leaves the emulated ones out,
 * where an emulator would emulate them once more. */
#ifndef TEST_BACKENDS_H
#define TEST_BACKENDS_H

#include "engine/engine.h"
#include "simd/backend.h"
#include "support/harness.h"

struct backend {
    const char *name;
    const struct ir_backend *table; /* NULL: not in this build */
    int emulated;                   /* by SIMDe */
    int required;                   /* by ISORAND_REQUIRE_BACKENDS */
    int checked;                    /* a case has used it */
    char why_not[120];              /* "" where it can run */
};

int backend_count(void);
/* Those of the registry, which come first: only they can be made active. */
int backend_selectable_count(void);
const struct backend *backend_get(int index); /* NULL past the last */
const char *backend_label(int index);
int backend_usable(int index);

/* Whether cases are to be registered for it; one that cannot run gets a single case, which is
 * skipped, or fails where it is required. */
int backend_runs(int index);

/* The table of backend arg->backend, marked as checked; skips the running case, with the reason,
 * when it cannot run. */
const struct ir_backend *backend_use(const struct test_arg *arg);

/* Whether it has no kernel of its own for 'engine', and the base's are tried as thoroughly: what
 * can be seen is seen at the base.  0 with ISORAND_TEST_FULL. */
int backend_is_base(int index, int engine);

/* Makes it the active one of the library, marked as checked. */
void backend_activate(int index);

/* Prints "backends checked: N of M (skipped: name, reason; ...)" of the first 'count' backends, the
 * last line of a program, and returns its exit status: 'status', or failure when a required one
 * among them was not checked, or when ISORAND_REQUIRE_BACKENDS has a name that nothing bears. */
int backends_report(int status, int count);

/* Name of an engine. */
const char *engine_label(int engine);

/* Whether the engine's own way of making doubles, by one word, two, or MT19937's, stands for
 * others' where kernels of values are tried. */
int engine_stands_for_others(int engine);

/* Words at which the kernel that a backend fills 'engine' with sets in or steps; at least a block.
 */
size_t engine_stride(int engine, const struct ir_backend *b);

#endif
