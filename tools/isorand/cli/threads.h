/* SPDX-License-Identifier: MIT */
/* The threads that fills of the command run on. */
#ifndef THREADS_H
#define THREADS_H

#include <isorand/parallel.h>

/* Starts as many as --threads says: a number, "auto" for the CPUs that the process may use, or NULL
 * for OMP_NUM_THREADS, else 1.  0 or an exit code after a message. */
int threads_start(const char *text);

unsigned threads_count(void);

/* What runs on them; NULL: no memory. */
const isorand_executor *threads_executor(void);

/* isorand_fill by these threads: the same bytes. */
int threads_fill(isorand_rng *rng, const isorand_request *request, void *out, size_t n);

#endif
