/* SPDX-License-Identifier: MIT */
/* What every example needs: errors that end the program, memory, and printed values. */
#ifndef EXAMPLES_COMMON_H
#define EXAMPLES_COMMON_H

#include <isorand/isorand.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn static inline void fail(const char *what, const char *why) {
    fprintf(stderr, "error: %s: %s\n", what, why);
    exit(EXIT_FAILURE);
}

/* Calls a function of the library; an error code ends the program with a message. */
#define MUST(call)                                                                                 \
    do {                                                                                           \
        const int error_ = (call);                                                                 \
        if (error_)                                                                                \
            fail(#call, isorand_strerror(error_));                                                 \
    } while (0)

/* Memory for 'n' >= 1 elements of 'size' bytes, to be freed by the caller; never NULL. */
static inline void *allocate(size_t n, size_t size) {
    void *memory = n <= SIZE_MAX / size ? malloc(n * size) : NULL;
    if (!memory)
        fail("malloc", "out of memory");
    return memory;
}

/* Seventeen digits name a double exactly: equal text means equal bits. */
static inline void print_values(const char *label, const double *x, size_t n) {
    printf("%s", label);
    for (size_t i = 0; i < n; i++)
        printf(" %.17g", x[i]);
    printf("\n");
}

static inline void print_value(const char *label, double x) {
    print_values(label, &x, 1);
}

static inline void print_truth(const char *label, int truth) {
    printf("%s %s\n", label, truth ? "True" : "False");
}

/* The last statement of main: a full disk must not pass for success. */
static inline int finish(void) {
    if (ferror(stdout) || fflush(stdout))
        fail("standard output", "not everything was written");
    return EXIT_SUCCESS;
}

#endif
