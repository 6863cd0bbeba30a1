# SPDX-License-Identifier: MIT
"""tools/amalgamate: two files that compile alone, without options, to the library's bits.

The slow half, clang's and aarch64's code, is left to ISORAND_TEST_FULL=1."""
import os
import re
import shlex
import subprocess

import pytest

import oracles
from build import ROOT
from evidence import count
from programs import run, streams_of

STRICT = "-Wall -Wextra -Werror".split()
FULL = os.environ.get("ISORAND_TEST_FULL") == "1"
COMPILERS = ["gcc", pytest.param("clang", marks=pytest.mark.skipif(
    not FULL, reason="only with --full"))]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The folder with isorand.c and isorand.h."""
    folder = tmp_path_factory.mktemp("amalgamation")
    assert run("tools/amalgamate", folder) == f"{folder}/isorand.c {folder}/isorand.h\n"
    return folder


@pytest.fixture(scope="module")
def compiled(files):
    """compiled(COMPILER): the object, made by no option that matters."""
    def make(compiler):
        made = files / f"{compiler}.o"
        if not made.exists():
            run(oracles.program(compiler), "-O2", "-fPIC", *STRICT, "-c", "isorand.c", "-o", made,
                cwd=files, timeout=800)  # 15 seconds, if nothing else runs
        return made
    return make


def test_is_made_of_the_tree(files, tmp_path):
    """Twice the same; every source is there, and nothing of them that is not."""
    run("tools/amalgamate", tmp_path)
    made = (tmp_path / "isorand.c").read_bytes()
    assert made == (files / "isorand.c").read_bytes()
    text = made.decode()
    cmake = (ROOT / "CMakeLists.txt").read_text(encoding="ascii")
    for path in re.findall(r"\bsrc/\w+/\w+\.c\b", cmake):
        assert f"/* ==== {path} ==== */" in text, path
    rows = re.findall(r"^isorand_backend\((\w+)", (ROOT / "cmake/backends.cmake").read_text(
        encoding="ascii"), re.M)
    assert len(rows) > 5 and all(f"/* ==== the backend {row} ==== */" in text for row in rows)
    for name in "LICENSE", "LICENSES/numpy.txt", "LICENSES/arm-optimized-routines.txt":
        line = (ROOT / name).read_text(encoding="utf-8").splitlines()[0]
        assert f" * {line}\n" in text


def test_usage():
    done = subprocess.run([ROOT / "tools/amalgamate", "a", "b"], capture_output=True, text=True,
                          check=False)
    assert done.returncode == 2 and done.stderr.startswith("usage: tools/amalgamate [DIRECTORY]\n")
    assert run("tools/amalgamate", "--help").startswith("usage: ")


@pytest.mark.parametrize("compiler, standard", [
    ("gcc", "c90"), ("gcc", "c11"), ("g++", "c++98"), ("g++", "c++20"), ("clang", "c11"),
    ("clang++", "c++17")])
def test_header(files, tmp_path, compiler, standard):
    """It has no other headers of ours, and C++ takes it."""
    source = tmp_path / ("header.cpp" if "++" in compiler else "header.c")
    source.write_text('#include "isorand.h"\n#include "isorand.h"\nint main(%s) {\n    isorand_rng rng;\n'
                      "    return isorand_seed(&rng, ISORAND_PCG64, 42) + isorand_fill_normal_f64(\n"
                      "        &rng, 0, 0, 0, 1);\n}\n" % ("" if "++" in compiler else "void"))
    run(oracles.program(compiler), f"-std={standard}", "-pedantic-errors", *STRICT, f"-I{files}",
        "-fsyntax-only", source)
    assert "isorand/" not in "".join(re.findall(r"^#include.*", (files / "isorand.h").read_text(), re.M))


@pytest.mark.parametrize("compiler", ["gcc", "clang"])
@pytest.mark.parametrize("option, message", [
    ("-ffast-math", "fast math would change bits"),
    pytest.param("-mavx", "compile it without -mavx", marks=pytest.mark.skipif(
        os.uname().machine != "x86_64", reason="the option is of x86-64"))])
def test_options_that_would_change_bits_are_refused(files, compiler, option, message):
    done = subprocess.run([oracles.program(compiler), "-O2", option, "-E", "isorand.c"], cwd=files,
                          capture_output=True, text=True, check=False)
    assert done.returncode != 0 and message in done.stderr


@pytest.mark.numpy
@pytest.mark.parametrize("compiler", COMPILERS)
def test_streams(files, compiled, library_path, compiler):
    """Every backend of the library is there, with the same bits; libc alone, no other symbols."""
    library = files / f"lib{compiler}.so"
    run(oracles.program(compiler), "-shared", compiled(compiler), "-Wl,--no-undefined", "-o", library)
    streams = streams_of(library)
    assert streams == streams_of(library_path)
    count("amalgamation.streams", sum(map(len, streams.values())))
    symbols = [line.split()[-1] for line in run(oracles.program("nm"), "-D", "--defined-only",
                                                library).splitlines()]
    own = [line.split()[-1] for line in run("nm", "-D", "--defined-only", library_path).splitlines()]
    assert sorted(symbols) == sorted(name for name in own if name.startswith("isorand_"))


def relinked(build_folder, name, folder, isorand):
    """A test of the build, over another library."""
    tests = build_folder / "tests"
    words = shlex.split((tests / f"CMakeFiles/test_{name}.dir/link.txt").read_text())
    words[words.index("-o") + 1] = str(folder / f"test_{name}")
    words = [str(isorand) if word.endswith("/libisorand.a") else word for word in words]
    run(*words, cwd=tests)
    return folder / f"test_{name}"


@pytest.mark.parametrize("compiler", COMPILERS)
@pytest.mark.parametrize("name", ["golden", "kat", "fpenv"])
def test_known_answers(build_folder, compiled, tmp_path, compiler, name):
    """On every backend; and whatever floating-point mode the caller has set."""
    if not (build_folder / f"tests/CMakeFiles/test_{name}.dir/link.txt").exists():
        pytest.skip("the build is not of Make")
    program = relinked(build_folder, name, tmp_path, compiled(compiler))
    env = {**os.environ, "ISORAND_TEST_SHARE": "8", "ISORAND_TEST_SIMDE": "0",
           "ISORAND_REQUIRE_BACKENDS": "native"}
    env.pop("ISORAND_EVIDENCE", None)  # they have counted in the build
    text = run(program, env=env)
    assert f"# ok - {name}\n" in text


@pytest.mark.numpy
@pytest.mark.skipif(not FULL, reason="only with --full")
def test_scalar_only(files, tmp_path, library_path):
    """Without the backends; quickly compiled."""
    library = tmp_path / "libscalar.so"
    run(oracles.program("gcc"), "-O1", "-fPIC", *STRICT, "-DISORAND_SCALAR_ONLY", "-shared",
        files / "isorand.c", "-o", library)
    assert streams_of(library) == {"scalar": streams_of(library_path)["scalar"]}


@pytest.mark.skipif(not FULL, reason="only with --full")
def test_nothing_is_contracted(files, tmp_path):
    """On a processor whose compilers fuse by themselves: the option would change no instruction."""
    compiler = oracles.program("aarch64-linux-gnu-gcc")
    code = []
    for options in [], ["-ffp-contract=off", "-fno-math-errno"]:
        run(compiler, "-O2", *STRICT, *options, "-c", files / "isorand.c", "-o", tmp_path / "isorand.o",
            timeout=800)
        code.append(run("aarch64-linux-gnu-objdump", "-d", tmp_path / "isorand.o"))
    assert "fmadd" in code[0] and code[0] == code[1]
