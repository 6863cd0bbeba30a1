# SPDX-License-Identifier: MIT
"""The words that NumPy publishes for other implementers, numpy/random/tests/data/*.csv, as its
package has them: 1000 for each of two seeds of an engine, on every backend."""
import pathlib

import pytest

import oracles

np = oracles.module("numpy")
import evidence
import isorand_ctypes as base
import isorand_dists as ir

FILES = {"pcg64": "pcg64", "pcg64dxsm": "pcg64dxsm", "philox4x64": "philox", "sfc64": "sfc64",
         "mt19937": "mt19937"}
DATA = pathlib.Path(np.random.__file__).parent / "tests/data"


def read(path):
    """The seed, and the words."""
    if not path.exists():
        oracles.missing(f"this NumPy has no {path}")
    (_, seed), *lines = (line.split(",") for line in path.read_text(encoding="ascii").splitlines())
    return int(seed, 16), [int(word, 16) for _, word in lines]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("engine", FILES)
def test_words(library, engine, number):
    seed, words = read(DATA / f"{FILES[engine]}-testset-{number}.csv")
    assert len(words) == 1000
    kind = f"u{8 * library.engines[engine].word_bytes}"
    for backend in base.usable_backends():
        base.select_backend(backend)
        out = np.empty(len(words), library.types[kind].dtype)
        got = ir.Stream(library, engine, seed).fill("raw", kind, out)
        assert got.tolist() == words, backend
        evidence.count("published.values", len(words))
