/* SPDX-License-Identifier: MIT */
/* bytes, shuffle, permutation, permuted, and choice without replacement. */
#include "core.h"

#include <string.h>

static PyObject *names_shuffle[2], *names_bytes[1];

int core_order_ready(void) {
    names_shuffle[0] = PyUnicode_InternFromString("x");
    names_shuffle[1] = PyUnicode_InternFromString("axis");
    names_bytes[0] = PyUnicode_InternFromString("length");
    return names_shuffle[0] && names_shuffle[1] && names_bytes[0] ? 0 : -1;
}

/* Elements, or rows of them, to be put in another order. */
struct rows {
    void *base;
    size_t n, size;      /* size in bytes */
    size_t outer, inner; /* of permuted */
};

static int work_shuffle(isorand_rng *rng, void *argument) {
    const struct rows *rows = argument;
    return isorand_shuffle(rng, rows->base, rows->n, rows->size);
}

/* ---- shuffle ---- */

/* A list, with the GIL held: nothing runs that could change it. */
static int work_list(isorand_rng *rng, void *argument) {
    PyObject *list = argument;
    for (Py_ssize_t i = PyList_Size(list) - 1; i > 0; i--) {
        const Py_ssize_t j =
            (Py_ssize_t)isorand_next_bounded(rng, ISORAND_RANDOMSTATE, (uint64_t)i);
        PyObject *a = PyList_GetItem(list, i), *b = PyList_GetItem(list, j);
        Py_INCREF(a);
        Py_INCREF(b);
        PyList_SetItem(list, i, b); /* each takes a reference, and drops one that is not the last */
        PyList_SetItem(list, j, a);
    }
    return 0;
}

static PyObject *shuffle(PyObject *self, int legacy, PyObject *const *args, Py_ssize_t nargs,
                         PyObject *kwnames) {
    core_draws *draws = core_draws_of(self, legacy);
    PyObject *values[2];
    core_view view;
    const int nnames = legacy ? 1 : 2;
    const int bound = draws->rng &&
                      core_bind(names_shuffle, nnames, nnames, args, nargs, kwnames, values) &&
                      values[0];
    const int axis0 = bound && (legacy || !values[1] ||
                                (PyLong_CheckExact(values[1]) && PyLong_AsLong(values[1]) == 0));
    if (axis0 && PyList_CheckExact(values[0])) {
        if (core_work_now(draws, work_list, values[0], 0))
            return NULL;
        Py_RETURN_NONE;
    }
    if (!axis0 || (PyObject *)Py_TYPE(values[0]) != core_ndarray)
        return core_call_base(self, legacy, "shuffle", args, nargs, kwnames);
    if (core_look(&view, values[0])) {
        PyErr_Clear();
        return core_call_base(self, legacy, "shuffle", args, nargs, kwnames);
    }
    const struct core_interface *is = view.is;
    if (is->nd < 1 || !view.n || !(is->flags & CORE_C_CONTIGUOUS) ||
        !(is->flags & CORE_WRITEABLE) || !is->itemsize) {
        core_unlook(&view);
        return core_call_base(self, legacy, "shuffle", args, nargs, kwnames);
    }
    struct rows rows = {.base = is->data, .n = (size_t)is->shape[0]};
    rows.size = view.n / rows.n * (size_t)is->itemsize;
    /* Objects are moved with the GIL held, since others may look at them. */
    const int objects = is->typekind == 'O' || is->typekind == 'V';
    const int error = core_work_now(draws, work_shuffle, &rows, rows.n > 4096 && !objects);
    core_unlook(&view);
    if (error) {
        core_raise(error);
        return NULL;
    }
    Py_RETURN_NONE;
}

PyObject *core_generator_shuffle(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                 PyObject *kwnames) {
    return shuffle(self, 0, args, nargs, kwnames);
}

PyObject *core_randomstate_shuffle(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                   PyObject *kwnames) {
    return shuffle(self, 1, args, nargs, kwnames);
}

/* ---- permutation ---- */

static int work_permutation(isorand_rng *rng, void *argument) {
    const struct rows *rows = argument;
    return isorand_permutation_i64(rng, rows->base, rows->n);
}

static PyObject *permutation(PyObject *self, int legacy, PyObject *const *args, Py_ssize_t nargs,
                             PyObject *kwnames) {
    core_draws *draws = core_draws_of(self, legacy);
    core_view view;
    if (!draws->rng || kwnames || nargs != 1 || !PyLong_CheckExact(args[0]))
        return core_call_base(self, legacy, "permutation", args, nargs, kwnames);
    const Py_ssize_t n = PyLong_AsSsize_t(args[0]);
    if (n < 1) {
        PyErr_Clear();
        return core_call_base(self, legacy, "permutation", args, nargs, kwnames);
    }
    PyObject *array = core_empty(args[0], ISORAND_I64);
    if (!array || core_look(&view, array)) {
        Py_XDECREF(array);
        return NULL;
    }
    struct rows rows = {.base = view.is->data, .n = view.n};
    const int error = core_work_now(draws, work_permutation, &rows, rows.n > 4096);
    core_unlook(&view);
    return core_answer(array, error);
}

PyObject *core_generator_permutation(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                     PyObject *kwnames) {
    return permutation(self, 0, args, nargs, kwnames);
}

