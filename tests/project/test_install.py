# SPDX-License-Identifier: MIT
"""The library in other hands: compiler options that it must refuse or ignore, installed, moved, and
inside another project."""
import glob
import json
import os
import platform
import re
import subprocess

import pytest

import oracles
from build import ROOT
from programs import run, streams_of

DEFAULT_RNG_42 = [0.7739560485559633, 0.4388784397520523, 0.8585979199113825]  # NumPy's
NATIVE = "-DISORAND_ALLOW_NATIVE_DISPATCH"


def values(text):
    return [float(word) for word in text.split()]


def files(folder):
    """The files and links in a folder, as paths from there."""
    return sorted(os.path.relpath(os.path.join(place, name), folder)
                  for place, _, names in os.walk(folder) for name in names)


def needs_shared_isorand(program):
    return "Shared library: [libisorand.so.0]" in run(oracles.program("readelf"), "-d", program)


def version():
    header = (ROOT / "include/isorand/isorand.h").read_text(encoding="ascii")
    return ".".join(re.findall(r"^#define ISORAND_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", header,
                               re.M))


# ---- options of the compiler ----

def messages(compiler, options, source):
    """What the compiler says of a source with those options; "" when it accepts it."""
    done = subprocess.run([oracles.program(compiler), "-O2", *options, "-Iinclude", "-Isrc",
                           "-fsyntax-only", source], cwd=ROOT, capture_output=True, text=True,
                          check=False)
    assert (done.returncode == 0) == ("error" not in done.stderr), done.stderr
    return done.stderr if done.returncode else ""


def test_fast_math_is_refused():
    """Every source that has floating-point numbers refuses it, but for tables of constants and
    public calls, which hand them on."""
    refused = 0
    for path in sorted(glob.glob("src/**/*.c", root_dir=ROOT, recursive=True)):
        text = messages("gcc", ["-ffast-math"], path)
        if text:
            assert "fast math would change bits" in text, path
            refused += 1
        elif not path.endswith("_tables.c") and not path.startswith("src/api/"):
            code = re.sub(r"/\*.*?\*/", "", (ROOT / path).read_text(encoding="ascii"), flags=re.S)
            assert not re.search(r"\b(float|double)\b", code), f"{path} accepts it"
    assert refused > 20


@pytest.mark.parametrize("compiler, option", [
    *(("gcc", option) for option in (
        "-Ofast", "-ffinite-math-only", "-funsafe-math-optimizations", "-freciprocal-math",
        "-fno-signed-zeros")),
    *(("clang", option) for option in ("-ffast-math", "-Ofast", "-ffinite-math-only"))])
def test_parts_of_fast_math_are_refused(compiler, option):
    assert "fast math would change bits" in messages(compiler, [option], "src/math/log.c")


@pytest.mark.parametrize("compiler", ["gcc", "clang"])
def test_optimisation_is_accepted(compiler):
    assert messages(compiler, ["-O3"], "src/math/log.c") == ""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the options are those of x86-64")
@pytest.mark.parametrize("option", ["-march=x86-64-v3", "-mavx"])
@pytest.mark.parametrize("compiler", ["gcc", "clang"])
def test_native_is_refused_unless_allowed(compiler, option):
    text = messages(compiler, [option], "src/simd/dispatch.c")
    assert "compile it without -mavx or -march" in text and NATIVE in text
    assert messages(compiler, [option, NATIVE], "src/simd/dispatch.c") == ""


# ---- installed ----

def consumer_programs(folder, prefix, kind, *options):
    """Builds tests/project/consumer on the package in 'prefix'; its programs with isorand::kind."""
    run("cmake", "-S", "tests/project/consumer", "-B", folder, f"-DCMAKE_PREFIX_PATH={prefix}",
        f"-DWANTED_VERSION={version()}", *options)
    run("cmake", "--build", folder)
    return [folder / f"consumer_{kind}_{language}" for language in ("c", "cpp")]


def pkg_config_program(program, folder):
    """Builds a program by the pkg-config file in 'folder', runs it; what it prints."""
    env = {**os.environ, "PKG_CONFIG_PATH": str(folder)}
    pkg_config = oracles.program("pkg-config")
    flags = run(pkg_config, "--cflags", "--libs", "isorand", env=env).split()
    assert run(pkg_config, "--modversion", "isorand", env=env) == version() + "\n"
    run("cc", "tests/project/consumer/consumer.c", *flags, "-o", program)
    assert needs_shared_isorand(program)
    return run(program, env={**os.environ, "LD_LIBRARY_PATH": os.path.dirname(folder)})


@pytest.fixture(scope="module")
def installed(build_folder, tmp_path_factory):
    """The prefix of an installed library; not the configured one."""
    prefix = tmp_path_factory.mktemp("installed") / "prefix"
    run("cmake", "--install", build_folder, "--prefix", prefix)
    return prefix


@pytest.mark.parametrize("kind, options, shared", [
    ("shared", (), True), ("static", (), False),
    ("isorand", ("-DBUILD_SHARED_LIBS=ON",), True),
    ("isorand", ("-DBUILD_SHARED_LIBS=OFF",), False)], ids=str)
def test_cmake_package(installed, tmp_path, kind, options, shared):
    for program in consumer_programs(tmp_path, installed, kind, *options):
        assert values(run(program)) == DEFAULT_RNG_42
        assert needs_shared_isorand(program) == shared


def test_manifest(installed):
    """The command finds its manifest without the checkout."""
    share, = installed.glob("share/isorand/manifest.txt")
    assert share.read_bytes() == (ROOT / "tests/vectors/manifest.txt").read_bytes()
    text = run(installed / "bin/isorand", "verify", "--manifest", "--max-size", "256Ki",
               "--engine", "sfc64", "--backend", "scalar", cwd="/")
    assert " equal: " in text.splitlines()[-1]


