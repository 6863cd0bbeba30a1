# SPDX-License-Identifier: MIT
"""`isorand verify`: what it checks, that it finds differences, and manifests, whose digests NumPy
and libxxhash make again."""
import json
import os
import pty
import re
import shutil
import subprocess
import types

import pytest

import backends
import hashes
import numpy_engines
import oracles
from build import ROOT
from command import Command, one_line
from oracles import numpy as np

MANIFEST = ROOT / "tests/vectors/manifest.txt"
HEAD, MI = "isorand-manifest 1\n", 2**20


@pytest.fixture(scope="module")
def info(command):
    """`isorand info`: rows of backends by name, the names of those that run here, of engines."""
    tree = json.loads(command.run("info", "--json").stdout)
    rows = {row["name"]: row for row in tree["backends"]}
    return types.SimpleNamespace(backends=rows, engines=[row["name"] for row in tree["engines"]],
                                 usable=[name for name, row in rows.items() if row["usable"]],
                                 distributions=tree["distributions"])


def last_line(result):
    return result.stdout.decode().splitlines()[-1]


def entries(path=MANIFEST):
    """The entries of a manifest as lists of fields."""
    with open(path, encoding="ascii") as file:
        lines = file.read().splitlines()
    found = [line.split() for line in lines[1:-1] if not line.startswith(("#", "numpy "))]
    assert (lines[0] + "\n", lines[-1]) == (HEAD, f"end {len(found)}")
    return found


def check_verdict(info, line, checked, differences=0, streams=None):
    """'all equal: N engines x N outputs, N of M backends checked (skipped: ...)'; of a manifest
    'N streams of N engines, N outputs, ...'.  The numbers of engines and outputs."""
    match = re.fullmatch(r"(?:all equal: |DIFFERENT: (\d+) differences? in )(?:(\d+) streams? of )?"
                         r"(\d+) engines?(, | x )(\d+) outputs?, "
                         r"(\d+) of (\d+) backends checked(?: \(skipped: (.*)\))?", line)
    assert match, line
    assert int(match[1] or 0) == differences
    assert (match[4] == ", ") == bool(match[2])
    assert streams in (None, int(match[2] or 0))
    assert (int(match[6]), int(match[7])) == (len(checked), len(info.backends))
    skipped = [item.split(": ", 1)[0] for item in match[8].split("; ")] if match[8] else []
    assert skipped == [name for name in info.backends if name not in checked]
    for name in skipped:
        reason = "not asked for" if name in info.usable else info.backends[name]["reason"]
        assert f"{name}: {reason}" in line
    return int(match[3]), int(match[5])


# ---- the comparison ----

def test_quick(command, info, note):
    tree = json.loads(command.run("verify", "--json").stdout)
    assert [row["name"] for row in tree["backends"] if row["checked"]] == info.usable
    for row in tree["backends"]:
        assert row["checked"] != bool(row["reason"])
    tried = {}
    for row in tree["results"]:
        assert row["difference"] is None
        assert row["checked"] >= 5
        tried.setdefault((row["engine"], row["output"].split(",")[0]), set()).add(row["backend"])
    wanted = {(engine, f"{dist['name']}/{kind}") for engine in info.engines
              for dist in info.distributions for kind in dist["types"]}
    assert set(tried) == wanted, "what was compared"
    assert all(names == set(info.usable) for names in tried.values()), "a cell lacks a backend"
    if "native" in os.environ.get("ISORAND_REQUIRE_BACKENDS", "").split(","):
        assert set(backends.native()) <= set(info.usable)
    note(f"checked: isorand verify: {len(info.usable)} of {len(info.backends)} backends, "
         f"{len(tree['results'])} cells")


def test_text(command, info):
    tree = json.loads(command.run("verify", "--engine", "sfc64", "--json").stdout)
    outputs = {row["output"] for row in tree["results"]}
    assert tree["equal"] is True and tree["comparisons"] > 100 * len(tree["results"])
    for arguments in [], ["--table"]:
        result = command.run("verify", "--engine", "philox,sfc64", "--quick", *arguments)
        *table, verdict = result.stdout.decode().splitlines()
        assert check_verdict(info, verdict, info.usable, streams=0) == (2, len(outputs))
        assert result.stderr == b"", "without a terminal"
        assert bool(table) == bool(arguments), "the table is shown when asked for"
    assert table[1].split() == ["output", "philox4x64", "sfc64"]
    assert len(table) > 20
    assert all(re.fullmatch(r" +\S+ +ok +ok", line) for line in table[2:])


