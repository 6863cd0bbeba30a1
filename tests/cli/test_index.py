# SPDX-License-Identifier: MIT
"""`isorand index`, and slices by `isorand fill --first --index`."""
import os
import random
import re
import signal
import subprocess

import pytest

from command import one_line
from oracles import numpy as np
from terminal import on_terminal_until

N = 300000
RANDOM = random.Random(int(os.environ["ISORAND_TEST_SEED"]))

# What is filled, and how NumPy makes it.
ARRAYS = {
    "normal": (["--dist", "normal"], lambda r: r.standard_normal(N)),
    "normal f32": (["--dist", "normal", "--type", "f32"],
                   lambda r: r.standard_normal(N, dtype=np.float32)),
    "gamma": (["--dist", "gamma", "--shape", "2.5"], lambda r: r.gamma(2.5, 1, N)),
    "standard_cauchy": (["--dist", "standard_cauchy"], lambda r: r.standard_cauchy(N)),
    "poisson": (["--dist", "poisson", "--lam", "3"], lambda r: r.poisson(3, N)),
    "integers": (["--dist", "integers", "--high", "1000"], lambda r: r.integers(0, 1000, N)),
    "integers i8": (["--dist", "integers", "--type", "i8", "--low", "-100", "--high", "100"],
                    lambda r: r.integers(-100, 100, N, dtype=np.int8)),
    "integers u16": (["--dist", "integers", "--type", "u16", "--high", "40000"],
                     lambda r: r.integers(0, 40000, N, dtype=np.uint16)),
}
# Where --first needs no index.
FIXED = {
    "uniform": ([], lambda r: r.random(N)),
    "uniform f32": (["--type", "f32"], lambda r: r.random(N, dtype=np.float32)),
    "bytes": (["--dist", "bytes"], lambda r: np.frombuffer(r.bytes(N), np.uint8)),
    "bool": (["--dist", "integers", "--type", "bool"], lambda r: r.integers(0, 2, N, dtype=bool)),
    "i16": (["--dist", "integers", "--type", "i16", "--low", "-32768", "--high", "32768"],
            lambda r: r.integers(-2**15, 2**15, N, dtype=np.int16)),
    "exponential": (["--dist", "exponential", "--legacy"],
                    lambda r: np.random.RandomState(7).standard_exponential(N)),
}


def bits(engine):
    return {"pcg64": np.random.PCG64, "mt19937": np.random.MT19937, "sfc64": np.random.SFC64}[
        engine](7)


def slices():
    """(first, count): the ends, and some in between."""
    yield from [(0, N), (0, 1), (N - 1, 1), (N, 0), (0, 0)]
    for _ in range(6):
        first = RANDOM.randrange(N)
        yield first, RANDOM.randrange(min(N - first, RANDOM.choice([50, N])) + 1)


def same_slices(command, array, options):
    size = array.itemsize
    data = array.astype(array.dtype.newbyteorder("<")).tobytes()
    for first, count in slices():
        got = command.fill(*options, "--first", first, "--count", count, "--format", "raw",
                           "--threads", RANDOM.choice([1, 2, 5]))
        same = got == data[first * size:(first + count) * size]
        assert same, f"{count} from {first}"


@pytest.mark.numpy
@pytest.mark.parametrize("engine", ["pcg64", "mt19937", "sfc64"])
@pytest.mark.parametrize("name", ARRAYS)
def test_slices(command, tmp_path, name, engine):
    options, draw = ARRAYS[name]
    options = ["--seed", 7, "--engine", engine, *options]
    index = tmp_path / "index"
    result = command.run("index", *options, "--count", N, "--every", RANDOM.choice([1, 5000, N]),
                         "--threads", RANDOM.choice([1, 3]), "--out", index)
    assert result.stdout == result.stderr == b"" and os.listdir(tmp_path) == ["index"]
    same_slices(command, draw(np.random.Generator(bits(engine))), [*options, "--index", index])


