# SPDX-License-Identifier: MIT
"""tools/portable and isorand-bench: the programs need nothing but themselves, the file says what was
measured and that the bits are right, and tools/report reads it."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

import oracles
from build import ROOT
from command import ENVIRONMENT
from documents import Reader
from evidence import count
from programs import run

ROWS = "^pcg64/(scalar|avx2|neon)/u64/64B$|^memset/libc/bytes/16KiB$|^std/mt19937_64/f64/16KiB$"
ALWAYS = {"pcg64/scalar/u64/64B", "memset/libc/bytes/16KiB", "std/mt19937_64/f64/16KiB"}
SHORT = "--benchmark_min_time=0.001"


def packed(arch):
    """The folder that tools/portable packs."""
    for name in "apt-get", "dpkg", "cmake":
        oracles.program(name)
    done = subprocess.run([ROOT / "tools/portable", arch], stdout=subprocess.PIPE, text=True, check=True,
                          timeout=900)
    folder, archive = map(pathlib.Path, done.stdout.split())
    names = {file.name for file in (ROOT / folder).iterdir()}
    assert names == {"isorand", "isorand-bench", "manifest.txt", "LICENSE", "README"}
    assert len((ROOT / folder / "README").read_text(encoding="utf-8").splitlines()) == 3
    assert sorted(pathlib.PurePath(name).name for name in run(
        "tar", "-tzf", ROOT / archive).split()) == sorted([folder.name, *names])
    return ROOT / folder


@pytest.fixture(scope="module")
def folder():
    return packed(os.uname().machine)


@pytest.fixture(scope="module")
def program(folder):
    return folder / "isorand-bench"


def rounds_of(path):
    """{row: rates} and the context of a file of isorand-bench."""
    text = path.read_text(encoding="utf-8")
    assert "host_name" not in text and "executable" not in text
    data = json.loads(text)
    rounds = {}
    for entry in data["benchmarks"]:
        assert entry["run_type"] == "iteration"
        if not entry.get("error_occurred"):
            rounds.setdefault(entry["name"], []).append(entry["bytes_per_second"])
    return rounds, data["context"]


@pytest.fixture(scope="module")
def results(folder, tmp_path_factory):
    """The file of a short run, in a file system that has nothing but the folder."""
    root = tmp_path_factory.mktemp("root")
    if os.geteuid() != 0:
        oracles.missing("only root may call chroot")
    shutil.copytree(folder, root, dirs_exist_ok=True)
    done = subprocess.run(["chroot", root, "/isorand-bench", "--filter", ROWS, "--out", "few.json", SHORT],
                          capture_output=True, text=True, check=False, timeout=200)
    assert done.returncode == 0, done.stderr
    assert "all equal: " in done.stderr and "wrote few.json" in done.stderr
    assert "pcg64/scalar/u64/64B" in done.stdout
    return root / "few.json"


def test_rows_have_seven_rounds_in_order(program, results):
    rounds, context = rounds_of(results)
    assert ALWAYS <= set(rounds)
    assert {len(rates) for rates in rounds.values()} == {7}
    assert min(min(rates) for rates in rounds.values()) > 0
    assert list(rounds) == [row for row in run(program, "--filter", ROWS, "--list").split() if row in rounds]
    assert context["mode"] == "filter" and context["cpu"] != "unknown" and context["num_cpus"] >= 1


def test_the_digest_is_that_of_the_command(folder, results):
    manifest = run(folder / "isorand", "verify", "--write-manifest", "-", "--size", "64Ki")
    context = rounds_of(results)[1]
    assert context["verify_digest"] == "sha256:" + hashlib.sha256(manifest.encode()).hexdigest()
    assert context["verify"] == "equal"
    assert run(folder / "isorand", "verify").splitlines()[-1] == context["verify_verdict"]


def test_what_cannot_be_verified_is_no_success(program, tmp_path):
    done = subprocess.run([program, "--filter", "^memset/libc/bytes/16KiB$", "--out", "x.json", SHORT],
                          cwd=tmp_path, env={"ISORAND_BACKEND": "nosuch"}, capture_output=True, text=True,
                          check=False, timeout=200)
    assert done.returncode == 1
    assert rounds_of(tmp_path / "x.json")[1]["verify"] == "different"


def test_the_report_reads_it(results, tmp_path):
    for name in "node", "npm":
        oracles.program(name)
    run(ROOT / "tools/report", results, "-o", tmp_path / "page.html")
    assert "sha256:" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_merging_keeps_the_verdict(results, tmp_path):
    """tools/bench merges such files."""
    run(sys.executable, ROOT / "bench/merge.py", "--out", tmp_path / "all.json", results, results)
    data = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert data["context"]["verify"] == "equal"
    rows = {entry["name"]: entry for entry in data["benchmarks"] if "rounds" in entry}
    assert len(rows["std/mt19937_64/f64/16KiB"]["rounds"]) == 14


@pytest.mark.parametrize("mode, rows", [
    ("--quick", ["sfc64/scalar/u64/64MiB", "pcg64/scalar/normal-f64/16KiB", "memset/libc/bytes/64B"]),
    ("--full", ["sfc64/scalar/f32/64B", "pcg64/scalar/normal-f64/1MiB", "std/mt19937/u32/16KiB"])])
def test_modes_have_rows(program, mode, rows):
    assert set(rows) <= set(run(program, mode, "--list").split())


def test_rows_of_workers(program, tmp_path):
    """--threads T has rows of its own, Google Benchmark's options, and no file."""
    done = run(program, "--threads", "3", "--benchmark_filter=^pcg64/.*/normal-f64/16MiB/",
               "--benchmark_list_tests", cwd=tmp_path)
    assert [row.split("/")[4] for row in done.split()] == ["serial", "1-worker", "3-workers"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words, code", [
    (["--quickly"], 2), (["--filter"], 2), (["--threads", "x"], 2), (["--threads", "0"], 2), (["--benchmark_none"], 2),
    (["--no-verify", "--filter", "^nothing$", "--out", "x.json"], 2),
    (["--no-verify", "--out", "none/x.json"], 1)])
