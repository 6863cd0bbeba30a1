/* SPDX-License-Identifier: MIT */
/* Generator's and RandomState's methods that are rows of the registry.
 *
 * A method binds its arguments, takes numbers as they are and makes the fill.  Whatever is not as
 * simple as that, arrays as parameters aside, is left to NumPy's own method over the same stream:
 * it gives the same bits, and its own errors. */
#include "core.h"
#include "each.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows ---- */

enum { ARGS_MAX = 8 };

typedef struct row {
    const char *name, *dist, *doc;
    int legacy; /* whose method */
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
    const isorand_param_info *first = isorand_dist_param(dist->number, 0);
    if (r->nparams == 0 && first && !strcmp(first->name, "loc"))
        r->request.param[0].f = -0.0; /* standard_normal: nothing is added to a -0 */
    r->inverse = r->request;
    r->inverse.dist = ISORAND_EXPONENTIAL_INV;
    return 0;
}

/* ---- values ---- */

static PyObject *scalar(int type, const void *cell) {
    if (type == ISORAND_F64)
        return PyFloat_FromDouble(*(const double *)cell);
    if (type == ISORAND_F32)
        return PyFloat_FromDouble((double)*(const float *)cell);
    return PyLong_FromLongLong(*(const int64_t *)cell);
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
    core_each *each;
} call;

static PyObject *by_numpy(const call *c) {
    return core_numpys_method(c->self, c->row->legacy, c->row->name, c->args, c->nargs, c->kwnames);
}

static PyObject *refuse(const call *c, int error) {
    const row *r = c->row;
    return core_refuse(c->self, r->legacy, r->name, r->names, r->nparams, c->values, error);
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
            const int spread = core_each_spread(c->each, i, &view);
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
    /* Without values the library looks at no element of the parameters; NumPy does. */
    if (!error && c->each && !view.n)
        error = core_numpy_refuses(c->self, r->legacy, r->name, r->names, r->nparams, c->values);
    if (!error) {
        const core_fill fill = {.request = c->request,
                                .arrays = c->each ? c->each->arrays : NULL,
                                .out = view.is->data,
                                .n = view.n,
                                .threads = threads};
        error = core_fill_now(c->draws, &fill);
        if (error && error != 1)
            refuse(c, error);
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
    return error ? refuse(c, error) : scalar(c->request.type, cell);
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
    core_each e = {.nd = 0};
    c->each = &e;
    int open = 1, numbers = 1;
    for (int i = 0; open && i < r->nparams; i++) {
        if (!c->values[i] || core_number(c->values[i], r->kinds[i], &c->request.param[i]))
            continue;
        open =
            core_each_open(&e, i, c->values[i], r->kinds[i]) && core_each_merge(&e, e.views[i].is);
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
    core_each_end(&e);
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
        } else if (!core_number(c.values[i], r->kinds[i], &c.request.param[i])) {
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

/* ---- the tables of the classes ---- */

#define FAST        METH_FASTCALL | METH_KEYWORDS
#define FUNCTION(f) (PyCFunction)(void (*)(void))(f)

PyMethodDef core_generator_methods[] = {
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
    {"dirichlet", FUNCTION(core_generator_dirichlet), FAST,
     "dirichlet($self, alpha, size=None)\n--\n\nPoints of a simplex." EXAMPLE(
         "round(isorand.default_rng(1).dirichlet([1, 2, 3]).sum(), 9)", "1.0")},
    {"multinomial", FUNCTION(core_generator_multinomial), FAST,
     "multinomial($self, n, pvals, size=None)\n--\n\nCounts of 'n' draws by 'pvals'." EXAMPLE(
         "isorand.default_rng(1).multinomial(10, [0.2, 0.3, 0.5])", "array([2, 5, 3])")},
    {"_index", core_generator_index, METH_VARARGS, NULL},
    {"_index_fill", core_generator_index_fill, METH_VARARGS, NULL},
    {"_fill_at", core_generator_fill_at, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyMethodDef core_randomstate_methods[] = {
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
    {"dirichlet", FUNCTION(core_randomstate_dirichlet), FAST,
     "dirichlet($self, alpha, size=None)\n--\n\nPoints of a simplex." EXAMPLE(
         "round(isorand.RandomState(1).dirichlet([1, 2, 3]).sum(), 9)", "1.0")},
    {"multinomial", FUNCTION(core_randomstate_multinomial), FAST,
     "multinomial($self, n, pvals, size=None)\n--\n\nCounts of 'n' draws by 'pvals'." EXAMPLE(
         "isorand.RandomState(1).multinomial(10, [0.2, 0.3, 0.5])", "array([2, 4, 4])")},
    {NULL, NULL, 0, NULL},
};

int core_methods_ready(void) {
    for (int i = 0; i < ROWS; i++)
        if (row_ready(&rows[i]))
            return -1;
    return 0;
}
