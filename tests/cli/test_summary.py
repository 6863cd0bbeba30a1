# SPDX-License-Identifier: MIT
"""What `isorand fill` says of its output: the digest, by libxxhash, and statistics, by NumPy and
SciPy."""
import os
import re

import pytest

import hashes
import oracles
from command import one_line
from oracles import numpy as np

FILLS = [("--count", 100_003, "--format", "raw"), ("--count", 100_003, "--format", "npy"),
         ("--count", 1001, "--format", "text"), ("--count", 0, "--format", "raw"),
         ("--count", 3_000_001, "--dist", "integers", "--type", "u8", "--format", "raw"),
         ("--count", 5000, "--dist", "normal", "--first", 777, "--format", "hex", "--engine",
          "philox")]


def digest_of(stderr):
    match = re.fullmatch(rb"isorand: XXH3-128 ([0-9a-f]{32}) of (\d+) bytes\n", stderr)
    assert match, stderr
    return match[1].decode(), int(match[2])


# ---- the digest ----

@pytest.mark.parametrize("fill", FILLS, ids=lambda fill: " ".join(map(str, fill)))
def test_digest(command, tmp_path, fill):
    if "--first" in fill:
        command.run("index", "--seed", 3, "--engine", "philox", "--dist", "normal", "--count", 9999,
                    "--out", tmp_path / "index")
        fill += "--index", tmp_path / "index"
    said = command.run("fill", "--seed", 3, "--digest", *fill)
    assert digest_of(said.stderr) == (hashes.xxh3_128(said.stdout), len(said.stdout))
    assert said.stdout == command.fill("--seed", 3, *fill)
    for threads in 2, 3:
        path = tmp_path / f"{threads}"
        again = command.run("fill", "--seed", 3, "--digest", "--threads", threads, "--out", path,
                            *fill)
        assert again.stderr == said.stderr
        assert path.read_bytes() == said.stdout


def test_digest_of_known_bytes(command):
    """xxHash's own value of no bytes, as `xxhsum -H2 /dev/null` prints it."""
    said = command.run("fill", "--seed", 1, "--count", 0, "--digest", "--format", "raw")
    assert digest_of(said.stderr) == ("99aa06d3014798d86001c324468d497f", 0)


# ---- statistics ----

STATS = [
    "--count 1e6", "--count 99999 --dist normal --loc 1e6 --scale 1e-3",
    "--count 100003 --dist exponential --type f32", "--count 50000 --type f32",
    "--count 40000 --dist uniform --low -3 --high 1e5", "--count 30011 --dist raw",
    "--count 30011 --dist raw --type u8", "--count 1000 --dist integers --type bool",
    "--count 1e5 --dist integers --type i8 --low -100 --high 57",
    "--count 1e5 --dist integers --type i64 --low -9223372036854775808 --high 9223372036854775808",
    "--count 7777 --dist integers --type u64 --low 3 --high 18446744073709551616",
    "--count 1e5 --dist integers --type u16 --low 10 --high 1031",
    "--count 2000 --dist integers --type i32 --low -5 --high 70000 --closed",
    "--count 1e5 --dist poisson --lam 3.5", "--count 1e5 --legacy --dist integers --high 12 "
    "--type i64", "--count 20 --engine mt19937", "--count 19", "--count 1", "--count 0",
    "--count 3 --dist poisson --lam 0",
    "--count 1e5 --dist integers --type u64 --low 0x7fffffffffffff80 --high 0x8000000000000010",
    "--count 1e5 --dist integers --type i64 --low -4 --high 9",
    "--count 200 --dist uniform --low 1e16 --high 1.00000000000001e16"]


def statistics_of(stderr):
    """({name: text} of both lines, the second one's or None)"""
    lines = stderr.decode().splitlines()
    assert 1 <= len(lines) <= 2 and all(line.startswith("isorand: ") for line in lines), lines
    first = re.fullmatch(r"isorand: (\d+) values?(?:, (.*))?", lines[0])
    found = {"count": first[1]}
    found.update(item.rsplit(" ", 1) for item in (first[2] or "").split(", ") if item)
    if len(lines) == 1:
        return found, None
    match = re.fullmatch(r"isorand: chi-square (\S+), (\d+) bins, p (\S+)", lines[1])
    return found, (float(match[1]), int(match[2]), float(match[3]))


def option(arguments, name, default):
    words = arguments.split()
    return words[words.index(name) + 1] if name in words else default


