# SPDX-License-Identifier: MIT
"""Zarr's own library reads the stores of `isorand fill --chunks`."""
import pytest

import oracles
from oracles import numpy as np

zarr = oracles.module("zarr")

KINDS = [("bool", "|b1"), ("u8", "|u1"), ("i8", "|i1"), ("u16", "<u2"), ("i16", "<i2"),
         ("u32", "<u4"), ("i32", "<i4"), ("u64", "<u8"), ("i64", "<i8"), ("f32", "<f4"),
         ("f64", "<f8")]


@pytest.mark.numpy
@pytest.mark.parametrize("kind, dtype", KINDS)
def test_types(command, tmp_path, kind, dtype):
    store = tmp_path / "x.zarr"
    high = 2 if kind == "bool" else 99
    options = [] if kind[0] == "f" else ["--dist", "integers", "--high", high]
    command.run("fill", "--seed", 7, "--type", kind, "--count", 1003, "--chunks", 100, "--out",
                store, *options)
    array = zarr.open(str(store), mode="r")
    assert (array.dtype.str, array.shape, array.chunks) == (dtype, (1003,), (100,))
    assert (array.compressor, array.filters, array.order, array.fill_value) == (None, None, "C", 0)
    assert array.nchunks_initialized == 11
    rng = np.random.default_rng(7)
    wanted = (rng.random(1003, dtype=dtype) if kind[0] == "f"
              else rng.integers(0, high, 1003, dtype=array.dtype))
    assert np.array_equal(array[:], wanted)
    assert array.attrs["isorand"]["type"] == kind


@pytest.mark.numpy
def test_missing_chunks_are_zero(command, tmp_path):
    store = tmp_path / "x.zarr"
    command.run("fill", "--seed", 7, "--dist", "normal", "--count", 100, "--chunks", 10, "--out",
                store, "--part", "1/2")
    array, wanted = zarr.open(str(store), mode="r"), np.random.default_rng(7).standard_normal(100)
    wanted.reshape(10, 10)[::2] = 0
    assert np.array_equal(array[:], wanted)


@pytest.mark.numpy
def test_zarr_writes_attributes_and_isorand_goes_on(command, tmp_path):
    store = tmp_path / "x.zarr"
    line = ["fill", "--seed", 7, "--dist", "normal", "--count", 100, "--chunks", 10, "--out", store]
    command.run(*line, "--part", "1/2")
    array = zarr.open(str(store), mode="r+")
    array.attrs["units"] = "m"
    assert b"made 5 of 10 chunks; 5 were there" in command.run(*line).stderr
    array = zarr.open(str(store), mode="r")
    assert array.attrs["units"] == "m"
    assert np.array_equal(array[:], np.random.default_rng(7).standard_normal(100))
