# SPDX-License-Identifier: MIT
"""Bounded integers of every type, in both families, against live NumPy on every backend: ranges of
all sizes and places, lengths at which words are shared, dropped and drawn again.

Each comparison is followed by that of the next raw word: the stream positions.
ISORAND_TEST_VALUES (default 40000) scales the number of rounds."""
import os
import random

import pytest

import oracles

np = oracles.module("numpy")
import evidence
import isorand_ctypes as base
import isorand_dists as ir
import numpy_engines

ROUNDS = max(1, int(os.environ.get("ISORAND_TEST_VALUES", "40000")) // 40000)
TYPES = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"]
ENGINES = ["pcg64", "sfc64", "mt19937", "philox4x64"]


def spans(bits):
    """Sizes of ranges: each power of two and its neighbours, thirds, and the whole."""
    near = {2**k + d for k in range(bits + 1) for d in (-1, 0, 1)}
    near |= {3 * 2**(bits - 2), 2**bits // 3, 100, 2**(bits - 1) + 2**(bits - 4)}
    if bits == 64: # those of 32-bit words
        near |= {3 * 2**30, 2**32 // 3, 10**12}
    return sorted(span for span in near if 1 <= span <= 2**bits)


def lows(draw, info, span):
    """The ends, and a place between them."""
    least, last = int(info.min), int(info.max) - span + 1
    return {least, last, draw.randint(least, last)}


def length(draw):
    """Few, around the groups of kernels, and more than one piece of words."""
    return draw.choice([draw.randint(1, 20), draw.randint(20, 140), draw.randint(140, 3000),
                        draw.choice([4096, 8192, 16384, 17000])])


@pytest.mark.parametrize("family", ["integers", "legacy_integers"])
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("type_name", TYPES)
def test_ranges(library, note, family, engine, type_name):
    dtype = library.types[type_name].dtype
    info, legacy, total = np.iinfo(dtype), family != "integers", 0
    backends = base.usable_backends()
    for seed in range(ROUNDS):
        draw = random.Random(f"{family} {engine} {type_name} {seed}")
        bits = numpy_engines.bit_generator(engine, seed)
        generator = (np.random.RandomState if legacy else np.random.Generator)(bits)
        streams = [(backend, ir.Stream(library, engine, seed)) for backend in backends]
        for span in spans(info.bits):
            for low in sorted(lows(draw, info, span)):
                high, n = low + span, length(draw)
                wanted = (generator.randint(low, high, n, dtype) if legacy else
                          generator.integers(low, high, n, dtype))
                follows = int(bits.random_raw())
                for backend, rng in streams:
                    base.select_backend(backend)
                    got = rng.fill(family, type_name, np.empty(n, dtype), (low, high - 1, 1))
                    where = f"{backend}, seed {seed}, [{low}, {high}), {n} values"
                    assert (got == wanted).all(), f"{where}: {np.argmax(got != wanted)}"
                    assert rng.raw() == follows, f"{where}: stream position differs"
                total += n
    evidence.count("numpy.values", total)
    note(f"{total} values equal to NumPy {np.__version__}, backends {' '.join(backends)}")


@pytest.mark.parametrize("family", ["integers", "legacy_integers"])
@pytest.mark.parametrize("engine", ENGINES)
def test_bool(library, family, engine):
    legacy = family != "integers"
    for backend in base.usable_backends():
        base.select_backend(backend)
        bits = numpy_engines.bit_generator(engine, 6)
        generator = (np.random.RandomState if legacy else np.random.Generator)(bits)
        rng = ir.Stream(library, engine, 6)
        for n in [*range(1, 140), 1000, 16384, 20001]:
            wanted = (generator.randint(0, 2, n, np.bool_) if legacy else
                      generator.integers(0, 2, n, np.bool_))
            got = rng.fill(family, "bool", np.empty(n, np.bool_), (0, 1, 1))
            assert (got == wanted).all(), f"{backend}, {n} values"
            assert rng.raw() == int(bits.random_raw()), f"{backend}, {n} values: position"


@pytest.mark.parametrize("engine", ENGINES)
def test_chunks(library, engine):
    """Elements of 4 and 8 bytes may be drawn in any pieces; half words cross them."""
    draw = random.Random(f"chunks {engine}")
    for type_name, low, high in [("u32", 5, 2**31 + 6), ("i32", -7, 1000), ("u64", 2**63, 2**64),
                                 ("i64", -10**12, 10**12), ("u64", 3, 2**63 + 4), ("i64", 9, 1009),
                                 ("i64", -1, 2**32 - 1), ("i32", -2**31, 2**31)]:
        for family in ("integers", "legacy_integers"):
            dtype = library.types[type_name].dtype
            bits = numpy_engines.bit_generator(engine, 8)
            generator = np.random.Generator(bits)
            if family != "integers":
                generator = np.random.RandomState(bits)
                wanted = generator.randint(low, high, 9000, dtype)
            else:
                wanted = generator.integers(low, high, 9000, dtype)
            follows = int(bits.random_raw())
            for backend in base.usable_backends():
                base.select_backend(backend)
                rng, got, done = ir.Stream(library, engine, 8), np.empty(9000, dtype), 0
                while done < got.size:
                    n = min(got.size - done, draw.randint(1, draw.choice([3, 30, 300, 5000])))
                    rng.fill(family, type_name, got[done:done + n], (low, high - 1, 1))
                    done += n
                assert (got == wanted).all(), (backend, family, type_name, low, high)
                assert rng.raw() == follows, (backend, family, type_name, low, high)
