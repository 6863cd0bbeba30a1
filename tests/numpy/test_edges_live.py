# SPDX-License-Identifier: MIT
"""Parameters at edges, against live NumPy: the last one that is accepted and the first that is not,
and the seams at which NumPy takes another way to a value, each with its neighbours among the
doubles or the integers.  The edges are found by halving, in NumPy alone."""
import ctypes
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
import numpy_engines
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


# ---- vectors ----



def sums(p):
    """Weights whose sum is about p + 3/8."""
    return np.array([p, 0.25, 0.125])


def vector_calls():
    """(name, ranks to look between, what makes a number of one, NumPy's call, isorand's arguments) of
    each call with an edge of its own; isorand's first are the values and how many."""
    one = [rank(x) for x in (0.5, 0.625, 0.7)]
    zero = [rank(x) for x in (-1.0, 0.0, 1.0)]
    for legacy in ("", "legacy_"):
        yield (legacy + "multinomial_i64", zero + one, double,
               lambda g, p: g.multinomial(9, [*sums(p), 0.5], 1),
               lambda p: (9, np.array([*sums(p), 0.5]), 4))
        yield (legacy + "dirichlet_f64", zero, double, lambda g, a: g.dirichlet([a, 2.5], 1),
               lambda a: (np.array([a, 2.5]), 2))
    yield ("choice_weighted_i64", zero + one, double, lambda g, p: g.choice(3, 1, p=sums(p)),
           lambda p: (sums(p), 3, np.empty(3)))
    yield ("choice_weighted_distinct_i64", zero + one, double,
           lambda g, p: g.choice(3, 1, replace=False, p=sums(p)),
           lambda p: (sums(p), 3, np.empty(6)))
    for most in (INTEGERS, [0, 20, 10**9, 2 * 10**9]):
        yield ("multivariate_hypergeometric_i64", most, int,
               lambda g, n: g.multivariate_hypergeometric([n, 3, 10], 12, 1),
               lambda n: (np.array([n, 3, 10]), 3, 12))
        yield ("multivariate_hypergeometric_i64", most, int,
               lambda g, n: g.multivariate_hypergeometric([7, 3, 10**6], n, 1),
               lambda n: (np.array([7, 3, 10**6]), 3, n))


def test_vectors(library, note):
    tried = edges = 0
    for name, ranks, number, numpys, arguments in vector_calls():
        legacy = name.startswith("legacy_")

        def accepted(r):
            generator = (np.random.RandomState if legacy else np.random.default_rng)(3)
            try:
                numpys(generator, number(r))
            except (ValueError, OverflowError):
                return False
            return True

        near, ranks = set(ranks), sorted(set(ranks))
        for low, high in zip(ranks, ranks[1:]):
            if accepted(low) != accepted(high):
                edge = last_before(lambda r, same=accepted(low): accepted(r) != same, low, high)
                near |= set(range(edge - 2, edge + 4))
                edges += 1
        assert len(near) > len(ranks), f"{name} has no edge"
        for r in sorted(r for r in near if ranks[0] <= r <= ranks[-1]):
            rng, out = ir.Stream(library, "pcg64", 3), np.zeros(8)
            try:
                rng.call(name, out, 1, *arguments(number(r)))
                taken = True
            except ir.Error:
                taken = False
            assert taken == accepted(r), (name, number(r))
            tried += 1
    evidence.count("words.parameters", tried)
    note(f"{tried} parameter sets around {edges} edges")


# ---- seeds ----

@pytest.mark.parametrize("first", [0, 2**16, 2**32 - 2, 2**32, 2**33 - 1, 2**63, 2**64 - 4])
def test_children(library, first):
    """Children beyond the 2^32nd, whose number has two words in the spawn key."""
    for entropy in 0, 1, 2**128 - 1, [0, 0, 0, 0], 2**200:
        parent, numpys = base.SeedSequence(entropy), np.random.SeedSequence(entropy)
        for index in first, first + 1, first + 2:
            child, key = base.SeedSequence(), (index,)
            base.call("seedseq_child", base.byref(parent.struct), index, base.byref(child.struct))
            wanted = np.random.SeedSequence(entropy, spawn_key=key)
            assert (child.generate_state(9) == wanted.generate_state(9)).all(), (entropy, index)
            grand = child.spawn(2)[1].generate_state(5)
            assert (grand == wanted.spawn(2)[1].generate_state(5)).all(), (entropy, index)
        parent.struct.n_spawned = first
        numpys = [np.random.SeedSequence(entropy, spawn_key=(first + i,)) for i in range(3)]
        for child, wanted in zip(parent.spawn(3), numpys):
            assert (child.generate_state(9) == wanted.generate_state(9)).all(), (entropy, first)


