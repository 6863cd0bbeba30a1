# SPDX-License-Identifier: MIT
"""What is not the behaviour of a function: headers, symbols, the build without CMake, generated
files, layout of the code."""
import os
import re
import shutil
import subprocess
import sys

import pytest

import oracles
from build import ROOT
from programs import run, streams_of

WARNINGS = ("-Wall -Wextra -Wpedantic -Wshadow -Wundef -Wvla -Wconversion -Wsign-conversion "
            "-Wold-style-cast -Wstrict-prototypes -Wmissing-prototypes -Werror").split()
CXX_ONLY, C_ONLY = {"-Wold-style-cast"}, {"-Wstrict-prototypes", "-Wmissing-prototypes"}
HEADERS = ["isorand/isorand.h", "isorand/distributions.h"]


def sources(*patterns):
    return sorted(str(path.relative_to(ROOT)) for pattern in patterns
                  for path in ROOT.glob(pattern))


# ---- the header ----

@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("compiler, standard", [
    (compiler, standard) for c, cxx in (("gcc", "g++"), ("clang", "clang++"))
    for compiler, standards in ((c, ("c90", "gnu90", "c11")), (cxx, ("c++98", "c++11", "c++20")))
    for standard in standards])
def test_header(tmp_path, compiler, standard, header):
    """Alone and twice, in old dialects and new, with all warnings."""
    cxx = standard.startswith("c++")
    source = tmp_path / ("header.cpp" if cxx else "header.c")
    source.write_text(f"#include <{header}>\n#include <{header}>\n"
                      f"int main({'' if cxx else 'void'}) {{\n"
                      "    return isorand_version() == 0 || isorand_dist_get(ISORAND_RAW) == 0;\n"
                      "}\n")
    warnings = [w for w in WARNINGS if w not in (C_ONLY if cxx else CXX_ONLY)]
    run(oracles.program(compiler), f"-std={standard}", "-pedantic-errors", *warnings, "-Iinclude",
        "-fsyntax-only", source)


@pytest.mark.parametrize("compiler, standard, options", [
    ("gcc", "c99", ()), ("clang", "c99", ()), ("gcc", "c11", ("-O0",)), ("clang", "c11", ("-O3",)),
    ("g++", "c++11", ()), ("clang++", "c++11", ()), ("g++", "c++20", ("-O0",)),
    ("clang++", "c++20", ("-O3",)), ("gcc", "c99", ("-DISORAND_NO_INT128",)),
    ("gcc", "gnu11", ("-march=native", "-ffp-contract=fast")),
    ("clang", "gnu11", ("-march=native", "-ffp-contract=fast")),
    ("g++", "c++17", ("-march=native", "-ffast-math"))])
def test_inlined_draws(tmp_path, build_folder, compiler, standard, options):
    """The inlined draws equal calls and fills by whatever compiler, beside the built library, and
    compile with all warnings."""
    cxx = standard.startswith("c++")
    source = tmp_path / ("draws.cpp" if cxx else "draws.c")
    source.write_text((ROOT / "tests/project/inline/draws.c").read_text(encoding="ascii"))
    warnings = [w for w in WARNINGS if w not in {*C_ONLY, "-Wold-style-cast"}]
    run(oracles.program(compiler), f"-std={standard}", "-pedantic-errors", *warnings, "-O2",
        *options, "-Iinclude", source, build_folder / "libisorand.a", "-o", tmp_path / "draws")
    assert "ok 1 - inline" in run(tmp_path / "draws")


@pytest.mark.parametrize("compiler, standard", [
    ("g++", "c++17"), ("g++", "c++20"), ("g++", "c++2b"), ("clang++", "c++17"), ("clang++", "c++20")])
def test_cxx_engines(tmp_path, build_folder, compiler, standard):
    run(oracles.program(compiler), f"-std={standard}", "-pedantic-errors",
        *(w for w in WARNINGS if w not in C_ONLY), "-O2", "-Iinclude",
        "tests/project/inline/engines.cpp", build_folder / "libisorand.a", "-o",
        tmp_path / "engines")
    assert "ok 1 - engines" in run(tmp_path / "engines")


@pytest.mark.parametrize("header, compiler, standard", [
    (header, compiler, standard) for header, compilers, standards in (
        ("isorand/inline.h", ("gcc", "clang"), ("c99", "c11", "gnu17")),
        ("isorand/inline.h", ("g++", "clang++"), ("c++11", "c++17", "c++20")),
        ("isorand/isorand.hpp", ("g++", "clang++"), ("c++17", "c++20", "c++2b")))
    for compiler in compilers for standard in standards])
def test_header_of_inlined(tmp_path, header, compiler, standard):
    """Alone and twice, in the dialects that they name, with all warnings."""
    cxx = standard.startswith("c++")
    source = tmp_path / ("header.cpp" if cxx else "header.c")
    source.write_text(f"#include <{header}>\n#include <{header}>\n"
                      f"int main({'' if cxx else 'void'}) {{ return isorand_version() == 0; }}\n")
    warnings = [w for w in WARNINGS if w not in (C_ONLY if cxx else CXX_ONLY)]
    run(oracles.program(compiler), f"-std={standard}", "-pedantic-errors", *warnings, "-Iinclude",
        "-fsyntax-only", source)


