/* SPDX-License-Identifier: MIT */
/* The bounds of integers. */
#ifndef BOUNDS_H
#define BOUNDS_H

#include <isorand/isorand.h>

/* Whether the distribution's low and high are integers of the type that is filled. */
int bounds_wanted(int dist);

/* Sets the parameters low, high and perhaps closed of 'req' to what was given, NULL where nothing
 * was: the whole range of the type, and as exclusive bound one more.  0 or an exit code after a
 * message. */
int bounds_set(isorand_request *req, const char *low, const char *high, int closed);

/* The range of a request for such integers: from *first on, the last one *last further.  0 where a
 * distribution has no such bounds. */
int bounds_get(const isorand_request *req, uint64_t *first, uint64_t *last);

#endif
