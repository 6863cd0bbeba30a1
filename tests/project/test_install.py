# SPDX-License-Identifier: MIT
"""The library in other hands: compiler options that it must refuse or ignore, installed, moved, and
inside another project.

Usage: /usr/bin/python3 tests/project/test_install.py BUILD_DIRECTORY"""
import glob
import json
import os
import platform
import re
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
DEFAULT_RNG_42 = [0.7739560485559633, 0.4388784397520523, 0.8585979199113825]  # NumPy's
scratch = tempfile.TemporaryDirectory(prefix="isorand-install-")


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          **{"cwd": ROOT, **options})
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


def values(text):
    return [float(word) for word in text.split()]


def files(folder):
    """The files and links in a folder, as paths from there."""
    return sorted(os.path.relpath(os.path.join(place, name), folder)
                  for place, _, names in os.walk(folder) for name in names)


def needs_shared_isorand(program):
    return "Shared library: [libisorand.so.0]" in run(tool("readelf"), "-d", program)


def version():
    with open(f"{ROOT}/include/isorand/isorand.h", encoding="ascii") as f:
        return ".".join(line.split()[2] for line in f
                        if re.match(r"#define ISORAND_VERSION_(MAJOR|MINOR|PATCH) ", line))


# ---- options of the compiler ----

def messages(compiler, option, source):
    """What the compiler says of a source with that option; "" when it accepts it."""
    done = subprocess.run([tool(compiler), "-O2", option, "-Iinclude", "-Isrc", "-fsyntax-only",
                           source], cwd=ROOT, capture_output=True, text=True, check=False)
    check((done.returncode == 0) == ("error" not in done.stderr), done.stderr)
    return done.stderr if done.returncode else ""


@case("refused/fast-math")
def _():
    """Every source that has floating-point numbers refuses it, but for tables of constants and
    public calls, which hand them on."""
    refused = 0
    for path in sorted(glob.glob("src/**/*.c", root_dir=ROOT, recursive=True)):
        text = messages("gcc", "-ffast-math", path)
        if text:
            check("fast math would change bits" in text, f"{path}: {text}")
            refused += 1
        elif not path.endswith("_tables.c") and not path.startswith("src/api/"):
            with open(f"{ROOT}/{path}", encoding="ascii") as f:
                code = re.sub(r"/\*.*?\*/", "", f.read(), flags=re.S)
            check(not re.search(r"\b(float|double)\b", code), f"{path} accepts it")
    check(refused > 20, f"only {refused} sources refuse it")


@case("refused/parts-of-fast-math")
def _():
    for compiler, *options in (
            ("gcc", "-Ofast", "-ffinite-math-only", "-funsafe-math-optimizations",
             "-freciprocal-math", "-fno-signed-zeros"),
            ("clang", "-ffast-math", "-Ofast", "-ffinite-math-only")):
        for option in options:
            text = messages(compiler, option, "src/math/log.c")
            check("fast math would change bits" in text, f"{compiler} {option}: {text}")
        equal(messages(compiler, "-O3", "src/math/log.c"), "", compiler)


@case("refused/native")
def _():
    if platform.machine() != "x86_64":
        raise tap.Skip("the option is one of x86-64")
    for compiler in "gcc", "clang":
        text = messages(compiler, "-march=x86-64-v3", "src/simd/dispatch.c")
        check("compile for the baseline" in text, text)


# ---- installed ----

def consumer_programs(prefix, kind, *options):
    """Builds tests/project/consumer on the package in 'prefix'; its programs with isorand::kind."""
    build = tempfile.mkdtemp(dir=scratch.name)
    run("cmake", "-S", "tests/project/consumer", "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}",
        f"-DWANTED_VERSION={version()}", *options)
    run("cmake", "--build", build)
    return [f"{build}/consumer_{kind}_{language}" for language in ("c", "cpp")]


def pkg_config_program(folder):
    """Builds a program by the pkg-config file in 'folder', runs it; what it prints."""
    env = {**os.environ, "PKG_CONFIG_PATH": folder}
    flags = run(tool("pkg-config"), "--cflags", "--libs", "isorand", env=env).split()
    equal(run("pkg-config", "--modversion", "isorand", env=env), version() + "\n")
    program = f"{scratch.name}/pkg-config-program"
    run("cc", "tests/project/consumer/consumer.c", *flags, "-o", program)
    check(needs_shared_isorand(program), "not linked with the shared library")
    return run(program, env={**os.environ, "LD_LIBRARY_PATH": os.path.dirname(folder)})


@case("installed/cmake-package")
def _():
    prefix = f"{scratch.name}/package"
    run("cmake", "--install", BUILD, "--prefix", prefix)
    for kind in "shared", "static":
        for program in consumer_programs(prefix, kind):
            equal(values(run(program)), DEFAULT_RNG_42)
            equal(needs_shared_isorand(program), kind == "shared", program)
    for setting in "ON", "OFF":
        for program in consumer_programs(prefix, "isorand", f"-DBUILD_SHARED_LIBS={setting}"):
            equal(values(run(program)), DEFAULT_RNG_42)
            equal(needs_shared_isorand(program), setting == "ON", program)


