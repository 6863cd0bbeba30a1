# SPDX-License-Identifier: MIT
"""The Fortran module: every type, rank and distribution against NumPy, and what moves a stream."""
import math
import subprocess
import sys
import types

import pytest

import oracles
from build import ROOT
from evidence import count
from programs import run

np = oracles.module("numpy")
import numpy_dists  # noqa: E402  (of NumPy)

sys.path.insert(0, str(ROOT / "tools/generate"))
import distributions  # noqa: E402

sys.path.pop(0)

MODULE = "include/isorand/isorand.f90"
FLAGS = "-std=f2008 -Wall -Wextra -pedantic -Werror".split()
DEFAULT_RNG_42 = [0.7739560485559633, 0.4388784397520523, 0.8585979199113825]  # NumPy's
N, SEED = 24, 42
# Declaration, its letter in names, bytes, dtype of values and of bits.
TYPES = {"F32": ("real(real32)", 4, np.float32), "F64": ("real(real64)", 8, np.float64),
         "I32": ("integer(int32)", 4, np.int32), "I64": ("integer(int64)", 8, np.int64)}


@pytest.fixture(scope="module", params=["-O2", "-O0"])
def compiled(request, build_folder, tmp_path_factory):
    """compiled(SOURCE): a program of a source in Fortran, linked with the module."""
    folder = tmp_path_factory.mktemp("fortran")
    gfortran = oracles.program("gfortran")
    flags = [*FLAGS, request.param, *(["-fcheck=all,no-array-temps"] if request.param == "-O0" else [])]
    run(gfortran, *flags, f"-J{folder}", "-c", MODULE, "-o", folder / "isorand.o")

    def program(source):
        made = folder / source.stem
        run(gfortran, *flags, f"-I{folder}", source, folder / "isorand.o",
            build_folder / "libisorand.a", "-o", made)
        return made
    return program


def parsed(text):
    """{name: values} of lines "name: hexadecimal numbers"."""
    rows = (line.split(":") for line in text.splitlines() if line)
    return {name.strip(): [int(word, 16) for word in words.split()] for name, words in rows}


def as_values(words, dtype):
    return np.array(words, f"u{np.dtype(dtype).itemsize}").view(dtype)


def test_generated(tmp_path):
    run(sys.executable, "tools/generate/fortran.py", tmp_path)
    assert (tmp_path / MODULE).read_text(encoding="ascii") == (ROOT / MODULE).read_text(
        encoding="ascii")


# ---- fills ----

def literal(value, kind):
    if kind == "REAL":
        return f"{value!r}{'' if set('.e') & set(repr(value)) else '.0'}_real64"
    return f"{value}_{'int32' if kind == 'I32' else 'int64'}"


def distribution_cases():
    """(name, call, type, parameters) of sets of parameters for each distribution and type."""
    for call in distributions.rows():
        for kind in call.types:
            if kind not in TYPES:
                continue
            row = types.SimpleNamespace(name=kind.lower(), dtype=TYPES[kind][2],
                                        kind="f" if kind[0] == "F" else "i")
            sets = numpy_dists.sets(call.name, row)
            chosen = sets[2:4] + sets[7:8] if "integers" in call.name else sets[:3]
            for i, params in enumerate(p for p in chosen if all(map(math.isfinite, p))):
                yield f"{call.name} {kind} {i}", call, kind, params


CASES = list(distribution_cases())


def constructor(call, kind, params):
    """isorand_NAME(parameters): integers of the array's kind, real ones by keyword."""
    words = []
    for (what, name), value in zip(call.params, params):
        if what == "REAL":
            words.append(f"{name}={literal(float(value), 'REAL')}")
        elif what == "FLAG":
            words.append(f"{name}={'.true.' if value else '.false.'}")
        else:
            words.append(literal(value, kind))
    return f"isorand_{call.name}({', '.join(words)})"


