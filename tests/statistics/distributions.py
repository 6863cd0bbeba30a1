# SPDX-License-Identifier: MIT
"""Draws of every distribution against its cumulative function: chi-square over 4096 bins of equal
probability (of discrete ones over the values), the first four moments of the probability that
belongs to each value, mean and variance, the number of values in either tail, and of numbers that
are bits the lowest 12.  Nothing here is from the library but the draws."""
import ctypes
import zlib

import numpy as np
from scipy import stats

import cumulative
import isorand_ctypes as ir
import isorand_dists

BINS = 4096
SHORTEST = 50  # values that a bin has to have, on average
MANY = 20000   # values of a discrete distribution that may have bins of their own
FAULTS = {"none": 0, "scaled": 1, "modulo": 2, "short floats": 3}  # enum fault of draws.c
# What has to be found: (distribution, type, parameters, fault, what it is).
PLANTED = [
    ("normal", "f64", (0, 1), "scaled", "1.002 times too large"),
    ("normal", "f32", (0, 1), "scaled", "1.002 times too large"),
    ("exponential", "f64", (1,), "scaled", "1.002 times too large"),
    ("integers", "u16", (0, 1000, 0), "modulo", "16 bits modulo 1000"),
    ("uniform", "f64", (0, 1), "short floats", "floats of 23 bits"),
    ("uniform", "f32", (0, 1), "short floats", "floats of 23 bits"),
]


# Differences from the distribution that are NumPy's, kept since RandomState's values are frozen: at
# level 2.5 Generator's binomial has the right number.
KNOWN = {("legacy_binomial", (1000, 0.4)):
         "13680 in place of 13860 in the series of Stirling, which RandomState keeps"}


class Draws(ctypes.Structure):
    """struct draws of draws.c"""
    _fields_ = [("engine", ctypes.c_int), ("fault", ctypes.c_int), ("seed", ctypes.c_uint64),
                ("n", ctypes.c_uint64), ("request", ir.Request), ("edges", ctypes.c_void_p),
                ("nedges", ctypes.c_size_t), ("counts", ctypes.c_void_p),
                ("center", ctypes.c_double), ("scale", ctypes.c_double), ("sum", ctypes.c_double),
                ("squares", ctypes.c_double), ("grid", ctypes.c_double), ("low", ctypes.c_void_p)]


class Expected:
    """What is expected of a distribution: 'edges' of bins with 'probabilities', a mean, a standard
    deviation and an excess kurtosis where there are such, and a grid."""

    def __init__(self, edges, probabilities, moments=None, grid=0):
        self.edges, self.probabilities = np.asarray(edges, float), np.asarray(probabilities)
        self.moments, self.grid = moments, grid
        assert abs(self.probabilities.sum() - 1) < 1e-9, self.probabilities.sum()
        assert len(self.probabilities) == len(self.edges) + 1 and (np.diff(self.edges) > 0).all()


def finite(values):
    mean, variance, _, kurtosis = (float(value) for value in values)
    return (mean, variance**0.5, kurtosis) if np.isfinite([mean, variance, kurtosis]).all() else None


def continuous(distribution, single, tail):
    u = np.concatenate([[tail], np.arange(1, BINS) / BINS, [1 - tail]])
    if single:  # uniforms of 24 bits are on the edges; let these be between
        u -= 2.0**-25
    edges = distribution.ppf(u)
    half = len(edges) // 2
    below, above = distribution.cdf(edges), distribution.sf(edges)
    probabilities = np.concatenate([below[:1], np.diff(below[:half + 1]),
                                    -np.diff(above[half:]), above[-1:]])
    return Expected(edges, probabilities, finite(distribution.stats("mvsk")))


