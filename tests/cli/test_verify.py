# SPDX-License-Identifier: MIT
"""Tests of `isorand verify`: what it checks, that it finds differences, and manifests, whose
digests NumPy and libxxhash make again.

Usage: /usr/bin/python3 tests/cli/test_verify.py PATH_OF_ISORAND PATH_OF_A_TOOL_WITH_ALTERED_KERNELS"""
import ctypes
import ctypes.util
import json
import os
import pty
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
import tap  # noqa: E402
from cli import ENVIRONMENT, ISORAND, directory, one_line, run  # noqa: E402
from tap import case, check, equal, numpy as np  # noqa: E402

if len(sys.argv) != 3:
    sys.exit(__doc__)
MUTANT = os.path.abspath(sys.argv[2])
MANIFEST = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "vectors",
                        "manifest.txt")
HEAD, MI = "isorand-manifest 1\n", 2**20
INFO = json.loads(run("info", "--json").stdout)
BACKENDS = {row["name"]: row for row in INFO["backends"]}
USABLE = [name for name, row in BACKENDS.items() if row["usable"]]
ENGINES = [row["name"] for row in INFO["engines"]]


def last_line(result):
    return result.stdout.decode().splitlines()[-1]


def entries(path=MANIFEST):
    """The entries of a manifest as lists of fields."""
    with open(path, encoding="ascii") as file:
        lines = file.read().splitlines()
    found = [line.split() for line in lines[1:-1] if not line.startswith("#")]
    equal((lines[0] + "\n", lines[-1]), (HEAD, f"end {len(found)}"), "first and last line")
    return found


def check_verdict(line, checked, differences=0):
    """'all values equal: N comparisons, N of M backends checked (skipped: ...)'"""
    match = re.fullmatch(r"(all values equal: |DIFFERENT: (\d+) differences in )(\d+) comparisons, "
                         r"(\d+) of (\d+) backends checked(?: \(skipped: (.*)\))?", line)
    check(match, f"not a verdict: {line!r}")
    equal(int(match[2] or 0), differences, line)
    check(int(match[3]) >= len(checked), line)
    equal((int(match[4]), int(match[5])), (len(checked), len(BACKENDS)), line)
    skipped = [item.split(": ", 1)[0] for item in match[6].split("; ")] if match[6] else []
    equal(skipped, [name for name in BACKENDS if name not in checked], line)
    for name in skipped:
        reason = BACKENDS[name]["reason"] if not BACKENDS[name]["usable"] else "not asked for"
        check(f"{name}: {reason}" in line, f"no reason for {name}: {line}")


# ---- the comparison ----

@case("quick")
def _():
    tree = json.loads(run("verify", "--json").stdout)
    equal([row["name"] for row in tree["backends"] if row["checked"]], USABLE)
    for row in tree["backends"]:
        check(row["checked"] != bool(row["reason"]), f"{row}")
    tried = {}
    for row in tree["results"]:
        equal(row["difference"], None, f"{row}")
        check(row["checked"] >= 5, f"few starts: {row}")
        tried.setdefault((row["engine"], row["output"].split(",")[0]), set()).add(row["backend"])
    wanted = {(engine, f"{dist['name']}/{kind}") for engine in ENGINES
              for dist in INFO["distributions"] for kind in dist["types"]}
    equal(set(tried), wanted, "what was compared")
    check(all(names == set(USABLE) for names in tried.values()), "a cell lacks a backend")
    required = os.environ.get("ISORAND_REQUIRE_BACKENDS", "").split(",")
    for name in required:
        check(name not in BACKENDS or name in USABLE,
              f"ISORAND_REQUIRE_BACKENDS: {name}: {BACKENDS.get(name, {}).get('reason')}")
    tap.note(f"checked: isorand verify: {len(USABLE)} of {len(BACKENDS)} backends, "
             f"{len(tree['results'])} cells")


@case("text")
def _():
    for arguments in [], ["--table"]:
        result = run("verify", "--engine", "philox,sfc64", "--quick", *arguments)
        *table, verdict = result.stdout.decode().splitlines()
        check_verdict(verdict, USABLE)
        equal(result.stderr, b"", "stderr without a terminal")
        equal(bool(table), bool(arguments), "table")
    equal(table[1].split(), ["output", "philox4x64", "sfc64"])
    check(len(table) > 20, f"{table}")
    check(all(re.fullmatch(r" +\S+ +ok +ok", line) for line in table[2:]), f"{table}")


