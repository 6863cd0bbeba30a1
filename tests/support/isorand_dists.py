# SPDX-License-Identifier: MIT
"""Streams that fill NumPy arrays by any row of the distribution registry, on top of
isorand_ctypes."""
import ctypes

import numpy as np

import isorand_ctypes as base
from isorand_ctypes import EINVAL, ERANGE, ESPACE, Error  # noqa: F401


def request_of(library, dist, type_name, params):
    """The isorand_request; 'params' are numbers, converted by their kinds in the registry."""
    row = library.dists[dist]
    request = base.Request(row.number, library.types[type_name].number)
    for slot, value, param in zip(request.param, params, row.params):
        if param.kind == "f":
            slot.f = value
        else:
            slot.u = int(value) & base.MASK64
    return request


def accepts(library, dist, type_name, params):
    """Whether isorand_request_check does."""
    request = request_of(library, dist, type_name, params)
    return library.so.isorand_request_check(ctypes.byref(request), None) == 0


class Stream:
    """An isorand_rng: Generator's of an engine, or np.random.seed's for the engine "legacy", at the
    level of the NumPy at hand."""

    def __init__(self, library, engine, seed):
        self.library, self.struct = library, base.RngStruct()
        if engine == "legacy":
            self.call("seed_legacy", seed)
        else:
            self.call("seed", library.engines[engine].number, seed)
        base.set_numpy(self.struct)

    def bytes(self):
        """The whole state, to compare."""
        return bytes(self.struct)

    def call(self, name, *arguments):
        """isorand_NAME(rng, arguments)."""
        base.call(name, ctypes.byref(self.struct), *arguments)

    def fill(self, dist, type_name, out, params=()):
        """isorand_fill."""
        request = request_of(self.library, dist, type_name, params)
        self.call("fill", ctypes.byref(request), out, out.size)
        return out

    def fill_each(self, dist, type_name, out, params=()):
        """isorand_fill_each: each parameter is a number, which goes by the request, or an array of
        64-bit elements, which goes with its stride as it is."""
        numbers = [0 if isinstance(value, np.ndarray) else value for value in params]
        request = request_of(self.library, dist, type_name, numbers)
        arrays = (base.ParamArray * base.PARAMS_MAX)()
        for array, value in zip(arrays, params):
            if isinstance(value, np.ndarray):
                assert value.itemsize == 8 and value.shape == out.shape
                array.data, array.stride = value.ctypes.data, value.strides[0]
        self.call("fill_each", ctypes.byref(request), arrays, out, out.size)
        return out

    def raw(self):
        """random_raw(): the next native word."""
        row = next(row for row in self.library.engines.values()
                   if row.number == self.struct.engine)
        word = {4: "u32", 8: "u64"}[row.word_bytes]
        return int(self.fill("raw", word, np.empty(1, self.library.types[word].dtype))[0])
