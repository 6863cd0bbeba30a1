/* SPDX-License-Identifier: MIT */
/* dirichlet and multinomial of plain parameters.  NotImplemented: the methods in Python, and
 * NumPy's behind them, see to the rest. */
#include "core.h"

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

static int count(Py_ssize_t nargs, Py_ssize_t wanted) {
    if (nargs != wanted)
        PyErr_SetString(PyExc_TypeError, "wrong number of arguments");
    return nargs == wanted;
}

/* _dirichlet(alpha, size) */
static PyObject *dirichlet(PyObject *self, int legacy, PyObject *const *args, Py_ssize_t nargs) {
    return count(nargs, 2) ? draw(self, legacy, args[0], args[1], NULL, work_dirichlet) : NULL;
}

/* _multinomial(n, pvals, size) */
static PyObject *multinomial(PyObject *self, int legacy, PyObject *const *args, Py_ssize_t nargs) {
    int overflow;
    if (!count(nargs, 3))
        return NULL;
    if (!PyLong_CheckExact(args[0]))
        Py_RETURN_NOTIMPLEMENTED;
    const int64_t trials = PyLong_AsLongLongAndOverflow(args[0], &overflow);
    if (overflow)
        Py_RETURN_NOTIMPLEMENTED;
    return draw(self, legacy, args[1], args[2], &trials, work_multinomial);
}

PyObject *core_generator_dirichlet(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                   PyObject *Py_UNUSED(kwnames)) {
    return dirichlet(self, 0, args, nargs);
}

PyObject *core_randomstate_dirichlet(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                     PyObject *Py_UNUSED(kwnames)) {
    return dirichlet(self, 1, args, nargs);
}

PyObject *core_generator_multinomial(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                     PyObject *Py_UNUSED(kwnames)) {
    return multinomial(self, 0, args, nargs);
}

PyObject *core_randomstate_multinomial(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                       PyObject *Py_UNUSED(kwnames)) {
    return multinomial(self, 1, args, nargs);
}
