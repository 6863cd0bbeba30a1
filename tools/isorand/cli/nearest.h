/* SPDX-License-Identifier: MIT */
/* Which of some names somebody may have meant. */
#ifndef NEAREST_H
#define NEAREST_H

#include <stddef.h>

/* How far 'item' is from what was written: the insertions, deletions, replacements and swaps of
 * neighbours that lead there, capitals aside; 1 when 'written' is how it begins. */
size_t distance_between(const char *written, const char *item);

/* The largest distance at which a name is worth suggesting. */
size_t distance_max(const char *written);

#endif
