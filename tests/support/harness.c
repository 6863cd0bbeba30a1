/* SPDX-License-Identifier: MIT */
/* The register of cases, and their runner: cmocka, or a stand-in where there is none. */
#include "support/harness.h"

#include "support/evidence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if TEST_WITH_CMOCKA
#include <cmocka.h>
#endif

struct test_case {
    char *name;
    test_fn *fn;
    struct test_arg arg;
};

static struct test_case *cases;
static size_t ncases;

void test_add(test_fn *fn, struct test_arg arg, const char *format, ...) {
    char name[200];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(name, sizeof name, format, args);
    va_end(args);
    cases = realloc(cases, (ncases + 1) * sizeof *cases);
    char *copy = malloc((size_t)length + 1);
    if (!cases || !copy || (size_t)length >= sizeof name)
        abort();
    memcpy(copy, name, (size_t)length + 1);
    cases[ncases++] = (struct test_case){copy, fn, arg};
}

static void select_cases(const char *part) {
    size_t kept = 0;
    for (size_t i = 0; i < ncases; i++)
        if (strstr(cases[i].name, part))
            cases[kept++] = cases[i];
        else
            free(cases[i].name);
    ncases = kept;
}

#if TEST_WITH_CMOCKA

static _Noreturn void end_failed(const char *file, int line, const char *message) {
    printf("# %s\n", message);
    fflush(stdout);
    _fail(file, line);
    abort();
}

static _Noreturn void end_skipped(void) {
    skip();
    abort();
}

static void run_case(void **state) {
    const struct test_case *c = *state;
    c->fn(&c->arg);
}

static int run_all(const char *group) {
    struct CMUnitTest *tests = calloc(ncases, sizeof *tests);
    if (!tests)
        abort();
    for (size_t i = 0; i < ncases; i++)
        tests[i] = (struct CMUnitTest){cases[i].name, run_case, NULL, NULL, &cases[i]};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    int failed = _cmocka_run_group_tests(group, tests, ncases, NULL, NULL);
    free(tests);
    return failed;
}

#else

static jmp_buf end_of_case;
enum { PASSED, FAILED, SKIPPED };

static _Noreturn void end_failed(const char *file, int line, const char *message) {
    printf("# %s\n# %s:%d\n", message, file, line);
    longjmp(end_of_case, FAILED);
}

static _Noreturn void end_skipped(void) {
    longjmp(end_of_case, SKIPPED);
}

static int run_all(const char *group) {
    static volatile size_t i; /* volatile: read after longjmp */
    static volatile int failed;
    printf("1..%zu\n# %s\n", ncases, group);
    for (i = 0; i < ncases; i++) {
        int end = setjmp(end_of_case);
        if (end == PASSED)
            cases[i].fn(&cases[i].arg);
        failed += end == FAILED;
        printf("%s %zu - %s%s\n", end == FAILED ? "not ok" : "ok", i + 1, cases[i].name,
               end == SKIPPED ? " # SKIP" : "");
        fflush(stdout);
    }
    return failed;
}

#endif

static _Noreturn void fail_with(const char *file, int line, const char *what, const char *format,
                                va_list args) {
    char detail[800], message[1000];
    vsnprintf(detail, sizeof detail, format, args);
    snprintf(message, sizeof message, "%s: %s", what, detail);
    end_failed(file, line, message);
}

void test_fail(const char *file, int line, const char *condition, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fail_with(file, line, condition, format, args);
}

void test_check_bytes(const char *file, int line, const void *got, const void *want, size_t nbytes,
                      const char *format, ...) {
    if (nbytes == 0 || !memcmp(got, want, nbytes))
        return;
    const unsigned char *g = got, *w = want;
    size_t i = 0;
    while (g[i] == w[i])
        i++;
    char what[100];
    snprintf(what, sizeof what, "byte %zu of %zu is %02x, not %02x", i, nbytes, g[i], w[i]);
    va_list args;
    va_start(args, format);
    fail_with(file, line, what, format, args);
}

void test_skip(const char *format, ...) {
    va_list args;
    va_start(args, format);
    printf("# skipped: ");
    vprintf(format, args);
    printf("\n");
    va_end(args);
    fflush(stdout);
    end_skipped();
}

int test_full(void) {
    const char *text = getenv("ISORAND_TEST_FULL");
    return text && !strcmp(text, "1");
}

unsigned test_share(void) {
    const char *text = getenv("ISORAND_TEST_SHARE");
    const unsigned long share = text && *text ? strtoul(text, NULL, 10) : 1;
    return test_full() || share < 1 ? 1 : share > 64 ? 64 : (unsigned)share;
}

int test_run(const char *group, int argc, char **argv) {
    if (argc > 1)
        select_cases(argv[1]);
    if (ncases == 0) {
        printf("Bail out! no case to run\n");
        return 1;
    }
    const int failed = run_all(group);
    return failed || evidence_write() ? EXIT_FAILURE : EXIT_SUCCESS;
}
