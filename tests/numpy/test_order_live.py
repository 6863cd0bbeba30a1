#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Shuffles, permutations, choices, vectors and RandomState's integers against live NumPy.

Each comparison is followed by that of the next raw word: the stream positions.  Argument: the
shared library.
ISORAND_TEST_VALUES (default 40000) scales the number of seeds; the full proof takes 1000000."""
import os
import sys

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from support import isorand_dists as ir
from support.tap import case, check, main, note

LIBRARY = ir.Library(sys.argv[1])
SEEDS = range(max(20, int(os.environ.get("ISORAND_TEST_VALUES", "40000")) // 4000))
ENGINES = {"pcg64": np.random.PCG64, "pcg64dxsm": np.random.PCG64DXSM,
           "philox4x64": np.random.Philox, "sfc64": np.random.SFC64,
           "mt19937": np.random.MT19937}


def pairs(legacy=False):
    """(label, isorand stream, the same in NumPy) for every engine and seed."""
    for seed in SEEDS:
        for name, engine in ENGINES.items():
            cls = np.random.RandomState if legacy else np.random.Generator
            yield f"{name} seed {seed}", ir.Stream(LIBRARY, name, seed), cls(engine(seed))
        if legacy:
            bits = np.random.MT19937()
            bits._legacy_seeding(seed)
            yield (f"np.random.seed({seed})", ir.Stream(LIBRARY, "legacy", seed),
                   np.random.RandomState(bits))


def compare(label, rng, generator, got, wanted):
    """Equal bytes, then an equal raw word; the number of elements."""
    bits = generator._bit_generator if hasattr(generator, "_bit_generator") else None
    wanted = np.asarray(wanted, got.dtype).reshape(got.shape)
    if got.tobytes() != wanted.tobytes():
        at = int(np.argmax((got != wanted).reshape(-1)))
        raise AssertionError(f"{label}: [{at}] {got.reshape(-1)[at]!r} != "
                             f"{wanted.reshape(-1)[at]!r}")
    check(rng.raw() == int(bits.random_raw()), f"{label}: stream position differs")
    return got.size


def counted(legacy=False):
    """Decorator: the function compares one stream and returns its number of values."""
    def wrap(function):
        def run():
            total = streams = 0
            for label, rng, generator in pairs(legacy):
                total += function(label, rng, generator)
                streams += 1
            note(f"{total} values over {streams} streams, all equal, positions too")
        return run
    return wrap


LENGTHS = [0, 1, 2, 3, 100, 1023, 1024, 1025, 2500]


@case("shuffle: elements of every size", needs_numpy=True)
@counted()
def shuffle(label, rng, generator):
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


@case("shuffle: RandomState", needs_numpy=True)
@counted(legacy=True)
def shuffle_legacy(label, rng, generator):
    x = np.arange(3000)
    y = x.copy()
    rng.call("shuffle", x, x.size, 8)
    generator.shuffle(y)
    return compare(label, rng, generator, x, y)


@case("shuffle: rows of a matrix, unaligned", needs_numpy=True)
@counted()
def shuffle_rows(label, rng, generator):
    y = np.arange(50 * 7).reshape(50, 7)
    buffer = np.zeros(y.nbytes + 1, np.uint8)
    buffer[1:] = np.frombuffer(y.tobytes(), np.uint8)
    rng.call("shuffle", buffer[1:], 50, 56)
    generator.shuffle(y)
    x = np.frombuffer(buffer[1:].tobytes(), y.dtype).reshape(50, 7)
    return compare(label, rng, generator, x, y)


@case("permutation", needs_numpy=True)
@counted(legacy=True)
def permutation(label, rng, generator):
    total = 0
    for n in LENGTHS:
        x = np.full(n, -1, np.int64)
        rng.call("permutation_i64", x, n)
        total += compare(f"{label} n={n}", rng, generator, x, generator.permutation(n))
    return total


@case("permuted along an axis", needs_numpy=True)
@counted()
def permuted(label, rng, generator):
    total = 0
    for shape in ((1, 9, 1), (4, 30, 1), (1, 30, 5), (3, 17, 6), (2, 0, 3), (2, 1, 3)):
        for dtype in ("i8", "i4", "S5"):
            x = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
            y = generator.permuted(x, axis=1)
            rng.call("permuted", x, *shape, x.itemsize)
            total += compare(f"{label} {shape} {dtype}", rng, generator, x, y)
    return total


@case("choice with replacement", needs_numpy=True)
@counted()
def choice(label, rng, generator):
    total = 0
    for n, pop in ((0, 1), (1, 1), (50, 1), (500, 7), (500, 2**32), (500, 2**32 + 1),
                   (500, 2**63 - 1)):
        x = np.empty(n, np.int64)
        rng.call("choice_i64", x, n, pop)
        total += compare(f"{label} {n} of {pop}", rng, generator, x, generator.choice(pop, n))
    return total


@case("choice without replacement", needs_numpy=True)
@counted()
def choice_distinct(label, rng, generator):
    total = 0
    for n, pop in ((0, 5), (1, 1), (1, 5), (5, 5), (60, 100), (1000, 10000), (10000, 10000),
                   (200, 10001), (201, 10001), (500, 10001), (501, 10001), (10001, 10001),
                   (3000, 60000), (40, 2**40)):
        for mix in (0, 1):
            x = np.empty(n, np.int64)
            need = LIBRARY.so.isorand_choice_distinct_scratch(ir.ctypes.c_size_t(n),
                                                          ir.ctypes.c_int64(pop), mix)
            check(need <= max(4 * n + 2, 50 * n), f"{need} words of scratch for {n} of {pop}")
            scratch = np.empty(need, np.uint64)
            if n:
                try:
                    rng.call("choice_distinct_i64", x, n, pop, mix, scratch, need - 1)
                except ir.Error as error:
                    check(error.code == ir.ESPACE, str(error))
                else:
                    raise AssertionError("too little scratch was accepted")
            rng.call("choice_distinct_i64", x, n, pop, mix, scratch, need)
            wanted = generator.choice(pop, n, replace=False, shuffle=bool(mix))
            total += compare(f"{label} {n} of {pop} shuffle={mix}", rng, generator, x, wanted)
    return total


@case("choice without replacement: RandomState", needs_numpy=True)
@counted(legacy=True)
def choice_distinct_legacy(label, rng, generator):
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


@case("choice with probabilities", needs_numpy=True)
@counted(legacy=True)
def choice_weighted(label, rng, generator):
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


@case("randint of every type", needs_numpy=True)
@counted(legacy=True)
def randint(label, rng, generator):
    total = 0
    for name, dtype in ir.DTYPES.items():
        if name.startswith("f"):
            continue
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


@case("tomaxint, bytes, random_sample, and the cached normal between them", needs_numpy=True)
@counted(legacy=True)
def legacy_mixed(label, rng, generator):
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


@case("typed calls equal the generic fill", needs_numpy=True)
def typed():
    typed_calls = 0
    for name, (_, types, kinds) in LIBRARY.rows.items():
        for type_name in types:
            if not hasattr(LIBRARY.so, f"isorand_fill_{name}_{type_name}") or not kinds:
                continue
            values = [0 if kind == "b" else 2 + 2 * i if kind in "iu" else 0.25 + 0.25 * i
                      for i, (_, kind) in enumerate(kinds)]
            if name.removeprefix("legacy_") == "zipf":
                values = [1.75]
            if name.removeprefix("legacy_") == "hypergeometric":
                values = [20, 30, 15]
            if type_name == "bool":
                values = [0, 2, 0][:len(kinds)]
            a, b = ir.Stream(LIBRARY, "sfc64", 3), ir.Stream(LIBRARY, "sfc64", 3)
            x, y = (np.zeros(65, ir.DTYPES[type_name]) for _ in "ab")
            a.call(f"fill_{name}_{type_name}", x, x.size, *values)
            b.fill(name, type_name, y, values)
            check(x.tobytes() == y.tobytes() and a.bytes() == b.bytes(),
                  f"{name} {type_name} differs")
            check(x.any(), f"{name} {type_name} is all zero")
            typed_calls += 1
    check(typed_calls >= 60, f"only {typed_calls} typed calls")
    note(f"{typed_calls} typed calls")


@case("multinomial", needs_numpy=True)
@counted()
def multinomial(label, rng, generator):
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


@case("multinomial: RandomState", needs_numpy=True)
@counted(legacy=True)
def multinomial_legacy(label, rng, generator):
    p = np.array([0.2, 0.05, 0.5, 0.25])
    x = np.full((30, 4), -1, np.int64)
    rng.call("multinomial_i64", x, 30, 500, p, 4)
    return compare(label, rng, generator, x, generator.multinomial(500, p, 30))


@case("multivariate hypergeometric", needs_numpy=True)
@counted()
def multivariate_hypergeometric(label, rng, generator):
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


@case("dirichlet", needs_numpy=True)
@counted()
def dirichlet(label, rng, generator):
    total = 0
    for alpha in ALPHAS:
        a = np.array(alpha)
        x = np.empty((25, a.size))
        rng.call("dirichlet_f64", x, 25, a, a.size)
        total += compare(f"{label} {alpha}", rng, generator, x, generator.dirichlet(a, 25))
    return total


@case("dirichlet: RandomState", needs_numpy=True)
@counted(legacy=True)
def dirichlet_legacy(label, rng, generator):
    total = 0
    for alpha in ALPHAS[:3]:
        a = np.array(alpha)
        x = np.empty((25, a.size))
        rng.call("legacy_dirichlet_f64", x, 25, a, a.size)
        total += compare(f"{label} {alpha}", rng, generator, x, generator.dirichlet(a, 25))
    return total


@case("multivariate normal from a Cholesky factor", needs_numpy=True)
@counted()
def multivariate_normal(label, rng, generator):
    cov = np.array([[4.0, 1.2, -0.5], [1.2, 2.0, 0.3], [-0.5, 0.3, 1.0]])
    mean, lower = np.array([1.0, -2.0, 100.0]), np.linalg.cholesky(cov)
    x = np.empty((40, 3))
    rng.call("multivariate_normal_f64", x, 40, mean, lower, 3)
    wanted = generator.multivariate_normal(mean, cov, 40, method="cholesky")
    check(np.abs(x - wanted).max() < 1e-13, f"{label}: more than rounding apart")
    check(rng.raw() == int(generator.bit_generator.random_raw()), f"{label}: position")
    z = np.random.Generator(type(generator.bit_generator)(int(label.split()[-1])))
    z = z.standard_normal((40, 3))
    for i in range(3): # the documented order of the sums
        total = 0.0 * z[:, 0]
        for j in range(i + 1):
            total = total + z[:, j] * lower[i, j]
        check((x[:, i] == mean[i] + total).all(), f"{label}: column {i} is summed otherwise")
    return x.size


@case("bad arguments write nothing")
def bad():
    x, p, i8 = np.full(4, 7, np.int64), np.array([0.5, 0.6]), np.array([1, 2])
    half, out, need = np.array([0.5, 0.5]), np.full(4, 7.0), np.empty(8, np.uint64)
    nan = np.array([0.5, np.nan])
    calls = [
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
        ("fill_legacy_integers_i8", x, 4, -129, 5), ("fill_legacy_integers_i8", x, 4, 0, 129),
        ("fill_legacy_integers_u8", x, 4, 0, 257), ("fill_legacy_integers_i64", x, 4, 5, 5),
        ("fill_legacy_integers_u64", x, 4, 6, 5), ("fill_legacy_integers_bool", x, 4, 0, 3),
        ("fill_legacy_integers_u32", x, 4, -1, 3)]
    for name, *arguments in calls:
        rng = ir.Stream(LIBRARY, "pcg64", 5)
        before = rng.bytes()
        try:
            rng.call(name, *arguments)
        except ir.Error as error:
            check(error.code == ir.EINVAL, f"{name}{arguments}: {error}")
        else:
            raise AssertionError(f"{name}{arguments} was accepted")
        check((x == 7).all() and (out == 7).all() and rng.bytes() == before,
              f"{name}{arguments} left traces")
    for name, *arguments in (("shuffle", x, 1 << 62, 8), ("permuted", x, 1 << 32, 1 << 32, 1, 8),
                             ("permuted", x, 1 << 20, 1 << 20, 1 << 20, 8),
                             ("dirichlet_f64", out, 1 << 40, half, 1 << 30)):
        try:
            ir.Stream(LIBRARY, "pcg64", 5).call(name, *arguments)
        except ir.Error as error:
            check(error.code == ir.ERANGE, f"{name}: {error}")
        else:
            raise AssertionError(f"{name} was accepted")
    note(f"{len(calls)} calls refused")


if __name__ == "__main__":
    np.seterr(all="ignore")
    main("order_live")
