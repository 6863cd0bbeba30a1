# SPDX-License-Identifier: MIT
"""The stubs, by mypy; and the examples of the docstrings and of python/README.md."""
import ast
import doctest
import importlib
import pkgutil
import re
import subprocess
import sys

import numpy as np
import pytest

import isorand
import oracles
from isorand import _bit_generators, _core
from build import ROOT

oracles.module("dask.array")
MODULES = sorted(f"isorand.{info.name}" for info in pkgutil.iter_modules(isorand.__path__)
                 if info.name not in ("_core", "__main__")) + ["isorand"]

GOOD = """
from typing import Any
import numpy as np
from numpy.typing import NDArray
import isorand

rng = isorand.default_rng(42, numpy="1.26")
x: float = rng.normal()
a: NDArray[np.float64] = rng.normal(0, 1, 10)
b: NDArray[Any] = rng.standard_normal(10, np.float32)
c: NDArray[np.int64] = rng.poisson(3.5, (2, 3), threads=2)
n: int = rng.integers(10)
i: NDArray[np.int64] = rng.integers(0, 10, 5)
u: NDArray[Any] = rng.integers(0, 10, 5, dtype=np.uint8)
rng.random(out=np.empty(3))
rng.shuffle(a)
g: np.random.Generator = rng
children: list[isorand.Generator] = rng.spawn(3)
bits: isorand.Philox = isorand.Philox(key=7).jumped(2).advance(5)
level: str = rng.numpy_level
old = isorand.RandomState(1)
y: NDArray[np.float64] = old.standard_normal(4)
isorand.seed(42)
z: NDArray[np.float64] = isorand.rand(3)
count: int = isorand.verify(10)
buffer: bytearray = rng.fill(bytearray(8), "raw")
"""
BAD = ['isorand.default_rng(42).normal("a", 1, 10)',
       "isorand.default_rng(42).normal(0, 1, 10, nothing=3)", "isorand.default_rng(42).nothing()",
       "isorand.PCG64(1, numpy=1.26)", 'isorand.RandomState(1).random_sample(dtype="f4")',
       "isorand.SFC64(1).jumped()"]


def mypy(path, env):
    oracles.module("mypy")
    env = dict(env, MYPYPATH=env["PYTHONPATH"])
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir",
                           path.parent / "cache", path], env=env, capture_output=True, text=True,
                          check=False, cwd=path.parent, timeout=250)
    return done.stdout


def test_good_and_bad_uses(package_env, tmp_path):
    path = tmp_path / "uses.py"
    path.write_text(GOOD + "\n".join(BAD) + "\n", encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    output = mypy(path, package_env)
    wrong = {lines[int(number) - 1] for number in re.findall(r"uses\.py:(\d+): error", output)}
    assert wrong == set(BAD), output


def test_stubs_are_right(package_env, tmp_path):
    subprocess.run([sys.executable, ROOT / "tools/generate/python_stubs.py", tmp_path],
                   env=package_env, check=True)
    for name in "__init__.pyi", "dask.pyi":
        assert (tmp_path / name).read_text() == (ROOT / "python/isorand" / name).read_text(), (
            "tools/generate/python_stubs.py has to be run again")


def test_stubs_name_everything():
    tree = ast.parse((ROOT / "python/isorand/__init__.pyi").read_text(encoding="utf-8"))
    names = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets}
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
    assert set(isorand.__all__) <= names


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    module = importlib.import_module(name)
    result = doctest.testmod(module, extraglobs={"np": np, "isorand": isorand},
                             optionflags=doctest.NORMALIZE_WHITESPACE)
    assert not result.failed


def own_methods():
    """(name, object) of each public method and attribute that isorand defines."""
    for cls in (_core.BitGenerator, _core.Generator, _core.RandomState, _bit_generators.Base,
                isorand.Generator, isorand.RandomState):
        for name, thing in vars(cls).items():
            if not name.startswith("_"):
                yield f"{cls.__module__}.{cls.__name__}.{name}", thing


OWN = {**dict(own_methods()), **{name: getattr(isorand, name) for name in isorand.__all__
                                 if (getattr(getattr(isorand, name), "__module__", None) or "")
                                 .startswith("isorand")}}
# Attributes without an example; backend() is in the one of set_backend().
PLAIN = {"isorand._core.BitGenerator.lock", "isorand._core.BitGenerator.numpy_level", "backend"}


@pytest.mark.parametrize("name", OWN)
def test_docstring_has_an_example(name):
    text = OWN[name].__doc__
    assert text
    if name in PLAIN:
        return
    assert ">>>" in text
    test = doctest.DocTestParser().get_doctest(text, {
        "np": np, "isorand": isorand, **{key: getattr(isorand, key) for key in isorand.__all__}},
        name, None, None)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert not runner.run(test).failed


@pytest.mark.parametrize("page", ["python/README.md", "docs/python-example.md"])
def test_pages(page):
    if "example" in page:
        oracles.module("matplotlib").use("svg")
    result = doctest.testfile(str(ROOT / page), module_relative=False,
                              optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert result.attempted > 10 and not result.failed


def test_figures(package_env, tmp_path):
    """The script draws every figure of the page, and the committed ones are there."""
    oracles.module("matplotlib")
    subprocess.run([sys.executable, ROOT / "tools/generate/python_figures.py", tmp_path],
                   env=package_env, check=True)
    page = (ROOT / "docs/python-example.md").read_text(encoding="utf-8")
    pictures = re.findall(r"\]\((images/[^)]*)\)", page)
    assert len(pictures) == 2
    for name in pictures:
        assert (tmp_path / name).stat().st_size > 10000 and (ROOT / "docs" / name).exists()
