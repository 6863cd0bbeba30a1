/* SPDX-License-Identifier: MIT */
/* isorand._core: what its files share.
 *
 * The stable ABI of CPython 3.11 and the public headers of isorand; no NumPy header.  An array's
 * memory is found by its __array_struct__, which every NumPy has had and will keep.
 *
 * Everything here runs with the GIL held, but for the fills themselves.  Module state is static:
 * the module is initialised once a process and refuses a second interpreter. */
#ifndef ISORAND_PYTHON_CORE_H
#define ISORAND_PYTHON_CORE_H

#define PY_SSIZE_T_CLEAN
#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x030B0000
#endif
#include <Python.h>

#include <isorand/isorand.h>
#include <isorand/parallel.h>

/* ---- lock.c ---- */

/* The lock of a bit generator, in place of threading.Lock: one who holds the GIL sees without a
 * call whether anybody is at work, and the thread that holds it may take it again. */
typedef struct core_lock {
    PyObject_HEAD PyThread_type_lock native;
    unsigned long owner;
    int depth; /* how often the owner has taken it; 0: free */
} core_lock;

extern PyTypeObject *core_lock_type;
int core_lock_ready(PyObject *module);
core_lock *core_lock_new(void);
/* 0, or -1 with an exception (a signal came while waiting). */
int core_lock_take(core_lock *lock);
void core_lock_give(core_lock *lock);

/* Whether another thread holds it. */
int core_lock_is_foreign(const core_lock *lock);

/* ---- array.c ---- */

/* What __array_struct__ points to: NumPy's array interface protocol, version 3. */
struct core_interface {
    int two;
    int nd;
    char typekind;
    int itemsize;
    int flags;
    Py_ssize_t *shape, *strides;
    void *data;
    PyObject *descr;
};

enum {
    CORE_C_CONTIGUOUS = 0x1,
    CORE_F_CONTIGUOUS = 0x2,
    CORE_ALIGNED = 0x100,
    CORE_NATIVE = 0x200,
    CORE_WRITEABLE = 0x400
};

/* An array that was looked into; its members are valid until core_unlook. */
typedef struct core_view {
    PyObject *array, *capsule;
    const struct core_interface *is;
    size_t n; /* elements */
} core_view;

extern PyObject *core_numpy; /* the module */
extern PyObject *core_ndarray;
extern const char *core_numpy_level;   /* of the NumPy that is running */
extern const char *core_numpy_version; /* that is running, for isorand_set_numpy; NULL: newest */
int core_array_ready(void);

/* np.empty(size, dtype) for a type of the registry. */
PyObject *core_empty(PyObject *size, int type);
/* The type of the registry that a dtype argument names; 0 where none does, without an exception. */
int core_type_of(PyObject *dtype);
/* np.dtype of a type. */
PyObject *core_dtype(int type);
/* The scalar class of a type: np.int64. */
PyObject *core_scalar_class(int type);

/* Takes a reference to 'array', an np.ndarray.  0, or -1 with an exception. */
int core_look(core_view *view, PyObject *array);
void core_unlook(core_view *view);
/* Whether elements are those of the type, and the memory is one block. */
int core_view_is(const core_view *view, int type);
/* Whether a fill can write into an array of that type; else -1 with NumPy's exception. */
int core_check_out(const core_view *view, int type, PyObject *size);
/* As a tuple. */
PyObject *core_shape(const core_view *view);

/* ---- stream.c ---- */

/* What isorand.BitGenerator has behind the members of np.random.BitGenerator. */
typedef struct core_stream {
    isorand_rng rng;
    core_lock *lock;
} core_stream;

extern PyTypeObject *core_stream_type;
int core_stream_ready(PyObject *module);
core_stream *core_stream_of(PyObject *bit_generator);

/* ---- draws.c ---- */

/* What Generator and RandomState have behind the members of NumPy's classes: where their bit
 * generator's stream is, which the class's own reference keeps alive. */
typedef struct core_draws {
    isorand_rng *rng; /* NULL: not a bit generator of isorand's, NumPy's own methods do it all */
    core_lock *lock;
    /* RandomState's own: two of them on one bit generator have one each. */
    int legacy;
    uint32_t has_gauss;
    double gauss;
} core_draws;

