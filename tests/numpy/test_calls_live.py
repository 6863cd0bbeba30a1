# SPDX-License-Identifier: MIT
"""Calls beside the fills against live NumPy: random_raw, jumps of any size, bounded integers, the
'count' method, tolerances of choice, RandomState's multivariate normal and closed integers."""
import ctypes
import re

import pytest

import oracles

np = oracles.module("numpy")
import isorand_ctypes as base
import isorand_dists as ir
import numpy_engines


def streams(library, engine, seed, legacy=False):
    """The same stream here and in NumPy, at the level of this NumPy."""
    rng = ir.Stream(library, engine, seed)
    rng.call("set_numpy", ctypes.c_char_p(np.__version__.encode()))
    cls = np.random.RandomState if legacy else np.random.Generator
    return rng, cls(numpy_engines.bit_generator(engine, seed))


def raw(library, rng):
    library.so.isorand_next_raw.restype = ctypes.c_uint64
    return library.so.isorand_next_raw(ctypes.byref(rng.struct))


def same_position(library, rng, generator):
    bits = getattr(generator, "bit_generator", None) or generator._bit_generator
    assert raw(library, rng) == int(bits.random_raw()), "position"


@pytest.mark.parametrize("engine", numpy_engines.NAMES)
def test_next_raw(library, engine):
    rng, generator = streams(library, engine, 3)
    for n in range(2000):
        if n % 7 == 3: # a half that waits stays
            assert library.so.isorand_next_u32(ctypes.byref(rng.struct)) & 0xffffffff == \
                int(generator.integers(0, 2**32, dtype=np.uint32))
        same_position(library, rng, generator)


@pytest.mark.parametrize("engine", numpy_engines.NAMES)
def test_next_standard(library, engine):
    """Single normals and exponentials, of both precisions in turn."""
    rng, generator = streams(library, engine, 9)
    for n in range(4000):
        for name in "normal", "exponential":
            for ctype, dtype in (ctypes.c_double, np.float64), (ctypes.c_float, np.float32):
                draw = getattr(library.so, f"isorand_next_{name}_f{8 * dtype().nbytes}")
                draw.restype = ctype
                wanted = getattr(generator, f"standard_{name}")(dtype=dtype)
                assert draw(ctypes.byref(rng.struct)) == wanted, (n, name, dtype)
    same_position(library, rng, generator)


@pytest.mark.parametrize("engine", ["pcg64", "pcg64dxsm", "philox4x64", "mt19937"])
def test_jumped_wide(library, engine):
    for k in (0, 1, 2, -1, -2, -10**30, 2**64, 2**64 + 5, 2**127 - 1, 2**128 + 7, -2**128, 2**200,
              -2**255):
        rng, generator = streams(library, engine, 4)
        same_position(library, rng, generator)
        if engine == "mt19937" and k > 2:
            with pytest.raises(base.Error) as error:
                rng.call("jumped_wide", (ctypes.c_uint64 * 4)(
                    *[k >> 64 * i & base.MASK64 for i in range(4)]), ctypes.byref(rng.struct))
            assert error.value.code == base.ERANGE
            continue
        rng.call("jumped_wide", (ctypes.c_uint64 * 4)(*[k >> 64 * i & base.MASK64
                                                         for i in range(4)]),
                 ctypes.byref(rng.struct))
        jumped = generator.bit_generator.jumped(max(k, -2**63) if engine == "mt19937" else k)
        for _ in range(10):
            assert raw(library, rng) == int(jumped.random_raw()), k


@pytest.mark.parametrize("engine", numpy_engines.NAMES)
def test_next_bounded(library, engine):
    draw = library.so.isorand_next_bounded
    draw.restype = ctypes.c_uint64
    bounds = [0, 1, 2, 5, 255, 256, 10**6, 2**31, 2**32 - 2, 2**32 - 1, 2**32, 2**40, 3 * 2**61,
              2**63, 2**64 - 2, 2**64 - 1]
    for family, legacy in (1, False), (2, True):
        rng, generator = streams(library, engine, 5, legacy)
        for bound in bounds * 40:
            wanted = (generator.randint(0, bound + 1, dtype=np.uint64) if legacy else
                      generator.integers(0, bound, dtype=np.uint64, endpoint=True))
            got = draw(ctypes.byref(rng.struct), family, ctypes.c_uint64(bound))
            assert got == int(wanted), (family, bound)
        same_position(library, rng, generator)
    kept = rng.bytes()
    assert draw(ctypes.byref(rng.struct), 3, ctypes.c_uint64(9)) == 0 and rng.bytes() == kept


