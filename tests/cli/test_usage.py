# SPDX-License-Identifier: MIT
"""Wrong usage, each refused in one line, and help."""
import json
import os

import pytest

from command import one_line

# Arguments after "fill --out FILE" (a later --out wins) and what the message must contain.
BAD_FILLS = [
    (["--engine", "mt"], "--engine 'mt'", "pcg64dxsm", "philox", "mt19937"),
    (["--seed", "-1"], "--seed '-1'", "decimal or 0x"),
    (["--seed", "12x"], "--seed '12x'", "decimal"),
    (["--seed", ""], "--seed ''", "decimal"),
    (["--seed", ","], "--seed ','", "decimal"),
    (["--seed", "1,,2"], "--seed '1,,2'", "decimal"),
    (["--seed", " 1"], "--seed ' 1'", "decimal"),
    (["--seed", "1\n2"], "--seed '1\\x0a2'", "decimal"),
    (["--seed", "9" * 5000 + "z"], "--seed '999", "...'", "decimal"),
    (["--spawn-key", "1;2"], "--spawn-key '1;2'", "decimal"),
    (["--spawn-key", "-3"], "--spawn-key '-3'", "decimal"),
    (["--legacy", "--engine", "pcg64"], "--engine 'pcg64'", "--legacy", "mt19937"),
    (["--legacy", "--seed", "4294967296"], "--seed '4294967296'", "2^32"),
    (["--legacy", "--seed", "1,4294967296"], "--seed '1,4294967296'", "2^32"),
    (["--legacy", "--spawn-key", "1"], "--spawn-key '1'", "--legacy"),
    (["--legacy", "--dist", "unifrom"], "--dist 'unifrom'", "--legacy", "did you mean uniform?"),
    (["--dist", "bogus"], "--dist 'bogus'", "no such name", "--help"),
    (["--legacy=1"], "--legacy", "no argument"),
    (["--jump", "-1"], "--jump '-1'", "whole number"),
    (["--jump", "18446744073709551616"], "--jump '18446744073709551616'", "2^64"),
    (["--engine", "sfc64", "--jump", "1"], "--jump", "'1'", "sfc64", "pcg64"),
    (["--skip", "1.5"], "--skip '1.5'", "whole number"),
    (["--skip", "inf"], "--skip 'inf'", "whole number"),
    (["--dist", "norma"], "--dist 'norma'", "did you mean normal?", "--help"),
    (["--type", "f16"], "--type 'f16'", "f32", "f64", "u8"),
    (["--type", "f64", "--dist", "raw"], "--type 'f64'", "--dist raw", "u32", "u64"),
    (["--type", "u8", "--dist", "uniform"], "--type 'u8'", "--dist uniform", "f32", "f64"),
    (["--type", "u16"], "--type 'u16'", "--dist raw", "u32"),
    (["--type", "i64"], "--type i64 needs --dist", "poisson"),
    (["--engine", "PCG63"], "did you mean pcg64?"),
    (["--engine", "sfc64", "--type", "f65"], "did you mean f64?"),
    (["--numpy", "1.21"], "--numpy '1.21'", "expected one of 1.24, 1.25, 1.26", "2.5"),
    (["--numpy", "3"], "--numpy '3'"),
    (["--dist", "normal", "--scale", "-1"], "--dist normal --scale '-1'", "expected x >= 0"),
    (["--dist", "normal", "--scale", "wide"], "--scale 'wide'", "a real number"),
    (["--dist", "normal", "--lam", "3"], "--lam with --dist normal", "--loc", "--scale"),
    (["--dist", "uniform", "--low", "5"], "low <= high", "--low 5 --high 1"),
    (["--dist", "uniform", "--type", "f32", "--low", "0.5"], "--low", "--type f32 '0.5'"),
    (["--dist", "triangular", "--left", "3"], "left <= mode <= right", "--left 3"),
    (["--dist", "hypergeometric", "--nsample", "9"], "nsample <= ngood + nbad", "--nsample 9"),
    (["--dist", "hypergeometric", "--ngood", "1e9"], "--ngood '1e9'", "ngood, nbad < 10^9"),
    (["--dist", "negative_binomial", "--p", "1e-30"], "a mean that poisson takes"),
    (["--dist", "binomial", "--trials", "1.5"], "--trials '1.5'", "a whole number"),
    (["--dist", "integers", "--low", "5"], "--low '5'", "--high, which is 2 by default"),
    (["--dist", "integers", "--low", "5", "--high", "5"], "--low '5'", "less than --high"),
    (["--dist", "integers", "--low", "5", "--high", "4", "--closed"], "--low '5'", "or equal"),
    (["--dist", "integers", "--type", "u64", "--low", "5", "--high", "0"], "--low '5'"),
    (["--dist", "integers", "--type", "u64", "--low", "-1"], "--low", "'-1'", "from 0 to"),
    (["--dist", "integers", "--type", "u64", "--high", "18446744073709551617"],
     "from 0 to 2^64"),
    (["--dist", "integers", "--type", "u64", "--high", "18446744073709551616", "--closed"],
     "from 0 to 18446744073709551615"),
    (["--dist", "integers", "--high", "9223372036854775809"], "to 9223372036854775808"),
    (["--dist", "integers", "--low", "-9223372036854775809"], "from -9223372036854775808"),
    (["--dist", "integers", "--type", "u8", "--high", "257"], "--high", "from 0 to 256"),
    (["--dist", "integers", "--type", "i8", "--low", "-129"], "--low", "from -128 to 127"),
    (["--dist", "integers", "--type", "bool", "--high", "3"], "--high", "from 0 to 2"),
    (["--count", "-1"], "--count '-1'", "inf"),
    (["--count", "1e"], "--count '1e'", "1e6"),
    (["--count", "1.2.3"], "--count '1.2.3'", "1e6"),
    (["--count", "1.5"], "--count '1.5'", "whole number"),
    (["--count", "0.0005Ki"], "--count '0.0005Ki'", "whole number"),
    (["--count", "12kB"], "--count '12kB'", "Ki"),
    (["--count", "1e6k"], "--count '1e6k'", "1e6"),
    (["--count", "0x"], "--count '0x'", "0xff"),
    (["--count", "0xfg"], "--count '0xfg'", "0xff"),
    (["--count", "0x0x10"], "--count '0x0x10'", "0xff"),
    (["--count", ""], "--count ''", "1e6"),
    (["--count", "."], "--count '.'", "1e6"),
    (["--count", "1."], "--count '1.'", "1e6"),
    (["--count", "1e20"], "--count '1e20'", "2^64"),
    (["--count", "18446744073709551616"], "--count '18446744073709551616'", "2^64"),
    (["--count", "16777216Ti", "--type", "u8"], "--count '16777216Ti'", "2^64"),
    (["--count", "1e19"], "--count '1e19'", "2^64"),
    (["--count", "infinite"], "--count 'infinite'", "inf"),
    (["--count", "inf"], "--count 'inf'", "pipe"),
    (["--count", "inf", "--format", "npy"], "--count 'inf'", "npy"),
    (["--backend", "sse9"], "--backend 'sse9'", "scalar", "auto"),
    (["--format", "csv"], "--format 'csv'", "npy", "raw", "text", "hex"),
    (["--bogus"], "unknown option '--bogus'", "no such name", "--help"),
    (["--sede=3"], "unknown option '--sede'", "did you mean --seed?"),
    (["--spawn", "3"], "unknown option '--spawn'", "--spawn-key"),  # no abbreviations
    (["--se", "3"], "unknown option '--se'", "--seed"),
    (["-x"], "unknown option '-x'", "--help"),
    (["extra"], "operand 'extra'", "options"),
    (["--", "extra"], "operand 'extra'", "options"),
    (["-"], "operand '-'", "options"),
] + [([option], option, "needs an argument")
     for option in ("--engine", "--seed", "--spawn-key", "--jump", "--skip", "--first", "--index",
                    "--chunks", "--part", "--threads", "--dist", "--type", "--count",
                    "--backend", "--out", "--format")]


