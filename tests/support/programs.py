# SPDX-License-Identifier: MIT
"""Programs, run from the root of the checkout."""
import json
import subprocess
import sys

from build import ROOT


def run(*command, cwd=ROOT, timeout=250, **options):
    """The standard output of a program, which must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False,
                          timeout=timeout, **options)
    assert done.returncode == 0, (
        f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def streams_of(library):
    """{backend: digests of some streams} of a shared library."""
    return json.loads(run(sys.executable, "tests/support/streams.py", library))
