# SPDX-License-Identifier: MIT
"""What isorand has beyond NumPy: out=, dtype=, threads=, fill, backends; and the registry."""
import array
import inspect
import json
import subprocess
import sys

import numpy as np
import pytest

import isorand
from build import ROOT
from isorand import _core
from random_calls import NAMES, params_of


# vonmises is NumPy's own method.
METHODS = [name for name in NAMES if name != "vonmises"]


def both(seed=4):
    return [(isorand.default_rng(seed), np.random.default_rng(seed)),
            (isorand.RandomState(seed), np.random.RandomState(seed))]


@pytest.mark.parametrize("name", METHODS)
def test_out(name):
    for ours, theirs in both():
        row = params_of(name, type(ours) is isorand.RandomState)[0]
        wanted = getattr(theirs, name)(*row, size=(3, 4))
        out = np.empty((3, 4), wanted.dtype)
        assert getattr(ours, name)(*row, out=out) is out
        assert out.tobytes() == wanted.tobytes()
        assert getattr(ours, name)(*row, size=(3, 4), out=out) is out
        wanted = getattr(theirs, name)(*row, size=(3, 4))
        assert out.tobytes() == wanted.tobytes()
        if row:
            columns = [np.repeat(value, 4) for value in row]
            getattr(ours, name)(*columns, out=out)
            assert out.tobytes() == getattr(theirs, name)(*columns, size=(3, 4)).tobytes()
        for bad in (np.empty(3, "f2"), np.empty((4, 6), wanted.dtype)[:, ::2], [0.0] * 3):
            with pytest.raises((TypeError, ValueError)):
                getattr(ours, name)(*row, out=bad)
        with pytest.raises(ValueError, match="size must match out.shape"):
            getattr(ours, name)(*row, size=3, out=out)
        assert ours.random() == theirs.random()


def test_out_that_is_a_parameter():
    ours, theirs = both()[0]
    x = np.linspace(0.5, 3, 12)
    wanted = theirs.standard_gamma(x)
    assert ours.standard_gamma(x, out=x) is x
    assert (x == wanted).all()
    y = np.arange(8.0)
    wanted = theirs.normal(y[::-1], 2)
    assert (ours.normal(y[::-1], 2, out=y) == wanted).all()


@pytest.mark.parametrize("threads", [2, 3, 8, 0])
@pytest.mark.parametrize("name", METHODS)
def test_threads(name, threads):
    for ours, theirs in both(9):
        row = params_of(name, type(ours) is isorand.RandomState)[0]
        got = getattr(ours, name)(*row, size=50001, threads=threads)
        assert got.tobytes() == getattr(theirs, name)(*row, size=50001).tobytes()
        assert ours.random() == theirs.random()


def test_threads_of_others():
    for ours, theirs in both(2):
        integers = "integers" if hasattr(ours, "integers") else "randint"
        got = getattr(ours, integers)(0, 1000, 300000, threads=4)
        assert (got == getattr(theirs, integers)(0, 1000, 300000)).all()
        assert (ours.random(10**6, threads=3) == theirs.random(10**6)).all()
        for bad in (-1, 5000):
            with pytest.raises(ValueError, match="threads"):
                ours.random(5, threads=bad)
        with pytest.raises(TypeError):
            ours.random(5, threads="two")


def test_integers_out():
    for ours, theirs in both(6):
        name = "integers" if hasattr(ours, "integers") else "randint"
        for dtype in ("u1", "i2", "u4", "i8", "u8", "?"):
            out = np.empty(7, dtype)
            assert getattr(ours, name)(0, 2, dtype=dtype, out=out) is out
            assert (out == getattr(theirs, name)(0, 2, 7, dtype=dtype)).all()
        with pytest.raises(TypeError):
            getattr(ours, name)(0, 2, out=np.empty(3, "f8"))
        with pytest.raises(TypeError):
            getattr(ours, name)([0, 1], 2, out=np.empty(2, "i8"))


def test_single_precision():
    ours, theirs = both()[0]
    got = ours.normal(3, 2, 1000, dtype=np.float32)
    wanted = np.float32(3) + np.float32(2) * theirs.standard_normal(1000, np.float32)
    assert got.dtype == np.float32 and (got == wanted).all()
    got = ours.exponential(2, 1000, dtype="float32")
    assert (got == np.float32(2) * theirs.standard_exponential(1000, np.float32)).all()
    assert (ours.uniform(size=1000, dtype="f4") == theirs.random(1000, np.float32)).all()
    assert isinstance(ours.normal(dtype=np.float32), float)
    theirs.standard_normal(dtype=np.float32)
    with pytest.raises(TypeError, match="Unsupported dtype"):
        ours.beta(1, 2, 3, dtype=np.float32)
    with pytest.raises(ValueError):
        ours.uniform(0, 2, 5, dtype=np.float32)
    assert ours.random() == theirs.random()


