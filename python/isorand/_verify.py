# SPDX-License-Identifier: MIT
"""verify(): this machine's backends against the NumPy that is running."""
import numpy as np

from . import _core, _numpys
from ._bit_generators import ENGINES
from ._generator import Generator

_CALLS = {
    "random": lambda g, n: g.random(n),
    "random float32": lambda g, n: g.random(n, np.float32),
    "standard_normal": lambda g, n: g.standard_normal(n),
    "standard_normal float32": lambda g, n: g.standard_normal(n, np.float32),
    "standard_exponential": lambda g, n: g.standard_exponential(n),
    "integers": lambda g, n: g.integers(0, 1000, n),
    "permutation": lambda g, n: g.permutation(n),
    "gamma": lambda g, n: g.gamma(2.5, 2, n),
    "poisson": lambda g, n: g.poisson(12.5, n),
}


def verify(n=20000, seed=None):
    """Compares every backend that this machine can run with the running NumPy: each engine that
    both have, several distributions, 'n' values.  How many comparisons were made; ValueError says
    where one differs.

    >>> verify(100) > 0
    True
    """
    seed = np.random.SeedSequence(seed).entropy
    before, done = _core.backend(), 0
    try:
        for backend in [name for name, usable, _ in _core.backends() if usable]:
            _core.set_backend(backend)
            for name, cls in ENGINES.items():
                if name not in _numpys.BIT_GENERATORS:
                    continue
                ours = Generator(cls(seed))
                theirs = _numpys.Generator(_numpys.BIT_GENERATORS[name](seed))
                for call, draw in _CALLS.items():
                    if draw(ours, n).tobytes() != draw(theirs, n).tobytes():
                        raise ValueError(f"{name}({seed}): {call} of {n} values by backend "
                                         f"{backend} differs from NumPy {np.__version__}")
                    done += 1
    finally:
        _core.set_backend(before)
    return done
