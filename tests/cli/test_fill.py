# SPDX-License-Identifier: MIT
"""The values of `isorand fill`: engines, types, seeds, places in the stream, formats."""
import os
import shlex
import struct
import subprocess

import pytest

import numpy_engines
from build import ROOT
from command import ENVIRONMENT
from oracles import numpy as np

SEEDS = numpy_engines.SEEDS


def word_bits(engine):
    return 32 if engine == "mt19937" else 64


def generator(engine, seed, spawn_key=()):
    return np.random.Generator(numpy_engines.bit_generator(engine, seed, spawn_key))


def hex_words(text):
    return [int(line, 16) for line in text.split()]


def test_documented_values(command):
    text = command.fill("--seed", 42, "--type", "f64", "--count", 3, "--format", "text")
    assert text == b"0.7739560485559633\n0.4388784397520523\n0.8585979199113825\n"
    text = command.fill("--legacy", "--engine", "mt19937", "--seed", 42, "--type", "f64",
                        "--count", 3, "--format", "text")
    assert text == b"0.3745401188473625\n0.9507143064099162\n0.7319939418114051\n"


# ---- engines ----

@pytest.mark.numpy
@pytest.mark.parametrize("name", [*numpy_engines.NAMES, "philox"])
def test_raw(command, name):
    engine = "philox4x64" if name == "philox" else name
    bits = word_bits(engine)
    raw = generator(engine, 0xdeadbeaf).bit_generator.random_raw(1000)
    text = command.fill("--engine", name, "--seed", "0xdeadbeaf", "--dist", "raw",
                        "--type", f"u{bits}", "--count", 1000, "--out", "-", "--format", "hex")
    assert hex_words(text) == raw.tolist()
    assert all(len(line) == bits // 4 for line in text.split())


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
    assert block([0] * 4, [0] * 2) == [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]
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
    assert next(words(42, 54, 1)) == 0xa15c02b7  # pcg32-demo.out of pcg-c
    return list(words(*sequence.generate_state(2, np.uint64).tolist(), n))


def sfc64x32_words(sequence, n):
    """The first rows of block 0, lane by lane, from docs/sfc64x32.md."""
    def lane(a, b, c, count):
        for counter in range(1, 16 + count + 1):
            word = (a + b + counter) % 2**64
            a, b, c = b ^ b >> 11, 9 * c % 2**64, ((c << 24 | c >> 40) + word) % 2**64
            if counter > 16:
                yield word
    key = sequence.generate_state(2, np.uint64).tolist()
    lanes = [list(lane(*key, number, -(-n // 32))) for number in range(32)]
    return [lanes[i % 32][i // 32] for i in range(n)]


@pytest.mark.numpy
@pytest.mark.parametrize("engine, bits, model", [
    ("philox4x32", 32, philox4x32_words), ("pcg32", 32, pcg32_words),
    ("sfc64x32", 64, sfc64x32_words)])
def test_raw_of_other_engines(command, engine, bits, model):
    text = command.fill("--engine", engine, "--seed", "0xdeadbeaf", "--dist", "raw",
                        "--type", f"u{bits}", "--count", 1000, "--format", "hex")
    assert hex_words(text) == model(np.random.SeedSequence(0xdeadbeaf), 1000)


def test_documented_words_of_sfc64x32(command):
    text = command.fill("--engine", "sfc64x32", "--seed", 42, "--dist", "raw", "--type", "u64",
                        "--count", 4, "--format", "hex").decode()
    with open(f"{ROOT}/docs/sfc64x32.md", encoding="utf-8") as page:
        assert " ".join(text.split()) in page.read()


# ---- types and formats ----

@pytest.mark.numpy
@pytest.mark.parametrize("kind", ["f64", "f32", "u64", "u32", "u8"])
def test_types(command, kind):
    n, rng = 300001, generator("pcg64", 7)  # more than one chunk of f64
    wanted = {"f64": lambda: rng.random(n),
              "f32": lambda: rng.random(n, dtype=np.float32),
              "u64": lambda: rng.bit_generator.random_raw(n),
              "u32": lambda: rng.integers(0, 2**32, n, dtype=np.uint32),
              "u8": lambda: np.frombuffer(rng.bytes(n), np.uint8)}[kind]()
    got = np.frombuffer(command.fill("--seed", 7, "--type", kind, "--count", n),
                        wanted.dtype.newbyteorder("<"))
    assert np.array_equal(got, wanted)


@pytest.mark.numpy
def test_bytes_over_several_chunks(command):
    n = 3 * 2**20 + 5
    got = command.fill("--seed", 7, "--type", "u8", "--count", n)
    same = got == generator("pcg64", 7).bytes(n)
    assert same


@pytest.mark.numpy
@pytest.mark.parametrize("count", [0, 1, 7, 400000])
@pytest.mark.parametrize("kind", ["f64", "f32", "u64", "u32", "u8"])
def test_npy(command, tmp_path, kind, count):
    path = tmp_path / "x.npy"
    arguments = "--seed", 1, "--type", kind, "--count", count
    command.run("fill", *arguments, "--out", path)
    dtype = {"u8": "|u1"}.get(kind, f"<{kind[0]}{int(kind[1:]) // 8}")
    array = np.load(path, mmap_mode="r" if count else None, allow_pickle=False)
    assert (array.dtype.str, array.shape) == (dtype, (count,))
    same = array.tobytes() == command.fill(*arguments, "--format", "raw")
    assert same
    content = path.read_bytes()
    magic, length = struct.unpack("<8sH", content[:10])
    assert (magic, (length + 10) % 64) == (b"\x93NUMPY\x01\x00", 0)
    same = command.fill(*arguments, "--format", "npy") == content
    assert same, "npy to a pipe"
    assert os.listdir(tmp_path) == ["x.npy"]


@pytest.mark.numpy
@pytest.mark.parametrize("kind", ["f64", "f32"])
def test_text_of_reals_reads_back(command, kind):
    convert = {"f64": np.float64, "f32": np.float32}[kind]
    lines = command.fill("--seed", 3, "--type", kind, "--count", 20000, "--format", "text").split()
    wanted = generator("pcg64", 3).random(20000, dtype=convert).tolist()
    assert [convert(line) for line in lines] == wanted
    if kind == "f64":  # NumPy and Python print the shortest text; %.17g may be one digit longer
        longer = sum(len(a) > len(repr(b)) for a, b in zip(lines, wanted))
        assert longer < 0.01 * len(lines)


@pytest.mark.parametrize("kind", ["u8", "u32", "u64"])
def test_text_of_integers_reads_back(command, kind):
    size, arguments = int(kind[1:]) // 8, ("--seed", 3, "--type", kind, "--count", 5000)
    raw = command.fill(*arguments, "--format", "raw")
    values = [int.from_bytes(raw[i:i + size], "little") for i in range(0, len(raw), size)]
    text = command.fill(*arguments, "--format", "text")
    assert [int(line) for line in text.split()] == values
    assert hex_words(command.fill(*arguments, "--format", "hex")) == values


@pytest.mark.numpy
def test_hex_of_f32(command):
    bits = command.fill("--seed", 3, "--type", "f32", "--count", 100, "--format", "hex")
    wanted = generator("pcg64", 3).random(100, dtype=np.float32)
    assert hex_words(bits) == wanted.view(np.uint32).tolist()


@pytest.mark.parametrize("text, n", [
    ("0", 0), ("5", 5), ("1e3", 1000), ("1.5e2", 150), ("2.5k", 2500), ("0.001M", 1000),
    ("3Ki", 3072), ("0.5Ki", 512), ("0x10", 16), ("1E2", 100), ("1.0", 1), ("2e0", 2),
    ("1e+3", 1000), ("1K", 1000), ("2.5K", 2500),
    ("1Mi", 2**20), ("16.00000000000000000000000", 16), ("0.00000095367431640625Mi", 1),
    ("0e99999999999999999999", 0)])
def test_counts(command, text, n):
    assert len(command.fill("--seed", 1, "--type", "u8", "--count", text)) == n


# ---- seeds and places ----

@pytest.mark.numpy
@pytest.mark.parametrize("key", [None, "0", "3,0x100000000,0"])
@pytest.mark.parametrize("text, seed", SEEDS, ids=numpy_engines.SEED_IDS)
def test_seeds(command, text, seed, key):
    options = ["--spawn-key", key] if key else []
    spawn_key = tuple(int(k, 0) for k in key.split(",")) if key else ()
    got = command.fill("--seed", text, *options, "--dist", "raw", "--type", "u64", "--count", 5,
                       "--format", "hex")
    wanted = generator("pcg64", seed, spawn_key).bit_generator.random_raw(5)
    assert hex_words(got) == wanted.tolist()


@pytest.mark.numpy
@pytest.mark.parametrize("text, seed", [
    ("0", 0), ("42", 42), ("4294967295", 2**32 - 1), ("1,2,3", [1, 2, 3]), ("5,", [5]),
    ("0xffffffff,0", [2**32 - 1, 0])], ids=str)
def test_legacy_seeds(command, text, seed):
    got = command.fill("--legacy", "--seed", text, "--count", 1000)
    assert got == np.random.RandomState(seed).random_sample(1000).astype("<f8").tobytes()
    got = command.fill("--legacy", "--seed", text, "--dist", "raw", "--type", "u32", "--count", 700)
    raw = np.random.RandomState(seed)._bit_generator.random_raw(700)
    assert got == raw.astype("<u4").tobytes()


@pytest.mark.numpy
@pytest.mark.parametrize("engine, jump, skip", [
    *((engine, *place) for engine in ("pcg64", "pcg64dxsm", "philox4x64", "mt19937")
      for place in ((1, 0), (3, 5), (0, 1001))),
    ("sfc64", 0, 77)])
def test_jump_and_skip(command, engine, jump, skip):
    bits = generator(engine, 11).bit_generator
    bits = bits.jumped(jump) if jump else bits
    bits.random_raw(skip, output=False)
    got = command.fill("--engine", engine, "--seed", 11, *(["--jump", jump] if engine != "sfc64"
                                                           else []), "--skip", skip,
                       "--dist", "raw", "--type", f"u{word_bits(engine)}", "--count", 9,
                       "--format", "hex")
    assert hex_words(got) == bits.random_raw(9).tolist()


# What wald gives is that of 2.3.4 or that of the versions before.
@pytest.mark.parametrize("options, same_as", [([], "2.5"), (["--numpy", "1.26.4"], "1.24"),
                                              (["--numpy", "2.3.4"], "2.5.0")])
def test_numpy_levels(command, options, same_as):
    arguments = "--seed", 42, "--dist", "wald", "--count", 1000
    got = command.fill(*arguments, *options)
    assert got == command.fill(*arguments, "--numpy", same_as)
    assert got != command.fill(*arguments, "--numpy", "1.24" if same_as[0] == "2" else "2.5")


@pytest.mark.numpy
@pytest.mark.parametrize("legacy", [False, True])
def test_level_of_this_numpy(command, legacy):
    if np.__version__ >= "1.25" or np.__version__ < "1.22":
        pytest.skip("for NumPy 1.22 to 1.24")
    rng = np.random.RandomState(42) if legacy else np.random.default_rng(42)
    got = command.fill("--seed", 42, "--dist", "wald", "--count", 1000, "--numpy", np.__version__,
                       *(["--legacy"] if legacy else []))
    assert got == rng.wald(1, 1, 1000).astype("<f8").tobytes()


# ---- integers ----

def test_bounds(command):
    got = command.fill("--dist", "integers", "--type", "u64", "--low", 0, "--high", 2**64 - 1,
                       "--seed", 3, "--count", 1, "--format", "text")
    assert got == b"1579948266424812279\n"


@pytest.mark.numpy
@pytest.mark.parametrize("options", [[], ["--legacy"], ["--closed"]], ids=str)
@pytest.mark.parametrize("kind, low, high", [
    ("u64", 0, 2**64), ("u64", 0, 2**64 - 1), ("u64", 2**63, 2**64), ("u64", 2**64 - 2, 2**64),
    ("u64", 5, 2**63 + 7), ("i64", -2**63, 2**63), ("i64", -2**63, 2**63 - 1), ("i64", 0, 2**63),
    ("i64", -2**63, -2**63 + 1), ("u32", 0, 2**32), ("i32", -2**31, 2**31), ("u16", 3, 65536),
    ("i8", -128, 128), ("bool", 0, 2), ("bool", 1, 2)])
def test_bounds_of_types(command, kind, low, high, options):
    dtype = {"b": "bool", "u": "uint", "i": "int"}[kind[0]] + (kind[1:] if kind != "bool" else "")
    legacy = options == ["--legacy"]
    given = high - 1 if options == ["--closed"] else high
    if given < low or (options == ["--closed"] and given == 2**64):
        pytest.skip("no such bounds")
    rng = np.random.RandomState(5) if legacy else np.random.default_rng(5)
    draw = rng.randint if legacy else rng.integers
    got = command.fill("--seed", 5, "--dist", "integers", "--type", kind, "--low", low, "--high",
                       given, "--count", 1000, *options)
    assert got == draw(low, high, 1000, dtype=dtype).tobytes()


def test_low_alone(command):
    got = command.fill("--seed", 5, "--dist", "integers", "--low", -7, "--count", 1000)
    assert got == command.fill("--seed", 5, "--dist", "integers", "--low", -7, "--high", 2,
                               "--count", 1000)


# ---- NumPy's names ----

@pytest.mark.numpy
@pytest.mark.parametrize("name, options, call", [
    ("standard_normal", [], lambda r: r.standard_normal(99)),
    ("random", ["--type", "float32"], lambda r: r.random(99, dtype=np.float32)),
    ("Standard_Exponential", ["--type", "double"], lambda r: r.standard_exponential(99)),
    ("random_raw", [], lambda r: r.bit_generator.random_raw(99)),
    ("bytes", [], lambda r: np.frombuffer(r.bytes(99), np.uint8))])
def test_names_of_numpy(command, name, options, call):
    got = command.fill("--engine", "PCG64", "--seed", 42, "--dist", name, "--count", 99, *options)
    assert got == call(np.random.default_rng(42)).tobytes()


@pytest.mark.numpy
@pytest.mark.parametrize("name, options, call", [
    ("randn", [], lambda r: r.randn(99)), ("rand", [], lambda r: r.rand(99)),
    ("random_sample", [], lambda r: r.random_sample(99)),
    ("randint", ["--low", "3", "--high", "9"], lambda r: r.randint(3, 9, 99)),
    ("bytes", [], lambda r: np.frombuffer(r.bytes(99), np.uint8))])
def test_names_of_randomstate(command, name, options, call):
    got = command.fill("--legacy", "--seed", 42, "--dist", name, "--count", 99, *options)
    assert got == call(np.random.RandomState(42)).tobytes()


@pytest.mark.parametrize("name, start", [("a.txt", b"0.77395"), ("a.CSV", b"0.77395"),
                                         ("A.NPY", b"\x93NUMPY"), ("txt", None)])
def test_suffixes(command, tmp_path, name, start):
    command.run("fill", "--seed", 42, "--count", 3, "--out", tmp_path / name)
    content = (tmp_path / name).read_bytes()
    assert content.startswith(start) if start else len(content) == 24


# ---- defaults ----

def test_last_option_wins(command):
    got = command.fill("--seed", 1, "--count", 9, "--type", "u8", "--seed", 42, "--type=f64",
                       "--count=1", "--format", "hex", "--format", "text")
    assert got == b"0.7739560485559633\n"


@pytest.mark.parametrize("given, default", [
    ([], ["--type", "f64", "--dist", "uniform"]), (["--type", "u64"], ["--dist", "raw"]),
    (["--dist", "raw"], ["--type", "u64"]), (["--dist", "raw", "--engine", "pcg32"],
                                             ["--type", "u32"]),
    (["--dist", "raw", "--legacy"], ["--type", "u32"])])
def test_default_dist_and_type(command, given, default):
    given = ["--seed", 1, "--count", 9, *given]
    assert command.fill(*given) == command.fill(*given, *default)


@pytest.mark.parametrize("options", [
    ("--count", 100, "--format", "text"),
    ("--count", 100, "--engine", "philox", "--spawn-key", "1,2", "--skip", "3"),
    ("--legacy", "--count", 100)], ids=lambda options: " ".join(map(str, options)))
def test_reproduction(command, options):
    """Where nobody gave a seed, a line says how to make the same bytes again."""
    result = command.run("fill", *options)
    text = result.stderr.decode()
    assert text.count("\n") == 1
    line = shlex.split(text.split("to reproduce this run: ")[1])
    assert line[0] == command.path
    again = subprocess.run(line, capture_output=True, env=ENVIRONMENT, check=True)
    assert again.stderr == b""
    assert again.stdout == result.stdout and result.stdout
    assert command.run("fill", *options).stdout != result.stdout, "two runs have the same seed"


def test_reproduction_by_a_shell(command, tmp_path):
    path = tmp_path / "it's a; $(file)\\ .raw"
    text = command.run("fill", "--count", 10, "--out", path).stderr.decode()
    first = path.read_bytes()
    path.unlink()
    subprocess.run(text.split("to reproduce this run: ")[1], shell=True, check=True)
    assert path.read_bytes() == first


# ---- threads ----

@pytest.mark.parametrize("options", [
    ("--dist", "normal"), ("--dist", "gamma", "--shape", "2.5"), ("--dist", "raw", "--type", "u8"),
    ("--dist", "integers", "--type", "i8", "--low", "-100", "--high", "28"),
    ("--dist", "standard_cauchy",), ("--legacy", "--dist", "normal")])
def test_threads_change_no_byte(command, options):
    arguments = ("--seed", 7, *options, "--count", 300000, "--format", "raw")
    one = command.fill(*arguments, "--threads", 1)
    for threads in (2, 3, 16, "auto"):
        assert command.fill(*arguments, "--threads", threads) == one


def test_threads_of_the_environment(command):
    arguments = ("--seed", 7, "--dist", "normal", "--count", 50000, "--format", "raw")
    one = command.fill(*arguments)
    for value in ("1", "3", "4,2", "", "many", "-1"):
        assert command.fill(*arguments, env={"OMP_NUM_THREADS": value}) == one


@pytest.mark.parametrize("value", ["0", "1025", "-1", "two", ""])
def test_impossible_threads(command, value):
    result = command.run("fill", "--count", 3, "--threads", value, code=2)
    assert result.stderr == f"isorand: --threads '{value}': expected 1 to 1024, or auto\n".encode()


@pytest.mark.parametrize("fill, size", [
    ("--engine mt19937 --dist uniform --count {}", 8), ("--dist raw --count {}", 8),
    ("--dist integers --type u16 --high 65536 --count {}", 2)])
def test_going_on(command, tmp_path, fill, size):
    """What docs/parallel.md says of output that was cut off."""
    total, path = 100_001, tmp_path / "values.raw"
    options = "--seed", 42, "--format", "raw"
    whole = command.fill(*fill.format(total).split(), *options)
    for cut in 0, 1, 77_777 * size + size // 2, len(whole) - 1:
        path.write_bytes(whole[:cut - cut % size])
        there = cut // size
        with open(path, "ab") as file:
            command.run("fill", *fill.format(total - there).split(), "--first", there, *options,
                        stdout=file)
        assert path.read_bytes() == whole
    if "raw" in fill:
        assert command.fill(*fill.format(total - 9).split(), "--skip", 9, *options) == whole[72:]
