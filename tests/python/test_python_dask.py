# SPDX-License-Identifier: MIT
"""isorand.dask: chunks of any cutting are those of NumPy's serial array."""
import copy
import pickle

import numpy as np
import pytest

import isorand
import oracles

da = oracles.module("dask.array")
random = oracles.module("isorand.dask")
import dask  # noqa: E402

from random_calls import params_of  # noqa: E402

CUTS = [((7,), 7), ((1000,), 1), ((5003,), (1000, 4003)), ((60, 70), (60, 70)),
        ((60, 70), (17, 70)), ((60, 70), (60, 11)), ((60, 70), (13, 11)), ((9, 8, 7), (2, 8, 7)),
        ((9, 8, 7), (4, 3, 2)), ((9, 8, 7), (9, 1, 7)), ((0,), 1), ((3, 0, 2), 1), ((), ())]
BIG = [((400000,), 90000), ((700, 900), (300, 900)), ((700, 900), (700, 250)),
       ((100, 80, 90), (33, 20, 90))]


@pytest.fixture(autouse=True)
def threads():
    with dask.config.set(scheduler="threads", num_workers=4):
        yield


@pytest.mark.parametrize("shape,chunks", CUTS + BIG, ids=str)
@pytest.mark.parametrize("call", ["random", "normal", "integers", "standard_cauchy", "poisson"])
def test_cuts(call, shape, chunks):
    params = {"normal": (5, 2), "integers": (0, 1000), "poisson": (3.5,)}.get(call, ())
    got = getattr(random, call)(*params, shape=shape, chunks=chunks, seed=42)
    wanted = getattr(np.random.default_rng(42), call)(*params, size=shape)
    values = got.compute()
    assert got.dtype == values.dtype == wanted.dtype and values.shape == got.shape == wanted.shape
    assert (values == wanted).all()


@pytest.mark.parametrize("name", list(random._METHODS))
def test_every_distribution(name):
    rows = [()] if name in ("random", "standard_normal", "standard_exponential",
                            "standard_cauchy") else params_of(name, False)[:3]
    for row in rows:
        got = getattr(random, name)(*row, shape=(400, 301), chunks=(150, 99), seed=7)
        wanted = getattr(np.random.default_rng(7), name)(*row, size=(400, 301))
        assert got.compute().tobytes() == wanted.tobytes(), row


def test_minus_zero():
    """SFC64's next word is the sum of a, b and its counter: a normal that is -0."""
    bits = [isorand.SFC64(1), np.random.SFC64(1)]
    state = bits[1].state
    state["state"]["state"][:] = 1 << 8, 0, 0, 0
    for name in "standard_normal", "normal":
        for each in bits:
            each.state = state
        got = getattr(random, name)(shape=50, chunks=20, seed=isorand.Generator(bits[0])).compute()
        wanted = getattr(np.random.Generator(bits[1]), name)(size=50)
        assert wanted[0] == 0 and got.tobytes() == wanted.tobytes(), name


def test_types():
    for dtype in ("f4", "f8"):
        for name in ("random", "standard_normal", "standard_exponential"):
            got = getattr(random, name)(shape=(50, 60), chunks=23, seed=1, dtype=dtype).compute()
            wanted = getattr(np.random.default_rng(1), name)((50, 60), dtype)
            assert got.dtype == wanted.dtype and (got == wanted).all()
    for dtype in ("u1", "i2", "u4", "i8", "u8", "?"):
        got = random.integers(0, 2, shape=(50, 60), chunks=23, seed=1, dtype=dtype, endpoint=dtype
                              != "?").compute()
        wanted = np.random.default_rng(1).integers(0, 2, (50, 60), dtype, endpoint=dtype != "?")
        assert got.dtype == wanted.dtype and (got == wanted).all(), dtype
    got = random.integers(9, shape=30, chunks=7, seed=3).compute()
    assert (got == np.random.default_rng(3).integers(9, size=30)).all()


