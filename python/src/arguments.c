/* SPDX-License-Identifier: MIT */
/* Arguments of the methods. */
#include "core.h"

int core_bind(PyObject *const *names, int nnames, int npositional, PyObject *const *args,
              Py_ssize_t nargs, PyObject *kwnames, PyObject **values) {
    if (nargs > npositional)
        return 0;
    for (int i = 0; i < nnames; i++)
        values[i] = i < nargs ? args[i] : NULL;
    if (!kwnames)
        return 1;
    const Py_ssize_t nkw = PyTuple_Size(kwnames);
    for (Py_ssize_t k = 0; k < nkw; k++) {
        PyObject *const name = PyTuple_GetItem(kwnames, k);
        int i = 0;
        while (i < nnames && names[i] != name)
            i++;
        for (int j = 0; i == nnames && j < nnames; j++)
            if (PyUnicode_Compare(names[j], name) == 0) {
                i = j;
                break;
            }
        if (i == nnames || values[i])
            return 0;
        values[i] = args[nargs + k];
    }
    return 1;
}

int core_number(PyObject *value, char kind, isorand_param *param) {
    if (kind == 'f') {
        if (PyFloat_Check(value)) {
            param->f = PyFloat_AsDouble(value);
            return 1;
        }
        if (!PyLong_CheckExact(value))
            return 0;
        param->f = PyLong_AsDouble(value);
        if (param->f != -1 || !PyErr_Occurred())
            return 1;
        PyErr_Clear();
        return 0;
    }
    int overflow;
    if (!PyLong_CheckExact(value))
        return 0;
    param->i = PyLong_AsLongLongAndOverflow(value, &overflow);
    return !overflow;
}
