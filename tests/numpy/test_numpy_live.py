# SPDX-License-Identifier: MIT
"""The shared library against the NumPy of this machine: random seeds, spawn trees, jumps, advances,
types, interleavings, states.

ISORAND_TEST_SCALE multiplies the work (default 1: about 10^8 values); ISORAND_TEST_SEED repeats a
run."""
import os
import random
import re

import pytest

import oracles

np = oracles.module("numpy")
import evidence
import isorand_ctypes as ir
import numpy_engines

SCALE = int(os.environ.get("ISORAND_TEST_SCALE", "1"))
SEED = os.environ["ISORAND_TEST_SEED"]
compared = 0

ENGINES = numpy_engines.NAMES
ADVANCING = ["pcg64", "pcg64dxsm", "philox4x64"]
JUMPING = [*ADVANCING, "mt19937"]
KINDS = list(ir.KINDS)


def same(got, want, what):
    """Compares two arrays bit for bit and counts the values."""
    global compared
    got, want = np.asarray(got), np.asarray(want)
    bits = f"u{want.dtype.itemsize}"
    assert got.shape == want.shape and got.dtype == want.dtype, what
    differ = np.flatnonzero(got.view(bits) != want.view(bits))
    assert differ.size == 0, f"{what}: {differ.size} of {want.size} differ, first {differ[:1]}"
    compared += want.size
    evidence.count("numpy.values", want.size)


def same_state(ours, theirs, what):
    """Compares two state dictionaries, the legacy fields aside."""
    for key, value in theirs.items():
        if isinstance(value, dict):
            same_state(ours[key], value, what)
        elif isinstance(value, np.ndarray):
            same(ours[key], value, f"{what}, {key}")
        elif not key.endswith("gauss"):
            assert ours[key] == value, f"{what}, {key}"


class Reference:
    """NumPy's stream, by the names of isorand_ctypes.Rng."""

    def __init__(self, engine, bits):
        self.engine, self.bits = engine, bits
        self.generator = np.random.Generator(bits)

    def fill(self, kind, n):
        if kind == "bytes":
            if n == 0:  # NumPy draws, and loses, a word for no bytes at all; isorand does not
                return np.zeros(0, np.uint8)
            return np.frombuffer(self.generator.bytes(n), np.uint8)
        if kind[0] == "f":
            return self.generator.random(n, dtype=ir.KINDS[kind])
        if kind == "u64" and self.engine != "mt19937":
            return self.bits.random_raw(n)
        return self.generator.integers(0, 2 ** int(kind[1:]), n, dtype=ir.KINDS[kind])

    def jumped(self, k):
        return Reference(self.engine, self.bits.jumped(k))


def pair(engine, seed, spawn_key=()):
    """The same stream twice: ours and NumPy's."""
    bits = numpy_engines.bit_generator(engine, seed, spawn_key)
    return ir.Rng(engine, ir.SeedSequence(seed, spawn_key)), Reference(engine, bits)


def draws(ours, theirs, rnd, what, count=6, longest=40):
    for _ in range(count):
        kind, n = rnd.choice(KINDS), rnd.randrange(longest)
        same(ours.fill(kind, n), theirs.fill(kind, n), f"{what}, {kind} x {n}")


def random_seed(rnd):
    seed = rnd.getrandbits(rnd.choice([1, 8, 32, 33, 64, 128, 200, 2000]))
    return [seed, *rnd.choices(range(2**40), k=rnd.randrange(6))] if rnd.random() < 0.2 else seed


@pytest.fixture(scope="module")
def backends(library_path):
    ir.load(str(library_path))
    return ir.usable_backends()


@pytest.fixture
def any_backend(library, backends, rnd):
    """Chooses a backend and gives its name."""
    def choose():
        name = rnd.choice(backends)
        ir.select_backend(name)
        return name
    return choose


@pytest.fixture
def rnd(request):
    """Random numbers of the test's own."""
    return random.Random(f"{SEED} {request.node.name}")


