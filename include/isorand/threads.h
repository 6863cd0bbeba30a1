/* SPDX-License-Identifier: MIT */
/* Fills by a pool of POSIX threads: link isorand::threads, or compile with -pthread.
 *
 *     isorand_pool pool;
 *     isorand_pool_start(&pool, 4);
 *     isorand_fill_parallel(&rng, &request, out, n, &pool.executor);
 *     isorand_pool_stop(&pool);
 *
 * A pool serves one thread at a time.  In a child of fork() it starts its threads anew. */
#ifndef ISORAND_THREADS_H
#define ISORAND_THREADS_H

#include <isorand/parallel.h>

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How often a thread looks for work, or for the end of it, before it sleeps: some 50 us, in which
 * one short fill follows another without the price of a wake-up. */
enum { ISORAND_POOL_LOOKS_ = 3000 };

/* All members but 'executor' are private.  What changes during a run is in cache lines of its own:
 * they travel between the cores, and each journey is a good part of a short fill. */
typedef struct isorand_pool {
    isorand_executor executor;
    pthread_mutex_t lock; /* for those who sleep */
    pthread_cond_t begin, end;
    pthread_t *threads;
    unsigned nthreads; /* that run: at most workers - 1, the caller being one */
    pid_t process;     /* to which they belong */
    int busy;
    unsigned char apart_[64];
    /* One run: its number in the upper half, in the lower one how many workers nobody has taken;
     * its task.  A worker that is taken keeps the run from ending, and so the task from changing.
     */
    uint64_t state;
    isorand_task *task;
    void *argument;
    unsigned workers;
    unsigned sleepers; /* threads that wait for a run */
    int stop;
    unsigned char apart_too_[64];
    unsigned done; /* workers that are */
    int waiting;   /* the caller, for the last of them */
    unsigned char apart_at_last_[64];
} isorand_pool;

/* Takes a worker of run number 'round'; 0 where there is none. */
static inline int isorand_pool_take_(isorand_pool *pool, uint32_t round, unsigned *worker) {
    uint64_t state = __atomic_load_n(&pool->state, __ATOMIC_RELAXED);
    do {
        if ((uint32_t)(state >> 32) != round || (uint32_t)state == 0)
            return 0;
    } while (!__atomic_compare_exchange_n(&pool->state, &state, state - 1, 0, __ATOMIC_ACQUIRE,
                                          __ATOMIC_RELAXED));
    *worker = (uint32_t)state;
    return 1;
}

static inline void isorand_pool_do_(isorand_pool *pool, unsigned worker) {
    const unsigned workers = pool->workers;
    pool->task(pool->argument, worker);
    if (__atomic_add_fetch(&pool->done, 1, __ATOMIC_SEQ_CST) == workers &&
        __atomic_load_n(&pool->waiting, __ATOMIC_SEQ_CST)) {
        pthread_mutex_lock(&pool->lock);
        pthread_cond_signal(&pool->end);
        pthread_mutex_unlock(&pool->lock);
    }
}

/* Works until all workers of the run are taken. */
static inline void isorand_pool_work_(isorand_pool *pool, uint32_t round) {
    unsigned worker;
    while (isorand_pool_take_(pool, round, &worker))
        isorand_pool_do_(pool, worker);
}

static inline void isorand_pool_pause_(void) {
#if defined(__x86_64__)
    __asm__ volatile("pause");
#endif
}

static inline uint32_t isorand_pool_round_(const isorand_pool *pool) {
    return (uint32_t)(__atomic_load_n(&pool->state, __ATOMIC_SEQ_CST) >> 32);
}

/* The number of a run that is not 'seen': looks for a moment, and sleeps.  'seen' where the pool
 * stops. */
static inline uint32_t isorand_pool_next_(isorand_pool *pool, uint32_t seen) {
    uint32_t round = seen;
    for (int i = 0; i < ISORAND_POOL_LOOKS_; i++) {
        if ((round = isorand_pool_round_(pool)) != seen)
            return round;
        isorand_pool_pause_();
    }
    pthread_mutex_lock(&pool->lock);
    __atomic_add_fetch(&pool->sleepers, 1, __ATOMIC_SEQ_CST);
    while ((round = isorand_pool_round_(pool)) == seen &&
           !__atomic_load_n(&pool->stop, __ATOMIC_RELAXED))
        pthread_cond_wait(&pool->begin, &pool->lock);
    __atomic_sub_fetch(&pool->sleepers, 1, __ATOMIC_RELAXED);
    pthread_mutex_unlock(&pool->lock);
    return round;
}

