/* SPDX-License-Identifier: MIT */
/* isorand._core.Generator and RandomState: NumPy's classes with a stream of isorand's behind their
 * members, and methods in place of theirs. */
#include "core.h"

Py_ssize_t core_generator_offset, core_randomstate_offset;
PyObject *core_generator_base, *core_randomstate_base;

static initproc generator_base_init, randomstate_base_init;

/* Finds the stream of the bit generator that NumPy's class has been given. */
static int attach(PyObject *self, core_draws *draws, int legacy) {
    PyObject *bits = PyObject_GetAttrString(self, "_bit_generator");
    if (!bits)
        return -1;
    *draws = (core_draws){.legacy = legacy};
    const int ours = PyObject_IsInstance(bits, (PyObject *)core_stream_type);
    if (ours == 1) {
        draws->rng = &core_stream_of(bits)->rng;
        draws->lock = core_stream_of(bits)->lock;
    }
    Py_DECREF(bits);
    return ours < 0 ? -1 : 0;
}

static int generator_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    core_generator_of(self)->rng = NULL;
    return generator_base_init(self, args, kwargs) ? -1 : attach(self, core_generator_of(self), 0);
}

static int randomstate_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    core_randomstate_of(self)->rng = NULL;
    return randomstate_base_init(self, args, kwargs) ? -1
                                                     : attach(self, core_randomstate_of(self), 1);
}

static PyObject *randomstate_gauss(PyObject *self, void *Py_UNUSED(closure)) {
    core_draws *draws = core_randomstate_of(self);
    return Py_BuildValue("id", (int)draws->has_gauss, draws->gauss);
}

static int randomstate_set_gauss(PyObject *self, PyObject *value, void *Py_UNUSED(closure)) {
    core_draws *draws = core_randomstate_of(self);
    int has;
    double gauss;
    if (!value || !PyArg_ParseTuple(value, "id", &has, &gauss))
        return -1;
    draws->has_gauss = has != 0;
    draws->gauss = gauss;
    return 0;
}

static PyObject *generator_accelerated(PyObject *self, void *Py_UNUSED(closure)) {
    return PyBool_FromLong(core_generator_of(self)->rng != NULL);
}

static PyObject *randomstate_accelerated(PyObject *self, void *Py_UNUSED(closure)) {
    return PyBool_FromLong(core_randomstate_of(self)->rng != NULL);
}

static PyGetSetDef generator_attributes[] = {
    {"_accelerated", generator_accelerated, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyGetSetDef randomstate_attributes[] = {
    {"_gauss", randomstate_gauss, randomstate_set_gauss, NULL, NULL},
    {"_accelerated", randomstate_accelerated, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static int class_ready(PyObject *module, const char *name, const char *full, PyObject **base,
                       Py_ssize_t *offset, initproc *base_init, initproc init, PyMethodDef *methods,
                       PyGetSetDef *attributes) {
    PyObject *random = PyImport_ImportModule("numpy.random");
    *base = random ? PyObject_GetAttrString(random, name) : NULL;
    PyObject *size = *base ? PyObject_GetAttrString(*base, "__basicsize__") : NULL;
    Py_XDECREF(random);
    if (!size)
        return -1;
    *offset = (PyLong_AsSsize_t(size) + 15) / 16 * 16;
    Py_DECREF(size);
    *base_init = (initproc)PyType_GetSlot((PyTypeObject *)*base, Py_tp_init);
    PyType_Slot slots[] = {
        {Py_tp_init, (void *)init},
        {Py_tp_methods, methods},
        {Py_tp_getset, attributes},
        {0, NULL},
    };
    PyType_Spec spec = {
        .name = full,
        .basicsize = (int)(*offset + (Py_ssize_t)sizeof(core_draws)),
        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
        .slots = slots,
    };
    PyObject *type = PyType_FromModuleAndSpec(module, &spec, *base);
    if (!type)
        return -1;
    const int error = PyModule_AddObjectRef(module, name, type);
    Py_DECREF(type);
    return error;
}

int core_classes_ready(PyObject *module) {
    if (class_ready(module, "Generator", "isorand._core.Generator", &core_generator_base,
                    &core_generator_offset, &generator_base_init, generator_init,
                    core_generator_methods, generator_attributes))
        return -1;
    return class_ready(module, "RandomState", "isorand._core.RandomState", &core_randomstate_base,
                       &core_randomstate_offset, &randomstate_base_init, randomstate_init,
                       core_randomstate_methods, randomstate_attributes);
}
