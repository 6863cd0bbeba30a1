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
import evidence
import isorand_ctypes
import isorand_dists as ir
import numpy_dists

VALUES = int(os.environ.get("ISORAND_TEST_VALUES", "40000"))
SEEDS = [0, 1, 42, 2**32 - 1, 2**63, *range(100, 115)]
# Rows with tests of their own, which know more of them than values and position: those of
# test_core_live.py, test_numpy_live.py and test_order_live.py.
ELSEWHERE = {*numpy_dists.KERNELS, "raw", "legacy_integers"}


def pytest_generate_tests(metafunc):
    """All rows of the registry but those with tests elsewhere."""
    library = isorand_ctypes.load(str(built(metafunc.config, "libisorand.so")))
    metafunc.parametrize("dist, type_name", [
        (dist, type_name) for dist, row in library.dists.items()
        if dist not in ELSEWHERE for type_name in row.fills])


def test_values(library, note, dist, type_name):
    """All engines, seeds and parameter sets of one distribution and type."""
    row = library.types[type_name]
    sets = numpy_dists.sets(dist, row)
    n = max(40, VALUES // (len(SEEDS) * len(sets)))
    n += n % 2 == 0  # odd, so that a cached value or half word crosses the calls
    total = differing = engines = 0
    worst = 0.0
    for seed in SEEDS:
        for label, engine, number, generator, bits in numpy_dists.streams(dist, seed):
            rng = ir.Stream(library, engine, number)
            engines += seed == SEEDS[0]
            for params in sets:
                where = f"{label} seed {seed} {params}"
                got = rng.fill(dist, type_name, np.empty(n, row.dtype), params)
                wanted = numpy_dists.call(generator, dist, row, params, n)
                assert rng.raw() == int(bits.random_raw()), f"{where}: stream position differs"
                total += n
                far = numpy_dists.differences(dist, params, got, wanted, where)
                if far is not None:
                    differing += int(np.count_nonzero(far))
                    worst = max(worst, float(far.max()))
    assert differing <= total * numpy_dists.MARGIN.get(dist, (0, 0))[1]
    evidence.count("numpy.values", total)
    evidence.count("numpy.different_in_last_bits", differing)
    note(f"{total} values, {engines} engines x {len(SEEDS)} seeds x {len(sets)} sets; "
         f"{differing} differ in the last bits (share {differing / total:.1e}, "
         f"at most {worst:.1f} units)")


def test_bad_parameters(library, dist, type_name):
    """Bad parameters are EINVAL, write nothing and leave the state alone."""
    row = library.types[type_name]
    generator = np.random.RandomState(1) if dist.startswith("legacy_") else np.random.default_rng(1)
    for params in numpy_dists.bad(dist, library.dists[dist], row):
        rng, out = ir.Stream(library, "pcg64", 7), np.full(9, 77, row.dtype)
        before = rng.bytes()
        with pytest.raises(ir.Error) as error:
            rng.fill(dist, type_name, out, params)
        assert error.value.code == ir.EINVAL, params
        assert (out == 77).all() and rng.bytes() == before, f"{params} left traces"
        if not any(p != p for p in params):
            with pytest.raises((ValueError, OverflowError)):
                numpy_dists.call(generator, dist, row, params, 1)
