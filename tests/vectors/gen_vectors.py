#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Prints the golden values of tests/vectors from NumPy, Random123, pcg-cpp and, for sfc64x32, from
the definition in docs/sfc64x32.md.

Each ENGINE.txt is a list of scripts: what to do with a stream, and what then must come out
(support/script.h says what each line means).  Nothing of isorand takes part but its list of engines.
    tests/vectors/gen_vectors.py [DIRECTORY]
"""
import ctypes
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile
import zlib

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
ROWS = (HERE.parent.parent / "src/engines.def").read_text(encoding="ascii")
ENGINES = re.findall(r"^ISORAND_ENGINE\(\w+, (\w+)", ROWS, re.M)  # in the order of their numbers
WIDE = 2**256


def hexes(values, bits):
    return " ".join(f"{int(v):0{bits // 4}x}" for v in values)


def split(value, bits, n):
    return [value >> bits * i & (2**bits - 1) for i in range(n)]


def saved(engine, core, has_uint32=0, uinteger=0, has_gauss=0, gauss=0.0):
    """The bytes of isorand_save, as src/engine/state.c describes them."""
    body = struct.pack("<III", has_uint32, uinteger, has_gauss) + struct.pack("<d", gauss)
    total = 16 + 4 + len(body) + len(core) + 4
    head = b"isorand\0" + struct.pack("<III", 1, total, ENGINES.index(engine) + 1) + body + core
    return head + struct.pack("<I", zlib.crc32(head))


# ---- oracles: one class an origin, with the same methods and, for main, the same members: what is
# printed as the source, the native word, whether there is an advance, and the jumps to try ----


class NumPy:
    """An engine that NumPy has."""

    CLASSES = dict(
        pcg64=np.random.PCG64,
        pcg64dxsm=np.random.PCG64DXSM,
        philox4x64=np.random.Philox,
        sfc64=np.random.SFC64,
        mt19937=np.random.MT19937,
    )
    source = "numpy"
    native, advances, jumps = "u64", True, [1, 2, 3, 1000003, 2**64 - 1]

    def __init__(self, engine, ss=None, bit_generator=None):
        self.engine = engine
        self.bits = bit_generator or self.CLASSES[engine](ss)
        self.generator = np.random.Generator(self.bits)

    def draw(self, kind, n):
        g = self.generator
        if kind == "u32":
            return g.integers(0, 2**32, n, dtype=np.uint32)
        if kind == "u64":
            return g.integers(0, 2**64, n, dtype=np.uint64)
        if kind == "bytes":
            return np.frombuffer(g.bytes(n), dtype=np.uint8)
        return g.random(n, dtype=np.float32 if kind == "f32" else np.float64)

    def skip(self, n):
        self.bits.random_raw(n)

    def advance(self, delta):
        self.bits.advance(delta)

    def jump(self, k):
        self.bits = self.bits.jumped(k)
        self.generator = np.random.Generator(self.bits)

    def save(self):
        s = self.bits.state
        inner = s["state"]
        if self.engine == "mt19937":
            core = np.asarray(inner["key"], "<u4").tobytes() + struct.pack("<I", inner["pos"])
            return saved(self.engine, core)
        if self.engine == "philox4x64":
            words = [*inner["counter"], *inner["key"], *s["buffer"]]
            core = np.array(words, "<u8").tobytes() + bytes([s["buffer_pos"]])
        elif self.engine == "sfc64":
            core = np.asarray(inner["state"], "<u8").tobytes()
        else:
            core = inner["state"].to_bytes(16, "little") + inner["inc"].to_bytes(16, "little")
        return saved(self.engine, core, s["has_uint32"], s["uinteger"])


class NumPySfc64(NumPy):
    advances, jumps = False, []


class NumPyMt19937(NumPy):
    native, advances, jumps = "u32", False, [1, 2]

    @staticmethod
    def extra(s):
        legacy_scripts(s)


class NumPyPhilox4x64(NumPy):
    @staticmethod
    def extra(s):
        keyed = lambda k, c: NumPy("philox4x64", bit_generator=np.random.Philox(key=k, counter=c))
        key_scripts(s, keyed, 64, "u64")


class Words:
    """What a stream of words from an author's code gives as isorand defines it."""
    advances, jumps = True, [1, 2, 2**64 - 1]

    def draw(self, kind, n):
        if kind == "u32":
            return np.array([self.next32() for _ in range(n)], dtype=np.uint32)
        if kind == "u64":
            return np.array([self.next64() for _ in range(n)], dtype=np.uint64)
        if kind == "bytes":
            return np.frombuffer(self.draw("u32", -(-n // 4)).astype("<u4").tobytes()[:n], np.uint8)
        if kind == "f32":
            return np.array([(self.next32() >> 8) * 2.0**-24 for _ in range(n)], dtype=np.float32)
        return np.array([(int(w) >> 11) * 2.0**-53 for w in self.draw("u64", n)])

    def skip(self, n):
        for _ in range(n):
            self.next()


class Words32(Words):
    native = "u32"

    def next32(self):
        return self.next()

    def next64(self):
        return self.next() | self.next() << 32


class Words64(Words):
    """As NumPy does, the upper half of a word waits for the next value of 32 bits."""
    native = "u64"
    has_uint32 = uinteger = 0

    def next32(self):
        if self.has_uint32:
            self.has_uint32 = 0
            return self.uinteger
        word = self.next()
        self.has_uint32, self.uinteger = 1, word >> 32
        return word % 2**32

    def next64(self):
        return self.next()


class Philox4x32(Words32):
    source = "random123"

    def __init__(self, engine, ss=None, key=None, counter=0):
        self.engine = engine
        self.key = [int(w) for w in ss.generate_state(2)] if ss else split(key, 32, 2)
        self.counter, self.buffer, self.pos = counter, [0] * 4, 4

    def next(self):
        if self.pos == 4:
            self.counter = (self.counter + 1) % 2**128
            self.buffer = block("philox4x32", 10, split(self.counter, 32, 4), self.key)
            self.pos = 0
        self.pos += 1
        return self.buffer[self.pos - 1]

    def advance(self, delta):
        self.counter = (self.counter + delta) % 2**128
        self.buffer, self.pos = [0] * 4, 4  # dropped, as NumPy's Philox does

    def jump(self, k):
        self.advance(k << 64)

    def save(self):
        words = split(self.counter, 32, 4) + self.key + self.buffer
        return saved(self.engine, struct.pack("<10IB", *words, self.pos))

    @staticmethod
    def extra(s):
        keyed = lambda k, c: Philox4x32("philox4x32", key=k, counter=c)
        key_scripts(s, keyed, 32, "u32")


class Pcg32(Words32):
    source = "pcg-cpp"

    def __init__(self, engine, ss):
        self.engine = engine
        v = ss.generate_state(2, np.uint64)
        self.handle = ctypes.c_void_p(LIB.oracle_pcg32_new(int(v[0]), int(v[1])))

    def next(self):
        return LIB.oracle_pcg32_next(self.handle)

    def advance(self, delta):
        LIB.oracle_pcg32_advance(self.handle, delta % 2**64)

    def jump(self, k):
        self.advance(k * 0x9E3779B97F4A7C15)

    def save(self):
        state, inc = ctypes.c_uint64(), ctypes.c_uint64()
        LIB.oracle_pcg32_state(self.handle, ctypes.byref(state), ctypes.byref(inc))
        return saved(self.engine, struct.pack("<QQ", state.value, inc.value))


class Sfc64x32(Words64):
    """By docs/sfc64x32.md, a row of 32 lanes at a time."""
    source = "definition"
    LANES, WARM_UP, ROWS, BLOCKS = 32, 16, 512, 2**59
    BLOCK = LANES * ROWS

    def __init__(self, engine, ss=None, key=None, block=0):
        self.engine = engine
        self.key = np.array(ss.generate_state(2, np.uint64) if ss else key, np.uint64)
        self.at, self.begun = block * self.BLOCK, False  # the next word; whether lanes are at hand
        self.number = None

    def load(self, number):
        """The lanes before each row of a block, those after the last, and the rows."""
        if self.number == number:
            return
        self.number, self.lanes, self.rows = number, [], []
        a, b = np.repeat(self.key, self.LANES).reshape(2, -1)
        c = np.arange(self.LANES, dtype=np.uint64) + np.uint64(self.LANES * number)
        shift = [np.uint64(n) for n in (11, 3, 24, 40)]
        for counter in range(1, self.WARM_UP + self.ROWS + 1):
            if counter > self.WARM_UP:
                self.lanes.append((a, b, c))
            row = a + b + np.uint64(counter)
            a, b, c = (b ^ b >> shift[0], c + (c << shift[1]),
                       (c << shift[2] | c >> shift[3]) + row)
            if counter > self.WARM_UP:
                self.rows.append([int(word) for word in row])
        self.lanes.append((a, b, c))

    def next(self):
        number, pos = divmod(self.at, self.BLOCK)
        self.load(number)
        self.skip(1)
        return self.rows[pos // self.LANES][pos % self.LANES]

    def skip(self, n):
        self.at, self.begun = (self.at + n) % (self.BLOCKS * self.BLOCK), self.begun or n > 0

    def advance(self, delta):
        self.skip(delta % (self.BLOCKS * self.BLOCK))
        self.begun = self.at % self.BLOCK != 0
        self.has_uint32 = self.uinteger = 0

    def jump(self, k):
        self.advance(k * 2**32 * self.BLOCK)

    def save(self):
        lanes, pos = np.zeros((3, self.LANES), np.uint64), self.BLOCK
        if self.begun:
            number, pos = divmod((self.at - 1) % (self.BLOCKS * self.BLOCK), self.BLOCK)
            self.load(number)
            pos += 1
            row, stepped = divmod(pos, self.LANES)
            lanes = np.array(self.lanes[row])
            if stepped:
                lanes[:, :stepped] = np.array(self.lanes[row + 1])[:, :stepped]
        block = -(-self.at // self.BLOCK) % self.BLOCKS  # the next to begin
        core = struct.pack("<QQQH", *map(int, self.key), block, pos) + lanes.astype("<u8").tobytes()
        return saved(self.engine, core, self.has_uint32, self.uinteger)

    @staticmethod
    def extra(s):
        last = 2**59 - 1
        for i, block in enumerate([0, 1, 2**32 - 1, last]):
            s.case(f"key-{i}")
            key = [0x243F6A8885A308D3, 0x13198A2E03707344] if i else [0, 0]
            s.oracle = Sfc64x32("sfc64x32", key=key, block=block)
            s.line("sfc64x32", hexes([*key, block], 64))
            s.save()
            s.draw("u64", 33)
            s.save()
            s.skip(16384 - 35)
            s.draw("u64", 1)
            s.save()
            s.draw("u64", 1)  # the last word of the block
            s.save()
            s.draw("f32", 67)
            s.save()
            s.crc32("u64", 20000)
            s.advance(-20035)
            s.save()
            s.draw("u64", 1)
            s.advance(-16384)
            s.save()
            s.draw("u64", 3)
            s.skip(3 * 16384 - 3)
            s.save()
            s.advance(0)
            s.save()
            s.jump(2**27 + 1)
            s.save()
            s.draw("u32", 3)


ORACLES = dict(pcg64=NumPy, pcg64dxsm=NumPy, philox4x64=NumPyPhilox4x64, sfc64=NumPySfc64,
               mt19937=NumPyMt19937, philox4x32=Philox4x32, pcg32=Pcg32, sfc64x32=Sfc64x32)


def build_oracles():
    with tempfile.TemporaryDirectory() as tmp:
        so = f"{tmp}/oracles.so"
        subprocess.run(["g++", "-O2", "-shared", "-fPIC", HERE / "oracles.cpp", "-o", so], check=True)
        lib = ctypes.CDLL(so)
    lib.oracle_pcg32_new.restype = ctypes.c_void_p
    lib.oracle_pcg32_new.argtypes = [ctypes.c_uint64] * 2
    lib.oracle_pcg32_next.restype = ctypes.c_uint32
    lib.oracle_pcg32_advance.argtypes = [ctypes.c_void_p, ctypes.c_uint64]
    return lib


def block(name, rounds, counter, key):
    word = ctypes.c_uint32 if name == "philox4x32" else ctypes.c_uint64
    out = (word * 4)()
    getattr(LIB, f"oracle_{name}")(rounds, (word * 4)(*counter), (word * 2)(*key), out)
    return list(out)


# ---- scripts ----


class Script:
    """Carries out each line with the oracle and prints it with the values that came out."""

    def __init__(self, out):
        self.out, self.oracle = out, None

    def line(self, *words):
        print(*words, file=self.out)

    def case(self, name):
        self.line("")
        self.line("case", name)

    def seedseq(self, entropy, spawn_key=(), pool_size=4):
        """'entropy' is an integer or a list of integers."""
        text = str(entropy) if isinstance(entropy, int) else ",".join(map(str, entropy)) + ","
        self.ss = np.random.SeedSequence(entropy, spawn_key=spawn_key, pool_size=pool_size)
        words = [w for k in spawn_key for w in split(k, 32, max(1, -(-k.bit_length() // 32)))]
        self.line("seedseq", text, pool_size, hexes(words, 32))

    def generate(self):
        self.line("pool", hexes(self.ss.pool, 32))
        self.line("gen32", hexes(self.ss.generate_state(9), 32))
        self.line("gen64", hexes(self.ss.generate_state(5, np.uint64), 64))

    def spawn(self, n, pick):
        self.ss = self.ss.spawn(n)[pick]
        self.line("spawn", n, pick)

    def init(self, make):
        self.oracle = make(self.ss)
        self.line("init")

    def start(self, make, seed):
        self.seedseq(seed)
        self.init(make)

    def draw(self, kind, n):
        values = self.oracle.draw(kind, n)
        if kind == "bytes":
            self.line(kind, values.tobytes().hex())
        else:
            bits = 8 * values.itemsize
            self.line(kind, hexes(values.view(f"u{bits // 8}"), bits))

    def crc32(self, kind, n):
        values = self.oracle.draw(kind, n)
        data = values.astype(values.dtype.newbyteorder("<")).tobytes()
        self.line("crc32", kind, n, f"{zlib.crc32(data):08x}")

    def advance(self, delta):
        self.oracle.advance(delta)
        self.line("advance", hexes(split(delta % WIDE, 64, 4), 64))

    def jump(self, k):
        self.oracle.jump(k)
        self.line("jump", k)

    def skip(self, n):
        self.oracle.skip(n)
        self.line("skip", n)

    def save(self):
        self.line("save", self.oracle.save().hex())


SEEDS = [0, 1, 42, 0xDEADBEAF, 2**32 - 1, 2**32, 2**64 - 1, 2**128 - 1, 3**400, [0], [1, 2, 3, 4, 5, 6]]
DELTAS = [0, 1, 2, 1000, 2**32 - 1, 2**64 - 1, 2**64, 2**96 + 5, 2**127, 2**128 - 2, 2**200 + 3,
          2**256 - 1, -1, -5, -(2**70)]


def engine_scripts(s, make, choices, native):
    name = lambda seed: str(seed) if isinstance(seed, int) and seed < 2**33 else None
    for i, seed in enumerate(SEEDS):
        s.case("words-seed-" + (name(seed) or f"long-{i}"))
        s.start(make, seed)
        s.draw(native, 12)
    for kind in "u32", "u64", "f32", "f64", "bytes":
        s.case(f"{kind}-fill")
        s.start(make, 12345)
        for n in 1, 2, 3, 5, 7, 9:
            s.draw(kind, n)
        for n in 1, 1000, 10007:
            s.crc32(kind, n)
        s.draw(kind, 3)
    for i in range(8):
        s.case(f"interleave-{i}")
        s.start(make, choices.getrandbits(choices.choice([16, 64, 128])))
        for _ in range(20):
            s.draw(choices.choice(["u32", "u64", "f32", "f64", "bytes"]), choices.randint(1, 7))
        if i < 3:
            s.save()
    s.case("spawn-tree")
    s.seedseq(2**100 + 7)
    for n, pick in (3, 2), (1, 0), (5, 3):
        s.spawn(n, pick)
        s.init(make)
        s.draw(native, 4)
    s.case("spawn-key")
    s.seedseq(42, (1, 2**32 - 1, 7))
    s.init(make)
    s.draw(native, 4)
    s.case("skip")
    s.start(make, 7)
    for n in 0, 1, 2, 3, 4, 5, 6, 1247, 10000:
        s.draw("u32", 1)
        s.skip(n)
        s.draw("u64", 1)
    s.case("state")
    s.start(make, 8)
    s.save()
    s.draw("u32", 3)
    s.save()
    s.draw("u64", 2)
    s.line("load", s.oracle.save().hex())
    s.draw("f64", 4)


def advance_scripts(s, make, native):
    for i, delta in enumerate(DELTAS):
        s.case(f"advance-{i}")
        s.start(make, 99)
        s.draw("u32", 3)  # leaves a half buffered; advance drops it
        s.advance(delta)
        s.save()
        s.draw(native, 5)
        s.draw("u32", 2)


def jump_scripts(s, make, native, jumps):
    for k in jumps:
        s.case(f"jumped-{k}")
        s.start(make, 1234)
        s.draw("u32", 3)
        s.jump(k)
        s.draw("u32", 3)
        s.draw(native, 5)
        s.jump(1)
        s.save()
        s.draw(native, 5)


def legacy_scripts(s):
    def start(seed):
        state = np.random.RandomState(seed)
        bits = np.random.MT19937()
        bits.state = state.get_state(legacy=False)
        s.oracle = NumPy("mt19937", bit_generator=bits)

    for seed in 0, 1, 42, 5489, 20240229, 2**32 - 1:
        s.case(f"legacy-{seed}")
        start(seed)
        s.line("legacy", seed)
        s.draw("u32", 6)
        s.draw("f64", 5)
        s.crc32("u32", 2000)
    for n in 1, 2, 4, 623, 624, 625, 1000:
        s.case(f"legacy-array-{n}")
        keys = [(i * 0x9E3779B9 + n) % 2**32 for i in range(n)]
        start(keys if n > 1 else np.array([keys[0]] * 1))
        if n == 1:  # NumPy takes an array of one value for a scalar
            s.line("legacy", keys[0])
        else:
            s.line("legacy-array", hexes(keys, 32))
        s.draw("u32", 6)
        s.crc32("u32", 2000)
    s.case("legacy-jumped")  # from position 624, where the block has not been twisted yet
    start(5489)
    s.line("legacy", 5489)
    s.jump(1)
    s.draw("u32", 3)
    s.save()
    s.crc32("u32", 2000)
    s.jump(1)
    s.draw("u64", 3)
    s.case("legacy-gauss")
    state = np.random.RandomState(7)
    state.standard_normal(1)
    d = state.get_state(legacy=False)
    core = np.asarray(d["state"]["key"], "<u4").tobytes() + struct.pack("<I", d["state"]["pos"])
    s.seedseq(0)
    s.line("init")
    s.line("load", saved("mt19937", core, 0, 0, d["has_gauss"], d["gauss"]).hex())
    s.line("u32", hexes(state.randint(0, 2**32, 5, dtype=np.uint32), 32))


def key_scripts(s, make, bits, native):
    """Explicit Philox keys and counters; 'bits' of a word."""
    full = 2 ** (4 * bits)
    for i, counter in enumerate([0, 1, 2**32 - 2, 2**bits - 2, 2 ** (2 * bits) - 3, full - 2, full - 1]):
        s.case(f"key-{i}")
        key = 0x243F6A8885A308D313198A2E03707344 % 4**bits if i else 0
        s.oracle = make(key, counter)
        s.line("philox", hexes(split(key, bits, 2), bits), hexes(split(counter, bits, 4), bits))
        s.draw(native, 9)
        s.save()


def seedseq_scripts(s, choices):
    for i, seed in enumerate(SEEDS + [[], [2**40, 0, 2**200]]):
        s.case(f"entropy-{i}")
        if seed == []:
            s.ss = np.random.SeedSequence([])
            s.line("seedseq", "-", 4)
        else:
            s.seedseq(seed)
        s.generate()
    for pool_size in 4, 5, 8, 13, 31, 32:
        s.case(f"pool-{pool_size}")
        s.seedseq(2**333 + 5, (3, 2**40), pool_size)
        s.generate()
        s.spawn(2, 1)
        s.generate()
    s.case("spawn-key-padding")  # numpy#16539
    s.seedseq(42, (0,))
    s.generate()
    for i in range(4):
        s.case(f"tree-{i}")
        s.seedseq(choices.getrandbits(choices.choice([8, 64, 130, 700])))
        for _ in range(5):
            n = choices.randint(1, 6)
            s.spawn(n, choices.randrange(n))
            s.generate()


def kat_lines(out):
    pi32 = [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0]
    pi64 = [0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89,
            0x452821E638D01377, 0xBE5466CF34E90C6C]
    for name, bits, pi in ("philox4x32", 32, pi32), ("philox4x64", 64, pi64):
        for rounds in 7, 10:
            for v in [0] * 6, [2**bits - 1] * 6, pi:
                words = v[:4] + v[4:] + block(name, rounds, v[:4], v[4:])
                print(name, rounds, hexes(words, bits), file=out)


HEADER = """# SPDX-License-Identifier: MIT
# Golden values, printed by tests/vectors/gen_vectors.py with
# {versions}"""


def main():
    directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else HERE)
    def package(p):
        return p + " " + subprocess.run(["dpkg-query", "-W", "-f", "${Version}", p],
                                        capture_output=True, text=True, check=True).stdout
    versions = ", ".join(map(package, ["python3-numpy", "librandom123-dev", "libpcg-cpp-dev"]))

    def write(name, source, body):
        with open(directory / f"{name}.txt", "w") as out:
            print(HEADER.format(versions=versions), file=out)
            if source:
                print("source", source, file=out)
            body(out)

    def engine(name, oracle):
        def make(ss):
            return oracle(name, ss)

        def body(out):
            s = Script(out)
            engine_scripts(s, make, random.Random(name), oracle.native)
            if oracle.advances:
                advance_scripts(s, make, oracle.native)
            jump_scripts(s, make, oracle.native, oracle.jumps)
            if hasattr(oracle, "extra"):
                oracle.extra(s)
        write(name, oracle.source, body)

    for name in ENGINES:
        engine(name, ORACLES[name])
    write("seedseq", "numpy", lambda out: seedseq_scripts(Script(out), random.Random("seedseq")))
    write("random123", None, kat_lines)


if __name__ == "__main__":
    LIB = build_oracles()
    main()
