# SPDX-License-Identifier: MIT
"""Seeds, states, pickles and copies: NumPy's and isorand's go into each other."""
import copy
import ctypes
import pickle
import re

import numpy as np
import pytest

import isorand
from build import ROOT

ENGINES = ["PCG64", "PCG64DXSM", "Philox", "SFC64", "MT19937"]
OWN = ["Philox4x32", "PCG32", "SFC64x32"]
SEEDS = [0, 1, 42, 2**32, 2**64 - 1, 2**200 + 7, [1, 2, 3], (2**40, 5), np.arange(9), "skip"]


def pair(name, seed=3):
    return getattr(isorand, name)(seed), getattr(np.random, name)(seed)


def flat(state):
    if isinstance(state, dict):
        return {key: flat(value) for key, value in state.items()}
    return (type(state), state.dtype, state.tolist()) if isinstance(state, np.ndarray) else state


@pytest.mark.parametrize("name", ENGINES)
def test_classes(name):
    ours, _ = pair(name)
    assert isinstance(ours, np.random.BitGenerator)
    assert isinstance(isorand.Generator(ours), np.random.Generator)
    assert isinstance(isorand.RandomState(ours), np.random.RandomState)
    assert repr(isorand.Generator(ours)).startswith(f"Generator({name}) at 0x")
    assert str(isorand.RandomState(ours)) == f"RandomState({name})"


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("seed", SEEDS[:-1], ids=str)
def test_seeds(name, seed):
    ours, theirs = pair(name, seed)
    assert flat(ours.state) == flat(theirs.state)
    assert (ours.random_raw(700) == theirs.random_raw(700)).all()
    parent = np.random.SeedSequence(seed)
    child = parent.spawn(2)[1]
    ours, theirs = getattr(isorand, name)(child), getattr(np.random, name)(child)
    assert ours.random_raw() == theirs.random_raw()


@pytest.mark.parametrize("name", ENGINES)
def test_bad_seeds(name):
    for bad in (-1, 2.5, "x", [-3], [[1.5]]):
        with pytest.raises(Exception) as theirs:
            getattr(np.random, name)(bad)
        with pytest.raises(theirs.type) as ours:
            getattr(isorand, name)(bad)
        assert str(ours.value) == str(theirs.value)


class Words:
    """A seed sequence that is not NumPy's."""

    def generate_state(self, n_words, dtype=np.uint32):
        return np.arange(3, 3 + n_words, dtype=dtype)


@pytest.mark.parametrize("name", ENGINES)
def test_other_seed_sequences(name):
    np.random.bit_generator.ISeedSequence.register(Words)
    ours, theirs = pair(name, Words())
    assert flat(ours.state) == flat(theirs.state)


@pytest.mark.parametrize("name", ENGINES)
def test_unseeded_differ(name):
    one, other = getattr(isorand, name)(), getattr(isorand, name)()
    assert one.random_raw() != other.random_raw()
    again = getattr(isorand, name)(one.seed_seq)
    assert again.random_raw() == getattr(np.random, name)(one.seed_seq).random_raw()


@pytest.mark.parametrize("name", ENGINES)
def test_states_both_ways(name):
    ours, theirs = pair(name)
    np.random.Generator(theirs).integers(0, 9, 5, np.uint32)  # half a word waits
    ours.state = theirs.state
    assert flat(ours.state) == flat(theirs.state)
    isorand.Generator(ours).standard_normal(1001, np.float32)
    theirs.state = ours.state
    assert flat(ours.state) == flat(theirs.state)
    draw = [g.integers(0, 9, 6, np.uint32).tolist() for g in (isorand.Generator(ours),
                                                                np.random.Generator(theirs))]
    assert draw[0] == draw[1]


# What begins with a normal that is -0: a sum with 0 makes 0 of it, a sum with -0 does not.
MINUS_ZERO = [
    lambda g: g.standard_normal(), lambda g: g.standard_normal(300), lambda g: g.normal(),
    lambda g: g.normal(0, 1), lambda g: g.normal(0, 1, 300), lambda g: g.normal(-0.0, 1),
    lambda g: g.normal(-0.0, 1, 300), lambda g: g.normal([0, -0.0] * 9, 1),
    lambda g: g.normal([-0.0, 0] * 9, 1), lambda g: g.normal(0, 2, 300), lambda g: g.normal(-0.0, 2)]


