/* SPDX-License-Identifier: MIT */
/* Generator's and RandomState's methods that are rows of the registry, and the two classes.
 *
 * A method binds its arguments, takes numbers as they are and makes the fill.  Whatever is not as
 * simple as that, arrays as parameters aside, is left to NumPy's own method over the same stream:
 * it gives the same bits, and its own errors. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

Py_ssize_t core_generator_offset, core_randomstate_offset;
PyObject *core_generator_base, *core_randomstate_base;

/* ---- rows ---- */

enum { ARGS_MAX = 8, NDIM_MAX = 64, BOTH = 2 };

typedef struct row {
    const char *name, *dist, *doc;
    int legacy; /* whose method; BOTH only in the text above */
    /* What follows is read from the signature. */
    PyObject *names[ARGS_MAX];
    int nnames, npositional, nparams;
    int has_default[ARGS_MAX];
    int size, dtype, method, out, threads; /* places of these arguments, or -1 */
    isorand_request request;               /* with the default type and parameters */
    isorand_request inverse;               /* standard_exponential(method='inv') */
    char kinds[ISORAND_PARAMS_MAX];
    uint32_t types;
} row;

#define EXAMPLE(call, answer)               "\n\n>>> " call "\n" answer "\n"
#define DOC(name, signature, what, example) #name "($self, " signature ")\n--\n\n" what example

enum {
#define GENERATOR_METHOD(name, dist, signature, what, example) GENERATOR_##name,
#define METHOD(name, dist, signature, what, example)           GENERATOR_##name,
#include "methods.def"
#undef GENERATOR_METHOD
#undef METHOD
#define RANDOMSTATE_METHOD(name, dist, signature, what, example) RANDOMSTATE_##name,
#define METHOD(name, dist, signature, what, example)             RANDOMSTATE_##name,
#include "methods.def"
#undef RANDOMSTATE_METHOD
#undef METHOD
    ROWS
};

static row rows[ROWS] = {
#define ROW(which, name, dist, signature, what, example, legacy)                                   \
    [which##_##name] = {#name,        dist,       DOC(name, signature, what, example),             \
                        legacy,       .size = -1, .dtype = -1,                                     \
                        .method = -1, .out = -1,  .threads = -1},
#define GENERATOR_METHOD(name, dist, signature, what, example)                                     \
    ROW(GENERATOR, name, dist, signature, what, example, 0)
#define METHOD(name, dist, signature, what, example)                                               \
    ROW(GENERATOR, name, dist, signature, what, example, 0)
#include "methods.def"
#undef GENERATOR_METHOD
#undef METHOD
#define RANDOMSTATE_METHOD(name, dist, signature, what, example)                                   \
    ROW(RANDOMSTATE, name, dist, signature, what, example, 1)
#define METHOD(name, dist, signature, what, example)                                               \
    ROW(RANDOMSTATE, name, "legacy_" dist, signature, what, example, 1)
#include "methods.def"
#undef RANDOMSTATE_METHOD
#undef METHOD
};

/* The next word of a signature, such as "loc=0.0", up to a comma. */
static const char *argument(const char *at, char name[32], const char **value) {
    size_t n = strcspn(at, ",)");
    const char *equals = memchr(at, '=', n);
    const size_t length = equals ? (size_t)(equals - at) : n;
    memcpy(name, at, length);
    name[length] = 0;
    *value = equals ? equals + 1 : NULL;
    return at[n] == ',' ? at + n + 1 + strspn(at + n + 1, " ") : NULL;
}

