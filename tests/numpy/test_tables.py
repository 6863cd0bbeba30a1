#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Checks the committed tables: every ziggurat table stands, byte for byte, in the machine code that
Debian's NumPy runs; those that follow from the mathematics, and the tables of the elementary
functions, are what their generators print.  Prints TAP.
"""
import pathlib
import re
import struct
import subprocess
import sys

import numpy.random

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NUMBER = r"-?0x[0-9a-f.]+(?:p[+-]\d+)?f?"


def read_arrays(text):
    """{name: (type, literals)} of the arrays 'TYPE NAME[256] = {...};' (the type may be missing).
    An array of layers {k, w} counts as two."""
    arrays = {}
    for ctype, name, body in re.findall(r"(?:const ([\w ]+) )?(ir_\w+)\[256\] = \{(.*?)\};", text, re.S):
        numbers = re.findall(NUMBER, body)
        if "_layers" in name:
            integer, real = ("uint64_t", "double") if ctype.endswith("f64") else ("uint32_t", "float")
            arrays[name.replace("_layers", "_k")] = (integer, numbers[0::2])
            arrays[name.replace("_layers", "_w")] = (real, numbers[1::2])
        else:
            arrays[name] = (ctype, numbers)
    return arrays


def packed(ctype, literals):
    """The array in memory, on a little-endian machine."""
    code = {"double": "d", "float": "f", "uint64_t": "Q", "uint32_t": "I"}[ctype]
    parse = float.fromhex if code in "df" else lambda literal: int(literal, 16)
    return struct.pack(f"<256{code}", *(parse(literal.rstrip("f") if code in "df" else literal)
                                        for literal in literals))


def generated(program, *args):
    return subprocess.run([sys.executable, ROOT / "tools/generate" / program, *args], check=True,
                          capture_output=True, text=True).stdout


def words(text):
    """Without layout: clang-format has arranged the committed files."""
    return re.sub(r"\s*\*\s*|\s+", " ", text).replace("{ ", "{").replace(" }", "}").replace(", }", "}")


def main():
    results = []
    arrays = read_arrays((ROOT / "src/math/ziggurat_tables.c").read_text())
    results.append(("12 ziggurat tables of 256 numbers",
                    len(arrays) == 12 and all(len(a[1]) == 256 for a in arrays.values())))
    numpy_code = pathlib.Path(numpy.random._generator.__file__).read_bytes()
    for name, (ctype, literals) in arrays.items():
        results.append((f"{name} is in NumPy {numpy.__version__}",
                        numpy_code.count(packed(ctype, literals)) == 1))
    for name, (_, literals) in read_arrays(generated("ziggurat_tables.py")).items():
        results.append((f"{name} is as derived", arrays[name][1] == literals))
    for name in ("exp", "log", "pow"):
        header = (ROOT / f"src/math/{name}_table.h").read_text()
        results.append((f"math_{name}_table.h is as derived",
                        words(header) == words(generated("math_tables.py", name))))
    for number, (name, passed) in enumerate(results, 1):
        print(f"{'ok' if passed else 'not ok'} {number} - {name}")
    print(f"1..{len(results)}")
    return 0 if all(passed for _, passed in results) else 1


if __name__ == "__main__":
    sys.exit(main())