def test_wrong_usage(program, words, code, tmp_path):
    done = subprocess.run([program, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code and done.stderr


def test_tutorial(tmp_path):
    """docs/tutorials/compare-cpus.md as it is written, with few rows and short rounds."""
    if os.uname().machine != "x86_64":
        pytest.skip("the tutorial is for x86-64")
    for name in "node", "npm", "apt-get":
        oracles.program(name)
    (tmp_path / "tools").mkdir()
    for name in "portable", "report":
        tool = tmp_path / "tools" / name
        tool.write_text(f"#!/bin/sh\nexec '{ROOT}/tools/{name}' \"$@\"\n", encoding="utf-8")
        tool.chmod(0o755)
    (tmp_path / "build").symlink_to(ROOT / "build")

    def edit(command):
        short = command.replace("--quick", f"--filter '{ROWS}' {SHORT}")
        # What is slower in so short a run is chance.
        return re.sub(r"^(tools/report --compare .*) && .*", r"\1 || test $? = 1", short)
    text = (ROOT / "docs/tutorials/compare-cpus.md").read_text(encoding="utf-8")
    reader = Reader(tmp_path, ENVIRONMENT, edit).read(text)
    assert reader.ran >= 8 and reader.compared >= 5
    count("tutorials.commands", reader.ran)
    assert "sha256:" in (tmp_path / "report.html").read_text(encoding="utf-8")


if os.environ.get("ISORAND_TEST_FULL") == "1":

    def test_aarch64_under_emulation(results, tmp_path):
        """Other CPUs give the same digest; the report marks what was emulated."""
        for name in "node", "npm":
            oracles.program(name)
        emulator = oracles.program("qemu-aarch64-static")
        done = subprocess.run([emulator, packed("aarch64") / "isorand-bench", "--filter", ROWS, SHORT],
                              cwd=tmp_path, env={}, capture_output=True, text=True, check=False,
                              timeout=300)
        assert done.returncode == 0, done.stderr
        rounds, context = rounds_of(tmp_path / "isorand-bench.json")
        assert ALWAYS | {"pcg64/neon/u64/64B"} <= set(rounds)
        assert context["emulator"].startswith("qemu")
        assert context["verify_digest"] == rounds_of(results)[1]["verify_digest"]
        run(ROOT / "tools/report", tmp_path / "isorand-bench.json", "-o", tmp_path / "page.html")
        assert "emulated by qemu" in (tmp_path / "page.html").read_text(encoding="utf-8")
