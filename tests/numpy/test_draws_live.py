#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares the single draws of src/distribution/draw.h with live NumPy, bit by bit, and
after each array one raw word: did both take the same number of words?

usage: test_draws_live.py LIBRARY [VALUES]     (VALUES per engine and case, default 2000000)
LIBRARY is the module built from draws_live.c.  Prints TAP.
"""
import ctypes
import sys

import numpy as np

# engine number in isorand.h: NumPy's class
ENGINES = {
    1: np.random.PCG64,
    2: np.random.PCG64DXSM,
    3: np.random.Philox,
    4: np.random.SFC64,
    5: np.random.MT19937,
}
UNSIGNED = {8: np.uint8, 16: np.uint16, 32: np.uint32, 64: np.uint64}


class Stream:
    """An isorand_rng, and arrays drawn from it."""

    def __init__(self, lib, engine, seed):
        self.lib = lib
        self.rng = ctypes.create_string_buffer(lib.live_rng_size())
        assert lib.isorand_seed(self.rng, engine, ctypes.c_uint64(seed)) == 0

    def draw(self, name, n, dtype, maximum=0):
        out = np.empty(n, dtype)
        getattr(self.lib, "live_" + name)(
            self.rng, ctypes.c_void_p(out.ctypes.data), ctypes.c_size_t(n),
            ctypes.c_uint64(maximum))
        return out

    def next_u32(self):
        return self.lib.isorand_next_u32(self.rng)


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


def shuffled(intervals):
    """What the draws j_i on [0, i], i = n - 1 ... 1, make of 0 ... n - 1."""
    x = list(range(len(intervals) + 1))
    for i, j in zip(range(len(intervals), 0, -1), intervals):
        x[i], x[j] = x[j], x[i]
    return np.array(x)


def main():
    lib = ctypes.CDLL(sys.argv[1])
    lib.live_rng_size.restype = ctypes.c_size_t
    lib.isorand_next_u32.restype = ctypes.c_uint32
    values = int(float(sys.argv[2])) if len(sys.argv) > 2 else 2_000_000
    failed = tests = 0

    def report(name, equal, detail):
        nonlocal failed, tests
        tests += 1
        failed += not equal
        print(f"{'ok' if equal else 'not ok'} {tests} - {name}: {detail}", flush=True)

    for engine, make in ENGINES.items():
        for number, (name, dtype, maximum, numpy_draw) in enumerate(
                [*real_cases(), *integer_cases()]):
            seed = 1000 * engine + number
            n = values if dtype in (np.float32, np.float64) else values // 20 + 3
            stream, generator = Stream(lib, engine, seed), np.random.Generator(make(seed))
            different, offset = 0, 0
            for offset in range(0, n, 1 << 20):
                size = min(n - offset, 1 << 20)
                got = stream.draw(name, size, dtype, maximum)
                want = numpy_draw(generator, size)
                word = UNSIGNED[8 * got.itemsize]
                different += np.count_nonzero(got.view(word) != want.view(word))
            same_place = stream.next_u32() == int(generator.integers(2**32, dtype=np.uint32))
            report(f"{make.__name__} {name} max {maximum:#x}", not different and same_place,
                   f"{different} of {n} differ, {'same' if same_place else 'other'} place")

        seed = 1000 * engine + 999
        stream, generator = Stream(lib, engine, seed), np.random.Generator(make(seed))
        want = np.arange(100_000)
        generator.shuffle(want)
        got = shuffled(stream.draw("interval", len(want) - 1, np.uint64, len(want) - 1).tolist())
        same_place = stream.next_u32() == int(generator.integers(2**32, dtype=np.uint32))
        report(f"{make.__name__} interval", np.array_equal(got, want) and same_place,
               f"shuffle of {len(want)}")

    print(f"1..{tests}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
