# SPDX-License-Identifier: MIT
"""The streams and the logs of tools/statistics; the batteries that it runs are not part of this."""
import json
import subprocess
import sys

import pytest

import oracles
from build import ROOT

np = oracles.module("numpy")
import batteries  # noqa: E402
import isorand_ctypes  # noqa: E402
import page  # noqa: E402
import records  # noqa: E402

def stream(build_folder, name, nbytes):
    done = subprocess.run([build_folder / "tests/statistics_words", name, str(nbytes)], check=True,
                          capture_output=True)
    return done.stdout


@pytest.mark.numpy
def test_streams(build_folder, command):
    """What the batteries are given is what the page says: by NumPy."""
    one = command.fill("--seed", "42", "--dist", "raw", "--type", "u64", "--count", "5000", "--format",
                       "raw")
    assert stream(build_folder, "one/pcg64", 40000) == one
    seeds = [np.random.PCG64(seed).random_raw(8) for seed in range(1030)]
    assert stream(build_folder, "seeds/pcg64", 1030 * 64) == np.concatenate(seeds).tobytes()
    jumped, bits = [], np.random.PCG64(42)
    for _ in range(1024):
        jumped.append(bits.jumped(0).random_raw(70))
        bits = bits.jumped()
    assert stream(build_folder, "jumped/pcg64", 1024 * 70 * 8) == np.array(jumped).T.tobytes()
    children = [np.random.SFC64(child).random_raw(3) for child in np.random.SeedSequence(42).spawn(8192)]
    assert stream(build_folder, "children/sfc64", 8192 * 24) == np.array(children).T.tobytes()


def test_every_stream(build_folder, library_path):
    """Each engine has its streams, and each control writes what is asked for."""
    listed = subprocess.run([build_folder / "tests/statistics_words"], check=True,
                            capture_output=True, text=True).stdout
    names = [line.split("\t")[0] for line in listed.splitlines()]
    engines = [name[4:] for name in names if name.startswith("one/")]
    assert engines == list(isorand_ctypes.load(str(library_path)).engines)
    for kind in ("children", "seeds"):
        assert [name.split("/")[1] for name in names if name.startswith(kind)] == engines
    for name in names:
        if "/" not in name:
            data = np.frombuffer(stream(build_folder, name, 100_000), np.uint8)
            assert data.size == 100_000 and len(np.unique(data)) > 100, name
        assert batteries.BATTERIES["practrand"].size(name) >= 2**30, name


# ---- logs ----

HEAD = "RNG_test using PractRand version 0.95\nrng=RNG_stdin64, seed=unknown\n"
CLEAN = "length= 1 gibibyte (2^30 bytes), time= 6.6 seconds\n  no anomalies in 291 test result(s)\n\n"
ODD = """length= 2 gibibytes (2^31 bytes), time= 13.1 seconds
  Test Name                         Raw       Processed     Evaluation
  [Low8/64]BCFN(2+2,13-1,T)         R=  +9.1  p =  1.6e-4   unusual          
  Gap-16:A                          R=  -4.9  p =1-3.2e-5   mildly suspicious
  ...and 304 test result(s) without anomalies

"""
BAD = """length= 1 mebibyte (2^20 bytes), time= 0.1 seconds
  Test Name                         Raw       Processed     Evaluation
  BCFN(2+0,13-7,T)                  R=+35715  p = 0           FAIL !!!!!!!!  
  BCFN(2+2,13-8,T)                  R= +27.6  p =  6.1e-8   very suspicious  
  FPF-14+6/16:(5,14-8)              R= +2361  p =  1e-1698    FAIL !!!!!!!!  

"""
WORSE = ODD.replace("mildly suspicious", "very suspicious  ")