@pytest.mark.numpy
@pytest.mark.parametrize("dist", ["normal", "gamma", "standard_cauchy"])
def test_slices_of_randomstate(command, tmp_path, dist):
    options = ["--legacy", "--seed", 7, "--dist", dist]
    index = tmp_path / "index"
    command.run("index", *options, "--count", N, "--out", index)
    rng = np.random.RandomState(7)
    array = {"normal": lambda: rng.standard_normal(N), "gamma": lambda: rng.gamma(1, 1, N),
             "standard_cauchy": lambda: rng.standard_cauchy(N)}[dist]()
    same_slices(command, array, [*options, "--index", index])


@pytest.mark.numpy
@pytest.mark.parametrize("name", FIXED)
def test_slices_without_an_index(command, tmp_path, name):
    options, draw = FIXED[name]
    options = ["--seed", 7, *options]
    array = draw(np.random.default_rng(7))
    same_slices(command, array, options)
    index = tmp_path / "index"  # which may be given all the same
    command.run("index", *options, "--count", N, "--out", index)
    same_slices(command, array, [*options, "--index", index])


@pytest.mark.numpy
def test_first_counts_behind_jump_and_skip(command):
    """--jump and --skip lead to where the array begins, in words; --first counts its values."""
    wanted = np.random.PCG64(7).jumped(2)
    wanted.random_raw(5)
    array = np.random.Generator(wanted).random(1000, dtype=np.float32)
    got = command.fill("--seed", 7, "--jump", 2, "--skip", 5, "--type", "f32", "--first", 333,
                       "--count", 667)
    assert got == array[333:].astype("<f4").tobytes()


