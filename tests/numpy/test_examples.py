# SPDX-License-Identifier: MIT
"""Each example prints exactly what its Python original in examples_numpy.py prints."""
import re
import subprocess
import sys

import pytest

from build import ROOT, built

ORIGINALS = ROOT / "tests/numpy/examples_numpy.py"
# The argument lists that an example is run with; (), none, where it has no row.
ARGUMENTS = {
    "command_line_seed": [(), ("--seed", "0"), ("--seed", "12345"),
                          ("--seed", "340282366920938463463374607431768211456")],
    "fill": [("1",), ("7",), ("1000",), ("1000003",)],
}
REFUSED = {
    "command_line_seed": [("--seed",), ("--seed", "-1"), ("--seed", "x"), ("--seed", ""),
                          ("--sed", "1"), ("--seed", "1", "2")],
    "fill": [("",), ("0",), ("-1",), ("1x",), ("1e400",), ("99999999999999999999",),
             (str(2**64 - 1),)],
}
IN_CXX = {path.stem for path in (ROOT / "examples").glob("*.cpp")}
NAMES = sorted(IN_CXX | {path.stem for path in (ROOT / "examples").glob("*.c")})


@pytest.fixture
def run(pytestconfig, emulator):
    """run(NAME, ARGUMENTS...) runs an example."""
    def start(name, *arguments, stdout=subprocess.PIPE):
        cache = built(pytestconfig).read_text(encoding="utf-8")
        if name in IN_CXX and (emulator or not re.search("^ISORAND_SANITIZE:.*=$", cache, re.M)):
            pytest.skip("C++ is not part of cross and sanitized builds")
        path = built(pytestconfig, f"examples/{name}")
        return subprocess.run([*emulator, path, *arguments], stdout=stdout,
                              stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    return start


def original(*arguments):
    return subprocess.run([sys.executable, ORIGINALS, *arguments], capture_output=True, text=True,
                          check=True, timeout=120).stdout


@pytest.mark.numpy
@pytest.mark.parametrize("name, arguments", [
    (name, arguments) for name in NAMES for arguments in ARGUMENTS.get(name, [()])], ids=str)
def test_numpy(run, name, arguments):
    done = run(name, *arguments)
    assert done.returncode == 0, done.stderr
    wanted = original(name, *arguments)
    assert done.stdout.splitlines() == wanted.splitlines() and done.stdout == wanted
    assert wanted


@pytest.mark.parametrize("name", NAMES)
def test_full_disk(run, name):
    with open("/dev/full", "w", encoding="ascii") as full:
        done = run(name, *ARGUMENTS.get(name, [()])[0], stdout=full)
    assert done.returncode == 1 and "error:" in done.stderr


@pytest.mark.parametrize("name, arguments", [
    (name, arguments) for name, lists in REFUSED.items() for arguments in lists], ids=str)
def test_refused(run, name, arguments):
    done = run(name, *arguments)
    assert done.returncode in (1, 2), done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.numpy
def test_every_program_has_an_original():
    assert NAMES == sorted(original().split())