def test_practrand_logs():
    clean = batteries.practrand(HEAD + CLEAN)
    assert clean == {"bytes": 2**30, "reports": 1, "results": 291, "flagged": [], "verdict": "passes"}
    odd = batteries.practrand(HEAD + CLEAN + ODD)
    assert (odd["bytes"], odd["reports"], odd["results"], odd["verdict"]) == (2**31, 2, 597, "passes")
    assert odd["flagged"] == [
        {"bytes": 2**31, "test": "[Low8/64]BCFN(2+2,13-1,T)", "p": "1.6e-4", "evaluation": "unusual"},
        {"bytes": 2**31, "test": "Gap-16:A", "p": "1-3.2e-5", "evaluation": "mildly suspicious"}]
    bad = batteries.practrand(HEAD + BAD)
    assert (bad["verdict"], bad["results"], bad["flagged"][0]["p"]) == ("fails", 3, "0")
    assert batteries.practrand(HEAD + WORSE)["verdict"] == "again"  # at the last size
    assert batteries.practrand(HEAD + WORSE + CLEAN)["verdict"] == "passes"
    for text in ("", HEAD, HEAD + CLEAN.replace("no anomalies", "none").replace("result(s)", "x"),
                 HEAD + BAD.replace("very suspicious  ", "who knows        ")):
        with pytest.raises(ValueError):
            batteries.practrand(text)


def test_other_logs():
    hwd = "processed 1e+11 bytes in 99 seconds\n\nfinal\np = %s\n"
    for p, verdict in (("0.6", "passes"), ("5e-05", "again"), ("1e-100", "fails")):
        assert batteries.hwd(hwd % p) == {"bytes": 10**11, "results": 1, "p": [float(p)], "verdict": verdict,
                                          "flagged": [{"test": "hwd", "p": p}] * (verdict != "passes")}
    text = "p-value 0.31 BirthdaySpacings\np-value %s LinearComp, r = 0\n"
    assert batteries.testu01(text % "0.5")["verdict"] == "passes"
    said = batteries.testu01(text % "1")
    assert said["verdict"] == "fails" and said["flagged"] == [{"test": "LinearComp, r = 0", "p": "1"}]
    for parse in (batteries.hwd, batteries.testu01):
        with pytest.raises(ValueError):
            parse("no such thing\n")


@pytest.fixture
def tool(build_folder, tmp_path):
    """tools/statistics without what it builds, beside the results."""
    def run(*arguments):
        return subprocess.run(
            [sys.executable, ROOT / "tests/statistics/run.py", "--build", tmp_path / "build",
             "--evidence", tmp_path / "evidence", *map(str, arguments)], capture_output=True, text=True,
            check=False)

    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "tests").symlink_to(build_folder / "tests")
    for name in ("isorand", "libisorand.so"):
        (tmp_path / "build" / name).symlink_to(build_folder / name)
    return run


def fake(path, text, status=0):
    """A battery that reads something and says the text."""
    path.write_text(f"#!/bin/sh\nhead -c 1000000 >/dev/null\ncat <<'END'\n{text}END\nexit {status}\n")
    path.chmod(0o755)
    return path


def test_tool(tool, tmp_path):
    """Runs what is missing, keeps what it says, and puts it on the page."""
    practrand = fake(tmp_path / "RNG_test", HEAD + CLEAN + ODD)
    done = tool("--practrand", practrand, "--only", "*/pcg64")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 4
    done = tool("--practrand", fake(practrand, HEAD + BAD), "--only", "*/pcg64")
    assert (done.returncode, done.stdout) == (0, "")  # all had been run
    assert tool("--practrand", practrand, "--only", "randu").returncode == 0
    hwd = fake(tmp_path / "hwd64", "processed 3e+10 bytes\nfinal\np = 0.25\n")
    assert tool("--hwd", hwd, "--only", "one/sfc64", "--battery", "hwd").returncode == 0
    data = json.loads((tmp_path / "evidence/statistics.json").read_text())
    assert [run["stream"] for run in data["runs"]] == [
        "one/pcg64", "children/pcg64", "jumped/pcg64", "seeds/pcg64", "randu", "one/sfc64"]
    assert data["runs"][0]["command"] == (
        "isorand fill --engine pcg64 --seed 42 --dist raw --type u64 --count inf --format raw --out - | "
        "RNG_test stdin64 -tlmin 1GB -tlmax 64GB")
    figures = data["figures"]
    assert figures["statistics.results"] == 4 * 597 + 1 and figures["statistics.flagged"] == 8
    assert figures["statistics.practrand_bytes"] == 4 * 2**31
    assert (figures["statistics.controls"], figures["statistics.controls_failed"]) == (1, 1)
    text = page.streams(data)
    assert "| pcg64 | 2 GiB, 597 results | 2 (0.2) | - | - |" in text
    assert "| RANDU, the upper 16 bits of each value | **fails** at 1 MiB | - | - | - |" in text
    assert "| sfc64 | - | - | - | 0.25 at 30 GB |" in text
    assert "| `one/pcg64` | practrand | `Gap-16:A` | 2 GiB | 1-3.2e-5 |" in page.flagged(data)
    assert "| unusual or worse | 8 | 0.8 |" in page.levels(data)


