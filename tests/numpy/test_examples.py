# SPDX-License-Identifier: MIT
"""Each example prints exactly what its Python original prints.

Usage: /usr/bin/python3 tests/numpy/test_examples.py DIRECTORY_OF_PROGRAMS [EMULATOR...]"""
import glob
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from support.tap import case, check, equal, main

if len(sys.argv) < 2:
    sys.exit(__doc__)
PROGRAMS, EMULATOR = os.path.abspath(sys.argv[1]), sys.argv[2:]
HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
SOURCES = os.path.join(os.path.dirname(TESTS), "examples")
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
NAMES = sorted(os.path.basename(path)[:-2] for path in glob.glob(f"{SOURCES}/*.c"))


def run(name, *arguments, stdout=subprocess.PIPE):
    return subprocess.run([*EMULATOR, f"{PROGRAMS}/{name}", *arguments], stdout=stdout,
                          stderr=subprocess.PIPE, text=True, check=False, timeout=120)


def original(name, *arguments):
    command = [sys.executable, f"{HERE}/examples_numpy.py", name, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def example_cases(name):
    @case(f"{name}/numpy", needs_numpy=True)
    def _():
        for arguments in ARGUMENTS.get(name, [()]):
            done = run(name, *arguments)
            check(done.returncode == 0, f"{arguments}: {done.returncode}: {done.stderr}")
            lines = done.stdout.splitlines(keepends=True)
            wanted = original(name, *arguments).splitlines(keepends=True)
            for got, want in zip(lines, wanted):
                equal(got, want, f"{arguments}")
            equal(len(lines), len(wanted), f"{arguments}: number of lines")
            check(wanted, "the original prints nothing")

    @case(f"{name}/full-disk")
    def _():
        with open("/dev/full", "w", encoding="ascii") as full:
            done = run(name, *ARGUMENTS.get(name, [()])[0], stdout=full)
        check(done.returncode == 1 and "error:" in done.stderr,
              f"{done.returncode}: {done.stderr}")


def refused_case(name):
    @case(f"{name}/refused")
    def _():
        for arguments in REFUSED[name]:
            done = run(name, *arguments)
            check(done.returncode in (1, 2), f"{arguments}: {done.returncode}: {done.stderr}")
            equal(done.stdout, "", f"{arguments}: output")
            equal(len(done.stderr.splitlines()), 1, f"{arguments}: lines of message")


@case("originals", needs_numpy=True)
def _():
    import examples_numpy

    equal(NAMES, sorted(examples_numpy.PROGRAMS), "programs")


for program in NAMES:
    example_cases(program)
for program in REFUSED:
    refused_case(program)

main("examples")