def test_named_backends(command, info):
    result = command.run("verify", "--backend", "scalar", "--engine", "pcg32")
    check_verdict(info, last_line(result), ["scalar"])
    best = next(row["name"] for row in info.backends.values() if row["active"])
    result = command.run("verify", "--backend", f"scalar,{best}", "--engine", "pcg32",
                         "--seed", 7, env={"ISORAND_BACKEND": "bogus"})
    check_verdict(info, last_line(result), ["scalar", best])
    for name in [*(name for name in info.backends if name not in info.usable), "sse9", ""]:
        reasons = [info.backends[name]["reason"]] if name in info.backends else []
        one_line(command.run("verify", "--backend", f"scalar,{name}", code=2), "--backend",
                 repr(name), *reasons)


def test_progress(command):
    leader, follower = pty.openpty()
    with command.start("verify", "--backend", "scalar", stderr=follower,
                       stdout=subprocess.DEVNULL) as process:
        os.close(follower)
        shown = b""
        try:
            while block := os.read(leader, 65536):
                shown += block
        except OSError:
            pass
        assert process.wait() == 0
    os.close(leader)
    assert re.search(rb"\risorand: +\d+ %  \d+:\d\d:\d\d left", shown)
    assert shown.endswith(b"\r\x1b[K"), "the line is cleared"


# ---- differences are found ----

@pytest.mark.numpy
def test_altered_found(altered_command, info):
    result = altered_command.run("verify", "--engine", "mt19937,pcg64", "--json", code=1)
    tree = json.loads(result.stdout)
    rows = tree["results"]
    assert tree["equal"] is False
    wrong = [row for row in rows if row["difference"]]
    assert {row["engine"] for row in wrong} == {"mt19937"}
    for output in "raw/u32", "raw/u64", "raw/u8", "uniform/f64", "uniform/f32":
        found = {row["backend"] for row in wrong if row["output"].split(",")[0] == output}
        assert found == set(info.usable), output
    words = np.random.MT19937(42).random_raw(2000)
    for row in wrong:
        found = row["difference"]
        if row["output"] == "raw/u32":
            assert (found["what"], found["seed"], found["start"]) == ("value", "42", "0")
            assert int(found["expected"], 16) == int(words[found["index"]])
            assert found["got"] != found["expected"] and found["index"] < found["length"]
            assert 0 <= found["offset"] < 64


def test_altered_text(altered_command, info):
    text = altered_command.run("verify", "--engine", "mt19937", code=1).stdout.decode()
    for name in info.usable:
        assert re.search(rf"\ndifference: mt19937 raw/u32 {name}: seed 42, start 0, length \d+, "
                         r"offset \d+, what value, index \d+, expected 0x[0-9a-f]{8}, "
                         r"got 0x[0-9a-f]{8}\n", text)
    assert f"raw/u64 DIFFERS: {','.join(info.usable)}\n" in re.sub(" +", " ", text)
    check_verdict(info, text.splitlines()[-1], info.usable, text.count("\ndifference: "))


@pytest.mark.numpy
def test_altered_manifest(altered_command, info):
    text = altered_command.run("verify", "--manifest", MANIFEST, "--max-size", "1Mi",
                               "--engine", "mt19937,pcg32", code=1).stdout.decode()
    numbered = enumerate(MANIFEST.read_text(encoding="ascii").splitlines(), 1)
    lines = {str(n): line.split() for n, line in numbered}
    found = re.findall(r"difference: (\S+) (\S+) (\S+): line (\d+), seed (\d+), start (\S+), "
                       r"bytes (\d+), expected (\S+), got (\S+), index (\d+), "
                       r"byte offset (\d+), expected value (\S+), got value (\S+)\n", text)
    assert {(row[0], row[2]) for row in found} == {("mt19937", name) for name in info.usable}
    for engine, output, name, line, *rest, got, index, offset, value, got_value in found:
        assert [engine, output, *rest] == lines[line]
        assert got != rest[-1] and value != got_value
        if output == "raw/u32":
            assert rest[1] == "0" and int(offset) == 4 * int(index)
            words = np.random.MT19937(int(rest[0])).random_raw(int(index) + 1)
            assert int(value, 16) == int(words[int(index)])
            # the first one: what the altered kernels fill before it is right
            before = altered_command.fill("--engine", engine, "--seed", rest[0], "--dist", "raw",
                                          "--count", 2**18, "--format", "raw",
                                          env={"ISORAND_BACKEND": name})
            end = int(offset)
            assert before[:end] == words[:-1].astype("<u4").tobytes()
            assert int.from_bytes(before[end:end + 4], "little") == int(got_value, 16)