@case("named-backends")
def _():
    result = run("verify", "--backend", "scalar", "--engine", "pcg32")
    check_verdict(last_line(result), ["scalar"])
    best = next(row["name"] for row in INFO["backends"] if row["active"])
    result = run("verify", "--backend", f"scalar,{best}", "--engine", "pcg32", "--seed", 7,
                 env={"ISORAND_BACKEND": "bogus"})
    check_verdict(last_line(result), ["scalar", best])
    for name in [*(name for name in BACKENDS if name not in USABLE), "sse9", ""]:
        one_line(run("verify", "--backend", f"scalar,{name}", code=2), "--backend", repr(name),
                 *(BACKENDS[name]["reason"] for _ in [0] if name in BACKENDS))


@case("progress")
def _():
    leader, follower = pty.openpty()
    with subprocess.Popen([ISORAND, "verify", "--backend", "scalar"], stderr=follower,
                          stdout=subprocess.DEVNULL, env=ENVIRONMENT) as process:
        os.close(follower)
        shown = b""
        try:
            while block := os.read(leader, 65536):
                shown += block
        except OSError:
            pass
        equal(process.wait(), 0)
    os.close(leader)
    check(re.search(rb"\risorand: +\d+ %  \d+:\d\d:\d\d left", shown), f"{shown[:200]!r}")
    check(shown.endswith(b"\r\x1b[K"), "the line is not cleared")


# ---- differences are found ----

@case("mutant/found", needs_numpy=True)
def _():
    result = run("verify", "--engine", "mt19937,pcg64", "--json", code=1, tool=MUTANT)
    rows = json.loads(result.stdout)["results"]
    wrong = [row for row in rows if row["difference"]]
    equal({row["engine"] for row in wrong}, {"mt19937"}, "engines that differ")
    for output in "raw/u32", "raw/u64", "raw/u8", "uniform/f64", "uniform/f32":
        equal({row["backend"] for row in wrong if row["output"].split(",")[0] == output},
              set(USABLE), output)
    words = np.random.MT19937(42).random_raw(2000)
    for row in wrong:
        found = row["difference"]
        if row["output"] == "raw/u32":
            equal((found["what"], found["seed"], found["start"]), ("value", 42, "0"))
            equal(int(found["expected"], 16), int(words[found["index"]]), "expected word")
            check(found["got"] != found["expected"] and found["index"] < found["length"]
                  and 0 <= found["offset"] < 64, f"{found}")


@case("mutant/text")
def _():
    text = run("verify", "--engine", "mt19937", code=1, tool=MUTANT).stdout.decode()
    for name in USABLE:
        check(re.search(rf"\ndifference: mt19937 raw/u32 {name}: seed 42, start 0, length \d+, "
                        r"offset \d+, what value, index \d+, expected 0x[0-9a-f]{8}, "
                        r"got 0x[0-9a-f]{8}\n", text), f"no line for {name}")
    check(f"raw/u64 DIFFERS: {','.join(USABLE)}\n" in re.sub(" +", " ", text), "no table")
    check_verdict(text.splitlines()[-1], USABLE, text.count("\ndifference: "))


@case("mutant/manifest")
def _():
    text = run("verify", "--manifest", MANIFEST, "--max-size", "1Mi", "--engine", "mt19937,pcg32",
               code=1, tool=MUTANT).stdout.decode()
    numbered = enumerate(open(MANIFEST, encoding="ascii").read().splitlines(), 1)
    lines = {str(n): line.split() for n, line in numbered}
    found = re.findall(r"difference: (\S+) (\S+) (\S+): line (\d+), seed (\d+), start (\S+), "
                       r"bytes (\d+), expected (\S+), got (\S+)\n", text)
    equal({(row[0], row[2]) for row in found}, {("mt19937", name) for name in USABLE})
    for engine, output, _, line, *rest, got in found:
        equal([engine, output, *rest], lines[line], f"line {line}")
        check(got != rest[-1], "equal digests differ")


# ---- manifests ----