def test_shuffle_by_bounded(library):
    """What next_bounded is for: a list is shuffled as NumPy does."""
    library.so.isorand_next_bounded.restype = ctypes.c_uint64
    rng, generator = streams(library, "pcg64", 6)
    ours = [str(i) for i in range(1000)]
    theirs = list(ours)
    generator.shuffle(theirs)
    for i in range(999, 0, -1):
        j = library.so.isorand_next_bounded(ctypes.byref(rng.struct), 2, ctypes.c_uint64(i))
        ours[i], ours[j] = ours[j], ours[i]
    assert ours == theirs


@pytest.mark.parametrize("engine", numpy_engines.NAMES)
def test_count(library, engine):
    for seed, (colors, nsample) in enumerate([
            ([16, 8, 4], 6), ([16, 8, 4], 20), ([16, 8, 4], 28), ([16, 8, 4], 0), ([5], 3),
            ([0, 0, 7, 0], 5), ([0, 0], 0), ([1000, 3, 20000, 400], 11000), ([300] * 100, 150)]):
        rng, generator = streams(library, engine, seed)
        n, colors = 50, np.array(colors)
        out, scratch = np.full((n, colors.size), -7), np.empty(int(colors.sum()) + 1, np.uint64)
        rng.call("multivariate_hypergeometric_count_i64", out, n, colors, colors.size, nsample,
                 scratch, int(colors.sum()))
        wanted = generator.multivariate_hypergeometric(colors, nsample, n, method="count")
        assert (out == wanted).all(), (colors, nsample)
        same_position(library, rng, generator)


def test_count_refuses(library):
    colors, out, scratch = np.array([3, 4]), np.full(2, 7), np.empty(7, np.uint64)
    name = "multivariate_hypergeometric_count_i64"
    rng = ir.Stream(library, "pcg64", 1)
    kept = rng.bytes()
    for arguments, code in [((1, colors, 2, 8, scratch, 7), base.EINVAL),
                            ((1, colors, 2, -1, scratch, 7), base.EINVAL),
                            ((1, -colors, 2, 1, scratch, 7), base.EINVAL),
                            ((1, colors, 2, 3, scratch, 6), base.ESPACE),
                            ((1, colors, 2, 3, None, 7), base.EINVAL),
                            ((1, np.array([2**62, 2**62]), 2, 3, scratch, 7), base.EINVAL),
                            ((1, np.array([2**62, 0]), 2, 3, scratch, 2**62), base.ERANGE)]:
        with pytest.raises(base.Error) as error:
            rng.call(name, out, *arguments)
        assert error.value.code == code, arguments
    assert (out == 7).all() and rng.bytes() == kept


@pytest.mark.parametrize("dtype, tolerance", [(np.float16, 2.0**-5), (np.float32, float.fromhex(
    "0x1.6a09e6p-12")), (np.float64, 2.0**-26)])
@pytest.mark.parametrize("legacy", [False, True])
def test_tolerance(library, legacy, dtype, tolerance):
    """p of each type, as far from 1 as is allowed, and a little farther."""
    wide = {np.float16: 1.5, np.float32: 1.01, np.float64: 1.000001}[dtype]
    for sign in (1, -1):
        for factor in (0.5, 1 / wide, wide, 3):
            p = np.array([0.25, 0.25, 0.5 + sign * factor * tolerance], dtype)
            p64, n = p.astype(np.float64), 20
            allowed = abs(p64.sum() - 1) <= tolerance
            for distinct in (False, True):
                rng, generator = streams(library, "pcg64", 9, legacy)
                n = 2 if distinct else 20
                out, scratch = np.full(n, -1), np.empty(6)
                call = lambda: rng.call(
                    f"choice_weighted{'_distinct' * distinct}_within_i64", out, n, p64, 3,
                    tolerance, scratch)
                if allowed:
                    call()
                    wanted = generator.choice(3, n, replace=not distinct, p=p)
                    assert (out == wanted).all()
                    same_position(library, rng, generator)
                    continue
                with pytest.raises(ValueError):
                    generator.choice(3, n, replace=not distinct, p=p)
                with pytest.raises(base.Error):
                    call()
    with pytest.raises(base.Error):
        rng.call("choice_weighted_within_i64", out, n, p64, 3, float("nan"), scratch)


