/* SPDX-License-Identifier: MIT */
/* isorand._core: the module, its registries and the choice of a backend. */
#include "core.h"

static PyObject *engines(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused)) {
    PyObject *list = PyList_New(0);
    const isorand_engine_info *info;
    for (int i = 0; list && (info = isorand_engine_at(i)); i++) {
        PyObject *row =
            Py_BuildValue("{s:s,s:s,s:I,s:I}", "name", info->name, "reference", info->reference,
                          "word_bytes", info->word_bytes, "block_words", info->block_words);
        if (!row || PyList_Append(list, row))
            Py_CLEAR(list);
        Py_XDECREF(row);
    }
    return list;
}

static PyObject *dist_types(uint32_t types) {
    PyObject *list = PyList_New(0);
    const isorand_type_info *info;
    for (int i = 0; list && (info = isorand_type_at(i)); i++) {
        if (!(types >> info->number & 1))
            continue;
        PyObject *name = PyUnicode_FromString(info->numpy);
        if (!name || PyList_Append(list, name))
            Py_CLEAR(list);
        Py_XDECREF(name);
    }
    return list;
}

static PyObject *dist_params(int number) {
    PyObject *list = PyList_New(0);
    const isorand_param_info *info;
    for (int i = 0; list && (info = isorand_dist_param(number, i)); i++) {
        PyObject *row = Py_BuildValue("(sCs)", info->name, (int)info->kind, info->range);
        if (!row || PyList_Append(list, row))
            Py_CLEAR(list);
        Py_XDECREF(row);
    }
    return list;
}

static PyObject *distributions(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused)) {
    PyObject *list = PyList_New(0);
    const isorand_dist_info *info;
    for (int i = 0; list && (info = isorand_dist_at(i)); i++) {
        PyObject *row =
            Py_BuildValue("{s:s,s:s,s:s,s:N,s:N}", "name", info->name, "family",
                          info->family == ISORAND_RANDOMSTATE ? "RandomState" : "Generator",
                          "reference", info->reference, "types", dist_types(info->types),
                          "parameters", dist_params(info->number));
        if (!row || PyList_Append(list, row))
            Py_CLEAR(list);
        Py_XDECREF(row);
    }
    return list;
}

static PyObject *levels(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused)) {
    PyObject *list = PyList_New(0);
    const isorand_numpy_info *info;
    for (int i = 0; list && (info = isorand_numpy_at(i)); i++) {
        PyObject *row = Py_BuildValue("(ss)", info->name, info->changes);
        if (!row || PyList_Append(list, row))
            Py_CLEAR(list);
        Py_XDECREF(row);
    }
    return list;
}

static PyObject *backends(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused)) {
    PyObject *list = PyList_New(0);
    const isorand_backend_info *info;
    for (int i = 0; list && (info = isorand_backend_at(i)); i++) {
        char reason[128] = "";
        const int status = isorand_backend_status(i, reason, sizeof reason);
        PyObject *row = Py_BuildValue(
            "(sOs)", info->name, status >= ISORAND_BACKEND_USABLE ? Py_True : Py_False, reason);
        if (!row || PyList_Append(list, row))
            Py_CLEAR(list);
        Py_XDECREF(row);
    }
    return list;
}

static PyObject *backend(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused)) {
    return PyUnicode_FromString(isorand_backend_name());
}

static PyObject *set_backend(PyObject *Py_UNUSED(module), PyObject *name) {
    PyObject *bytes = name == Py_None ? NULL : PyUnicode_AsUTF8String(name);
    if (!bytes && name != Py_None)
        return NULL;
    const int error = isorand_backend_select(bytes ? PyBytes_AsString(bytes) : NULL);
    Py_XDECREF(bytes);
    if (error) {
        PyErr_Format(PyExc_ValueError, "backend %R: %s", name, isorand_strerror(error));
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"engines", engines, METH_NOARGS, NULL},
    {"distributions", distributions, METH_NOARGS, NULL},
    {"levels", levels, METH_NOARGS, NULL},
    {"backends", backends, METH_NOARGS, NULL},
    {"backend", backend, METH_NOARGS,
     "backend()\n--\n\nThe name of the active set of kernels, such as 'avx2'."},
    {"set_backend", set_backend, METH_O,
     "set_backend(name, /)\n--\n\nMakes a backend active for the process; None chooses again."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "isorand._core", .m_doc = "The compiled part of isorand.",
    .m_size = -1,          .m_methods = functions,
};

PyMODINIT_FUNC PyInit__core(void);

PyMODINIT_FUNC PyInit__core(void) {
    PyObject *module = PyModule_Create(&definition);
    if (!module)
        return NULL;
    if (core_array_ready() || core_lock_ready(module) || core_stream_ready(module) ||
        core_integers_ready() || core_order_ready() || core_vectors_ready() ||
        core_methods_ready() || core_classes_ready(module) ||
        PyModule_AddStringConstant(module, "version", isorand_version()) ||
        PyModule_AddStringConstant(module, "level", core_numpy_level)) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}
