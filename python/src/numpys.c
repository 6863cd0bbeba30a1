/* SPDX-License-Identifier: MIT */
/* NumPy's own methods, and its words for what is refused. */
#include "core.h"

/* The method of NumPy's class of that name, a literal: found once. */
static PyObject *base_of(int legacy, const char *name) {
    enum { KNOWN_MAX = 128 };
    static struct {
        const char *name;
        int legacy;
        PyObject *method;
    } known[KNOWN_MAX];
    int i = 0;
    for (; i < KNOWN_MAX && known[i].name; i++)
        if (known[i].name == name && known[i].legacy == legacy)
            break;
    if (i < KNOWN_MAX && known[i].name) {
        Py_INCREF(known[i].method);
        return known[i].method;
    }
    PyObject *method =
        PyObject_GetAttrString(legacy ? core_randomstate_base : core_generator_base, name);
    if (method && i < KNOWN_MAX) {
        known[i].name = name;
        known[i].legacy = legacy;
        known[i].method = method;
        Py_INCREF(method);
    }
    return method;
}

PyObject *core_call_base(PyObject *self, int legacy, const char *name, PyObject *const *args,
                         Py_ssize_t nargs, PyObject *kwnames) {
    if (!core_draws_of(self, legacy)->rng) { /* NumPy does not look, and crashes */
        PyObject *bits = PyObject_GetAttrString(self, "_bit_generator");
        Py_XDECREF(bits);
        if (bits == Py_None)
            PyErr_SetString(PyExc_ValueError, "the generator has not been initialised");
        if (!bits || bits == Py_None)
            return NULL;
    }
    PyObject *method = base_of(legacy, name);
    PyObject *tuple = method ? PyTuple_New(nargs + 1) : NULL;
    PyObject *kwargs = tuple && kwnames ? PyDict_New() : NULL;
    PyObject *result = NULL;
    if (tuple && (kwargs || !kwnames)) {
        Py_INCREF(self);
        int error = PyTuple_SetItem(tuple, 0, self);
        for (Py_ssize_t i = 0; i < nargs; i++) {
            Py_INCREF(args[i]);
            error |= PyTuple_SetItem(tuple, i + 1, args[i]);
        }
        for (Py_ssize_t i = 0; kwnames && i < PyTuple_Size(kwnames); i++)
            error |= PyDict_SetItem(kwargs, PyTuple_GetItem(kwnames, i), args[nargs + i]);
        if (!error)
            result = PyObject_Call(method, tuple, kwargs);
    }
    Py_XDECREF(method);
    Py_XDECREF(tuple);
    Py_XDECREF(kwargs);
    return result;
}

PyObject *core_numpys_method(PyObject *self, int legacy, const char *name, PyObject *const *args,
                             Py_ssize_t nargs, PyObject *kwnames) {
    core_draws *draws = core_draws_of(self, legacy);
    if (!legacy || !draws->rng)
        return core_call_base(self, legacy, name, args, nargs, kwnames);
    PyObject *given = PyObject_CallMethod(self, "_gauss_to_numpy", NULL);
    if (!given)
        return NULL;
    Py_DECREF(given);
    PyObject *result = core_call_base(self, legacy, name, args, nargs, kwnames);
    PyObject *kind, *what, *trace;
    PyErr_Fetch(&kind, &what, &trace);
    PyObject *taken = PyObject_CallMethod(self, "_gauss_from_numpy", NULL);
    if (!taken)
        PyErr_Clear();
    Py_XDECREF(taken);
    PyErr_Restore(kind, what, trace);
    return result;
}

int core_numpy_refuses(PyObject *self, int legacy, const char *name, PyObject *const *names,
                       int nparams, PyObject *const *values) {
    PyObject *method =
        PyObject_GetAttrString(legacy ? core_randomstate_base : core_generator_base, name);
    PyObject *args = PyTuple_Pack(1, self);
    PyObject *kwargs = Py_BuildValue("{s:i}", "size", 0);
    int failed = !method || !args || !kwargs;
    for (int i = 0; !failed && i < nparams; i++)
        failed = values[i] && PyDict_SetItem(kwargs, names[i], values[i]);
    PyObject *nothing = failed ? NULL : PyObject_Call(method, args, kwargs);
    Py_XDECREF(method);
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    if (nothing) {
        Py_DECREF(nothing);
        return 0;
    }
    /* Of arrays NumPy refuses values first, and then that no shape but theirs will do. */
    PyObject *kind, *what, *trace;
    PyErr_Fetch(&kind, &what, &trace);
    PyObject *text = what ? PyObject_Str(what) : NULL;
    PyObject *shape = text ? PyUnicode_FromString("shape mismatch") : NULL;
    PyObject *output = text ? PyUnicode_FromString("Output size") : NULL;
    const int about_shape =
        shape && output &&
        (PyUnicode_Contains(text, shape) == 1 || PyUnicode_Contains(text, output) == 1);
    Py_XDECREF(text);
    Py_XDECREF(shape);
    Py_XDECREF(output);
    PyErr_Clear();
    if (!about_shape) {
        PyErr_Restore(kind, what, trace);
        return 1;
    }
    Py_XDECREF(kind);
    Py_XDECREF(what);
    Py_XDECREF(trace);
    return 0;
}

PyObject *core_refuse(PyObject *self, int legacy, const char *name, PyObject *const *names,
                      int nparams, PyObject *const *values, int error) {
    if (error == 1)
        return NULL;
    if ((error == ISORAND_EINVAL || error == ISORAND_ERANGE) &&
        core_numpy_refuses(self, legacy, name, names, nparams, values))
        return NULL;
    PyErr_Clear();
    if (error == ISORAND_EINVAL)
        PyErr_Format(PyExc_ValueError, "%s: these parameters are not supported", name);
    else
        core_raise(error);
    return NULL;
}
