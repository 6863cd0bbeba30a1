# SPDX-License-Identifier: MIT
"""Parameters at edges, against live NumPy: the last one that is accepted and the first that is not,
and the seams at which NumPy takes another way to a value, each with its neighbours among the
doubles or the integers.  The edges are found by halving, in NumPy alone."""
import random
import struct
import warnings

import pytest

import oracles
from build import built

np = oracles.module("numpy")
import evidence
import isorand_ctypes as base
import isorand_dists as ir
import numpy_dists
from word_source import WordSource

REALS = [-np.inf, -1e300, -1.0, -1e-300, -0.0, 0.0, 5e-324, 1e-300, 1e-17, 1e-8, 0.01, 0.25, 0.5,
         0.9, 1.0, 1.5, 3.0, 20.0, 1e3, 1e9, 1e16, 1e18, 1e19, 1e30, 1e150, 1e300, np.inf]
INTEGERS = [-2**63, -1, 0, 1, 5, 100, 10**6, 10**9, 2 * 10**9, 2**53, 2**62, 2**63 - 1]
# Between these NumPy is quick, whatever it does.
QUICK_REALS = [1e-9, 1e-3, 0.04, 0.2, 0.45, 0.7, 0.99, 1.2, 2.5, 4.0, 8.0, 14.0, 40.0, 90.0, 1e4]
QUICK_INTEGERS = [0, 1, 5, 9, 14, 40, 70, 300, 5000, 10**6]
DRAWS = 40
# Bounds of a type, and parameters that NumPy does not have.
ELSEWHERE = ("integers", "legacy_integers", "exponential_inv")


def pytest_generate_tests(metafunc):
    if "drawn" in metafunc.fixturenames:
        library = base.load(str(built(metafunc.config, "libisorand.so")))
        metafunc.parametrize("drawn", [
            (dist, type_name) for dist, row in library.dists.items()
            if row.params and dist not in ELSEWHERE for type_name in row.fills
            if type_name != "f32" or dist == "standard_gamma"], ids="-".join)


# ---- doubles in their order ----

def rank(x):
    """Neighbouring doubles have neighbouring ranks; those of -0.0 and 0.0 are -1 and 0."""
    bits, = struct.unpack("<q", struct.pack("<d", x))
    return bits if bits >= 0 else -(bits & 2**63 - 1) - 1


def double(r):
    bits = r if r >= 0 else -r - 1 | 1 << 63
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def ends(kind, reals, integers):
    """The numbers between which edges are looked for, as ranks, and what makes a number of one."""
    if kind == "f":
        return sorted(map(rank, reals)), double
    return integers, int


def last_before(differs, low, high):
    """Of two ranks at which 'differs' is False and True the last where it is False."""
    while high - low > 1:
        middle = (low + high) // 2
        if differs(middle):
            high = middle
        else:
            low = middle
    return low


# ---- what is accepted ----

def numpy_accepts(generator, dist, row, params):
    """Checks come before the values, of which none is wanted."""
    try:
        numpy_dists.call(generator, dist, row, params, 0)
    except (ValueError, OverflowError):
        return False
    return True


def endless(dist, params):
    """What isorand refuses because NumPy's search has no end, or next to none: docs/guarantee.md."""
    if dist == "legacy_vonmises":
        return params[1] > 6.0e15
    if dist != "legacy_hypergeometric" or params[2] <= 10:
        return False
    balls, sample = sum(params[:2]), params[2]
    return balls + 2 >= 2**63 or sample > 10**11 * (balls - sample + 1)


def test_acceptance(library, note, drawn):
    dist, type_name = drawn
    row, kinds = library.types[type_name], library.dists[dist].params
    generator = np.random.RandomState(1) if dist.startswith("legacy_") else np.random.default_rng(1)
    tried = edges = 0
    for good in numpy_dists.sets(dist, row):
        for i, kind in enumerate(kinds):
            ranks, number = ends(kind.kind, REALS, INTEGERS)

            def params_at(r):
                return good[:i] + (number(r),) + good[i + 1:]

            def accepted(r):
                return numpy_accepts(generator, dist, row, params_at(r))

            near = set(ranks)
            for low, high in zip(ranks, ranks[1:]):
                at_low = accepted(low)
                if at_low != accepted(high):
                    edge = last_before(lambda r: accepted(r) != at_low, low, high)
                    near |= {r for r in range(edge - 1, edge + 3) if ranks[0] <= r <= ranks[-1]}
                    edges += 1
            for r in sorted(near):
                params = params_at(r)
                if endless(dist, params):
                    continue
                assert ir.accepts(library, dist, type_name, params) == accepted(r), params
                tried += 1
    evidence.count("words.parameters", tried)
    note(f"{tried} parameter sets around {edges} edges")


# ---- seams ----

def test_seams(library, pytestconfig, note, drawn):
    warnings.simplefilter("ignore")
    dist, type_name = drawn
    row, kinds = library.types[type_name], library.dists[dist].params
    legacy = dist.startswith("legacy_")
    source = WordSource(built(pytestconfig, "tests/libword_source.so"))
    draw, values, seams = random.Random(dist + type_name), 0, 0
    for good in numpy_dists.sets(dist, row):
        for i, kind in enumerate(kinds):
            reals = QUICK_REALS[:-1] if dist.endswith("zipf") else QUICK_REALS # endless from 1025 on
            ranks, number = ends(kind.kind, reals, QUICK_INTEGERS)
            words = [draw.getrandbits(64) for _ in range(50)]

            def params_at(r):
                return good[:i] + (number(r),) + good[i + 1:]

            def way(r):
                """(words that the first value took, the value)"""
                source.begin(words)
                cls = np.random.RandomState if legacy else np.random.Generator
                value = numpy_dists.call(cls(source), dist, row, params_at(r), 1)[0]
                return source.taken, float(value)

            ranks = [r for r in ranks if ir.accepts(library, dist, type_name, params_at(r))]
            near = set()
            for low, high in zip(ranks, ranks[1:]):
                at_low, at_high = way(low), way(high)
                while high - low > 1:
                    middle = (low + high) // 2
                    at_middle = way(middle)
                    if at_low[0] != at_middle[0] or (
                            at_middle[0] == at_high[0] and
                            not abs(at_high[1] - at_middle[1]) > abs(at_middle[1] - at_low[1])):
                        high, at_high = middle, at_middle
                    else:
                        low, at_low = middle, at_middle
                near |= {r for r in range(low - 1, high + 2) if ranks[0] <= r <= ranks[-1]}
                seams += 1
            for r in sorted(near):
                params = params_at(r)
                engine, generator, bits = numpy_dists.one_stream(dist, r % 1000)
                wanted = numpy_dists.call(generator, dist, row, params, DRAWS)
                rng = ir.Stream(library, engine, r % 1000)
                got = rng.fill(dist, type_name, np.empty(DRAWS, row.dtype), params)
                numpy_dists.differences(dist, params, got, wanted.astype(got.dtype), params)
                assert rng.raw() == int(bits.random_raw()), f"{params}: stream position differs"
                values += DRAWS
    evidence.count("words.values", values)
    note(f"{values} values around {seams} seams")
