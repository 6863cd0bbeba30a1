# SPDX-License-Identifier: MIT
"""The shared library through ctypes: what a test or a measurement in Python needs of it."""
import ctypes
from ctypes import byref, c_double, c_int, c_size_t, c_uint32, c_uint64, c_void_p

import numpy as np

ENGINES = ["pcg64", "pcg64dxsm", "philox4x64", "sfc64", "mt19937", "philox4x32", "pcg32"]
KINDS = {"u32": np.uint32, "u64": np.uint64, "f32": np.float32, "f64": np.float64,
         "bytes": np.uint8}
MASK64 = 2**64 - 1


class SeedSeqStruct(ctypes.Structure):
    _fields_ = [("pool", c_uint32 * 32), ("pool_size", c_uint32), ("hash", c_uint32),
                ("n_spawned", c_uint64)]


class RngStruct(ctypes.Structure):
    _fields_ = [("engine", c_uint32), ("has_uint32", c_uint32), ("uinteger", c_uint32),
                ("has_gauss", c_uint32), ("gauss", c_double), ("state", c_uint64 * 320)]


class Pcg64State(ctypes.Structure):
    _fields_ = [("state_hi", c_uint64), ("state_lo", c_uint64), ("inc_hi", c_uint64),
                ("inc_lo", c_uint64), ("has_uint32", c_uint32), ("uinteger", c_uint32)]


class PhiloxState(ctypes.Structure):
    _fields_ = [("counter", c_uint64 * 4), ("key", c_uint64 * 2), ("buffer", c_uint64 * 4),
                ("buffer_pos", c_uint32), ("has_uint32", c_uint32), ("uinteger", c_uint32)]


class Sfc64State(ctypes.Structure):
    _fields_ = [("state", c_uint64 * 4), ("has_uint32", c_uint32), ("uinteger", c_uint32)]


class Mt19937State(ctypes.Structure):
    _fields_ = [("key", c_uint32 * 624), ("pos", c_uint32), ("has_gauss", c_uint32),
                ("gauss", c_double)]


STATES = {"pcg64": Pcg64State, "pcg64dxsm": Pcg64State, "philox4x64": PhiloxState,
          "sfc64": Sfc64State, "mt19937": Mt19937State}


class IsorandError(Exception):
    pass


def load(path):
    """Opens the library; every function of the header is then called through 'call'."""
    global _lib
    _lib = ctypes.CDLL(path)
    _lib.isorand_strerror.restype = ctypes.c_char_p
    for name in "u32", "u64", "f32", "f64", "bytes":
        getattr(_lib, f"isorand_fill_{name}").argtypes = [c_void_p, c_void_p, c_size_t]


def call(name, *args):
    """isorand_NAME(args); an error becomes an exception."""
    error = getattr(_lib, "isorand_" + name)(*args)
    if error < 0:
        raise IsorandError(f"isorand_{name}: {_lib.isorand_strerror(error).decode()}")
    return error


def usable_backends():
    class Info(ctypes.Structure):
        _fields_ = [("name", ctypes.c_char_p), ("compiled", c_int), ("usable", c_int),
                    ("preferred", c_int), ("why_not", ctypes.c_char * 120)]

    info = Info()
    names = []
    for i in range(call("backend_count")):
        call("backend_describe", i, byref(info))
        if info.usable:
            names.append(info.name.decode())
    return names


def select_backend(name):
    call("backend_select", name.encode())


def words_of(value):
    """The 32-bit words of an integer, or of a list of them, least significant first."""
    if not isinstance(value, int):
        return [w for v in value for w in words_of(v)]
    words = [value & 0xFFFFFFFF]
    while value := value >> 32:
        words.append(value & 0xFFFFFFFF)
    return words


def array32(words):
    return (c_uint32 * max(1, len(words)))(*words)


