/* SPDX-License-Identifier: MIT */
/* dirichlet and multinomial: rows of values, for the methods in Python, which make the arrays. */
#include "core.h"

struct vectors {
    int legacy;
    void *out;
    size_t n, k;
    const double *weights;
    int64_t trials;
};

/* _dirichlet(out, alpha), _multinomial(out, trials, pvals): 'out' is C-contiguous, its last
 * dimension as long as the weights, which are doubles.  Whether the parameters were accepted. */
static PyObject *draw(PyObject *self, int legacy, PyObject *const *args, Py_ssize_t nargs,
                      core_work *work, int multinomial) {
    core_draws *draws = core_draws_of(self, legacy);
    struct vectors v = {.legacy = legacy};
    core_view out, weights;
    if (nargs != 2 + multinomial) {
        PyErr_SetString(PyExc_TypeError, "wrong number of arguments");
        return NULL;
    }
    if (multinomial) {
        v.trials = PyLong_AsLongLong(args[1]);
        if (PyErr_Occurred()) {
            PyErr_Clear();
            Py_RETURN_FALSE;
        }
    }
    if (core_look(&out, args[0]))
        return NULL;
    if (core_look(&weights, args[1 + multinomial])) {
        core_unlook(&out);
        return NULL;
    }
    v.k = weights.n;
    v.out = out.is->data;
    v.weights = weights.is->data;
    v.n = v.k ? out.n / v.k : 0;
    int error = ISORAND_EINVAL;
    if (draws->rng && core_view_is(&weights, ISORAND_F64) &&
        core_view_is(&out, multinomial ? ISORAND_I64 : ISORAND_F64) &&
        out.is->flags & weights.is->flags & CORE_C_CONTIGUOUS)
        error = core_work_now(draws, work, &v, out.n > 4096);
    core_unlook(&out);
    core_unlook(&weights);
    if (error == 1)
        return NULL;
    return PyBool_FromLong(error == 0);
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

PyObject *core_generator_dirichlet(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                   PyObject *Py_UNUSED(kwnames)) {
    return draw(self, 0, args, nargs, work_dirichlet, 0);
}

PyObject *core_randomstate_dirichlet(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                     PyObject *Py_UNUSED(kwnames)) {
    return draw(self, 1, args, nargs, work_dirichlet, 0);
}

PyObject *core_generator_multinomial(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                     PyObject *Py_UNUSED(kwnames)) {
    return draw(self, 0, args, nargs, work_multinomial, 1);
}

PyObject *core_randomstate_multinomial(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                                       PyObject *Py_UNUSED(kwnames)) {
    return draw(self, 1, args, nargs, work_multinomial, 1);
}
