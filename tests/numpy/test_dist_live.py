# SPDX-License-Identifier: MIT
"""Every scalar distribution of the registry against live NumPy: values, stream position, errors.

For each distribution, engine and seed: each parameter set fills an array here and in NumPy, from
the same stream, and the next raw word must be the same too.  ISORAND_TEST_VALUES (default 40000)
is the number of values for each distribution and engine; the full proof takes 1000000."""
import os

import pytest

import oracles
from build import built

np = oracles.module("numpy")
import isorand_dists as ir
import numpy_engines

VALUES = int(os.environ.get("ISORAND_TEST_VALUES", "40000"))
SEEDS = [0, 1, 42, 2**32 - 1, 2**63, *range(100, 115)]
# Rows with tests of their own, which know more of them than values and position.
ELSEWHERE = {"raw", "uniform", "normal", "exponential", "exponential_inv", "integers",
             "legacy_integers"}

# Parameter sets that reach every branch of each formula; legacy_NAME takes those of NAME unless it
# has some of its own.
INF = float("inf")
SETS = {
    "standard_gamma": [(0,), (1e-300,), (0.01,), (0.3,), (0.999,), (1,), (1.001,), (2.5,), (1e6,),
                       (INF,)],
    "gamma": [(0, 1), (0.2, 3.5), (1, 2), (7.25, 0.1), (3, 0), (2, INF)],
    "beta": [(0.5, 0.5), (1, 1), (0.01, 0.02), (1e-3, 1), (2, 3), (0.5, 4), (30, 0.1), (1e3, 1e4)],
    "chisquare": [(1e-3,), (0.5,), (1,), (2,), (7.5,), (1e8,)],
    "noncentral_chisquare": [(3, 0), (3, 2.5), (0.5, 1.5), (1, 40), (1.0001, 1e5), (0.1, 1e-9)],
    "f": [(1, 1), (0.3, 5), (12, 0.7), (1e5, 3)],
    "noncentral_f": [(3, 4, 0), (3, 4, 2.5), (0.5, 2, 1.5), (1, 0.5, 30)],
    "standard_t": [(0.2,), (1,), (2,), (9,), (1e10,)],
    "lognormal": [(0, 1), (-3, 0.25), (2, 0), (0, 300)],
    "standard_cauchy": [()],
    "laplace": [(0, 1), (5, 0.01), (0, 0)],
    "logistic": [(0, 1), (-7, 20), (1, 0)],
    "gumbel": [(0, 1), (3, 1e-5), (1e9, 4)],
    "rayleigh": [(1,), (0,), (1e300,)],
    "weibull": [(0,), (0.05,), (0.5,), (1,), (3,), (1e5,)],
    "pareto": [(0.05,), (1,), (3,), (1e5,)],
    "power": [(0.02,), (1,), (5,), (1e6,)],
    "triangular": [(0, 0.5, 1), (-3, -3, 8), (1, 2, 2), (-1e300, 0, 1e300)],
    "vonmises": [(0, 0), (1, 1e-9), (0, 1e-6), (0.5, 0.01), (-3, 4), (3, 700), (1, 1e6),
                 (3.1, 2e6), (100, 2)],
    "wald": [(1, 1), (0.01, 3), (50, 0.2), (1e5, 1e-3)],
    "geometric": [(1e-15,), (0.001,), (0.3,), (0.3333333333333333,), (0.34,), (0.9,), (1,)],
    "poisson": [(0,), (1e-9,), (0.5,), (9.99,), (10,), (10.5,), (60,), (1e4,), (1e10,), (1e18,)],
    "binomial": [(0, 0.5), (10, 0), (10, 1), (10, 0.25), (10, 0.75), (60, 0.5), (62, 0.5),
                 (1000, 0.02), (1000, 0.3), (1000, 0.9), (10**6, 0.5), (10**6, 1e-5),
                 (10**12, 0.4), (2**62, 0.3), (2**63 - 1, 0.6)],
    "negative_binomial": [(1, 0.5), (0.3, 0.05), (20, 0.9), (100.5, 0.01), (3, 1), (1e6, 1e-3)],
    "legacy_negative_binomial": [(1, 0.5), (0.3, 0.05), (20, 0.9), (3, 0), (3, 1)],
    "hypergeometric": [(0, 0, 0), (5, 0, 3), (0, 5, 3), (10, 7, 9), (10, 7, 16), (15, 15, 12),
                       (1000, 20, 30), (20, 1000, 300), (999999999, 5, 20), (50, 50, 100),
                       (999999999, 999999999, 10**9), (40000, 30000, 35001)],
    "legacy_hypergeometric": [(5, 0, 3), (0, 5, 3), (10, 7, 9), (10, 7, 16), (15, 15, 12),
                              (1000, 20, 30), (20, 1000, 300), (10**10, 5, 20), (50, 50, 100),
                              (10**15, 10**15, 10**9), (40000, 30000, 35001)],
    "zipf": [(1.05,), (1.5,), (2,), (4.5,), (50,), (1000,)],
    "logseries": [(0,), (1e-9,), (0.2,), (0.7,), (0.999,), (1 - 2.0**-53,)],
    "legacy_uniform": [(0, 1), (-3, 8.5), (5, 5), (2, -2), (-8e307, 8e307)],
    "legacy_normal": [(0, 1), (5, 2.5), (-1e10, 1e-3), (3, 0)],
    "legacy_exponential": [(1,), (0,), (3.7,), (INF,)],
}
SETS["legacy_vonmises"] = SETS["vonmises"][:-2] + [(100, 2)]