# ---- manifests ----

def test_manifest_canonical(command, info, note):
    found = entries()
    long = [row for row in found if int(row[4]) == 64 * MI]
    for engine in info.engines:
        for output in "raw/u32", "raw/u64", "uniform/f32", "uniform/f64":
            rows = [row for row in long if [row[0], row[1].split(",")[0]] == [engine, output]]
            assert len(rows) == 3, f"{engine} {output}"
    counts = check_verdict(info, last_line(command.run("verify", "--manifest", MANIFEST)),
                           info.usable, streams=len(found))
    assert counts == tuple(len({row[i] for row in found}) for i in (0, 1))
    total = sum(int(row[4]) for row in found) // MI
    note(f"checked: manifest: {len(found)} streams, {total} MiB, {' '.join(info.usable)}")


def test_manifest_write(command, tmp_path, info):
    path = tmp_path / "manifest.txt"
    command.run("verify", "--write-manifest", path, "--backend", "scalar", "--size", "1Mi",
                "--numpy", "1.24")
    written = entries(path)
    key = [(r[0], r[1], int(r[3].split("-")[0][2:] or 0), int(r[2]), int(r[4])) for r in written]
    assert key == sorted(set(key)), "order of the lines"
    assert written == [row for row in entries() if int(row[4]) <= MI], (
        "tests/vectors/manifest.txt is not of these registries; when that is right, run "
        "tools/run verify --backend scalar --numpy 1.24 --write-manifest tests/vectors/manifest.txt")
    assert os.listdir(tmp_path) == ["manifest.txt"]
    for name in info.usable[:-1]:
        text = command.run("verify", "--write-manifest", "-", "--backend", name, "--size", "1Mi",
                           "--numpy", "1.24.4")
        same = text.stdout == path.read_bytes()
        assert same, f"{name} writes another manifest"
    result = command.run("verify", "--manifest", path, "--backend", "scalar", "--engine", "sfc64")
    check_verdict(info, last_line(result), ["scalar"])


def test_manifest_seed(command, tmp_path, info):
    """One's own seed is the only one."""
    path = tmp_path / "own"
    seed = str(2**64 - 3)
    command.run("verify", "--write-manifest", path, "--size", "64Ki", "--engine", "pcg64,sfc64",
                "--seed", seed, "--backend", "scalar", "--numpy", "1.24")
    written = entries(path)
    assert {row[2] for row in written} == {seed}
    usual = [row for row in entries() if row[0] in ("pcg64", "sfc64")]
    assert {row[1] for row in written} == {row[1] for row in usual}
    assert len({tuple(row) for row in written}) == len(written)
    result = command.run("verify", "--manifest", path)
    check_verdict(info, last_line(result), info.usable, streams=len(written))


@pytest.fixture(scope="module")
def levels(command):
    return [row["name"] for row in json.loads(command.run("info", "--json").stdout)["numpy_levels"]]


def test_manifest_levels(command, tmp_path, info, levels):
    """A manifest says of which level its values are, and is checked at that one."""
    write = "verify", "--backend", "scalar", "--engine", "pcg64", "--size", "256Ki"
    texts = {}
    for level in levels:
        path = tmp_path / level
        command.run(*write, "--numpy", level, "--write-manifest", path)
        texts[level] = path.read_text(encoding="ascii")
        assert texts[level].splitlines()[1] == f"numpy {level}"
        result = command.run("verify", "--manifest", path, "--backend", "scalar")
        check_verdict(info, last_line(result), ["scalar"])
    newest = command.run(*write, "--write-manifest", "-").stdout.decode()
    assert newest == texts[levels[-1]]
    # wald's formula is of 2.3.4: the same file is wrong under another heading
    wrong = tmp_path / "wrong"
    wrong.write_text(texts["2.3.4"].replace("numpy 2.3.4", "numpy 2.1"), encoding="ascii")
    text = command.run("verify", "--manifest", wrong, code=1).stdout.decode()
    assert set(re.findall(r"difference: pcg64 (\S+?)/", text)) == {"wald"}


@pytest.mark.parametrize("version", ["1.24.4", "2.1", None])
def test_level(command, info, version):
    options = ["--numpy", version] if version else []
    result = command.run("verify", "--engine", "sfc64", *options)
    check_verdict(info, last_line(result), info.usable)