def test_adapters(installed, tmp_path):
    consumer_programs(tmp_path, installed, "static")
    for name in "threads_c", "threads_cpp", "openmp_c":
        assert values(run(tmp_path / f"consumer_{name}")) == DEFAULT_RNG_42


def test_pkg_config(build_folder, tmp_path):
    """In a prefix that is not the configured one, and once more after a move."""
    prefix, moved = tmp_path / "other", tmp_path / "moved"
    run("cmake", "--install", build_folder, "--prefix", prefix)
    for place in prefix, moved:
        if place == moved:
            prefix.rename(moved)
        found, = place.glob("**/isorand.pc")
        assert values(pkg_config_program(tmp_path / "program", found.parent)) == DEFAULT_RNG_42


# A mount namespace in which nothing can be written but a copy of /etc, an empty /usr/local, and the
# folders that are given: ldconfig writes where libraries are.
PRIVATE = """set -e
for folder; do mount --bind "$folder" "$folder"; done
mount -t tmpfs none /usr/local
mkdir /usr/local/etc
cp -a /etc/. /usr/local/etc 2>/dev/null || true # but for what this user may not read
mount --bind /usr/local/etc /etc
mount -o remount,bind,ro /
test ! -w /usr/lib
cd "$1"
"""


def test_recipe_of_readme(build_folder, tmp_path):
    """From its "cmake --install" on, as written."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"^```c\n(.*?)^```$", readme, re.M | re.S)[1]
    recipe, = (block for block in re.findall(r"^```sh\n(.*?)^```$", readme, re.M | re.S)
               if "cmake --install build" in block)
    (tmp_path / "build").symlink_to(build_folder)
    (tmp_path / "example.c").write_text(example, encoding="ascii")
    enter = [oracles.program("unshare"), "--map-root-user", "--mount", "sh", "-c"]
    folders = str(tmp_path), str(build_folder)
    if subprocess.run([*enter, PRIVATE, "sh", *folders], capture_output=True,
                      check=False).returncode:
        pytest.skip("no mount namespaces here")
    commands = PRIVATE + recipe[recipe.index("cmake --install build"):] + "./example\n"
    env = {name: value for name, value in {**os.environ, "TMPDIR": str(tmp_path)}.items()
           if name not in ("PKG_CONFIG_PATH", "LD_LIBRARY_PATH")}
    printed = run(*enter, commands, "sh", *folders, env=env)
    assert f"\n{DEFAULT_RNG_42[0]:.17g} " in printed


# ---- inside another project ----

@pytest.fixture(scope="module")
def subproject(tmp_path_factory):
    """subproject(OPTIONS...) builds tests/project/subproject with these options and, where the last
    build has them, others at their defaults; its build directory, the same for all: objects are
    made once."""
    build = tmp_path_factory.mktemp("subproject")

    def make(*options):
        (build / "CMakeCache.txt").unlink(missing_ok=True)
        run("cmake", "-S", "tests/project/subproject", "-B", build, f"-DISORAND_SOURCE={ROOT}",
            *options)
        for library in build.glob("**/libisorand.*"):
            library.unlink()
        run("cmake", "--build", build, "-j2")
        assert values(run(build / "program")) == DEFAULT_RNG_42
        return build
    return make


@pytest.mark.parametrize("options, shared", [
    ((), False), (("-DBUILD_SHARED_LIBS=ON",), True), (("-DBUILD_SHARED_LIBS=OFF",), False)],
    ids=str)
def test_kind_of_subproject(subproject, options, shared):
    build = subproject(*options)
    assert needs_shared_isorand(build / "program") == shared
    names = {path.name for path in build.glob("**/libisorand.*")}
    assert names & {"libisorand.a", "libisorand.so"} == {
        "libisorand.so" if shared else "libisorand.a"}


def test_subproject_compiles_once(subproject):
    """Each source once, alone, and without link-time optimisation."""
    commands = json.loads((subproject() / "compile_commands.json").read_text(encoding="utf-8"))
    rows = [row for row in commands if "program.dir" not in row["command"]]
    names = [os.path.relpath(row["file"], ROOT) for row in rows]
    assert all(name.startswith("src/") for name in names)
    assert sorted(set(names)) == sorted(names)
    assert len(names) > 30
    for row in rows:
        assert "-flto" not in row["command"] and "-fno-lto" in row["command"]


def test_subproject_installs_nothing(subproject, tmp_path):
    run("cmake", "--install", subproject(), "--prefix", tmp_path)
    assert files(tmp_path) == ["bin/program"]


def test_subproject_installs_when_asked(subproject, tmp_path):
    """And with libraries in a place of their own, which pkg-config's file names."""
    prefix, libdir = tmp_path / "asked", tmp_path / "libraries"
    build = subproject("-DISORAND_INSTALL=ON", f"-DCMAKE_INSTALL_LIBDIR={libdir}")
    run("cmake", "--install", build, "--prefix", prefix)
    assert files(prefix) == ["bin/program",
                             *(f"include/{name}" for name in files(ROOT / "include")),
                             "share/man/man3/isorand.3"]
    assert {"libisorand.a", "libisorand.so"} <= set(files(libdir))
    printed = pkg_config_program(tmp_path / "program", libdir / "pkgconfig")
    assert values(printed) == DEFAULT_RNG_42


@pytest.mark.numpy
def test_native_build_makes_the_same_bits(subproject, library_path):
    """All of it for one's own CPU, as README.md says."""
    build = subproject("-DBUILD_SHARED_LIBS=ON", f"-DCMAKE_C_FLAGS=-march=native {NATIVE}")
    library, = build.glob("**/libisorand.so")
    assert streams_of(library) == streams_of(library_path)