# Largest difference, in the units below, and share of values that differ, where isorand's own cos
# and acos decide; everything else equals NumPy on x86-64 with FMA and glibc 2.28 or later.
MARGIN = {"vonmises": (64, 0.002), "legacy_vonmises": (64, 0.002)}

# What NumPy refuses; None stands for NaN in each parameter by turns.
BAD = {
    "standard_gamma": [(-1,), (-0.0,)], "gamma": [(-1, 1), (1, -1)], "beta": [(0, 1), (1, -1)],
    "chisquare": [(0,), (-1,)], "noncentral_chisquare": [(0, 1), (1, -1)],
    "f": [(0, 1), (1, 0)], "noncentral_f": [(0, 1, 1), (1, 0, 1), (1, 1, -1)],
    "standard_t": [(0,), (-1,)], "lognormal": [(0, -1)], "standard_cauchy": [],
    "laplace": [(0, -1)], "logistic": [(0, -1)], "gumbel": [(0, -0.0)], "rayleigh": [(-1,)],
    "weibull": [(-1,)], "pareto": [(0,)], "power": [(0,)],
    "triangular": [(1, 0, 2), (0, 3, 2), (1, 1, 1)], "vonmises": [(0, -1)],
    "wald": [(0, 1), (1, 0)], "geometric": [(0,), (1.5,), (-1,)], "poisson": [(-1,), (1e19,)],
    "binomial": [(-1, 0.5), (5, -0.1), (5, 1.1)],
    "negative_binomial": [(0, 0.5), (1, 0), (1, 1.5), (1e18, 1e-3)],
    "legacy_negative_binomial": [(0, 0.5), (1, -1), (1, 1.5)],
    "hypergeometric": [(-1, 1, 0), (1, -1, 0), (1, 1, -1), (1, 1, 3), (10**9, 1, 1)],
    "legacy_hypergeometric": [(-1, 1, 1), (1, -1, 1), (1, 1, 0), (1, 1, 3)],
    "zipf": [(1,), (0.5,)], "logseries": [(1,), (-0.1,)],
    "legacy_uniform": [(-1.7e308, 1.7e308)], "legacy_normal": [(0, -1)],
    "legacy_exponential": [(-1,)],
}


def of(table, dist):
    """The entry of a distribution, or of the one that it is the legacy form of."""
    return table[dist if dist in table else dist.removeprefix("legacy_")]


def numpy_call(generator, dist, type_name, params, n):
    """The same draw in NumPy."""
    method = getattr(generator, dist.removeprefix("legacy_"))
    if type_name == "f32":
        return method(*params, n, dtype=np.float32)
    return method(*params, n)


def streams(library, dist, seed):
    """(label, isorand stream, NumPy object, its bit generator) for each engine of the class."""
    legacy = dist.startswith("legacy_")
    for name in numpy_engines.NAMES:
        bits = numpy_engines.bit_generator(name, seed)
        yield (name, ir.Stream(library, name, seed),
               np.random.RandomState(bits) if legacy else np.random.Generator(bits), bits)
    if legacy:
        bits = np.random.MT19937()
        bits._legacy_seeding(seed % 2**32)
        yield ("np.random.seed", ir.Stream(library, "legacy", seed % 2**32),
               np.random.RandomState(bits), bits)