static inline void *isorand_pool_thread_(void *argument) {
    isorand_pool *pool = (isorand_pool *)argument;
    uint32_t seen = 0, round;
    while ((round = isorand_pool_next_(pool, seen)) != seen) {
        seen = round;
        isorand_pool_work_(pool, round);
    }
    return NULL;
}

/* Starts what threads the system gives; with fewer, or none, the runs take longer. */
static inline void isorand_pool_begin_(isorand_pool *pool) {
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->begin, NULL);
    pthread_cond_init(&pool->end, NULL);
    pool->process = getpid();
    pool->stop = pool->waiting = 0;
    pool->state = 0;
    pool->workers = pool->done = pool->sleepers = 0;
    for (pool->nthreads = 0; pool->nthreads + 1 < pool->executor.workers; pool->nthreads++)
        if (pthread_create(&pool->threads[pool->nthreads], NULL, isorand_pool_thread_, pool))
            break;
}

/* Until all workers are done. */
static inline void isorand_pool_wait_(isorand_pool *pool, unsigned workers) {
    for (int i = 0; i < ISORAND_POOL_LOOKS_; i++) {
        if (__atomic_load_n(&pool->done, __ATOMIC_ACQUIRE) == workers)
            return;
        isorand_pool_pause_();
    }
    pthread_mutex_lock(&pool->lock);
    __atomic_store_n(&pool->waiting, 1, __ATOMIC_SEQ_CST);
    while (__atomic_load_n(&pool->done, __ATOMIC_SEQ_CST) != workers)
        pthread_cond_wait(&pool->end, &pool->lock);
    __atomic_store_n(&pool->waiting, 0, __ATOMIC_RELAXED);
    pthread_mutex_unlock(&pool->lock);
}

static inline void isorand_pool_run_(void *context, unsigned workers, isorand_task *task,
                                     void *argument) {
    isorand_pool *pool = (isorand_pool *)context;
    if (pool->process != getpid())
        isorand_pool_begin_(pool);
    if (pool->busy) { /* a task of this pool that fills by this pool */
        for (unsigned i = 0; i < workers; i++)
            task(argument, i);
        return;
    }
    pool->busy = 1;
    pool->task = task;
    pool->argument = argument;
    pool->workers = workers;
    __atomic_store_n(&pool->done, 0, __ATOMIC_RELAXED);
    const uint32_t round = isorand_pool_round_(pool) + 1;
    __atomic_store_n(&pool->state, (uint64_t)round << 32 | (workers - 1), __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&pool->sleepers, __ATOMIC_SEQ_CST)) {
        pthread_mutex_lock(&pool->lock);
        pthread_cond_broadcast(&pool->begin);
        pthread_mutex_unlock(&pool->lock);
    }
    isorand_pool_do_(pool, 0); /* its own */
    isorand_pool_work_(pool, round);
    isorand_pool_wait_(pool, workers);
    pool->busy = 0;
}

static inline void isorand_pool_yield_(void *context) {
    (void)context;
    sched_yield();
}

/* A pool of 'workers' threads, the calling one included.  ISORAND_EINVAL: 0 workers;
 * ISORAND_ESPACE: no memory. */
static inline int isorand_pool_start(isorand_pool *pool, unsigned workers) {
    if (!pool || !workers)
        return ISORAND_EINVAL;
    pool->executor.workers = workers;
    pool->executor.context = pool;
    pool->executor.run = isorand_pool_run_;
    pool->executor.yield = isorand_pool_yield_;
    pool->executor.scratch_bytes = isorand_parallel_scratch(workers);
    pool->executor.scratch = malloc(pool->executor.scratch_bytes);
    pool->threads = (pthread_t *)calloc(workers, sizeof *pool->threads);
    pool->busy = 0;
    if (!pool->executor.scratch || !pool->threads) {
        free(pool->executor.scratch);
        free(pool->threads);
        return ISORAND_ESPACE;
    }
    isorand_pool_begin_(pool);
    return 0;
}

static inline void isorand_pool_stop(isorand_pool *pool) {
    if (pool->process == getpid()) {
        pthread_mutex_lock(&pool->lock);
        __atomic_store_n(&pool->stop, 1, __ATOMIC_RELAXED);
        pthread_cond_broadcast(&pool->begin);
        pthread_mutex_unlock(&pool->lock);
        for (unsigned i = 0; i < pool->nthreads; i++)
            pthread_join(pool->threads[i], NULL);
        pthread_cond_destroy(&pool->begin);
        pthread_cond_destroy(&pool->end);
        pthread_mutex_destroy(&pool->lock);
    }
    free(pool->executor.scratch);
    free(pool->threads);
}

#ifdef __cplusplus
}
#endif

#endif
