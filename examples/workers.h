/* SPDX-License-Identifier: MIT */
/* What multiprocessing.Pool(n).map is to Python, with one thread for each item. */
#ifndef EXAMPLES_WORKERS_H
#define EXAMPLES_WORKERS_H

#include "common.h"

#include <pthread.h>
#include <string.h>

/* Calls work(item) for each of the 'n' items of 'size' bytes, all at the same time, and waits. */
static inline void run_workers(void *(*work)(void *), void *items, size_t n, size_t size) {
    pthread_t *threads = allocate(n, sizeof *threads);
    for (size_t i = 0; i < n; i++) {
        const int error = pthread_create(&threads[i], NULL, work, (char *)items + i * size);
        if (error)
            fail("pthread_create", strerror(error));
    }
    for (size_t i = 0; i < n; i++) {
        const int error = pthread_join(threads[i], NULL);
        if (error)
            fail("pthread_join", strerror(error));
    }
    free(threads);
}

#endif
