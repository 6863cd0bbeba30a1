/* SPDX-License-Identifier: MIT */
#include "each.h"

#include <string.h>

void core_each_end(core_each *e) {
    for (int i = 0; i < ISORAND_PARAMS_MAX; i++) {
        if (e->looked[i])
            core_unlook(&e->views[i]);
        PyMem_Free(e->copies[i]);
    }
}

int core_each_open(core_each *e, int i, PyObject *value, char kind) {
    PyObject *array;
    if ((PyObject *)Py_TYPE(value) == core_ndarray) {
        array = value;
        Py_INCREF(array);
    } else if (PyObject_IsInstance(value, core_ndarray)) {
        return 0; /* a subclass, with ideas of its own */
    } else {
        array = PyObject_CallMethod(core_numpy, "asarray", "O", value);
        if (!array || !PyObject_IsInstance(array, core_ndarray)) {
            Py_XDECREF(array);
            PyErr_Clear();
            return 0;
        }
    }
    const int type = kind == 'f' ? ISORAND_F64 : ISORAND_I64;
    core_view *view = &e->views[i];
    if (core_look(view, array)) {
        Py_DECREF(array);
        PyErr_Clear();
        return 0;
    }
    if (!core_view_is(view, type)) {
        /* What NumPy casts safely. */
        const char from = view->is->typekind;
        const int size = view->is->itemsize;
        const int safe =
            kind == 'f' ? (from == 'f' && size < 8) || from == 'i' || from == 'u' || from == 'b'
                        : from == 'i' || from == 'b' || (from == 'u' && size < 8);
        core_unlook(view);
        PyObject *cast = safe ? PyObject_CallMethod(array, "astype", "O", core_dtype(type)) : NULL;
        Py_DECREF(array);
        array = cast;
        if (!array || core_look(view, array)) {
            Py_XDECREF(array);
            PyErr_Clear();
            return 0;
        }
    }
    Py_DECREF(array); /* the view has one */
    e->looked[i] = 1;
    return view->is->nd <= CORE_NDIM_MAX;
}

int core_each_merge(core_each *e, const struct core_interface *is) {
    if (is->nd > e->nd) {
        memmove(e->shape + (is->nd - e->nd), e->shape, (size_t)e->nd * sizeof *e->shape);
        for (int d = 0; d < is->nd - e->nd; d++)
            e->shape[d] = 1;
        e->nd = is->nd;
    }
    for (int d = 0; d < is->nd; d++) {
        Py_ssize_t *const length = &e->shape[e->nd - is->nd + d];
        if (*length == 1)
            *length = is->shape[d];
        else if (is->shape[d] != 1 && is->shape[d] != *length)
            return 0;
    }
    return 1;
}

/* Whether an array's memory may meet the output's: from its lowest to its highest byte. */
static int meets(const struct core_interface *is, const core_view *out) {
    uintptr_t low = (uintptr_t)is->data, high = low + 8;
    for (int d = 0; d < is->nd; d++) {
        const Py_ssize_t reach = (is->shape[d] - 1) * is->strides[d];
        if (reach < 0)
            low -= (uintptr_t)-reach;
        else
            high += (uintptr_t)reach;
    }
    const uintptr_t begin = (uintptr_t)out->is->data;
    return low < begin + out->n * (size_t)out->is->itemsize && begin < high;
}

int core_each_spread(core_each *e, int i, const core_view *out) {
    const struct core_interface *is = e->views[i].is;
    const Py_ssize_t *const shape = out->is->shape;
    const int nd = out->is->nd;
    const size_t n = out->n;
    Py_ssize_t stride[CORE_NDIM_MAX], one = 0, expected = 0;
    int linear = 1, seen = 0;
    if (is->nd > nd)
        return 0;
    for (int d = 0; d < nd; d++) {
        const int from = d - (nd - is->nd);
        stride[d] = from < 0 || (is->shape[from] == 1 && shape[d] != 1) ? 0 : is->strides[from];
        if (from >= 0 && is->shape[from] != 1 && is->shape[from] != shape[d])
            return 0;
    }
    for (int d = nd - 1; d >= 0; d--) {
        if (shape[d] == 1)
            continue;
        if (!seen)
            one = expected = stride[d];
        linear &= stride[d] == expected;
        expected *= shape[d];
        seen = 1;
    }
    if (linear && !meets(is, out)) {
        e->arrays[i] = (isorand_param_array){is->data, one};
        return 1;
    }
    uint64_t *const copy = PyMem_Malloc(n ? 8 * n : 1);
    if (!copy) {
        PyErr_NoMemory();
        return -1;
    }
    Py_ssize_t at[CORE_NDIM_MAX] = {0};
    const char *from = is->data;
    for (size_t k = 0; k < n; k++) {
        memcpy(&copy[k], from, 8);
        for (int d = nd - 1; d >= 0; d--) {
            from += stride[d];
            if (++at[d] < shape[d])
                break;
            from -= at[d] * stride[d];
            at[d] = 0;
        }
    }
    e->copies[i] = copy;
    e->arrays[i] = (isorand_param_array){copy, 8};
    return 1;
}