def test_fill():
    ours, theirs = both()[0]
    buffer = array.array("d", [0] * 50)
    assert ours.fill(buffer) is buffer
    assert list(buffer) == theirs.random(50).tolist()
    floats = np.zeros((3, 5), np.float32)
    ours.fill(floats, "normal", threads=2)
    assert (floats == theirs.standard_normal((3, 5), np.float32)).all()
    numbers = np.zeros(20, np.int16)
    ours.fill(numbers, "integers", low=-5, high=90, closed=True)
    assert (numbers == theirs.integers(-5, 90, 20, np.int16, endpoint=True)).all()
    words = np.zeros(9, np.uint64)
    ours.fill(words, dist="raw")
    assert (words == theirs.bit_generator.random_raw(9)).all()
    data = bytearray(11)
    ours.fill(data, "raw")
    assert data == theirs.bytes(11)
    ours.fill(memoryview(bytearray(80)).cast("q"), "poisson", lam=3.5)
    theirs.poisson(3.5, 10)
    for bad in ((b"read only",), (floats, "nothing"), (floats, "beta"), (floats, 5),
                (np.zeros(3, "c16"),), (np.zeros((4, 4))[:, ::2],), ()):
        with pytest.raises((TypeError, ValueError, BufferError)):
            ours.fill(*bad)
    for bad in ({"scale": -1.0}, {"other": 1}, {"scale": "x"}, {"threads": -2}):
        with pytest.raises((TypeError, ValueError)):
            ours.fill(floats, "normal", **bad)
    assert ours.random() == theirs.random()


def test_backends():
    names = isorand.backends()
    assert isorand.backend() in names and names[isorand.backend()] == ""
    before = isorand.backend()
    wanted = np.random.default_rng(1).standard_normal(10001)
    for name, reason in names.items():
        if reason:
            with pytest.raises(ValueError, match=name):
                isorand.set_backend(name)
        else:
            isorand.set_backend(name)
            assert isorand.backend() == name
            assert (isorand.default_rng(1).standard_normal(10001) == wanted).all()
    with pytest.raises(ValueError):
        isorand.set_backend("nothing")
    isorand.set_backend(None)
    assert isorand.backend() == before


def test_verify(note):
    done = isorand.verify(5000, seed=3)
    assert done >= 9 * 5
    note(f"checked: isorand.verify() made {done} comparisons")


def test_verify_can_fail(monkeypatch):
    from isorand import _verify
    calls = dict(_verify._CALLS, random=lambda g, n: g.random(n) + (type(g) is isorand.Generator))
    monkeypatch.setattr(_verify, "_CALLS", calls)
    with pytest.raises(ValueError, match="differs from NumPy"):
        isorand.verify(10)
    assert isorand.backend() == next(name for name, reason in isorand.backends().items()
                                     if not reason)


def test_every_row_of_the_registry_is_reached():
    """Each distribution of the library is a method here, or is named as something else."""
    other = {"raw": "random_raw", "integers": "integers", "legacy_integers": "randint",
             "exponential_inv": "standard_exponential", "vonmises": "vonmises",
             "legacy_vonmises": "vonmises"}
    for name, row in isorand.distributions().items():
        cls = getattr(_core, row["family"])
        method = other.get(name, name.removeprefix("legacy_"))
        holder = isorand.PCG64 if method == "random_raw" else (
            getattr(isorand, row["family"]) if method == "vonmises" else cls)
        assert method in vars(holder) or hasattr(holder, method), name
        assert row["reference"] and row["types"]
        assert set(row["types"]) <= {"uint8", "uint16", "uint32", "uint64", "int8", "int16",
                                     "int32", "int64", "float32", "float64", "bool"}


def first_line(method):
    """NumPy's own words for a signature."""
    return method.__doc__.strip().splitlines()[0]


@pytest.mark.parametrize("cls", ["Generator", "RandomState"])
def test_signatures_are_numpys(cls):
    """The parameters that NumPy names, in its order and with its defaults, come first."""
    numpys, ours = getattr(np.random, cls), getattr(isorand, cls)
    for name in dir(numpys):
        if name.startswith("_") or not callable(getattr(numpys, name)):
            continue
        line = first_line(getattr(numpys, name))
        try:
            signature = inspect.signature(getattr(ours, name))
        except ValueError:
            assert getattr(ours, name) is getattr(numpys, name), name  # NumPy's own
            continue
        if not line.startswith(name + "("):
            continue
        given = line[len(name) + 1:line.rindex(")")]
        wanted = [part.split("=")[0].strip() for part in given.split(",")
                  if part.strip() not in ("*", "")]
        got = [key for key in signature.parameters if key != "self"]
        if "..." in given or wanted[:1] == ["d0"]:
            continue
        assert got[:len(wanted)] == wanted, (name, line, str(signature))
        required = [part.split("=")[0].strip() for part in given.split(",") if "=" not in part
                    and part.strip() not in ("*", "")]
        assert [key for key, parameter in signature.parameters.items()
                if parameter.default is parameter.empty and key != "self"
                and parameter.kind.name.startswith("POSITIONAL")] == required, name


def test_version():
    assert isorand.__version__ == _core.version


def test_bench_runs(package_env, tmp_path):
    """bench/python_bench.py: a table, and rows as tools/bench writes them."""
    out = tmp_path / "bench.json"
    done = subprocess.run([sys.executable, ROOT / "bench/python_bench.py", "--sizes", "1,10",
                           "--rounds", "2", "--min-time", "1e-5", "--out", out],
                          env=package_env, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "| `normal(5, 2)` |" in done.stdout, done.stderr
    rows = json.loads(out.read_text(encoding="utf-8"))["benchmarks"]
    assert {"name", "bytes_per_second", "median", "spread", "rounds"} <= set(rows[0])
    assert {row["name"].split("/")[0] for row in rows} == {"numpy", "python"}
