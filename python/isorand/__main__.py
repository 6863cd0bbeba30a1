# SPDX-License-Identifier: MIT
"""python -m isorand PROGRAM.py [ARGUMENTS]: runs a program with isorand in place of np.random."""
import runpy
import sys

from . import shadow


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: python -m isorand PROGRAM.py [ARGUMENTS]")
    sys.argv = sys.argv[1:]
    with shadow():
        runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    main()