@pytest.mark.parametrize("call", MINUS_ZERO)
def test_minus_zero(call):
    """SFC64's next word is the sum of a, b and its counter; RandomState has a cached normal."""
    state = np.random.SFC64(1).state
    state["state"]["state"][:] = 1 << 8, 0, 0, 0
    cached = ("MT19937", np.random.RandomState(1).get_state()[1], 624, 1, -0.0)
    for ours, theirs in ((isorand.Generator(isorand.SFC64()), np.random.Generator(np.random.SFC64())),
                         (isorand.RandomState(), np.random.RandomState())):
        for random in ours, theirs:
            if hasattr(random, "set_state"):
                random.set_state(cached)
            else:
                random.bit_generator.state = state
        got, wanted = np.asarray(call(ours)), np.asarray(call(theirs))
        assert wanted.flat[0] == 0 and got.tobytes() == wanted.tobytes(), (got.flat[0],
                                                                           wanted.flat[0])


@pytest.mark.parametrize("name", ENGINES + OWN)
def test_bad_states(name):
    bits = getattr(isorand, name)(1)
    before = flat(bits.state)
    for bad in (5, "x", {}, {"bit_generator": "other"}, {"bit_generator": name},
                {"bit_generator": name, "state": {}}):
        with pytest.raises((TypeError, ValueError, KeyError)):
            bits.state = bad
    assert flat(bits.state) == before


@pytest.mark.parametrize("name", ENGINES + OWN)
def test_copies(name):
    rng = isorand.Generator(getattr(isorand, name)(8), numpy="1.26")
    rng.standard_normal(77, np.float32)
    states = isorand.RandomState(getattr(isorand, name)(8))
    states.standard_normal(3)
    for original in (rng, states, rng.bit_generator):
        for made in (copy.copy(original), copy.deepcopy(original),
                     *(pickle.loads(pickle.dumps(original, protocol)) for protocol in (2, 5))):
            assert type(made) is type(original)
            assert made.numpy_level == original.numpy_level
            draw = (lambda g: g.random_raw(5).tolist()) if original is rng.bit_generator else (
                lambda g: [g.random(), g.standard_normal(), *g.standard_normal(4).tolist()])
            saved = copy.deepcopy(original)
            assert draw(made) == draw(saved)
    assert pickle.loads(pickle.dumps(rng)).bit_generator.seed_seq.entropy == 8


@pytest.mark.parametrize("name", ENGINES)
def test_moves_to_and_from_numpy(name):
    ours, theirs = (isorand.Generator(getattr(isorand, name)(4)),
                    np.random.Generator(getattr(np.random, name)(4)))
    ours.random(3), theirs.random(3)
    for made in isorand.from_numpy(theirs), isorand.from_numpy(pickle.loads(pickle.dumps(theirs))):
        assert type(made) is isorand.Generator
        assert made.normal() == copy.deepcopy(theirs).normal()
    back = pickle.loads(pickle.dumps(isorand.to_numpy(ours)))
    assert type(back) is np.random.Generator
    assert back.normal() == theirs.normal()
    ours.__setstate__(theirs.__getstate__())  # what NumPy's pickles hold
    assert ours.normal() == theirs.normal()
    legacy = isorand.RandomState(11), np.random.RandomState(11)
    for state in legacy:
        state.standard_normal(3)  # one waits
    assert isorand.from_numpy(legacy[1]).normal() == isorand.to_numpy(legacy[0]).normal()
    for thing in (5, np.random.default_rng):
        with pytest.raises(TypeError):
            isorand.from_numpy(thing)
    with pytest.raises(TypeError):
        isorand.to_numpy(isorand.PCG32(1))


def test_gauss_of_two_randomstates():
    """Each has its own waiting normal, as NumPy's have."""
    ours, theirs = isorand.MT19937(5), np.random.MT19937(5)
    a, b = isorand.RandomState(ours), isorand.RandomState(ours)
    c, d = np.random.RandomState(theirs), np.random.RandomState(theirs)
    got = [a.normal(), b.normal(), a.normal(), b.normal(), a.gamma(0.5), b.standard_t(3)]
    assert got == [c.normal(), d.normal(), c.normal(), d.normal(), c.gamma(0.5), d.standard_t(3)]
    for method in "dirichlet", "multivariate_normal":
        arguments = ([1.0, 2.0],) if method == "dirichlet" else ([0, 1], [[2, 1], [1, 2]])
        assert (getattr(a, method)(*arguments) == getattr(c, method)(*arguments)).all()
        assert a.normal() == c.normal()


