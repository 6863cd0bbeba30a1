# SPDX-License-Identifier: MIT
"""What `isorand fill` says of its output: the digest, by libxxhash."""
import os
import re

import pytest

import hashes
from command import one_line

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


@pytest.mark.parametrize("option", ["--digest"])
def test_usage(command, tmp_path, option):
    one_line(command.run("fill", "--count", "inf", option, code=2), option, "inf")
    one_line(command.run("fill", "--count", 8, option, "--chunks", 2, "--out", tmp_path / "a.zarr",
                         code=2), option, "Zarr")
    one_line(command.run("fill", "--count", 8, f"{option}=1", code=2), option, "no argument")
    assert os.listdir(tmp_path) == []
