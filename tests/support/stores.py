# SPDX-License-Identifier: MIT
"""Zarr stores as isorand makes them, read without Zarr."""
import json
import os

from oracles import numpy as np


def chunks_of(store):
    """The numbers of the chunks that are there."""
    return sorted(int(name) for name in os.listdir(store) if name.isdigit())


def others_of(store):
    """The names of what else is there."""
    return sorted(name for name in os.listdir(store) if not name.isdigit())


def metadata(store):
    return json.loads((store / ".zarray").read_text(encoding="ascii"))


def read(store):
    """The array; every chunk must be there, whole, and behind the array zeros."""
    about = metadata(store)
    (n,), (chunk,) = about["shape"], about["chunks"]
    dtype = np.dtype(about["dtype"])
    pieces = [np.fromfile(store / str(i), dtype) for i in range(-(-n // chunk))]
    assert all(len(piece) == chunk for piece in pieces)
    data = np.concatenate(pieces)
    assert not data[n:].tobytes().strip(b"\0")
    return data[:n]
