# SPDX-License-Identifier: MIT
"""What is not the behaviour of a function: headers, symbols, the build without CMake, generated
files, layout of the code.

Usage: /usr/bin/python3 tests/project/test_project.py BUILD_DIRECTORY"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
import tap  # noqa: E402
from tap import case, check, equal  # noqa: E402

if len(sys.argv) != 2:
    sys.exit(__doc__)
BUILD = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WARNINGS = ("-Wall -Wextra -Wpedantic -Wshadow -Wundef -Wvla -Wconversion -Wsign-conversion "
            "-Wold-style-cast -Wstrict-prototypes -Wmissing-prototypes -Werror").split()
CXX_ONLY, C_ONLY = {"-Wold-style-cast"}, {"-Wstrict-prototypes", "-Wmissing-prototypes"}
scratch = tempfile.TemporaryDirectory()


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, **options)
    check(done.returncode == 0,
          f"{' '.join(command)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def tool(name):
    """The path of a program; its absence skips the case, and fails it under CI=true."""
    path = shutil.which(name)
    if not path:
        check(os.environ.get("CI") != "true", f"{name} is missing")
        raise tap.Skip(f"{name} is missing")
    return path


def header_case(compiler, standard, extension, refused):
    @case(f"header/{compiler}-{standard}")
    def _():
        source = f"{scratch.name}/header.{extension}"
        with open(source, "w", encoding="ascii") as f:
            f.write("#include <isorand/isorand.h>\n#include <isorand/isorand.h>\n"
                    "int main() { return isorand_version() == 0; }\n" if extension == "cpp" else
                    "#include <isorand/isorand.h>\n#include <isorand/isorand.h>\n"
                    "int main(void) { return isorand_version() == 0; }\n")
        warnings = [w for w in WARNINGS if w not in refused]
        run(tool(compiler), f"-std={standard}", "-pedantic-errors", *warnings, "-Iinclude",
            "-fsyntax-only", source)


for name, cxx in ("gcc", "g++"), ("clang", "clang++"):
    for dialect in "c90", "gnu90", "c11":
        header_case(name, dialect, "c", CXX_ONLY)
    for dialect in "c++98", "c++11", "c++20":
        header_case(cxx, dialect, "cpp", C_ONLY)


@case("header/includes")
def _():
    with open(f"{ROOT}/include/isorand/isorand.h", encoding="ascii") as f:
        includes = [line.strip() for line in f if line.startswith("#include")]
    equal(includes, ["#include <stddef.h>", "#include <stdint.h>"])


@case("symbols")
def _():
    run("tests/project/check_symbols.sh", f"{BUILD}/libisorand.so", f"{BUILD}/libisorand.a")


def sources(*patterns):
    return sorted(p for pattern in patterns for p in glob.glob(pattern, root_dir=ROOT))


@case("direct-compile", needs_numpy=True)
def _():
    import isorand_ctypes as ir

    library = f"{scratch.name}/libdirect.so"
    run("cc", "-O2", "-Iinclude", "-Isrc", "-Wall", "-Werror", *sources("src/*.c", "src/*/*.c"),
        "-shared", "-fPIC", "-Wl,--no-undefined", "-o", library)  # libc alone

    def streams(path):
        ir.load(path)
        return [ir.Rng(e, ir.SeedSequence(7, [1])).fill(kind, 5000).tobytes()
                for e in ir.ENGINES for kind in ir.KINDS]

    direct = streams(library)
    equal(ir.usable_backends(), ["scalar"], "backends")
    check(direct == streams(f"{BUILD}/libisorand.so"), "the streams differ")


@case("generated/mt19937_jump.h")
def _():
    with open(f"{ROOT}/src/engine/mt19937_jump.h", encoding="ascii") as f:
        equal(run(sys.executable, "tools/generate/mt19937_jump.py"), f.read())


@case("generated/vectors", needs_numpy=True)
def _():
    try:
        run("dpkg-query", "-W", "python3-numpy", "librandom123-dev", "libpcg-cpp-dev")
    except (AssertionError, FileNotFoundError) as error:
        check(os.environ.get("CI") != "true", str(error))
        raise tap.Skip("librandom123-dev, libpcg-cpp-dev or python3-numpy is missing") from error
    run(sys.executable, "tests/vectors/gen_vectors.py", scratch.name)
    names = sources("tests/vectors/*.txt")
    names.remove("tests/vectors/manifest.txt")  # digests of long streams: see test_verify.py
    check(len(names) > 5, "no vectors")
    for name in names:
        with open(f"{ROOT}/{name}", encoding="ascii") as committed, \
                open(f"{scratch.name}/{os.path.basename(name)}", encoding="ascii") as printed:
            # the third line names the versions of the packages
            equal(printed.read().split("\n")[3:], committed.read().split("\n")[3:], name)


@case("format")
def _():
    folders = "include/isorand", "src", "src/*", "tests/*", "tests/*/*", "tools/*", "tools/*/*",\
        "examples", "bench"
    files = sources(*(f"{d}/*.{e}" for d in folders for e in ("c", "h", "cpp")))
    check(len(files) > 40, f"{len(files)} files")
    run(tool("clang-format"), "--dry-run", "--Werror", *files)


tap.main("project")