# ---- single draws ----

@pytest.mark.parametrize("family", ["Generator", "RandomState"])
def test_next_bounded(library, family):
    """isorand_next_bounded at each size of range: NumPy's integers of one value."""
    bounded = library.so.isorand_next_bounded
    bounded.restype = base.c_uint64
    sizes = {2**k + d for k in range(65) for d in (-2, -1, 0) if 0 <= 2**k + d < 2**64}
    for seed, most in enumerate(sorted(sizes)):
        for engine in numpy_engines.NAMES:
            bits = numpy_engines.bit_generator(engine, seed)
            rng, generator = ir.Stream(library, engine, seed), getattr(np.random, family)(bits)
            for i in range(9):
                got = bounded(base.byref(rng.struct), 1 + (family == "RandomState"),
                              base.c_uint64(most))
                if family == "Generator":
                    wanted = generator.integers(0, most, dtype=np.uint64, endpoint=True)
                else:
                    wanted = generator.randint(0, most + 1, dtype=np.uint64)
                assert got == int(wanted), (engine, most, i)
            assert rng.raw() == int(bits.random_raw()), (engine, most)


# ---- far elements ----

@pytest.mark.parametrize("engine", ["pcg64", "pcg64dxsm", "philox4x64"])
@pytest.mark.parametrize("dist, type_name, params, halves", [
    ("uniform", "f64", (-1, 3), 1), ("raw", "u64", (), 1), ("raw", "u32", (), 2),
    ("integers", "i32", (-2**31, 2**31 - 1, 1), 2), ("uniform", "f32", (0, 1), 2),
    ("exponential_inv", "f64", (1,), 1)], ids=str)
