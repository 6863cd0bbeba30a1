# SPDX-License-Identifier: MIT
"""XXH3-128 by the library libxxhash, which no program of isorand uses."""
import ctypes
import ctypes.util

import oracles


class Hash(ctypes.Structure):
    """XXH128_hash_t."""
    _fields_ = [("low", ctypes.c_uint64), ("high", ctypes.c_uint64)]


def xxh3_128(data):
    name = ctypes.util.find_library("xxhash") or oracles.missing("libxxhash is not installed")
    function = ctypes.CDLL(name).XXH3_128bits
    function.argtypes, function.restype = [ctypes.c_char_p, ctypes.c_size_t], Hash
    value = function(data, len(data))
    return f"{value.high:016x}{value.low:016x}"
