# SPDX-License-Identifier: MIT
"""Programs whose calls of the C library fail."""
import errno
import subprocess

from build import ROOT
from command import ENVIRONMENT


def environment_of(folder):
    """environment(CALLS, ERROR): one in which the calls, names with commas, fail with ERROR; the
    folder holds what does it."""
    library = folder / "failing_calls.so"
    source = ROOT / "tests/support/failing_calls.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", source, "-o", library], check=True)

    def environment(calls, error):
        return {**ENVIRONMENT, "LD_PRELOAD": str(library), "FAILING_CALL": calls,
                "FAILING_ERROR": str(getattr(errno, error)),
                "ASAN_OPTIONS": "verify_asan_link_order=0"}
    return environment
