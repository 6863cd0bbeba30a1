# SPDX-License-Identifier: MIT
"""The modules of this room, for its tests."""
import pathlib
import sys

import pytest

# Behind the path of the tests, since their names are plain.
sys.path.append(str(pathlib.Path(__file__).parent))


@pytest.fixture(scope="session")
def judge(library_path, build_folder):
    """Draws of this build."""
    import distributions
    import isorand_ctypes

    return distributions.Judge(isorand_ctypes.load(str(library_path)),
                               build_folder / "tests" / "libstatistics_draws.so")