class SeedSequence:
    """np.random.SeedSequence."""

    def __init__(self, entropy=0, spawn_key=(), pool_size=4):
        self.struct = SeedSeqStruct()
        words, key = words_of(entropy), words_of(list(spawn_key))
        call("seedseq_init_pool", byref(self.struct), array32(words), c_size_t(len(words)),
             array32(key), c_size_t(len(key)), c_size_t(pool_size))

    @property
    def pool(self):
        return list(self.struct.pool[: self.struct.pool_size])

    def generate_state(self, n, dtype=np.uint32):
        out = np.zeros(n, dtype)
        call(f"seedseq_generate_u{8 * out.itemsize}", byref(self.struct), c_void_p(out.ctypes.data),
             c_size_t(n))
        return out

    def spawn(self, n):
        children = (SeedSeqStruct * n)()
        call("seedseq_spawn", byref(self.struct), children, c_size_t(n))
        out = [SeedSequence() for _ in range(n)]
        for sequence, struct in zip(out, children):
            ctypes.memmove(byref(sequence.struct), byref(struct), ctypes.sizeof(struct))
        return out


class Rng:
    """A stream."""

    def __init__(self, engine, seedseq=None):
        self.engine, self.struct = engine, RngStruct()
        if seedseq is not None:
            number = ENGINES.index(engine) + 1
            call("init", byref(self.struct), number, byref(seedseq.struct))

    @classmethod
    def legacy(cls, seed):
        """np.random.RandomState(seed) for an integer or a list of integers."""
        self = cls("mt19937")
        if isinstance(seed, int):
            call("seed_legacy", byref(self.struct), c_uint64(seed))
        else:
            call("seed_legacy_array", byref(self.struct), array32(seed), c_size_t(len(seed)))
        return self

    @classmethod
    def philox(cls, key, counter):
        self = cls("philox4x64")
        split = lambda value, n: (c_uint64 * n)(*[value >> 64 * i & MASK64 for i in range(n)])
        call("init_philox4x64", byref(self.struct), split(key, 2), split(counter, 4))
        return self

    def fill(self, kind, n):
        out = np.empty(n, KINDS[kind])
        call(f"fill_{kind}", byref(self.struct), out.ctypes.data, n)
        return out

    def advance(self, delta):
        words = (c_uint64 * 4)(*[delta >> 64 * i & MASK64 for i in range(4)])
        call("advance_wide", byref(self.struct), words)

    def jumped(self, k):
        out = Rng(self.engine)
        call("jumped", byref(self.struct), c_uint64(k), byref(out.struct))
        return out

    def skip(self, nwords):
        call("skip", byref(self.struct), c_uint64(nwords))

    def get_state(self):
        """NumPy's bit_generator.state."""
        st = STATES[self.engine]()
        call("get_" + self.engine, byref(self.struct), byref(st))
        if self.engine == "mt19937":
            return {"bit_generator": "MT19937",
                    "state": {"key": np.array(st.key, np.uint32), "pos": st.pos}}
        half = {"has_uint32": st.has_uint32, "uinteger": st.uinteger}
        if self.engine == "philox4x64":
            inner = {n: np.array(getattr(st, n), np.uint64) for n in ("counter", "key")}
            return {"bit_generator": "Philox", "state": inner, "buffer_pos": st.buffer_pos,
                    "buffer": np.array(st.buffer, np.uint64), **half}
        if self.engine == "sfc64":
            return {"bit_generator": "SFC64", "state": {"state": np.array(st.state, np.uint64)},
                    **half}
        inner = {"state": st.state_hi << 64 | st.state_lo, "inc": st.inc_hi << 64 | st.inc_lo}
        return {"bit_generator": self.engine.upper(), "state": inner, **half}

    def set_state(self, state):
        """Continues NumPy's bit_generator.state."""
        st, inner = STATES[self.engine](), state["state"]
        if self.engine == "mt19937":
            st.key[:] = [int(w) for w in inner["key"]]
            st.pos = int(inner["pos"])
            st.has_gauss, st.gauss = state.get("has_gauss", 0), state.get("gauss", 0.0)
        else:
            st.has_uint32, st.uinteger = state["has_uint32"], state["uinteger"]
        if self.engine == "philox4x64":
            for name, words in ("counter", inner["counter"]), ("key", inner["key"]), (
                    "buffer", state["buffer"]):
                getattr(st, name)[:] = [int(w) for w in words]
            st.buffer_pos = state["buffer_pos"]
        elif self.engine == "sfc64":
            st.state[:] = [int(w) for w in inner["state"]]
        elif self.engine != "mt19937":
            st.state_hi, st.state_lo = inner["state"] >> 64, inner["state"] & MASK64
            st.inc_hi, st.inc_lo = inner["inc"] >> 64, inner["inc"] & MASK64
        call("set_" + self.engine, byref(self.struct), byref(st))
