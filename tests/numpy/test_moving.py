# SPDX-License-Identifier: MIT
"""docs/moving-from-numpy.md: every row that makes 'n' values, in Python, in C and as a command."""
import re
import subprocess
import sys

import pytest

import oracles
from build import ROOT
from programs import run

np = oracles.module("numpy")
PAGE = ROOT / "docs/moving-from-numpy.md"
N, SEED = 7, 42
# The element of 'out' by the end of the C call's name, and how it is printed.
TYPES = {"f64": ("double", "%a", "(double)"), "f32": ("float", "%a", "(double)"),
         **{f"i{b}": (f"int{b}_t", "%lld", "(long long)") for b in (8, 16, 32, 64)},
         **{f"u{b}": (f"uint{b}_t", "%llu", "(unsigned long long)") for b in (8, 16, 32, 64)},
         "bool": ("uint8_t", "%llu", "(unsigned long long)"),
         "bytes": ("uint8_t", "%llu", "(unsigned long long)")}


def rows():
    """(section, NumPy, C, command) of the tables behind the first."""
    found = []
    for part in PAGE.read_text(encoding="utf-8").split("\n## ")[2:]:
        title = part.split("\n", 1)[0]
        for line in part.splitlines():
            if match := re.fullmatch(r"\| `(.*)` \| `(.*)` \| (?:`(.*)`|) \|", line):
                found.append((title.split(",")[0], match[1], match[2], match[3]))
    return found


ROWS = rows()


def c_name(call):
    return re.match(r"isorand_\w*?(bytes|bool|[fiu]\d+)\(", call)[1]


@pytest.fixture(scope="module")
def from_c(build_folder, tmp_path_factory):
    """The values of every row, printed by one C program."""
    place = tmp_path_factory.mktemp("moving")
    blocks = []
    for section, _, call, _ in ROWS:
        ctype, form, cast = TYPES[c_name(call)]
        seed = (f"isorand_seed(&rng, ISORAND_PCG64, {SEED})" if section == "Generator"
                else f"isorand_seed_legacy(&rng, {SEED})")
        blocks.append(f'    {{ {ctype} out[{N}]; if ({seed} || isorand_set_numpy(&rng, "'
                      f'{np.__version__}") || {call}) return 1;\n'
                      f'      for (int i = 0; i < {N}; i++) printf("{form} ", {cast}out[i]);\n'
                      '      printf("\\n"); }\n')
    source = place / "rows.c"
    source.write_text("#include <isorand/isorand.h>\n#include <stdio.h>\n"
                      f"int main(void) {{\n    enum {{ n = {N} }};\n    isorand_rng rng;\n"
                      f"{''.join(blocks)}    return 0;\n}}\n")
    run("cc", "-std=c11", source, "-Iinclude", build_folder / "libisorand.a", "-o", place / "rows")
    return [line.split() for line in run(place / "rows").splitlines()]


def values(words, dtype):
    return np.array([float.fromhex(w) if "p" in w or "x" in w else float(w) if "." in w or
                     dtype.kind == "f" else int(w) for w in words], dtype)


@pytest.mark.numpy
@pytest.mark.parametrize("index", range(len(ROWS)), ids=[f"{r[0]}.{r[1]}" for r in ROWS])
def test_row(command, from_c, index):
    section, numpy_call, call, line = ROWS[index]
    generator = (np.random.default_rng(SEED) if section == "Generator"
                 else np.random.RandomState(SEED))
    want = eval(f"g.{numpy_call}", {"g": generator, "n": N, "np": np})  # pylint: disable=eval-used
    want = np.frombuffer(want, np.uint8) if isinstance(want, bytes) else np.asarray(want)
    assert np.array_equal(values(from_c[index], want.dtype), want), call
    if line:
        text = command.run("fill", "--seed", SEED, "--count", N, "--format", "text", "--numpy",
                           np.__version__, *line.split()).stdout.decode()
        assert np.array_equal(values(text.split(), want.dtype), want), line


def test_page_is_generated():
    printed = subprocess.run([sys.executable, ROOT / "tools/generate/moving_from_numpy.py"],
                             capture_output=True, text=True, check=True).stdout
    assert printed == PAGE.read_text(encoding="utf-8")


@pytest.mark.numpy
@pytest.mark.parametrize("cls, section", [("Generator", "Generator"),
                                          ("RandomState", "RandomState")])
def test_every_method_has_a_row(cls, section):
    """What draws in NumPy is on the page."""
    text = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:bit_generator\.)?(\w+)\(", text))
    other = {"seed", "get_state", "set_state", "spawn"}  # of objects, not draws
    methods = {name for name in dir(getattr(np.random, cls))
               if not name.startswith("_") and callable(getattr(getattr(np.random, cls), name))}
    alias = {"rand", "random_integers", "ranf", "sample", "random", "standard_normal",
             "standard_exponential"} if cls == "RandomState" else set()
    assert methods - other - alias - named == set(), section
