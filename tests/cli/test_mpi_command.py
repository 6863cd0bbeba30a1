# SPDX-License-Identifier: MIT
"""isorand-mpi: the file of `isorand fill` by the ranks of MPI; what fails leaves none."""
import os
import re
import signal
import subprocess
import time

import pytest

from build import built
from mpi import Ranks

np = pytest.importorskip("numpy")


@pytest.fixture(scope="module")
def ranks(pytestconfig):
    """ranks(N, ARGUMENTS...) runs isorand-mpi."""
    if not built(pytestconfig).with_name("isorand-mpi").exists():
        pytest.skip("this build has no MPI")
    program = built(pytestconfig, "isorand-mpi")
    runner = Ranks(built(pytestconfig))

    def run(n, *arguments, **options):
        return runner.run(n, program, *arguments, **options)
    run.program = program
    run.start = lambda n, *arguments: runner.start(n, program, *arguments)
    return run


def names(folder):
    return sorted(os.listdir(folder))


@pytest.mark.numpy
@pytest.mark.parametrize("n, threads", [(1, 1), (2, 1), (3, 1), (4, 1), (2, 2)])
def test_numpy(ranks, tmp_path, n, threads):
    """More values than ranks and threads make at a time."""
    count = 5 << 20 if n < 3 else 7000001
    text, _ = ranks(n, "fill", "--seed", 42, "--dist", "normal", "--count", count,
                    "--threads", threads, "--out", tmp_path / "x.npy")
    assert text == []
    wanted = np.random.default_rng(42).standard_normal(count)
    same = np.array_equal(np.load(tmp_path / "x.npy"), wanted)
    assert same
    assert names(tmp_path) == ["x.npy"]


CASES = """
--dist uniform --type f32 --count 1000003
--dist raw --type u8 --count 1000003
--dist raw --engine mt19937 --count 100000
--dist integers --type u8 --high 100 --count 1000003
--dist integers --type i64 --high 1000 --count 100000 --spawn-key 3
--dist bool --type bool --count 100001
--dist gamma --shape 2.5 --count 300000 --engine philox4x64
--dist standard_cauchy --count 300000
--dist f --dfnum 5 --dfden 5 --count 100000 --engine sfc64
--dist poisson --lam 3 --type i64 --count 100000 --skip 7
--dist exponential --type f32 --count 0
--dist normal --count 1
--dist normal --count 3 --format raw
--legacy --dist normal --count 100001
--legacy --dist standard_t --df 3 --count 50000
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_same_file(command, ranks, tmp_path, case):
    arguments = f"--seed 123 {case}".replace("--dist bool --type bool", "--dist integers --type bool")
    arguments = arguments.split()
    command.run("fill", *arguments, "--out", tmp_path / "one.npy")
    text, _ = ranks(3, "fill", *arguments, "--out", tmp_path / "all.npy")
    assert text == []
    same = (tmp_path / "one.npy").read_bytes() == (tmp_path / "all.npy").read_bytes()
    assert same


def test_file_is_replaced(command, ranks, tmp_path):
    (tmp_path / "x").write_bytes(b"old" * 1000)
    (tmp_path / "x").chmod(0o640)
    (tmp_path / "link").symlink_to("x")
    ranks(2, "fill", "--seed", 1, "--count", 10, "--out", tmp_path / "link", "--format", "raw")
    assert (tmp_path / "link").is_symlink() and names(tmp_path) == ["link", "x"]
    assert (tmp_path / "x").read_bytes() == command.fill("--seed", 1, "--count", 10)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o640


def test_system_seed(command, ranks, tmp_path):
    """One seed for all, said once, and the line repeats the run."""
    text, _ = ranks(3, "fill", "--count", 10, "--out", tmp_path / "x")
    assert len(text) == 1
    seed = re.search(r"--seed (\S+)", text[0])[1]
    assert (tmp_path / "x").read_bytes() == command.fill("--seed", seed, "--count", 10)


@pytest.mark.parametrize("arguments, parts", [
    (["fill", "--dist", "nrmal", "--count", "10", "--out", "x"], ["--dist", "did you mean normal"]),
    (["fill", "--count", "10"], ["--out", "is required"]),
    (["fill", "--count", "10", "--out", "-"], ["--out '-'", "is required"]),
    (["fill", "--count", "10", "--out", "/dev/null"], ["/dev/null", "expected the name of a file"]),
    (["fill", "--count", "inf", "--out", "x"], ["--count 'inf'"]),
    (["fill", "--count", "10", "--out", "x.txt"], ["--format 'text'", "npy or raw"]),
    (["fill", "--count", "10", "--out", "x", "--first", "3"], ["--first '3'"]),
    (["fill", "--count", "10", "--out", "x", "--digest"], ["--digest: isorand-mpi"]),
    (["fill", "--count", "10", "--out", "x", "--threads", "0"], ["--threads '0'"]),
    (["fill", "--seed", "1", "--count", "10", "--out", "no/x"], ["no/x: No such file"]),
    (["fill", "--seed", "1", "--count", "1e18", "--type", "u8", "--dist", "integers", "--out", "x"],
     ["out of memory"]),
    (["verify"], ["command 'verify'"]),
], ids=lambda value: " ".join(value) if isinstance(value, list) else None)
def test_one_message(ranks, tmp_path, arguments, parts):
    text, out = ranks(3, *arguments, fails=True, cwd=tmp_path)
    assert len(text) == 1 and text[0].startswith("isorand: "), text
    for part in parts:
        assert part in text[0]
    assert out == b"" and names(tmp_path) == []


def test_help_and_version(ranks):
    for arguments in (["--help"], ["--version"], ["fill", "--help"], []):
        text, out = ranks(3, *arguments)
        assert text == [] and out.count(b"Usage") + out.count(b"isorand-mpi ") >= 1
        assert out.count(b"--format") <= 1


def test_full_disk(ranks, tmp_path):
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", place],
                                      capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small file system")
    try:
        (place / "x").write_bytes(b"precious")
        text, _ = ranks(3, "fill", "--seed", 1, "--count", "1e6", "--out", place / "x", fails=True)
        assert len(text) == 1 and "x: No space left on device (rank " in text[0]
        assert names(place) == ["x"] and (place / "x").read_bytes() == b"precious"
    finally:
        subprocess.run(["umount", place], check=True)


def processes_of(program):
    """The processes of a program, by their numbers."""
    found = {}
    for number in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.readlink(f"/proc/{number}/exe") == str(program):
                with open(f"/proc/{number}/environ", "rb") as file:
                    found[int(number)] = file.read()
        except OSError:
            pass
    return found


@pytest.mark.parametrize("which", [0, -1])
def test_killed_rank(ranks, tmp_path, which):
    """It ends the job: no process goes on, and nothing has the file's name."""
    others = set(processes_of(ranks.program))
    with ranks.start(3, "fill", "--seed", 1, "--dist", "gamma", "--count", "1e11", "--out",
                     tmp_path / "x") as process:
        try:
            deadline = time.monotonic() + 30
            while not any(path.stat().st_size for path in tmp_path.iterdir()):
                assert time.monotonic() < deadline and process.poll() is None
                time.sleep(0.05)
            started = sorted(set(processes_of(ranks.program)) - others)
            assert len(started) == 3
            os.kill(started[which], signal.SIGKILL)
            out, text = process.communicate(timeout=30)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    assert process.returncode != 0
    assert re.search(rb"[Kk]illed|signal 9", out + text)
    deadline = time.monotonic() + 10
    while set(processes_of(ranks.program)) - others and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not set(processes_of(ranks.program)) - others
    assert not (tmp_path / "x").exists()
