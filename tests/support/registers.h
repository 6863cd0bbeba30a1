/* SPDX-License-Identifier: MIT */
/* Calls a function from assembly and looks at what the ABI does not let it change: registers that a
 * callee saves, control of floating point, the direction flag, the x87 stack; and at the upper
 * parts of vector registers, which have to be clear, lest the caller's SSE instructions wait for
 * them. For x86-64 (System V) and AArch64. */
#ifndef TEST_REGISTERS_H
#define TEST_REGISTERS_H

#include <stdint.h>

enum { REGISTERS_ARGS = 6, REGISTERS_REALS = 2 };

/* Arguments as the ABI passes them: integers and pointers, and the bits of doubles or floats. */
struct registers_args {
    uint64_t word[REGISTERS_ARGS], real[REGISTERS_REALS];
};

/* Whether there is a way to look, on this CPU and under this sanitizer. */
int registers_can_check(void);

/* Calls it.  Its answer, if it is an integer, goes to *result; returns the name of the first thing
 * that it may not change and did, or NULL.  'flags' says whether exception flags of floating point
 * are such a thing. */
const char *registers_call(uintptr_t function, const struct registers_args *args, int flags,
                           uint64_t *result);

/* Functions without arguments that each change one of these things. */
struct registers_clobber {
    const char *changes;
    void (*function)(void);
    enum { CLOBBERS_ANYWHERE, CLOBBERS_AVX2, CLOBBERS_AVX512 } needs;
};
extern const struct registers_clobber registers_clobbers[]; /* up to one without a name */

/* Whether this CPU can run it. */
int registers_can_clobber(const struct registers_clobber *c);

#endif
