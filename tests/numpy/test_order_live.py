# SPDX-License-Identifier: MIT
"""Shuffles, permutations, choices, vectors and RandomState's integers against live NumPy.

Each comparison is followed by that of the next raw word: the stream positions.
ISORAND_TEST_VALUES (default 40000) scales the number of seeds; the full proof takes 1000000."""
import os

import pytest

import oracles

np = oracles.module("numpy")
import evidence
import isorand_ctypes as base
import isorand_dists as ir
import numpy_engines

SEEDS = range(max(20, int(os.environ.get("ISORAND_TEST_VALUES", "40000")) // 4000))


def pair(library, engine, legacy, seed):
    """The same stream here and in NumPy."""
    if engine == "np.random.seed":
        bits = np.random.MT19937()
        bits._legacy_seeding(seed)
        return ir.Stream(library, "legacy", seed), np.random.RandomState(bits)
    cls = np.random.RandomState if legacy else np.random.Generator
    return ir.Stream(library, engine, seed), cls(numpy_engines.bit_generator(engine, seed))


def compare(label, rng, generator, got, wanted):
    """Equal bytes, then an equal raw word; the number of elements."""
    bits = generator._bit_generator if hasattr(generator, "_bit_generator") else None
    wanted = np.asarray(wanted, got.dtype).reshape(got.shape)
    if got.tobytes() != wanted.tobytes():
        at = int(np.argmax((got != wanted).reshape(-1)))
        raise AssertionError(f"{label}: [{at}] {got.reshape(-1)[at]!r} != "
                             f"{wanted.reshape(-1)[at]!r}")
    assert rng.raw() == int(bits.random_raw()), f"{label}: stream position differs"
    return got.size


def each_stream(legacy=False):
    """Decorator: a test for each engine that calls the function with a stream of each seed, and
    gets the number of values from it; 'legacy' means RandomState instead of Generator."""
    engines = numpy_engines.NAMES + (["np.random.seed"] if legacy else [])

    def wrap(function):
        @pytest.mark.parametrize("engine", engines)
        def test(library, note, engine):
            total = sum(function(f"seed {seed}", *pair(library, engine, legacy, seed))
                        for seed in SEEDS)
            evidence.count("numpy.values", total)
            note(f"{total} values over {len(SEEDS)} streams, all equal, positions too")
        return test
    return wrap


LENGTHS = [0, 1, 2, 3, 100, 1023, 1024, 1025, 2500]


@each_stream()
def test_shuffle(label, rng, generator):
    """Shuffle: elements of every size."""
    total = 0
    for n in LENGTHS:
        for dtype in ("i1", "u2", "i4", "i8", "S3", "S16", "S100"):
            x = np.arange(n).astype("i8").astype(dtype)
            y = x.copy()
            rng.call("shuffle", x, n, x.itemsize)
            generator.shuffle(y)
            total += compare(f"{label} {dtype}[{n}]", rng, generator, x, y)
        rng.fill("raw", "u32", np.empty(1, np.uint32)) # a half word waits now
        generator.integers(0, 2**32, dtype=np.uint32)
    return total


@pytest.mark.parametrize("engine", numpy_engines.NAMES)
def test_long(library, note, engine):
    """On every backend, so long that blocks of words and of exchanges are full."""
    total = 0
    for backend in base.usable_backends():
        base.select_backend(backend)
        rng, generator = pair(library, engine, False, 77)
        for n in (513, 4097, 20001, 131072, 140000):
            x = np.full(n, -1, np.int64)
            rng.call("permutation_i64", x, n)
            total += compare(f"{backend} n={n}", rng, generator, x, generator.permutation(n))
        for n, pop in ((5000, 10**9), (30000, 10**12), (30000, 2**32 + 10000), (30000, 200000)):
            x = np.empty(n, np.int64)
            need = rng.library.so.isorand_choice_distinct_scratch(ir.ctypes.c_size_t(n),
                                                                  ir.ctypes.c_int64(pop), 1)
            rng.call("choice_distinct_i64", x, n, pop, 1, np.empty(need, np.uint64), need)
            total += compare(f"{backend} {n} of {pop}", rng, generator, x,
                             generator.choice(pop, n, replace=False))
    evidence.count("numpy.values", total)
    note(f"{total} values, all equal, positions too")


@each_stream(legacy=True)
def test_shuffle_legacy(label, rng, generator):
    x = np.arange(3000)
    y = x.copy()
    rng.call("shuffle", x, x.size, 8)
    generator.shuffle(y)
    return compare(label, rng, generator, x, y)


@each_stream()
def test_shuffle_rows(label, rng, generator):
    """Shuffle: rows of a matrix, unaligned."""
    y = np.arange(50 * 7).reshape(50, 7)
    buffer = np.zeros(y.nbytes + 1, np.uint8)
    buffer[1:] = np.frombuffer(y.tobytes(), np.uint8)
    rng.call("shuffle", buffer[1:], 50, 56)
    generator.shuffle(y)
    x = np.frombuffer(buffer[1:].tobytes(), y.dtype).reshape(50, 7)
    return compare(label, rng, generator, x, y)


@each_stream(legacy=True)
def test_permutation(label, rng, generator):
    total = 0
    for n in LENGTHS:
        x = np.full(n, -1, np.int64)
        rng.call("permutation_i64", x, n)
        wanted = generator.permutation(n)
        # The half of a word that waits, and then one does.
        half = rng.fill("raw", "u32", np.empty(1, np.uint32))
        assert half == generator.randint(0, 2**32, dtype=np.uint32), f"{label} n={n}"
        total += compare(f"{label} n={n}", rng, generator, x, wanted)
    return total


@each_stream()
def test_permuted(label, rng, generator):
    """Permuted along an axis."""
    total = 0
    for shape in ((1, 9, 1), (4, 30, 1), (1, 30, 5), (3, 17, 6), (2, 0, 3), (2, 1, 3)):
        for dtype in ("i8", "i4", "S5"):
            x = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
            y = generator.permuted(x, axis=1)
            rng.call("permuted", x, *shape, x.itemsize)
            total += compare(f"{label} {shape} {dtype}", rng, generator, x, y)
    return total


@each_stream()
def test_choice(label, rng, generator):
    total = 0
    for n, pop in ((0, 1), (1, 1), (50, 1), (1, 9), (8, 9), (9, 9), (5000, 1000), (500, 7), (500, 2**32), (500, 2**32 + 1),
                   (500, 2**63 - 1)):
        x = np.empty(n, np.int64)
        rng.call("choice_i64", x, n, pop)
        total += compare(f"{label} {n} of {pop}", rng, generator, x, generator.choice(pop, n))
    return total


@each_stream()
def test_choice_distinct(label, rng, generator):
    total = 0
    for n, pop in ((0, 5), (1, 1), (1, 5), (5, 5), (60, 100), (1000, 10000), (10000, 10000),
                   (200, 10001), (201, 10001), (500, 10001), (501, 10001), (10001, 10001),
                   (3000, 60000), (40, 2**40)):
        for mix in (0, 1):
            x = np.empty(n, np.int64)
            need = rng.library.so.isorand_choice_distinct_scratch(ir.ctypes.c_size_t(n),
                                                                  ir.ctypes.c_int64(pop), mix)
            assert need <= max(4 * n + 2, 50 * n), f"{need} words of scratch for {n} of {pop}"
            scratch = np.empty(need, np.uint64)
            if n:
                with pytest.raises(ir.Error) as error:
                    rng.call("choice_distinct_i64", x, n, pop, mix, scratch, need - 1)
                assert error.value.code == ir.ESPACE
            rng.call("choice_distinct_i64", x, n, pop, mix, scratch, need)
            wanted = generator.choice(pop, n, replace=False, shuffle=bool(mix))
            total += compare(f"{label} {n} of {pop} shuffle={mix}", rng, generator, x, wanted)
    return total


@each_stream(legacy=True)
def test_choice_distinct_legacy(label, rng, generator):
    total = 0
    for n, pop in ((1, 1), (3, 10), (1000, 1000), (7, 3000)):
        x = np.empty(n, np.int64)
        rng.call("legacy_choice_distinct_i64", x, n, pop, np.empty(pop, np.int64))
        total += compare(f"{label} {n} of {pop}", rng, generator, x,
                         generator.choice(pop, n, replace=False))
    return total


def weights(count, zeros):
    """Probabilities of 'count' outcomes, every third being 0 where asked for."""
    p = np.random.default_rng(count).random(count) ** 3
    p[2::3] *= not zeros
    return p / p.sum()


@each_stream(legacy=True)
def test_choice_weighted(label, rng, generator):
    total = 0
    for pop in (1, 2, 10, 1000):
        for zeros in (False, True):
            p = weights(pop, zeros)
            x = np.empty(300, np.int64)
            rng.call("choice_weighted_i64", x, x.size, p, pop, np.empty(pop))
            where = f"{label} pop {pop} zeros {zeros}"
            total += compare(where, rng, generator, x, generator.choice(pop, x.size, p=p))
            x = np.empty(max(1, np.count_nonzero(p) * 9 // 10), np.int64)
            rng.call("choice_weighted_distinct_i64", x, x.size, p, pop, np.empty(2 * pop))
            wanted = generator.choice(pop, x.size, replace=False, p=p)
            total += compare(where + " distinct", rng, generator, x, wanted)
    return total


@each_stream(legacy=True)
def test_randint(label, rng, generator):
    """Randint of every type."""
    total = 0
    for name in rng.library.dists["legacy_integers"].fills:
        dtype = rng.library.types[name].dtype
        info = np.iinfo(dtype) if name != "bool" else None
        least, most = (0, 1) if info is None else (int(info.min), int(info.max))
        ranges = {(least, most + 1), (least, least + 1), (most, most + 1), (0, 1), (0, 2),
                  (least, most), (max(least, -5), min(most, 100)), (0, min(most, 2**32) + 1)}
        if most > 2**40:
            ranges |= {(0, 2**32 + 1), (1, 2**40)}
        for low, high in sorted(ranges):
            if low >= high:
                continue
            if name == "i64" and high == 2**63:
                continue # not representable as a 64-bit bound
            x = np.empty(137, dtype)
            rng.fill("legacy_integers", name, x, (low, high))
            wanted = generator.randint(low, high, x.size, dtype=dtype)
            total += compare(f"{label} {name} [{low}, {high})", rng, generator, x, wanted)
    return total


@each_stream(legacy=True)
def test_legacy_mixed(label, rng, generator):
    """Tomaxint, bytes, random_sample, and the cached normal between them."""
    total = 0
    for n in (1, 2, 7, 2049):
        x = np.empty(n, np.int64)
        rng.call("legacy_tomaxint_i64", x, n)
        total += compare(label, rng, generator, x, generator.tomaxint(n))
        z = rng.fill("legacy_normal", "f64", np.empty(n), (0.0, 1.0))
        total += compare(label, rng, generator, z, generator.randn(n))
        text = np.empty(n, np.uint8)
        rng.call("fill_bytes", text, n)
        total += compare(label, rng, generator, text, list(generator.bytes(n)))
        u = np.empty(n)
        rng.call("fill_f64", u, n)
        total += compare(label, rng, generator, u, generator.random_sample(n))
    return total


def test_typed_calls_are_the_generic_fill(library, note):
    typed_calls = 0
    for name, row in library.dists.items():
        kinds = [param.kind for param in row.params]
        for type_name in row.fills:
            if not hasattr(library.so, f"isorand_fill_{name}_{type_name}") or not kinds:
                continue
            values = [0 if kind == "b" else 2 + 2 * i if kind == "i" else 0.25 + 0.25 * i
                      for i, kind in enumerate(kinds)]
            if name.removeprefix("legacy_") == "zipf":
                values = [1.75]
            if name.removeprefix("legacy_") == "hypergeometric":
                values = [20, 30, 15]
            if type_name == "bool":
                values = [0, 2, 0][:len(kinds)]
            a, b = ir.Stream(library, "sfc64", 3), ir.Stream(library, "sfc64", 3)
            x, y = (np.zeros(65, library.types[type_name].dtype) for _ in "ab")
            a.call(f"fill_{name}_{type_name}", x, x.size, *values)
            b.fill(name, type_name, y, values)
            assert x.tobytes() == y.tobytes() and a.bytes() == b.bytes(), f"{name} {type_name}"
            assert x.any(), f"{name} {type_name} is all zero"
            typed_calls += 1
    assert typed_calls >= 60
    note(f"{typed_calls} typed calls")


@each_stream()
def test_multinomial(label, rng, generator):
    total = 0
    for trials in (0, 1, 20, 1000, 10**9):
        for pvals in ([1.0], [0.5, 0.5], [1.0, 0.0, 0.0], [0.1, 0.0, 0.7, 0.1, 0.1],
                      [1 / 6] * 6, [0.01, 0.98, 0.01]):
            p = np.array(pvals)
            x = np.full((30, p.size), -1, np.int64)
            rng.call("multinomial_i64", x, 30, trials, p, p.size)
            total += compare(f"{label} {trials} {pvals}", rng, generator, x,
                             generator.multinomial(trials, p, 30))
    return total


@each_stream(legacy=True)
def test_multinomial_legacy(label, rng, generator):
    p = np.array([0.2, 0.05, 0.5, 0.25])
    x = np.full((30, 4), -1, np.int64)
    rng.call("multinomial_i64", x, 30, 500, p, 4)
    return compare(label, rng, generator, x, generator.multinomial(500, p, 30))


@each_stream()
def test_multivariate_hypergeometric(label, rng, generator):
    total = 0
    for colors, nsample in (([5], 3), ([0, 0], 0), ([10, 20, 30], 0), ([10, 20, 30], 12),
                            ([10, 20, 30], 60), ([10, 20, 30], 55), ([0, 7, 0, 9], 8),
                            ([10**6, 10**8, 5], 10**7)):
        c = np.array(colors)
        x = np.full((20, c.size), -1, np.int64)
        rng.call("multivariate_hypergeometric_i64", x, 20, c, c.size, nsample)
        total += compare(f"{label} {colors} {nsample}", rng, generator, x,
                         generator.multivariate_hypergeometric(c, nsample, 20))
    return total


ALPHAS = ([1.0], [1.0, 2.0, 3.0], [0.5] * 7, [0.01, 0.02, 0.05], [0.09], [1e-3, 1e3], [5.5, 0.1])


@each_stream()
def test_dirichlet(label, rng, generator):
    total = 0
    for alpha in ALPHAS:
        a = np.array(alpha)
        x = np.empty((25, a.size))
        rng.call("dirichlet_f64", x, 25, a, a.size)
        total += compare(f"{label} {alpha}", rng, generator, x, generator.dirichlet(a, 25))
    return total


@each_stream(legacy=True)
def test_dirichlet_legacy(label, rng, generator):
    total = 0
    for alpha in ALPHAS[:3]:
        a = np.array(alpha)
        x = np.empty((25, a.size))
        rng.call("legacy_dirichlet_f64", x, 25, a, a.size)
        total += compare(f"{label} {alpha}", rng, generator, x, generator.dirichlet(a, 25))
    return total


@each_stream()
def test_multivariate_normal(label, rng, generator):
    """Multivariate normal from a Cholesky factor."""
    cov = np.array([[4.0, 1.2, -0.5], [1.2, 2.0, 0.3], [-0.5, 0.3, 1.0]])
    mean, lower = np.array([1.0, -2.0, 100.0]), np.linalg.cholesky(cov)
    x = np.empty((40, 3))
    rng.call("multivariate_normal_f64", x, 40, mean, lower, 3)
    wanted = generator.multivariate_normal(mean, cov, 40, method="cholesky")
    assert np.abs(x - wanted).max() < 1e-13, f"{label}: more than rounding apart"
    assert rng.raw() == int(generator.bit_generator.random_raw()), f"{label}: position"
    z = np.random.Generator(type(generator.bit_generator)(int(label.split()[-1])))
    z = z.standard_normal((40, 3))
    for i in range(3): # the documented order of the sums
        total = 0.0 * z[:, 0]
        for j in range(i + 1):
            total = total + z[:, j] * lower[i, j]
        assert (x[:, i] == mean[i] + total).all(), f"{label}: column {i} is summed otherwise"
    return x.size


def bad_calls():
    """The arrays that must stay as they are, and calls that are refused."""
    x, p, i8 = np.full(4, 7, np.int64), np.array([0.5, 0.6]), np.array([1, 2])
    half, out, need = np.array([0.5, 0.5]), np.full(4, 7.0), np.empty(8, np.uint64)
    nan = np.array([0.5, np.nan])
    return x, out, [
        ("shuffle", x, 4, 0), ("shuffle", None, 4, 8), ("permuted", x, 2, 2, 1, 0),
        ("choice_i64", x, 4, 0), ("choice_i64", x, 4, -1),
        ("choice_distinct_i64", x, 4, 3, 1, need, 8), ("choice_distinct_i64", x, 4, -1, 1, need, 8),
        ("choice_distinct_i64", x, 4, 9, 1, None, 8),
        ("legacy_choice_distinct_i64", x, 4, 3, need),
        ("choice_weighted_i64", x, 4, p, 2, out), ("choice_weighted_i64", x, 4, nan, 2, out),
        ("choice_weighted_i64", x, 4, half, 0, out),
        ("choice_weighted_distinct_i64", x, 4, half, 2, out),
        ("multinomial_i64", x, 2, -1, half, 2), ("multinomial_i64", x, 2, 5, nan, 2),
        ("multinomial_i64", x, 2, 5, np.array([1.5, 0.0]), 2),
        ("multinomial_i64", x, 1, 5, np.array([0.6, 0.6, 0.1]), 3),
        ("multinomial_i64", x, 2, 5, half, 0),
        ("multivariate_hypergeometric_i64", x, 2, i8, 2, 4),
        ("multivariate_hypergeometric_i64", x, 2, -i8, 2, 1),
        ("multivariate_hypergeometric_i64", x, 2, i8 * 10**9, 2, 1),
        ("dirichlet_f64", out, 2, half - 0.5, 2), ("dirichlet_f64", out, 2, nan, 2),
        ("multivariate_normal_f64", out, 1, nan, np.eye(2), 2),
        ("multivariate_normal_f64", out, 1, half, np.eye(2) * np.nan, 2),
        ("fill_legacy_integers_i8", x, 4, -129, 5, 0), ("fill_legacy_integers_i8", x, 4, 0, 129, 0),
        ("fill_legacy_integers_u8", x, 4, 0, 257, 0), ("fill_legacy_integers_i64", x, 4, 5, 5, 0),
        ("fill_legacy_integers_u64", x, 4, 6, 5, 0), ("fill_legacy_integers_bool", x, 4, 0, 3, 0),
        ("fill_legacy_integers_u32", x, 4, -1, 3, 0)]


@pytest.mark.parametrize("index", range(len(bad_calls()[2])),
                         ids=[f"{i}-{call[0]}" for i, call in enumerate(bad_calls()[2])])
def test_bad_arguments_write_nothing(library, index):
    x, out, calls = bad_calls()
    name, *arguments = calls[index]
    rng = ir.Stream(library, "pcg64", 5)
    before = rng.bytes()
    with pytest.raises(ir.Error) as error:
        rng.call(name, *arguments)
    assert error.value.code == ir.EINVAL
    assert (x == 7).all() and (out == 7).all() and rng.bytes() == before, "traces"


@pytest.mark.parametrize("name, sizes", [
    ("shuffle", (1 << 62, 8)), ("permuted", (1 << 32, 1 << 32, 1, 8)),
    ("permuted", (1 << 20, 1 << 20, 1 << 20, 8))], ids=str)
def test_sizes_that_overflow(library, name, sizes):
    with pytest.raises(ir.Error) as error:
        ir.Stream(library, "pcg64", 5).call(name, np.full(4, 7, np.int64), *sizes)
    assert error.value.code == ir.ERANGE


def test_sizes_of_dirichlet_that_overflow(library):
    with pytest.raises(ir.Error) as error:
        ir.Stream(library, "pcg64", 5).call("dirichlet_f64", np.full(4, 7.0), 1 << 40,
                                            np.array([0.5, 0.5]), 1 << 30)
    assert error.value.code == ir.ERANGE
