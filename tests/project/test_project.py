# SPDX-License-Identifier: MIT
"""What is not the behaviour of a function: headers, symbols, the build without CMake, generated
files, layout of the code, installation."""
import os
import subprocess
import sys

import pytest

import oracles
from build import ROOT
from programs import run, streams_of

WARNINGS = ("-Wall -Wextra -Wpedantic -Wshadow -Wundef -Wvla -Wconversion -Wsign-conversion "
            "-Wold-style-cast -Wstrict-prototypes -Wmissing-prototypes -Werror").split()
CXX_ONLY, C_ONLY = {"-Wold-style-cast"}, {"-Wstrict-prototypes", "-Wmissing-prototypes"}
DEFAULT_RNG_42 = [0.7739560485559633, 0.4388784397520523, 0.8585979199113825]  # NumPy's
HEADER = ROOT / "include/isorand/isorand.h"


def sources(*patterns):
    return sorted(str(path.relative_to(ROOT)) for pattern in patterns
                  for path in ROOT.glob(pattern))


# ---- the header ----

@pytest.mark.parametrize("compiler, standard", [
    ("gcc", "c11"), ("g++", "c++11"), ("g++", "c++20"),
    ("clang", "c11"), ("clang++", "c++11"), ("clang++", "c++20")])
def test_header(tmp_path, compiler, standard):
    cxx = standard.startswith("c++")
    source = tmp_path / ("header.cpp" if cxx else "header.c")
    source.write_text("#include <isorand/isorand.h>\n#include <isorand/isorand.h>\n"
                      f"int main({'' if cxx else 'void'}) {{ return isorand_version() == 0; }}\n")
    warnings = [w for w in WARNINGS if w not in (C_ONLY if cxx else CXX_ONLY)]
    run(oracles.program(compiler), f"-std={standard}", *warnings, "-Iinclude", "-fsyntax-only",
        source)


def test_header_includes():
    lines = HEADER.read_text(encoding="ascii").splitlines()
    assert [line.strip() for line in lines if line.startswith("#include")] == [
        "#include <stddef.h>", "#include <stdint.h>"]


# ---- the libraries ----

def test_symbols(build_folder, library_path):
    run("tests/project/check_symbols.sh", library_path, build_folder / "libisorand.a")


@pytest.mark.numpy
def test_direct_compile(library_path, tmp_path):
    library = tmp_path / "libdirect.so"
    run("cc", "-O2", "-Iinclude", "-Isrc", "-Wall", "-Werror", *sources("src/*.c", "src/*/*.c"),
        "-shared", "-fPIC", "-Wl,--no-undefined", "-o", library)  # libc alone
    direct = streams_of(library)
    assert list(direct) == ["scalar"]
    assert direct["scalar"] == streams_of(library_path)["scalar"]


# ---- committed files ----

def test_generated_mt19937_jump():
    assert run(sys.executable, "tools/generate/mt19937_jump.py") == (
        ROOT / "src/engine/mt19937_jump.h").read_text(encoding="ascii")


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
    assert len(names) > 5
    for name in names:
        committed = (ROOT / name).read_text(encoding="ascii")
        printed = (tmp_path / os.path.basename(name)).read_text(encoding="ascii")
        # the third line names the versions of the packages
        assert printed.split("\n")[3:] == committed.split("\n")[3:], name


def test_format():
    folders = ("include/isorand", "src", "src/*", "tests/*", "tests/*/*", "tools/*", "tools/*/*",
               "examples", "bench")
    files = sources(*(f"{d}/*.{e}" for d in folders for e in ("c", "h", "cpp")))
    assert len(files) > 40
    run(oracles.program("clang-format"), "--dry-run", "--Werror", *files)


# ---- installation ----

def values(text):
    return [float(word) for word in text.split()]


def test_install(build_folder, tmp_path):
    prefix, build = tmp_path / "prefix", tmp_path / "consumer"
    run("cmake", "--install", build_folder, "--prefix", prefix)
    lines = HEADER.read_text(encoding="ascii").splitlines()
    version = ".".join(line.split()[2] for line in lines
                       if "ISORAND_VERSION_M" in line or "ISORAND_VERSION_P" in line)
    run("cmake", "-S", "tests/project/consumer", "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}",
        f"-DWANTED_VERSION={version}")
    run("cmake", "--build", build)
    for kind in "shared", "static":
        for language in "c", "cpp":
            assert values(run(build / f"consumer_{kind}_{language}")) == DEFAULT_RNG_42
    folder = next(prefix.glob("**/isorand.pc")).parent
    env = {**os.environ, "PKG_CONFIG_PATH": str(folder)}
    flags = run(oracles.program("pkg-config"), f"--define-variable=prefix={prefix}", "--cflags",
                "--libs", "isorand", env=env).split()
    assert run("pkg-config", "--modversion", "isorand", env=env) == version + "\n"
    program = tmp_path / "pkg"
    run("cc", "tests/project/consumer/consumer.c", *flags, "-o", program)
    env = {**os.environ, "LD_LIBRARY_PATH": str(folder.parent)}
    assert values(run(program, env=env)) == DEFAULT_RNG_42
