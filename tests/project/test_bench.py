# SPDX-License-Identifier: MIT
"""isorand-bench: its file says what it measured and that the bits are right, and tools/report reads it."""
import hashlib
import json
import os
import subprocess
import sys

import pytest

import oracles
from build import ROOT, built
from programs import run

ROWS = "^pcg64/(scalar|avx2)/u64/64B$|^memset/libc/bytes/16KiB$|^std/mt19937_64/f64/16KiB$|/neon/u64/64B$"


@pytest.fixture(scope="module")
def program(pytestconfig):
    return built(pytestconfig, "isorand-bench")


@pytest.fixture(scope="module")
def results(program, tmp_path_factory):
    """The file of a short run, and its path.  Its environment has no PATH: it needs no other program."""
    folder = tmp_path_factory.mktemp("bench")
    done = subprocess.run([program, "--filter", ROWS, "--out", "few.json", "--benchmark_min_time=0.001"],
                          cwd=folder, env={}, capture_output=True, text=True, check=True, timeout=200)
    assert "all values equal: " in done.stderr and "wrote few.json" in done.stderr
    text = (folder / "few.json").read_text(encoding="utf-8")
    assert os.uname().nodename not in text.split('"benchmarks"')[0].split() and "host_name" not in text
    return folder / "few.json", json.loads(text)


def test_rows_have_seven_rounds(program, results):
    rounds = {}
    for entry in results[1]["benchmarks"]:
        assert entry["run_type"] == "iteration"
        if not entry.get("error_occurred"):
            rounds.setdefault(entry["name"], []).append(entry["bytes_per_second"])
    assert {"pcg64/scalar/u64/64B", "memset/libc/bytes/16KiB", "std/mt19937_64/f64/16KiB"} <= set(rounds)
    assert {len(rates) for rates in rounds.values()} == {7}
    assert min(min(rates) for rates in rounds.values()) > 0
    assert list(rounds) == [row for row in run(program, "--filter", ROWS, "--list").split() if row in rounds]


def test_the_digest_is_that_of_the_command(results, pytestconfig):
    command = built(pytestconfig, "isorand")
    manifest = run(command, "verify", "--write-manifest", "-", "--size", "64Ki")
    context = results[1]["context"]
    assert context["verify_digest"] == "sha256:" + hashlib.sha256(manifest.encode()).hexdigest()
    assert context["verify"] == "equal"
    assert run(command, "verify").splitlines()[-1] == context["verify_verdict"]


def test_the_report_reads_it(results, tmp_path):
    for name in "node", "npm":
        oracles.program(name)
    run(ROOT / "tools/report", results[0], "-o", tmp_path / "page.html")
    assert "sha256:" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_merging_keeps_the_verdict(results, tmp_path):
    """tools/bench merges such files."""
    run(sys.executable, ROOT / "bench/merge.py", "--out", tmp_path / "all.json", results[0], results[0])
    data = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert data["context"]["verify"] == "equal"
    rows = {entry["name"]: entry for entry in data["benchmarks"] if "rounds" in entry}
    assert len(rows["std/mt19937_64/f64/16KiB"]["rounds"]) == 14


@pytest.mark.parametrize("mode, rows", [
    ("--quick", ["sfc64/scalar/u64/64MiB", "pcg64/avx2/normal-f64/16KiB", "memset/libc/bytes/64B"]),
    ("--full", ["sfc64/scalar/f32/64B", "pcg64/avx2/normal-f64/1MiB", "std/mt19937/u32/16KiB"])])
def test_modes_have_rows(program, mode, rows):
    assert set(rows) <= set(run(program, mode, "--list").split())


@pytest.mark.parametrize("words, code", [
    (["--quickly"], 2), (["--filter"], 2), (["--benchmark_none"], 2),
    (["--no-verify", "--filter", "^nothing$", "--out", "x.json"], 2),
    (["--no-verify", "--out", "none/x.json"], 1)])
def test_wrong_usage(program, words, code, tmp_path):
    done = subprocess.run([program, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code and done.stderr