def argument_ids(row):
    return " ".join(row[0])[:40]


@pytest.mark.parametrize("row", BAD_FILLS, ids=argument_ids)
def test_fill(command, tmp_path, row):
    arguments, *parts = row
    one_line(command.run("fill", "--count", "5", "--out", tmp_path / "x", *arguments, code=2),
             *parts)
    assert os.listdir(tmp_path) == []


def test_fill_needs_a_count(command, tmp_path):
    one_line(command.run("fill", "--out", tmp_path / "x", code=2), "--count", "required")
    assert os.listdir(tmp_path) == []


BAD_COMMANDS = [
    (["fil"], "command 'fil'", "did you mean fill?"),
    (["help", "sed"], "command 'sed'", "did you mean seed?"),
    (["--bogus"], "'--bogus'", "fill"),
    (["info", "--jso"], "unknown option '--jso'", "--json"),
    (["info", "x"], "operand 'x'"),
    (["info", "--json=1"], "--json", "no argument"),
    (["seed", "--seed", "x"], "--seed 'x'", "decimal"),
    (["seed", "--seed"], "--seed", "needs an argument"),
    (["seed", "--spawn-key", "x"], "--spawn-key 'x'", "decimal"),
    (["seed", "--spawn", "-1"], "--spawn '-1'", "whole number"),
    (["seed", "--spawn", "1e9"], "--spawn '1e9'", "at most"),
    (["seed", "--words", "x"], "--words 'x'", "whole number"),
    (["seed", "--words", "1e9"], "--words '1e9'", "at most"),
    (["seed", "--pool-size", "3"], "--pool-size '3'", "4 to 32"),
    (["seed", "--pool-size", "33"], "--pool-size '33'", "4 to 32"),
    (["seed", "--pool-size", "x"], "--pool-size 'x'", "whole number"),
    (["seed", "1"], "operand '1'"),
]


