/* SPDX-License-Identifier: MIT */
/* dirichlet and multinomial of plain parameters.  NotImplemented: the methods in Python, and
 * NumPy's behind them, see to the rest. */
#include "core.h"

#include <string.h>

struct vectors {
    int legacy;
    void *out;
    size_t n, k;
    const double *weights;
    int64_t trials;
};

/* Opens weights: one dimension of doubles, or of what np.asarray makes them of. */
static int open_weights(core_view *view, PyObject *value) {
    PyObject *array;
    if ((PyObject *)Py_TYPE(value) == core_ndarray) {
        array = value;
        Py_INCREF(array);
    } else if (PyList_CheckExact(value) || PyTuple_CheckExact(value)) {
        array = PyObject_CallMethod(core_numpy, "asarray", "O", value);
    } else {
        return 0;
    }
    if (!array || core_look(view, array)) {
        Py_XDECREF(array);
        PyErr_Clear();
        return 0;
    }
    Py_DECREF(array); /* the view has one */
    if (view->is->nd == 1 && view->n && view->is->flags & CORE_C_CONTIGUOUS &&
        core_view_is(view, ISORAND_F64))
        return 1;
    core_unlook(view);
    return 0;
}

/* An array for vectors of 'k' elements; NULL, without an exception, for an odd size. */
static PyObject *make(PyObject *size, size_t k, int type) {
    PyObject *length = PyLong_FromSize_t(k), *shape = NULL;
    if (length && size == Py_None) {
        shape = PyTuple_Pack(1, length);
    } else if (length && PyLong_CheckExact(size)) {
        shape = PyTuple_Pack(2, size, length);
    } else if (length && PyTuple_CheckExact(size)) {
        PyObject *last = PyTuple_Pack(1, length);
        shape = last ? PySequence_Concat(size, last) : NULL;
        Py_XDECREF(last);
    }
    PyObject *array = shape ? core_empty(shape, type) : NULL;
    Py_XDECREF(length);
    Py_XDECREF(shape);
    PyErr_Clear();
    return array;
}

static PyObject *draw(PyObject *self, int legacy, PyObject *weights_given, PyObject *size,
                      const int64_t *trials, core_work *work) {
    core_draws *draws = core_draws_of(self, legacy);
    core_view out, weights;
    PyObject *array = NULL;
    int error = ISORAND_EINVAL;
    if (!draws->rng || !open_weights(&weights, weights_given))
        Py_RETURN_NOTIMPLEMENTED;
    struct vectors v = {.legacy = legacy,
                        .k = weights.n,
                        .weights = weights.is->data,
                        .trials = trials ? *trials : 0};
    array = make(size, v.k, trials ? ISORAND_I64 : ISORAND_F64);
    if (array && !core_look(&out, array)) {
        v.out = out.is->data;
        v.n = out.n / v.k;
        error = core_work_now(draws, work, &v, out.n > 4096);
        core_unlook(&out);
    }
    core_unlook(&weights);
    if (!error)
        return array;
    Py_XDECREF(array);
    if (error == 1)
        return NULL;
    PyErr_Clear();
    Py_RETURN_NOTIMPLEMENTED;
}

static int work_dirichlet(isorand_rng *rng, void *argument) {
    const struct vectors *v = argument;
    return (v->legacy ? isorand_legacy_dirichlet_f64 : isorand_dirichlet_f64)(rng, v->out, v->n,
                                                                              v->weights, v->k);
}

static int work_multinomial(isorand_rng *rng, void *argument) {
    const struct vectors *v = argument;
    return (v->legacy ? isorand_legacy_multinomial_i64
                      : isorand_multinomial_i64)(rng, v->out, v->n, v->trials, v->weights, v->k);
}

static PyObject *names_dirichlet[2], *names_multinomial[3];

int core_vectors_ready(void) {
    names_dirichlet[0] = PyUnicode_InternFromString("alpha");
    names_multinomial[0] = PyUnicode_InternFromString("n");
    names_multinomial[1] = PyUnicode_InternFromString("pvals");
    names_dirichlet[1] = names_multinomial[2] = PyUnicode_InternFromString("size");
    return names_dirichlet[0] && names_multinomial[0] && names_multinomial[1] &&
                   names_multinomial[2]
               ? 0
               : -1;
}

/* What is left to Python: the method of that name, with the arguments that were bound. */
static PyObject *rest(PyObject *self, const char *name, PyObject *const *values, int n) {
    PyObject *method = PyObject_GetAttrString(self, name);
    PyObject *args = method ? PyTuple_New(n) : NULL;
    for (int i = 0; args && i < n; i++) {
        Py_INCREF(values[i]);
        PyTuple_SetItem(args, i, values[i]);
    }
    PyObject *result = args ? PyObject_Call(method, args, NULL) : NULL;
    Py_XDECREF(method);
    Py_XDECREF(args);
    return result;
}

static PyObject *dirichlet(PyObject *self, int legacy, PyObject *const *args, Py_ssize_t nargs,
                           PyObject *kwnames) {
    PyObject *values[2];
    if (!core_bind(names_dirichlet, 2, 2, args, nargs, kwnames, values) || !values[0])
        return core_numpys_method(self, legacy, "dirichlet", args, nargs, kwnames);
    if (!values[1])
        values[1] = Py_None;
    PyObject *result = draw(self, legacy, values[0], values[1], NULL, work_dirichlet);
    if (result != Py_NotImplemented)
        return result;
    Py_DECREF(result);
    return rest(self, "_dirichlet_rest", values, 2);
}

static PyObject *multinomial(PyObject *self, int legacy, PyObject *const *args, Py_ssize_t nargs,
                             PyObject *kwnames) {
    PyObject *values[3];
    int overflow = 0;
    if (!core_bind(names_multinomial, 3, 3, args, nargs, kwnames, values) || !values[0] ||
        !values[1])
        return core_numpys_method(self, legacy, "multinomial", args, nargs, kwnames);
    if (!values[2])
        values[2] = Py_None;
    if (PyLong_CheckExact(values[0])) {
        const int64_t trials = PyLong_AsLongLongAndOverflow(values[0], &overflow);
        PyObject *result =
            overflow ? NULL : draw(self, legacy, values[1], values[2], &trials, work_multinomial);
        if (!overflow && result != Py_NotImplemented)
            return result;
        Py_XDECREF(result);
    } else if (PyList_CheckExact(values[0]) || (PyObject *)Py_TYPE(values[0]) == core_ndarray) {
        /* Arrays are NumPy's, whose level is this one; RandomState's has no normals. */
        const core_draws *draws = core_draws_of(self, legacy);
        if (draws->rng && !strcmp(isorand_get_numpy(draws->rng), core_numpy_level))
            return core_call_base(self, legacy, "multinomial", args, nargs, kwnames);
    }
    return rest(self, "_multinomial_rest", values, 3);
}

PyObject *core_generator_dirichlet(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                   PyObject *kwnames) {
    return dirichlet(self, 0, args, nargs, kwnames);
}

PyObject *core_randomstate_dirichlet(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                     PyObject *kwnames) {
    return dirichlet(self, 1, args, nargs, kwnames);
}

PyObject *core_generator_multinomial(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                     PyObject *kwnames) {
    return multinomial(self, 0, args, nargs, kwnames);
}

PyObject *core_randomstate_multinomial(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                       PyObject *kwnames) {
    return multinomial(self, 1, args, nargs, kwnames);
}