def shape(rank):
    """Extents of an array of some elements: any rank."""
    return [(3, 2, 1, 2)[i % 4] if i < 8 else 1 for i in range(rank)]


def fill_program():
    """Fills of each distribution, of each type and rank, of scalars, and raw words."""
    lines, declared = [], []
    for kind, (declaration, size, _) in TYPES.items():
        declared.append(f"  {declaration} :: out_{kind}({N}), one_{kind}")
        integer = f"integer(int{8 * size})"
        declared.append(f"  {integer} :: bits_{kind}(1) = 0")

    def show(name, kind, array):
        width = 2 * TYPES[kind][1]
        text = f"print '(a,\":\",*(1x,z{width}.{width}))', '{name}', transfer({array}, bits_{kind})"
        lines.append(f"  {text}")

    def seed(legacy=False):
        lines.append(f"  call isorand_seed{'_legacy' if legacy else ''}(rng, {SEED})")
        lines.append(f"  call isorand_set_numpy(rng, '{np.__version__}')")
    for name, call, kind, params in CASES:
        seed(call.name.startswith("legacy_"))
        lines.append(f"  call isorand_fill(rng, out_{kind}, {constructor(call, kind, params)})")
        show(name, kind, f"out_{kind}")
    for kind, (declaration, _, _) in TYPES.items():
        seed()
        for rank in range(1, 16):
            array = f"r{rank}_{kind}"
            declared.append(f"  {declaration} :: {array}({', '.join(map(str, shape(rank)))})")
            lines.append(f"  call isorand_fill(rng, {array})")
            show(f"rank {rank} {kind}", kind, array)
        lines.append(f"  call isorand_fill(rng, one_{kind})")
        show(f"rank 0 {kind}", kind, f"[one_{kind}]")
        if kind[0] == "I":
            lines.append(f"  call isorand_fill(rng, out_{kind}, isorand_raw())")
            show(f"raw {kind}", kind, f"out_{kind}")
    body = "\n".join([*declared, *lines])
    return ("program fills\n  use isorand\n  implicit none\n  type(isorand_rng) :: rng\n"
            f"{body}\nend program\n")


@pytest.mark.numpy
def test_fills(compiled, tmp_path):
    source = tmp_path / "fills.f90"
    source.write_text(fill_program(), encoding="ascii")
    printed = parsed(run(compiled(source)))
    compared = sum(map(len, printed.values()))
    for name, call, kind, params in CASES:
        generator = (np.random.RandomState(SEED) if call.name.startswith("legacy_")
                     else np.random.default_rng(SEED))
        row = types.SimpleNamespace(name=kind.lower(), dtype=TYPES[kind][2])
        want = numpy_dists.call(generator, call.name, row, params, N)
        got = as_values(printed.pop(name), TYPES[kind][2])
        numpy_dists.differences(call.name, params, got, want.astype(got.dtype), name)
    for kind, (_, size, dtype) in TYPES.items():
        g = np.random.default_rng(SEED)

        def words(n):
            if kind[0] == "F":
                return g.random(n, dtype)
            return g.integers(0, 2**(8 * size), n, f"u{size}", endpoint=False).view(dtype)
        for rank in [*range(1, 16), 0]:
            want = words(math.prod(shape(rank)))
            got = as_values(printed.pop(f"rank {rank} {kind}"), dtype)
            assert got.tobytes() == want.tobytes(), (rank, kind)
        if kind[0] == "I":
            got = printed.pop(f"raw {kind}")
            assert as_values(got, dtype).tobytes() == words(N).tobytes()
    assert not printed
    count("fortran.values", compared)


# ---- the rest ----