def test_manifest_max_size(command, info):
    sizes = [int(row[4]) for row in entries() if row[0] == "sfc64"]
    arguments = ("verify", "--manifest", MANIFEST, "--max-size", "256Ki", "--engine", "sfc64")
    text = command.run(*arguments).stdout.decode()
    left = sum(size > 2**18 for size in sizes)
    assert f"{left} streams left out: longer than --max-size\n" in text
    tree = json.loads(command.run(*arguments, "--json").stdout)
    assert tree["left_out"] == left
    assert sum(row["checked"] for row in tree["results"]) == len(info.usable) * (len(sizes) - left)
    result = command.run("verify", "--manifest", MANIFEST, "--max-size", 1, code=1)
    assert b"nothing was checked" in result.stderr
    assert b"equal" not in result.stdout


GOOD = "pcg64 raw/u64 42 0 8 " + "0" * 32 + "\n"
BAD = [("", 0, "cut short"), ("isorand-manifest 2\nend 0\n", 1, "isorand-manifest 2"),
       (HEAD, 1, "cut short"), (HEAD + GOOD, 2, "cut short"), (HEAD + GOOD[:-9], 2, "cut short"),
       (HEAD + GOOD[:-9] + "\n", 2, "32 hexadecimal digits"),
       (HEAD + GOOD + "end 2\n", 3, "lines are missing"),
       (HEAD + GOOD + "end 1\n" + GOOD, 4, "behind the end"),
       (HEAD + "# x\n" + GOOD.replace("pcg64", "pcg65"), 3, "'pcg65'"),
       (HEAD + GOOD.replace("raw/u64", "raw/f64"), 2, "'raw/f64'"),
       (HEAD + GOOD.replace("raw/u64", "gamma/f64,shape=1"), 2, "'gamma/f64,shape=1'"),
       (HEAD + GOOD.replace("raw/u64", "gamma/f64,shape=1,scale=-1"), 2, "scale=-1"),
       (HEAD + GOOD.replace("raw/u64", "raw/u64,x=1"), 2, "x=1"),
       (HEAD + GOOD.replace("raw/u64", "raw"), 2, "'raw'"),
       (HEAD + GOOD.replace("raw/u64", "zipf/i64,a=1.0000000000000002"), 2, "a=1.0000000000000002"),
       (HEAD + GOOD.replace("raw/u64", "beta/f64,a=1e-49,b=1e-40"), 2, "--write-manifest"),
       (HEAD + GOOD.replace(" 8 ", " 18446744073709551608 "), 2, "4 TiB"),
       (HEAD + 3 * GOOD.replace(" 8 ", " 2Ti ") + "end 3\n", 4, "4 TiB"),
       (HEAD + "numpy 1.21\n", 2, "'1.21'"), (HEAD + "numpy x\n", 2, "'x'"),
       (HEAD + GOOD + "numpy 1.24\n", 3, "ENGINE OUTPUT SEED START BYTES DIGEST"),
       (HEAD + GOOD.replace(" 42 ", " -42 "), 2, "'-42'"),
       (HEAD + GOOD.replace(" 0 ", " 2^999-1 "), 2, "'2^999-1'"),
       (HEAD + GOOD.replace(" 0 ", " 2^64 "), 2, "'2^64'"),
       (HEAD + GOOD.replace(" 0 ", " 2^64-0 "), 2, "'2^64-0'"),
       (HEAD + GOOD.replace("pcg64", "mt19937").replace(" 0 ", " 2^64-1 "), 2, "'2^64-1'"),
       (HEAD + GOOD.replace(" 8 ", " 9 "), 2, "'9'"), (HEAD + GOOD.replace(" 8 ", " 0 "), 2, "'0'"),
       (HEAD + GOOD.replace(" 8 ", " "), 2, "ENGINE OUTPUT SEED START BYTES DIGEST"),
       (HEAD + GOOD.replace(" 8 ", " 8 8 "), 2, "ENGINE OUTPUT SEED START BYTES DIGEST"),
       (HEAD + GOOD.replace("raw", "r\0w"), 2, "not a line of text"),
       (HEAD + "#" * 5000 + "\n" + GOOD, 2, "not a line of text")]


@pytest.mark.parametrize("text, line, reason", BAD, ids=[f"{i}: {row[2]}" for i, row in
                                                         enumerate(BAD)])