@pytest.mark.parametrize("legacy", [True, False])
def test_randomstate_states(legacy):
    ours, theirs = isorand.RandomState(6), np.random.RandomState(6)
    ours.normal(), theirs.normal()
    for got, wanted in zip(np.ravel(np.array(list(ours.get_state(legacy)), object)),
                           np.ravel(np.array(list(theirs.get_state(legacy)), object))):
        assert np.array_equal(got, wanted)
    theirs.set_state(ours.get_state(legacy))
    ours.set_state(theirs.get_state(legacy))
    assert ours.normal() == theirs.normal() and ours.normal() == theirs.normal()


@pytest.mark.parametrize("seed", [0, 2**32 - 1, [1, 2, 3], np.arange(700), -1, 2**32, [], [[1]],
                                  1.5, "a", np.int64(7), None])
def test_legacy_seeds(seed):
    try:
        wanted = np.random.RandomState(seed)
    except Exception as error:  # pylint: disable=broad-except
        with pytest.raises(type(error)) as raised:
            isorand.RandomState(seed)
        assert str(raised.value) == str(error)
        return
    if seed is not None:
        assert isorand.RandomState(seed).random() == wanted.random()
        ours = isorand.RandomState(1)
        ours.normal()
        ours.seed(seed)
        wanted.seed(seed)
        assert ours.normal() == wanted.normal()


@pytest.mark.parametrize("name", ["PCG64", "PCG64DXSM", "Philox", "MT19937"])
def test_jumps(name):
    ours, theirs = pair(name)
    for jumps in (1, 2, 7, 0):
        assert flat(ours.jumped(jumps).state) == flat(theirs.jumped(jumps).state)
    if name == "MT19937":
        assert not hasattr(ours, "advance")
        return
    for delta in (1, 10**6, 2**127, -1, -10**20, 3):
        assert ours.advance(delta) is ours
        theirs.advance(delta)
        assert flat(ours.state) == flat(theirs.state)


def test_sfc64_has_no_jumps():
    assert not hasattr(isorand.SFC64(1), "jumped") and not hasattr(isorand.SFC64(1), "advance")


@pytest.mark.parametrize("arguments", [
    {"key": 7}, {"key": 2**100, "counter": 5}, {"key": np.array([1, 2], np.uint64)},
    {"key": [1, 2], "counter": [1, 2, 3, 4]}, {"counter": 2**255}, {"key": 2**128}, {"key": -1},
    {"seed": 1, "key": 2}, {"seed": 3, "counter": 9}, {"counter": 2**256}, {"key": [1]}], ids=str)
def test_philox_keys(arguments):
    try:
        wanted = np.random.Philox(**arguments)
    except Exception as error:  # pylint: disable=broad-except
        with pytest.raises(type(error)) as raised:
            isorand.Philox(**arguments)
        assert str(raised.value) == str(error)
        return
    got = isorand.Philox(**arguments)
    if "key" not in arguments and "seed" not in arguments:
        wanted.state = dict(wanted.state, state=dict(wanted.state["state"],
                                                     key=got.state["state"]["key"]))
    assert flat(got.state) == flat(wanted.state)


def vectors(engine):
    """(seed, words) of the golden values of a fresh seed."""
    lines = (ROOT / f"tests/vectors/{engine}.txt").read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines):
        if re.fullmatch(r"case words-seed-\d+", line):
            kind, *words = lines[at + 3].split()
            if kind in ("u32", "u64"):
                yield int(line.rsplit("-", 1)[1]), [int(word, 16) for word in words]


@pytest.mark.parametrize("name", ENGINES + OWN)
def test_golden_words(name):
    engine = {"Philox": "philox4x64"}.get(name, name.lower())
    found = list(vectors(engine))
    assert found
    for seed, words in found:
        bits = getattr(isorand, name)(seed)
        assert bits.random_raw(len(words)).tolist() == words
        other = getattr(isorand, name)(0)
        other.state = getattr(isorand, name)(seed).state
        assert other.random_raw(len(words)).tolist() == words


