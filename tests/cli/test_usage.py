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
    (["--legacy", "--dist", "bogus"], "--dist 'bogus'", "--legacy", "uniform"),
    (["--legacy=1"], "--legacy", "no argument"),
    (["--jump", "-1"], "--jump '-1'", "whole number"),
    (["--jump", "18446744073709551616"], "--jump '18446744073709551616'", "2^64"),
    (["--engine", "sfc64", "--jump", "1"], "--jump", "'1'", "sfc64", "pcg64"),
    (["--skip", "1.5"], "--skip '1.5'", "whole number"),
    (["--skip", "inf"], "--skip 'inf'", "whole number"),
    (["--dist", "norma"], "--dist 'norma'", "raw", "uniform"),
    (["--type", "f16"], "--type 'f16'", "f32", "f64", "u8"),
    (["--type", "f64", "--dist", "raw"], "--type 'f64'", "--dist raw", "u32", "u64"),
    (["--type", "u8", "--dist", "uniform"], "--type 'u8'", "--dist uniform", "f32", "f64"),
    (["--type", "u16"], "--type 'u16'", "--dist raw", "u32"),
    (["--count", "-1"], "--count '-1'", "inf"),
    (["--count", "1e"], "--count '1e'", "1e6"),
    (["--count", "1.2.3"], "--count '1.2.3'", "1e6"),
    (["--count", "1.5"], "--count '1.5'", "whole number"),
    (["--count", "0.0005Ki"], "--count '0.0005Ki'", "whole number"),
    (["--count", "12kB"], "--count '12kB'", "Ki"),
    (["--count", "1e6k"], "--count '1e6k'", "1e6"),
    (["--count", "0x"], "--count '0x'", "0xff"),
    (["--count", "0xfg"], "--count '0xfg'", "0xff"),
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
    (["--bogus"], "unknown option '--bogus'", "--engine", "--help"),
    (["--bogus=3"], "unknown option '--bogus=3'", "--engine"),
    (["--spawn", "3"], "unknown option '--spawn'", "--spawn-key"),  # no abbreviations
    (["--se", "3"], "unknown option '--se'", "--seed"),
    (["-x"], "unknown option '-x'", "--seed"),
    (["extra"], "operand 'extra'", "options"),
    (["--", "extra"], "operand 'extra'", "options"),
    (["-"], "operand '-'", "options"),
] + [([option], option, "needs an argument")
     for option in ("--engine", "--seed", "--spawn-key", "--jump", "--skip", "--dist", "--type",
                    "--count", "--backend", "--out", "--format")]


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
    ([], "command", "fill", "info", "seed", "--help"),
    (["fil"], "command 'fil'", "fill", "info", "seed"),
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
    ["info", "--help"], ["seed", "--help"]], ids=" ".join)
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


def test_version(command):
    info = json.loads(command.run("info", "--json").stdout)
    assert command.run("--version").stdout.decode().split() == ["isorand", info["version"]]