def test_manifest_bad(command, tmp_path, text, line, reason):
    path = tmp_path / "bad"
    path.write_text(text, encoding="ascii")
    one_line(command.run("verify", "--manifest", path, code=1), f"{path}, line {line}: ", reason)


def test_manifest_installed(command, tmp_path, info):
    """Without a name: from where the command lies, installed or in a folder to carry."""
    short = "verify", "--max-size", "256Ki", "--engine", "sfc64", "--backend", "scalar", "--manifest"
    check_verdict(info, last_line(command.run(*short)), ["scalar"])
    program = tmp_path / "bin/isorand"
    program.parent.mkdir()
    shutil.copy(command.path, program)
    carried = Command(program)
    one_line(carried.run(*short, code=1), "--manifest", "share/isorand/manifest.txt")
    for place in "share/isorand/manifest.txt", "bin/manifest.txt":
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(HEAD + GOOD + "end 1\n", encoding="ascii")
        text = carried.run("verify", "--manifest", "--backend", "scalar", code=1).stdout.decode()
        assert "line 2," in text
        path.unlink()
    # an empty name is not a missing one
    one_line(command.run("verify", "--manifest", "", code=1), "No such file")
    one_line(command.run("verify", "--manifest=", code=1), "No such file")


def test_manifest_unreadable(command, tmp_path):
    for path in tmp_path, tmp_path / "absent":
        one_line(command.run("verify", "--manifest", path, code=1), path)


def test_manifest_differs(command, tmp_path, info):
    path = tmp_path / "differs"
    path.write_text(HEAD + GOOD + "end 1\n", encoding="ascii")
    text = command.run("verify", "--manifest", path, code=1).stdout.decode()
    assert "pcg64 raw/u64 " in text and text.count("line 2,") == len(info.usable)
    # nothing is wrong on this machine
    assert text.count(", definition equal to what was got") == len(info.usable)
    path.write_text(HEAD + GOOD.replace("raw/u64", "raw/u8").replace(" 8 ", " 2097153 ")
                    + GOOD.replace("raw/u64", "integers/bool,low=0,high=2,closed=0")
                    .replace(" 8 ", " 2097153 ") + "end 2\n", encoding="ascii")
    text = command.run("verify", "--manifest", path, code=1).stdout.decode()
    assert text.count(", definition equal to what was got") == 2 * len(info.usable)


def test_manifest_bad_weather(command, tmp_path):
    write = "verify", "--write-manifest"
    one_line(command.run(*write, tmp_path / "a/m", code=1), "a/m")
    one_line(command.run(*write, "/dev/full", "--size", 8, code=1), "/dev/full")
    one_line(command.run(*write, tmp_path / "m", code=1, env={"ISORAND_BACKEND": "bogus"}),
             "ISORAND_BACKEND")
    assert os.listdir(tmp_path) == []


# ---- oracles of the digests ----

def bit_generator(engine, seed, start):
    """NumPy's engine at the start of an entry."""
    bits = numpy_engines.bit_generator(engine, seed)
    if start != "0":
        carry, before = map(int, start[2:].split("-"))
        if engine == "sfc64":
            state = bits.state
            state["state"]["state"][3] = np.uint64(2**carry - before)
            bits.state = state
        else:
            bits.advance(2**carry - before)
    return bits


