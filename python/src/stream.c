/* SPDX-License-Identifier: MIT */
/* isorand._core.BitGenerator: np.random.BitGenerator with a stream of isorand's behind it.
 *
 * NumPy's class makes the seed sequence and a capsule with a bitgen_t, which subclasses fill: five
 * pointers.  Whatever is drawn through them, by NumPy, Numba or C, comes from the same state. */
#include "core.h"

#include <isorand/inline.h>
#include <string.h>

PyTypeObject *core_stream_type;
static Py_ssize_t stream_offset;
static initproc base_init;
static PyObject *seed_sequence; /* np.random.SeedSequence */
static destructor base_dealloc;

core_stream *core_stream_of(PyObject *bit_generator) {
    return (core_stream *)(void *)((char *)bit_generator + stream_offset);
}

/* ---- NumPy's bitgen_t ---- */

struct bitgen {
    void *state;
    uint64_t (*next_uint64)(void *state);
    uint32_t (*next_uint32)(void *state);
    double (*next_double)(void *state);
    uint64_t (*next_raw)(void *state);
};

/* Draws of one engine, its words compiled in. */
#define DRAWS(ID)                                                                                  \
    static uint64_t ID##_u64(void *state) {                                                        \
        return isorand_inline_u64(state, ISORAND_##ID);                                            \
    }                                                                                              \
    static uint32_t ID##_u32(void *state) {                                                        \
        return isorand_inline_u32(state, ISORAND_##ID);                                            \
    }                                                                                              \
    static double ID##_f64(void *state) {                                                          \
        return isorand_inline_f64(state, ISORAND_##ID);                                            \
    }                                                                                              \
    static uint64_t ID##_raw(void *state) {                                                        \
        return isorand_inline_raw(state, ISORAND_##ID);                                            \
    }
DRAWS(PCG64)
DRAWS(PCG64DXSM)
DRAWS(PHILOX4X64)
DRAWS(SFC64)
DRAWS(MT19937)
DRAWS(PHILOX4X32)
DRAWS(PCG32)
DRAWS(SFC64X32)
#undef DRAWS

static void fill_bitgen(struct bitgen *bitgen, isorand_rng *rng, int engine) {
    bitgen->state = rng;
    switch (engine) {
#define ENGINE(ID)                                                                                 \
    case ISORAND_##ID:                                                                             \
        bitgen->next_uint64 = ID##_u64;                                                            \
        bitgen->next_uint32 = ID##_u32;                                                            \
        bitgen->next_double = ID##_f64;                                                            \
        bitgen->next_raw = ID##_raw;                                                               \
        break;
        ENGINE(PCG64)
        ENGINE(PCG64DXSM)
        ENGINE(PHILOX4X64)
        ENGINE(SFC64)
        ENGINE(MT19937)
        ENGINE(PHILOX4X32)
        ENGINE(PCG32)
        ENGINE(SFC64X32)
#undef ENGINE
    default:
        break;
    }
}

/* ---- life ---- */

/* BitGenerator(engine, seed): the words of the seed sequence are the subclass's business. */
static int stream_init(PyObject *self, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
    const char *name;
    PyObject *seed = Py_None;
    if (!PyArg_ParseTuple(args, "s|O:BitGenerator", &name, &seed))
        return -1;
    const isorand_engine_info *engine = isorand_engine_find(name);
    if (!engine) {
        PyErr_Format(PyExc_ValueError, "no engine '%s'", name);
        return -1;
    }
    core_stream *stream = core_stream_of(self);
    if (!stream->lock && !(stream->lock = core_lock_new()))
        return -1;
    PyObject *base_args = PyTuple_Pack(1, seed);
    if (!base_args)
        return -1;
    const int error = base_init(self, base_args, NULL);
    Py_DECREF(base_args);
    if (error)
        return -1;
    PyObject *capsule = PyObject_GetAttrString(self, "capsule");
    struct bitgen *bitgen = capsule ? PyCapsule_GetPointer(capsule, "BitGenerator") : NULL;
    Py_XDECREF(capsule);
    if (!bitgen)
        return -1;
    /* Some state, until the subclass gives it one: nothing may be drawn from none. */
    isorand_seed(&stream->rng, engine->number, 0);
    isorand_set_numpy(&stream->rng, core_numpy_version);
    fill_bitgen(bitgen, &stream->rng, engine->number);
    return 0;
}

/* ---- seeding ---- */

enum { WORDS_MAX = 64 };