@pytest.mark.parametrize("kind", ["f32", "u8"])
def test_endless_slice(command, kind):
    with command.start("fill", "--seed", 7, "--type", kind, "--first", 1001, "--count", "inf",
                       stdout=subprocess.PIPE) as process:
        got = process.stdout.read(10**7)
        process.stdout.close()
        assert process.wait(timeout=30) == 0
    size = {"f32": 4, "u8": 1}[kind]
    same = got == command.fill("--seed", 7, "--type", kind, "--first", 1001, "--count",
                               10**7 // size)
    assert same


def test_far_first(command):
    """A value that nobody can draw up to, as a skip finds it too."""
    far = 2**50
    got = command.fill("--seed", 7, "--first", far, "--count", 9)
    assert got == command.fill("--seed", 7, "--skip", far, "--count", 9)


def test_index_says_where_other_jobs_begin(command, tmp_path):
    """A slice by an index does not depend on where its marks are, nor on who made it."""
    options = ["--seed", 7, "--dist", "vonmises"]
    made = []
    for every in 1024, 10000, 10**9:
        index = tmp_path / f"{every}"
        command.run("index", *options, "--count", 50000, "--every", every, "--out", index)
        made.append(command.fill(*options, "--index", index, "--first", 49000, "--count", 1000))
    assert made[0] == made[1] == made[2]
    assert (tmp_path / "1024").stat().st_size > (tmp_path / "1000000000").stat().st_size


def test_index_to_a_pipe(command, tmp_path):
    piped = command.run("index", "--seed", 1, "--dist", "normal", "--count", 1e5, "--out", "-")
    index = tmp_path / "index"
    index.write_bytes(piped.stdout)
    command.fill("--seed", 1, "--dist", "normal", "--index", index, "--first", 99999, "--count", 1)


@pytest.fixture(scope="module")
def an_index(command, tmp_path_factory):
    """Of 1000 normals, seed 1."""
    path = tmp_path_factory.mktemp("index") / "index"
    command.run("index", "--seed", 1, "--dist", "normal", "--count", 1000, "--out", path)
    return path


@pytest.mark.parametrize("options, code, parts", [
    (["--seed", 2, "--dist", "normal"], 1, ["another stream", "--seed"]),
    (["--seed", 1, "--dist", "normal", "--engine", "sfc64"], 1, ["another stream"]),
    (["--seed", 1, "--dist", "normal", "--skip", 1], 1, ["another stream"]),
    (["--seed", 1, "--dist", "normal", "--numpy", "1.24"], 1, ["another stream"]),
    (["--seed", 1, "--dist", "normal", "--scale", 2], 1,
     ["of --dist normal --type f64 --loc 0 --scale 1, not of --dist normal", "--scale 2"]),
    (["--seed", 1, "--dist", "gamma"], 1, ["of --dist normal", "not of --dist gamma"]),
    (["--seed", 1, "--dist", "normal", "--type", "f32"], 1, ["not of --dist normal --type f32"]),
    (["--seed", 1, "--dist", "normal", "--first", 991], 2,
     ["--first 991 --count 10", "has 1000 values"]),
    (["--seed", 1, "--dist", "normal", "--first", 2**59], 2, ["has 1000 values"]),
    (["--seed", 1, "--dist", "normal", "--first", 2**60], 2, ["--first", "at most"]),
    (["--seed", 1, "--dist", "normal", "--count", "inf"], 2, ["--count 'inf'", "index"]),
], ids=str)
def test_wrong_index(command, tmp_path, an_index, options, code, parts):
    result = command.run("fill", "--index", an_index, "--count", 10, "--out", tmp_path / "x",
                         *options, code=code)
    one_line(result, *parts)
    assert os.listdir(tmp_path) == []


def test_no_index(command, tmp_path, an_index):
    options = "fill", "--seed", 1, "--dist", "normal", "--count", 1, "--index"
    one_line(command.run(*options, tmp_path / "absent", code=1), "absent: No such file")
    one_line(command.run(*options, tmp_path, code=1), "Is a directory")
    one_line(command.run(*options, "/dev/zero", code=1), "/dev/zero: is no index")
    content = an_index.read_bytes()
    for damaged in b"", content[:-1], content + b"x", content[:60] + b"\xff" + content[61:]:
        (tmp_path / "x").write_bytes(damaged)
        one_line(command.run(*options, tmp_path / "x", code=1), "is no index, or a damaged one")
    one_line(command.run("fill", "--seed", 1, "--dist", "normal", "--first", 3, "--count", 1,
                         code=2), "--first '3'", "normal", "--index", "isorand index")


@pytest.mark.parametrize("options, parts", [
    (["--count", 10, "--out", "x"], ["--seed: is required"]),
    (["--seed", 1, "--out", "x"], ["--count: is required"]),
    (["--seed", 1, "--count", 10], ["--out: is required"]),
    (["--seed", 1, "--count", "inf", "--out", "x"], ["--count 'inf'"]),
    (["--seed", 1, "--count", 2**60, "--out", "x"], ["--count", "at most"]),
    (["--seed", 1, "--count", 10, "--every", 0, "--out", "x"], ["--every '0'", "1 or more"]),
    (["--seed", 1, "--count", 10, "--out", "x", "--format", "raw"], ["unknown option '--format'"]),
    (["--seed", 1, "--count", 10, "--out", "x", "--dist", "norml"], ["did you mean normal?"]),
    (["--seed", 1, "--count", 10, "--out", "x", "--dist", "normal", "--scale", -1], ["--scale"]),
], ids=str)
def test_wrong_usage(command, tmp_path, options, parts):
    one_line(command.run("index", *options, code=2, cwd=tmp_path), *parts)
    assert os.listdir(tmp_path) == []


def test_failed_write(command, tmp_path):
    options = "index", "--seed", 1, "--dist", "normal", "--count", 1000, "--out"
    one_line(command.run(*options, "/dev/full", code=1), "No space left on device")
    one_line(command.run(*options, tmp_path / "no/x", code=1), "No such file")


def test_help(command):
    text = command.run("help", "index").stdout.decode()
    assert "Usage: isorand index" in text and "--every K" in text and "--format" not in text


def test_progress(command, tmp_path):
    shown = on_terminal_until([command.path, "index", "--seed", "1", "--dist", "normal", "--count",
                               "1e11", "--every", "1e5", "--out", tmp_path / "x"], b" left",
                              signal.SIGINT)
    assert re.search(rb"isorand: +[0-9]+ %  ", shown)
    assert os.listdir(tmp_path) == []
