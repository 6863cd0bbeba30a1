/* SPDX-License-Identifier: MIT */
/* One way to draw: the lock of the state, RandomState's own normal, and the GIL given up where a
 * fill takes long. */
#include "core.h"

#include <isorand/threads.h>

/* Values from which on a fill takes long: some microseconds. */
enum { LONG_FROM = 4096 };

static int pass(core_draws *draws, core_work *work, void *argument) {
    if (!draws->legacy)
        return work(draws->rng, argument);
    draws->rng->has_gauss = draws->has_gauss;
    draws->rng->gauss = draws->gauss;
    const int error = work(draws->rng, argument);
    draws->has_gauss = draws->rng->has_gauss;
    draws->gauss = draws->rng->gauss;
    return error;
}

int core_work_now(core_draws *draws, core_work *work, void *argument, int long_) {
    /* Who holds the GIL to the end needs no lock but where another thread works without it. */
    if (!long_ && !core_lock_is_foreign(draws->lock))
        return pass(draws, work, argument);
    core_lock *lock = draws->lock;
    Py_INCREF((PyObject *)lock);
    int error = 1;
    if (!core_lock_take(lock)) {
        if (long_) {
            PyThreadState *thread = PyEval_SaveThread();
            error = pass(draws, work, argument);
            PyEval_RestoreThread(thread);
        } else {
            error = pass(draws, work, argument);
        }
        core_lock_give(lock);
    }
    Py_DECREF((PyObject *)lock);
    return error;
}

static int fill_by_threads(isorand_rng *rng, const core_fill *fill) {
    isorand_pool pool;
    int error = isorand_pool_start(&pool, fill->threads);
    if (error)
        return error;
    error = isorand_fill_parallel(rng, &fill->request, fill->out, fill->n, &pool.executor);
    isorand_pool_stop(&pool);
    return error;
}

static int work_fill(isorand_rng *rng, void *argument) {
    const core_fill *fill = argument;
    if (fill->arrays)
        return isorand_fill_each(rng, &fill->request, fill->arrays, fill->out, fill->n);
    if (fill->threads > 1)
        return fill_by_threads(rng, fill);
    return isorand_fill(rng, &fill->request, fill->out, fill->n);
}

int core_fill_now(core_draws *draws, const core_fill *fill) {
    return core_work_now(draws, work_fill, (void *)fill, fill->n >= LONG_FROM);
}

unsigned core_threads(PyObject *threads) {
    if (!threads || threads == Py_None)
        return 1;
    const long asked = PyLong_AsLong(threads);
    if (asked == -1 && PyErr_Occurred())
        return 0;
    if (asked < 0 || asked > 1024) {
        PyErr_SetString(PyExc_ValueError, "threads must be between 0 (as many as CPUs) and 1024");
        return 0;
    }
    if (asked)
        return (unsigned)asked;
    const long cpus = sysconf(_SC_NPROCESSORS_ONLN);
    return cpus < 1 ? 1 : cpus > 1024 ? 1024 : (unsigned)cpus;
}

void core_raise(int error) {
    PyObject *kind = error == ISORAND_ERANGE     ? PyExc_OverflowError
                     : error == ISORAND_ENOTSUP  ? PyExc_NotImplementedError
                     : error == ISORAND_EBACKEND ? PyExc_RuntimeError
                     : error == ISORAND_EOS      ? PyExc_OSError
                                                 : PyExc_ValueError;
    if (!PyErr_Occurred())
        PyErr_SetString(kind, isorand_strerror(error));
}

PyObject *core_answer(PyObject *result, int error) {
    if (error) {
        Py_DECREF(result);
        core_raise(error);
        return NULL;
    }
    return result;
}
