# SPDX-License-Identifier: MIT
"""The package under test: BUILD/python."""
import os
import sys

import pytest

import build
import oracles


def pytest_configure(config):
    if "isorand" in sys.modules:
        return
    folder = build.built(config).parent / "python"
    if (folder / "isorand").exists():
        sys.path.insert(0, str(folder))


def pytest_runtest_setup(item):
    oracles.module("isorand")


@pytest.fixture(scope="session")
def package_env(pytestconfig):
    """The environment in which another Python finds the package."""
    folder = build.built(pytestconfig).parent / "python"
    path = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    return dict(os.environ, PYTHONPATH=path)