@case("manifest/canonical")
def _():
    found = entries()
    long = [row for row in found if int(row[4]) == 64 * MI]
    for engine in ENGINES:
        for output in "raw/u32", "raw/u64", "uniform/f32", "uniform/f64":
            equal(sum([row[0], row[1].split(",")[0]] == [engine, output] for row in long), 3,
                  f"{engine} {output}")
    check_verdict(last_line(run("verify", "--manifest", MANIFEST)), USABLE)
    total = sum(int(row[4]) for row in found) // MI
    tap.note(f"checked: manifest: {len(found)} streams, {total} MiB, {' '.join(USABLE)}")


@case("manifest/write")
def _():
    with directory() as place:
        path = os.path.join(place, "manifest.txt")
        run("verify", "--write-manifest", path, "--backend", "scalar", "--size", "1Mi")
        written = entries(path)
        key = [(r[0], r[1], int(r[3].split("-")[0][2:] or 0), int(r[2]), int(r[4]))
               for r in written]
        equal(key, sorted(set(key)), "order of the lines")
        equal(written, [row for row in entries() if int(row[4]) <= MI],
              "tests/vectors/manifest.txt is not of these registries; when that is right, run "
              "tools/run verify --backend scalar --write-manifest tests/vectors/manifest.txt; "
              "entries")
        equal(os.listdir(place), ["manifest.txt"])
        wanted = open(path, "rb").read()
        for name in USABLE[:-1]:
            text = run("verify", "--write-manifest", "-", "--backend", name, "--size", "1Mi").stdout
            check(text == wanted, f"{name} writes another manifest")
        check_verdict(last_line(run("verify", "--manifest", path, "--backend", "scalar",
                                    "--engine", "sfc64")), ["scalar"])


@case("manifest/max-size")
def _():
    sizes = [int(row[4]) for row in entries() if row[0] == "sfc64"]
    result = run("verify", "--manifest", MANIFEST, "--max-size", "256Ki", "--engine", "sfc64")
    left = sum(size > 2**18 for size in sizes)
    check(f"{left} streams left out: longer than --max-size\n" in result.stdout.decode(),
          result.stdout)
    tree = json.loads(run("verify", "--manifest", MANIFEST, "--max-size", "256Ki", "--engine",
                          "sfc64", "--json").stdout)
    equal(tree["left_out"], left)
    equal(sum(row["checked"] for row in tree["results"]),
          len(USABLE) * sum(size <= 2**18 for size in sizes), "checked")
    result = run("verify", "--manifest", MANIFEST, "--max-size", 1, code=1)
    check(b"nothing was checked" in result.stderr, result.stderr)
    check(b"equal" not in result.stdout, result.stdout)


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


@case("manifest/bad")
def _():
    with directory() as place:
        path = os.path.join(place, "bad")
        for text, line, reason in BAD:
            with open(path, "w", encoding="ascii") as file:
                file.write(text)
            one_line(run("verify", "--manifest", path, code=1), f"{path}, line {line}: ", reason)
        one_line(run("verify", "--manifest", place, code=1), place)
        one_line(run("verify", "--manifest", path + "x", code=1), path + "x")
        with open(path, "w", encoding="ascii") as file:
            file.write(HEAD + GOOD + "end 1\n")
        result = run("verify", "--manifest", path, code=1)
        check("pcg64 raw/u64 " in result.stdout.decode() and result.stdout.count(b"line 2,")
              == len(USABLE), result.stdout)


@case("manifest/bad-weather")
def _():
    with directory() as place:
        path = os.path.join(place, "m")
        one_line(run("verify", "--write-manifest", os.path.join(place, "a", "m"), code=1), "a/m")
        one_line(run("verify", "--write-manifest", "/dev/full", "--size", 8, code=1), "/dev/full")
        one_line(run("verify", "--write-manifest", path, code=1,
                     env={"ISORAND_BACKEND": "bogus"}), "ISORAND_BACKEND")
        equal(os.listdir(place), [])


# ---- oracles of the digests ----

class Hash(ctypes.Structure):
    """XXH128_hash_t."""
    _fields_ = [("low", ctypes.c_uint64), ("high", ctypes.c_uint64)]


