/* SPDX-License-Identifier: MIT */
/* Test cases that are named and registered at run time, checks, and the report as TAP.
 *
 * cmocka runs the cases; where it is not installed (cross builds) a small runner of the same
 * output takes its place, so that every program runs on every machine. */
#ifndef TEST_HARNESS_H
#define TEST_HARNESS_H

#include <stddef.h>

/* What a case may want to know; a case ignores the members that it does not use. */
struct test_arg {
    int engine;       /* enum isorand_engine */
    int backend;      /* index for backend_get */
    int value;        /* whatever the program says */
    const void *data; /* not owned */
};

typedef void test_fn(const struct test_arg *arg);

/* Registers a case; its name is made as by printf. */
__attribute__((format(printf, 3, 4))) void test_add(test_fn *fn, struct test_arg arg,
                                                    const char *format, ...);

/* Whether nothing may be left out for the sake of time: ISORAND_TEST_FULL=1. */
int test_full(void);

/* Of work that is repeated for chance's sake, such as lengths and seeds, one part in so many is to
 * be done: ISORAND_TEST_SHARE, but 1 where nothing may be left out. */
unsigned test_share(void);

/* Runs all cases, or those whose name contains argv[1].  The exit status of the program. */
int test_run(const char *group, int argc, char **argv);

/* Ends the running case as failed or as skipped. */
_Noreturn __attribute__((format(printf, 4, 5))) void
test_fail(const char *file, int line, const char *condition, const char *format, ...);
_Noreturn __attribute__((format(printf, 1, 2))) void test_skip(const char *format, ...);

/* CHECK(condition, "what was tried: %d", ...). */
#define CHECK(condition, ...)                                                                      \
    do {                                                                                           \
        if (!(condition))                                                                          \
            test_fail(__FILE__, __LINE__, #condition, __VA_ARGS__);                                \
    } while (0)

/* Fails with the position of the first of 'nbytes' bytes that differs. */
#define CHECK_BYTES(got, want, nbytes, ...)                                                        \
    test_check_bytes(__FILE__, __LINE__, got, want, nbytes, __VA_ARGS__)
__attribute__((format(printf, 6, 7))) void test_check_bytes(const char *file, int line,
                                                            const void *got, const void *want,
                                                            size_t nbytes, const char *format, ...);

#endif