@case("installed/pkg-config")
def _():
    """In a prefix that is not the configured one, and once more after a move."""
    prefix, moved = f"{scratch.name}/other", f"{scratch.name}/moved"
    run("cmake", "--install", BUILD, "--prefix", prefix)
    for place in prefix, moved:
        if place == moved:
            os.rename(prefix, moved)
        found = glob.glob(f"{place}/**/isorand.pc", recursive=True)
        equal(len(found), 1, "isorand.pc")
        equal(values(pkg_config_program(os.path.dirname(found[0]))), DEFAULT_RNG_42)


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


@case("installed/readme")
def _():
    """The recipe from its "cmake --install" on, as written."""
    with open(f"{ROOT}/README.md", encoding="utf-8") as f:
        text = f.read()
    example = re.search(r"^```c\n(.*?)^```$", text, re.M | re.S)[1]
    recipe, = (block for block in re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S)
               if "cmake --install build" in block)
    place = tempfile.mkdtemp(dir=scratch.name)
    os.symlink(BUILD, f"{place}/build")
    with open(f"{place}/example.c", "w", encoding="ascii") as f:
        f.write(example)
    enter = [tool("unshare"), "--map-root-user", "--mount", "sh", "-c"]
    if subprocess.run([*enter, PRIVATE, "sh", place, BUILD], capture_output=True,
                      check=False).returncode:
        raise tap.Skip("no mount namespaces here")
    commands = PRIVATE + recipe[recipe.index("cmake --install build"):] + "./example\n"
    env = {name: value for name, value in {**os.environ, "TMPDIR": place}.items()
           if name not in ("PKG_CONFIG_PATH", "LD_LIBRARY_PATH")}
    printed = run(*enter, commands, "sh", place, BUILD, env=env)
    equal(printed.split()[-4], f"{DEFAULT_RNG_42[0]:.17g}", printed)


# ---- inside another project ----

def subproject(*options):
    """Builds tests/project/subproject with these options and, where the last build has them, others
    at their defaults; its build directory, the same for all cases: objects are made once."""
    build = f"{scratch.name}/subproject"
    if os.path.exists(f"{build}/CMakeCache.txt"):
        os.remove(f"{build}/CMakeCache.txt")
    run("cmake", "-S", "tests/project/subproject", "-B", build, f"-DISORAND_SOURCE={ROOT}",
        *options)
    for library in glob.glob(f"{build}/**/libisorand.*", recursive=True):
        os.remove(library)
    run("cmake", "--build", build, "-j2")
    equal(values(run(f"{build}/program")), DEFAULT_RNG_42)
    return build


def libraries(build):
    return {os.path.basename(path) for path in glob.glob(f"{build}/**/libisorand.*", recursive=True)}


@case("subproject/kinds")
def _():
    for options, shared in ([], False), (["-DBUILD_SHARED_LIBS=ON"], True), \
            (["-DBUILD_SHARED_LIBS=OFF"], False):
        build = subproject(*options)
        equal(needs_shared_isorand(f"{build}/program"), shared, options)
        equal(libraries(build) & {"libisorand.a", "libisorand.so"},
              {"libisorand.so" if shared else "libisorand.a"}, options)


@case("subproject/compiled-once")
def _():
    """Each source once, alone, and without link-time optimisation."""
    with open(f"{subproject()}/compile_commands.json", encoding="utf-8") as f:
        rows = [row for row in json.load(f) if "program.dir" not in row["command"]]
    names = [os.path.relpath(row["file"], ROOT) for row in rows]
    check(all(name.startswith("src/") for name in names), f"{names}")
    equal(sorted(set(names)), sorted(names), "sources")
    check(len(names) > 30, f"{names}")
    for row in rows:
        check("-flto" not in row["command"] and "-fno-lto" in row["command"], row["command"])


@case("subproject/installs-nothing")
def _():
    prefix = f"{scratch.name}/parent"
    run("cmake", "--install", subproject(), "--prefix", prefix)
    equal(files(prefix), ["bin/program"])


@case("subproject/installs-when-asked")
def _():
    """And with libraries in a place of their own, which pkg-config's file names."""
    prefix, libdir = f"{scratch.name}/asked", f"{scratch.name}/libraries"
    build = subproject("-DISORAND_INSTALL=ON", f"-DCMAKE_INSTALL_LIBDIR={libdir}")
    run("cmake", "--install", build, "--prefix", prefix)
    equal(files(prefix), ["bin/program", *(f"include/{name}" for name in files(f"{ROOT}/include"))])
    check({"libisorand.a", "libisorand.so"} <= set(files(libdir)), f"{files(libdir)}")
    equal(values(pkg_config_program(f"{libdir}/pkgconfig")), DEFAULT_RNG_42)


tap.main("install")
