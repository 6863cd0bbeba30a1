# SPDX-License-Identifier: MIT
"""A bit generator for NumPy's Generator and RandomState whose words a test chooses: an object with
the capsule and the lock that they ask for, over tests/numpy/word_source.c.  No code of isorand takes
part."""
import ctypes
import functools
import threading
from ctypes import byref, c_char_p, c_uint32, c_uint64, c_void_p, py_object

import numpy as np


class BitGen(ctypes.Structure):
    _fields_ = [(name, c_void_p) for name in
                ("state", "next_uint64", "next_uint32", "next_double", "next_raw")]


class SourceStruct(ctypes.Structure):
    _fields_ = [("words", c_void_p), ("count", c_uint64), ("taken", c_uint64), ("bits", c_uint32),
                ("high_first", c_uint32), ("has_half", c_uint32), ("half", c_uint32),
                ("bitgen", BitGen)]


@functools.lru_cache(maxsize=None)
def begin_of(path):
    return ctypes.CDLL(path).source_begin


def capsule_of(address):
    new = ctypes.pythonapi.PyCapsule_New
    new.restype, new.argtypes = py_object, [c_void_p, c_char_p, c_void_p]
    return new(address, b"BitGenerator", None)


class WordSource:
    """'bits' and 'high_first' say what a native word is, and how two make one of 64 bits.  Behind the
    chosen words random ones follow, always the same."""

    def __init__(self, path, bits=64, high_first=False):
        self.struct = SourceStruct(bits=bits, high_first=high_first)
        begin_of(str(path))(byref(self.struct))
        self.capsule = capsule_of(ctypes.addressof(self.struct.bitgen))
        self.lock = threading.Lock()
        self.begin([])

    def begin(self, words):
        """The next words are these native ones."""
        self.words = np.array(words, np.uint64)
        self.struct.words, self.struct.count = self.words.ctypes.data, self.words.size
        self.struct.taken = self.struct.has_half = 0

    @property
    def taken(self):
        """Native words that have been drawn."""
        return self.struct.taken

    def random_raw(self):
        return ctypes.CFUNCTYPE(c_uint64, c_void_p)(self.struct.bitgen.next_raw)(
            ctypes.addressof(self.struct))