def test_engines_are_those_of_the_registry(library):
    """Every engine that NumPy has is compared with it."""
    found = {name: match[1] for name, row in library.engines.items()
             if (match := re.fullmatch(r"np\.random\.(\w+)\(seed\)", row.reference))}
    assert found == numpy_engines.CLASSES
    advancing = [name for name in found if library.engines[name].can_advance]
    jumping = [name for name in found if library.engines[name].can_jump]
    assert (advancing, jumping) == (ADVANCING, JUMPING)


@pytest.mark.parametrize("engine", ENGINES)
def test_long_fills(library, backends, rnd, engine):
    for i in range(4 * SCALE):
        for kind in KINDS:
            ir.select_backend(backends[i % len(backends)])
            seed = random_seed(rnd)
            ours, theirs = pair(engine, seed)
            for n in 1_000_000 + rnd.randrange(10_000), rnd.randrange(200_000):
                same(ours.fill(kind, n), theirs.fill(kind, n), f"seed {seed}, {kind} x {n}")


@pytest.mark.parametrize("engine", ENGINES)
def test_interleavings(any_backend, rnd, engine):
    for _ in range(300 * SCALE):
        seed, key = random_seed(rnd), rnd.choices(range(2**34), k=rnd.randrange(3))
        ours, theirs = pair(engine, seed, key)
        what = f"seed {seed}, key {key}, {any_backend()}"
        draws(ours, theirs, rnd, what, 12, rnd.choice([5, 40, 1500]))
        same_state(ours.get_state(), theirs.bits.state, what)


@pytest.mark.parametrize("engine", ENGINES)
def test_spawn_trees(any_backend, rnd, engine):
    for _ in range(60 * SCALE):
        seed = random_seed(rnd)
        any_backend()
        ours, theirs = ir.SeedSequence(seed), np.random.SeedSequence(seed)
        for level in range(4):
            n = rnd.randrange(1, 6)
            our_children, their_children = ours.spawn(n), theirs.spawn(n)
            for a, b in zip(our_children, their_children):
                same(np.array(a.pool, np.uint32), b.pool, f"seed {seed}, pool at level {level}")
                bits = numpy_engines.bit_generator(engine, b)
                draws(ir.Rng(engine, a), Reference(engine, bits), rnd, f"seed {seed}", 2)
            pick = rnd.randrange(n)
            if rnd.random() < 0.7:  # else the same parent spawns once more
                ours, theirs = our_children[pick], their_children[pick]


@pytest.mark.parametrize("engine", ADVANCING)
def test_advance(any_backend, rnd, engine):
    for _ in range(400 * SCALE):
        seed, delta = random_seed(rnd), rnd.getrandbits(rnd.choice([2, 10, 64, 65, 128, 250]))
        delta *= rnd.choice([1, -1])
        ours, theirs = pair(engine, seed)
        draws(ours, theirs, rnd, f"seed {seed}", 2)
        ours.advance(delta)
        theirs.bits.advance(delta)
        what = f"seed {seed} advanced by {delta}, {any_backend()}"
        same_state(ours.get_state(), theirs.bits.state, what)
        draws(ours, theirs, rnd, what, 4)


@pytest.mark.parametrize("engine", JUMPING)
def test_jumped(any_backend, rnd, engine):
    for _ in range((20 if engine == "mt19937" else 300) * SCALE):
        seed = random_seed(rnd)
        k = rnd.randrange(3) if engine == "mt19937" else rnd.getrandbits(rnd.choice([2, 20, 63]))
        ours, theirs = pair(engine, seed)
        draws(ours, theirs, rnd, f"seed {seed}", 3, 700)
        ours, theirs = ours.jumped(k), theirs.jumped(k)
        what = f"seed {seed} jumped {k}, {any_backend()}"
        same_state(ours.get_state(), theirs.bits.state, what)
        draws(ours, theirs, rnd, what, 4, 1500)


