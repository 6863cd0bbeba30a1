# SPDX-License-Identifier: MIT
"""NumPy's random numbers, bit for bit, by SIMD kernels.

>>> import isorand
>>> rng = isorand.default_rng(42)
>>> rng.random(3)
array([0.77395605, 0.43887844, 0.85859792])

What np.random has is here under the same names: default_rng, Generator, RandomState, SeedSequence,
the bit generators, and the functions of np.random.seed's global stream.
"""
import threading as _threading

import numpy as _np
from numpy.random import BitGenerator, SeedSequence

from . import _core
from ._bit_generators import (MT19937, PCG32, PCG64, PCG64DXSM, SFC64, Philox, Philox4x32,
                              SFC64x32)
from ._core import backend
from ._generator import Generator, default_rng
from ._moves import from_numpy, to_numpy
from ._randomstate import RandomState
from ._shadow import shadow
from ._verify import verify

__version__ = _core.version

# The functions of np.random, of one RandomState that the first use makes.
_GLOBAL = """beta binomial bytes chisquare choice dirichlet exponential f gamma geometric get_state
gumbel hypergeometric laplace logistic lognormal logseries multinomial multivariate_normal
negative_binomial noncentral_chisquare noncentral_f normal pareto permutation poisson power rand
randint randn random random_integers random_sample rayleigh set_state shuffle standard_cauchy
standard_exponential standard_gamma standard_normal standard_t triangular uniform vonmises wald
weibull zipf""".split()
_ALIASES = {"ranf": "random_sample", "sample": "random_sample"}
_lock = _threading.Lock()

__all__ = ["BitGenerator", "Generator", "MT19937", "PCG32", "PCG64", "PCG64DXSM", "Philox",
           "Philox4x32", "RandomState", "SFC64", "SFC64x32", "SeedSequence", "backend", "backends",
           "default_rng", "distributions", "engines", "from_numpy", "levels", "get_bit_generator",
           "seed", "set_backend", "set_bit_generator", "shadow", "to_numpy", "verify", *_GLOBAL, *_ALIASES]


def _global():
    with _lock:
        if "_rand" not in globals():
            globals()["_rand"] = RandomState()
        return globals()["_rand"]


def __getattr__(name):
    if name in _GLOBAL or name in _ALIASES:
        return globals().setdefault(name, getattr(_global(), _ALIASES.get(name, name)))
    raise AttributeError(f"module 'isorand' has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *__all__})


def seed(seed=None):
    """Begins the global stream anew: np.random.seed.

    >>> seed(42); isorand.rand()
    0.3745401188473625
    """
    bits = get_bit_generator()
    if isinstance(bits, MT19937):
        _global().seed(seed)
    else:
        bits.state = type(bits)(seed).state


def get_bit_generator():
    """The bit generator of the global stream.

    >>> type(get_bit_generator()).__name__
    'MT19937'
    """
    return _global()._bit_generator


def set_bit_generator(bitgen):
    """Gives the global stream another bit generator.

    >>> before = get_bit_generator()
    >>> set_bit_generator(PCG64(42)); isorand.random() == isorand.default_rng(42).random()
    True
    >>> set_bit_generator(before)
    """
    _global().__init__(bitgen)


def set_backend(name=None):
    """Makes a set of kernels active for the whole process, "scalar" for example; None chooses the
    best again.  All give the same bits.

    >>> set_backend("scalar"); backend()
    'scalar'
    >>> set_backend()
    """
    _core.set_backend(name)


def backends():
    """The sets of kernels that this version has, best first: {name: why it cannot be used, or ""}.

    >>> backends()["scalar"]
    ''
    """
    return {name: "" if usable else reason for name, usable, reason in _core.backends()}


def engines():
    """The engines of the library, with what each is.

    >>> [row["name"] for row in engines()][:3]
    ['pcg64', 'pcg64dxsm', 'philox4x64']
    """
    return _core.engines()


def distributions():
    """{name: row} of what Generator.fill takes: its NumPy expression, types and parameters.

    >>> distributions()["normal"]["types"]
    ['float32', 'float64']
    """
    return {row["name"]: row for row in _core.distributions()}


def levels():
    """The levels of NumPy: {first version: what changed with it}.

    >>> list(levels())[0]
    '1.24'
    """
    return dict(_core.levels())
