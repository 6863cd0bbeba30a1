/* SPDX-License-Identifier: MIT */
/* Choosing a backend: by call, by ISORAND_BACKEND, and what happens when the choice is impossible.
 */
#define _DEFAULT_SOURCE /* setenv */
#include "cpu/features.h"
#include "support/harness.h"
#include "support/kinds.h"

#include <ctype.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Runs 'check' in a child process that has not filled anything yet, with ISORAND_BACKEND set to
 * 'value' (NULL: unset). */
static void in_child(const char *value, int (*check)(void)) {
    const pid_t pid = fork();
    CHECK(pid >= 0, "fork");
    if (pid == 0) {
        if (value)
            setenv("ISORAND_BACKEND", value, 1);
        else
            unsetenv("ISORAND_BACKEND");
        _exit(check());
    }
    int status = -1;
    CHECK(waitpid(pid, &status, 0) == pid, "waitpid");
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0,
          "ISORAND_BACKEND=%s: the child ended with status %x", value ? value : "(unset)",
          (unsigned)status);
}

/* The name of the backend that every build and every CPU has. */
static const char *portable(void) {
    return ir_backend_scalar.name;
}

/* The children answer 0 or the number of the statement that failed. */
static int fails_closed(void) {
    isorand_rng rng, kept;
    uint32_t out[4] = {1, 2, 3, 4};
    if (isorand_seed(&rng, ISORAND_PCG64, 1))
        return 1;
    kept = rng;
    if (isorand_fill_u32(&rng, out, 4) != ISORAND_EBACKEND)
        return 2;
    if (isorand_fill_f64(&rng, NULL, 0) != ISORAND_EBACKEND)
        return 3;
    if (memcmp(&rng, &kept, sizeof rng) || out[0] != 1 || out[3] != 4)
        return 4;
    if (strcmp(isorand_backend_name(), "none"))
        return 5;
    if (isorand_backend_select("bogus") != ISORAND_EBACKEND ||
        isorand_fill_u32(&rng, out, 4) != ISORAND_EBACKEND)
        return 6;
    if (isorand_backend_select(portable()) || isorand_fill_u32(&rng, out, 4))
        return 7;
    return strcmp(isorand_backend_name(), portable()) ? 8 : 0;
}

/* The one in the environment. */
static int is_chosen(void) {
    return strcmp(isorand_backend_name(), getenv("ISORAND_BACKEND")) ? 1 : 0;
}

/* What a kernel may ask of the CPU without waiting is known as soon as it can run. */
static int first_fill_detects(void) {
    isorand_rng rng;
    double x;
    atomic_store(&ir_cpu_found, 0);
    if (isorand_seed(&rng, ISORAND_PCG64, 1) || isorand_fill_f64(&rng, &x, 1))
        return 1;
    const uint32_t found = atomic_load(&ir_cpu_found);
    return found == (uint32_t)ir_cpu_detect() ? 0 : 2;
}

/* The first preferred backend of the list, which is ordered best first. */
static int is_best(void) {
    for (int b = 0; isorand_backend_at(b); b++)
        if (isorand_backend_status(b, NULL, 0) == ISORAND_BACKEND_PREFERRED)
            return strcmp(isorand_backend_name(), isorand_backend_at(b)->name) ? 1 : 0;
    return 2;
}

static void environment(const struct test_arg *arg) {
    (void)arg;
    in_child("bogus", fails_closed);
    in_child("auto", is_best);
    in_child("", is_best);
    in_child(NULL, is_best);
    in_child(NULL, first_fill_detects);
    for (int b = 0; isorand_backend_at(b); b++) {
        char name[40];
        in_child(backend_label(b), backend_usable(b) ? is_chosen : fails_closed);
        snprintf(name, sizeof name, "%s ", backend_label(b));
        in_child(name, fails_closed);
        name[0] = (char)toupper((unsigned char)name[0]);
        name[strlen(name) - 1] = 0;
        in_child(name, fails_closed);
    }
}

/* ---- a choice by call against a first fill in another thread ---- */

static atomic_int at_the_line;

static void start_together(void) {
    atomic_fetch_add(&at_the_line, 1);
    while (atomic_load(&at_the_line) < 2)
        ;
}

static void *first_fill(void *arg) {
    isorand_rng rng;
    uint32_t x;
    (void)arg;
    isorand_seed(&rng, ISORAND_PCG64, 1);
    start_together();
    isorand_fill_u32(&rng, &x, 1); /* any backend, or none */
    return NULL;
}