def test_tool_looks_again(tool, tmp_path):
    """With another seed, and ten times as much."""
    hwd = tmp_path / "hwd64"
    for second, verdict in (("0.3", "passes"), ("1e-05", "passes"), ("1e-07", "fails")):
        hwd.write_text("#!/bin/sh\nhead -c 1000 >/dev/null\n"
                       "[ $1 = 300000000000 ] && p=" + second + " || p=5e-05\n"
                       "printf 'processed 1e+10 bytes\\nfinal\\np = %s\\n' $p\n")
        hwd.chmod(0o755)
        done = tool("--hwd", hwd, "--battery", "hwd", "--only", "one/sfc64")
        assert (done.returncode, done.stderr) == (0, "")
        row, = json.loads((tmp_path / "evidence/statistics.json").read_text())["runs"]
        assert row["p"] == [5e-05] and row["verdict"] == verdict
        assert row["again"]["p"] == [float(second)] and "--seed 43 " in row["again"]["command"]
        (tmp_path / "build/logs/one-sfc64.hwd.again.log").unlink()


def test_tool_distributions(tool, tmp_path):
    done = tool("--distributions", "1e5", "--only", "poisson", "--avalanche", "100")
    assert (done.returncode, done.stderr) == (0, "")
    data = json.loads((tmp_path / "evidence/distributions.json").read_text())
    assert [(row["params"], row["draws"], row["verdict"]) for row in data["rows"]] == [
        ([3.5], 50000, "passes"), ([60], 50000, "passes")]
    assert data["figures"]["distributions.draws"] == 100000
    assert "| `poisson` | i64 | 2 | 0.0001 |" in page.distributions(data)
    done = tool("--distributions", "1e7", "--only", "normal")
    assert (done.returncode, done.stderr) == (0, "")
    data = json.loads((tmp_path / "evidence/distributions.json").read_text())
    assert [row.get("fault") for row in data["rows"]] == [None] * 4 + ["1.002 times too large"] * 2
    assert "| `normal`, 1.002 times too large | f64 f32 | 1 | 0.002 |" in page.distributions(data)
    other = json.loads((tmp_path / "evidence/statistics.json").read_text())
    assert other["figures"]["avalanche.philox4x64.worst_z"] > 2
    assert "| philox4x32 | 24576 |" in page.avalanche(other)


@pytest.mark.parametrize("arguments, message", [
    ([], "nothing to run; tools/statistics --help says what there is"),
    (["--practrand", "/nowhere"], "--practrand: /nowhere is no program"),
    (["--testu01", "/nowhere"], "--testu01: cannot compile with the TestU01 of /nowhere"),
    (["--distributions", "10", "--only", "x"], "no distribution is named x"),
    (["--hwd", "/bin/true", "--only", "x"], "there is no such stream for such a battery: --list"),
    (["--hwd", "/bin/true", "--only", "one/sfc64"], "no p-value in hwd's output"),
    (["--hwd", "/bin/false", "--only", "one/sfc64"], "exit status 1"),
])
def test_tool_refuses(tool, arguments, message):
    done = tool(*arguments)
    assert done.returncode == 1 and done.stderr.startswith("tools/statistics: ")
    assert done.stderr.endswith(message + "\n") and done.stderr.count("\n") == 1


def test_page():
    """docs/statistics.md is what docs/evidence makes of it, and nothing there has failed."""
    text = page.FILE.read_text(encoding="utf-8")
    assert page.fill(text) == text, "tools/statistics --page writes it"
    for name in records.ROWS:
        data = records.load(name)
        assert data["figures"] == records.FIGURES[name](data), name
        assert [value for key, value in data["figures"].items() if key.endswith(".failed")] == [0]