def expected_moves():
    """{name: values} of NumPy for what fortran/moves.f90 prints before its errors."""
    pcg, generator = np.random.PCG64, np.random.Generator
    want = {}

    def uniforms(name, g):
        want[name] = g.random(3).view(np.uint64).tolist()

    def legacy(name, seed):
        want[name] = np.random.RandomState(seed).random_sample(3).view(np.uint64).tolist()
    for name, seed in (("seed int32", 42), ("seed int64", 12345678901234567),
                       ("seed list", [1, 0, 2147483647]),
                       ("seed long list", [5, 98765432109876, 4294967296, 4294967295]),
                       ("seed text", 123456789012345678901234567890)):
        uniforms(name, np.random.default_rng(seed))
    uniforms("seed philox", generator(np.random.Philox(7)))
    uniforms("seed nothing", generator(np.random.SFC64([])))
    legacy("legacy", 42)
    legacy("legacy int64", 4294967295)
    legacy("legacy list", [1, 2, 3])
    legacy("legacy int64 list", [4294967295, 0])
    ss = np.random.SeedSequence(2024)
    for i, child in enumerate(ss.spawn(3)):
        uniforms(f"spawn {i + 1}", generator(np.random.PCG64DXSM(child)))
    uniforms("spawn more", np.random.default_rng(ss.spawn(2)[1]))
    uniforms("child", np.random.default_rng(
        np.random.SeedSequence(2024, spawn_key=(4000000000, 1))))
    bits = pcg(1)
    g = generator(bits)
    bits.advance(1000000007)
    bits.advance(-7)
    uniforms("advance", g)
    bits.state = bits.jumped(3).state
    uniforms("jump", g)
    bits.state = bits.jumped(-1).state
    bits.random_raw(11)
    uniforms("skip", g)
    uniforms("before", g)
    want["loaded"] = want["copied"] = want["before"]
    g = np.random.default_rng(3)
    p = g.permutation(10)
    want["permutation"] = p.tolist()
    g.shuffle(p)
    want["shuffle int64"] = p.tolist()
    k = np.arange(1, 13)
    g.shuffle(k)
    want["shuffle int32"] = k.tolist()
    section = k[::3].copy()
    g.shuffle(section)
    k[::3] = section
    want["shuffle section"] = k.tolist()
    s, x = np.arange(1, 7), np.arange(1, 7)
    g.shuffle(s)
    g.shuffle(x)
    want["shuffle reals"] = [*s.tolist(), *x.tolist()]
    g = np.random.default_rng(11)
    want["next u32"] = g.integers(0, 2**32, 2, np.uint32).tolist()
    want["next u64"] = g.integers(0, 2**64, 1, np.uint64).tolist()
    reals = [g.random(), g.standard_normal(), g.standard_exponential()]
    reals += [float(draw(dtype=np.float32)) for draw in (g.random, g.standard_normal,
                                                         g.standard_exponential)]
    want["next reals"] = np.array(reals).view(np.uint64).tolist()
    want["scalar"] = g.gamma(2.5, size=1).view(np.uint64).tolist()
    want["numpy"] = g.wald(1e3, 1, size=1).view(np.uint64).tolist()
    grid = np.full((4, 5), -1.0)
    grid[::2, 1:4] = np.random.default_rng(5).random(6).reshape(3, 2).T
    want["section"] = grid.T.ravel().view(np.uint64).tolist()
    return want


ERRORS = {"nothing": 0, "gamma": -1, "type": -6, "reals of integers": -6, "negative": -1,
          "negative list": -1, "text": -1, "engine": -1, "legacy": -2, "legacy list": -2,
          "legacy nothing": -1, "skip": -1, "child": -1, "numpy": -1, "load": -4,
          "load nothing": -4, "unseeded": -3, "save unseeded": -3, "advance": -6, "jump": -6}