def units(dist, params, got, wanted):
    """Distances in units of the last place; 0 where the bits are the same.

    An angle of vonmises is acos(w) + mu, which magnifies the last bit of w by 1 / sin: its unit is
    that, plus the last place of pi."""
    with np.errstate(all="ignore"):
        same = (got == wanted) & (np.signbit(got) == np.signbit(wanted))
        same |= np.isnan(got) & np.isnan(wanted)
        unit = np.spacing(np.abs(wanted))
        if dist.endswith("vonmises"):
            unit = np.spacing(np.pi) + np.spacing(1.0) / np.abs(np.sin(wanted - params[0]))
        return np.where(same, 0, np.abs(got - wanted) / unit)


def pytest_generate_tests(metafunc):
    """All rows of the registry but those with tests elsewhere."""
    library = ir.open_library(str(built(metafunc.config, "libisorand.so")))
    rows = [(dist, type_name) for dist, (_, types, _) in library.rows.items()
            if dist not in ELSEWHERE for type_name in types]
    metafunc.parametrize("dist, type_name", rows)


def test_values(library, note, dist, type_name):
    """All engines, seeds and parameter sets of one distribution and type."""
    key = f"{dist}.{type_name}" if type_name == "f32" else dist
    sets, dtype = of(SETS, dist), ir.DTYPES[type_name]
    n = max(40, VALUES // (len(SEEDS) * len(sets)))
    n += n % 2 == 0  # odd, so that a cached value or half word crosses the calls
    total = differing = 0
    worst = 0.0
    for seed in SEEDS:
        for label, rng, generator, bits in streams(library, dist, seed):
            for params in sets:
                where = f"{label} seed {seed} {params}"
                got = rng.fill(dist, type_name, np.empty(n, dtype), params)
                wanted = numpy_call(generator, dist, type_name, params, n)
                assert wanted.dtype == dtype, where
                assert rng.raw() == int(bits.random_raw()), f"{where}: stream position differs"
                total += n
                if np.array_equal(got.view(np.uint8), wanted.view(np.uint8)):
                    continue
                if dtype == np.int64:
                    at = int(np.argmax(got != wanted))
                    raise AssertionError(f"{where}: [{at}] {got[at]} != {wanted[at]}")
                far = units(dist, params, got, wanted)
                at = int(np.nanargmax(far))
                assert not np.isnan(far).any() and far[at] <= MARGIN.get(key, (0, 0))[0], (
                    f"{where}: [{at}] {got[at]!r} != {wanted[at]!r}")
                differing += int(np.count_nonzero(far))
                worst = max(worst, float(far[at]))
    assert differing <= total * MARGIN.get(key, (0, 0))[1]
    engines = len(list(streams(library, dist, 0)))
    note(f"{total} values, {engines} engines x {len(SEEDS)} seeds x {len(sets)} sets; "
         f"{differing} differ in the last bits (share {differing / total:.1e}, "
         f"at most {worst:.1f} units)")


def test_bad_parameters(library, dist, type_name):
    """Bad parameters are EINVAL, write nothing and leave the state alone."""
    good, (_, _, kinds) = of(SETS, dist)[-1], library.rows[dist]
    bad = list(of(BAD, dist))
    for i, (_, kind) in enumerate(kinds):
        if kind == "f":
            bad.append(good[:i] + (float("nan"),) + good[i + 1:])
    generator = np.random.RandomState(1) if dist.startswith("legacy_") else np.random.default_rng(1)
    for params in bad:
        rng, out = ir.Stream(library, "pcg64", 7), np.full(9, 77, ir.DTYPES[type_name])
        before = rng.bytes()
        with pytest.raises(ir.Error) as error:
            rng.fill(dist, type_name, out, params)
        assert error.value.code == ir.EINVAL, params
        assert (out == 77).all() and rng.bytes() == before, f"{params} left traces"
        if not any(p != p for p in params):
            with pytest.raises((ValueError, OverflowError)):
                numpy_call(generator, dist, type_name, params, 1)
