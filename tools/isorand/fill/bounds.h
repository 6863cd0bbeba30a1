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

#endif
