/* SPDX-License-Identifier: MIT */
/* Slices of the array that a fill would make, for isorand.dask: at any element where all values
 * take equally many words, otherwise by an index.  The stream stays where it is. */
#include "core.h"

#include <isorand/threads.h>

/* The request of a distribution, a dtype and numbers in the registry's order. */
static int request_of(isorand_request *request, PyObject *name, PyObject *dtype, PyObject *params) {
    PyObject *bytes = PyUnicode_AsUTF8String(name);
    const isorand_dist_info *dist = bytes ? isorand_dist_find(PyBytes_AsString(bytes)) : NULL;
    Py_XDECREF(bytes);
    const int type = core_type_of(dtype);
    if (PyErr_Occurred())
        return -1;
    if (!dist || !type || isorand_request_init(request, dist->number, type)) {
        PyErr_Format(PyExc_TypeError, "%R does not fill elements of %R", name, dtype);
        return -1;
    }
    const Py_ssize_t n = PyTuple_Size(params);
    if (n < 0 || n > (Py_ssize_t)dist->nparams) {
        PyErr_Format(PyExc_TypeError, "%S has %u parameters", name, dist->nparams);
        return -1;
    }
    for (int i = 0; i < n; i++) {
        PyObject *value = PyTuple_GetItem(params, i);
        if (isorand_dist_param(dist->number, i)->kind == 'f') {
            request->param[i].f = PyFloat_AsDouble(value);
            continue;
        }
        PyObject *index = PyNumber_Index(value);
        if (index && type == ISORAND_U64)
            request->param[i].u = PyLong_AsUnsignedLongLongMask(index);
        else if (index)
            request->param[i].i = PyLong_AsLongLong(index);
        Py_XDECREF(index);
    }
    return PyErr_Occurred() ? -1 : 0;
}

/* The stream as it stands. */
static int work_copy(isorand_rng *rng, void *copy) {
    *(isorand_rng *)copy = *rng;
    return 0;
}

static int stream_of(PyObject *self, isorand_rng *rng) {
    core_draws *draws = core_generator_of(self);
    if (!draws->rng) {
        PyErr_SetString(PyExc_NotImplementedError, "slices need a bit generator of isorand");
        return -1;
    }
    const int error = core_work_now(draws, work_copy, rng, 0);
    if (error)
        core_raise(error);
    return error ? -1 : 0;
}

/* _index(dist, dtype, params, n, every, threads): an index, as bytes. */
PyObject *core_generator_index(PyObject *self, PyObject *args) {
    PyObject *name, *dtype, *params, *result = NULL;
    unsigned long long n, every;
    unsigned threads;
    isorand_request request;
    isorand_rng rng;
    isorand_index index;
    if (!PyArg_ParseTuple(args, "UOO!KKI:_index", &name, &dtype, &PyTuple_Type, &params, &n, &every,
                          &threads) ||
        request_of(&request, name, dtype, params) || stream_of(self, &rng))
        return NULL;
    const size_t capacity = isorand_index_marks(n, every);
    if (capacity > PY_SSIZE_T_MAX / sizeof(isorand_mark)) {
        PyErr_NoMemory();
        return NULL;
    }
    isorand_mark *marks = PyMem_Malloc(capacity * sizeof *marks + 1);
    if (!marks)
        return PyErr_NoMemory();
    isorand_pool pool;
    int error = isorand_pool_start(&pool, threads ? threads : 1);
    if (!error) {
        PyThreadState *thread = PyEval_SaveThread();
        error =
            isorand_index_build(&index, &rng, &request, n, every, marks, capacity, &pool.executor);
        isorand_pool_stop(&pool);
        PyEval_RestoreThread(thread);
    }
    if (!error) {
        size_t nbytes = isorand_index_saved_bytes(&index);
        result = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)nbytes);
        if (result)
            error = isorand_index_save(&index, PyBytes_AsString(result), nbytes, &nbytes);
    }
    PyMem_Free(marks);
    if (error) {
        Py_CLEAR(result);
        core_raise(error);
    }
    return result;
}

/* Opens the array that a slice goes into. */
static int open_out(core_view *view, PyObject *out) {
    if (PyObject_IsInstance(out, core_ndarray) != 1) {
        PyErr_SetString(PyExc_TypeError, "out must be an array");
        return -1;
    }
    if (core_look(view, out))
        return -1;
    if (view->is->flags & CORE_C_CONTIGUOUS && view->is->flags & CORE_WRITEABLE)
        return 0;
    core_unlook(view);
    PyErr_SetString(PyExc_ValueError, "out must be contiguous and writable");
    return -1;
}

/* _index_fill(index, first, out) */
PyObject *core_generator_index_fill(PyObject *self, PyObject *args) {
    const char *bytes;
    Py_ssize_t nbytes;
    unsigned long long first;
    PyObject *out;
    core_view view;
    isorand_rng rng;
    isorand_index index;
    size_t nmarks;
    if (!PyArg_ParseTuple(args, "y#KO:_index_fill", &bytes, &nbytes, &first, &out) ||
        stream_of(self, &rng))
        return NULL;
    int error = isorand_index_saved_marks(bytes, (size_t)nbytes, &nmarks);
    isorand_mark *marks = error ? NULL : PyMem_Malloc(nmarks * sizeof *marks + 1);
    if (!error && !marks)
        return PyErr_NoMemory();
    if (!error)
        error = isorand_index_load(&index, marks, nmarks, bytes, (size_t)nbytes);
    if (!error && !open_out(&view, out)) {
        if (core_view_is(&view, index.request.type)) {
            PyThreadState *thread = PyEval_SaveThread();
            error = isorand_index_fill(&index, &rng, first, view.is->data, view.n);
            PyEval_RestoreThread(thread);
        } else {
            PyErr_SetString(PyExc_TypeError, "out has another type than the index");
        }
        core_unlook(&view);
    }
    PyMem_Free(marks);
    if (error)
        core_raise(error);
    if (PyErr_Occurred())
        return NULL;
    Py_INCREF(out);
    return out;
}

/* _fill_at(dist, dtype, params, first, out); NotImplementedError where an index is needed. */
PyObject *core_generator_fill_at(PyObject *self, PyObject *args) {
    PyObject *name, *dtype, *params, *out;
    unsigned long long first;
    isorand_request request;
    isorand_rng rng;
    core_view view;
    if (!PyArg_ParseTuple(args, "UOO!KO:_fill_at", &name, &dtype, &PyTuple_Type, &params, &first,
                          &out) ||
        request_of(&request, name, dtype, params) || stream_of(self, &rng) || open_out(&view, out))
        return NULL;
    int error = 0;
    if (core_view_is(&view, request.type)) {
        PyThreadState *thread = PyEval_SaveThread();
        error = isorand_fill_at(&rng, &request, first, view.is->data, view.n);
        PyEval_RestoreThread(thread);
    } else {
        PyErr_SetString(PyExc_TypeError, "out has another type than dtype");
    }
    core_unlook(&view);
    if (error)
        core_raise(error);
    if (PyErr_Occurred())
        return NULL;
    Py_INCREF(out);
    return out;
}