def test_any_slice_and_index():
    x = random.normal(shape=(3000, 500), chunks=(700, 300), seed=5)
    wanted = np.random.default_rng(5).normal(size=(3000, 500))
    assert (x[123:2000:7, ::3].compute() == wanted[123:2000:7, ::3]).all()
    assert (x.rechunk((100, 500)).compute() == wanted).all()
    assert float(x.sum().compute()) == pytest.approx(wanted.sum(), rel=1e-9)


def test_seeds():
    rng = isorand.Generator(isorand.Philox(3))
    rng.integers(0, 9, 3, np.uint32)  # half a word waits
    before = copy.deepcopy(rng.bit_generator.state)
    got = random.normal(shape=100, chunks=30, seed=rng).compute()
    assert str(rng.bit_generator.state) == str(before)
    assert (got == rng.normal(size=100)).all()
    theirs = np.random.Generator(np.random.SFC64(3))
    got = random.poisson(4, shape=100, chunks=30, seed=theirs).compute()
    assert (got == theirs.poisson(4, 100)).all()
    child = np.random.SeedSequence(1).spawn(2)[1]
    got = random.random(shape=100, chunks=30, seed=child).compute()
    assert (got == np.random.default_rng(child).random(100)).all()
    one, other = (random.random(shape=9, chunks=3) for _ in range(2))
    assert (one.compute() != other.compute()).any() and one.name != other.name
    assert (one.compute() == one.compute()).all()
    assert random.random(shape=9, chunks=3, seed=1).name == random.random(shape=9, chunks=3,
                                                                           seed=1).name
    assert random.beta(1e-200, 1e-200, shape=9, chunks=3, seed=1, numpy="2.4").compute().shape


def test_errors():
    with pytest.raises(ValueError):
        random.normal(0, -1, shape=9, chunks=3, seed=1).compute()
    with pytest.raises(TypeError):
        random.normal(0, 1, 2, shape=9, chunks=3)
    with pytest.raises(TypeError):
        random.gamma(shape=9, chunks=3)
    with pytest.raises(TypeError):
        random.beta(1, 2, shape=9, chunks=3, dtype="f4").compute()
    with pytest.raises(ValueError, match="no distribution"):
        random.draw("nothing", shape=9)


def test_index_of_another_stream_is_refused():
    rng = isorand.default_rng(1)
    index = rng._index("normal", np.float64, (0.0, 1.0), 10**6, 1 << 16, 2)
    out = np.empty(10)
    rng._index_fill(index, 654321, out)
    assert (out == np.random.default_rng(1).standard_normal(10**6)[654321:654331]).all()
    with pytest.raises(ValueError):
        isorand.default_rng(2)._index_fill(index, 0, out)
    for bad in (index[:-1], b"", index[:50] + b"x" + index[51:]):
        with pytest.raises(ValueError):
            rng._index_fill(bad, 0, out)
    with pytest.raises((ValueError, OverflowError)):
        rng._index_fill(index, 10**6 - 5, out)
    with pytest.raises(TypeError):
        rng._index_fill(index, 0, np.empty(3, "f4"))


@pytest.mark.parametrize("scheduler", ["sync", "threads", "processes"])
def test_schedulers(scheduler):
    with dask.config.set(scheduler=scheduler, num_workers=2):
        got = random.standard_normal(shape=(300, 200), chunks=(77, 90), seed=9).compute()
    assert (got == np.random.default_rng(9).standard_normal((300, 200))).all()


def test_distributed():
    distributed = oracles.module("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True,
                                  dashboard_address=None) as cluster, \
            distributed.Client(cluster):
        x = random.gamma(2.5, shape=(1000, 300), chunks=(170, 100), seed=2)
        assert (x.compute(scheduler=None) == np.random.default_rng(2).gamma(
            2.5, size=(1000, 300))).all()


def test_source_is_picklable():
    x = random.normal(shape=10, chunks=5, seed=1)
    for layer in x.dask.layers.values():
        pickle.dumps(dict(layer))
