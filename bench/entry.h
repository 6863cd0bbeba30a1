/* SPDX-License-Identifier: MIT */
/* What the library says of how a request's values lie in the stream, as text: kind and grain. */
#ifndef BENCH_ENTRY_H
#define BENCH_ENTRY_H

#include <isorand/isorand.h>

#ifdef __cplusplus
extern "C" {
#endif

/* "at once, 2"; of fixed ones, that so many values take so many draws: "fixed, 1 of 1". */
void bench_entry(const isorand_request *request, char *text, size_t size);

#ifdef __cplusplus
}
#endif

#endif
