# SPDX-License-Identifier: MIT
"""The distribution registry through ctypes, on top of isorand_ctypes: its rows as a dictionary, and
streams that fill NumPy arrays by them."""
import ctypes
import functools

import numpy as np

import isorand_ctypes as base

EINVAL, ERANGE, ESPACE = -1, -2, -8
DTYPES = {"u8": np.uint8, "u16": np.uint16, "u32": np.uint32, "u64": np.uint64, "i8": np.int8,
          "i16": np.int16, "i32": np.int32, "i64": np.int64, "f32": np.float32,
          "f64": np.float64, "bool": np.bool_}
PARAMS_MAX = 6


class Param(ctypes.Union):
    _fields_ = [("f", ctypes.c_double), ("i", ctypes.c_int64), ("u", ctypes.c_uint64)]


class ParamInfo(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("kind", ctypes.c_char), ("initial", Param)]


class DistInfo(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("equals", ctypes.c_char_p),
                ("types", ctypes.c_uint32), ("nparams", ctypes.c_uint),
                ("param", ParamInfo * PARAMS_MAX)]


class Request(ctypes.Structure):
    _fields_ = [("dist", ctypes.c_int), ("type", ctypes.c_int), ("param", Param * PARAMS_MAX)]


class Error(Exception):
    """A negative answer of the library, in 'code'."""

    def __init__(self, name, code):
        super().__init__(f"isorand_{name}: {code}")
        self.code = code


@functools.lru_cache(maxsize=None)
def open_library(path):
    """The library at 'path', opened once."""
    return Library(path)


class Library:
    """The library at 'path'.

    'rows' is {name: (number, [type names], [(parameter name, kind)])} of the whole registry."""

    def __init__(self, path):
        base.load(path)
        self.so = base._lib
        self.so.isorand_choice_distinct_scratch.restype = ctypes.c_size_t
        self.types = {name: self.so.isorand_type_from_name(name.encode()) for name in DTYPES}
        self.rows = {}
        for index in range(self.so.isorand_dist_count()):
            number, info = self.so.isorand_dist_at(index), DistInfo()
            base.call("dist_describe", number, ctypes.byref(info))
            types = [name for name, t in self.types.items() if info.types >> t & 1]
            params = [(p.name.decode(), p.kind.decode()) for p in info.param[:info.nparams]]
            self.rows[info.name.decode()] = (number, types, params)


class Stream:
    """An isorand_rng: Generator's of an engine, or np.random.seed's for the engine "legacy"."""

    def __init__(self, library, engine, seed):
        self.library, self.struct = library, base.RngStruct()
        if engine == "legacy":
            self.call("seed_legacy", seed)
        else:
            self.call("seed", self.library.so.isorand_engine_from_name(engine.encode()), seed)

    def bytes(self):
        """The whole state, to compare."""
        return bytes(self.struct)

    def call(self, name, *arguments):
        """isorand_NAME(rng, ...): arrays go as pointers, numbers as doubles or 64-bit integers."""
        converted = []
        for x in arguments:
            if isinstance(x, np.ndarray):
                x = ctypes.c_void_p(x.ctypes.data)
            elif isinstance(x, float):
                x = ctypes.c_double(x)
            elif isinstance(x, int):
                x = ctypes.c_uint64(x & base.MASK64)
            converted.append(x)
        code = getattr(self.library.so, "isorand_" + name)(ctypes.byref(self.struct), *converted)
        if code < 0:
            raise Error(name, code)

    def fill(self, dist, type_name, out, params=()):
        """isorand_fill; 'params' are numbers, converted by the kinds in the registry."""
        number, _, kinds = self.library.rows[dist]
        request = Request(number, self.library.types[type_name])
        for slot, value, (_, kind) in zip(request.param, params, kinds):
            if kind == "f":
                slot.f = value
            else:
                slot.u = int(value) & base.MASK64
        self.call("fill", ctypes.byref(request), out, out.size)
        return out

    def raw(self):
        """random_raw(): the next native word."""
        name = base.ENGINES[self.struct.engine - 1]
        word = "u32" if name in ("mt19937", "philox4x32", "pcg32") else "u64"
        return int(self.fill("raw", word, np.empty(1, DTYPES[word]))[0])
