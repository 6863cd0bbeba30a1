# SPDX-License-Identifier: MIT
"""Tests of the command line tool: the real binary against NumPy, full disks and bad arguments.

Usage: /usr/bin/python3 tests/cli/test_cli.py PATH_OF_ISORAND"""
import itertools
import json
import os
import pty
import resource
import select
import shlex
import signal
import stat
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
import tap  # noqa: E402
from cli import ENVIRONMENT, ISORAND, directory, one_line, run  # noqa: E402
from tap import case, check, equal, numpy as np  # noqa: E402

IS_ROOT = os.geteuid() == 0

# The engines that NumPy has, and the width of their native words.
NUMPY_ENGINES = {"pcg64": "PCG64", "pcg64dxsm": "PCG64DXSM", "philox4x64": "Philox",
                 "philox": "Philox", "sfc64": "SFC64", "mt19937": "MT19937"}


def word_bits(engine):
    return 32 if engine == "mt19937" else 64


def fill(*args, **options):
    """The bytes that `isorand fill` prints; nothing may be said on stderr."""
    result = run("fill", *args, **options)
    equal(result.stderr, b"", "stderr")
    return result.stdout


def generator(engine, seed, spawn_key=()):
    return np.random.Generator(getattr(np.random, NUMPY_ENGINES[engine])(
        np.random.SeedSequence(seed, spawn_key=spawn_key)))


def hex_words(text):
    return [int(line, 16) for line in text.split()]


# ---- values ----

@case("fill/documented-values")
def _():
    text = fill("--seed", 42, "--type", "f64", "--count", 3, "--format", "text")
    equal(text, b"0.7739560485559633\n0.4388784397520523\n0.8585979199113825\n")
    text = fill("--legacy", "--engine", "mt19937", "--seed", 42, "--type", "f64", "--count", 3,
                "--format", "text")
    equal(text, b"0.3745401188473625\n0.9507143064099162\n0.7319939418114051\n")


