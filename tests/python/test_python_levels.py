# SPDX-License-Identifier: MIT
"""numpy= : the values of NumPy's other versions, which came from the C sources of their tags."""
import zlib

import numpy as np
import pytest

import isorand
from build import ROOT


def cases():
    case = None
    for line in (ROOT / "tests/vectors/numpy_levels.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("case "):
            case = line.split()[1:]
        elif line and not line.startswith("#"):
            level, *values = line.split()
            yield level, case, values


ROWS = list(cases())
LEVELS = list(dict.fromkeys(level for level, _, _ in ROWS))
# multivariate_hypergeometric and the like are NumPy's own in Python, of the NumPy that is running.
VECTORS = ("multinomial", "dirichlet")


def stream(engine, seed, level):
    if engine == "legacy":
        return isorand.RandomState(seed, numpy=level)
    return isorand.Generator({"pcg64": isorand.PCG64, "mt19937": isorand.MT19937}[engine](seed),
                             numpy=level)


def arguments(name, numbers):
    values = [float(number) for number in numbers]
    if name == "dirichlet":
        return [values]
    if name == "multinomial":
        return [int(numbers[0]), values[1:]]
    if name == "binomial":
        return [int(numbers[0]), values[1]]
    if name == "hypergeometric":
        return [int(number) for number in numbers]
    return values


@pytest.mark.parametrize("level", LEVELS)
def test_level(level, note):
    done = 0
    for of, (function, engine, seed, n, *numbers), wanted in ROWS:
        name = function.removeprefix("legacy_")
        if of != level or not hasattr(isorand.Generator, name):
            continue
        rng = stream(engine, int(seed), level)
        call = lambda: getattr(rng, name)(*arguments(name, numbers), size=int(n))
        if wanted[0] == "refused":
            # The rest of what a level refuses is asked of the NumPy that is running.
            continue
        values = call()
        where = (level, function, engine, seed, numbers)
        bits = values.view(np.uint64).ravel()
        assert [f"{word:016x}" for word in bits[:3]] == wanted[:3], where
        assert f"{zlib.crc32(values.astype(values.dtype.newbyteorder('<')).tobytes()):08x}" == (
            wanted[3]), where
        pointers = rng._bit_generator.ctypes
        assert f"{pointers.next_uint32(pointers.state):08x}" == wanted[4], where
        done += 1
    assert done > 20
    note(f"checked: {done} calls at NumPy level {level}")


def test_default_is_the_running_numpy():
    version = tuple(int(part) for part in np.__version__.split(".")[:2])
    level = isorand.default_rng(1).numpy_level
    assert tuple(int(part) for part in level.split(".")[:2]) <= version
    assert level in isorand.levels()
    assert isorand.RandomState(1).numpy_level == level


def test_choice_of_a_level():
    rng = isorand.default_rng(1, numpy="2.3.5")
    assert rng.numpy_level == "2.3.4" and rng.bit_generator.numpy_level == "2.3.4"
    rng.numpy_level = "1.26.4"
    assert rng.numpy_level == "1.26"
    assert rng.spawn(1)[0].numpy_level == "1.26"
    assert rng.bit_generator.jumped().numpy_level == "1.26"
    rng.bit_generator.state = np.random.PCG64(3).state
    assert rng.numpy_level == "1.26", "a state says nothing about it"
    for bad in ("1.2", "nonsense", "99"):
        with pytest.raises(ValueError, match="level of NumPy"):
            rng.numpy_level = bad
    with pytest.raises(TypeError):
        rng.numpy_level = 1.26
    rng.numpy_level = None
    assert rng.numpy_level == list(isorand.levels())[-1]
    assert isorand.PCG64(1, numpy="1.24").numpy_level == "1.24"