@pytest.mark.numpy
def test_moves(compiled, build_folder, tmp_path):
    done = subprocess.run([compiled(ROOT / "tests/project/fortran/moves.f90")], capture_output=True,
                          text=True, check=False)
    assert (done.returncode, done.stderr.split("\n")[0]) == (
        1, "isorand: the generator has not been seeded"), done.stdout + done.stderr
    lines = [line for line in done.stdout.splitlines() if line]
    numbers = [line for line in lines if not line.startswith(
        ("error ", "entropy:", "unwritten:", "strerror:", "version:", "backend:"))]
    printed = parsed("\n".join(numbers))
    sizes = tmp_path / "sizes.c"
    sizes.write_text('#include <isorand/isorand.h>\n#include <stdio.h>\nint main(void) { printf("'
                     '%zu %zu %zu", sizeof(isorand_rng), sizeof(isorand_seedseq), '
                     'sizeof(isorand_request)); return 0; }\n', encoding="ascii")
    run("cc", sizes, "-Iinclude", "-o", tmp_path / "sizes")
    assert printed.pop("sizes") == [int(word) for word in run(tmp_path / "sizes").split()]
    want = expected_moves()
    assert {name: printed.get(name) for name in want} == want
    assert set(printed) == set(want)
    codes = {}
    for line in lines:
        if line.startswith("error "):
            name, rest = line.removeprefix("error ").split(": ")
            code, unchanged = rest.split()
            codes[name] = int(code)
            assert unchanged == "T", line
    assert codes == ERRORS
    assert {"entropy:T", "unwritten:T", "strerror: the generator has not been seeded"} <= set(lines)
    header = (ROOT / "include/isorand/isorand.h").read_text(encoding="ascii")
    version, = (line.split()[1] for line in lines if line.startswith("version:"))
    assert all(f"_{part} {number}\n" in header for part, number in zip(
        ("MAJOR", "MINOR", "PATCH"), version.split(".")))
    assert any(line.startswith("backend: ") and line != "backend: none" for line in lines)


@pytest.mark.numpy
def test_page(compiled, tmp_path):
    """The program of docs/fortran.md."""
    page = (ROOT / "docs/fortran.md").read_text(encoding="utf-8")
    source = tmp_path / "example.f90"
    source.write_text(page.split("```fortran\n")[1].split("```")[0], encoding="ascii")
    g = np.random.default_rng(42)
    x, z, dice = g.random(10000), g.normal(5, 2, 1000), g.integers(1, 7, 20, np.int32)
    child = np.random.SeedSequence(2024).spawn(3)[2]
    want = [g.gamma(2.5), z[0], dice[0], np.random.Generator(np.random.Philox(child)).random()]
    assert len(x) and [float(word) for word in run(compiled(source)).split()] == want


# ---- installed ----

def test_installed(build_folder, tmp_path):
    """isorand::fortran of the CMake package, and the source beside the headers."""
    gfortran = oracles.program("gfortran")
    prefix = tmp_path / "prefix"
    run("cmake", "--install", build_folder, "--prefix", prefix)
    source = prefix / MODULE
    assert source.read_bytes() == (ROOT / MODULE).read_bytes()
    library, = prefix.glob("**/libisorand.a")
    consumer = ROOT / "tests/project/consumer/consumer.f90"
    run(gfortran, source, consumer, library, "-o", tmp_path / "direct", cwd=tmp_path)
    assert [float(word) for word in run(tmp_path / "direct").split()] == DEFAULT_RNG_42
    if not list(prefix.glob("**/libisorand_fortran.a")):
        oracles.missing("this build has no ISORAND_BUILD_FORTRAN")
    (tmp_path / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\nproject(consumer LANGUAGES C Fortran)\n"
        "find_package(isorand REQUIRED)\n"
        f"add_executable(consumer {consumer})\n"
        "target_link_libraries(consumer PRIVATE isorand::fortran)\n", encoding="ascii")
    run("cmake", "-S", tmp_path, "-B", tmp_path / "build", f"-DCMAKE_PREFIX_PATH={prefix}")
    run("cmake", "--build", tmp_path / "build")
    assert [float(word) for word in run(tmp_path / "build/consumer").split()] == DEFAULT_RNG_42
