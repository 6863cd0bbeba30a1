# SPDX-License-Identifier: MIT
"""The library, as the tests against NumPy open it."""
import pytest

import oracles


@pytest.fixture
def library(library_path):
    """The shared library with its registry; the choice of a backend ends with the test."""
    oracles.module("numpy")
    import isorand_ctypes

    yield isorand_ctypes.load(str(library_path))
    isorand_ctypes.select_backend("auto")