def discrete(distribution, least):
    """Bins of the values in order, each with at least that probability."""
    low, high = distribution.support()
    values = np.arange(low, min(high, low + MANY) + 1)
    with np.errstate(divide="ignore"):  # SciPy takes the logarithm of probabilities that are 0
        probability = distribution.pmf(values)
    above = 1 - np.cumsum(probability)
    edges, chances, pending = [], [], 0.0
    for value, chance, more in zip(values, probability, above):
        pending += chance
        if pending >= least and more >= least and len(edges) < BINS - 2:
            edges.append(value + 0.5)
            chances.append(pending)
            pending = 0.0
    chances.append(1 - sum(chances))
    moments = None
    if above[-1] < 1e-12:
        mean = values @ probability
        second, fourth = ((values - mean) ** power @ probability for power in (2, 4))
        moments = mean, second**0.5, fourth / second**2 - 3
    return Expected(edges, chances, moments)


def equal(low, high, bits):
    """Integers low ... high - 1."""
    count = high - low
    bins = min(count, BINS)
    cuts = [low + k * count // bins for k in range(1, bins)]
    ends = [low, *cuts, high]
    chances = [(b - a) / count for a, b in zip(ends, ends[1:])]
    # 64-bit edges: where a double cannot say "value - 1/2" it does not matter.
    mean, variance = (low + high - 1) / 2, (count**2 - 1) / 12
    kurtosis = -1.2 * (count**2 + 1) / (count**2 - 1)
    full = count == 2**bits and bits >= 32
    return Expected([cut - 0.5 for cut in cuts], chances, (mean, variance**0.5, kurtosis),
                    1.0 if full else 0)


def expected(dist, row, params, n):
    tail = max(1e-6, SHORTEST / n)
    if dist == "raw":
        return equal(0, 2**(8 * row.bytes), 8 * row.bytes)
    if dist.endswith("integers"):
        return equal(params[0], params[1], 8 * row.bytes)
    if dist in cumulative.DISCRETE:
        return discrete(cumulative.DISCRETE[dist][1](*params), tail)
    found = continuous(cumulative.CONTINUOUS[dist][1](*params), row.name == "f32", tail)
    if dist.endswith("uniform") and params == (0, 1):
        found.grid = 2.0**24 if row.name == "f32" else 2.0**53
    return found


def chi_square(counts, probabilities):
    """Its upper tail; bins that expect too little are joined to their neighbours."""
    n = counts.sum()
    joined, total = [], np.zeros(2)
    for pair in zip(counts, probabilities * n):
        total += pair
        if total[1] >= SHORTEST / 2:
            joined.append(total)
            total = np.zeros(2)
    joined[-1] = joined[-1] + total
    seen, wanted = np.array(joined).T
    return stats.chi2.sf(((seen - wanted) ** 2 / wanted).sum(), len(joined) - 1)


def smooth(counts, probabilities):
    """Polynomials of degree 1 to 4 of the probability that belongs to a bin, orthonormal: the sum of
    the squares of their means, in standard deviations."""
    u = np.cumsum(probabilities) - probabilities / 2
    powers = np.vander(2 * u - 1, min(5, len(u)), increasing=True)
    q, _ = np.linalg.qr(powers * np.sqrt(probabilities)[:, None])
    polynomials = q[:, 1:] / np.sqrt(probabilities)[:, None]
    z = counts @ polynomials / np.sqrt(counts.sum())
    return stats.chi2.sf((z**2).sum(), len(z))


def tail(count, n, probability):
    """Of a binomial number, with half of the number itself."""
    binomial = stats.binom(n, probability)
    return binomial.cdf(count) - binomial.pmf(count) / 2


class Judge:
    """Draws from a library, by the program's own means of counting."""

    def __init__(self, library, draws_path):
        self.library, self.so = library, ctypes.CDLL(str(draws_path))

    def outputs(self):
        """(distribution, type, parameters) of all in the registry."""
        for dist, row in self.library.dists.items():
            for type_name in row.fills:
                for params in cumulative.sets(dist, type_name):
                    yield dist, type_name, params

    def sets(self, output):
        """How many parameter sets its distribution and type have."""
        return len(cumulative.sets(*output[:2]))

    def draw(self, dist, type_name, params, n, seed, wanted, fault="none"):
        counts, low = np.zeros(len(wanted.probabilities), np.uint64), np.zeros(4096, np.uint64)
        if dist == "legacy_integers":
            params = params[:2]
        request = isorand_dists.request_of(self.library, dist, type_name,
                                           params[:len(self.library.dists[dist].params)])
        mean, deviation, _ = wanted.moments or (0, 0, 0)
        legacy = dist.startswith("legacy_")
        draws = Draws(0 if legacy else self.library.engines["pcg64"].number, FAULTS[fault],
                      seed, n, request, wanted.edges.ctypes.data, len(wanted.edges),
                      counts.ctypes.data, mean, deviation, 0, 0, wanted.grid, low.ctypes.data)
        error = self.so.statistics_draw(ctypes.byref(draws))
        assert error == 0, f"statistics_draw: {error}"
        assert counts.sum() == n
        return counts.astype(float), low.astype(float), draws.sum, draws.squares

    def values(self, dist, type_name, params, n, seed=None, fault="none"):
        """{test: p-value}; both ends are bad."""
        row = self.library.types[type_name]
        wanted = expected(dist, row, params, n)
        if fault == "modulo":
            params = (0, 2**16, 0)
        if seed is None:
            seed = zlib.crc32(f"{dist} {type_name} {params}".encode())
        counts, low, total, squares = self.draw(dist, type_name, params, n, seed, wanted, fault)
        found = {"chi-square": chi_square(counts, wanted.probabilities),
                 "moments of the probability": smooth(counts, wanted.probabilities)}
        if wanted.moments:
            found["mean"] = stats.norm.cdf(total / np.sqrt(n))
            spread = wanted.moments[2] + 2
            if spread > 1e-9:
                found["variance"] = stats.norm.cdf((squares - n) / np.sqrt(n * spread))
        if len(counts) > 2 and not (dist == "raw" or dist.endswith("integers")):
            found["lower tail"] = tail(counts[0], n, wanted.probabilities[0])
            found["upper tail"] = tail(counts[-1], n, wanted.probabilities[-1])
        if wanted.grid:
            found["lowest bits"] = chi_square(low, np.full(4096, 1 / 4096))
        return found


# ---- the record ----

LEAST, FAILURE = 1e-4, 1e-6


def suspect(values):
    """Those that have to be looked at again: both ends are bad."""
    return {test: p for test, p in values.items() if not LEAST <= p <= 1 - LEAST}


def fails(values):
    return any(min(p, 1 - p) < FAILURE for p in values.values())


def verdict(judge, output, n, values):
    """By the rule of batteries.py.  (verdict, the values of the second look)"""
    tests = suspect(values)
    if not tests:
        return "passes", {}
    if fails(values):
        return "fails", {}
    again = judge.values(*output, 10 * n, seed=1)
    return "fails" if fails({test: again[test] for test in tests}) else "passes", again


def row(judge, output, n):
    """Its entry in docs/evidence/distributions.json."""
    values = judge.values(*output, n)
    said, again = verdict(judge, output, n, values)
    dist, type_name, params = output
    entry = {"dist": dist, "type": type_name, "params": list(params), "draws": n, "verdict": said,
             "p": {test: float(f"{p:.3g}") for test, p in values.items()}}
    if output[::2] in KNOWN:
        entry["known"] = KNOWN[output[::2]]
    return entry | ({"again": {test: float(f"{p:.3g}") for test, p in again.items()}} if again else {})


def planted_row(judge, planted, n):
    """The same of one of PLANTED."""
    dist, type_name, params, fault, text = planted
    values = judge.values(dist, type_name, params, n, fault=fault)
    return {"dist": dist, "type": type_name, "params": list(params), "draws": n, "fault": text,
            "verdict": "fails" if fails(values) else "passes",
            "p": {test: float(f"{p:.3g}") for test, p in values.items()}}
