/* SPDX-License-Identifier: MIT */
/* Temporary files that a killed process has left behind. */
#ifndef STALE_H
#define STALE_H

/* Whether a name is that of a temporary file of a sink. */
int is_temporary_name(const char *name);

/* Removes those of the directory that nobody writes to any more: a minute old, and without the lock
 * that a writer holds.  Where locks are unknown they stay. */
void remove_stale(const char *directory);

#endif
