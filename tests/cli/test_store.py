# SPDX-License-Identifier: MIT
"""Zarr stores: `isorand fill --out DIR.zarr --chunks M`, by one process or several, with faults."""
import fcntl
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import time

import pytest

import numpy_engines
from command import ENVIRONMENT, one_line
from oracles import numpy as np
from stores import chunks_of, metadata, others_of, read
from terminal import on_terminal_until

RANDOM = random.Random(int(os.environ["ISORAND_TEST_SEED"]))
N, CHUNK = 200003, 7001
CHUNKS = -(-N // CHUNK)
INDEXED, PLAIN = [".isorand-index", ".zarray", ".zattrs"], [".zarray", ".zattrs"]

ARRAYS = {
    "normal": (["--dist", "normal"], lambda r: r.standard_normal(N), INDEXED),
    "gamma": (["--dist", "gamma", "--shape", "2.5"], lambda r: r.gamma(2.5, 1, N), INDEXED),
    "standard_cauchy": (["--dist", "standard_cauchy"], lambda r: r.standard_cauchy(N), INDEXED),
    "integers": (["--dist", "integers", "--high", "1000"], lambda r: r.integers(0, 1000, N),
                 INDEXED),
    "integers i8": (["--dist", "integers", "--type", "i8", "--low", "-100", "--high", "100"],
                    lambda r: r.integers(-100, 100, N, dtype=np.int8), INDEXED),
    "normal f32": (["--dist", "normal", "--type", "f32"],
                   lambda r: r.standard_normal(N, dtype=np.float32), INDEXED),
    "uniform": ([], lambda r: r.random(N), PLAIN),
    "bool": (["--dist", "integers", "--type", "bool"], lambda r: r.integers(0, 2, N, dtype=bool),
             PLAIN),
}


def arguments(store, *options):
    return ["fill", "--seed", "7", "--count", str(N), "--chunks", str(CHUNK), "--out",
            str(store), *map(str, options)]


def numbers(text):
    """(made, of, there) of the line that says so."""
    made, total, there = re.fullmatch(
        r"isorand: .*: made (\d+) of (\d+) chunks(?: of part \d+/\d+)?; (\d+) were there\n",
        text.decode()).groups()
    return int(made), int(total), int(there)


def fill(command, store, *options, **more):
    """Fills and returns the numbers of its line."""
    result = command.run(*arguments(store, *options), **more)
    assert result.stdout == b""
    return numbers(result.stderr)


def at_once(command, lines, env=None):
    """Runs processes at the same time; [(exit code, stderr)]."""
    running = [command.start(*line, stderr=subprocess.PIPE, env=env or ENVIRONMENT)
               for line in lines]
    texts = [process.communicate(timeout=100)[1] for process in running]
    return [(process.returncode, text) for process, text in zip(running, texts)]


# ---- processes ----

@pytest.mark.numpy
@pytest.mark.parametrize("how", ["parts", "all"])
@pytest.mark.parametrize("engine", ["pcg64", "mt19937"])
@pytest.mark.parametrize("name", ARRAYS)
def test_four_processes(command, tmp_path, name, engine, how):
    """They never talk, begin in any order, and make NumPy's array."""
    options, draw, others = ARRAYS[name]
    store = tmp_path / "x.zarr"
    lines = [arguments(store, *options, "--engine", engine, "--threads", RANDOM.choice([1, 2]),
                       *(["--part", f"{i}/4"] if how == "parts" else [])) for i in range(4)]
    RANDOM.shuffle(lines)
    done = at_once(command, lines)
    assert [code for code, _ in done] == [0] * 4, done
    made = [numbers(text) for _, text in done]
    if how == "parts":
        assert sum(row[0] for row in made) == CHUNKS
    assert all(row[0] + row[2] == row[1] for row in made)
    wanted = draw(np.random.Generator(numpy_engines.bit_generator(engine, 7)))
    got = read(store)
    assert got.dtype == wanted.dtype.newbyteorder("<")
    assert np.array_equal(got, wanted)
    assert others_of(store) == others


@pytest.mark.parametrize("legacy", [[], ["--legacy"]])
def test_standard_normal(command, tmp_path, legacy):
    """It adds nothing to a normal that is -0, where normal(0, 1) adds 0."""
    for name, options, loc in (("normal", [], "0"), ("standard_normal", [], "-0"),
                               ("randn", [], "-0"), ("standard_normal", ["--loc", "3"], "3")):
        fill(command, tmp_path / "x.zarr", "--dist", name, *legacy, *options)
        attributes = json.loads((tmp_path / "x.zarr/.zattrs").read_text(encoding="utf-8"))
        assert attributes["isorand"]["parameters"] == {"loc": loc, "scale": "1"}
        shutil.rmtree(tmp_path / "x.zarr")


@pytest.mark.numpy
def test_randomstate(command, tmp_path):
    store = tmp_path / "x.zarr"
    done = at_once(command, [arguments(store, "--legacy", "--dist", "normal", "--part", f"{i}/3")
                             for i in (2, 0, 1)])
    assert [code for code, _ in done] == [0] * 3, done
    assert np.array_equal(read(store), np.random.RandomState(7).standard_normal(N))


@pytest.mark.parametrize("engine", ["sfc64", "philox4x64"])
def test_parts_one_after_the_other(command, tmp_path, engine):
    store = tmp_path / "x.zarr"
    parts = [f"{i}/5" for i in range(5)]
    RANDOM.shuffle(parts)
    options = "--engine", engine, "--dist", "exponential"
    for part in parts:
        first = int(part[0])
        assert fill(command, store, *options, "--part", part) == (
            len(range(first, CHUNKS, 5)), len(range(first, CHUNKS, 5)), 0)
    whole = command.fill("--seed", 7, "--count", N, "--engine", engine, "--dist", "exponential")
    assert read(store).tobytes() == whole


def test_more_parts_than_chunks(command, tmp_path):
    store = tmp_path / "x.zarr"
    assert fill(command, store, "--part", f"{CHUNKS}/1000") == (0, 0, 0)
    assert fill(command, store, "--part", f"{CHUNKS - 1}/1000") == (1, 1, 0)
    assert chunks_of(store) == [CHUNKS - 1]


@pytest.mark.parametrize("calls", ["", "tmpfile", "tmpfile,link"])
def test_two_seeds_at_once(command, tmp_path, failing, calls):
    """Who comes first decides what the store is; all others are refused, and write nothing."""
    for round_ in range(5):
        store = tmp_path / f"{round_}.zarr"
        lines = [arguments(store, "--dist", "normal", "--seed", i % 2) for i in range(6)]
        RANDOM.shuffle(lines)
        done = at_once(command, lines, failing(calls, "EPERM"))
        seed = json.loads((store / ".zattrs").read_text())["isorand"]["seed"]
        for line, (code, text) in zip(lines, done):
            if line[-1] == seed:
                assert code == 0 and numbers(text)
            else:
                assert code == 1
                assert f"this store holds seed '{seed}', not '{line[-1]}'" in text.decode()
        assert read(store).tobytes() == command.fill("--seed", seed, "--count", N, "--dist",
                                                     "normal")


# ---- what is there ----

def test_running_again(command, tmp_path):
    store = tmp_path / "x.zarr"
    options = "--dist", "gamma", "--shape", 2.5
    assert fill(command, store, *options) == (CHUNKS, CHUNKS, 0)
    before = read(store).tobytes()
    kept = (store / "1").stat()
    assert fill(command, store, *options) == (0, CHUNKS, CHUNKS)
    for name in "0", "3", str(CHUNKS - 1):
        (store / name).unlink()
    (store / "5").write_bytes(b"short")
    (store / ".isorand-index").unlink()
    assert fill(command, store, *options) == (4, CHUNKS, CHUNKS - 4)
    assert read(store).tobytes() == before
    assert (store / "1").stat().st_ino == kept.st_ino


@pytest.mark.parametrize("damage", ["bytes", "other", "empty"])
def test_damaged_index(command, tmp_path, damage):
    """It is made anew; nobody fills by it."""
    store = tmp_path / "x.zarr"
    fill(command, store, "--dist", "normal")
    before, index = read(store).tobytes(), store / ".isorand-index"
    content = index.read_bytes()
    if damage == "other":
        command.run("index", "--seed", 8, "--dist", "normal", "--count", N, "--out", index)
    else:
        index.write_bytes(content[:-50] + b"x" * 50 if damage == "bytes" else b"")
    (store / "9").unlink()
    assert fill(command, store, "--dist", "normal") == (1, CHUNKS, CHUNKS - 1)
    assert read(store).tobytes() == before
    command.fill("--seed", 7, "--dist", "normal", "--index", index, "--first", N - 1, "--count", 1)


def test_same_stream_in_other_words(command, tmp_path):
    store = tmp_path / "x.zarr"
    fill(command, store, "--part", "0/2")
    assert fill(command, store, "--engine", "PCG64", "--skip", 0, "--seed", "0x7")[0] == CHUNKS // 2


def test_attributes_of_others_stay(command, tmp_path):
    store = tmp_path / "x.zarr"
    fill(command, store)
    attributes = json.loads((store / ".zattrs").read_text())
    attributes["units"] = "m"
    (store / ".zattrs").write_text(json.dumps(attributes))
    (store / "0").unlink()
    assert fill(command, store)[0] == 1
    assert json.loads((store / ".zattrs").read_text()) == attributes


def test_origin(command, tmp_path):
    """The attributes say how to make the array again."""
    store = tmp_path / "x.zarr"
    options = "--dist", "gamma", "--shape", 2.5, "--spawn-key", "1,2", "--jump", 1, "--skip", 3
    fill(command, store, *options)
    origin = json.loads((store / ".zattrs").read_text())["isorand"]
    info = json.loads(command.run("info", "--json").stdout)
    del origin["stream"]
    assert origin == {
        "version": info["version"], "engine": "pcg64", "seeded": "SeedSequence", "seed": "7",
        "spawn_key": "1,2", "jump": "1", "skip": "3", "numpy": info["numpy_levels"][-1]["name"],
        "dist": "gamma", "type": "f64", "parameters": {"shape": "2.5", "scale": "1"}}
    assert metadata(store) == {
        "zarr_format": 2, "shape": [N], "chunks": [CHUNK], "dtype": "<f8", "order": "C",
        "fill_value": 0, "compressor": None, "filters": None}


def test_without_a_seed(command, tmp_path):
    store = tmp_path / "x.zarr"
    text = command.run("fill", "--count", 1000, "--chunks", 100, "--out", store).stderr.decode()
    lines = text.splitlines()
    again = subprocess.run(lines[0].split("to reproduce this run: ")[1], shell=True, check=True,
                           capture_output=True, env=ENVIRONMENT)
    assert numbers(again.stderr) == (0, 10, 10)


# ---- faults ----

def whole_chunks(store, size):
    """The chunks there are; none may be incomplete."""
    there = chunks_of(store) if store.exists() else []
    for i in there:
        assert (store / str(i)).stat().st_size == size
    return there


@pytest.mark.numpy
@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_killed(command, tmp_path, failing, number, named):
    """What is complete stays, what is not has no name; the next run makes the rest."""
    n, chunk, store = 1500000, 15000, tmp_path / "x.zarr"
    line = ["fill", "--seed", 7, "--dist", "negative_binomial", "--successes", 100.5, "--p", 0.01,
            "--count", n, "--chunks", chunk, "--out", store]  # slow
    there = []
    for _ in range(3):
        with command.start(*line, env=failing("tmpfile", "EOPNOTSUPP") if named else ENVIRONMENT,
                           stderr=subprocess.PIPE) as process:
            deadline = time.monotonic() + 60
            while len(whole_chunks(store, 8 * chunk)) < len(there) + 3:
                assert time.monotonic() < deadline and process.poll() is None, "it ended"
                time.sleep(0.001)
            process.send_signal(number)
            assert process.wait(timeout=30) == -number
        there = whole_chunks(store, 8 * chunk)
    assert 9 <= len(there) < 100
    left = [name for name in others_of(store) if name not in INDEXED]
    assert len(left) <= 3 * (named and number == signal.SIGKILL)
    for name in left:  # as an hour later
        os.utime(store / name, (time.time() - 3600, time.time() - 3600))
    assert numbers(command.run(*line).stderr) == (100 - len(there), 100, len(there))
    assert others_of(store) == INDEXED
    same = np.array_equal(read(store), np.random.default_rng(7).negative_binomial(100.5, 0.01, n))
    assert same


def test_stale_files(command, tmp_path):
    """Those that are old and that nobody holds are removed."""
    store = tmp_path / "x.zarr"
    fill(command, store)
    old, young, held = (store / f".isorand-{name}" for name in ("aaaaaa", "bbbbbb", "cccccc"))
    foreign = store / ".isorand-notes1.txt"
    for path in old, young, held, foreign:
        path.write_bytes(b"part")
    for path in old, held, foreign:
        os.utime(path, (1e9, 1e9))
    with open(held, "rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        command.run(*arguments(store, "--seed", 8), code=1)
        assert old.exists(), "who is refused removes nothing"
        assert fill(command, store) == (0, CHUNKS, CHUNKS)
    assert not old.exists() and young.exists() and held.exists() and foreign.exists()


def test_full_disk(command, tmp_path):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (8 * CHUNK - 1, 8 * CHUNK - 1))
    store = tmp_path / "x.zarr"
    result = command.run(*arguments(store, "--dist", "normal"), code=1, preexec_fn=limit)
    one_line(result, store, "File too large")
    assert chunks_of(store) == [] and others_of(store) == INDEXED
    assert fill(command, store, "--dist", "normal") == (CHUNKS, CHUNKS, 0)


@pytest.mark.parametrize("calls, error", [
    ("tmpfile", "EOPNOTSUPP"), ("tmpfile,link", "EPERM"), ("tmpfile,link,renameat2", "ENOSYS"),
    ("tmpfile,link,renameat2", "EINVAL"), ("tmpfile,flock", "ENOSYS"), ("fsync", "EINVAL")])
def test_refusing_file_system(command, tmp_path, failing, calls, error):
    store, env = tmp_path / "x.zarr", failing(calls, error)
    assert fill(command, store, "--dist", "normal", "--part", "0/2", env=env)[2] == 0
    assert fill(command, store, "--dist", "normal", env=env)[0] == CHUNKS // 2
    assert others_of(store) == INDEXED
    assert read(store).tobytes() == command.fill("--seed", 7, "--count", N, "--dist", "normal")
    one_line(command.run(*arguments(store), code=1, env=env), "this store holds dist 'normal'")


@pytest.mark.parametrize("calls, error, words", [
    ("write", "ENOSPC", "No space left on device"), ("fsync", "EIO", "Input/output error"),
    ("tmpfile,write", "ENOSPC", "No space left on device"),
    ("tmpfile,rename", "EIO", "Input/output error")])
def test_failing_disk(command, tmp_path, failing, calls, error, words):
    """No chunk appears, and nothing temporary stays."""
    store = tmp_path / "x.zarr"
    fill(command, store, "--dist", "normal", "--part", "0/2")
    there = chunks_of(store)
    one_line(command.run(*arguments(store, "--dist", "normal"), code=1, env=failing(calls, error)),
             store, words)
    assert chunks_of(store) == there and others_of(store) == INDEXED


def test_full_disk_before_the_first_document(command, tmp_path):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
    store = tmp_path / "x.zarr"
    one_line(command.run(*arguments(store), code=1, preexec_fn=limit), ".zattrs", "File too large")
    assert os.listdir(store) == []
    assert fill(command, store)[0] == CHUNKS


def test_a_name_that_is_taken(command, tmp_path):
    store = tmp_path / "x.zarr"
    fill(command, store, "--part", "0/2")
    (store / "1").mkdir()
    one_line(command.run(*arguments(store), code=1), store / "1", "directory")
    (store / "1").rmdir()
    assert fill(command, store)[1] == CHUNKS


# ---- refusals ----

@pytest.mark.parametrize("options, words", [
    (["--dist", "gamma"], "dist 'normal', not 'gamma'"),
    (["--scale", 2], "scale '3', not '2'"),
    (["--type", "f32"], "type 'f64', not 'f32'"),
    (["--engine", "sfc64"], "engine 'pcg64', not 'sfc64'"),
    (["--seed", 8], "seed '7', not '8'"),
    (["--spawn-key", "1,2"], "spawn_key '', not '1,2'"),
    (["--skip", 5], "skip '0', not '5'"),
    (["--jump", 5], "jump '0', not '5'"),
    (["--numpy", "1.24"], "numpy '2.5', not '1.24'"),
    (["--count", N + 1], f"an array of length '{N}', not '{N + 1}'"),
    (["--chunks", CHUNK - 1], f"chunks of length '{CHUNK}', not '{CHUNK - 1}'"),
    (["--legacy"], "engine 'pcg64', not 'mt19937'")], ids=str)
def test_other_request(command, tmp_path, options, words):
    store = tmp_path / "x.zarr"
    given = ["--dist", "normal", "--scale", 3]
    fill(command, store, *given, "--part", "0/9")
    before = {name: (store / name).read_bytes() for name in os.listdir(store)}
    given = ["--dist", "normal", *([] if "gamma" in options else ["--scale", 3])]
    one_line(command.run(*arguments(store, *given, *options), code=1), store,
             f"this store holds {words}")
    assert before == {name: (store / name).read_bytes() for name in os.listdir(store)}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize("files, words", [
    ({"notes": "mine"}, "a directory that is neither empty nor a Zarr store"),
    ({"0": "mine"}, "a directory that is neither empty nor a Zarr store"),
    ({".zgroup": '{"zarr_format": 2}'}, "holds Zarr data that isorand has not made"),
    ({".zarray": "{}"}, "holds Zarr data that isorand has not made"),
    ({".zarray": "{}", ".zattrs": '{"units": "m"}'}, "holds Zarr data that isorand has not made"),
    ({".zattrs": '{"isorand": 3}'}, "holds Zarr data that isorand has not made"),
    ({".zattrs": '{"isorand": {}}'}, "this store holds engine unknown, not 'pcg64'"),
    ({".zattrs": "{"}, ".zattrs: is no JSON object"),
    ({".zattrs": "[]"}, ".zattrs: is no JSON object"),
    ({".zattrs": ""}, ".zattrs: is no JSON object")], ids=str)
def test_foreign_directory(command, tmp_path, files, words):
    store = tmp_path / "x.zarr"
    for name, text in files.items():
        write(store / name, text)
    one_line(command.run(*arguments(store), code=1), store, words)
    assert sorted(os.listdir(store)) == sorted(files)


def test_altered_array(command, tmp_path):
    store = tmp_path / "x.zarr"
    fill(command, store)
    about = metadata(store)
    for key, value, words in (("compressor", {"id": "zlib"}, "compressor"),
                              ("dtype", ">f8", "dtype"), ("shape", [3, 4], "an array of length"),
                              ("zarr_format", 3, "zarr_format")):
        (store / ".zarray").write_text(json.dumps({**about, key: value}))
        one_line(command.run(*arguments(store), code=1), f"this store holds {words}")
    (store / ".zarray").write_text("nothing")
    one_line(command.run(*arguments(store), code=1), ".zarray: is no JSON object")
    (store / ".zarray").unlink()  # killed between the two documents
    assert fill(command, store) == (0, CHUNKS, CHUNKS) and metadata(store) == about


def test_not_a_directory(command, tmp_path):
    (tmp_path / "file.zarr").write_bytes(b"mine")
    one_line(command.run(*arguments(tmp_path / "file.zarr"), code=1), "a Zarr store is a directory")
    one_line(command.run(*arguments(tmp_path / "no/x.zarr"), code=1), "No such file")
    (tmp_path / "dead.zarr").symlink_to("nowhere")
    one_line(command.run(*arguments(tmp_path / "dead.zarr"), code=1), "dead.zarr", "No such file")
    assert sorted(os.listdir(tmp_path)) == ["dead.zarr", "file.zarr"]


@pytest.mark.parametrize("options, parts", [
    (["--chunks", 0], ["--chunks '0'", f"1 to --count, which is {N}"]),
    (["--chunks", N + 1], [f"--chunks '{N + 1}'", f"1 to --count, which is {N}"]),
    (["--chunks", -1], ["--chunks '-1'", "whole number"]),
    (["--chunks", "x"], ["--chunks 'x'", "whole number"]),
    (["--count", 0], ["--count '0'", "1 or more"]),
    (["--count", "inf"], ["--count 'inf'", "a known number of values"]),
    (["--count", 2**60, "--chunks", 2**60, "--type", "f64"], ["--chunks", "2^63 bytes"]),
    (["--part", "4/4"], ["--part '4/4'", "0 <= I < K"]),
    (["--part", "1"], ["--part '1'"]), (["--part", "/3"], ["--part"]),
    (["--part", "1/"], ["--part"]), (["--part", "-1/3"], ["--part"]),
    (["--part", "1/3/5"], ["--part"]), (["--part", "0/0"], ["--part"]),
    (["--format", "npy"], ["--format 'npy'", "raw chunks"]),
    (["--first", 3], ["--first '3'", "--part"]),
    (["--index", "x"], ["--index 'x'", "its own"]),
    (["--append"], ["unknown option '--append'"]),
    (["--out", "-"], ["--out '-'", "a directory"]),
    (["--out", ""], ["--out ''", "a directory"]),
    (["--out", "x.npy"], ["--out 'x.npy'", "a directory"]),
    (["--chunks"], ["--chunks: needs an argument"])], ids=str)
def test_wrong_usage(command, tmp_path, options, parts):
    one_line(command.run(*arguments("x.zarr", *options), code=2, cwd=tmp_path), *parts)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("options, parts", [
    (["--out", "x.zarr"], ["--out 'x.zarr'", "--chunks M"]),
    (["--out", "x.ZARR//"], ["--chunks M"]),
    (["--part", "0/2", "--out", "x"], ["--out 'x'", "--chunks M"]),
    (["--part", "0/2"], ["--out:", "--part", "a directory"]),
    (["--chunks", 3], ["--out:", "--chunks", "a directory"])], ids=str)
def test_incomplete_usage(command, tmp_path, options, parts):
    one_line(command.run("fill", "--seed", 7, "--count", 9, *options, code=2, cwd=tmp_path), *parts)
    assert os.listdir(tmp_path) == []


# ---- names ----

@pytest.mark.parametrize("name", ["x.zarr", "x.zarr///", "X.ZARR", "any name", "a\nb.zarr",
                                  "%s%n.zarr", "\u00e4\u2603.zarr", "-.zarr", "./x/../y.zarr"])
def test_names(command, tmp_path, name):
    (tmp_path / "x").mkdir()
    result = command.run("fill", "--seed", 7, "--count", 10, "--chunks", 4, "--out", name,
                         cwd=tmp_path)
    assert b": made 3 of 3 chunks" in result.stderr
    assert read(tmp_path / name.rstrip("/")).tobytes() == command.fill("--seed", 7, "--count", 10)


def test_link_to_a_directory(command, tmp_path):
    (tmp_path / "place").mkdir()
    (tmp_path / "x.zarr").symlink_to("place")
    assert fill(command, tmp_path / "x.zarr")[0] == CHUNKS
    assert chunks_of(tmp_path / "place") == list(range(CHUNKS))


def test_permissions(command, tmp_path):
    store = tmp_path / "x.zarr"
    fill(command, store, "--dist", "normal", umask=0o027)
    assert store.stat().st_mode & 0o777 == 0o750
    assert {path.stat().st_mode & 0o777 for path in store.iterdir()} == {0o640}


def test_read_only_store_that_is_full(command, tmp_path):
    store = tmp_path / "x.zarr"
    fill(command, store)
    copy = tmp_path / "copy.zarr"
    shutil.copytree(store, copy)
    copy.chmod(0o555)
    assert fill(command, copy) == (0, CHUNKS, CHUNKS)
    copy.chmod(0o755)


def test_progress(command, tmp_path):
    shown = on_terminal_until(
        [command.path, "fill", "--seed", "1", "--count", "1e9", "--chunks", "1e5", "--out",
         str(tmp_path / "x.zarr")], b" left")
    assert b" % " in shown and b" GB/s " in shown
