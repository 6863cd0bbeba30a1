#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The distributions with kernels against live NumPy, on every backend: values, stream position,
splits, parameters for each element, bad parameters.

ISORAND_TEST_VALUES (default 400000) is the number of values for each distribution, type and engine;
the full proof takes 20000000 (10^8 over the five engines).  Argument: the shared library."""
import os
import sys

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from support import isorand_ctypes as base
from support import isorand_dists as ir
from support.tap import case, check, main, note

LIBRARY = ir.Library(sys.argv[1])
VALUES = int(os.environ.get("ISORAND_TEST_VALUES", "400000"))
SEEDS = [0, 1, 42, 2**32 - 1, 2**63, *range(100, 115)]
ENGINES = {"pcg64": np.random.PCG64, "pcg64dxsm": np.random.PCG64DXSM,
           "philox4x64": np.random.Philox, "sfc64": np.random.SFC64,
           "mt19937": np.random.MT19937}
INTEGERS = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "bool"]


def affine(values, offset, factor, dtype):
    """NumPy has no loc and scale in single precision: float32 arithmetic, step by step."""
    return values if (offset, factor) == (0, 1) else dtype(offset) + dtype(factor) * values


# {name: {type: NumPy's call with (generator, n, *params)}} and the parameter sets.
REAL = {
    "uniform": {"f64": lambda g, n, low, high: g.uniform(low, high, n),
                "f32": lambda g, n, low, high: g.random(n, np.float32)},
    "normal": {"f64": lambda g, n, loc, scale: g.normal(loc, scale, n),
               "f32": lambda g, n, loc, scale:
                   affine(g.standard_normal(n, np.float32), loc, scale, np.float32)},
    "exponential": {"f64": lambda g, n, scale: g.exponential(scale, n),
                    "f32": lambda g, n, scale:
                        affine(g.standard_exponential(n, np.float32), 0, scale, np.float32)},
    "exponential_inv": {
        "f64": lambda g, n, scale: scale * g.standard_exponential(n, method="inv"),
        "f32": lambda g, n, scale: affine(
            g.standard_exponential(n, np.float32, method="inv"), 0, scale, np.float32)},
}
SETS = {"uniform": [(0, 1), (-3, 8.5), (5, 5), (-8e307, 8e307)],
        "normal": [(0, 1), (5, 2.5), (-1e10, 1e-3), (3, 0)],
        "exponential": [(1,), (3.7,), (0,)], "exponential_inv": [(1,), (0.3,)]}
BAD = {"uniform": [(1, 0), (-1.7e308, 1.7e308)], "normal": [(0, -1), (0, -0.0)],
       "exponential": [(-1,)], "exponential_inv": [(-1,)]}


def bounds(type_name):
    """(low, high, closed) that reach every path of a type."""
    if type_name == "bool":
        return [(0, 2, 0), (0, 1, 1), (0, 1, 0), (1, 1, 1)]
    info = np.iinfo(ir.DTYPES[type_name])
    least, most, bits = int(info.min), int(info.max), info.bits
    sets = [(least, most, 1), (least, most, 0), (5, 5, 1), (0, 100, 0), (0, most // 2 + 1, 1),
            (least, least + 2, 0), (most - 2, most, 1), (3, 3 + 2 * (most // 3), 0)]
    if bits == 64:
        sets += [(0, 2**32 - 1, 1), (0, 2**32, 0), (0, 2**32 + 1, 0), (7, 2**40, 0), (0, 3 << 61, 0),
                 (0, 3 << 30, 0), (0, 1000, 0)]
    return sets


def same(got, wanted, where):
    if got.tobytes() != wanted.tobytes():
        at = int(np.argmax(got.view(f"u{got.itemsize}") != wanted.view(f"u{got.itemsize}")))
        raise AssertionError(f"{where}: [{at}] {got[at]!r} != {wanted[at]!r}")



def compare(dist, type_name, sets, call):
    """Every backend gives NumPy's values and leaves the stream where NumPy does."""
    dtype, backends, total = ir.DTYPES[type_name], base.usable_backends(), 0
    n = max(63, VALUES // (len(SEEDS) * len(sets))) | 1 # odd: half words cross the calls
    for name, engine in ENGINES.items():
        for seed in SEEDS:
            bits = engine(seed)
            generator = np.random.Generator(bits)
            streams = [(b, ir.Stream(LIBRARY, name, seed)) for b in backends]
            for params in sets:
                wanted = call(generator, n, *params).astype(dtype, copy=False)
                follows = int(bits.random_raw())
                # The full number on the best backend, a tenth on the others, by turns.
                for i, (backend, rng) in enumerate(streams):
                    where = f"{dist} {type_name} {name} {backend} seed {seed} {params}"
                    base.select_backend(backend)
                    if i and VALUES > 10**6 and (seed + i) % len(streams):
                        rng.struct = type(rng.struct).from_buffer_copy(streams[0][1].struct)
                        continue
                    same(rng.fill(dist, type_name, np.empty(n, dtype), params), wanted, where)
                    check(rng.raw() == follows, f"{where}: stream position differs")
                total += n
    base.select_backend("auto")
    note(f"{dist} {type_name}: {total} values equal to NumPy {np.__version__}, "
         f"{len(ENGINES)} engines x {len(SEEDS)} seeds x {len(sets)} sets, "
         f"backends {' '.join(backends)}")


def refuse(dist, type_name, params):
    rng, out = ir.Stream(LIBRARY, "pcg64", 7), np.full(9, 1, ir.DTYPES[type_name])
    before = rng.bytes()
    try:
        rng.fill(dist, type_name, out, params)
    except ir.Error as error:
        check(error.code == ir.EINVAL, f"{dist}{params}: {error}")
    else:
        raise AssertionError(f"{dist} {type_name} {params} was accepted")
    check((out == 1).all() and rng.bytes() == before, f"{dist}{params} left traces")


def add_real(dist, type_name):
    sets = SETS[dist][:1] if (dist, type_name) == ("uniform", "f32") else SETS[dist]

    @case(f"{dist} {type_name}", needs_numpy=True)
    def _():
        compare(dist, type_name, sets, REAL[dist][type_name])

    @case(f"{dist} {type_name}: bad parameters", needs_numpy=True)
    def _():
        nan = float("nan")
        count = len(SETS[dist][0])
        bad = BAD[dist] + [tuple(nan if j == i else 1.0 for j in range(count))
                           for i in range(count)]
        if (dist, type_name) == ("uniform", "f32"):
            bad += [(0, 2), (-1, 1)]
        for params in bad:
            refuse(dist, type_name, params)


def add_integers(type_name):
    def call(g, n, low, high, closed):
        return g.integers(low, high, n, ir.DTYPES[type_name], endpoint=bool(closed))

    @case(f"integers {type_name}", needs_numpy=True)
    def _():
        compare("integers", type_name, bounds(type_name), call)

    @case(f"integers {type_name}: bad bounds", needs_numpy=True)
    def _():
        bad = [(5, 5, 0), (6, 5, 0), (6, 5, 1), (0, 1, 2), (2**63 - 1, -2**63, 0)]
        if type_name == "bool":
            bad += [(0, 3, 0), (0, 2, 1), (-1, 1, 0)]
        elif type_name != "u64":
            info = np.iinfo(ir.DTYPES[type_name])
            least, most = int(info.min), int(info.max)
            if info.bits < 64:
                bad += [(least - 1, 5, 0), (0, most + 2, 0), (0, most + 1, 1)]
            elif type_name == "i64":
                bad += [(-2**63, -2**63, 0)]
        for params in bad:
            if type_name == "u64" and params[0] > 2**62:
                continue # a good pair of unsigned numbers
            refuse("integers", type_name, params)

    @case(f"integers {type_name} with bounds for each element", needs_numpy=True)
    def _():
        dtype, random = ir.DTYPES[type_name], np.random.default_rng(5)
        wide = np.uint64 if type_name == "u64" else np.int64
        least, most = (0, 1) if dtype == np.bool_ else (int(np.iinfo(dtype).min),
                                                        int(np.iinfo(dtype).max))
        for engine in ENGINES:
            for closed in 0, 1:
                a = random.integers(least, most, 3001, wide, endpoint=True)
                b = random.integers(least, most, 3001, wide, endpoint=True)
                low, high = np.minimum(a, b), np.maximum(a, b)
                if not closed:
                    low, high = low[low < high], high[low < high]
                bits = ENGINES[engine](9)
                wanted = np.random.Generator(bits).integers(low, high, dtype=dtype,
                                                            endpoint=bool(closed))
                rng, out = ir.Stream(LIBRARY, engine, 9), np.empty(low.size, dtype)
                rng.call(f"fill_integers_each_{type_name}", out, out.size, low, high, closed)
                same(out, wanted, f"{type_name} {engine} closed={closed}")
                check(rng.raw() == int(bits.random_raw()), "stream position")


@case("reals with parameters for each element", needs_numpy=True)
def _():
    random = np.random.default_rng(6)
    a, b = random.normal(size=4001), random.exponential(size=4001)
    for engine in ENGINES:
        rng, bits = ir.Stream(LIBRARY, engine, 3), ENGINES[engine](3)
        g, out = np.random.Generator(bits), np.empty(a.size)
        rng.call("fill_uniform_each_f64", out, out.size, a, a + b)
        same(out, g.uniform(a, a + b), f"uniform {engine}")
        rng.call("fill_normal_each_f64", out, out.size, a, b)
        same(out, g.normal(a, b), f"normal {engine}")
        rng.call("fill_exponential_each_f64", out, out.size, b)
        same(out, g.exponential(b), f"exponential {engine}")
        check(rng.raw() == int(bits.random_raw()), "stream position")


@case("one bad element refuses the whole call", needs_numpy=True)
def _():
    good, nan, n = np.ones(9), float("nan"), 9
    whole = np.full(n, 5)
    for name, out, arguments in (
            ("uniform_each_f64", good.copy(), lambda bad: (bad, good * 2)),
            ("normal_each_f64", good.copy(), lambda bad: (good, -abs(bad))),
            ("exponential_each_f64", good.copy(), lambda bad: (-abs(bad),)),
            ("integers_each_i64", whole.copy(), lambda bad: (whole, whole + (bad == 1), 0))):
        for position in 0, 4, 8:
            bad = np.ones(n)
            bad[position] = nan
            rng, kept = ir.Stream(LIBRARY, "pcg64", 3), out.copy()
            before = rng.bytes()
            try:
                rng.call("fill_" + name, out, n, *arguments(bad))
            except ir.Error as error:
                check(error.code == ir.EINVAL, f"{name}: {error}")
            else:
                raise AssertionError(f"{name} takes element {position}")
            check((out == kept).all() and rng.bytes() == before, f"{name} left traces")


@case("typed calls are the generic fill", needs_numpy=True)
def _():
    for name, arguments in (("uniform_f64", (-1.0, 2.0)), ("normal_f64", (1.0, 2.0)),
                            ("normal_f32", (1.0, 2.0)), ("exponential_f64", (2.0,)),
                            ("exponential_f32", (2.0,)), ("exponential_inv_f64", (2.0,)),
                            ("exponential_inv_f32", (2.0,)), ("integers_i8", (-7, 9, 1)),
                            ("integers_u16", (7, 900, 0)), ("integers_i32", (-7, 9, 1)),
                            ("integers_u64", (2**63, 2**64 - 1, 1)), ("integers_bool", (0, 1, 1))):
        dist, type_name = name.rsplit("_", 1)
        typed, generic = (ir.Stream(LIBRARY, "pcg64", 11) for _ in range(2))
        got, wanted = np.empty(999, ir.DTYPES[type_name]), np.empty(999, ir.DTYPES[type_name])
        typed.call(f"fill_{name}", got, got.size, *arguments)
        generic.fill(dist, type_name, wanted, arguments)
        same(got, wanted, name)


for real, types in REAL.items():
    for real_type in types:
        add_real(real, real_type)
for integer_type in INTEGERS:
    add_integers(integer_type)

if __name__ == "__main__":
    main("core_live")
