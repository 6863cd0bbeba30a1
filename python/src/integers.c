/* SPDX-License-Identifier: MIT */
/* Generator.integers and RandomState.randint.  Arrays as bounds are NumPy's own. */
#include "core.h"

enum { LOW, HIGH, SIZE, DTYPE, ENDPOINT, OUT, THREADS, NAMES };

static PyObject *names_integers[NAMES], *names_randint[NAMES];
static PyObject *np_integer;

int core_integers_ready(void) {
    static const char *const texts[NAMES] = {"low",      "high", "size",   "dtype",
                                             "endpoint", "out",  "threads"};
    for (int i = 0; i < NAMES; i++) {
        names_integers[i] = PyUnicode_InternFromString(texts[i]);
        names_randint[i] = PyUnicode_InternFromString(i == ENDPOINT ? "" : texts[i]);
        if (!names_integers[i] || !names_randint[i])
            return -1;
    }
    np_integer = PyObject_GetAttrString(core_numpy, "integer");
    return np_integer ? 0 : -1;
}

/* An integer of up to 65 bits: sign, and magnitude that may be 2^64. */
typedef struct wide {
    int negative, is_2_64;
    uint64_t bits; /* two's complement */
} wide;

/* Whether 'value' is a plain integer of -2^63 .. 2^64. */
static int wide_of(PyObject *value, wide *w) {
    int overflow;
    PyObject *index = NULL;
    *w = (wide){0};
    if (!PyLong_CheckExact(value)) {
        if (PyObject_IsInstance(value, np_integer) != 1 || !(index = PyNumber_Index(value))) {
            PyErr_Clear();
            return 0;
        }
        value = index;
    }
    int ok = 1;
    const long long small = PyLong_AsLongLongAndOverflow(value, &overflow);
    if (!overflow) {
        w->negative = small < 0;
        w->bits = (uint64_t)small;
    } else if (overflow < 0) {
        ok = 0;
    } else {
        w->bits = PyLong_AsUnsignedLongLong(value);
        if (PyErr_Occurred()) {
            PyErr_Clear();
            PyObject *limit = PyLong_FromString("18446744073709551616", NULL, 10);
            w->is_2_64 = ok = limit && PyObject_RichCompareBool(value, limit, Py_EQ) == 1;
            w->bits = 0;
            Py_XDECREF(limit);
        }
    }
    Py_XDECREF(index);
    return ok;
}

/* low and high, both included, in the request; 0 where they do not fit. */
static int bounds(isorand_request *request, wide low, wide high, int endpoint) {
    if (!endpoint) {
        if (high.negative ? high.bits == (uint64_t)1 << 63 : !high.bits && !high.is_2_64) {
            /* high - 1 is below zero, or below what fits */
            if (high.negative || request->type == ISORAND_U64)
                return 0;
            high = (wide){.negative = 1, .bits = UINT64_MAX};
        } else {
            high.bits--;
            high.is_2_64 = 0;
        }
    }
    if (low.is_2_64 || high.is_2_64)
        return 0;
    if (request->type == ISORAND_U64) {
        if (low.negative || high.negative)
            return 0;
    } else if ((!low.negative && low.bits >> 63) || (!high.negative && high.bits >> 63)) {
        return 0;
    }
    request->param[0].u = low.bits;
    request->param[1].u = high.bits;
    request->param[2].i = 1;
    return 1;
}

static PyObject *integer(int type, const uint64_t *cell) {
    switch (type) {
    case ISORAND_U8:
    case ISORAND_BOOL:
        return PyLong_FromLong(*(const uint8_t *)cell);
    case ISORAND_U16:
        return PyLong_FromLong(*(const uint16_t *)cell);
    case ISORAND_U32:
        return PyLong_FromUnsignedLong(*(const uint32_t *)cell);
    case ISORAND_U64:
        return PyLong_FromUnsignedLongLong(*cell);
    case ISORAND_I8:
        return PyLong_FromLong(*(const int8_t *)cell);
    case ISORAND_I16:
        return PyLong_FromLong(*(const int16_t *)cell);
    case ISORAND_I32:
        return PyLong_FromLong(*(const int32_t *)cell);
    default:
        return PyLong_FromLongLong(*(const int64_t *)cell);
    }
}

