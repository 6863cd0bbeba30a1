# SPDX-License-Identifier: MIT
"""The shared library through ctypes: its registries, seeds, streams and states, as the tests in
Python use them.  A process opens one library."""
import ctypes
import functools
import types
from ctypes import byref, c_char_p, c_double, c_int, c_size_t, c_uint, c_uint32, c_uint64, c_void_p

import numpy as np

# The fills of words and uniform floats: isorand_fill_KIND.
KINDS = {"u32": np.uint32, "u64": np.uint64, "f32": np.float32, "f64": np.float64,
         "bytes": np.uint8}
EINVAL, ERANGE, ESPACE = -1, -2, -8
PARAMS_MAX, POOL_SIZE_MAX = 6, 32
MASK64 = 2**64 - 1


# ---- structs of the header ----

class EngineInfo(ctypes.Structure):
    _fields_ = [("number", c_int), ("name", c_char_p), ("alias", c_char_p),
                ("reference", c_char_p), ("word_bytes", c_uint), ("block_words", c_uint),
                ("can_advance", c_int), ("can_jump", c_int)]


class TypeInfo(ctypes.Structure):
    _fields_ = [("number", c_int), ("name", c_char_p), ("numpy", c_char_p), ("bytes", c_uint),
                ("kind", ctypes.c_char)]


class DistInfo(ctypes.Structure):
    _fields_ = [("number", c_int), ("name", c_char_p), ("family", c_int), ("reference", c_char_p),
                ("types", c_uint32), ("nparams", c_uint)]


class Param(ctypes.Union):
    _fields_ = [("f", c_double), ("i", ctypes.c_int64), ("u", c_uint64)]


class ParamInfo(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("kind", ctypes.c_char), ("range", c_char_p),
                ("default_value", Param)]


class ParamArray(ctypes.Structure):
    _fields_ = [("data", c_void_p), ("stride", ctypes.c_ssize_t)]


class Request(ctypes.Structure):
    _fields_ = [("dist", c_int), ("type", c_int), ("param", Param * PARAMS_MAX), ("flags", c_uint)]


class BackendInfo(ctypes.Structure):
    _fields_ = [("name", c_char_p)]


class SeedSeqStruct(ctypes.Structure):
    _fields_ = [("pool", c_uint32 * POOL_SIZE_MAX), ("pool_size", c_uint32), ("hash", c_uint32),
                ("n_spawned", c_uint64)]


class Lcg128(ctypes.Structure):
    _fields_ = [("state_hi", c_uint64), ("state_lo", c_uint64), ("inc_hi", c_uint64),
                ("inc_lo", c_uint64)]


class Philox4x64Core(ctypes.Structure):
    _fields_ = [("counter", c_uint64 * 4), ("key", c_uint64 * 2), ("buffer", c_uint64 * 4),
                ("pos", c_uint64)]


class Sfc64Core(ctypes.Structure):
    _fields_ = [(name, c_uint64) for name in "abcw"]


class Mt19937Core(ctypes.Structure):
    _fields_ = [("key", c_uint32 * 624), ("pos", c_uint32)]


class EngineState(ctypes.Union):
    """The engines that NumPy has, by name, and all of the union's room."""
    _fields_ = [("pcg64", Lcg128), ("pcg64dxsm", Lcg128), ("philox4x64", Philox4x64Core),
                ("sfc64", Sfc64Core), ("mt19937", Mt19937Core), ("reserved", c_uint64 * 320)]


class RngStruct(ctypes.Structure):
    _fields_ = [("engine", c_uint32), ("has_uint32", c_uint32), ("uinteger", c_uint32),
                ("has_gauss", c_uint32), ("gauss", c_double), ("numpy", c_uint32),
                ("reserved", c_uint32), ("state", EngineState)]


class State(ctypes.Structure):
    _fields_ = [("engine", c_int), ("has_uint32", c_uint32), ("uinteger", c_uint32),
                ("has_gauss", c_uint32), ("gauss", c_double), ("numpy", c_uint32),
                ("reserved", c_uint32), ("fields", EngineState)]


