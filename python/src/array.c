/* SPDX-License-Identifier: MIT */
/* NumPy's arrays and dtypes, by the calls of Python and the array interface protocol. */
#include "core.h"

#include <string.h>

enum { TYPES_MAX = 16 };

PyObject *core_numpy, *core_ndarray;
const char *core_numpy_version, *core_numpy_level;
static PyObject *np_empty, *np_dtype, *name_array_struct;
/* By number of the registry: dtypes and scalar classes. */
static PyObject *dtypes[TYPES_MAX], *classes[TYPES_MAX];

/* "2.3.0rc1" is 2.3.0; a version that the library does not know is the newest. */
static void find_version(void) {
    static char version[24];
    PyObject *text = PyObject_GetAttrString(core_numpy, "__version__");
    PyObject *bytes = text ? PyUnicode_AsUTF8String(text) : NULL;
    const char *from = bytes ? PyBytes_AsString(bytes) : "";
    isorand_rng rng;
    size_t n = strspn(from, "0123456789.");
    n = n < sizeof version ? n : sizeof version - 1;
    memcpy(version, from, n);
    while (n && version[n - 1] == '.')
        n--;
    version[n] = 0;
    isorand_seed(&rng, ISORAND_PCG64, 0);
    core_numpy_version = isorand_set_numpy(&rng, version) ? NULL : version;
    core_numpy_level = isorand_get_numpy(&rng);
    Py_XDECREF(text);
    Py_XDECREF(bytes);
    PyErr_Clear();
}

int core_array_ready(void) {
    core_numpy = PyImport_ImportModule("numpy");
    if (!core_numpy)
        return -1;
    find_version();
    core_ndarray = PyObject_GetAttrString(core_numpy, "ndarray");
    np_empty = PyObject_GetAttrString(core_numpy, "empty");
    np_dtype = PyObject_GetAttrString(core_numpy, "dtype");
    name_array_struct = PyUnicode_InternFromString("__array_struct__");
    if (!core_ndarray || !np_empty || !np_dtype || !name_array_struct)
        return -1;
    const isorand_type_info *info;
    for (int i = 0; (info = isorand_type_at(i)) && info->number < TYPES_MAX; i++) {
        dtypes[info->number] = PyObject_CallFunction(np_dtype, "s", info->numpy);
        if (!dtypes[info->number])
            return -1;
        classes[info->number] = PyObject_GetAttrString(dtypes[info->number], "type");
        if (!classes[info->number])
            return -1;
    }
    return 0;
}

PyObject *core_dtype(int type) {
    return dtypes[type];
}

PyObject *core_scalar_class(int type) {
    return classes[type];
}

PyObject *core_empty(PyObject *size, int type) {
    return type == ISORAND_F64 ? PyObject_CallFunctionObjArgs(np_empty, size, NULL)
                               : PyObject_CallFunctionObjArgs(np_empty, size, dtypes[type], NULL);
}

int core_type_of(PyObject *dtype) {
    for (int type = 1; type < TYPES_MAX; type++)
        if (dtype == classes[type] || dtype == dtypes[type])
            return dtypes[type] ? type : 0;
    PyObject *made = PyObject_CallFunctionObjArgs(np_dtype, dtype, NULL);
    int found = 0;
    for (int type = 1; made && type < TYPES_MAX && !found; type++)
        if (dtypes[type] && PyObject_RichCompareBool(made, dtypes[type], Py_EQ) == 1)
            found = type;
    Py_XDECREF(made);
    PyErr_Clear();
    return found;
}

int core_look(core_view *view, PyObject *array) {
    view->capsule = PyObject_GetAttr(array, name_array_struct);
    if (!view->capsule)
        return -1;
    view->is = PyCapsule_GetPointer(view->capsule, NULL);
    if (!view->is) {
        Py_DECREF(view->capsule);
        return -1;
    }
    view->array = array;
    Py_INCREF(array);
    view->n = 1;
    for (int i = 0; i < view->is->nd; i++)
        view->n *= (size_t)view->is->shape[i];
    return 0;
}

void core_unlook(core_view *view) {
    Py_DECREF(view->capsule);
    Py_DECREF(view->array);
}

int core_view_is(const core_view *view, int type) {
    const isorand_type_info *info = isorand_type_get(type);
    return view->is->typekind == info->kind && (unsigned)view->is->itemsize == info->bytes &&
           (view->is->flags & CORE_NATIVE || info->bytes == 1);
}

PyObject *core_shape(const core_view *view) {
    PyObject *shape = PyTuple_New(view->is->nd);
    for (int i = 0; shape && i < view->is->nd; i++) {
        PyObject *length = PyLong_FromSsize_t(view->is->shape[i]);
        if (!length || PyTuple_SetItem(shape, i, length))
            Py_CLEAR(shape);
    }
    return shape;
}

/* Whether a size argument is the array's shape. */
static int is_size(const core_view *view, PyObject *size) {
    PyObject *wanted = PySequence_Check(size) ? PySequence_Tuple(size) : PyTuple_Pack(1, size);
    PyObject *shape = core_shape(view);
    const int same = wanted && shape ? PyObject_RichCompareBool(wanted, shape, Py_EQ) : -1;
    Py_XDECREF(wanted);
    Py_XDECREF(shape);
    return same;
}

int core_check_out(const core_view *view, int type, PyObject *size) {
    const int flags = view->is->flags;
    if (!(flags & (CORE_C_CONTIGUOUS | CORE_F_CONTIGUOUS)) || !(flags & CORE_ALIGNED) ||
        !(flags & CORE_WRITEABLE) || !(flags & CORE_NATIVE || view->is->itemsize == 1)) {
        PyErr_SetString(PyExc_ValueError,
                        "Supplied output array must be contiguous, writable, aligned, and in "
                        "machine byte-order.");
        return -1;
    }
    if (!core_view_is(view, type)) {
        PyObject *dtype = PyObject_GetAttrString(view->array, "dtype");
        if (dtype)
            PyErr_Format(PyExc_TypeError,
                         "Supplied output array has the wrong type. Expected %s, got %S",
                         isorand_type_get(type)->numpy, dtype);
        Py_XDECREF(dtype);
        return -1;
    }
    if (size && size != Py_None) {
        const int same = is_size(view, size);
        if (same == 0)
            PyErr_SetString(PyExc_ValueError, "size must match out.shape when used together");
        return same == 1 ? 0 : -1;
    }
    return 0;
}