/* A scalar as NumPy gives it: Python's for int and bool, otherwise of the class. */
static PyObject *scalar_of(int type, PyObject *dtype, int python_default, const uint64_t *cell) {
    const int python = dtype
                           ? dtype == (PyObject *)&PyLong_Type || dtype == (PyObject *)&PyBool_Type
                           : python_default;
    if (python && type == ISORAND_BOOL)
        return PyBool_FromLong(*(const uint8_t *)cell);
    PyObject *value = integer(type, cell);
    if (!value || python)
        return value;
    PyObject *made = PyObject_CallFunctionObjArgs(core_scalar_class(type), value, NULL);
    Py_DECREF(value);
    return made;
}

static PyObject *integers(PyObject *self, int legacy, const char *name, PyObject *const *args,
                          Py_ssize_t nargs, PyObject *kwnames) {
    core_draws *draws = core_draws_of(self, legacy);
    PyObject *values[NAMES];
    if (!draws->rng || !core_bind(legacy ? names_randint : names_integers, NAMES,
                                  legacy ? ENDPOINT : OUT, args, nargs, kwnames, values))
        return core_call_base(self, legacy, name, args, nargs, kwnames);
    for (int i = 0; i < NAMES; i++)
        if (values[i] == Py_None && i != DTYPE && i != LOW)
            values[i] = NULL;
    PyObject *const out = values[OUT];
    wide low = {0}, high;
    if (!values[LOW] || !wide_of(values[values[HIGH] ? HIGH : LOW], &high) ||
        (values[HIGH] && !wide_of(values[LOW], &low)))
        goto base;
    PyObject *const dtype = values[DTYPE];
    const int type = !dtype ? ISORAND_I64 : core_type_of(dtype);
    isorand_request request;
    if (!type ||
        isorand_request_init(&request, legacy ? ISORAND_LEGACY_INTEGERS : ISORAND_INTEGERS, type))
        goto base;
    const int endpoint = values[ENDPOINT] ? PyObject_IsTrue(values[ENDPOINT]) : 0;
    if (endpoint < 0)
        return NULL;
    if (!bounds(&request, low, high, endpoint))
        goto base;
    const unsigned threads = core_threads(values[THREADS]);
    if (!threads)
        return NULL;
    if (!values[SIZE] && !out) {
        /* Whether np.int64 and the like: what else names a dtype gives what NumPy makes of it. */
        if (dtype && dtype != core_scalar_class(type) && dtype != (PyObject *)&PyLong_Type &&
            dtype != (PyObject *)&PyBool_Type)
            goto base;
        uint64_t cell[1];
        const core_fill fill = {.request = request, .out = cell, .n = 1, .threads = 1};
        const int error = core_fill_now(draws, &fill);
        if (error == ISORAND_EINVAL || error == ISORAND_ERANGE)
            goto base;
        if (error) {
            core_raise(error);
            return NULL;
        }
        return scalar_of(type, dtype, legacy, cell);
    }
    if (isorand_request_check(&request, NULL))
        goto base;
    if (out && PyObject_IsInstance(out, core_ndarray) != 1) {
        PyErr_SetString(PyExc_TypeError, "out must be an array");
        return NULL;
    }
    PyObject *array = out ? out : core_empty(values[SIZE], type);
    core_view view;
    if (!array) {
        PyErr_Clear();
        goto base;
    }
    if (out)
        Py_INCREF(out);
    if (core_look(&view, array)) {
        Py_DECREF(array);
        return NULL;
    }
    int error = out && core_check_out(&view, type, values[SIZE]) ? 1 : 0;
    if (!error) {
        const core_fill fill = {
            .request = request, .out = view.is->data, .n = view.n, .threads = threads};
        error = core_fill_now(draws, &fill);
    }
    core_unlook(&view);
    return core_answer(array, error);
base:
    if (out) {
        PyErr_SetString(PyExc_TypeError, "out needs plain integers as bounds, and a dtype of them");
        return NULL;
    }
    return core_call_base(self, legacy, name, args, nargs, kwnames);
}

PyObject *core_integers(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                        PyObject *kwnames) {
    return integers(self, 0, "integers", args, nargs, kwnames);
}

PyObject *core_randint(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
    return integers(self, 1, "randint", args, nargs, kwnames);
}
