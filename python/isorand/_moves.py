# SPDX-License-Identifier: MIT
"""From NumPy's objects to isorand's and back: copies, at the same place of the same stream."""
from . import _numpys
from ._bit_generators import ENGINES, Base
from ._generator import Generator
from ._randomstate import RandomState


def _bits_from(bits):
    name = type(bits).__name__
    if not isinstance(bits, _numpys.BitGenerator) or name not in ENGINES:
        raise TypeError(f"isorand has no bit generator {name}")
    seed_seq = getattr(bits, "_seed_seq", None)
    made = ENGINES[name](0 if seed_seq is None else seed_seq)
    made.state = bits.state
    return made


def from_numpy(thing):
    """isorand's copy of a Generator, RandomState or bit generator of NumPy.

    >>> import numpy as np
    >>> theirs = np.random.default_rng(1)
    >>> from_numpy(theirs).random() == theirs.random()
    True
    """
    if isinstance(thing, _numpys.Generator):
        return Generator(_bits_from(thing.bit_generator))
    if isinstance(thing, _numpys.RandomState):
        made = RandomState(_bits_from(thing._bit_generator))
        made.set_state(thing.get_state(legacy=False))
        return made
    return _bits_from(thing)


def _bits_to(bits):
    numpys = _numpys.BIT_GENERATORS.get(type(bits).__name__)
    if not isinstance(bits, Base) or numpys is None:
        raise TypeError(f"NumPy has no bit generator {type(bits).__name__}")
    made = numpys(0 if bits._seed_seq is None else bits._seed_seq)
    made.state = bits.state
    return made


def to_numpy(thing):
    """NumPy's copy of a Generator, RandomState or bit generator of isorand, for a pickle that is
    read where there is no isorand.

    >>> from isorand import default_rng
    >>> ours = default_rng(1)
    >>> to_numpy(ours).random() == ours.random()
    True
    """
    if isinstance(thing, _numpys.Generator):
        return _numpys.Generator(_bits_to(thing.bit_generator))
    if isinstance(thing, _numpys.RandomState):
        made = _numpys.RandomState(_bits_to(thing._bit_generator))
        made.set_state(thing.get_state(legacy=False))
        return made
    return _bits_to(thing)
