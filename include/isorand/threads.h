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

/* All members but 'executor' are private. */
typedef struct isorand_pool {
    isorand_executor executor;
    pthread_mutex_t lock;
    pthread_cond_t begin, end;
    pthread_t *threads;
    unsigned nthreads; /* that run: at most workers - 1, the caller being one */
    pid_t process;     /* to which they belong */
    int busy, stop;
    /* One run: its number, its task, how many workers have been taken and how many are done. */
    unsigned round, workers, taken, done;
    isorand_task *task;
    void *argument;
} isorand_pool;

/* Takes workers of the run until all are taken.  Called and left with the lock held. */
static inline void isorand_pool_work_(isorand_pool *pool) {
    while (pool->taken < pool->workers) {
        const unsigned worker = pool->taken++;
        pthread_mutex_unlock(&pool->lock);
        pool->task(pool->argument, worker);
        pthread_mutex_lock(&pool->lock);
        __atomic_store_n(&pool->done, pool->done + 1, __ATOMIC_RELAXED);
        if (pool->done == pool->workers)
            pthread_cond_signal(&pool->end);
    }
}

/* Whether a number changes in the next moment, the lock being held or not. */
static inline int isorand_pool_looks_(const unsigned *number, unsigned old) {
    for (int i = 0; i < ISORAND_POOL_LOOKS_; i++) {
        if (__atomic_load_n(number, __ATOMIC_RELAXED) != old)
            return 1;
#if defined(__x86_64__)
        __asm__ volatile("pause");
#endif
    }
    return 0;
}

static inline void *isorand_pool_thread_(void *argument) {
    isorand_pool *pool = (isorand_pool *)argument;
    unsigned seen = 0;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        pthread_mutex_unlock(&pool->lock);
        isorand_pool_looks_(&pool->round, seen);
        pthread_mutex_lock(&pool->lock);
        while (pool->round == seen && !pool->stop)
            pthread_cond_wait(&pool->begin, &pool->lock);
        if (pool->stop)
            break;
        seen = pool->round;
        isorand_pool_work_(pool);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Starts what threads the system gives; with fewer, or none, the runs take longer. */
static inline void isorand_pool_begin_(isorand_pool *pool) {
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->begin, NULL);
    pthread_cond_init(&pool->end, NULL);
    pool->process = getpid();
    pool->stop = 0;
    pool->round = pool->workers = pool->taken = pool->done = 0;
    for (pool->nthreads = 0; pool->nthreads + 1 < pool->executor.workers; pool->nthreads++)
        if (pthread_create(&pool->threads[pool->nthreads], NULL, isorand_pool_thread_, pool))
            break;
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
    pthread_mutex_lock(&pool->lock);
    pool->busy = 1;
    pool->task = task;
    pool->argument = argument;
    pool->workers = workers;
    pool->taken = pool->done = 0;
    __atomic_store_n(&pool->round, pool->round + 1, __ATOMIC_RELAXED);
    pthread_cond_broadcast(&pool->begin);
    isorand_pool_work_(pool);
    if (pool->done < pool->workers) {
        const unsigned done = pool->done;
        pthread_mutex_unlock(&pool->lock);
        isorand_pool_looks_(&pool->done, done);
        pthread_mutex_lock(&pool->lock);
    }
    while (pool->done < pool->workers)
        pthread_cond_wait(&pool->end, &pool->lock);
    pool->workers = pool->taken = 0;
    pool->busy = 0;
    pthread_mutex_unlock(&pool->lock);
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
        pool->stop = 1;
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
