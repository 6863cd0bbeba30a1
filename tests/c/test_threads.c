/* SPDX-License-Identifier: MIT */
/* Threads that race for the first fill of the process, each with its own stream, must all be right;
 * so must fills while another thread changes the backend. */
#define _POSIX_C_SOURCE 200809L /* pthread_barrier_t */
#include "support/evidence.h"
#include "support/kinds.h"

#include <pthread.h>

enum { THREADS = 64, VALUES = 20000 };

struct worker {
    pthread_t thread;
    pthread_barrier_t *barrier;
    const struct kind *kind;
    int engine, error;
    isorand_rng rng;
    unsigned char values[8 * VALUES];
};

static struct worker workers[THREADS];
static unsigned char want[8 * VALUES];

static void *work(void *arg) {
    struct worker *w = arg;
    pthread_barrier_wait(w->barrier);
    w->error = isorand_fill(&w->rng, &w->kind->request, w->values, VALUES);
    return NULL;
}

static void check_values(const struct worker *w, int number) {
    isorand_rng states[2] = {w->rng};
    CHECK(w->error == 0, "thread %d: %s", number, isorand_strerror(w->error));
    CHECK(!isorand_seed(&states[1], w->engine, (uint64_t)number), "seed");
    kind_reference(w->kind, &states[1], want, VALUES);
    kind_check(w->kind, "of the moment", w->values, want, VALUES, states, "thread %d", number);
}

/* Runs all workers from one barrier, on kinds from 'first' on; 'meanwhile' runs beside them. */
static void race(int first, void (*meanwhile)(void)) {
    pthread_barrier_t barrier;
    CHECK(pthread_barrier_init(&barrier, NULL, THREADS + 1) == 0, "barrier");
    for (int i = 0; i < THREADS; i++) {
        struct worker *w = &workers[i];
        w->barrier = &barrier;
        w->kind = kind_get((first + i) % kind_count());
        w->engine = i % IR_ENGINE_COUNT + 1;
        CHECK(!isorand_seed(&w->rng, w->engine, (uint64_t)i), "seed");
        CHECK(pthread_create(&w->thread, NULL, work, w) == 0, "thread %d", i);
    }
    pthread_barrier_wait(&barrier);
    if (meanwhile)
        meanwhile();
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_join(workers[i].thread, NULL) == 0, "join");
    pthread_barrier_destroy(&barrier);
    for (int i = 0; i < THREADS; i++)
        check_values(&workers[i], i);
}

static void first_fill(const struct test_arg *arg) {
    (void)arg;
    race(0, NULL); /* nothing in this process has asked for a backend before */
    evidence_count("threads.first_fills", THREADS);
}

static void change_backends(void) {
    for (int i = 0; i < 20; i++)
        for (int b = 0; b < backend_selectable_count(); b++)
            isorand_backend_select(backend_label(b)); /* refuses what cannot run */
}

static void select_meanwhile(const struct test_arg *arg) {
    (void)arg;
    for (int first = 0; first < kind_count(); first += THREADS)
        race(first, change_backends);
    CHECK(!isorand_backend_select(NULL), "automatic choice");
}

int main(int argc, char **argv) {
    test_add(first_fill, (struct test_arg){0}, "threads/first-fill");
    test_add(select_meanwhile, (struct test_arg){0}, "threads/select-meanwhile");
    return test_run("threads", argc, argv);
}
