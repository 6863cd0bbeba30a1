# SPDX-License-Identifier: MIT
"""What a test needs besides isorand: NumPy, a compiler, a library.  Where one is missing the test
is skipped, with the reason; under CI=true that is a failure."""
import importlib
import os
import shutil

import pytest

try:
    import numpy
except ImportError:
    numpy = None


def missing(reason):
    """Ends the test, or a module that is being imported."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)


def module(name):
    """A Python package."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        return missing(f"cannot import {name}: {str(error).strip().splitlines()[0]}")


def program(name):
    """The path of a program."""
    return shutil.which(name) or missing(f"{name} is not installed")