# ---- the library ----

class Error(Exception):
    """A negative answer of the library, in 'code'."""

    def __init__(self, name, code):
        super().__init__(f"isorand_{name}: {_library.so.isorand_strerror(code).decode()}")
        self.code = code


def plain(struct):
    """A row with its members, texts as str."""
    members = {name: getattr(struct, name) for name, _ in struct._fields_}
    return types.SimpleNamespace(**{name: value.decode() if isinstance(value, bytes) else value
                                    for name, value in members.items()})


class Library:
    """A shared library.  'engines', 'types', 'dists' and 'backends' are its rows by name, in their
    order; a row of 'types' has 'dtype' too, and one of 'dists' the names of its types in 'fills'
    and its parameters' rows in 'params'."""

    def __init__(self, path):
        self.so = ctypes.CDLL(path)
        self.so.isorand_strerror.restype = c_char_p
        self.so.isorand_choice_distinct_scratch.restype = c_size_t
        self.engines = self.rows("engine", EngineInfo)
        self.types = self.rows("type", TypeInfo)
        self.dists = self.rows("dist", DistInfo)
        self.backends = self.rows("backend", BackendInfo)
        for row in self.types.values():
            row.dtype = np.dtype(row.numpy)
        self.so.isorand_dist_param.restype = ctypes.POINTER(ParamInfo)
        for row in self.dists.values():
            row.fills = [t.name for t in self.types.values() if row.types >> t.number & 1]
            row.params = [plain(self.so.isorand_dist_param(row.number, i).contents)
                          for i in range(row.nparams)]

    def rows(self, registry, info):
        """{name: row} by isorand_REGISTRY_at."""
        at = getattr(self.so, f"isorand_{registry}_at")
        at.restype = ctypes.POINTER(info)
        found = []
        while row := at(len(found)):
            found.append(plain(row.contents))
        return {row.name: row for row in found}


@functools.lru_cache(maxsize=None)
def load(path):
    """Opens the library; every function of the header is then called through 'call'."""
    global _library
    _library = Library(path)
    return _library


def argument(x):
    """Arrays go as pointers, numbers as doubles or 64-bit integers."""
    if isinstance(x, np.ndarray):
        return c_void_p(x.ctypes.data)
    if isinstance(x, float):
        return c_double(x)
    if isinstance(x, int):
        return c_uint64(x & MASK64)
    return x


def call(name, *arguments):
    """isorand_NAME(arguments); an error becomes an exception."""
    answer = getattr(_library.so, "isorand_" + name)(*map(argument, arguments))
    if answer < 0:
        raise Error(name, answer)
    return answer


def set_numpy(struct, version=np.__version__):
    """Gives an rng's struct the level of a version, without another that of the NumPy at hand."""
    call("set_numpy", byref(struct), version.encode())


def usable_backends():
    usable = 2  # ISORAND_BACKEND_USABLE, and more is better
    return [name for i, name in enumerate(_library.backends)
            if call("backend_status", i, None, 0) >= usable]


def select_backend(name):
    call("backend_select", name.encode())


# ---- seeds ----

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
        call("seedseq_init_pool", byref(self.struct), array32(words), len(words), array32(key),
             len(key), pool_size)

    @property
    def pool(self):
        return list(self.struct.pool[: self.struct.pool_size])

    def generate_state(self, n, dtype=np.uint32):
        out = np.zeros(n, dtype)
        call(f"seedseq_generate_u{8 * out.itemsize}", byref(self.struct), out, n)
        return out

    def spawn(self, n):
        children = (SeedSeqStruct * n)()
        call("seedseq_spawn", byref(self.struct), children, n)
        out = [SeedSequence() for _ in range(n)]
        for sequence, struct in zip(out, children):
            ctypes.memmove(byref(sequence.struct), byref(struct), ctypes.sizeof(struct))
        return out


# ---- streams ----

