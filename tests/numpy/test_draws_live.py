# SPDX-License-Identifier: MIT
"""The single draws of src/distribution/draw.h against live NumPy, bit by bit, and after each array
one raw word: did both take the same number of words?

The module draws_live.c wraps them.  ISORAND_TEST_VALUES (default 2000000) is the number of values
for each engine and case."""
import ctypes
import os

import pytest

import oracles
from build import built

np = oracles.module("numpy")
import numpy_engines

VALUES = int(float(os.environ.get("ISORAND_TEST_VALUES", "2000000")))
UNSIGNED = {8: np.uint8, 16: np.uint16, 32: np.uint32, 64: np.uint64}


@pytest.fixture(scope="module")
def wrapper(pytestconfig):
    """The module built from draws_live.c."""
    lib = ctypes.CDLL(built(pytestconfig, "tests/libdraws_live.so"))
    lib.live_rng_size.restype = ctypes.c_size_t
    lib.live_next_u32.restype = ctypes.c_uint32
    return lib


class Stream:
    """An isorand_rng, and arrays drawn from it."""

    def __init__(self, lib, engine, seed):
        self.lib = lib
        self.rng = ctypes.create_string_buffer(lib.live_rng_size())
        assert lib.live_seed(self.rng, engine.encode(), ctypes.c_uint64(seed)) == 0

    def draw(self, name, n, dtype, maximum=0):
        out = np.empty(n, dtype)
        getattr(self.lib, "live_" + name)(
            self.rng, ctypes.c_void_p(out.ctypes.data), ctypes.c_size_t(n),
            ctypes.c_uint64(maximum))
        return out

    def next_u32(self):
        return self.lib.live_next_u32(self.rng)


def pair(lib, engine, seed):
    """The same stream here and in NumPy."""
    bits = numpy_engines.bit_generator(engine, seed)
    return Stream(lib, engine, seed), np.random.Generator(bits)


def same_place(stream, generator):
    return stream.next_u32() == int(generator.integers(2**32, dtype=np.uint32))


def real_cases():
    for dtype, suffix in ((np.float64, ""), (np.float32, "_f32")):
        yield "normal" + suffix, dtype, 0, lambda g, n, d=dtype: g.standard_normal(n, d)
        yield "exponential" + suffix, dtype, 0, lambda g, n, d=dtype: g.standard_exponential(n, d)
        yield ("exponential_inv" + suffix, dtype, 0,
               lambda g, n, d=dtype: g.standard_exponential(n, d, method="inv"))


def integer_cases():
    """Ranges that are full, powers of two, just over one, tiny, and NumPy's 32/64-bit seam."""
    for bits, dtype in UNSIGNED.items():
        full = 2**bits - 1
        for maximum in sorted({0, 1, 2, 5, 2**(bits // 2), 100, full // 3, full // 2 + 1, full - 1,
                               full} | ({2**32 - 2, 2**32 - 1, 2**32} if bits == 64 else set())):
            yield (f"bounded_u{bits}", dtype, maximum,
                   lambda g, n, m=maximum, d=dtype: g.integers(0, m, n, d, endpoint=True))
            yield (f"masked_u{bits}", dtype, maximum,
                   lambda g, n, m=maximum, d=dtype:
                   np.random.RandomState(g.bit_generator).randint(0, m + 1, n, d))
    for maximum in (0, 1):
        yield ("bool", np.uint8, maximum,
               lambda g, n, m=maximum: g.integers(0, m, n, np.bool_, endpoint=True).view(np.uint8))


CASES = [*real_cases(), *integer_cases()]


@pytest.mark.parametrize("engine", numpy_engines.NAMES)
@pytest.mark.parametrize("number", range(len(CASES)),
                         ids=[f"{name}-{maximum:#x}" for name, _, maximum, _ in CASES])
def test_draws(wrapper, engine, number):
    name, dtype, maximum, numpy_draw = CASES[number]
    stream, generator = pair(wrapper, engine, 1000 * len(engine) + number)
    n = VALUES if dtype in (np.float32, np.float64) else VALUES // 20 + 3
    for offset in range(0, n, 1 << 20):
        size = min(n - offset, 1 << 20)
        got = stream.draw(name, size, dtype, maximum)
        want = numpy_draw(generator, size)
        word = UNSIGNED[8 * got.itemsize]
        different = np.flatnonzero(got.view(word) != want.view(word)) + offset
        assert different.size == 0, f"{different.size} of {n}, first {different[:1]}"
    assert same_place(stream, generator)


def shuffled(intervals):
    """What the draws j_i on [0, i], i = n - 1 ... 1, make of 0 ... n - 1."""
    x = list(range(len(intervals) + 1))
    for i, j in zip(range(len(intervals), 0, -1), intervals):
        x[i], x[j] = x[j], x[i]
    return np.array(x)


@pytest.mark.parametrize("engine", numpy_engines.NAMES)
def test_interval(wrapper, engine):
    """The draws of a shuffle."""
    stream, generator = pair(wrapper, engine, 999)
    want = np.arange(100_000)
    generator.shuffle(want)
    got = shuffled(stream.draw("interval", len(want) - 1, np.uint64, len(want) - 1).tolist())
    assert np.array_equal(got, want)
    assert same_place(stream, generator)