def xxh3_128(data):
    name = ctypes.util.find_library("xxhash")
    if not name:
        check(os.environ.get("CI") != "true", "libxxhash is missing")
        raise tap.Skip("libxxhash is missing")
    function = ctypes.CDLL(name).XXH3_128bits
    function.argtypes, function.restype = [ctypes.c_char_p, ctypes.c_size_t], Hash
    value = function(data, len(data))
    return f"{value.high:016x}{value.low:016x}"


def bit_generator(engine, seed, start):
    """NumPy's engine at the start of an entry."""
    bits = getattr(np.random, {"pcg64": "PCG64", "pcg64dxsm": "PCG64DXSM", "philox4x64": "Philox",
                               "sfc64": "SFC64", "mt19937": "MT19937"}[engine])(seed)
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


@case("manifest/numpy", needs_numpy=True)
def _():
    compared = {}
    for engine, output, seed, start, size, digest in entries():
        if engine.endswith("32") or int(size) > MI:
            continue
        data = numpy_bytes(engine, output, int(seed), start, int(size))
        if data is not None:
            equal(digest, xxh3_128(data), f"{engine} {output} {seed} {start} {size}")
            compared[output] = compared.get(output, 0) + 1
    check(len(compared) > 20 and min(compared.values()) >= 5, f"{compared}")
    # one long stream of each width
    for wanted in ("pcg64", "uniform/f64,low=0,high=1"), ("mt19937", "raw/u32"):
        row = next(r for r in entries() if (*r[:2],) == wanted and int(r[4]) == 64 * MI)
        equal(row[5], xxh3_128(numpy_bytes(*wanted, int(row[2]), row[3], int(row[4]))), row)
    tap.note(f"checked: {sum(compared.values()) + 2} digests are those of NumPy's streams")


@case("manifest/fill")
def _():
    rows = [row for row in entries() if row[3] == "0" and int(row[4]) <= MI]
    picked = rows[::37]
    check({row[0] for row in picked} == set(ENGINES), "not every engine")
    for engine, output, seed, _, size, digest in picked:
        name, *params = output.split(",")
        dist, kind = name.split("/")
        options = [f"--{item}" for item in params if not item.startswith("closed=")]
        item = 1 if kind == "bool" else int(kind[1:]) // 8
        data = run("fill", "--engine", engine, "--seed", seed, "--dist", dist, "--type", kind,
                   *options, "--count", int(size) // item, "--format", "raw").stdout
        equal(xxh3_128(data), digest, f"{engine} {output}")


# ---- usage ----

@case("usage")
def _():
    for arguments, *parts in (
            (["--engine", "pcg65"], "--engine 'pcg65'", "pcg64dxsm"),
            (["--engine", "pcg64,"], "--engine ''"),
            (["--quick", "--full"], "--quick", "--full"),
            (["--manifest", MANIFEST, "--write-manifest", "x"], "--manifest", "--write-manifest"),
            (["--manifest", MANIFEST, "--full"], "--full", "--manifest"),
            (["--write-manifest", "x", "--json"], "--json", "--write-manifest"),
            (["--write-manifest", "x", "--table"], "--table", "--write-manifest"),
            (["--json", "--table"], "--table", "--json"),
            (["--write-manifest", "x", "--seed", "1"], "--seed", "--write-manifest"),
            (["--size", "8"], "--size", "--write-manifest"),
            (["--max-size", "8"], "--max-size", "--manifest"),
            (["--manifest", MANIFEST, "--max-size", "-1"], "--max-size '-1'"),
            (["--write-manifest", "x", "--size", "12"], "--size '12'", "8 bytes"),
            (["--write-manifest", "x", "--size", "0"], "--size '0'"),
            (["--seed", "x"], "--seed 'x'"), (["--manifest"], "--manifest"),
            (["stray"], "operand 'stray'"), (["--nonsense"], "--nonsense", "--engine")):
        one_line(run("verify", *arguments, code=2), *parts)
    text = run("verify", "--help").stdout.decode()
    for option in ("quick", "full", "engine", "backend", "seed", "table", "json", "manifest",
                   "max-size", "write-manifest", "size"):
        check(f"  --{option} " in text, f"--{option} is not in the help")
    check("  verify " in run("--help").stdout.decode(), "verify is not in the help")


tap.main("verify")
