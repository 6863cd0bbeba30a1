# SPDX-License-Identifier: MIT
"""Every distribution over chosen words, against NumPy over the same words, on every backend.

The words are those at which NumPy changes its mind, and their neighbours (support/thresholds.py), in
quick tests, wedges, tails, squeezes, searches and rejections; zeros, ones and halves; and the edges
of Lemire's and of masked rejection, by arithmetic.

Engines get states of which these are the next words (support/chosen.py), and a real engine of NumPy
in the same state is the judge, or where NumPy has none a source of the engine's words.

ISORAND_TEST_VALUES (default 40000) scales the number of words that are looked for."""
import os
import random
import warnings

import pytest

import oracles
from build import built

np = oracles.module("numpy")
import chosen
import evidence
import isorand_ctypes as base
import isorand_dists as ir
import numpy_dists
import numpy_engines
from thresholds import Judge, TOP, around, events_of, native_words, native_words32, threshold, word_of
from word_source import WordSource

SCALE = max(1, int(os.environ.get("ISORAND_TEST_VALUES", "40000")) // 40000)
SEARCHES = 3 * SCALE # of each parameter set


def pytest_generate_tests(metafunc):
    """All rows of the registry that draw from words by way of numbers in [0, 1)."""
    if "drawn" in metafunc.fixturenames:
        library = base.load(str(built(metafunc.config, "libisorand.so")))
        metafunc.parametrize("drawn", [
            (dist, type_name) for dist, row in library.dists.items()
            if dist not in ("raw", "integers", "legacy_integers") for type_name in row.fills],
            ids="-".join)


@pytest.fixture(scope="module")
def judges(pytestconfig):
    path = built(pytestconfig, "tests/libword_source.so")
    return {high_first: Judge(path, 32 if high_first else 64, high_first)
            for high_first in (False, True)}


# ---- the same words in engines ----

class Stream(ir.Stream):
    """An isorand stream in a given state."""

    def __init__(self, library, engine, state):
        self.library = library
        rng = base.Rng(engine)
        if engine == "philox4x32":
            key, counter = (base.array32(state[name]) for name in ("key", "counter"))
            rng.start("init_philox4x32", key, counter)
        elif engine == "sfc64x32":
            words = [w for name in ("key", "block", "pos", "a", "b", "c") for w in state[name]]
            full = base.State(engine=library.engines[engine].number)
            full.fields.reserved[:len(words)] = words
            rng.start("set_state", base.byref(full))
        else:
            rng.set_state(state)
        self.struct = rng.struct

    def copy(self):
        other = object.__new__(Stream)
        other.library = self.library
        other.struct = type(self.struct).from_buffer_copy(self.struct)
        return other


class Checker:
    """Fills of a row on every backend against NumPy."""

    def __init__(self, library, path, dist, type_name, draw):
        self.library, self.path, self.dist, self.draw = library, path, dist, draw
        self.type_row = library.types[type_name]
        self.backends, self.values, self.turn = base.usable_backends(), 0, 0

    def numpy_draws(self, engine, state, stream, params, n, room=4000):
        """NumPy's values over the same words, and the next word."""
        if engine in numpy_engines.CLASSES:
            bits = getattr(np.random, numpy_engines.CLASSES[engine])(0)
            bits.state = state
        else: # over the engine's own words, which others judge
            width = self.library.engines[engine].word_bytes
            row = self.library.types[{4: "u32", 8: "u64"}[width]]
            bits = WordSource(self.path, 8 * width)
            bits.begin(stream.copy().fill("raw", row.name, np.empty(room, row.dtype)))
        cls = np.random.RandomState if self.dist.startswith("legacy_") else np.random.Generator
        values = numpy_dists.call(cls(bits), self.dist, self.type_row, params, n)
        follows = int(bits.random_raw())
        if isinstance(bits, WordSource) and bits.taken > room:
            return self.numpy_draws(engine, state, stream, params, n, 2 * bits.taken)
        return values, follows

    def check(self, engine, words, lead, params, n, backends):
        state = getattr(chosen, engine)(words, lead, self.draw)
        stream = Stream(self.library, engine, state)
        wanted, follows = self.numpy_draws(engine, state, stream, params, n)
        for backend in backends:
            base.select_backend(backend)
            rng = stream.copy()
            got = rng.fill(self.dist, self.type_row.name, np.empty(n, self.type_row.dtype), params)
            where = f"{backend} {engine} {params} n = {n} {[hex(w) for w in words[:8]]}"
            numpy_dists.differences(self.dist, params, got, wanted.astype(got.dtype), where)
            assert rng.raw() == follows, f"{where}: stream position differs"
            self.values += n

    def event(self, words, params):
        """One value's words, on the engines by turns: as one value, and as the first of many."""
        engine = ["philox4x64", "sfc64", "pcg64", "pcg64dxsm", "philox4x32"][self.turn % 5]
        room, bits = chosen.ROOM[engine]
        native = native_words(words, bits, False)[:room]
        turn = self.turn // 5 % len(self.backends)
        self.check(engine, native, 0, params, 1, self.backends[turn:turn + 1])
        self.check(engine, native, 0, params, 70 + self.turn % 70, self.backends)
        self.turn += 1

    def row(self, engine, events, params):
        """As many values' words as the engine has room for, one after the other; an event is native
        words and how many values they are for."""
        room, _ = chosen.ROOM[engine]
        words, values = [], 0
        for event, count in events:
            if words and len(words) + len(event) > room:
                self.check(engine, words, 0, params, values, self.backends)
                words, values = [], 0
            words += event[:room]
            values += count
        if words:
            self.check(engine, words, 0, params, values + 40, self.backends)


def test_thresholds(library, pytestconfig, judges, note, drawn):
    """The words found for each parameter set."""
    dist, type_name = drawn
    warnings.simplefilter("ignore")
    draw = random.Random(f"{dist} {type_name}")
    path, events = built(pytestconfig, "tests/libword_source.so"), 0
    checker = Checker(library, path, dist, type_name, draw)
    for params in numpy_dists.sets(dist, library.types[type_name]):
        for high_first, judge in judges.items():
            found = list(events_of(judge, dist, checker.type_row, params, draw, SEARCHES))
            events += len(found)
            checker.row("mt19937" if high_first else "sfc64x32", [
                (native_words(words, judge.bits, high_first)[:taken], 1)
                for words, (_, taken) in found], params)
            for words, _ in [] if high_first else found:
                checker.event(words, params)
    evidence.count("words.values", checker.values)
    note(f"{checker.values} values over {events} chosen words equal to NumPy's")


# ---- ziggurats ----

# Where the layer's number is in a word, the sign if there is one, and the position with its bits.
LAYOUTS = {("normal", "f64"): (0, 8, 9, 52), ("exponential", "f64"): (3, None, 11, 53),
           ("normal", "f32"): (0, 8, 9, 23), ("exponential", "f32"): (1, None, 9, 23)}


def ziggurat_events(judge, row, dist, draw):
    """Native words of each layer's threshold, of ties in its wedge, and of the tail."""
    layer_at, sign_at, position_at, position_bits = LAYOUTS[dist, row.name]
    most = 2**position_bits - 1
    single = row.name == "f32"
    uniform_most = 2**24 - 1 if single else TOP
    params = (0, 1) if dist == "normal" else (1,)

    def first(layer, position, junk):
        word = layer << layer_at | position << position_at
        if sign_at is not None:
            word |= (junk & 1) << sign_at
        return word | junk >> 1 & ((1 << layer_at) - 1)

    def native(word, uniforms, junk):
        if single:
            return native_words32([word, *(u << 8 | junk & 255 for u in uniforms)], judge.bits)
        return native_words([word, *(word_of(u, judge.high_first, junk) for u in uniforms)],
                            judge.bits, judge.high_first)

    def drawn(word, uniforms, junk):
        judge.source.begin(native(word, uniforms, junk))
        return numpy_dists.call(judge.generator, dist, row, params, 1)[0], judge.source.taken + (
            0.5 if judge.source.struct.has_half else 0)

    def events(layer, position, uniforms, junk):
        word = first(layer, position, junk)
        taken = drawn(word, uniforms, junk)[1]
        yield native(word, uniforms, junk), taken

    for layer in range(256):
        junk, rest = draw.getrandbits(11), [draw.getrandbits(20), draw.getrandbits(20)]
        edge = threshold(lambda j: drawn(first(layer, j, junk), rest, junk), 0, most)
        for position in around(edge, most):
            yield from events(layer, position, rest, junk)
        for position in {min(edge + 1, most), (edge + most) // 2, most}:
            u = draw.choice([0, uniform_most, draw.randint(0, uniform_most)])
            for place in (0, 1) if layer == 0 else (0,):
                us = [u, u]

                def at(m):
                    return us[:place] + [m] + us[place + 1:]

                found = threshold(lambda m: drawn(first(layer, position, junk), at(m), junk),
                                  0, uniform_most)
                for m in {*around(found, uniform_most), 0, uniform_most}:
                    yield from events(layer, position, at(m), junk)


@pytest.mark.parametrize("ziggurat", LAYOUTS, ids="-".join)
def test_ziggurats(library, pytestconfig, judges, note, ziggurat):
    """All 256 layers of each ziggurat."""
    dist, type_name = ziggurat
    draw, row = random.Random(dist + type_name), library.types[type_name]
    sets = [(0, 1), (-0.0, 1)] if dist == "normal" else [(1,)]
    checker = Checker(library, built(pytestconfig, "tests/libword_source.so"), dist, type_name, draw)
    count = 0
    for high_first, judge in judges.items():
        found = [(words[:int(taken + 0.5)], 1)
                 for words, taken in ziggurat_events(judge, row, dist, draw)]
        count += len(found)
        for params in sets:
            checker.row("mt19937" if high_first else "sfc64x32", found, params)
        for words, _ in [] if high_first else found[::14]:
            turn = checker.turn = checker.turn + 1
            params = sets[turn % len(sets)]
            engine = ["philox4x64", "sfc64", "pcg64", "pcg64dxsm"][turn % 4]
            room, _ = chosen.ROOM[engine]
            lead = 4 * draw.randrange(60)
            checker.check(engine, words[:room], 0, params, 1, checker.backends[turn % 5:][:1])
            checker.check(engine, words[:room], lead, params, lead + 200, checker.backends)
    evidence.count("words.values", checker.values)
    note(f"{checker.values} values over {count} chosen words equal to NumPy's")


# ---- bounded integers ----

def spans(bits):
    near = {1, 2, 3, 5, 6, 7, 10, 100, 2**(bits - 1) - 1, 2**(bits - 1), 2**(bits - 1) + 1,
            2**bits // 3, 2**bits // 3 + 1, 3 * 2**(bits - 2), 2**bits - 2, 2**bits - 1, 2**bits}
    if bits == 64:
        near |= {2**32 - 1, 2**32, 2**32 + 1, 2**32 // 3, 3 * 2**30, 3 * 2**40}
    return sorted(near)


def lemire_edges(span, bits):
    """Words whose product with the span has a lower half at the threshold below which a word is
    drawn again, and around, and at both ends."""
    whole = 2**bits
    limit, step = whole % span, span & -span # the lower halves are the multiples of 'step'
    step = min(step, whole)
    inverse = pow(span // step, -1, whole // step) if whole > step else 0
    for low in (limit - step, limit, limit + step, 0, span - step, span, whole - step):
        low = low // step * step % whole
        yield low // step * inverse % (whole // step) if whole > step else 0, whole // step


def edges(span, bits, masked, draw):
    """A word of 'bits' bits for integers of that many values."""
    kind = draw.randrange(4)
    if kind == 0:
        return draw.getrandbits(bits)
    if masked:
        mask = 2**(span - 1).bit_length() - 1
        value = draw.choice([0, span - 2, span - 1, span, mask]) & mask
        return (draw.getrandbits(bits) & ~mask | value) & 2**bits - 1
    if kind == 1:
        return draw.choice([0, 1, 2**bits - 1, 2**(bits - 1), 2**(bits - 1) - 1])
    word, period = draw.choice(list(lemire_edges(span, bits)))
    return word + period * draw.randrange(2**bits // period)


def packed(pieces, bits):
    """Words of 32 bits that are handed out in pieces, low bits first."""
    each = 32 // bits
    return [sum(piece << bits * i for i, piece in enumerate(pieces[at:at + each]))
            for at in range(0, len(pieces), each)]


@pytest.mark.parametrize("dist", ["integers", "legacy_integers"])
@pytest.mark.parametrize("type_name", ["u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64"])
def test_integers(library, pytestconfig, note, dist, type_name):
    """Words at the edges of rejection: for a range of 64 bits one has a probability of 2^-64."""
    draw = random.Random(f"{dist} {type_name}")
    path, masked = built(pytestconfig, "tests/libword_source.so"), dist != "integers"
    checker = Checker(library, path, dist, type_name, draw)
    info = np.iinfo(checker.type_row.dtype)
    for span in spans(info.bits):
        bits = 32 if info.bits == 64 and span <= 2**32 else info.bits
        for low in {int(info.min), int(info.max) - span + 1}:
            params = (low, low + span - 1, 1)
            if masked:
                params = (low, low + span)
                if type_name == "i64" and low + span == 2**63:
                    continue
            for engine in ["mt19937", "sfc64x32", "philox4x64", "sfc64", "pcg64", "philox4x32"]:
                room, native = chosen.ROOM[engine]
                count = room * native // bits
                pieces = [edges(span, bits, masked, draw) for _ in range(count)]
                if bits == 64:
                    words = native_words(pieces, native, engine == "mt19937")
                else:
                    words = native_words32(packed(pieces, bits) if bits < 32 else pieces, native)
                for n in {1, max(1, count - 3), count + 70}:
                    checker.check(engine, words, 0, params, n, checker.backends)
    evidence.count("words.values", checker.values)
    note(f"{checker.values} values equal to NumPy's")


# ---- order ----

def shuffling_words(n, draw):
    """Words of 32 bits for the places of a shuffle, by masked rejection: the last one that is taken,
    the first that is not, and both ends."""
    words = []
    for last in range(n - 1, 0, -1):
        mask = 2**last.bit_length() - 1
        value = draw.choice([0, last, min(last + 1, mask), mask, draw.randint(0, last)])
        words.append(draw.getrandbits(32) & ~mask | value)
        if value > last:
            words.append(draw.getrandbits(32) & ~mask | draw.choice([0, last]))
    return words


@pytest.mark.parametrize("n", [2, 3, 64, 65, 300, 1000])
@pytest.mark.parametrize("engine", ["mt19937", "sfc64", "pcg64", "philox4x64"])
def test_order(library, note, engine, n):
    draw, total = random.Random(f"{engine} {n}"), 0
    for turn in range(10 * SCALE):
        room, native = chosen.ROOM[engine]
        words = native_words32(shuffling_words(n, draw), native)[:room]
        if turn < 3:
            words = [[0, 2**native - 1, draw.getrandbits(native)][turn]] * (room - 1)
        state = getattr(chosen, engine)(words, 0, draw)
        bits = getattr(np.random, numpy_engines.CLASSES[engine])(0)
        for legacy in (False, True):
            bits.state = state
            generator = (np.random.RandomState if legacy else np.random.Generator)(bits)
            shuffled, wanted = np.arange(n), np.arange(n)
            generator.shuffle(wanted)
            permuted, follows = generator.permutation(n), int(bits.random_raw())
            for backend in base.usable_backends():
                base.select_backend(backend)
                rng = Stream(library, engine, state)
                shuffled[:] = np.arange(n)
                got = np.full(n, -1, np.int64)
                rng.call("shuffle", shuffled, n, 8)
                rng.call("permutation_i64", got, n)
                assert (shuffled == wanted).all(), (backend, legacy, words[:8])
                assert (got == permuted).all(), (backend, legacy, words[:8])
                assert rng.raw() == follows, (backend, legacy, words[:8])
                total += 2 * n
    evidence.count("words.values", total)
    note(f"{total} places equal to NumPy's")