def test_far_elements(library, engine, dist, type_name, params, halves):
    """Elements beyond the 2^32nd, which nobody can make one by one: NumPy gets there by advance."""
    row, n = library.types[type_name], 301
    for first in [*range(2**32 - 3, 2**32 + 4), 2**33 - 1, 2**33 + 1, 2**40 + 5, 2**59 + 7, 2**60 - 1]:
        bits = numpy_engines.bit_generator(engine, 5)
        word, block = first // halves, 4 if engine == "philox4x64" else 1
        bits.advance(word // block)
        bits.random_raw(word % block)
        generator = np.random.Generator(bits)
        wanted = numpy_dists.call(generator, dist, row, params, n + first % halves)[first % halves:]
        for backend in base.usable_backends():
            base.select_backend(backend)
            rng, got = ir.Stream(library, engine, 5), np.empty(n, row.dtype)
            request = ir.request_of(library, dist, type_name, params)
            before = rng.bytes()
            rng.call("fill_at", base.byref(request), first, got, n)
            assert got.tobytes() == wanted.tobytes(), (backend, first)
            assert rng.bytes() == before, (backend, first)
            rng.call("seek_at", base.byref(request), first)
            rng.fill(dist, type_name, got, params)
            assert got.tobytes() == wanted.tobytes(), (backend, first)
        evidence.count("words.values", n)


# ---- long vectors ----

@pytest.mark.parametrize("k", [2, 15, 16, 17, 18, 300])
def test_many_categories(library, k):
    """More of them than keep their constants; trials that are used up early; zeros at the end."""
    for legacy in False, True:
        for p in np.full(k, 1 / k), np.r_[np.full(k - 1, 0.9 / (k - 1)), 0.1], np.eye(k)[k // 2]:
            for trials in 0, 1, 7, 40, 10**6, 2**40:
                bits = numpy_engines.bit_generator("mt19937", k)
                generator = (np.random.RandomState if legacy else np.random.Generator)(bits)
                rng, out = ir.Stream(library, "mt19937", k), np.empty((6, k), np.int64)
                rng.call("legacy_" * legacy + "multinomial_i64", out, 6, trials, p, k)
                wanted = generator.multinomial(trials, p, 6)
                assert (out == wanted).all(), (legacy, list(p[:3]), trials)
                assert rng.raw() == int(bits.random_raw()), (legacy, list(p[:3]), trials)
                evidence.count("words.values", out.size)


@pytest.mark.parametrize("alpha", [[0.05] * 2, [0.05, 1e-300, 0.02], [0.01] * 40, [5e-324] * 3])
def test_small_alphas(library, alpha):
    """Below 0.1, where Generator breaks a stick."""
    bits, alpha = numpy_engines.bit_generator("pcg64", 9), np.array(alpha)
    rng, out = ir.Stream(library, "pcg64", 9), np.empty((50, alpha.size))
    rng.call("dirichlet_f64", out, 50, alpha, alpha.size)
    if alpha.max() > 1e-300: # else NumPy 1.24 searches for ever
        wanted = np.random.Generator(bits).dirichlet(alpha, 50)
        assert out.tobytes() == wanted.tobytes()
        assert rng.raw() == int(bits.random_raw())


def test_zero_alphas(library):
    """Accepted from level 1.25 on: a part of 0, and of nothing but zeros zeros."""
    for alpha, sums in ([0, 0, 0], 0), ([0.05, 0, 0], 1), ([0, 2, 0], 1), ([0.05, 0, 0.01, 0], 1):
        alpha = np.array(alpha, float)
        rng, out = ir.Stream(library, "pcg64", 9), np.full((20, alpha.size), 7.0)
        with pytest.raises(ir.Error):
            rng.call("dirichlet_f64", out, 20, alpha, alpha.size)
        base.set_numpy(rng.struct, "2.0")
        rng.call("dirichlet_f64", out, 20, alpha, alpha.size)
        assert (out[:, alpha == 0] == 0).all() and np.allclose(out.sum(1), sums), alpha


def test_endless_searches_are_refused(library):
    """RandomState's, whose tries would be more than 10^6: NumPy takes such parameters."""
    for params in (10**15, 10**15, 2 * 10**15 - 1), (2**62, 2**62 - 3, 26), (2**62, 2**62 - 2, 26):
        assert ir.accepts(library, "legacy_hypergeometric", "i64", params) == (params[0] == 2**62 and
                                                                               params[1] < 2**62 - 2)


# ---- by several workers ----

class Executor(ctypes.Structure):
    _fields_ = [("workers", ctypes.c_uint), ("context", ctypes.c_void_p), ("run", ctypes.c_void_p),
                ("yield_", ctypes.c_void_p), ("scratch", ctypes.c_void_p),
                ("scratch_bytes", ctypes.c_size_t)]


TASK = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint)
# Beside those of numpy_dists: ways in that have nothing to draw, or that few parameters take.
MORE_SETS = {
    "weibull": [(0,), (1,)], "zipf": [(1025,), (3000,)], "poisson": [(0,)], "geometric": [(0.34,)],
    "f": [(2, 2), (2.5, 9), (3, 40), (60, 70), (2, 1), (1.5, 1.9)],
    "beta": [(1, 1.5), (1.5, 1.6), (2, 4), (20, 40), (0.5, 1), (0.5, 1.5)],
    "noncentral_f": [(3, 4, 0), (1, 3, 0.5)],
    "noncentral_chisquare": [(0.5, 0), (3, 0), (3, float("nan")), (0.5, 2), (9, 2)],
    "standard_t": [(0.5,), (5,)], "gamma": [(0, 1), (1, 1), (0.5, 1), (3, 1), (float("nan"), 1)],
    "binomial": [(0, 0.5), (5, 0), (9, 0.3), (900, 0.4)], "lognormal": [(float("nan"), 1)],
    "hypergeometric": [(0, 5, 3), (5, 0, 3), (5, 5, 0), (5, 5, 9), (5000, 300, 8), (5000, 300, 5293),
                       (30, 40, 8), (30, 40, 65), (50, 60, 40)]}


def test_workers(library, note):
    """Fills by three workers, one after the other, are those by one: each way in."""
    run_type = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p,
                                ctypes.c_void_p)

    @run_type
    def run(_context, workers, task, argument):
        for worker in range(workers):
            TASK(task)(argument, worker)

    scratch_of = library.so.isorand_parallel_scratch
    scratch_of.restype = ctypes.c_size_t
    scratch, total = np.empty(scratch_of(3), np.uint8), 0
    executor = Executor(3, None, ctypes.cast(run, ctypes.c_void_p), None, scratch.ctypes.data,
                        scratch.size)
    for dist, row in library.dists.items():
        for type_name in row.fills:
            type_row = library.types[type_name]
            sets = list(numpy_dists.sets(dist, type_row))
            if not dist.endswith(("integers", "raw")) and type_name != "f32":
                sets += numpy_dists.of({**{dist: []}, **MORE_SETS}, dist)
            for params in sets:
                if not ir.accepts(library, dist, type_name, params):
                    continue
                engine, n = ("pcg64", "mt19937")[total % 2], 30011
                one, many = (ir.Stream(library, engine, total) for _ in range(2))
                wanted, got = (np.empty(n, type_row.dtype) for _ in range(2))
                one.fill(dist, type_name, wanted, params)
                request = ir.request_of(library, dist, type_name, params)
                many.call("fill_parallel", base.byref(request), got, n, base.byref(executor))
                assert got.tobytes() == wanted.tobytes(), (dist, type_name, params)
                assert one.bytes() == many.bytes(), (dist, type_name, params)
                total += 1
    evidence.count("words.parameters", total)
    note(f"{total} parameter sets")
