/* SPDX-License-Identifier: MIT */
/* How much the tests have looked at, for tools/evidence: where the environment names a file by
 * ISORAND_EVIDENCE, a program appends a line "key number" for each of its counts when it ends well.
 * Without it nothing happens. */
#ifndef TEST_EVIDENCE_H
#define TEST_EVIDENCE_H

#include <stdint.h>

/* Adds n to the count of that name, such as "guard.placements": what was compared and found right.
 * 'key' must be a literal.  Of one thread only. */
void evidence_count(const char *key, uint64_t n);

/* Appends the counts to the file; test_run does so at its end.  0, or -1 with errno. */
int evidence_write(void);

#endif