def test_engine_words(engine):
    bits = word_bits(engine)
    raw = generator(engine, 0xdeadbeaf).bit_generator.random_raw(1000)
    text = fill("--engine", engine, "--seed", "0xdeadbeaf", "--dist", "raw", "--type", f"u{bits}",
                "--count", 1000, "--out", "-", "--format", "hex")
    equal(hex_words(text), raw.tolist())
    check(all(len(line) == bits // 4 for line in text.split()), "width of the hex words")


for _engine in NUMPY_ENGINES:
    case(f"fill/raw/{_engine}", needs_numpy=True)(
        lambda engine=_engine: test_engine_words(engine))


def philox4x32_words(sequence, n):
    """Philox4x32-10 over the counters 1, 2, ... below 2^32, from the paper (Salmon et al. 2011)."""
    def block(counter, key):
        for _ in range(10):
            p0, p1 = counter[0] * 0xD2511F53, counter[2] * 0xCD9E8D57
            counter = [p1 >> 32 ^ counter[1] ^ key[0], p1 & 0xffffffff,
                       p0 >> 32 ^ counter[3] ^ key[1], p0 & 0xffffffff]
            key = [(key[0] + 0x9E3779B9) % 2**32, (key[1] + 0xBB67AE85) % 2**32]
        return counter
    # Random123's kat_vectors: the block of zeros
    equal(block([0] * 4, [0] * 2), [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8])
    key = sequence.generate_state(2).tolist()
    return [word for c in range(n // 4) for word in block([c + 1, 0, 0, 0], key)]


def pcg32_words(sequence, n):
    """PCG XSH-RR 64/32, from the paper (O'Neill 2014)."""
    def words(initstate, initseq, count):
        inc = (initseq << 1 | 1) % 2**64
        state = (initstate + inc) * 6364136223846793005 + inc
        for _ in range(count):
            state %= 2**64
            x, r = (state >> 18 ^ state) >> 27 & 0xffffffff, state >> 59
            yield (x >> r | x << (32 - r)) & 0xffffffff
            state = state * 6364136223846793005 + inc
    equal(next(words(42, 54, 1)), 0xa15c02b7)  # pcg32-demo.out of pcg-c
    return list(words(*sequence.generate_state(2, np.uint64).tolist(), n))


@case("fill/raw/other-engines", needs_numpy=True)
def _():
    for engine, model in (("philox4x32", philox4x32_words), ("pcg32", pcg32_words)):
        text = fill("--engine", engine, "--seed", "0xdeadbeaf", "--dist", "raw", "--type", "u32",
                    "--count", 1000, "--format", "hex")
        equal(hex_words(text), model(np.random.SeedSequence(0xdeadbeaf), 1000), engine)


@case("fill/types", needs_numpy=True)
def _():
    n = 300001  # more than one chunk of f64
    expected = {
        "f64": generator("pcg64", 7).random(n),
        "f32": generator("pcg64", 7).random(n, dtype=np.float32),
        "u64": generator("pcg64", 7).bit_generator.random_raw(n),
        "u32": generator("pcg64", 7).integers(0, 2**32, n, dtype=np.uint32),
        "u8": np.frombuffer(generator("pcg64", 7).bytes(n), np.uint8)}
    for kind, wanted in expected.items():
        got = np.frombuffer(fill("--seed", 7, "--type", kind, "--count", n),
                            wanted.dtype.newbyteorder("<"))
        check(np.array_equal(got, wanted), kind)
    n = 3 * 2**20 + 5
    check(fill("--seed", 7, "--type", "u8", "--count", n) == generator("pcg64", 7).bytes(n),
          "bytes over several chunks")


@case("fill/npy", needs_numpy=True)
def _():
    with directory() as place:
        path = os.path.join(place, "x.npy")
        for kind, count in itertools.product(("f64", "f32", "u64", "u32", "u8"),
                                             (0, 1, 7, 400000)):
            run("fill", "--seed", 1, "--type", kind, "--count", count, "--out", path)
            dtype = {"u8": "|u1"}.get(kind, f"<{kind[0]}{int(kind[1:]) // 8}")
            array = np.load(path, mmap_mode="r" if count else None, allow_pickle=False)
            equal((array.dtype.str, array.shape), (dtype, (count,)))
            raw = fill("--seed", 1, "--type", kind, "--count", count, "--format", "raw")
            check(array.tobytes() == raw, f"values of {kind} {count}")
            with open(path, "rb") as file:
                magic, length = struct.unpack("<8sH", file.read(10))
            equal((magic, (length + 10) % 64), (b"\x93NUMPY\x01\x00", 0), "header")
            check(fill("--seed", 1, "--type", kind, "--count", count, "--format", "npy")
                  == open(path, "rb").read(), "npy to a pipe")
        equal(os.listdir(place), ["x.npy"])


@case("fill/text-round-trip", needs_numpy=True)
def _():
    for kind, convert in (("f64", np.float64), ("f32", np.float32)):
        lines = fill("--seed", 3, "--type", kind, "--count", 20000, "--format", "text").split()
        wanted = generator("pcg64", 3).random(20000, dtype=convert)
        check([convert(line) for line in lines] == wanted.tolist(), f"{kind} read back")
        if kind == "f64":  # NumPy and Python print the shortest text; %.17g may be one digit longer
            longer = sum(len(a) > len(repr(b)) for a, b in zip(lines, wanted.tolist()))
            check(longer < 0.01 * len(lines), f"{longer} texts are longer than Python's")
    for kind in ("u8", "u32", "u64"):
        size = int(kind[1:]) // 8
        raw = fill("--seed", 3, "--type", kind, "--count", 5000, "--format", "raw")
        values = [int.from_bytes(raw[i:i + size], "little") for i in range(0, len(raw), size)]
        text = fill("--seed", 3, "--type", kind, "--count", 5000, "--format", "text")
        equal([int(line) for line in text.split()], values, f"{kind} text")
        digits = fill("--seed", 3, "--type", kind, "--count", 5000, "--format", "hex")
        equal(hex_words(digits), values, f"{kind} hex")
    bits = fill("--seed", 3, "--type", "f32", "--count", 100, "--format", "hex")
    equal(hex_words(bits),
          generator("pcg64", 3).random(100, dtype=np.float32).view(np.uint32).tolist(), "f32 hex")


# Seeds of every form: what the command line takes, what NumPy takes.
SEEDS = [("0", 0), ("42", 42), ("0xffffffff", 2**32 - 1), ("4294967296", 2**32),
         ("0x" + "9e3779b9" * 40, int("9e3779b9" * 40, 16)), ("1" * 3000, int("1" * 3000)),
         ("1,2,3", [1, 2, 3]), ("7,", [7]), ("0,0x100000000,5", [0, 2**32, 5])]


@case("fill/seeds", needs_numpy=True)
def _():
    for (text, seed), key in itertools.product(SEEDS, (None, "0", "3,0x100000000,0")):
        options = ["--spawn-key", key] if key else []
        spawn_key = tuple(int(k, 0) for k in key.split(",")) if key else ()
        got = fill("--seed", text, *options, "--dist", "raw", "--type", "u64", "--count", 5,
                   "--format", "hex")
        equal(hex_words(got),
              generator("pcg64", seed, spawn_key).bit_generator.random_raw(5).tolist(),
              f"{text:.40} {key}")


@case("fill/legacy", needs_numpy=True)
def _():
    for text, seed in (("0", 0), ("42", 42), ("4294967295", 2**32 - 1), ("1,2,3", [1, 2, 3]),
                       ("5,", [5]), ("0xffffffff,0", [2**32 - 1, 0])):
        got = fill("--legacy", "--seed", text, "--count", 1000)
        check(got == np.random.RandomState(seed).random_sample(1000).astype("<f8").tobytes(), text)
        got = fill("--legacy", "--seed", text, "--dist", "raw", "--type", "u32", "--count", 700)
        raw = np.random.RandomState(seed)._bit_generator.random_raw(700)
        check(got == raw.astype("<u4").tobytes(), f"raw {text}")


@case("fill/jump-skip", needs_numpy=True)
def _():
    for engine in ("pcg64", "pcg64dxsm", "philox4x64", "mt19937"):
        kind = f"u{word_bits(engine)}"
        for jump, skip in ((1, 0), (3, 5), (0, 1001)):
            bits = generator(engine, 11).bit_generator
            bits = bits.jumped(jump) if jump else bits
            bits.random_raw(skip, output=False)
            got = fill("--engine", engine, "--seed", 11, "--jump", jump, "--skip", skip, "--dist",
                       "raw", "--type", kind, "--count", 9, "--format", "hex")
            equal(hex_words(got), bits.random_raw(9).tolist(), f"{engine} {jump} {skip}")
    bits = generator("sfc64", 11).bit_generator
    bits.random_raw(77, output=False)
    got = fill("--engine", "sfc64", "--seed", 11, "--skip", 77, "--dist", "raw", "--type", "u64",
               "--count", 9, "--format", "hex")
    equal(hex_words(got), bits.random_raw(9).tolist(), "sfc64")


@case("fill/counts")
def _():
    for text, n in (("0", 0), ("5", 5), ("1e3", 1000), ("1.5e2", 150), ("2.5k", 2500),
                    ("0.001M", 1000), ("3Ki", 3072), ("0.5Ki", 512), ("0x10", 16), ("1E2", 100),
                    ("1.0", 1), ("2e0", 2), ("1Mi", 2**20)):
        equal(len(fill("--seed", 1, "--type", "u8", "--count", text)), n, text)


@case("fill/last-option-wins")
def _():
    got = fill("--seed", 1, "--count", 9, "--type", "u8", "--seed", 42, "--type=f64", "--count=1",
               "--format", "hex", "--format", "text")
    equal(got, b"0.7739560485559633\n")


@case("fill/default-dist-and-type")
def _():
    equal(fill("--seed", 1, "--count", 9), fill("--seed", 1, "--count", 9, "--type", "f64",
                                                "--dist", "uniform"))
    equal(fill("--seed", 1, "--count", 9, "--type", "u64"),
          fill("--seed", 1, "--count", 9, "--type", "u64", "--dist", "raw"))


# ---- the seed that nobody gave ----

def test_reproduction(*options):
    result = run("fill", *options)
    text = result.stderr.decode()
    equal(text.count("\n"), 1, "lines on stderr")
    command = shlex.split(text.split("to reproduce this run: ")[1])
    equal(command[0], ISORAND)
    again = subprocess.run(command, capture_output=True, env=ENVIRONMENT, check=True)
    equal(again.stderr, b"", "stderr of the repetition")
    check(again.stdout == result.stdout and result.stdout, f"{command} gives other bytes")
    check(run("fill", *options).stdout != result.stdout, "two runs have the same seed")


@case("fill/reproduction")
def _():
    test_reproduction("--count", 100, "--format", "text")
    test_reproduction("--count", 100, "--engine", "philox", "--spawn-key", "1,2", "--skip", "3")
    test_reproduction("--legacy", "--count", 100)
    with directory() as place:
        path = os.path.join(place, "it's a; $(file)\\ .raw")
        text = run("fill", "--count", 10, "--out", path).stderr.decode()
        first = open(path, "rb").read()
        os.unlink(path)
        subprocess.run(text.split("to reproduce this run: ")[1], shell=True, check=True)
        equal(open(path, "rb").read(), first, "bytes of the repetition by a shell")


# ---- files ----

@case("fill/out/permissions-and-links")
def _():
    with directory() as place:
        path, link = os.path.join(place, "file"), os.path.join(place, "sub", "link")
        fill("--seed", 1, "--count", 4, "--out", path, umask=0o027)
        equal(stat.S_IMODE(os.stat(path).st_mode), 0o640, "mode of a new file")
        os.chmod(path, 0o604)
        fill("--seed", 2, "--count", 4, "--out", path, umask=0o077)
        equal(stat.S_IMODE(os.stat(path).st_mode), 0o604, "mode of a replaced file")
        os.mkdir(os.path.dirname(link))
        os.symlink("../file", link)
        os.symlink("link", link + "2")
        fill("--seed", 3, "--count", 4, "--out", link + "2")
        check(os.path.islink(link) and os.path.islink(link + "2"), "the links are still links")
        equal(open(path, "rb").read(), fill("--seed", 3, "--count", 4), "file behind two links")
        os.unlink(path)
        fill("--seed", 4, "--count", 4, "--out", link)
        equal(open(path, "rb").read(), fill("--seed", 4, "--count", 4), "file behind a dead link")
        os.symlink("loop", os.path.join(place, "loop"))
        one_line(run("fill", "--seed", 1, "--count", 4, "--out", os.path.join(place, "loop"),
                     code=1), "symbolic links")
        equal(sorted(os.listdir(place)), ["file", "loop", "sub"])
        equal(sorted(os.listdir(os.path.dirname(link))), ["link", "link2"])


@case("fill/out/relative-and-npy-name")
def _():
    with directory() as place:
        fill("--seed", 1, "--count", 4, "--out", "x.npy", cwd=place)
        equal(open(os.path.join(place, "x.npy"), "rb").read()[:6], b"\x93NUMPY")
        fill("--seed", 1, "--count", 4, "--out", "x.bin", cwd=place)
        equal(os.path.getsize(os.path.join(place, "x.bin")), 32)


@case("fill/out/full-disk")
def _():
    for kind in ("raw", "text", "npy"):
        one_line(run("fill", "--seed", 1, "--count", "1e6", "--format", kind, "--out", "/dev/full",
                     code=1), "/dev/full", "No space left on device")
    with open("/dev/full", "wb") as full:
        one_line(run("fill", "--seed", 1, "--count", 10, stdout=full, code=1), "standard output",
                 "No space left on device")
        for command in (["--help"], ["fill", "--help"], ["info"], ["info", "--json"],
                        ["seed", "--seed", "1"], ["--version"]):
            one_line(run(*command, stdout=full, code=1), "standard output", "No space left")


@case("fill/out/failed-write-keeps-the-old-file")
def _():
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (3 << 20, 3 << 20))
    with directory() as place:
        path = os.path.join(place, "x.npy")
        one_line(run("fill", "--seed", 1, "--count", "1e6", "--out", path, code=1,
                     preexec_fn=limit), path, "File too large")
        equal(os.listdir(place), [], "files after a failed write")
        with open(path, "wb") as file:
            file.write(b"precious")
        one_line(run("fill", "--seed", 1, "--count", "1e6", "--out", path, code=1,
                     preexec_fn=limit), path, "File too large")
        equal(os.listdir(place), ["x.npy"])
        equal(open(path, "rb").read(), b"precious", "the old file")


@case("fill/out/unwritable")
def _():
    with directory() as place:
        one_line(run("fill", "--seed", 1, "--count", 1, "--out", place, code=1), place,
                 "Is a directory")
        missing = os.path.join(place, "no", "x")
        one_line(run("fill", "--seed", 1, "--count", 1, "--out", missing, code=1), missing,
                 "No such file or directory")
        one_line(run("fill", "--seed", 1, "--count", 1, "--out", missing + "/", code=1), missing)
        one_line(run("fill", "--seed", 1, "--count", 1, "--out", "", code=1), "No such file")
        with open(os.path.join(place, "file"), "wb"):
            pass
        under = os.path.join(place, "file", "x")
        one_line(run("fill", "--seed", 1, "--count", 1, "--out", under, code=1), under,
                 "Not a directory")
        equal(os.listdir(place), ["file"])
    if os.path.isdir("/proc/self"):  # unwritable even for root
        one_line(run("fill", "--seed", 1, "--count", 1, "--out", "/proc/self/x.npy", code=1),
                 "/proc/self/x.npy")


@case("fill/out/no-permission")
def _():
    def drop():
        if IS_ROOT:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
    with directory() as place:
        path = os.path.join(place, "x")
        with open(path, "wb") as file:
            file.write(b"precious")
        os.chmod(path, 0o444)
        os.chmod(place, 0o555)
        if subprocess.run([ISORAND, "--version"], preexec_fn=drop, capture_output=True,
                          check=False).returncode:
            raise tap.Skip("another user cannot reach the binary")
        for name in ("x", "new"):
            target = os.path.join(place, name)
            one_line(run("fill", "--seed", 1, "--count", 1, "--out", target, code=1,
                         preexec_fn=drop), target, "Permission denied")
        os.chmod(place, 0o777)  # now a rename would succeed, but the file itself is read-only
        one_line(run("fill", "--seed", 1, "--count", 1, "--out", path, code=1, preexec_fn=drop),
                 path, "Permission denied")
        equal((os.listdir(place), open(path, "rb").read()), (["x"], b"precious"))


@case("fill/out/devices-and-pipes")
def _():
    with directory() as place:
        fill("--seed", 1, "--count", "1e5", "--out", "/dev/null")
        check(stat.S_ISCHR(os.stat("/dev/null").st_mode), "/dev/null is still a device")
        fifo = os.path.join(place, "fifo")
        os.mkfifo(fifo)
        with subprocess.Popen([ISORAND, "fill", "--seed", "1", "--count", "3e5", "--out", fifo],
                              env=ENVIRONMENT) as writer:
            with open(fifo, "rb") as reader:
                check(reader.read() == fill("--seed", 1, "--count", "3e5"), "bytes in a fifo")
            equal(writer.wait(timeout=30), 0, "exit code")
        check(stat.S_ISFIFO(os.stat(fifo).st_mode), "the fifo is still a fifo")
        equal(fill("--seed", 1, "--count", 3, "--out", "/dev/stdout"),
              fill("--seed", 1, "--count", 3), "/dev/stdout")


def die_during_fill(number, path):
    """Ends a long fill with a signal once its temporary file is there; returns the exit code."""
    with subprocess.Popen([ISORAND, "fill", "--seed", "1", "--count", "1e12", "--type", "u8",
                           "--format", "text", "--out", path], env=ENVIRONMENT) as process:
        place, deadline = os.path.dirname(path), time.monotonic() + 30
        while not any(name.startswith(".isorand-") for name in os.listdir(place)):
            check(time.monotonic() < deadline and process.poll() is None, "no temporary file")
            time.sleep(0.005)
        check(not os.path.exists(path) or os.path.getsize(path) == 3, "the final name is untouched")
        process.send_signal(number)
        return process.wait(timeout=30)


@case("fill/out/signals")
def _():
    with directory() as place:
        path = os.path.join(place, "x")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            equal(die_during_fill(number, path), -number, "exit code")
            equal(os.listdir(place), [], f"files after signal {number}")
        with open(path, "wb") as file:
            file.write(b"old")
        equal(die_during_fill(signal.SIGTERM, path), -signal.SIGTERM)
        equal((os.listdir(place), open(path, "rb").read()), (["x"], b"old"))


@case("fill/out/closed-pipe")
def _():
    for count, kind in itertools.product(("1e8", "inf"), ("raw", "text", "hex")):
        with subprocess.Popen([ISORAND, "fill", "--seed", "1", "--count", count, "--format", kind],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=ENVIRONMENT) as process:
            process.stdout.read(1000)
            process.stdout.close()
            equal(process.stderr.read(), b"", "stderr")
            equal(process.wait(timeout=30), 0, "exit code")


@case("fill/out/closed-stdout")
def _():
    with directory() as place:
        path = os.path.join(place, "x")
        for closed in ("2>&-", ">&- 2>&-", "<&- 2>&-"):  # no message may end in the file
            shell = f'exec "$0" fill --count 4 --out "$1" {closed}'
            subprocess.run(["sh", "-c", shell, ISORAND, path], env=ENVIRONMENT, check=True)
            equal(os.path.getsize(path), 32, closed)
        result = subprocess.run(["sh", "-c", 'exec "$0" fill --seed 1 --count 4 >&-', ISORAND],
                                env=ENVIRONMENT, capture_output=True, check=False)
        equal(result.returncode, 1)
        one_line(result, "standard output", "Bad file descriptor")


@case("fill/out/non-blocking-pipe")
def _():
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with subprocess.Popen([ISORAND, "fill", "--seed", "1", "--count", "1e6"], stdout=writer,
                          env=ENVIRONMENT) as process:
        os.close(writer)
        time.sleep(0.1)  # the pipe is full by now
        with os.fdopen(reader, "rb") as stream:
            got = stream.read()
        equal(process.wait(timeout=30), 0)
    check(got == fill("--seed", 1, "--count", "1e6"), "bytes")


@case("fill/inf")
def _():
    for kind in ("u8", "u32", "f64"):
        n = 5 << 20
        with subprocess.Popen([ISORAND, "fill", "--seed", "1", "--type", kind, "--count", "inf"],
                              stdout=subprocess.PIPE, env=ENVIRONMENT) as process:
            got = process.stdout.read(n)
            process.stdout.close()
            equal(process.wait(timeout=30), 0)
        size = int(kind[1:]) // 8
        check(got == fill("--seed", 1, "--type", kind, "--count", n // size), kind)


# ---- terminals ----

def on_terminal(command):
    """What a command prints when stdout and stderr are a terminal."""
    master, slave = pty.openpty()
    with subprocess.Popen(command, stdout=slave, stderr=slave, env=ENVIRONMENT) as process:
        os.close(slave)
        output = b""
        while select.select([master], [], [], 30)[0]:
            try:
                piece = os.read(master, 65536)
            except OSError:  # Linux's end of file
                break
            if not piece:
                break
            output += piece
        os.close(master)
        equal(process.wait(timeout=30), 0)
    return output


@case("fill/terminal")
def _():
    equal(on_terminal([ISORAND, "fill", "--seed", "42", "--count", "1"]),
          b"0.7739560485559633\r\n", "the default format on a terminal")
    equal(on_terminal(["sh", "-c", 'exec "$0" fill --seed 1 --count 1e3 >/dev/null', ISORAND]),
          b"", "a short fill is silent")
    # the reader sleeps, so that the fill lasts longer than half a second
    shown = on_terminal(["sh", "-c", '"$0" fill --seed 1 --count 1e6 | '
                         '{ sleep 0.8; head -c 4000000 | wc -c >/dev/null; sleep 0.3; cat; } '
                         '>/dev/null', ISORAND])
    check(b" GB/s " in shown and b" % " in shown and b" left" in shown, f"progress: {shown!r}")
    check(shown.endswith(b"\r\x1b[K"), f"the line is cleared: {shown!r}")
    check(b"\n" not in shown, f"one line: {shown!r}")


# ---- wrong usage ----

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


@case("usage/fill")
def _():
    with directory() as place:
        path = os.path.join(place, "x")
        for arguments, *parts in BAD_FILLS:
            one_line(run("fill", "--count", "5", "--out", path, *arguments, code=2), *parts)
            equal(os.listdir(place), [], f"files after {arguments!r:.80}")
        one_line(run("fill", "--out", path, code=2), "--count", "required")
        equal(os.listdir(place), [])
    tap.note(f"{len(BAD_FILLS) + 1} wrong uses of fill, each refused in one line")


@case("usage/commands")
def _():
    one_line(run(code=2), "command", "fill", "info", "seed", "--help")
    one_line(run("fil", code=2), "command 'fil'", "fill", "info", "seed")
    one_line(run("--bogus", code=2), "'--bogus'", "fill")
    for arguments, *parts in (
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
            (["seed", "1"], "operand '1'")):
        one_line(run(*arguments, code=2), *parts)


@case("usage/help")
def _():
    for arguments in (["--help"], ["-h"], ["fill", "--help"], ["fill", "-h"],
                      ["fill", "--seed", "1", "--help"], ["info", "--help"], ["seed", "--help"]):
        result = run(*arguments)
        equal(result.stderr, b"")
        check(b"Usage: isorand" in result.stdout, f"{arguments}: {result.stdout!r}")
        lines = result.stdout.decode().splitlines()
        check(max(map(len, lines)) <= 120, "long lines")
    info = json.loads(run("info", "--json").stdout)
    text = run("fill", "--help").stdout.decode()
    for name in [row["name"] for part in ("engines", "distributions") for row in info[part]]:
        check(f"  {name} " in text, f"{name} is not in the help of fill")
    version = run("--version").stdout.decode().split()
    equal(version, ["isorand", info["version"]])


# ---- backends ----

@case("backends")
def _():
    info = json.loads(run("info", "--json").stdout)
    wanted = fill("--seed", 1, "--count", 1000)
    equal(sum(row["active"] for row in info["backends"]), 1, "active backends")
    for row in info["backends"]:
        name = row["name"]
        if row["usable"]:
            equal(fill("--seed", 1, "--count", 1000, "--backend", name), wanted, name)
            equal(fill("--seed", 1, "--count", 1000, env={"ISORAND_BACKEND": name}), wanted, name)
            forced = json.loads(run("info", "--json", env={"ISORAND_BACKEND": name}).stdout)
            equal(forced["active_backend"], name)
        else:
            check(row["reason"], f"no reason for {name}")
            one_line(run("fill", "--count", 1, "--backend", name, code=2), name, row["reason"])
            one_line(run("fill", "--count", 1, code=1, env={"ISORAND_BACKEND": name}),
                     "ISORAND_BACKEND", row["reason"])
    with directory() as place:
        one_line(run("fill", "--count", 1, "--out", os.path.join(place, "x"), code=1,
                     env={"ISORAND_BACKEND": "sse9"}), "ISORAND_BACKEND 'sse9'", "scalar")
        equal(os.listdir(place), [])
    equal(json.loads(run("info", "--json", env={"ISORAND_BACKEND": "sse9"}).stdout)
          ["active_backend"], "none")
    equal(fill("--seed", 1, "--count", 1000, "--backend", "auto",
               env={"ISORAND_BACKEND": "sse9"}), wanted, "--backend wins")
    checked = [row["name"] for row in info["backends"] if row["usable"]]
    tap.note(f"backends: {' '.join(checked)} of {len(info['backends'])}")


@case("info/text")
def _():
    info = json.loads(run("info", "--json").stdout)
    text = run("info").stdout.decode()
    for part in ("backends", "engines", "distributions"):
        for row in info[part]:
            check(f"  {row['name']} " in text, f"{row['name']} is not in the text")
    check(info["compiler"] in text and info["version"] in text, "version and compiler")


# ---- seed ----

def described(sequence, words, extra=None):
    """A SeedSequence as `isorand seed --json` shows it."""
    return {"entropy": sequence.entropy, "spawn_key": list(sequence.spawn_key),
            "pool_size": sequence.pool_size,
            "n_children_spawned": sequence.n_children_spawned, "pool": sequence.pool.tolist(),
            "generate_state_u32": sequence.generate_state(words).tolist(),
            "generate_state_u64": sequence.generate_state(words, np.uint64).tolist(),
            **(extra or {})}


@case("seed/numpy", needs_numpy=True)
def _():
    compared = 0
    for (text, seed), key, children, words, pool in itertools.product(
            SEEDS, (None, "1", "0x123456789,0"), (0, 4), (4, 0, 9), (4, 8, 32)):
        spawn_key = tuple(int(k, 0) for k in key.split(",")) if key else ()
        sequence = np.random.SeedSequence(seed, spawn_key=spawn_key, pool_size=pool)
        spawned = [described(child, words) for child in sequence.spawn(children)]
        got = json.loads(run("seed", "--seed", text, *(["--spawn-key", key] if key else []),
                             "--spawn", children, "--words", words, "--pool-size", pool,
                             "--json").stdout)
        equal(got, described(sequence, words, {"children": spawned}), f"{text:.40} {key}")
        compared += 1 + children
    tap.note(f"{compared} SeedSequences equal NumPy's")


@case("seed/defaults", needs_numpy=True)
def _():
    got = json.loads(run("seed", "--seed", 12345, "--spawn", 4, "--json").stdout)
    sequence = np.random.SeedSequence(12345)
    spawned = [described(child, 4) for child in sequence.spawn(4)]
    equal(got, described(sequence, 4, {"children": spawned}))
    text = run("seed", "--seed", 12345, "--spawn", 4).stdout.decode()
    for row in [got, *got["children"]]:
        for part in ("pool", "generate_state_u32", "generate_state_u64"):
            check(" ".join(map(str, row[part])) in text, f"{part} is not in the text")


@case("seed/os", needs_numpy=True)
def _():
    first, second = (json.loads(run("seed", "--json").stdout) for _ in range(2))
    check(first["entropy"] != second["entropy"], "the same entropy twice")
    check(max(first["entropy"], second["entropy"]).bit_length() > 100, "less than 128 bits")
    sequence = np.random.SeedSequence(first["entropy"])
    equal(first, described(sequence, 4, {"children": []}))


tap.main("cli")