/* The 32-bit words of an integer below 2^128, as SeedSequence has them; how many, or 0. */
static size_t words_of_int(PyObject *value, uint32_t *words, size_t room) {
    size_t n = 0;
    if (!PyLong_CheckExact(value) || room < 4)
        return 0;
    unsigned long long low = PyLong_AsUnsignedLongLong(value);
    if (!PyErr_Occurred()) {
        do {
            words[n++] = (uint32_t)low;
            low >>= 32;
        } while (low);
        return n;
    }
    PyErr_Clear();
    PyObject *bytes = PyObject_CallMethod(value, "to_bytes", "is", 16, "little");
    const unsigned char *b = bytes ? (const unsigned char *)PyBytes_AsString(bytes) : NULL;
    for (size_t i = 0; b && i < 4; i++) {
        words[i] = (uint32_t)b[4 * i] | (uint32_t)b[4 * i + 1] << 8 | (uint32_t)b[4 * i + 2] << 16 |
                   (uint32_t)b[4 * i + 3] << 24;
        n = words[i] ? i + 1 : n;
    }
    Py_XDECREF(bytes);
    PyErr_Clear(); /* negative, or longer */
    return n;
}

/* _from_sequence(seed_seq): whether it was a plain SeedSequence of one integer, which the library
 * expands itself. */
static PyObject *stream_from_sequence(PyObject *self, PyObject *seed_seq) {
    core_stream *stream = core_stream_of(self);
    uint32_t words[WORDS_MAX], key[WORDS_MAX];
    isorand_seedseq ss;
    size_t nkey = 0;
    if ((PyObject *)Py_TYPE(seed_seq) != seed_sequence)
        Py_RETURN_FALSE;
    PyObject *entropy = PyObject_GetAttrString(seed_seq, "entropy");
    PyObject *spawn_key = PyObject_GetAttrString(seed_seq, "spawn_key");
    PyObject *pool_size = PyObject_GetAttrString(seed_seq, "pool_size");
    const size_t n =
        entropy && spawn_key && pool_size ? words_of_int(entropy, words, WORDS_MAX) : 0;
    int plain = n && PyTuple_CheckExact(spawn_key) && PyLong_AsLong(pool_size) == 4;
    for (Py_ssize_t i = 0; plain && i < PyTuple_Size(spawn_key); i++) {
        const size_t more =
            words_of_int(PyTuple_GetItem(spawn_key, i), key + nkey, WORDS_MAX - nkey);
        nkey += more;
        plain = more > 0;
    }
    Py_XDECREF(entropy);
    Py_XDECREF(spawn_key);
    Py_XDECREF(pool_size);
    if (PyErr_Occurred())
        return NULL;
    if (!plain || isorand_seedseq_init(&ss, words, n, key, nkey))
        Py_RETURN_FALSE;
    isorand_rng rng;
    const int error = isorand_init(&rng, (int)stream->rng.engine, &ss);
    if (error) {
        core_raise(error);
        return NULL;
    }
    rng.numpy = stream->rng.numpy;
    stream->rng = rng;
    Py_RETURN_TRUE;
}

static void stream_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    core_stream *stream = core_stream_of(self);
    core_lock *lock = stream->lock;
    stream->lock = NULL;
    Py_XDECREF((PyObject *)lock);
    base_dealloc(self);
    Py_DECREF(type);
}

static int draws_of(PyObject *self, core_draws *draws) {
    core_stream *stream = core_stream_of(self);
    *draws = (core_draws){.rng = &stream->rng, .lock = stream->lock};
    if (stream->lock)
        return 0;
    PyErr_SetString(PyExc_ValueError, "the bit generator has not been initialised");
    return -1;
}

/* Runs 'work' on the stream; None, or NULL with an exception. */
static PyObject *change(PyObject *self, core_work *work, void *argument) {
    core_draws draws;
    if (draws_of(self, &draws))
        return NULL;
    const int error = core_work_now(&draws, work, argument, 0);
    if (error) {
        core_raise(error);
        return NULL;
    }
    Py_RETURN_NONE;
}

/* ---- states ---- */

static int work_get(isorand_rng *rng, void *state) {
    return isorand_get_state(rng, state);
}

/* (fields, has_uint32, uinteger): the bytes of the engine's member of isorand_state. */
static PyObject *stream_get(PyObject *self, PyObject *Py_UNUSED(unused)) {
    isorand_state state;
    PyObject *done = change(self, work_get, &state);
    if (!done)
        return NULL;
    Py_DECREF(done);
    return Py_BuildValue("y#II", &state.fields, (Py_ssize_t)sizeof state.fields, state.has_uint32,
                         state.uinteger);
}

static int work_set(isorand_rng *rng, void *argument) {
    isorand_state *state = argument, old;
    const int error = isorand_get_state(rng, &old);
    if (error)
        return error;
    state->engine = old.engine;
    state->numpy = old.numpy;
    return isorand_set_state(rng, state);
}