PyObject *core_randomstate_permutation(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                       PyObject *kwnames) {
    return permutation(self, 1, args, nargs, kwnames);
}

/* ---- permuted ---- */

static int work_permuted(isorand_rng *rng, void *argument) {
    const struct rows *rows = argument;
    return isorand_permuted(rng, rows->base, rows->outer, rows->n, rows->inner, rows->size);
}

/* _permuted(x, axis): in place, of a C-contiguous array of plain elements; whether it was. */
PyObject *core_generator_permuted(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                  PyObject *kwnames) {
    core_draws *draws = core_generator_of(self);
    core_view view;
    if (nargs != 2 || kwnames) {
        PyErr_SetString(PyExc_TypeError, "_permuted(x, axis)");
        return NULL;
    }
    const long axis = PyLong_AsLong(args[1]);
    if (axis == -1 && PyErr_Occurred())
        return NULL;
    if (!draws->rng || core_look(&view, args[0])) {
        PyErr_Clear();
        Py_RETURN_FALSE;
    }
    const struct core_interface *is = view.is;
    const int fits = is->flags & CORE_C_CONTIGUOUS && is->flags & CORE_WRITEABLE && view.n &&
                     axis >= 0 && axis < is->nd && is->itemsize;
    int error = 0;
    if (fits) {
        struct rows rows = {.base = is->data,
                            .n = (size_t)is->shape[axis],
                            .size = (size_t)is->itemsize,
                            .outer = 1,
                            .inner = 1};
        for (int d = 0; d < is->nd; d++) {
            if (d < axis)
                rows.outer *= (size_t)is->shape[d];
            if (d > axis)
                rows.inner *= (size_t)is->shape[d];
        }
        const int objects = is->typekind == 'O' || is->typekind == 'V';
        error = core_work_now(draws, work_permuted, &rows, view.n > 4096 && !objects);
    }
    core_unlook(&view);
    if (error) {
        core_raise(error);
        return NULL;
    }
    return PyBool_FromLong(fits);
}

/* ---- choice(pop, n, replace=False) ---- */

struct choice {
    int64_t *out;
    size_t n;
    int64_t pop;
    int shuffle;
    uint64_t *scratch;
    size_t nscratch;
};

static int work_choice(isorand_rng *rng, void *argument) {
    const struct choice *c = argument;
    return isorand_choice_distinct_i64(rng, c->out, c->n, c->pop, c->shuffle, c->scratch,
                                       c->nscratch);
}

/* _choice_distinct(pop, n, shuffle): indices. */
PyObject *core_generator_choice_distinct(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                         PyObject *kwnames) {
    core_draws *draws = core_generator_of(self);
    core_view view;
    if (nargs != 3 || kwnames || !draws->rng) {
        PyErr_SetString(PyExc_TypeError, "_choice_distinct(pop, n, shuffle)");
        return NULL;
    }
    struct choice c = {.pop = PyLong_AsLongLong(args[0]), .shuffle = PyObject_IsTrue(args[2])};
    const Py_ssize_t n = PyLong_AsSsize_t(args[1]);
    if (PyErr_Occurred() || n < 0)
        return NULL;
    c.n = (size_t)n;
    c.nscratch = isorand_choice_distinct_scratch(c.n, c.pop, c.shuffle);
    PyObject *array = core_empty(args[1], ISORAND_I64);
    if (!array || core_look(&view, array)) {
        Py_XDECREF(array);
        return NULL;
    }
    c.out = view.is->data;
    c.scratch = PyMem_Malloc(8 * c.nscratch + 8);
    int error = 1;
    if (c.scratch)
        error = core_work_now(draws, work_choice, &c, c.n > 4096);
    else
        PyErr_NoMemory();
    PyMem_Free(c.scratch);
    core_unlook(&view);
    return core_answer(array, error);
}

/* ---- bytes ---- */

static int work_bytes(isorand_rng *rng, void *argument) {
    const struct rows *rows = argument;
    return isorand_fill_bytes(rng, rows->base, rows->n);
}

static PyObject *bytes(PyObject *self, int legacy, PyObject *const *args, Py_ssize_t nargs,
                       PyObject *kwnames) {
    core_draws *draws = core_draws_of(self, legacy);
    PyObject *values[1];
    if (!draws->rng || !core_bind(names_bytes, 1, 1, args, nargs, kwnames, values) || !values[0] ||
        !PyLong_CheckExact(values[0]))
        return core_call_base(self, legacy, "bytes", args, nargs, kwnames);
    const Py_ssize_t n = PyLong_AsSsize_t(values[0]);
    if (n < 1) { /* NumPy draws a word for no bytes, and drops it */
        PyErr_Clear();
        return core_call_base(self, legacy, "bytes", args, nargs, kwnames);
    }
    PyObject *result = PyBytes_FromStringAndSize(NULL, n);
    if (!result)
        return NULL;
    struct rows rows = {.base = PyBytes_AsString(result), .n = (size_t)n};
    const int error = core_work_now(draws, work_bytes, &rows, n > 32768);
    return core_answer(result, error);
}

PyObject *core_generator_bytes(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                               PyObject *kwnames) {
    return bytes(self, 0, args, nargs, kwnames);
}

PyObject *core_randomstate_bytes(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                 PyObject *kwnames) {
    return bytes(self, 1, args, nargs, kwnames);
}