@pytest.mark.parametrize("name", OWN)
def test_own_engines(name):
    bits = getattr(isorand, name)(1)
    other = bits.jumped(3)
    assert other.random_raw() == bits.jumped().jumped().jumped().random_raw()
    words = getattr(isorand, name)(1).random_raw(100)
    assert bits.random_raw(100, output=False) is None
    assert getattr(isorand, name)(1).advance(100 if "Philox" not in name else 25
                                             ).random_raw() == bits.random_raw()
    assert words.dtype == np.uint64


@pytest.mark.parametrize("name", ENGINES + OWN)
def test_interfaces(name):
    """What ctypes and cffi draw is the stream's."""
    bits, same = getattr(isorand, name)(9), getattr(isorand, name)(9)
    pointers = bits.ctypes
    assert pointers.next_uint64(pointers.state) == (
        same.random_raw() if name not in ("MT19937", "Philox4x32", "PCG32")
        else same.ctypes.next_uint64(same.ctypes.state))
    assert pointers.next_double(pointers.state) == isorand.Generator(same).random()
    assert pointers.next_uint32(pointers.state) == isorand.Generator(same).integers(
        0, 2**32, dtype=np.uint32)
    bit_generator = ctypes.cast(pointers.bit_generator, ctypes.c_void_p)
    assert bit_generator.value
    pytest.importorskip("cffi")
    interface = bits.cffi
    assert interface.next_double(interface.state) == isorand.Generator(same).random()


@pytest.mark.parametrize("name", ENGINES)
def test_spawn(name):
    ours, theirs = pair(name, 77)
    assert [child.random_raw() for child in ours.spawn(3)] == [
        getattr(np.random, name)(child).random_raw()
        for child in np.random.SeedSequence(77).spawn(3)]
    rng = isorand.Generator(getattr(isorand, name)(77))
    first, = rng.spawn(1)
    assert first.random() == np.random.Generator(
        getattr(np.random, name)(np.random.SeedSequence(77).spawn(1)[0])).random()


def test_numpys_bit_generators():
    """Generators over NumPy's own bit generators work, by NumPy's methods."""
    ours = isorand.Generator(np.random.PCG64(3))
    theirs = np.random.Generator(np.random.PCG64(3))
    assert ours.normal(0, 1, 5).tolist() == theirs.normal(0, 1, 5).tolist()
    assert ours.integers(10) == theirs.integers(10)
    assert ours.choice(10, 3, replace=False).tolist() == theirs.choice(10, 3, replace=False).tolist()
    assert ours.dirichlet([1, 2]).tolist() == theirs.dirichlet([1, 2]).tolist()
    assert ours.permutation(9).tolist() == theirs.permutation(9).tolist()
    assert ours.bytes(3) == theirs.bytes(3)
    made = pickle.loads(pickle.dumps(ours))
    assert made.random() == theirs.random()
    old, new = isorand.RandomState(np.random.MT19937(3)), np.random.RandomState(np.random.MT19937(3))
    assert old.normal() == new.normal() and old.randint(9) == new.randint(9)


def test_default_rng():
    rng = isorand.default_rng(5)
    assert isorand.default_rng(rng) is rng
    assert isorand.default_rng(rng.bit_generator).bit_generator is rng.bit_generator
    theirs = np.random.default_rng(5)
    assert isorand.default_rng(theirs) is theirs
    assert np.random.default_rng(rng) is rng
    assert isorand.default_rng(np.random.SeedSequence(5)).random() == theirs.random()
    assert isorand.default_rng().random() != isorand.default_rng().random()


def test_reinitialised():
    """A second __init__ gives another stream, and no crash."""
    rng = isorand.default_rng(1)
    rng.__init__(isorand.PCG64(2))
    assert rng.random() == np.random.default_rng(2).random()
    bits = isorand.PCG64(1)
    bits.__init__(2)
    assert bits.random_raw() == np.random.PCG64(2).random_raw()
    empty = isorand.Generator.__new__(isorand.Generator)
    with pytest.raises(Exception):
        empty.random()
    blank = isorand.PCG64.__new__(isorand.PCG64)
    for use in (blank.random_raw, lambda: blank.state, lambda: isorand.Generator(blank)):
        with pytest.raises(Exception):
            use()
