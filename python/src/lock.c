/* SPDX-License-Identifier: MIT */
/* isorand._core.Lock: acquire, release, locked, and the with statement, as threading.RLock. */
#include "core.h"

PyTypeObject *core_lock_type;

core_lock *core_lock_new(void) {
    core_lock *lock = PyObject_New(core_lock, core_lock_type);
    if (!lock)
        return NULL;
    lock->owner = 0;
    lock->depth = 0;
    lock->native = PyThread_allocate_lock();
    if (!lock->native) {
        Py_DECREF((PyObject *)lock);
        PyErr_NoMemory();
        return NULL;
    }
    return lock;
}

static void lock_free(PyObject *self) {
    core_lock *lock = (core_lock *)self;
    PyTypeObject *type = Py_TYPE(self);
    if (lock->native)
        PyThread_free_lock(lock->native);
    PyObject_Free(self);
    Py_DECREF(type);
}

int core_lock_is_foreign(const core_lock *lock) {
    return lock->depth && lock->owner != PyThread_get_thread_ident();
}

/* 1: taken.  0: not within that time.  -1: an exception.  'us' < 0 waits for ever. */
static int take(core_lock *lock, PY_TIMEOUT_T us) {
    const unsigned long me = PyThread_get_thread_ident();
    if (lock->depth && lock->owner == me) {
        lock->depth++;
        return 1;
    }
    PyLockStatus status = PyThread_acquire_lock_timed(lock->native, 0, 0);
    while (status != PY_LOCK_ACQUIRED) {
        if (us == 0)
            return 0;
        Py_BEGIN_ALLOW_THREADS;
        status = PyThread_acquire_lock_timed(lock->native, us, 1);
        Py_END_ALLOW_THREADS;
        if (status == PY_LOCK_INTR && PyErr_CheckSignals())
            return -1;
        if (status == PY_LOCK_FAILURE)
            return 0;
    }
    lock->owner = me;
    lock->depth = 1;
    return 1;
}

int core_lock_take(core_lock *lock) {
    return take(lock, -1) == 1 ? 0 : -1;
}

void core_lock_give(core_lock *lock) {
    if (--lock->depth == 0)
        PyThread_release_lock(lock->native);
}

static PyObject *lock_acquire(PyObject *self, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"blocking", "timeout", NULL};
    int blocking = 1;
    double timeout = -1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|pd:acquire", names, &blocking, &timeout))
        return NULL;
    if (timeout != -1 && (timeout < 0 || !blocking)) {
        PyErr_SetString(PyExc_ValueError, blocking
                                              ? "timeout value must be a non-negative number"
                                              : "can't specify a timeout for a non-blocking call");
        return NULL;
    }
    if (timeout > 1e9) {
        PyErr_SetString(PyExc_OverflowError, "timeout value is too large");
        return NULL;
    }
    const PY_TIMEOUT_T us = !blocking ? 0 : timeout < 0 ? -1 : (PY_TIMEOUT_T)(timeout * 1e6);
    const int taken = take((core_lock *)self, us);
    return taken < 0 ? NULL : PyBool_FromLong(taken);
}

static PyObject *lock_release(PyObject *self, PyObject *Py_UNUSED(unused)) {
    core_lock *lock = (core_lock *)self;
    if (!lock->depth) {
        PyErr_SetString(PyExc_RuntimeError, "release unlocked lock");
        return NULL;
    }
    core_lock_give(lock);
    Py_RETURN_NONE;
}

static PyObject *lock_enter(PyObject *self, PyObject *Py_UNUSED(unused)) {
    return core_lock_take((core_lock *)self) ? NULL : PyBool_FromLong(1);
}

static PyObject *lock_exit(PyObject *self, PyObject *Py_UNUSED(args)) {
    return lock_release(self, NULL);
}

static PyObject *lock_locked(PyObject *self, PyObject *Py_UNUSED(unused)) {
    return PyBool_FromLong(((core_lock *)self)->depth != 0);
}

static PyMethodDef lock_methods[] = {
    {"acquire", (PyCFunction)(void (*)(void))lock_acquire, METH_VARARGS | METH_KEYWORDS,
     "acquire($self, blocking=True, timeout=-1)\n--\n\nTakes the lock."},
    {"release", lock_release, METH_NOARGS, "release($self)\n--\n\nGives the lock back."},
    {"locked", lock_locked, METH_NOARGS, "locked($self)\n--\n\nWhether it is taken."},
    {"__enter__", lock_enter, METH_NOARGS, NULL},
    {"__exit__", lock_exit, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot lock_slots[] = {
    {Py_tp_doc, "The lock of a bit generator; the thread that holds it may take it again."},
    {Py_tp_dealloc, (void *)lock_free},
    {Py_tp_methods, lock_methods},
    {0, NULL},
};

static PyType_Spec lock_spec = {
    .name = "isorand._core.Lock",
    .basicsize = sizeof(core_lock),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = lock_slots,
};

int core_lock_ready(PyObject *module) {
    core_lock_type = (PyTypeObject *)PyType_FromModuleAndSpec(module, &lock_spec, NULL);
    return core_lock_type ? 0 : -1;
}