static int select_holds(void) {
    pthread_t other;
    if (pthread_create(&other, NULL, first_fill, NULL))
        return 1;
    start_together();
    if (isorand_backend_select(portable()))
        return 2;
    if (strcmp(isorand_backend_name(), portable()))
        return 3;
    if (pthread_join(other, NULL))
        return 4;
    return strcmp(isorand_backend_name(), portable()) ? 5 : 0;
}

/* Once isorand_backend_select has answered 0, nothing but another select changes the backend.  The
 * race is run in a process of its own each time, for about a second. */
static void select_is_not_lost(const struct test_arg *arg) {
    (void)arg;
    const time_t start = time(NULL);
    for (int round = 0; round < 2000 && (round < 20 || time(NULL) - start < 2); round++)
        in_child(round % 2 ? "bogus" : NULL, select_holds);
}

static void registry(const struct test_arg *arg) {
    (void)arg;
    const isorand_backend_info *row, *last = NULL;
    int count = 0;
    for (; (row = isorand_backend_at(count)) != NULL; last = row, count++) {
        char reason[120] = "?", cut[10];
        const int status = isorand_backend_status(count, reason, sizeof reason);
        const int usable = status >= ISORAND_BACKEND_USABLE;
        CHECK(row->name && *row->name, "backend %d", count);
        CHECK(status >= ISORAND_BACKEND_ABSENT && status <= ISORAND_BACKEND_PREFERRED, "%s: %d",
              row->name, status);
        CHECK((status == ISORAND_BACKEND_PREFERRED) == (*reason == 0), "%s: reason \"%s\"",
              row->name, reason);
        CHECK(isorand_backend_status(count, cut, sizeof cut) == status &&
                  strlen(cut) < sizeof cut && !strncmp(cut, reason, strlen(cut)),
              "a reason cut short: \"%s\"", cut);
        CHECK(isorand_backend_status(count, NULL, 0) == status, "no reason asked for");
        CHECK(isorand_backend_select(row->name) == (usable ? 0 : ISORAND_EBACKEND), "select %s",
              row->name);
        for (int c = 0; c < count; c++)
            CHECK(strcmp(row->name, isorand_backend_at(c)->name), "two backends are called %s",
                  row->name);
    }
    CHECK(count >= 1 && !strcmp(last->name, portable()), "the last of %d backends is portable",
          count);
    CHECK(isorand_backend_status(count - 1, NULL, 0) == ISORAND_BACKEND_PREFERRED,
          "the last backend runs everywhere");
    CHECK(!isorand_backend_at(-1) && isorand_backend_status(-1, NULL, 0) == ISORAND_EINVAL,
          "backend -1");
    CHECK(isorand_backend_status(count, NULL, 0) == ISORAND_EINVAL, "backend %d", count);
    CHECK(isorand_backend_select(portable()) == 0, "select");
    CHECK(isorand_backend_select("none") == ISORAND_EBACKEND, "none is not a backend");
    CHECK(!strcmp(isorand_backend_name(), portable()), "a refused select changes nothing");
    CHECK(isorand_backend_select("auto") == 0 && is_best() == 0, "auto");
    CHECK(isorand_backend_select(NULL) == 0 && is_best() == 0, "NULL");
}

static void cpu_features(const struct test_arg *arg) {
    (void)arg;
    int i = 0, present;
    for (const char *name; (name = isorand_cpu_feature(i, &present)) != NULL; i++) {
        CHECK(*name, "feature %d", i);
        CHECK(present == 0 || present == 1, "%s: %d", name, present);
        CHECK(isorand_cpu_feature(i, NULL) == name, "%s without 'present'", name);
    }
    CHECK(i > 0, "no feature at all");
    CHECK(isorand_cpu_feature(-1, &present) == NULL && present == 0, "feature -1");
}

int main(int argc, char **argv) {
    test_add(environment, (struct test_arg){0}, "backends/environment"); /* first: they fork */
    test_add(select_is_not_lost, (struct test_arg){0}, "backends/select-is-not-lost");
    test_add(registry, (struct test_arg){0}, "backends/registry");
    test_add(cpu_features, (struct test_arg){0}, "backends/cpu-features");
    return test_run("backends", argc, argv);
}
