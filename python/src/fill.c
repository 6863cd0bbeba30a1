/* SPDX-License-Identifier: MIT */
/* Generator.fill: any distribution, by name, into any buffer. */
#include "core.h"

#include <string.h>

PyObject *core_generator_fill(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                              PyObject *kwnames) {
    core_draws *draws = core_generator_of(self);
    PyObject *dist_name = NULL, *threads_asked = NULL;
    if (nargs < 1 || nargs > 2) {
        PyErr_SetString(PyExc_TypeError, "fill(out, dist='uniform', *, threads=1, **parameters)");
        return NULL;
    }
    if (!draws->rng) {
        PyErr_SetString(PyExc_NotImplementedError, "fill needs a bit generator of isorand");
        return NULL;
    }
    if (nargs == 2)
        dist_name = args[1];
    const Py_ssize_t nkw = kwnames ? PyTuple_Size(kwnames) : 0;
    for (Py_ssize_t k = 0; k < nkw; k++) {
        PyObject *name = PyTuple_GetItem(kwnames, k);
        if (PyUnicode_CompareWithASCIIString(name, "dist") == 0 && !dist_name)
            dist_name = args[nargs + k];
        else if (PyUnicode_CompareWithASCIIString(name, "threads") == 0)
            threads_asked = args[nargs + k];
    }
    const unsigned threads = core_threads(threads_asked);
    if (!threads)
        return NULL;
    const isorand_dist_info *dist = NULL;
    if (!dist_name) {
        dist = isorand_dist_get(ISORAND_UNIFORM);
    } else if (PyUnicode_Check(dist_name)) {
        PyObject *bytes = PyUnicode_AsUTF8String(dist_name);
        dist = bytes ? isorand_dist_find(PyBytes_AsString(bytes)) : NULL;
        Py_XDECREF(bytes);
    }
    if (!dist) {
        PyErr_Format(PyExc_ValueError, "no distribution %R", dist_name);
        return NULL;
    }
    Py_buffer buffer;
    if (PyObject_GetBuffer(args[0], &buffer, PyBUF_WRITABLE | PyBUF_FORMAT | PyBUF_ANY_CONTIGUOUS))
        return NULL;
    const char code = buffer.format ? buffer.format[strspn(buffer.format, "@=<")] : 'B';
    const char kind = strchr("fd", code)      ? 'f'
                      : strchr("bhilq", code) ? 'i'
                      : code == '?'           ? 'b'
                                              : 'u';
    const isorand_type_info *type = NULL;
    for (int i = 0; (type = isorand_type_at(i)); i++)
        if (type->kind == kind && type->bytes == (unsigned)buffer.itemsize)
            break;
    core_fill fill = {.out = buffer.buf, .threads = threads};
    int error = !type || !strchr("?bBhHiIlLqQfdc", code) ||
                        isorand_request_init(&fill.request, dist->number, type->number)
                    ? ISORAND_ENOTSUP
                    : 0;
    if (error) {
        PyErr_Format(PyExc_TypeError, "%s does not fill elements of format '%s'", dist->name,
                     buffer.format ? buffer.format : "B");
        error = 1;
    }
    for (Py_ssize_t k = 0; !error && k < nkw; k++) {
        PyObject *name = PyTuple_GetItem(kwnames, k), *value = args[nargs + k];
        if (value == dist_name || PyUnicode_CompareWithASCIIString(name, "threads") == 0)
            continue;
        const isorand_param_info *param;
        int i = 0;
        while ((param = isorand_dist_param(dist->number, i)) &&
               PyUnicode_CompareWithASCIIString(name, param->name))
            i++;
        if (!param) {
            PyErr_Format(PyExc_TypeError, "%s has no parameter %R", dist->name, name);
            error = 1;
        } else if (param->kind == 'f') {
            fill.request.param[i].f = PyFloat_AsDouble(value);
        } else if (fill.request.type == ISORAND_U64) {
            PyObject *index = PyNumber_Index(value);
            fill.request.param[i].u = index ? PyLong_AsUnsignedLongLongMask(index) : 0;
            Py_XDECREF(index);
        } else {
            fill.request.param[i].i = PyLong_AsLongLong(value);
        }
        if (!error && PyErr_Occurred())
            error = 1;
    }
    if (!error) {
        fill.n = (size_t)buffer.len / (size_t)buffer.itemsize;
        error = core_fill_now(draws, &fill);
        if (error == ISORAND_EINVAL)
            PyErr_Format(PyExc_ValueError, "%s: a parameter is out of range", dist->name);
        else if (error)
            core_raise(error);
    }
    PyBuffer_Release(&buffer);
    if (error)
        return NULL;
    Py_INCREF(args[0]);
    return args[0];
}