@pytest.mark.parametrize("row", BAD_COMMANDS, ids=argument_ids)
def test_commands(command, row):
    arguments, *parts = row
    one_line(command.run(*arguments, code=2), *parts)


@pytest.mark.parametrize("arguments", [
    ["--help"], ["-h"], ["fill", "--help"], ["fill", "-h"], ["fill", "--seed", "1", "--help"],
    ["info", "--help"], ["seed", "--help"], [], ["help"], ["help", "fill"], ["help", "verify"],
    ["help", "seed"]], ids=" ".join)
def test_help(command, arguments):
    result = command.run(*arguments)
    assert result.stderr == b""
    assert b"Usage: isorand" in result.stdout
    assert max(map(len, result.stdout.decode().splitlines())) <= 120


def test_help_of_fill_names_all(command):
    info = json.loads(command.run("info", "--json").stdout)
    text = command.run("fill", "--help").stdout.decode()
    for name in [row["name"] for part in ("engines", "distributions") for row in info[part]]:
        assert f"  {name} " in text


def test_help_of_fill_shows_ranges(command):
    lines = command.run("help", "fill").stdout.decode().splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("  poisson "))
    assert "types i64" in lines[at + 1]
    assert lines[at + 2].split("--lam 1")[1] == "  (0 <= x <= 9.223372006484771e18)"
    at = next(i for i, line in enumerate(lines) if line.startswith("  uniform "))
    assert lines[at + 1].endswith("types f32 (without options) f64")
    assert lines[at + 4].strip() == "low <= high, and high - low finite"


def test_version(command):
    info = json.loads(command.run("info", "--json").stdout)
    for spelling in "--version", "-V", "version":
        assert command.run(spelling).stdout.decode().split() == ["isorand", info["version"]]