@pytest.mark.parametrize("header, wanted", [
    ("isorand/isorand.h", ["<stddef.h>", "<stdint.h>", "<isorand/distributions.h>"]),
    ("isorand/distributions.h", ["<isorand/isorand.h>"])], ids=HEADERS)
def test_header_includes(header, wanted):
    text = (ROOT / "include" / header).read_text(encoding="ascii")
    assert re.findall(r"^#include (\S+)", text, re.M) == wanted


# ---- the libraries ----

def test_symbols(build_folder, library_path):
    run("tests/project/check_symbols.sh", library_path, build_folder / "libisorand.a")


@pytest.mark.numpy
def test_direct_compile(library_path, tmp_path):
    library = tmp_path / "libdirect.so"
    run("cc", "-O2", "-Iinclude", "-Isrc", "-Wall", "-Werror", *sources("src/*/*.c"),
        "-shared", "-fPIC", "-Wl,--no-undefined", "-o", library)  # libc alone
    direct = streams_of(library)
    assert list(direct) == ["scalar"]
    assert direct["scalar"] == streams_of(library_path)["scalar"]


# ---- committed files ----

def test_generated_mt19937_jump():
    assert run(sys.executable, "tools/generate/mt19937_jump.py") == (
        ROOT / "src/engine/mt19937_jump.h").read_text(encoding="ascii")


def test_generated_distributions(tmp_path):
    run(sys.executable, "tools/generate/distributions.py", tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.glob("**/*.*"))
    assert list(map(str, made)) == ["include/isorand/distributions.h", "src/api/distributions.c"]
    for name in made:
        committed = (ROOT / name).read_text(encoding="ascii")
        assert (tmp_path / name).read_text(encoding="ascii") == committed, name


@pytest.mark.numpy
def test_generated_words(tmp_path):
    run(sys.executable, "tests/vectors/gen_words.py", tmp_path)
    assert (tmp_path / "words.txt").read_text(encoding="ascii") == (
        ROOT / "tests/vectors/words.txt").read_text(encoding="ascii")


@pytest.mark.numpy
def test_generated_vectors(tmp_path):
    packages = "python3-numpy", "librandom123-dev", "libpcg-cpp-dev"
    known = subprocess.run([oracles.program("dpkg-query"), "-W", *packages], capture_output=True,
                           text=True, check=False)
    if known.returncode:
        oracles.missing(known.stderr.strip())
    run(sys.executable, "tests/vectors/gen_vectors.py", tmp_path)
    names = sources("tests/vectors/*.txt")
    names.remove("tests/vectors/manifest.txt")  # digests of long streams: see test_verify.py
    names.remove("tests/vectors/numpy_levels.txt")  # of several versions of NumPy: see its heading
    names.remove("tests/vectors/words.txt")  # below
    assert len(names) > 5
    for name in names:
        committed = (ROOT / name).read_text(encoding="ascii")
        printed = (tmp_path / os.path.basename(name)).read_text(encoding="ascii")
        # the third line names the versions of the packages
        assert printed.split("\n")[3:] == committed.split("\n")[3:], name


def test_guarantee_lists_the_levels():
    rows = re.findall(r'ISORAND_NUMPY_LEVEL\(\w+, "([^"]+)", \d+,((?:\s*"[^"]*")+)\)',
                      (ROOT / "src/numpy_levels.def").read_text())
    assert len(rows) > 6
    texts = [(name, "".join(re.findall('"([^"]*)"', changes))) for name, changes in rows]
    table = "".join(f"| {name} | {changes} |\n" for name, changes in texts)
    assert "|---|---|\n" + table + "\n" in (ROOT / "docs/guarantee.md").read_text()


def test_format():
    folders = ("include/isorand", "include/isorand/*", "src", "src/*", "tests/*", "tests/*/*",
               "tools/*", "tools/*/*", "examples", "bench", "python/src")
    files = sources(*(f"{d}/*.{e}" for d in folders for e in ("c", "h", "cpp", "hpp")))
    assert len(files) > 40
    run(oracles.program("clang-format"), "--dry-run", "--Werror", *files)


def test_estimates():
    """tools/estimate-neon finds each PCG engine's loop: what one stores is a row of lanes."""
    for name in ("llvm-mca-19", "aarch64-linux-gnu-gcc"):
        if not shutil.which(name):
            pytest.skip(f"no {name}")
    table = run("tools/estimate-neon", "--compiler", "gcc", "--filter", "pcg.*_words")
    rows = [line.split() for line in table.splitlines()[1:]]
    assert [row[:3] for row in rows] == [
        [f"{engine}_words", backend, "gcc"] for engine in ("pcg32", "pcg64", "pcg64dxsm")
        for backend in ("scalar", "neon")]
    for row in rows:
        assert 50 < int(row[3]) < 250 and all(5 < float(x) < 200 for x in row[4:]), row
