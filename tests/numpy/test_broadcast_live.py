# SPDX-License-Identifier: MIT
"""Parameters for each element against NumPy's broadcasting: every distribution of the registry, on
every backend, values and stream position.

NumPy draws element by element, in order, each from the parameters at its place, and so does
isorand_fill_each.  Where NumPy has nothing to broadcast, the definition is one fill of standard
values: raw words and single precision, but for standard_gamma (numpy_dists.CALLS).  An array of
'closed', which in NumPy is one flag for all, is compared with bounds that say the same.

ISORAND_TEST_VALUES (default 40000) is the number of values for each distribution, type and
engine."""
import itertools
import os

import pytest

import oracles
from build import built

np = oracles.module("numpy")
import evidence
import isorand_ctypes as base
import isorand_dists as ir
import numpy_dists
import numpy_engines

VALUES = int(os.environ.get("ISORAND_TEST_VALUES", "40000"))
BOUNDS = ("integers", "legacy_integers")  # their parameters may need more than 64 bits in NumPy

LAYOUTS = {
    "number": None,
    "stride 0": lambda x: np.broadcast_to(x[:1], x.shape),
    "stride 8": lambda x: x,
    "stride 16": lambda x: np.repeat(x, 2)[::2],
    "stride -8": lambda x: x[::-1].copy()[::-1],
}
VARYING = ("stride 8", "stride 16", "stride -8")


def pytest_generate_tests(metafunc):
    """All rows of the registry."""
    if "dist" in metafunc.fixturenames:
        library = base.load(str(built(metafunc.config, "libisorand.so")))
        metafunc.parametrize("dist, type_name", [
            (dist, name) for dist, row in library.dists.items() for name in row.fills])


def arguments(dist, kinds, columns, layout):
    """The parameters for isorand and for NumPy; a column that is a number is one for both."""
    ours, theirs = [], []
    for kind, column, name in zip(kinds, columns, layout):
        if name == "number":
            ours.append(column[0])
            theirs.append(column[0])
            continue
        make = LAYOUTS[name]
        if kind == "f":
            ours.append(make(np.array(column, np.float64)))
            theirs.append(ours[-1])
        else:
            ours.append(make(np.array([value & base.MASK64 for value in column], np.uint64)))
            theirs.append(make(np.array(column, object if dist in BOUNDS else np.int64)))
    return ours, theirs


def mixtures(library, dist, type_row, layout, base_row):
    """Sets whose constant parameters are those of one set, where the library takes them so; what
    it takes wrongly NumPy will refuse."""
    rows = {tuple(value if name in VARYING else one
                  for value, one, name in zip(row, base_row, layout))
            for row in numpy_dists.sets(dist, type_row)}
    # 0 stands for an exclusive bound of 2^64, but not for a closed one.
    rows = {row for row in rows if 2**64 not in row or row[2:] in ((), (0,))}
    return sorted(row for row in rows if ir.accepts(library, dist, type_row.name, row))