static int row_ready(row *r) {
    const isorand_dist_info *dist = isorand_dist_find(r->dist);
    if (!dist) {
        PyErr_Format(PyExc_SystemError, "the library has no distribution %s", r->dist);
        return -1;
    }
    const int type = dist->types >> ISORAND_F64 & 1 ? ISORAND_F64 : ISORAND_I64;
    r->types = dist->types;
    if (isorand_request_init(&r->request, dist->number, type))
        return -1;
    r->request.flags = ISORAND_NAN_ALLOWED;
    r->npositional = -1;
    const char *at = strstr(r->doc, "$self, ") + 7, *value;
    char name[32];
    while (at) {
        at = argument(at, name, &value);
        if (!strcmp(name, "*")) {
            r->npositional = r->nnames;
            continue;
        }
        const int place = r->nnames++;
        int *const special = !strcmp(name, "size")      ? &r->size
                             : !strcmp(name, "dtype")   ? &r->dtype
                             : !strcmp(name, "method")  ? &r->method
                             : !strcmp(name, "out")     ? &r->out
                             : !strcmp(name, "threads") ? &r->threads
                                                        : NULL;
        if (special) {
            *special = place;
        } else {
            r->kinds[place] = isorand_dist_param(dist->number, place)->kind;
            r->has_default[place] = value != NULL;
            if (value)
                r->request.param[place].f = strtod(value, NULL);
            r->nparams++;
        }
        r->names[place] = PyUnicode_InternFromString(name);
        if (!r->names[place])
            return -1;
    }
    if (r->npositional < 0)
        r->npositional = r->nnames;
    r->inverse = r->request;
    r->inverse.dist = ISORAND_EXPONENTIAL_INV;
    return 0;
}

/* ---- arguments ---- */

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

