# SPDX-License-Identifier: MIT
"""Random sequences of calls on one stream: values, types, shapes and errors are NumPy's, and so is
the word that follows."""
import copy
import os
import warnings

import numpy as np
import pytest

import oracles

oracles.module("hypothesis")
from hypothesis import HealthCheck, given, seed, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

import random_calls as methods  # noqa: E402

isorand = oracles.module("isorand")
EXAMPLES = int(os.environ.get("ISORAND_TEST_PYTHON_EXAMPLES", 400))
ENGINES = ["PCG64", "PCG64DXSM", "Philox", "SFC64", "MT19937"]


def result(rng, name, arguments, keywords):
    """(what came, the arguments afterwards): an exception as its class and text."""
    arguments, keywords = copy.deepcopy((arguments, keywords))
    thing = rng.bit_generator if name == "random_raw" else rng
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            value = getattr(thing, name)(*arguments, **keywords)
        except Exception as error:  # pylint: disable=broad-except
            value = error
    return value, (arguments, keywords)


def same_bits(got, wanted):
    """NaN has any bits."""
    if got.dtype.kind != "f":
        return got.tobytes() == wanted.tobytes()
    nan = np.isnan(got)
    return np.array_equal(nan, np.isnan(wanted)) and got[~nan].tobytes() == wanted[~nan].tobytes()


def same(got, wanted, where):
    if isinstance(wanted, Exception):
        assert type(got) is type(wanted) and str(got) == str(wanted), (where, got, wanted)
    elif isinstance(wanted, np.ndarray) or isinstance(wanted, np.generic):
        assert type(got) is type(wanted), (where, got, wanted)
        if wanted.dtype == object:
            assert got.tolist() == wanted.tolist(), where
        else:
            assert (got.dtype, got.shape) == (wanted.dtype, wanted.shape), where
            assert same_bits(got, wanted), (where, got, wanted)
    elif isinstance(wanted, (tuple, list, dict)):
        assert type(got) is type(wanted) and len(got) == len(wanted), where
        pairs = zip(got.values(), wanted.values()) if isinstance(wanted, dict) else zip(got, wanted)
        for one, other in pairs:
            same(one, other, where)
    else:
        assert type(got) is type(wanted), (where, got, wanted)
        equal = same_bits(np.array(got), np.array(wanted)) if isinstance(wanted, float) else (
            got == wanted)
        assert equal, (where, got, wanted)


def compare(ours, theirs, calls, next_word):
    for call in calls:
        wanted, after = result(theirs, *call)
        got, our_after = result(ours, *call)
        where = (type(ours).__name__, call)
        same(got, wanted, where)
        same(our_after, after, where)
        assert next_word(ours) == next_word(theirs), where


SETTINGS = {"deadline": None, "database": None, "max_examples": EXAMPLES,
            "suppress_health_check": list(HealthCheck)}


@seed(int(os.environ["ISORAND_TEST_SEED"]))
@settings(**SETTINGS)
@given(st.sampled_from(ENGINES), st.integers(0, 2**130),
       st.lists(methods.calls(legacy=False), min_size=1, max_size=6))
def test_generator(engine, start, calls):
    ours = isorand.Generator(getattr(isorand, engine)(start))
    theirs = np.random.Generator(getattr(np.random, engine)(start))
    compare(ours, theirs, calls, lambda rng: rng.bit_generator.random_raw())


@seed(int(os.environ["ISORAND_TEST_SEED"]))
@settings(**SETTINGS)
@given(st.sampled_from(["seed", *ENGINES]), st.integers(0, 2**32 - 1),
       st.lists(methods.calls(legacy=True), min_size=1, max_size=6))
def test_randomstate(engine, start, calls):
    if engine == "seed":
        ours, theirs = isorand.RandomState(start), np.random.RandomState(start)
    else:
        ours = isorand.RandomState(getattr(isorand, engine)(start))
        theirs = np.random.RandomState(getattr(np.random, engine)(start))
    compare(ours, theirs, calls, lambda rng: (rng._bit_generator.random_raw(),
                                              rng.get_state(legacy=False)["has_gauss"],
                                              rng.get_state(legacy=False)["gauss"]))


@pytest.mark.parametrize("cls, call", [
    (cls, call) for cls in ("Generator", "RandomState") for call in (
        ("triangular", [1, 2, np.array([1])], {"size": 0}),
        ("triangular", [0, 1, np.array([2])], {"size": 0}),
        ("hypergeometric", [np.array([0]), 0, 3], {"size": 0}),
        ("normal", [0, np.array([-1])], {"size": (3, 0)}),
        ("normal", [0, np.array([-1, 1])], {"size": 0}),
        ("beta", [np.array([1, 0, 1]), 1], {"size": (0, 3)}),
        ("binomial", [5, np.empty(0)], {}))], ids=lambda x: x if isinstance(x, str) else x[0])
def test_parameters_of_no_values(cls, call):
    """NumPy looks at arrays of parameters where it draws nothing."""
    rngs = [getattr(package, cls)(package.MT19937(5)) for package in (isorand, np.random)]
    compare(*rngs, [call], lambda rng: rng.bytes(4))


@pytest.mark.parametrize("legacy", [False, True])
def test_every_distribution(legacy):
    """Each of them by each of its parameter sets, as one number, ten, and by an array."""
    for name in methods.NAMES:
        for row in methods.params_of(name, legacy):
            ours = isorand.RandomState(5) if legacy else isorand.default_rng(5)
            theirs = np.random.RandomState(5) if legacy else np.random.default_rng(5)
            arrays = [np.repeat(value, 4) for value in row]
            calls = [(name, row, {"size": None}), (name, row, {"size": 10}),
                     (name, row, {"size": (40, 50)})]
            if arrays:
                calls.append((name, arrays, {}))
            compare(ours, theirs, calls, lambda rng: rng._bit_generator.random_raw())