@pytest.mark.parametrize("legacy", [False, True])
def test_dirichlet_of_nothing(library, legacy):
    rng, generator = streams(library, "pcg64", 2, legacy)
    kept = rng.bytes()
    assert generator.dirichlet([], 5).shape == (5, 0)
    rng.call("legacy_" * legacy + "dirichlet_f64", None, 5, None, 0)
    assert rng.bytes() == kept
    same_position(library, rng, generator)


@pytest.mark.parametrize("k", [1, 2, 3, 8])
def test_legacy_multivariate_normal(library, k):
    source = np.random.RandomState(k)
    a = source.randn(k, k)
    mean, cov, n = source.randn(k), a @ a.T, 501
    _, s, v = np.linalg.svd(cov)
    factor = np.ascontiguousarray(np.sqrt(s)[:, None] * v)
    rng, generator = streams(library, "mt19937", 8, legacy=True)
    out, scratch = np.empty((n, k)), np.empty(k)
    rng.call("legacy_multivariate_normal_f64", out, n, mean, factor, k, scratch)
    wanted = generator.multivariate_normal(mean, cov, n)
    assert abs(out - wanted).max() < 1e-13 * abs(factor).sum() * 5
    again = streams(library, "mt19937", 8, legacy=True)[1]
    z = again.standard_normal((n, k))
    for i in range(k): # the documented order of the sums
        total = 0.0 * z[:, 0]
        for j in range(k):
            total = total + z[:, j] * factor[j, i]
        assert (out[:, i] == total + mean[i]).all()
    x = rng.fill("legacy_normal", "f64", np.empty(3), (0, 1)) # the one that waits comes first
    assert (x == generator.standard_normal(3)).all()


CLOSED = [("i64", np.int64, -2**63, 2**63 - 1), ("i64", np.int64, 5, 2**63 - 1),
          ("u64", np.uint64, 0, 2**64 - 1), ("u64", np.uint64, 1, 2**64 - 1),
          ("i8", np.int8, -128, 127), ("u16", np.uint16, 0, 65535), ("bool", np.bool_, 0, 1),
          ("i32", np.int32, -2**31, 2**31 - 1), ("i64", np.int64, 7, 7)]


@pytest.mark.parametrize("name, dtype, low, high", CLOSED)
def test_closed_integers(library, name, dtype, low, high):
    rng, generator = streams(library, "mt19937", 4, legacy=True)
    got = rng.fill("legacy_integers", name, np.empty(500, dtype), (low, high, 1))
    assert (got == generator.randint(low, high + 1, 500, dtype=dtype)).all()
    same_position(library, rng, generator)


def test_typed_calls_refuse_nan(library):
    """They have no flags, so NaN is no parameter, though NumPy takes it for many, and nothing is
    drawn."""
    refused = 0
    for dist, row in library.dists.items():
        for type_name in row.fills:
            if not hasattr(library.so, f"isorand_fill_{dist}_{type_name}"):
                continue
            defaults = [getattr(p.default_value, "f" if p.kind == "f" else "i") for p in row.params]
            for i, param in enumerate(row.params):
                if param.kind != "f":
                    continue
                rng = ir.Stream(library, "mt19937", 3)
                before, out = rng.bytes(), np.zeros(8, library.types[type_name].dtype)
                with pytest.raises(base.Error) as error:
                    rng.call(f"fill_{dist}_{type_name}", out, out.size,
                             *(np.nan if j == i else value for j, value in enumerate(defaults)))
                assert error.value.code == base.EINVAL
                assert rng.bytes() == before and not out.any()
                refused += 1
    assert refused > 80


def test_default_parameters(library):
    """Those that NumPy has; else 1, of probabilities 1/2, and where 1 is none what is next to it."""
    others = {"p": 0.5, "nonc": 0, "mu": 0, "left": 0, "mode": 0.5, "closed": 0, "zipf a": 2,
              "integers low": 0, "integers high": 2, "triangular right": 1}
    numpys = 0
    for dist, row in library.dists.items():
        cls = np.random.RandomState if dist.startswith("legacy_") else np.random.Generator
        name = dist.removeprefix("legacy_")
        signature = (getattr(cls, name, lambda: None).__doc__ or "").strip().split("\n")[0]
        known = {} if name == "integers" else dict(re.findall(r"(\w+)=(-?[\d.]+)", signature))
        for param in row.params:
            numpys += param.name in known
            ours = others.get(f"{name} {param.name}", others.get(param.name, 1))
            wanted = known.get(param.name, ours)
            got = getattr(param.default_value, "f" if param.kind == "f" else "i")
            assert got == float(wanted), (dist, param.name)
    assert numpys > 20