class Rng:
    """A stream of words and uniform floats, and NumPy's states of it, at the level of this NumPy."""

    def __init__(self, engine, seedseq=None):
        self.engine, self.struct = engine, RngStruct()
        if seedseq is not None:
            self.start("init", _library.engines[engine].number, byref(seedseq.struct))

    @classmethod
    def legacy(cls, seed):
        """np.random.RandomState(seed) for an integer or a list of integers."""
        self = cls("mt19937")
        if isinstance(seed, int):
            self.start("seed_legacy", seed)
        else:
            self.start("seed_legacy_array", array32(seed), len(seed))
        return self

    @classmethod
    def philox(cls, key, counter):
        self = cls("philox4x64")
        split = lambda value, n: (c_uint64 * n)(*[value >> 64 * i & MASK64 for i in range(n)])
        self.start("init_philox4x64", split(key, 2), split(counter, 4))
        return self

    def call(self, name, *arguments):
        """isorand_NAME(rng, arguments)."""
        return call(name, byref(self.struct), *arguments)

    def start(self, name, *arguments):
        """isorand_NAME(rng, arguments), which begins a stream."""
        self.call(name, *arguments)
        set_numpy(self.struct)

    def fill(self, kind, n):
        out = np.empty(n, KINDS[kind])
        self.call(f"fill_{kind}", out, n)
        return out

    def advance(self, delta):
        self.call("advance_wide", (c_uint64 * 4)(*[delta >> 64 * i & MASK64 for i in range(4)]))

    def jumped(self, k):
        out = Rng(self.engine)
        self.call("jumped", k, byref(out.struct))
        return out

    def skip(self, nwords):
        self.call("skip", nwords)

    def get_state(self):
        """NumPy's bit_generator.state."""
        state = State()
        self.call("get_state", byref(state))
        assert state.engine == _library.engines[self.engine].number
        core = getattr(state.fields, self.engine)
        if self.engine == "mt19937":
            return {"bit_generator": "MT19937",
                    "state": {"key": np.array(core.key, np.uint32), "pos": core.pos}}
        half = {"has_uint32": state.has_uint32, "uinteger": state.uinteger}
        if self.engine == "philox4x64":
            inner = {n: np.array(getattr(core, n), np.uint64) for n in ("counter", "key")}
            return {"bit_generator": "Philox", "state": inner, "buffer_pos": core.pos,
                    "buffer": np.array(core.buffer, np.uint64), **half}
        if self.engine == "sfc64":
            words = np.array([core.a, core.b, core.c, core.w], np.uint64)
            return {"bit_generator": "SFC64", "state": {"state": words}, **half}
        inner = {"state": core.state_hi << 64 | core.state_lo,
                 "inc": core.inc_hi << 64 | core.inc_lo}
        return {"bit_generator": self.engine.upper(), "state": inner, **half}

    def set_state(self, dictionary):
        """Continues NumPy's bit_generator.state."""
        state = State(engine=_library.engines[self.engine].number)
        core, inner = getattr(state.fields, self.engine), dictionary["state"]
        if self.engine == "mt19937":
            core.key[:] = [int(w) for w in inner["key"]]
            core.pos = int(inner["pos"])
            state.has_gauss = dictionary.get("has_gauss", 0)
            state.gauss = dictionary.get("gauss", 0.0)
        else:
            state.has_uint32, state.uinteger = dictionary["has_uint32"], dictionary["uinteger"]
        if self.engine == "philox4x64":
            for name, words in ("counter", inner["counter"]), ("key", inner["key"]), (
                    "buffer", dictionary["buffer"]):
                getattr(core, name)[:] = [int(w) for w in words]
            core.pos = dictionary["buffer_pos"]
        elif self.engine == "sfc64":
            core.a, core.b, core.c, core.w = (int(w) for w in inner["state"])
        elif self.engine != "mt19937":
            core.state_hi, core.state_lo = inner["state"] >> 64, inner["state"] & MASK64
            core.inc_hi, core.inc_lo = inner["inc"] >> 64, inner["inc"] & MASK64
        self.start("set_state", byref(state))