static PyObject *stream_set(PyObject *self, PyObject *args) {
    const char *bytes;
    Py_ssize_t nbytes;
    unsigned has_uint32, uinteger;
    if (!PyArg_ParseTuple(args, "y#II:_set", &bytes, &nbytes, &has_uint32, &uinteger))
        return NULL;
    isorand_state state = {.has_uint32 = has_uint32, .uinteger = uinteger};
    if (nbytes < 0 || (size_t)nbytes > sizeof state.fields) {
        PyErr_SetString(PyExc_ValueError, "too many bytes");
        return NULL;
    }
    memcpy(&state.fields, bytes, (size_t)nbytes);
    return change(self, work_set, &state);
}

static int work_legacy(isorand_rng *rng, void *seed) {
    isorand_rng seeded;
    const int error = isorand_seed_legacy(&seeded, *(const uint64_t *)seed);
    if (error)
        return error;
    seeded.numpy = rng->numpy;
    *rng = seeded;
    return 0;
}

/* _seed_legacy(seed): np.random.seed of one number, on mt19937. */
static PyObject *stream_seed_legacy(PyObject *self, PyObject *seed) {
    uint64_t number = PyLong_AsUnsignedLongLong(seed);
    return PyErr_Occurred() ? NULL : change(self, work_legacy, &number);
}

struct move {
    uint64_t by[4];
    isorand_rng *out; /* NULL: advance */
};

static int work_move(isorand_rng *rng, void *argument) {
    const struct move *move = argument;
    return move->out ? isorand_jumped_wide(rng, move->by, move->out)
                     : isorand_advance_wide(rng, move->by);
}

static int move_of(struct move *move, const char *bytes, Py_ssize_t nbytes) {
    if (nbytes != 32) {
        PyErr_SetString(PyExc_ValueError, "a distance has 32 bytes");
        return -1;
    }
    for (int i = 0; i < 32; i++)
        move->by[i / 8] = move->by[i / 8] >> 8 | (uint64_t)(unsigned char)bytes[i] << 56;
    return 0;
}

static PyObject *stream_advance(PyObject *self, PyObject *args) {
    const char *bytes;
    Py_ssize_t nbytes;
    struct move move = {.out = NULL};
    if (!PyArg_ParseTuple(args, "y#:_advance", &bytes, &nbytes) || move_of(&move, bytes, nbytes))
        return NULL;
    return change(self, work_move, &move);
}

/* _jump(distance, other): 'other', which nobody else knows yet, becomes the jumped stream. */
static PyObject *stream_jump(PyObject *self, PyObject *args) {
    const char *bytes;
    Py_ssize_t nbytes;
    PyObject *other;
    struct move move = {.out = NULL};
    if (!PyArg_ParseTuple(args, "y#O!:_jump", &bytes, &nbytes, core_stream_type, &other) ||
        move_of(&move, bytes, nbytes))
        return NULL;
    move.out = &core_stream_of(other)->rng;
    return change(self, work_move, &move);
}

/* ---- raw words ---- */

struct raw {
    uint64_t *out;
    size_t n;
};

static int work_raw(isorand_rng *rng, void *argument) {
    const struct raw *raw = argument;
    if (!raw->out)
        return isorand_skip(rng, raw->n);
    if (isorand_engine_get((int)rng->engine)->word_bytes == 8)
        return isorand_fill_u64(rng, raw->out, raw->n);
    for (size_t i = 0; i < raw->n; i++)
        raw->out[i] = isorand_next_raw(rng);
    return 0;
}

/* How many words random_raw(size, output=False) passes over: as NumPy, the sum of the lengths. */
static int words_of(PyObject *size, size_t *n) {
    PyObject *array = PyObject_CallMethod(core_numpy, "asarray", "O", size);
    PyObject *sum = array ? PyObject_CallMethod(array, "sum", NULL) : NULL;
    PyObject *number = sum ? PyNumber_Index(sum) : NULL;
    Py_XDECREF(array);
    Py_XDECREF(sum);
    if (!number)
        return -1;
    const Py_ssize_t found = PyLong_AsSsize_t(number);
    Py_DECREF(number);
    *n = found < 0 ? 0 : (size_t)found;
    return found == -1 && PyErr_Occurred() ? -1 : 0;
}

static PyObject *stream_random_raw(PyObject *self, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"size", "output", NULL};
    PyObject *size = Py_None;
    int output = 1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|Op:random_raw", names, &size, &output))
        return NULL;
    core_draws draws;
    if (draws_of(self, &draws))
        return NULL;
    if (size == Py_None || !output) {
        uint64_t word;
        struct raw raw = {&word, 1};
        if (!output) {
            raw.out = NULL;
            if (size != Py_None && words_of(size, &raw.n))
                return NULL;
        }
        const int error = core_work_now(&draws, work_raw, &raw, 0);
        if (error) {
            core_raise(error);
            return NULL;
        }
        if (!output)
            Py_RETURN_NONE;
        return PyLong_FromUnsignedLongLong(word);
    }
    PyObject *array = core_empty(size, ISORAND_U64);
    core_view view;
    if (!array || core_look(&view, array)) {
        Py_XDECREF(array);
        return NULL;
    }
    struct raw raw = {view.is->data, view.n};
    const int error = core_work_now(&draws, work_raw, &raw, view.n > 4096);
    core_unlook(&view);
    return core_answer(array, error);
}