@pytest.mark.parametrize("engine", ENGINES)
def test_skip(any_backend, rnd, engine):
    for _ in range(100 * SCALE):
        seed, n = random_seed(rnd), rnd.randrange(rnd.choice([10, 5000]))
        ours, theirs = pair(engine, seed)
        draws(ours, theirs, rnd, f"seed {seed}", 2)
        ours.skip(n)
        theirs.bits.random_raw(n)
        draws(ours, theirs, rnd, f"seed {seed} skipped {n}, {any_backend()}", 4)


@pytest.mark.parametrize("engine", ENGINES)
def test_states_both_ways(any_backend, rnd, engine):
    for _ in range(100 * SCALE):
        seed = random_seed(rnd)
        ours, theirs = pair(engine, seed)
        draws(ours, theirs, rnd, f"seed {seed}", 3, 800)
        resumed = ir.Rng(engine)
        resumed.set_state(theirs.bits.state)
        bits = numpy_engines.bit_generator(engine, 0)
        bits.state = ours.get_state()
        what = f"seed {seed}, both resumed, {any_backend()}"
        draws(resumed, Reference(engine, bits), rnd, what, 4, 800)
        draws(ours, theirs, rnd, f"seed {seed}, both continued", 2)


def test_philox4x64_keys_and_counters(any_backend, rnd):
    for _ in range(300 * SCALE):
        key = rnd.getrandbits(128)
        # often just below a carry, the last one included
        counter = rnd.choice([rnd.getrandbits(256), 2 ** rnd.choice([32, 64, 128, 192, 256])
                              - rnd.randrange(1, 40)])
        theirs = Reference("philox4x64", np.random.Philox(key=key, counter=counter))
        what = f"key {key:#x}, counter {counter:#x}, {any_backend()}"
        draws(ir.Rng.philox(key, counter), theirs, rnd, what, 4, 300)


def test_seedseq_random(library, rnd):
    for _ in range(1500 * SCALE):
        seed, pool_size = random_seed(rnd), rnd.choice([4, 4, 4, 5, 8, 17, 32])
        key = [rnd.getrandbits(70) for _ in range(rnd.randrange(4))]
        ours = ir.SeedSequence(seed, key, pool_size)
        theirs = np.random.SeedSequence(seed, spawn_key=key, pool_size=pool_size)
        what = f"SeedSequence({seed}, spawn_key={key}, pool_size={pool_size})"
        same(np.array(ours.pool, np.uint32), theirs.pool, what)
        for dtype in np.uint32, np.uint64:
            n = rnd.randrange(50)
            same(ours.generate_state(n, dtype), theirs.generate_state(n, dtype), what)


def test_mt19937_legacy(any_backend, rnd):
    for i in range(200 * SCALE):
        seed = rnd.getrandbits(32)
        if i % 2:
            seed = rnd.choices(range(2**32), k=rnd.choice([2, 3, 623, 624, 625, 1500]))
        state = np.random.RandomState(seed)
        ours = ir.Rng.legacy(seed)
        any_backend()
        n = rnd.randrange(2000)
        same(ours.fill("f64", n), state.random_sample(n), f"RandomState({seed}).random_sample")
        same(ours.fill("u32", n), state.randint(0, 2**32, n, dtype=np.uint32), "randint")
        state.standard_normal(rnd.randrange(3))
        full = state.get_state(legacy=False)
        resumed = ir.Rng("mt19937")
        resumed.set_state(full)
        assert resumed.struct.has_gauss == full["has_gauss"], "has_gauss"
        assert resumed.struct.gauss == full["gauss"], "gauss"
        same(resumed.fill("f64", n), state.random_sample(n), f"RandomState({seed}) resumed")


def test_volume(request, note):
    """Of all tests above."""
    chosen = {item.name for item in request.session.items}
    if not all(f"test_long_fills[{engine}]" in chosen for engine in ENGINES):
        pytest.skip("not all the long fills are in this run")
    note(f"compared {compared} values with NumPy {np.__version__}, none different")
    assert compared >= 10**8 * SCALE
