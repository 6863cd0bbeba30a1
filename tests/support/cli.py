# SPDX-License-Identifier: MIT
"""Runs the command line tool whose path is the test's first argument."""
import os
import subprocess
import sys
import tempfile

from tap import check, equal

if len(sys.argv) < 2:
    sys.exit("usage: TEST PATH_OF_ISORAND ...")
ISORAND = os.path.abspath(sys.argv[1])
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "ISORAND_BACKEND"}


def run(*args, code=0, env=None, tool=ISORAND, **options):
    """Runs isorand; its exit code must be 'code'."""
    result = subprocess.run([tool, *map(str, args)], capture_output="stdout" not in options,
                            env={**ENVIRONMENT, **(env or {})}, timeout=200, check=False,
                            **({"stderr": subprocess.PIPE} if "stdout" in options else {}),
                            **options)
    equal(result.returncode, code, f"exit code of {args} ({result.stderr!r})")
    return result


def one_line(result, *parts):
    """The message must be one line that contains all the parts; nothing else may be printed."""
    text = result.stderr.decode()
    equal(result.stdout or b"", b"", "stdout")
    check(text.startswith("isorand: ") and text.count("\n") == 1 and text.endswith("\n"),
          f"not one line: {text!r}")
    for part in parts:
        check(part in text, f"{part!r} is not in {text!r}")


def directory():
    """A temporary directory, to be used in a with statement."""
    return tempfile.TemporaryDirectory(prefix="isorand-test-")