/* ---- attributes ---- */

static PyObject *stream_lock(PyObject *self, void *Py_UNUSED(closure)) {
    PyObject *lock = (PyObject *)core_stream_of(self)->lock;
    if (!lock)
        lock = Py_None;
    Py_INCREF(lock);
    return lock;
}

static PyObject *stream_level(PyObject *self, void *Py_UNUSED(closure)) {
    const char *level = isorand_get_numpy(&core_stream_of(self)->rng);
    if (level)
        return PyUnicode_FromString(level);
    Py_RETURN_NONE;
}

static int work_level(isorand_rng *rng, void *version) {
    return isorand_set_numpy(rng, version);
}

static int stream_set_level(PyObject *self, PyObject *value, void *Py_UNUSED(closure)) {
    PyObject *bytes = NULL;
    char *version = NULL;
    if (value && value != Py_None) {
        bytes = PyUnicode_Check(value) ? PyUnicode_AsUTF8String(value) : NULL;
        version = bytes ? PyBytes_AsString(bytes) : NULL;
        if (!version) {
            PyErr_SetString(PyExc_TypeError, "numpy_level is a version of NumPy: \"1.26\"");
            return -1;
        }
    }
    PyObject *done = change(self, work_level, version);
    if (!done && PyErr_ExceptionMatches(PyExc_ValueError)) {
        PyErr_Format(PyExc_ValueError, "no level of NumPy is known as %R", value);
    }
    Py_XDECREF(bytes);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

static PyMethodDef stream_methods[] = {
    {"_get", stream_get, METH_NOARGS, NULL},
    {"_set", stream_set, METH_VARARGS, NULL},
    {"_seed_legacy", stream_seed_legacy, METH_O, NULL},
    {"_from_sequence", stream_from_sequence, METH_O, NULL},
    {"_advance", stream_advance, METH_VARARGS, NULL},
    {"_jump", stream_jump, METH_VARARGS, NULL},
    {"random_raw", (PyCFunction)(void (*)(void))stream_random_raw, METH_VARARGS | METH_KEYWORDS,
     "random_raw($self, size=None, output=True)\n--\n\n"
     "Native words of the stream, as uint64; with output=False they are passed over.\n\n"
     ">>> isorand.PCG64(42).random_raw() == np.random.PCG64(42).random_raw()\nTrue\n"},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef stream_attributes[] = {
    {"lock", stream_lock, NULL, "The lock that fills hold.", NULL},
    {"numpy_level", stream_level, stream_set_level,
     "The version of NumPy whose values are drawn: the first one of its level.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot stream_slots[] = {
    {Py_tp_doc, "np.random.BitGenerator over an engine of isorand."},
    {Py_tp_init, (void *)stream_init},
    {Py_tp_dealloc, (void *)stream_dealloc},
    {Py_tp_methods, stream_methods},
    {Py_tp_getset, stream_attributes},
    {0, NULL},
};

int core_stream_ready(PyObject *module) {
    PyObject *random = PyImport_ImportModule("numpy.random");
    PyObject *base = random ? PyObject_GetAttrString(random, "BitGenerator") : NULL;
    PyObject *size = base ? PyObject_GetAttrString(base, "__basicsize__") : NULL;
    seed_sequence = random ? PyObject_GetAttrString(random, "SeedSequence") : NULL;
    Py_XDECREF(random);
    if (!size || !seed_sequence)
        return -1;
    stream_offset = (PyLong_AsSsize_t(size) + 15) / 16 * 16;
    Py_DECREF(size);
    base_init = (initproc)PyType_GetSlot((PyTypeObject *)base, Py_tp_init);
    base_dealloc = (destructor)PyType_GetSlot((PyTypeObject *)base, Py_tp_dealloc);
    PyType_Spec spec = {
        .name = "isorand._core.BitGenerator",
        .basicsize = (int)(stream_offset + (Py_ssize_t)sizeof(core_stream)),
        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
        .slots = stream_slots,
    };
    core_stream_type = (PyTypeObject *)PyType_FromModuleAndSpec(module, &spec, base);
    Py_DECREF(base);
    return core_stream_type
               ? PyModule_AddObjectRef(module, "BitGenerator", (PyObject *)core_stream_type)
               : -1;
}
