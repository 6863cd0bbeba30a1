# SPDX-License-Identifier: MIT
"""The distributions of the registry in NumPy: the call that each equals, parameters that reach
every branch of it, and some that NumPy refuses.  One without an entry fails its tests."""
from oracles import numpy as np

import numpy_engines

INF, NAN = float("inf"), float("nan")


def of(table, dist):
    """The entry of a distribution, or of the one that it is the legacy form of."""
    return table[dist if dist in table else dist.removeprefix("legacy_")]


# Those with kernels, which test_core_live.py compares on every backend.
KERNELS = ["uniform", "normal", "exponential", "exponential_inv", "integers"]


# ---- calls ----

def affine(values, offset, factor):
    """NumPy has no loc and scale in single precision: float32 arithmetic, step by step."""
    return np.float32(offset) + np.float32(factor) * values


def integers(g, n, low, high, closed, dtype):
    """NumPy has one endpoint for all elements; where isorand's differ, the bounds do it."""
    if np.ndim(closed):
        return g.integers(low, high - 1 + closed, n, dtype, endpoint=True)
    return g.integers(low, high, n, dtype, endpoint=bool(closed))


# What is not the method of the same name with the same parameters.
CALLS = {
    ("raw", "u8"): lambda g, n: np.frombuffer(g.bytes(n), np.uint8),
    ("raw", "u32"): lambda g, n: g.integers(0, 2**32, n, np.uint32),
    ("raw", "u64"): lambda g, n: g.integers(0, 2**64, n, np.uint64),
    ("uniform", "f32"): lambda g, n, low, high: g.random(n, np.float32),
    ("normal", "f32"):
        lambda g, n, loc, scale: affine(g.standard_normal(n, np.float32), loc, scale),
    ("exponential", "f32"):
        lambda g, n, scale: affine(g.standard_exponential(n, np.float32), 0, scale),
    ("exponential_inv", "f32"):
        lambda g, n, scale: affine(g.standard_exponential(n, np.float32, method="inv"), 0, scale),
    ("exponential_inv", "f64"):
        lambda g, n, scale: scale * g.standard_exponential(n, method="inv"),
    ("standard_gamma", "f32"): lambda g, n, shape: g.standard_gamma(shape, n, np.float32),
}


def call(generator, dist, type_row, params, n):
    """The same draw in NumPy: 'n' values; the parameters may be arrays of 'n'."""
    if dist == "integers":
        return integers(generator, n, *params, type_row.dtype)
    if dist == "legacy_integers":
        return generator.randint(*params, n, type_row.dtype)
    if (dist, type_row.name) in CALLS:
        return CALLS[dist, type_row.name](generator, n, *params)
    return getattr(generator, dist.removeprefix("legacy_"))(*params, n)


# Not the method of the same name, or parameters that are no plain numbers.
ELSEWHERE = {"raw", "integers", "legacy_integers", "exponential_inv", "standard_cauchy",
             "legacy_standard_cauchy"}


def extreme_rows(library):
    """(distribution, type) of the rows that can be tried with any numbers as parameters."""
    return [(name, type_name) for name, row in library.dists.items() if name not in ELSEWHERE
            for type_name in row.fills if type_name in ("f64", "i64") or name == "standard_gamma"]


def one_stream(dist, seed):
    """(isorand engine, NumPy object, its bit generator): one of the streams below."""
    engine = "mt19937" if dist.startswith("legacy_") else "pcg64"
    return next((name, generator, bits) for name, _, _, generator, bits in streams(dist, seed)
                if name == engine)


def streams(dist, seed):
    """(label, isorand engine, isorand seed, NumPy object, its bit generator) for each engine of the
    class that has the distribution."""
    legacy = dist.startswith("legacy_")
    for name in numpy_engines.NAMES:
        bits = numpy_engines.bit_generator(name, seed)
        yield (name, name, seed,
               np.random.RandomState(bits) if legacy else np.random.Generator(bits), bits)
    if legacy:
        bits = np.random.MT19937()
        bits._legacy_seeding(seed % 2**32)
        yield "np.random.seed", "legacy", seed % 2**32, np.random.RandomState(bits), bits


# ---- parameters ----

