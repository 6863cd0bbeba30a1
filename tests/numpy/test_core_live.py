# SPDX-License-Identifier: MIT
"""The distributions with kernels against live NumPy, on every backend: values, stream position,
splits, bad parameters.

ISORAND_TEST_VALUES (default 400000) is the number of values for each distribution, type and engine;
the full proof takes 20000000 (10^8 over the five engines)."""
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

VALUES = int(os.environ.get("ISORAND_TEST_VALUES", "400000"))
SEEDS = [0, 1, 42, 2**32 - 1, 2**63, *range(100, 115)]


def pytest_generate_tests(metafunc):
    """The rows of the registry that have kernels, with their bad parameters where asked for."""
    if "dist" not in metafunc.fixturenames:
        return
    library = base.load(str(built(metafunc.config, "libisorand.so")))
    rows = [(dist, type_name) for dist in numpy_dists.KERNELS
            for type_name in library.dists[dist].fills]
    if "params" in metafunc.fixturenames:
        metafunc.parametrize("dist, type_name, params", [
            (dist, type_name, params) for dist, type_name in rows for params in
            numpy_dists.bad(dist, library.dists[dist], library.types[type_name])], ids=str)
    else:
        metafunc.parametrize("dist, type_name", rows)


def same(got, wanted, where=""):
    if got.tobytes() != wanted.tobytes():
        at = int(np.argmax(got.view(f"u{got.itemsize}") != wanted.view(f"u{got.itemsize}")))
        raise AssertionError(f"{where}: [{at}] {got[at]!r} != {wanted[at]!r}")


@pytest.mark.parametrize("engine", numpy_engines.NAMES)
def test_values(library, note, dist, type_name, engine):
    """Every backend gives NumPy's values and leaves the stream where NumPy does."""
    row, backends, total = library.types[type_name], base.usable_backends(), 0
    sets = numpy_dists.sets(dist, row)
    n = max(63, VALUES // (len(SEEDS) * len(sets))) | 1  # odd: half words cross the calls
    for seed in SEEDS:
        bits = numpy_engines.bit_generator(engine, seed)
        generator = np.random.Generator(bits)
        streams = [(b, ir.Stream(library, engine, seed)) for b in backends]
        for params in sets:
            wanted = numpy_dists.call(generator, dist, row, params, n)
            assert wanted.dtype == row.dtype
            follows = int(bits.random_raw())
            # The full number on the best backend, a tenth on the others, by turns.
            for i, (backend, rng) in enumerate(streams):
                where = f"{backend} seed {seed} {params}"
                base.select_backend(backend)
                if i and VALUES > 10**6 and (seed + i) % len(streams):
                    rng.struct = type(rng.struct).from_buffer_copy(streams[0][1].struct)
                    continue
                same(rng.fill(dist, type_name, np.empty(n, row.dtype), params), wanted, where)
                assert rng.raw() == follows, f"{where}: stream position differs"
            total += n
    evidence.count("numpy.values", total)
    note(f"{total} values equal to NumPy {np.__version__}, {len(SEEDS)} seeds x {len(sets)} "
         f"sets, backends {' '.join(backends)}")


def test_bad_parameters(library, dist, type_name, params):
    rng, out = ir.Stream(library, "pcg64", 7), np.full(9, 1, library.types[type_name].dtype)
    before = rng.bytes()
    with pytest.raises(ir.Error) as error:
        rng.fill(dist, type_name, out, params)
    assert error.value.code == ir.EINVAL
    assert (out == 1).all() and rng.bytes() == before, "traces"


def test_typed_calls_are_the_generic_fill(library):
    """isorand_fill_NAME_TYPE, each of them, with a number for each parameter."""
    called = 0
    for dist, row in library.dists.items():
        for type_name in row.fills:
            if not hasattr(library.so, f"isorand_fill_{dist}_{type_name}"):
                continue
            type_row = library.types[type_name]
            for params in numpy_dists.sets(dist, type_row):
                arguments = [float(x) if p.kind == "f" else int(x)
                             for p, x in zip(row.params, params)]
                if dist == "legacy_integers":
                    arguments += [0] * (len(row.params) - len(params))
                typed, generic = (ir.Stream(library, "mt19937", 11) for _ in range(2))
                got, wanted = (np.empty(199, type_row.dtype) for _ in range(2))
                typed.call(f"fill_{dist}_{type_name}", got, got.size, *arguments)
                generic.fill(dist, type_name, wanted, arguments)
                same(got, wanted, f"{dist} {type_name} {params}")
                assert typed.bytes() == generic.bytes()
                called += 1
    assert called > 300


@pytest.mark.parametrize("name, arguments", [
    ("uniform_f64", (-1.0, 2.0)), ("normal_f64", (1.0, 2.0)), ("normal_f32", (1.0, 2.0)),
    ("exponential_f64", (2.0,)), ("exponential_f32", (2.0,)), ("exponential_inv_f64", (2.0,)),
    ("exponential_inv_f32", (2.0,)), ("integers_i8", (-7, 9, 1)), ("integers_u16", (7, 900, 0)),
    ("integers_i32", (-7, 9, 1)), ("integers_u64", (2**63, 2**64 - 1, 1)),
    ("integers_bool", (0, 1, 1))], ids=str)
def test_typed_call_is_the_generic_fill(library, name, arguments):
    called, type_name = name.rsplit("_", 1)
    typed, generic = (ir.Stream(library, "pcg64", 11) for _ in range(2))
    got, wanted = (np.empty(999, library.types[type_name].dtype) for _ in range(2))
    typed.call(f"fill_{name}", got, got.size, *arguments)
    generic.fill(called, type_name, wanted, arguments)
    same(got, wanted)
