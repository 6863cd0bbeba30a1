# SPDX-License-Identifier: MIT
"""The build under test."""
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]


def built(config, name="CMakeCache.txt"):
    """The path of a file of the build."""
    import pytest  # here, since tools/test may have to install it

    folder = pathlib.Path(config.getoption("build")).resolve()
    if not (folder / name).exists():
        raise pytest.UsageError(f"{folder} has no {name}; cmake --workflow --preset gcc builds and "
                                "tests build/gcc, --build DIR names another build")
    return folder / name
