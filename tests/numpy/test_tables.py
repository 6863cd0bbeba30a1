# SPDX-License-Identifier: MIT
"""The committed tables: every ziggurat table stands, byte for byte, in the machine code that
Debian's NumPy runs; those that follow from the mathematics, and the tables of the elementary functions,
are what their generators print."""
import pathlib
import re
import struct
import sys

import pytest

import oracles
from build import ROOT
from programs import run

NUMBER = r"-?0x[0-9a-f.]+(?:p[+-]\d+)?f?"


def read_arrays(text):
    """{name: (type, literals)} of the arrays 'TYPE NAME[256] = {...};' (the type may be missing).
    An array of layers {k, w} or wedges {f, height} counts as two."""
    arrays = {}
    rows = re.findall(r"(?:const ([\w ]+) )?(ir_\w+)\[256\] = \{(.*?)\};", text, re.S)
    for ctype, name, body in rows:
        numbers = re.findall(NUMBER, body)
        if "_layers" in name:
            wide = ctype.endswith("f64")
            integer, real = ("uint64_t", "double") if wide else ("uint32_t", "float")
            arrays[name.replace("_layers", "_k")] = (integer, numbers[0::2])
            arrays[name.replace("_layers", "_w")] = (real, numbers[1::2])
        elif "_wedges" in name:
            real = "double" if ctype.endswith("f64") else "float"
            numbers = re.findall(NUMBER, re.sub(r", 0\}", ", 0x0p+0}", body))
            arrays[name.replace("_wedges", "_f")] = (real, numbers[0::2])
            arrays[name.replace("_wedges", "_height")] = (real, numbers[1::2])
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
    return run(sys.executable, f"tools/generate/{program}", *args)


def words(text):
    """Without layout: clang-format has arranged the committed files."""
    text = re.sub(r"\s*\*\s*|\s+", " ", text)
    return text.replace("{ ", "{").replace(" }", "}").replace(", }", "}")


# What ziggurat_tables.py can derive; the other tables are NumPy's.
DERIVED = ["ir_normal_k_f32", "ir_normal_w_f32", "ir_normal_f_f32", "ir_exponential_w",
           "ir_exponential_f", "ir_exponential_k_f32"]
COMMITTED = read_arrays((ROOT / "src/math/ziggurat_tables.c").read_text(encoding="ascii"))
ZIGGURATS = {name: array for name, array in COMMITTED.items() if "_height" not in name}


@pytest.fixture(scope="module")
def numpy_code():
    """The machine code of NumPy's Generator."""
    oracles.module("numpy")
    import numpy.random

    return pathlib.Path(numpy.random._generator.__file__).read_bytes()


@pytest.fixture(scope="module")
def derived():
    return read_arrays(generated("ziggurat_tables.py"))


def test_ziggurat_tables_are_complete(derived):
    assert len(ZIGGURATS) == 12 and all(len(numbers) == 256 for _, numbers in ZIGGURATS.values())
    assert set(derived) == set(DERIVED)


@pytest.mark.parametrize("name", ZIGGURATS)
def test_ziggurat_table_is_in_numpy(numpy_code, name):
    assert numpy_code.count(packed(*ZIGGURATS[name])) == 1


@pytest.mark.parametrize("name", sorted(set(COMMITTED) - set(ZIGGURATS)))
def test_ziggurat_heights_are_differences_of_f(name):
    ctype, heights = COMMITTED[name]
    f = [float.fromhex(literal.rstrip("f")) for literal in COMMITTED[name.replace("_height", "_f")][1]]
    differences = [0.0] + [upper - lower for upper, lower in zip(f, f[1:])]
    assert packed(ctype, heights) == struct.pack("<256" + {"double": "d", "float": "f"}[ctype],
                                                 *differences)


@pytest.mark.parametrize("name", DERIVED)
def test_ziggurat_table_is_as_derived(derived, name):
    assert ZIGGURATS[name][1] == derived[name][1]


@pytest.mark.parametrize("name", ["exp", "log", "pow", "trig"])
def test_math_table_is_as_derived(name):
    header = (ROOT / f"src/math/{name}_table.h").read_text(encoding="ascii")
    assert words(header) == words(generated("math_tables.py", name))


def test_powers_of_the_lcg_are_as_derived():
    committed = (ROOT / "src/engine/lcg128_powers.c").read_text(encoding="ascii")
    assert committed == generated("lcg128_powers.py")
