# SPDX-License-Identifier: MIT
"""The distributions with kernels against live NumPy, on every backend: values, stream position,
splits, parameters for each element, bad parameters.

ISORAND_TEST_VALUES (default 400000) is the number of values for each distribution, type and engine;
the full proof takes 20000000 (10^8 over the five engines)."""
import os

import pytest

import oracles

np = oracles.module("numpy")
import isorand_ctypes as base
import isorand_dists as ir
import numpy_engines

VALUES = int(os.environ.get("ISORAND_TEST_VALUES", "400000"))
SEEDS = [0, 1, 42, 2**32 - 1, 2**63, *range(100, 115)]
ENGINES = numpy_engines.NAMES
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
        sets += [(0, 2**32 - 1, 1), (0, 2**32, 0), (0, 2**32 + 1, 0), (7, 2**40, 0),
                 (0, 3 << 61, 0), (0, 3 << 30, 0), (0, 1000, 0)]
    return sets


def same(got, wanted, where=""):
    if got.tobytes() != wanted.tobytes():
        at = int(np.argmax(got.view(f"u{got.itemsize}") != wanted.view(f"u{got.itemsize}")))
        raise AssertionError(f"{where}: [{at}] {got[at]!r} != {wanted[at]!r}")


def compare(library, name, dist, type_name, sets, call):
    """Every backend gives NumPy's values and leaves the stream where NumPy does; a note of it."""
    dtype, backends, total = ir.DTYPES[type_name], base.usable_backends(), 0
    n = max(63, VALUES // (len(SEEDS) * len(sets))) | 1  # odd: half words cross the calls
    for seed in SEEDS:
        bits = numpy_engines.bit_generator(name, seed)
        generator = np.random.Generator(bits)
        streams = [(b, ir.Stream(library, name, seed)) for b in backends]
        for params in sets:
            wanted = call(generator, n, *params).astype(dtype, copy=False)
            follows = int(bits.random_raw())
            # The full number on the best backend, a tenth on the others, by turns.
            for i, (backend, rng) in enumerate(streams):
                where = f"{backend} seed {seed} {params}"
                base.select_backend(backend)
                if i and VALUES > 10**6 and (seed + i) % len(streams):
                    rng.struct = type(rng.struct).from_buffer_copy(streams[0][1].struct)
                    continue
                same(rng.fill(dist, type_name, np.empty(n, dtype), params), wanted, where)
                assert rng.raw() == follows, f"{where}: stream position differs"
            total += n
    return (f"{total} values equal to NumPy {np.__version__}, {len(SEEDS)} seeds x {len(sets)} "
            f"sets, backends {' '.join(backends)}")


def refuse(library, dist, type_name, params):
    rng, out = ir.Stream(library, "pcg64", 7), np.full(9, 1, ir.DTYPES[type_name])
    before = rng.bytes()
    with pytest.raises(ir.Error) as error:
        rng.fill(dist, type_name, out, params)
    assert error.value.code == ir.EINVAL
    assert (out == 1).all() and rng.bytes() == before, "traces"


REAL_ROWS = [(dist, type_name) for dist, types in REAL.items() for type_name in types]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("dist, type_name", REAL_ROWS)
def test_real(library, note, dist, type_name, engine):
    sets = SETS[dist][:1] if (dist, type_name) == ("uniform", "f32") else SETS[dist]
    note(compare(library, engine, dist, type_name, sets, REAL[dist][type_name]))


def bad_real():
    nan = float("nan")
    for dist, type_name in REAL_ROWS:
        count = len(SETS[dist][0])
        bad = BAD[dist] + [tuple(nan if j == i else 1.0 for j in range(count))
                           for i in range(count)]
        if (dist, type_name) == ("uniform", "f32"):
            bad += [(0, 2), (-1, 1)]
        yield from ((dist, type_name, params) for params in bad)


@pytest.mark.parametrize("dist, type_name, params", bad_real(), ids=str)
def test_bad_parameters(library, dist, type_name, params):
    refuse(library, dist, type_name, params)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("type_name", INTEGERS)
def test_integers(library, note, type_name, engine):
    def call(g, n, low, high, closed):
        return g.integers(low, high, n, ir.DTYPES[type_name], endpoint=bool(closed))

    note(compare(library, engine, "integers", type_name, bounds(type_name), call))


def bad_integers():
    for type_name in INTEGERS:
        bad = [(5, 5, 0), (6, 5, 0), (6, 5, 1), (0, 1, 2), (2**63 - 1, -2**63, 0)]
        if type_name == "bool":
            bad += [(0, 3, 0), (0, 2, 1), (-1, 1, 0)]
        elif type_name == "u64":
            bad.pop()  # a good pair of unsigned numbers
        else:
            info = np.iinfo(ir.DTYPES[type_name])
            least, most = int(info.min), int(info.max)
            if info.bits < 64:
                bad += [(least - 1, 5, 0), (0, most + 2, 0), (0, most + 1, 1)]
            else:
                bad += [(-2**63, -2**63, 0)]
        yield from ((type_name, params) for params in bad)


@pytest.mark.parametrize("type_name, params", bad_integers(), ids=str)
def test_bad_bounds(library, type_name, params):
    refuse(library, "integers", type_name, params)


# ---- parameters for each element ----

@pytest.mark.parametrize("closed", [0, 1])
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("type_name", INTEGERS)
def test_integers_with_bounds_for_each_element(library, type_name, engine, closed):
    dtype, random = ir.DTYPES[type_name], np.random.default_rng([5, closed])
    wide = np.uint64 if type_name == "u64" else np.int64
    least, most = (0, 1) if dtype == np.bool_ else (int(np.iinfo(dtype).min),
                                                    int(np.iinfo(dtype).max))
    a = random.integers(least, most, 3001, wide, endpoint=True)
    b = random.integers(least, most, 3001, wide, endpoint=True)
    low, high = np.minimum(a, b), np.maximum(a, b)
    if not closed:
        low, high = low[low < high], high[low < high]
    bits = numpy_engines.bit_generator(engine, 9)
    wanted = np.random.Generator(bits).integers(low, high, dtype=dtype, endpoint=bool(closed))
    rng, out = ir.Stream(library, engine, 9), np.empty(low.size, dtype)
    rng.call(f"fill_integers_each_{type_name}", out, out.size, low, high, closed)
    same(out, wanted)
    assert rng.raw() == int(bits.random_raw()), "stream position"


@pytest.mark.parametrize("engine", ENGINES)
def test_reals_with_parameters_for_each_element(library, engine):
    random = np.random.default_rng(6)
    a, b = random.normal(size=4001), random.exponential(size=4001)
    rng, bits = ir.Stream(library, engine, 3), numpy_engines.bit_generator(engine, 3)
    g, out = np.random.Generator(bits), np.empty(a.size)
    rng.call("fill_uniform_each_f64", out, out.size, a, a + b)
    same(out, g.uniform(a, a + b), "uniform")
    rng.call("fill_normal_each_f64", out, out.size, a, b)
    same(out, g.normal(a, b), "normal")
    rng.call("fill_exponential_each_f64", out, out.size, b)
    same(out, g.exponential(b), "exponential")
    assert rng.raw() == int(bits.random_raw()), "stream position"


ONES, FIVES = np.ones(9), np.full(9, 5)
# {call: (array to fill, parameters made from an array of ones in which one element is NaN)}
ONE_BAD = {"uniform_each_f64": (ONES, lambda bad: (bad, ONES * 2)),
           "normal_each_f64": (ONES, lambda bad: (ONES, -abs(bad))),
           "exponential_each_f64": (ONES, lambda bad: (-abs(bad),)),
           "integers_each_i64": (FIVES, lambda bad: (FIVES, FIVES + (bad == 1), 0))}


@pytest.mark.parametrize("position", [0, 4, 8])
@pytest.mark.parametrize("name", ONE_BAD)
def test_one_bad_element_refuses_the_whole_call(library, name, position):
    kept, arguments = ONE_BAD[name]
    out, bad = kept.copy(), np.ones(9)
    bad[position] = np.nan
    rng = ir.Stream(library, "pcg64", 3)
    before = rng.bytes()
    with pytest.raises(ir.Error) as error:
        rng.call("fill_" + name, out, out.size, *arguments(bad))
    assert error.value.code == ir.EINVAL
    assert (out == kept).all() and rng.bytes() == before, "traces"


# ---- typed calls ----

@pytest.mark.parametrize("name, arguments", [
    ("uniform_f64", (-1.0, 2.0)), ("normal_f64", (1.0, 2.0)), ("normal_f32", (1.0, 2.0)),
    ("exponential_f64", (2.0,)), ("exponential_f32", (2.0,)), ("exponential_inv_f64", (2.0,)),
    ("exponential_inv_f32", (2.0,)), ("integers_i8", (-7, 9, 1)), ("integers_u16", (7, 900, 0)),
    ("integers_i32", (-7, 9, 1)), ("integers_u64", (2**63, 2**64 - 1, 1)),
    ("integers_bool", (0, 1, 1))], ids=str)
def test_typed_call_is_the_generic_fill(library, name, arguments):
    dist, type_name = name.rsplit("_", 1)
    typed, generic = (ir.Stream(library, "pcg64", 11) for _ in range(2))
    got, wanted = np.empty(999, ir.DTYPES[type_name]), np.empty(999, ir.DTYPES[type_name])
    typed.call(f"fill_{name}", got, got.size, *arguments)
    generic.fill(dist, type_name, wanted, arguments)
    same(got, wanted)