# legacy_NAME takes the sets of NAME unless it has some of its own.
SETS = {
    "raw": [()],
    "uniform": [(0, 1), (-3, 8.5), (5, 5), (-8e307, 8e307)],
    "normal": [(0, 1), (-0.0, 1), (5, 2.5), (-1e10, 1e-3), (3, 0)],
    "exponential": [(1,), (3.7,), (0,)],
    "exponential_inv": [(1,), (0.3,)],
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
    "laplace": [(0, 1), (5, 0.01), (0, 0), (-0.0, 1)],
    "logistic": [(0, 1), (-7, 20), (1, 0)],
    "gumbel": [(0, 1), (3, 1e-5), (1e9, 4)],
    "rayleigh": [(1,), (0,), (1e300,)],
    "weibull": [(0,), (0.05,), (0.5,), (1,), (3,), (1e5,)],
    "pareto": [(0.05,), (1,), (3,), (1e5,)],
    "power": [(0.02,), (1,), (5,), (1e6,)],
    "triangular": [(0, 0.5, 1), (-3, -3, 8), (1, 2, 2), (-1e300, 0, 1e300)],
    "vonmises": [(0, 0), (1, 1e-9), (0, 1e-6), (0, 1e-5), (0.5, 0.01), (-3, 4), (3, 700), (1, 1e6),
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
                       (999999999, 999999999, 10**9), (40000, 30000, 35001), (2, 9, 5)],
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


def bounds(type_row):
    """(low, high, closed) that reach every path of a type."""
    if type_row.kind == "b":
        return [(0, 2, 0), (0, 1, 1), (0, 1, 0), (1, 1, 1)]
    info = np.iinfo(type_row.dtype)
    least, most, bits = int(info.min), int(info.max), info.bits
    found = [(least, most, 1), (least, most, 0), (5, 5, 1), (0, 100, 0), (0, most // 2 + 1, 1),
             (least, least + 2, 0), (most - 2, most, 1), (3, 3 + 2 * (most // 3), 0)]
    if bits == 64:
        found += [(0, 2**32 - 1, 1), (0, 2**32, 0), (0, 2**32 + 1, 0), (7, 2**40, 0),
                  (0, 3 << 61, 0), (0, 3 << 30, 0), (0, 1000, 0)]
    if type_row.name == "u64":
        found.append((5, 2**64, 0))
    return found


def sets(dist, type_row):
    """Parameter sets of a distribution and type."""
    if dist == "integers":
        return bounds(type_row)
    if dist == "legacy_integers":
        rows = [(low, high + closed) for low, high, closed in bounds(type_row)]
        # The exclusive bound 2^63 is no int64_t: i64 has no [low, 2^63) here.
        return [row for row in rows if type_row.name != "i64" or row[1] < 2**63]
    if (dist, type_row.name) == ("uniform", "f32"):
        return [(0, 1)]
    return of(SETS, dist)


# What NumPy refuses, besides NaN.
BAD = {
    "raw": [], "uniform": [(1, 0), (-1.7e308, 1.7e308)], "normal": [(0, -1), (0, -0.0)],
    "exponential": [(-1,)], "exponential_inv": [(-1,)],
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


def bad_bounds(type_row):
    """(low, high, closed) that a type refuses."""
    bad = [(5, 5, 0), (6, 5, 0), (6, 5, 1), (0, 1, 2)]
    if type_row.name != "u64":  # a good pair of unsigned numbers
        bad.append((2**63 - 1, -2**63, 0))
    if type_row.kind == "b":
        bad += [(0, 3, 0), (0, 2, 1), (-1, 1, 0)]
    elif type_row.name != "u64":
        info = np.iinfo(type_row.dtype)
        least, most = int(info.min), int(info.max)
        if info.bits < 64:
            bad += [(least - 1, 5, 0), (0, most + 2, 0), (0, most + 1, 1)]
        else:
            bad += [(-2**63, -2**63, 0)]
    return bad


def bad(dist, row, type_row):
    """Bad parameter sets of a distribution and type."""
    if dist == "integers":
        return bad_bounds(type_row)
    if dist == "legacy_integers":
        return [(low, high) for low, high, closed in bad_bounds(type_row) if closed == 0]
    good = sets(dist, type_row)[-1]
    found = list(of(BAD, dist))
    for i, param in enumerate(row.params):
        if param.kind == "f":
            found.append(good[:i] + (NAN,) + good[i + 1:])
    if (dist, type_row.name) == ("uniform", "f32"):
        found += [(0, 2), (-1, 1)]
    return found


# ---- comparison ----

# Largest difference, in the units below, and share of values that differ, where isorand's own acos
# decides; everything else equals NumPy on x86-64 with FMA and glibc 2.28 or later.
MARGIN = {"vonmises": (3, 0.0004), "legacy_vonmises": (3, 0.0004)}


def units(dist, params, got, wanted):
    """Distances in units of the last place; 0 where the bits are the same, infinite between zeros of
    different signs.

    Those of vonmises are of the sum of pi and mu, which its angle is wrapped by."""
    with np.errstate(all="ignore"):
        same = (got == wanted) & (np.signbit(got) == np.signbit(wanted))
        same |= np.isnan(got) & np.isnan(wanted)
        unit = np.spacing(np.abs(wanted))
        if dist.endswith("vonmises"):
            unit = np.spacing(np.pi + np.abs(params[0]))
        far = np.abs(got - wanted) / unit
        return np.where(same, 0, np.where(far == 0, np.inf, far))


def differences(dist, params, got, wanted, where):
    """How far each value is from NumPy's; None where all are the same, bit by bit.  More than the
    distribution's margin fails."""
    assert wanted.dtype == got.dtype and wanted.shape == got.shape, where
    if got.tobytes() == wanted.tobytes():
        return None
    far = units(dist, params, got, wanted) if got.dtype.kind == "f" else (
        np.where(got == wanted, 0, np.inf))
    at = int(np.argmax(np.where(np.isnan(far), np.inf, far)))
    assert far[at] <= MARGIN.get(dist, (0, 0))[0], (
        f"{where}: [{at}] {got[at]!r} != {wanted[at]!r}")
    return far