def expected_chi_square(arguments, values):
    """(sum, bins, p) by SciPy, or None."""
    stats = oracles.module("scipy.stats")
    dist = option(arguments, "--dist", "uniform")
    most = min(256, len(values) // 10)
    if dist not in ("raw", "uniform", "integers") or most < 2:
        return None
    if dist == "uniform":
        low, high = (float(option(arguments, *pair)) for pair in (("--low", 0), ("--high", 1)))
        if high - low < 1e-9 * high:
            return None
        counts = np.histogram(values, most, (low, high))[0]
        shares = np.full(most, 1 / most)
    else:
        limits = np.iinfo(values.dtype) if values.dtype != bool else None
        low, high = (int(limits.min), int(limits.max) + 1) if dist == "raw" else (0, 2)
        low = int(option(arguments, "--low", str(low)), 0)
        high = int(option(arguments, "--high", str(high)), 0) + ("--closed" in arguments)
        width = -(-(high - low) // most)
        counts = np.bincount([(int(value) - low) // width for value in values])
        starts = list(range(low, high, width))
        counts = np.pad(counts, (0, len(starts) - len(counts)))
        shares = np.array([min(width, high - start) / (high - low) for start in starts])
    result = stats.chisquare(counts, shares * len(values))
    return result.statistic, len(counts), result.pvalue


@pytest.mark.numpy
@pytest.mark.parametrize("arguments", STATS)
def test_stats(command, tmp_path, arguments):
    stats = oracles.module("scipy.stats")
    path = tmp_path / "x.npy"
    said = command.run("fill", "--seed", 77, "--stats", "--out", path, *arguments.split()).stderr
    for threads in 2, 3:
        again = command.run("fill", "--seed", 77, "--stats", *arguments.split(), "--threads",
                            threads, "--format", "hex")
        assert again.stderr == said
    values = np.load(path)
    found, chi_square = statistics_of(said)
    assert int(found["count"]) == len(values)
    if len(values):
        real = float if values.dtype.kind == "f" else int
        assert values.dtype.type(real(found["min"])) == values.min()
        assert values.dtype.type(real(found["max"])) == values.max()
        first = real(values[0])
        wide = np.array([real(value) - first for value in values], np.longdouble)
        assert np.isclose(float(found["mean"]), first + float(wide.mean()), rtol=1e-11,
                          atol=1e-11 * float(wide.std()))
        assert np.isclose(float(found["deviation"]), float(wide.std()), rtol=1e-9, atol=0)
        assert ("skewness" in found) == ("excess kurtosis" in found) == bool(wide.std())
    if "skewness" in found:
        distances = (wide - wide.mean()).astype(float)
        for name, function in ("skewness", stats.skew), ("excess kurtosis", stats.kurtosis):
            assert np.isclose(float(found[name]), function(distances), rtol=1e-7, atol=1e-9)
    wanted = expected_chi_square(arguments, values)
    assert (chi_square is None) == (wanted is None)
    if wanted:
        assert chi_square[1] == wanted[1]
        assert np.allclose(chi_square, wanted, rtol=1e-5, atol=1e-12)


@pytest.mark.numpy
def test_chi_square_finds(command):
    """What is not uniform has no chance; p of many seeds is uniform itself."""
    stats = oracles.module("scipy.stats")
    p = []
    for seed in range(100):
        said = command.run("fill", "--seed", seed, "--stats", "--count", 20000, "--out",
                           "/dev/null").stderr
        p.append(statistics_of(said)[1][2])
    assert stats.kstest(p, "uniform").pvalue > 1e-4


def test_both_lines(command):
    text = command.run("fill", "--seed", 1, "--count", 1000, "--stats", "--digest", "--out",
                       "/dev/null").stderr.decode().splitlines()
    assert [line.split()[1] for line in text] == ["1000", "chi-square", "XXH3-128"]


def test_nothing_is_said_of_what_failed(command):
    one_line(command.run("fill", "--seed", 1, "--count", 1000, "--digest", "--out", "/dev/full",
                         code=1), "/dev/full")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = command.run("fill", "--seed", 1, "--count", 1000, "--digest", stdout=writing)
    finally:
        os.close(writing)
    assert done.stderr == b""


@pytest.mark.parametrize("name", ["--digest", "--stats"])
def test_usage(command, tmp_path, name):
    one_line(command.run("fill", "--count", "inf", name, code=2), name, "inf")
    one_line(command.run("fill", "--count", 8, name, "--chunks", 2, "--out", tmp_path / "a.zarr",
                         code=2), name, "Zarr")
    one_line(command.run("fill", "--count", 8, f"{name}=1", code=2), name, "no argument")
    assert os.listdir(tmp_path) == []
