# SPDX-License-Identifier: MIT
"""Dask arrays whose chunks are made independently, and are those of NumPy's serial array:

>>> from isorand import dask as random
>>> x = random.normal(5, 2, shape=(1000, 800), chunks=(300, 500), seed=42)
>>> (x.compute() == np.random.default_rng(42).normal(5, 2, (1000, 800))).all()
True

However the array is cut, by whichever scheduler, in whichever order: the numbers are those that one
process would draw from the seed.  Where all values take equally many words of the stream a chunk
is made from its place alone.  Elsewhere one task first counts through the array, without storing
it, and notes where values begin; the chunks start from its notes.
"""
import copy
import itertools

import numpy as np

from . import _numpys
from ._generator import Generator, default_rng

try:
    import dask.array as _da
    from dask.base import tokenize as _tokenize
    from dask.highlevelgraph import HighLevelGraph as _Graph
except ImportError as _error:  # pragma: no cover
    raise ImportError("isorand.dask needs dask: pip install isorand[dask]") from _error

# Values between two notes, at least; and how many values a task makes at a time beyond its own.
_EVERY, _BLOCK = 1 << 16, 1 << 20


class _Source:
    """A stream, and what is drawn from it: what every task gets."""

    def __init__(self, rng, dist, params, dtype, size):
        self.rng, self.dist, self.params, self.dtype, self.size = rng, dist, params, dtype, size
        try:
            self.fill(None, 0, np.empty(0, dtype))
            self.needs_index = False
        except NotImplementedError:
            self.needs_index = True

    def index(self, threads=1):
        """Where values begin, as bytes."""
        every = max(_EVERY, self.size // 20000)
        return self.rng._index(self.dist, self.dtype, self.params, self.size, every, threads)

    def fill(self, index, first, out):
        if index is None:
            self.rng._fill_at(self.dist, self.dtype, self.params, first, out)
        else:
            self.rng._index_fill(index, first, out)


def _runs(shape, location):
    """(length, first elements) of what a chunk takes of the flat array, in the chunk's order."""
    last = len(shape) - 1
    while last > 0 and location[last] == (0, shape[last]):
        last -= 1
    inner = int(np.prod(shape[last + 1:], dtype=np.int64)) if shape else 1
    if not shape:
        return 1, [0]
    length = (location[last][1] - location[last][0]) * inner
    steps = [int(np.prod(shape[d + 1:], dtype=np.int64)) for d in range(len(shape))]
    ranges = [range(start * step, stop * step, step)
              for (start, stop), step in zip(location[:last], steps)]
    offset = location[last][0] * inner
    return length, [offset + sum(outer) for outer in itertools.product(*ranges)]


def _chunk(source, index, shape, location):
    """One task: the chunk at 'location', (start, stop) of each dimension."""
    out = np.empty([stop - start for start, stop in location], source.dtype)
    if not out.size:
        return out
    length, firsts = _runs(shape, location)
    rows = out.reshape(len(firsts), length)
    at = 0
    while at < len(firsts):
        # Runs that lie near each other are cut out of one piece.
        end = at + 1
        while (end < len(firsts) and firsts[end] + length - firsts[at] <= _BLOCK
               and firsts[end] - firsts[end - 1] - length < _EVERY // 4):
            end += 1
        if end == at + 1:
            source.fill(index, firsts[at], rows[at])
        else:
            piece = np.empty(firsts[end - 1] + length - firsts[at], source.dtype)
            source.fill(index, firsts[at], piece)
            for row, first in zip(rows[at:end], firsts[at:end]):
                row[...] = piece[first - firsts[at]:][:length]
        at = end
    return out


def _stream(seed, numpy):
    """A Generator at the start of the array; one that is given stays where it is."""
    if isinstance(seed, (_numpys.Generator, _numpys.BitGenerator)):
        seed = copy.deepcopy(seed)
    rng = default_rng(seed, numpy=numpy)
    if not isinstance(rng, Generator) or not rng._accelerated:
        from ._moves import from_numpy
        rng = from_numpy(rng)
    return rng


def draw(dist, *params, shape, chunks="auto", seed=None, dtype=None, numpy=None, name=None):
    """A Dask array of a distribution of isorand.distributions, with parameters in its order.

    'seed' is what default_rng takes, or a Generator, from whose place the array starts and which
    does not move.

    >>> draw("weibull", 1.5, shape=10, chunks=4, seed=1).chunks
    ((4, 4, 2),)
    """
    from . import distributions
    row = distributions().get(dist)
    if row is None:
        raise ValueError(f"no distribution {dist!r}")
    if dtype is None:
        dtype = "float64" if "float64" in row["types"] else "int64"
    dtype = np.dtype(dtype)
    shape = (shape,) if isinstance(shape, (int, np.integer)) else tuple(shape)
    shape = tuple(int(length) for length in shape)
    chunks = _da.core.normalize_chunks(chunks, shape, dtype=dtype)
    size = 1
    for length in shape:
        size *= length
    rng = _stream(seed, numpy)
    source = _Source(rng, dist, params, dtype, size)
    token = _tokenize(dist, params, str(dtype), shape, chunks, str(rng.bit_generator.state),
                      rng.numpy_level)
    name = name or f"isorand-{dist}-{token}"
    layer = {f"{name}-source": source}
    index = None
    if source.needs_index:
        index = f"{name}-index"
        layer[index] = (_Source.index, f"{name}-source")
    borders = [list(itertools.accumulate(sizes, initial=0)) for sizes in chunks]
    for block in itertools.product(*(range(len(sizes)) for sizes in chunks)):
        location = tuple((border[i], border[i + 1]) for border, i in zip(borders, block))
        layer[(name, *block)] = (_chunk, f"{name}-source", index, shape, location)
    return _da.Array(_Graph.from_collections(name, layer, dependencies=[]), name, chunks,
                     dtype=dtype)


# {method of Generator: (distribution, how many parameters, those that are left out)}.  vonmises is
# not among them: the library's last bits are not NumPy's.
_METHODS = {
    "random": ("uniform", 0, ()), "standard_normal": ("normal", 0, ()),
    "standard_exponential": ("exponential", 0, ()), "standard_gamma": ("standard_gamma", 1, ()),
    **{name: (name, count, defaults) for name, count, defaults in (
        ("uniform", 2, (0.0, 1.0)), ("normal", 2, (0.0, 1.0)), ("exponential", 1, (1.0,)),
        ("gamma", 2, (1.0,)), ("beta", 2, ()), ("chisquare", 1, ()),
        ("noncentral_chisquare", 2, ()), ("f", 2, ()), ("noncentral_f", 3, ()),
        ("standard_t", 1, ()), ("lognormal", 2, (0.0, 1.0)), ("standard_cauchy", 0, ()),
        ("laplace", 2, (0.0, 1.0)), ("logistic", 2, (0.0, 1.0)), ("gumbel", 2, (0.0, 1.0)),
        ("rayleigh", 1, (1.0,)), ("weibull", 1, ()), ("pareto", 1, ()), ("power", 1, ()),
        ("triangular", 3, ()), ("wald", 2, ()), ("geometric", 1, ()), ("poisson", 1, (1.0,)),
        ("binomial", 2, ()), ("negative_binomial", 2, ()), ("hypergeometric", 3, ()),
        ("zipf", 1, ()), ("logseries", 1, ()))},
}
# What a name stands for: a sum with -0.0 leaves a -0 as it is.
_ALWAYS = {"standard_normal": (-0.0, 1.0)}


def _method(name):
    dist, count, defaults = _METHODS[name]

    def function(*params, shape, chunks="auto", seed=None, dtype=None, numpy=None):
        if not count - len(defaults) <= len(params) <= count:
            raise TypeError(f"{name} takes {count} parameters")
        params += defaults[len(params) - count + len(defaults):] if len(params) < count else ()
        params += _ALWAYS.get(name, ())
        return draw(dist, *params, shape=shape, chunks=chunks, seed=seed, dtype=dtype, numpy=numpy)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = (f"Generator.{name}(..., size=shape) as a Dask array; "
                        "the parameters are numbers.")
    return function


globals().update({name: _method(name) for name in _METHODS})


def integers(low, high=None, *, shape, chunks="auto", seed=None, dtype=np.int64, endpoint=False,
             numpy=None):
    """Generator.integers(low, high, size=shape) as a Dask array, of 32- or 64-bit integers.

    Shorter ones and bool share words of the stream, which NumPy's serial array begins anew at each
    call only; they are offered too.

    >>> integers(0, 10, shape=5, chunks=2, seed=42).compute()
    array([0, 7, 6, 4, 4])
    """
    if high is None:
        low, high = 0, low
    return draw("integers", low, high - (not endpoint), 1, shape=shape, chunks=chunks, seed=seed,
                dtype=dtype, numpy=numpy)


__all__ = ["draw", "integers", *_METHODS]
