# SPDX-License-Identifier: MIT
"""Generator: what is left to Python of it.  The distributions are compiled (_core)."""
import copy

import numpy as np

from . import _core, _numpys, _vectors
from ._bit_generators import ENGINES, PCG64


def generator(name, cls=None, bits=None):
    """What pickles call: of a bit generator's name alone, as old ones of NumPy have it, too."""
    return (Generator if cls is None else cls)(ENGINES[name](0) if bits is None else bits)


class Generator(_core.Generator):
    """np.random.Generator over a bit generator of isorand: the same methods and bits, faster.

    Beyond NumPy's, methods take ``out=``, ``threads=`` and, where the library has single precision,
    ``dtype=``.  ``numpy`` chooses whose values to draw where versions of NumPy differ; without it
    those of the NumPy that is running.

    >>> rng = Generator(PCG64(42))
    >>> rng.standard_normal(2)
    array([ 0.30471708, -1.03998411])
    >>> rng.normal(5, 2, out=np.zeros(3), threads=2)
    array([6.50090239, 6.88112943, 1.09792962])
    """
    __slots__ = ()

    def __init__(self, bit_generator, *, numpy=None):
        super().__init__(bit_generator)
        if numpy is not None:
            self.numpy_level = numpy

    @property
    def numpy_level(self):
        """Whose values are drawn: the first version of a level, such as "1.24".  It belongs to the
        bit generator, and to what is made of it.

        >>> default_rng(1, numpy="1.26.4").numpy_level
        '1.26'
        """
        return self.bit_generator.numpy_level

    @numpy_level.setter
    def numpy_level(self, version):
        self.bit_generator.numpy_level = version

    def spawn(self, n_children):
        """Generators of the next children of its SeedSequence.

        >>> len(Generator(PCG64(1)).spawn(3))
        3
        """
        return [type(self)(child) for child in self.bit_generator.spawn(n_children)]

    def __reduce__(self):
        if not self._accelerated:
            return super().__reduce__()
        bits = self.bit_generator
        return generator, (type(bits).__name__, type(self), bits), bits.state

    def __copy__(self):
        # A copy has a stream of its own.
        return copy.deepcopy(self)

    def __getstate__(self):
        return self.bit_generator.state

    def __setstate__(self, state):
        if state is not None:
            self.bit_generator.state = state

    # ---- order ----

    def choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
        """A sample of a sequence, or of range(a); see NumPy.

        >>> Generator(PCG64(1)).choice(1000, 3, replace=False)
        array([511, 472, 755])
        """
        if not replace and p is None and self._accelerated and type(size) in (int, tuple):
            if type(a) is int:
                pop, values = a, None
            elif type(a) is np.ndarray and a.ndim == 1:
                pop, values = len(a), a
            else:
                pop = 0
            n = size if type(size) is int else _count(size)
            if 0 < n <= pop:
                index = self._choice_distinct(pop, n, bool(shuffle))
                if type(size) is tuple:
                    index.shape = size
                if values is None or not size:
                    return index if values is None else values[index]
                return values[index]
        return super().choice(a, size, replace, p, axis, shuffle)

    def permuted(self, x, *, axis=None, out=None):
        """Each slice along 'axis' shuffled by itself; see NumPy.

        >>> Generator(PCG64(1)).permuted(np.arange(6).reshape(2, 3), axis=1)
        array([[0, 1, 2],
               [5, 3, 4]])
        """
        if (self._accelerated and out is None and type(x) is np.ndarray and type(axis) is int
                and -x.ndim <= axis < x.ndim and x.size):
            out = x.copy()
            if self._permuted(out, axis % x.ndim):
                return out
            out = None
        return super().permuted(x, axis=axis, out=out)

    # ---- what is compiled of these takes plain arguments alone ----

    def _dirichlet_rest(self, alpha, size):
        again = _vectors.doubles(alpha)
        if again is not None and again is not alpha:
            return self.dirichlet(again, size)
        return _numpys.Generator.dirichlet(self, alpha, size)

    def _multinomial_rest(self, n, pvals, size):
        result = _vectors.multinomial(self, n, pvals, size)
        if result is NotImplemented and self.numpy_level != _core.level:
            result = _vectors.multinomial_each(self, n, pvals, size)
        if result is NotImplemented:
            result = _numpys.Generator.multinomial(self, n, pvals, size)
        return result



def _count(shape):
    n = 1
    for length in shape:
        if type(length) is not int or length < 0:
            return 0
        n *= length
    return n


def default_rng(seed=None, *, numpy=None):
    """np.random.default_rng: a Generator of PCG64(seed), or of the bit generator that 'seed' is; a
    Generator is given back as it is.

    >>> default_rng(42).random() == np.random.default_rng(42).random()
    True
    """
    if isinstance(seed, _numpys.Generator):
        if numpy is not None:
            seed.numpy_level = numpy
        return seed
    if isinstance(seed, _numpys.BitGenerator):
        return Generator(seed, numpy=numpy)
    return Generator(PCG64(seed), numpy=numpy)