def test_values(library, note, dist, type_name):
    """Each parameter laid out in each way, mixed from the sets that reach all branches."""
    type_row, kinds = library.types[type_name], [p.kind for p in library.dists[dist].params]
    sets, backends = numpy_dists.sets(dist, type_row), base.usable_backends()
    layouts = list(itertools.product(LAYOUTS, repeat=len(kinds)))
    n = max(65, VALUES // len(layouts)) | 1
    total = differing = 0
    for label, engine, seed, generator, bits in numpy_dists.streams(dist, 9):
        streams = {backend: ir.Stream(library, engine, seed) for backend in backends}
        random = np.random.default_rng(len(label))
        for i, layout in enumerate(layouts):
            rows = mixtures(library, dist, type_row, layout, sets[i % len(sets)])
            assert sets[i % len(sets)] in rows
            columns = list(zip(*(rows[pick] for pick in random.integers(len(rows), size=n))))
            ours, theirs = arguments(dist, kinds, columns, layout)
            wanted = numpy_dists.call(generator, dist, type_row, theirs, n)
            follows = int(bits.random_raw())
            for backend, rng in streams.items():
                base.select_backend(backend)
                where = f"{label} {backend} {layout} {sets[i % len(sets)]}"
                got = rng.fill_each(dist, type_name, np.empty(n, type_row.dtype), ours)
                far = numpy_dists.differences(dist, theirs, got, wanted, where)
                differing += 0 if far is None else int(np.count_nonzero(far))
                assert rng.raw() == follows, f"{where}: stream position differs"
                total += n
    assert differing <= total * numpy_dists.MARGIN.get(dist, (0, 0))[1]
    evidence.count("numpy.values_of_arrays", total)
    evidence.count("numpy.different_in_last_bits", differing)
    note(f"{total} values in {len(layouts)} layouts equal to NumPy {np.__version__}, "
         f"backends {' '.join(backends)}; {differing} differ in the last bits")


def test_one_bad_element_refuses_the_whole_call(library, dist, type_name):
    type_row, row = library.types[type_name], library.dists[dist]
    kinds, good = [p.kind for p in row.params], numpy_dists.sets(dist, type_row)[-1]
    for params in numpy_dists.bad(dist, row, type_row):
        for position in 0, 4, 8:
            rows = [good] * 9
            rows[position] = params
            ours, _ = arguments(dist, kinds, list(zip(*rows)), ["stride 8"] * len(kinds))
            rng, out = ir.Stream(library, "pcg64", 3), np.full(9, 1, type_row.dtype)
            before = rng.bytes()
            with pytest.raises(ir.Error) as error:
                rng.fill_each(dist, type_name, out, ours)
            assert error.value.code == ir.EINVAL, params
            assert (out == 1).all() and rng.bytes() == before, f"{params} left traces"


# ---- parameters of which no two are equal ----

def same(got, wanted, where=""):
    assert wanted.dtype == got.dtype
    different = np.flatnonzero(got.view(f"u{got.itemsize}") != wanted.view(f"u{got.itemsize}"))
    assert different.size == 0, f"{where}: {different.size} differ, first {different[0]}"


@pytest.mark.parametrize("engine", numpy_engines.NAMES)
@pytest.mark.parametrize("form", ["closed", "open", "legacy"])
@pytest.mark.parametrize("bits", [8, 16, 32, 64])
@pytest.mark.parametrize("sign", ["u", "i"])
def test_random_bounds(library, sign, bits, form, engine):
    compare_bounds(library, f"{sign}{bits}", form, engine)


@pytest.mark.parametrize("engine", numpy_engines.NAMES)
@pytest.mark.parametrize("form", ["closed", "open", "legacy"])
def test_random_bounds_of_bool(library, form, engine):
    compare_bounds(library, "bool", form, engine)


def compare_bounds(library, type_name, form, engine):
    dtype, random = library.types[type_name].dtype, np.random.default_rng([5, form == "closed"])
    wide = np.uint64 if type_name == "u64" else np.int64
    least, most = (0, 1) if dtype == np.bool_ else (int(np.iinfo(dtype).min),
                                                    int(np.iinfo(dtype).max))
    a = random.integers(least, most, 3001, wide, endpoint=True)
    b = random.integers(least, most, 3001, wide, endpoint=True)
    low, high = np.minimum(a, b), np.maximum(a, b)
    if form != "closed":
        low, high = low[low < high], high[low < high]
    bits = numpy_engines.bit_generator(engine, 9)
    rng, out = ir.Stream(library, engine, 9), np.empty(low.size, dtype)
    if form == "legacy":
        wanted = np.random.RandomState(bits).randint(low, high, dtype=dtype)
        rng.fill_each("legacy_integers", type_name, out, (low, high))
    else:
        closed = form == "closed"
        wanted = np.random.Generator(bits).integers(low, high, dtype=dtype, endpoint=closed)
        rng.fill_each("integers", type_name, out, (low, high, int(closed)))
    same(out, wanted)
    assert rng.raw() == int(bits.random_raw()), "stream position"


@pytest.mark.parametrize("engine", numpy_engines.NAMES)
def test_random_reals(library, engine):
    random = np.random.default_rng(6)
    a, b = random.normal(size=4001), random.exponential(size=4001)
    rng, bits = ir.Stream(library, engine, 3), numpy_engines.bit_generator(engine, 3)
    g, out = np.random.Generator(bits), np.empty(a.size)
    same(rng.fill_each("uniform", "f64", out, (a, a + b)), g.uniform(a, a + b), "uniform")
    same(rng.fill_each("normal", "f64", out, (a, b)), g.normal(a, b), "normal")
    same(rng.fill_each("exponential", "f64", out, (b,)), g.exponential(b), "exponential")
    assert rng.raw() == int(bits.random_raw()), "stream position"