/* A fill: of a request, with arrays as parameters or by threads. */
typedef struct core_fill {
    isorand_request request;
    const isorand_param_array *arrays; /* NULL: none */
    void *out;
    size_t n;
    unsigned threads;
} core_fill;

/* Fills with the lock held, and without the GIL where it takes long.  An error of the library, or
 * 1 with an exception. */
int core_fill_now(core_draws *draws, const core_fill *fill);

/* Runs 'work', which draws, in the same way; 'long_' says whether it takes long. */
typedef int core_work(isorand_rng *rng, void *argument);
int core_work_now(core_draws *draws, core_work *work, void *argument, int long_);

/* How many threads an argument asks for; 0 with an exception.  NULL and None: 1; 0: all CPUs. */
unsigned core_threads(PyObject *threads);

/* Raises what an error of the library is in Python. */
void core_raise(int error);

/* The reference 'result'; where there is an error, that is raised, and the reference dropped. */
PyObject *core_answer(PyObject *result, int error);

/* ---- classes.c ---- */

extern Py_ssize_t core_generator_offset, core_randomstate_offset;
extern PyObject *core_generator_base, *core_randomstate_base; /* NumPy's classes */
int core_classes_ready(PyObject *module);

static inline core_draws *core_generator_of(PyObject *self) {
    return (core_draws *)(void *)((char *)self + core_generator_offset);
}

static inline core_draws *core_randomstate_of(PyObject *self) {
    return (core_draws *)(void *)((char *)self + core_randomstate_offset);
}

static inline core_draws *core_draws_of(PyObject *self, int legacy) {
    return legacy ? core_randomstate_of(self) : core_generator_of(self);
}

/* ---- numpys.c ---- */

/* The method of NumPy's class with the same arguments; 'name' is a literal. */
PyObject *core_call_base(PyObject *self, int legacy, const char *name, PyObject *const *args,
                         Py_ssize_t nargs, PyObject *kwnames);

/* The same, with RandomState's cached normal brought there and back. */
PyObject *core_numpys_method(PyObject *self, int legacy, const char *name, PyObject *const *args,
                             Py_ssize_t nargs, PyObject *kwnames);

/* Whether NumPy, asked for no values at all, refuses these parameters; then with its exception. */
int core_numpy_refuses(PyObject *self, int legacy, const char *name, PyObject *const *names,
                       int nparams, PyObject *const *values);

/* Raises what NumPy says of parameters that the library refused with 'error'; where it says nothing
 * what the library says.  1 is an error that has been raised. */
PyObject *core_refuse(PyObject *self, int legacy, const char *name, PyObject *const *names,
                      int nparams, PyObject *const *values, int error);

/* ---- arguments.c ---- */

/* Binds arguments to 'names': values[i] is borrowed, or NULL.  0 where they do not fit, without an
 * exception. */
int core_bind(PyObject *const *names, int nnames, int npositional, PyObject *const *args,
              Py_ssize_t nargs, PyObject *kwnames, PyObject **values);

/* Whether 'value' is a plain number of the kind, 'f' or 'i'. */
int core_number(PyObject *value, char kind, isorand_param *param);

/* ---- methods.c, integers.c, order.c, vectors.c, fill.c, slices.c ---- */

extern PyMethodDef core_generator_methods[], core_randomstate_methods[];
int core_methods_ready(void);

typedef PyObject *core_method(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                              PyObject *kwnames);
core_method core_integers, core_randint, core_generator_shuffle, core_randomstate_shuffle,
    core_generator_permutation, core_randomstate_permutation, core_generator_bytes,
    core_randomstate_bytes, core_generator_fill, core_generator_choice_distinct,
    core_generator_permuted, core_generator_dirichlet, core_randomstate_dirichlet,
    core_generator_multinomial, core_randomstate_multinomial;
PyObject *core_generator_index(PyObject *self, PyObject *args);
PyObject *core_generator_index_fill(PyObject *self, PyObject *args);
PyObject *core_generator_fill_at(PyObject *self, PyObject *args);
int core_integers_ready(void);
int core_order_ready(void);
int core_vectors_ready(void);

#endif
