/* SPDX-License-Identifier: MIT */
/* The backends under test: every row of the registry, then those of tests/simde, each with what
 * keeps it from running; and the account of what was checked.  ISORAND_TEST_SIMDE=0 in the
 * environment leaves the latter out, where an emulator would emulate them once more. */
#ifndef TEST_SUBJECTS_H
#define TEST_SUBJECTS_H

#include "internal.h"
#include "support/harness.h"

struct subject {
    const char *name;
    const struct ir_backend *table; /* NULL: not in this build */
    int emulated;                   /* by SIMDe */
    char why_not[120];              /* "" where it can run */
    int checked;                    /* a case has used it */
};

int subject_count(void);
const struct subject *subject_get(int index);

/* Whether cases are to be registered for it; one that cannot run gets a single skipped case. */
int subject_runs(int index);

/* The table of subject arg->backend, marked as checked; skips the running case, with the reason,
 * when it cannot run. */
const struct ir_backend *subject_use(const struct test_arg *arg);

/* Prints "backends checked: N of M (skipped: name, reason; ...)", the last line of a program, and
 * returns its exit status: 'status', or failure when a backend that the comma-separated list in
 * ISORAND_REQUIRE_BACKENDS names was not checked. */
int subjects_report(int status);

/* ---- what the backends are compared in ---- */

/* A fill with an explicit backend, and its definition one value at a time (support/kinds.h,
 * dist/draw.h): every kernel of a backend has a part in one of them. */
struct output {
    const char *name;
    size_t size;
    size_t least; /* elements that a case about lengths should reach: groups, pieces */
    void (*fill)(const struct ir_backend *b, isorand_rng *rng, void *out, size_t n);
    void (*model)(isorand_rng *rng, void *out, size_t n);
};
enum { OUTPUTS = 11 };
extern const struct output outputs[OUTPUTS];

/* Words of one stride of the kernel that 'b' fills 'engine' with; at least a block. */
size_t subject_stride(const struct ir_backend *b, int engine);

/* Fails the running case unless n elements and the states agree; says which is the first bad one.
 * 'where' is made as by printf: what the case was doing. */
__attribute__((format(printf, 7, 8))) void
check_fill(const struct output *o, const struct ir_backend *b, const void *got, const void *want,
           size_t n, const isorand_rng states[2], const char *where, ...);

#endif