/* Whether 'value' is a plain number of the kind. */
static int number(PyObject *value, char kind, isorand_param *param) {
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

static PyObject *scalar(int type, const void *cell) {
    if (type == ISORAND_F64)
        return PyFloat_FromDouble(*(const double *)cell);
    if (type == ISORAND_F32)
        return PyFloat_FromDouble((double)*(const float *)cell);
    return PyLong_FromLongLong(*(const int64_t *)cell);
}

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

/* NumPy's method, with RandomState's cached normal brought there and back. */
static PyObject *base_method(PyObject *self, int legacy, const char *name, PyObject *const *args,
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

/* Raises what NumPy says of such parameters, asked for no values at all; else what the library
 * says. */
static PyObject *refuse(PyObject *self, const row *r, PyObject *const *values, int error) {
    if (error == 1)
        return NULL;
    if (error == ISORAND_EINVAL || error == ISORAND_ERANGE) {
        PyObject *method = PyObject_GetAttrString(
            r->legacy ? core_randomstate_base : core_generator_base, r->name);
        PyObject *args = PyTuple_Pack(1, self);
        PyObject *kwargs = Py_BuildValue("{s:i}", "size", 0);
        int failed = !method || !args || !kwargs;
        for (int i = 0; !failed && i < r->nparams; i++)
            failed = values[i] && PyDict_SetItem(kwargs, r->names[i], values[i]);
        PyObject *nothing = failed ? NULL : PyObject_Call(method, args, kwargs);
        Py_XDECREF(method);
        Py_XDECREF(args);
        Py_XDECREF(kwargs);
        if (!nothing && PyErr_Occurred()) {
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
            if (!about_shape) {
                PyErr_Restore(kind, what, trace);
                return NULL;
            }
            Py_XDECREF(kind);
            Py_XDECREF(what);
            Py_XDECREF(trace);
        }
        Py_XDECREF(nothing);
    }
    PyErr_Clear();
    if (error == ISORAND_EINVAL)
        PyErr_Format(PyExc_ValueError, "%s: these parameters are not supported", r->name);
    else
        core_raise(error);
    return NULL;
}

/* ---- arrays as parameters ---- */

typedef struct each {
    core_view views[ISORAND_PARAMS_MAX];
    int looked[ISORAND_PARAMS_MAX]; /* views that are open */
    void *copies[ISORAND_PARAMS_MAX];
    isorand_param_array arrays[ISORAND_PARAMS_MAX];
    int nd; /* broadcast shape of the parameters */
    Py_ssize_t shape[NDIM_MAX];
} each;

static void each_end(each *e) {
    for (int i = 0; i < ISORAND_PARAMS_MAX; i++) {
        if (e->looked[i])
            core_unlook(&e->views[i]);
        PyMem_Free(e->copies[i]);
    }
}

/* Opens parameter 'i' as an array of 8-byte elements of the kind; 0 where NumPy should do it. */
static int each_open(each *e, int i, PyObject *value, char kind) {
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
    return view->is->nd <= NDIM_MAX;
}

/* Merges a parameter's shape into the broadcast one. */
static int each_merge(each *e, const struct core_interface *is) {
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

/* The elements of parameter 'i' for each element of an output of that shape, which it broadcasts
 * to: by one stride, or as a copy.  0: it does not; -1: no memory. */
static int each_spread(each *e, int i, int nd, const Py_ssize_t *shape, size_t n) {
    const struct core_interface *is = e->views[i].is;
    Py_ssize_t stride[NDIM_MAX], one = 0, expected = 0;
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
    if (linear) {
        e->arrays[i] = (isorand_param_array){is->data, one};
        return 1;
    }
    uint64_t *const copy = PyMem_Malloc(n ? 8 * n : 1);
    if (!copy) {
        PyErr_NoMemory();
        return -1;
    }
    Py_ssize_t at[NDIM_MAX] = {0};
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

/* ---- one call ---- */

typedef struct call {
    const row *row;
    PyObject *self;
    core_draws *draws;
    PyObject *const *args; /* as they came, for NumPy's method */
    Py_ssize_t nargs;
    PyObject *kwnames;
    PyObject *values[ARGS_MAX];
    isorand_request request;
    each *each;
} call;

static PyObject *by_numpy(const call *c) {
    return base_method(c->self, c->row->legacy, c->row->name, c->args, c->nargs, c->kwnames);
}

static PyObject *value_at(const call *c, int place) {
    return place < 0 || c->values[place] == Py_None ? NULL : c->values[place];
}

/* The fill of 'array', which is new or the caller's; takes the reference. */
static PyObject *fill_array(call *c, PyObject *array, PyObject *size, int is_out,
                            unsigned threads) {
    const row *r = c->row;
    core_view view;
    if (core_look(&view, array)) {
        Py_DECREF(array);
        return NULL;
    }
    int error = is_out ? core_check_out(&view, c->request.type, size) : 0;
    if (!error && is_out && c->each && !(view.is->flags & CORE_C_CONTIGUOUS)) {
        PyErr_SetString(PyExc_ValueError, "Supplied output array must be C-contiguous");
        error = 1;
    }
    if (error)
        error = 1;
    PyObject *numpys = NULL;
    for (int i = 0; !error && c->each && i < r->nparams; i++)
        if (c->each->looked[i]) {
            const int spread = each_spread(c->each, i, view.is->nd, view.is->shape, view.n);
            if (spread < 0) {
                error = 1;
            } else if (!spread) {
                numpys = by_numpy(c); /* it says what does not fit */
                error = 1;
                if (numpys && is_out) {
                    Py_CLEAR(numpys);
                    PyErr_SetString(PyExc_ValueError, "out has not the shape of the parameters");
                }
            }
        }
    if (!error) {
        const core_fill fill = {.request = c->request,
                                .arrays = c->each ? c->each->arrays : NULL,
                                .out = view.is->data,
                                .n = view.n,
                                .threads = threads};
        error = core_fill_now(c->draws, &fill);
        if (error && error != 1)
            refuse(c->self, r, c->values, error);
    }
    core_unlook(&view);
    if (error) {
        Py_DECREF(array);
        return numpys;
    }
    return array;
}

static PyObject *draw_one(const call *c) {
    uint64_t cell[1];
    const core_fill fill = {.request = c->request, .out = cell, .n = 1, .threads = 1};
    const int error = core_fill_now(c->draws, &fill);
    return error ? refuse(c->self, c->row, c->values, error) : scalar(c->request.type, cell);
}

static PyObject *draw(call *c) {
    const row *r = c->row;
    PyObject *size = value_at(c, r->size), *out = value_at(c, r->out);
    const unsigned threads = core_threads(value_at(c, r->threads));
    if (!threads)
        return NULL;
    if (out) {
        if (!PyObject_IsInstance(out, core_ndarray)) {
            PyErr_SetString(PyExc_TypeError, "out must be an array");
            return NULL;
        }
        Py_INCREF(out);
        return fill_array(c, out, size, 1, threads);
    }
    if (size) {
        PyObject *array = core_empty(size, c->request.type);
        if (array)
            return fill_array(c, array, NULL, 0, threads);
        /* Where parameters are bad too, NumPy speaks of them. */
        PyErr_Clear();
        return by_numpy(c);
    }
    if (!c->each)
        return draw_one(c);
    PyObject *shape = PyTuple_New(c->each->nd);
    for (int d = 0; shape && d < c->each->nd; d++)
        PyTuple_SetItem(shape, d, PyLong_FromSsize_t(c->each->shape[d]));
    PyObject *array = shape ? core_empty(shape, c->request.type) : NULL;
    Py_XDECREF(shape);
    return array ? fill_array(c, array, NULL, 0, threads) : NULL;
}

/* With arrays among the parameters; arrays of no dimension are numbers. */
static PyObject *draw_each(call *c) {
    const row *r = c->row;
    each e = {.nd = 0};
    c->each = &e;
    int open = 1, numbers = 1;
    for (int i = 0; open && i < r->nparams; i++) {
        if (!c->values[i] || number(c->values[i], r->kinds[i], &c->request.param[i]))
            continue;
        open = each_open(&e, i, c->values[i], r->kinds[i]) && each_merge(&e, e.views[i].is);
        if (open && e.views[i].is->nd)
            numbers = 0;
        else if (open)
            memcpy(&c->request.param[i], e.views[i].is->data, 8);
    }
    PyObject *result;
    if (!open)
        result = by_numpy(c);
    else {
        if (numbers)
            c->each = NULL;
        result = draw(c);
    }
    each_end(&e);
    return result;
}

static inline PyObject *method_of(const row *r, core_draws *draws, PyObject *self,
                                  PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
    call c;
    c.row = r;
    c.self = self;
    c.draws = draws;
    c.args = args;
    c.nargs = nargs;
    c.kwnames = kwnames;
    c.each = NULL;
    if (!draws->rng ||
        !core_bind(r->names, r->nnames, r->npositional, args, nargs, kwnames, c.values))
        return by_numpy(&c);
    c.request = r->request;
    if (r->method >= 0 && c.values[r->method] &&
        !(PyUnicode_Check(c.values[r->method]) &&
          PyUnicode_CompareWithASCIIString(c.values[r->method], "zig") == 0))
        c.request = r->inverse;
    if (r->dtype >= 0 && c.values[r->dtype] && c.values[r->dtype] != Py_None) {
        c.request.type = core_type_of(c.values[r->dtype]);
        if (!c.request.type || !(r->types >> c.request.type & 1)) {
            if (r->dtype < r->npositional)
                return by_numpy(&c);
            PyErr_Format(PyExc_TypeError, "Unsupported dtype %R for %s", c.values[r->dtype],
                         r->name);
            return NULL;
        }
    } else if (r->dtype >= 0 && c.values[r->dtype] && r->dtype < r->npositional) {
        c.values[r->dtype] = NULL; /* np.dtype(None) is float64 */
    }
    for (int i = 0; i < r->nparams; i++) {
        if (!c.values[i]) {
            if (!r->has_default[i])
                return by_numpy(&c);
        } else if (!number(c.values[i], r->kinds[i], &c.request.param[i])) {
            return draw_each(&c);
        }
    }
    return draw(&c);
}

#define GENERATOR_METHOD(name, dist, signature, what, example)                                     \
    static PyObject *generator_##name(PyObject *self, PyObject *const *args, Py_ssize_t nargs,     \
                                      PyObject *kwnames) {                                         \
        return method_of(&rows[GENERATOR_##name], core_generator_of(self), self, args, nargs,      \
                         kwnames);                                                                 \
    }
#define METHOD(name, dist, signature, what, example)                                               \
    GENERATOR_METHOD(name, dist, signature, what, example)
#include "methods.def"
#undef GENERATOR_METHOD
#undef METHOD

#define RANDOMSTATE_METHOD(name, dist, signature, what, example)                                   \
    static PyObject *randomstate_##name(PyObject *self, PyObject *const *args, Py_ssize_t nargs,   \
                                        PyObject *kwnames) {                                       \
        return method_of(&rows[RANDOMSTATE_##name], core_randomstate_of(self), self, args, nargs,  \
                         kwnames);                                                                 \
    }
#define METHOD(name, dist, signature, what, example)                                               \
    RANDOMSTATE_METHOD(name, dist, signature, what, example)
#include "methods.def"
#undef RANDOMSTATE_METHOD
#undef METHOD

/* ---- the classes ---- */

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

#define FAST        METH_FASTCALL | METH_KEYWORDS
#define FUNCTION(f) (PyCFunction)(void (*)(void))(f)

static PyMethodDef generator_methods[] = {
#define GENERATOR_METHOD(name, dist, signature, what, example)                                     \
    {#name, FUNCTION(generator_##name), FAST, DOC(name, signature, what, example)},
#define METHOD(name, dist, signature, what, example)                                               \
    GENERATOR_METHOD(name, dist, signature, what, example)
#include "methods.def"
#undef GENERATOR_METHOD
#undef METHOD
    {"integers", FUNCTION(core_integers), FAST,
     "integers($self, low, high=None, size=None, dtype='int64', endpoint=False, *, out=None, "
     "threads=1)\n--\n\nIntegers on [low, high), or on [low, high] with endpoint=True." EXAMPLE(
         "isorand.default_rng(42).integers(0, 10, 5)", "array([0, 7, 6, 4, 4])")},
    {"bytes", FUNCTION(core_generator_bytes), FAST,
     "bytes($self, length)\n--\n\nRandom bytes." EXAMPLE(
         "isorand.default_rng(42).bytes(4) == np.random.default_rng(42).bytes(4)", "True")},
    {"shuffle", FUNCTION(core_generator_shuffle), FAST,
     "shuffle($self, x, axis=0)\n--\n\nShuffles an array or a sequence in place." EXAMPLE(
         "x = [1, 2, 3, 4, 5]; isorand.default_rng(42).shuffle(x); x", "[5, 3, 4, 2, 1]")},
    {"permutation", FUNCTION(core_generator_permutation), FAST,
     "permutation($self, x, axis=0)\n--\n\nA shuffled copy, or range(x) shuffled." EXAMPLE(
         "isorand.default_rng(42).permutation(5)", "array([4, 2, 3, 1, 0])")},
    {"fill", FUNCTION(core_generator_fill), FAST,
     "fill($self, out, dist='uniform', *, threads=1, **parameters)\n--\n\n"
     "Fills any writable buffer by a distribution of isorand.distributions." EXAMPLE(
         "isorand.default_rng(42).fill(np.empty(2), 'normal', loc=5, scale=2)",
         "array([5.60943416, 2.92003179])")},
    {"_choice_distinct", FUNCTION(core_generator_choice_distinct), FAST, NULL},
    {"_permuted", FUNCTION(core_generator_permuted), FAST, NULL},
    {"_dirichlet", FUNCTION(core_generator_dirichlet), FAST, NULL},
    {"_index", core_generator_index, METH_VARARGS, NULL},
    {"_index_fill", core_generator_index_fill, METH_VARARGS, NULL},
    {"_fill_at", core_generator_fill_at, METH_VARARGS, NULL},
    {"_multinomial", FUNCTION(core_generator_multinomial), FAST, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef generator_attributes[] = {
    {"_accelerated", generator_accelerated, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef randomstate_methods[] = {
#define RANDOMSTATE_METHOD(name, dist, signature, what, example)                                   \
    {#name, FUNCTION(randomstate_##name), FAST, DOC(name, signature, what, example)},
#define METHOD(name, dist, signature, what, example)                                               \
    RANDOMSTATE_METHOD(name, dist, signature, what, example)
#include "methods.def"
#undef RANDOMSTATE_METHOD
#undef METHOD
    {"random", FUNCTION(randomstate_random_sample), FAST,
     "random($self, size=None, *, out=None, threads=1)\n--\n\nrandom_sample." EXAMPLE(
         "isorand.RandomState(42).random(2)", "array([0.37454012, 0.95071431])")},
    {"randint", FUNCTION(core_randint), FAST,
     "randint($self, low, high=None, size=None, dtype='int', *, out=None, threads=1)\n--\n\n"
     "Integers on [low, high)." EXAMPLE("isorand.RandomState(42).randint(0, 10, 5)",
                                        "array([6, 3, 7, 4, 6])")},
    {"bytes", FUNCTION(core_randomstate_bytes), FAST,
     "bytes($self, length)\n--\n\nRandom bytes." EXAMPLE(
         "isorand.RandomState(42).bytes(4) == np.random.RandomState(42).bytes(4)", "True")},
    {"shuffle", FUNCTION(core_randomstate_shuffle), FAST,
     "shuffle($self, x)\n--\n\nShuffles an array or a sequence in place." EXAMPLE(
         "x = [1, 2, 3, 4, 5]; isorand.RandomState(42).shuffle(x); x", "[2, 5, 3, 1, 4]")},
    {"permutation", FUNCTION(core_randomstate_permutation), FAST,
     "permutation($self, x)\n--\n\nA shuffled copy, or range(x) shuffled." EXAMPLE(
         "isorand.RandomState(42).permutation(5)", "array([1, 4, 2, 0, 3])")},
    {"_dirichlet", FUNCTION(core_randomstate_dirichlet), FAST, NULL},
    {"_multinomial", FUNCTION(core_randomstate_multinomial), FAST, NULL},
    {NULL, NULL, 0, NULL},
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

/* ---- by name ---- */

/* Any distribution into any buffer. */
PyObject *core_generator_fill(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                              PyObject *kwnames) {
    core_draws *draws = core_generator_of(self);
    PyObject *dist_name = NULL, *threads_asked = NULL;
    if (nargs < 1 || nargs > 2) {
        PyErr_SetString(PyExc_TypeError, "fill(out, dist='uniform', *, threads=1, **parameters)");
        return NULL;
    }
    if (!draws->rng) {
        PyErr_SetString(PyExc_NotImplementedError, "fill needs a bit generator of isorand");
        return NULL;
    }
    if (nargs == 2)
        dist_name = args[1];
    const Py_ssize_t nkw = kwnames ? PyTuple_Size(kwnames) : 0;
    for (Py_ssize_t k = 0; k < nkw; k++) {
        PyObject *name = PyTuple_GetItem(kwnames, k);
        if (PyUnicode_CompareWithASCIIString(name, "dist") == 0 && !dist_name)
            dist_name = args[nargs + k];
        else if (PyUnicode_CompareWithASCIIString(name, "threads") == 0)
            threads_asked = args[nargs + k];
    }
    const unsigned threads = core_threads(threads_asked);
    if (!threads)
        return NULL;
    const isorand_dist_info *dist = NULL;
    if (!dist_name) {
        dist = isorand_dist_get(ISORAND_UNIFORM);
    } else if (PyUnicode_Check(dist_name)) {
        PyObject *bytes = PyUnicode_AsUTF8String(dist_name);
        dist = bytes ? isorand_dist_find(PyBytes_AsString(bytes)) : NULL;
        Py_XDECREF(bytes);
    }
    if (!dist) {
        PyErr_Format(PyExc_ValueError, "no distribution %R", dist_name);
        return NULL;
    }
    Py_buffer buffer;
    if (PyObject_GetBuffer(args[0], &buffer, PyBUF_WRITABLE | PyBUF_FORMAT | PyBUF_ANY_CONTIGUOUS))
        return NULL;
    const char code = buffer.format ? buffer.format[strspn(buffer.format, "@=<")] : 'B';
    const char kind = strchr("fd", code)      ? 'f'
                      : strchr("bhilq", code) ? 'i'
                      : code == '?'           ? 'b'
                                              : 'u';
    const isorand_type_info *type = NULL;
    for (int i = 0; (type = isorand_type_at(i)); i++)
        if (type->kind == kind && type->bytes == (unsigned)buffer.itemsize)
            break;
    core_fill fill = {.out = buffer.buf, .threads = threads};
    int error = !type || !strchr("?bBhHiIlLqQfdc", code) ||
                        isorand_request_init(&fill.request, dist->number, type->number)
                    ? ISORAND_ENOTSUP
                    : 0;
    if (error) {
        PyErr_Format(PyExc_TypeError, "%s does not fill elements of format '%s'", dist->name,
                     buffer.format ? buffer.format : "B");
        error = 1;
    }
    for (Py_ssize_t k = 0; !error && k < nkw; k++) {
        PyObject *name = PyTuple_GetItem(kwnames, k), *value = args[nargs + k];
        if (value == dist_name || PyUnicode_CompareWithASCIIString(name, "threads") == 0)
            continue;
        const isorand_param_info *param;
        int i = 0;
        while ((param = isorand_dist_param(dist->number, i)) &&
               PyUnicode_CompareWithASCIIString(name, param->name))
            i++;
        if (!param) {
            PyErr_Format(PyExc_TypeError, "%s has no parameter %R", dist->name, name);
            error = 1;
        } else if (param->kind == 'f') {
            fill.request.param[i].f = PyFloat_AsDouble(value);
        } else if (fill.request.type == ISORAND_U64) {
            PyObject *index = PyNumber_Index(value);
            fill.request.param[i].u = index ? PyLong_AsUnsignedLongLongMask(index) : 0;
            Py_XDECREF(index);
        } else {
            fill.request.param[i].i = PyLong_AsLongLong(value);
        }
        if (!error && PyErr_Occurred())
            error = 1;
    }
    if (!error) {
        fill.n = (size_t)buffer.len / (size_t)buffer.itemsize;
        error = core_fill_now(draws, &fill);
        if (error == ISORAND_EINVAL)
            PyErr_Format(PyExc_ValueError, "%s: a parameter is out of range", dist->name);
        else if (error)
            core_raise(error);
    }
    PyBuffer_Release(&buffer);
    if (error)
        return NULL;
    Py_INCREF(args[0]);
    return args[0];
}

int core_methods_ready(PyObject *module) {
    for (int i = 0; i < ROWS; i++)
        if (row_ready(&rows[i]))
            return -1;
    if (class_ready(module, "Generator", "isorand._core.Generator", &core_generator_base,
                    &core_generator_offset, &generator_base_init, generator_init, generator_methods,
                    generator_attributes))
        return -1;
    return class_ready(module, "RandomState", "isorand._core.RandomState", &core_randomstate_base,
                       &core_randomstate_offset, &randomstate_base_init, randomstate_init,
                       randomstate_methods, randomstate_attributes);
}