def numpy_bytes(engine, output, seed, start, size):
    """The little-endian bytes of an entry, for outputs that have a formula here; else None."""
    bits = bit_generator(engine, seed, start)
    rng = np.random.Generator(bits)
    name, *params = output.split(",")
    parameter = {key: float(value) for key, value in (item.split("=") for item in params)}
    kind = name.split("/")[1]
    dtype = np.dtype({"f": "<f", "u": "<u", "i": "<i"}[kind[0]] + str(int(kind[1:]) // 8)
                     if kind != "bool" else "bool")
    n = size // dtype.itemsize
    if name in ("raw/u8", "raw/u32", "raw/u64"):
        if engine != "mt19937" and kind == "u64":
            return bits.random_raw(n).astype(dtype).tobytes()
        # whole calls, as for any integers whose range is the type's
        return rng.integers(0, 2**int(kind[1:]), n, dtype=dtype.newbyteorder("=")).tobytes()
    if name in ("uniform/f32", "uniform/f64"):  # from 0 to 1
        return rng.random(n, dtype=dtype).tobytes()
    if name.startswith("integers/"):
        return rng.integers(int(parameter["low"]), int(parameter["high"]), n, dtype=dtype).tobytes()
    if name.startswith("legacy_integers/"):
        return np.random.RandomState(bits).randint(int(parameter["low"]), int(parameter["high"]),
                                                   n, dtype=dtype).tobytes()
    if name == "legacy_normal/f64":
        return np.random.RandomState(bits).normal(*parameter.values(), n).tobytes()
    if name in ("normal/f32", "exponential/f32"):
        return getattr(rng, "standard_" + name[:-4])(n, dtype=dtype).tobytes()
    return None


@pytest.mark.numpy
def test_manifest_numpy(note):
    compared = {}
    for engine, output, seed, start, size, digest in entries():
        if engine.endswith("32") or int(size) > MI:
            continue
        data = numpy_bytes(engine, output, int(seed), start, int(size))
        if data is not None:
            assert digest == hashes.xxh3_128(data), f"{engine} {output} {seed} {start} {size}"
            compared[output] = compared.get(output, 0) + 1
    assert len(compared) > 20 and min(compared.values()) >= 5
    # one long stream of each width
    for wanted in ("pcg64", "uniform/f64,low=0,high=1"), ("mt19937", "raw/u32"):
        row = next(r for r in entries() if (*r[:2],) == wanted and int(r[4]) == 64 * MI)
        assert row[5] == hashes.xxh3_128(numpy_bytes(*wanted, int(row[2]), row[3], int(row[4])))
    note(f"checked: {sum(compared.values()) + 2} digests are those of NumPy's streams")


def test_manifest_fill(command, info):
    rows = [row for row in entries() if row[3] == "0" and int(row[4]) <= MI]
    picked = rows[::37]
    assert {row[0] for row in picked} == set(info.engines)
    for engine, output, seed, _, size, digest in picked:
        name, *params = output.split(",")
        dist, kind = name.split("/")
        options = [f"--{item}" for item in params if not item.startswith("closed=")]
        item = 1 if kind == "bool" else int(kind[1:]) // 8
        data = command.fill("--engine", engine, "--seed", seed, "--dist", dist, "--type", kind,
                            *options, "--count", int(size) // item, "--format", "raw")
        assert hashes.xxh3_128(data) == digest, f"{engine} {output}"


# ---- usage ----

BAD_USAGE = [
    (["--engine", "pcg65"], "--engine 'pcg65'", "pcg64dxsm"),
    (["--engine", "pcg64,"], "--engine ''"),
    (["--quick", "--full"], "--quick", "--full"),
    (["--manifest", MANIFEST, "--write-manifest", "x"], "--manifest", "--write-manifest"),
    (["--manifest", MANIFEST, "--full"], "--full", "--manifest"),
    (["--write-manifest", "x", "--json"], "--json", "--write-manifest"),
    (["--write-manifest", "x", "--table"], "--table", "--write-manifest"),
    (["--json", "--table"], "--table", "--json"),
    (["--manifest", MANIFEST, "--seed", "1"], "--seed", "--manifest"),
    (["--size", "8"], "--size", "--write-manifest"),
    (["--max-size", "8"], "--max-size", "--manifest"),
    (["--manifest", MANIFEST, "--max-size", "-1"], "--max-size '-1'"),
    (["--write-manifest", "x", "--size", "12"], "--size '12'", "8 bytes"),
    (["--write-manifest", "x", "--size", "0"], "--size '0'"),
    (["--write-manifest", "x", "--size", "1Ti"], "--size '1Ti'", "16 GiB"),
    (["--numpy", "1.21"], "--numpy '1.21'", "1.24", "2.3.4"),
    (["--numpy", "2.0", "--manifest", MANIFEST], "--numpy", "--manifest"),
    (["--seed", "x"], "--seed 'x'"), (["--write-manifest"], "--write-manifest"),
    (["stray"], "operand 'stray'"), (["--nonsense"], "--nonsense", "no such name", "--help")]


@pytest.mark.parametrize("row", BAD_USAGE, ids=lambda row: " ".join(
    "MANIFEST" if word == MANIFEST else word for word in row[0]))
def test_usage(command, row):
    arguments, *parts = row
    one_line(command.run("verify", *arguments, code=2), *parts)


def test_help(command):
    text = command.run("verify", "--help").stdout.decode()
    for option in ("quick", "full", "engine", "backend", "seed", "table", "json", "manifest",
                   "max-size", "write-manifest", "size"):
        assert f"  --{option} " in text
    assert "  verify " in command.run("--help").stdout.decode()
