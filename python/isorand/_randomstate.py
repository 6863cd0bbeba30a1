# SPDX-License-Identifier: MIT
"""RandomState: what is left to Python of it.  The distributions are compiled (_core)."""
import copy

from . import _core, _numpys, _vectors
from ._bit_generators import ENGINES, MT19937


def randomstate(name, cls=None, bits=None):
    """What pickles call: of a bit generator's name alone, as old ones of NumPy have it, too."""
    return (RandomState if cls is None else cls)(ENGINES[name](0) if bits is None else bits)


class RandomState(_core.RandomState):
    """np.random.RandomState: the streams of np.random.seed, faster.

    >>> RandomState(42).rand(3)
    array([0.37454012, 0.95071431, 0.73199394])
    """
    __slots__ = ()

    def __init__(self, seed=None, *, numpy=None):
        if not hasattr(seed, "capsule"):
            bits = MT19937() if seed is None else MT19937(0)
            if seed is not None:
                bits._legacy_seeding(seed)
            seed = bits
        super().__init__(seed)
        if numpy is not None:
            self.numpy_level = numpy

    @property
    def numpy_level(self):
        """Whose values are drawn: see Generator.numpy_level.

        >>> RandomState(1, numpy="2.4").numpy_level
        '2.4'
        """
        return self._bit_generator.numpy_level

    @numpy_level.setter
    def numpy_level(self, version):
        self._bit_generator.numpy_level = version

    def rand(self, *args):
        """Uniform floats; the shape as arguments.

        >>> RandomState(42).rand(2)
        array([0.37454012, 0.95071431])
        """
        return self.random_sample(args or None)

    def randn(self, *args):
        """Standard normals; the shape as arguments.

        >>> RandomState(42).randn(2)
        array([ 0.49671415, -0.1382643 ])
        """
        return self.standard_normal(args or None)

    def seed(self, seed=None):
        """Begins anew, on a bit generator MT19937.

        >>> state = RandomState(1); state.seed(42); state.rand()
        0.3745401188473625
        """
        if not isinstance(self._bit_generator, MT19937):
            return super().seed(seed)
        self._bit_generator._legacy_seeding(seed)
        self._gauss = (0, 0.0)
        return None

    # ---- NumPy's cached normal is in its own object, isorand's in this one ----

    def _gauss_to_numpy(self):
        if self._accelerated:
            state = super().get_state(legacy=False)
            state["has_gauss"], state["gauss"] = self._gauss
            super().set_state(state)

    def _gauss_from_numpy(self):
        if self._accelerated:
            state = super().get_state(legacy=False)
            self._gauss = (state["has_gauss"], state["gauss"])

    def get_state(self, legacy=True):
        """The state as a dictionary, or as the tuple that NumPy had before 1.17.

        >>> RandomState(42).get_state()[0]
        'MT19937'
        """
        if not self._accelerated or (legacy and not isinstance(self._bit_generator, MT19937)):
            return super().get_state(legacy)
        state = self._bit_generator.state
        has_gauss, gauss = self._gauss
        if legacy:
            inner = state["state"]
            return state["bit_generator"], inner["key"], inner["pos"], has_gauss, gauss
        return dict(state, has_gauss=has_gauss, gauss=gauss)

    def set_state(self, state):
        """Goes on from a state of get_state's, NumPy's or isorand's.

        >>> state = RandomState(42); saved = state.get_state(); first = state.rand()
        >>> state.set_state(saved); state.rand() == first
        True
        """
        super().set_state(state)
        self._gauss_from_numpy()

    def __copy__(self):
        # A copy has a stream of its own.
        return copy.deepcopy(self)

    def __getstate__(self):
        return self.get_state(legacy=False)

    def __setstate__(self, state):
        if state is not None:
            self.set_state(state)

    def __reduce__(self):
        if not self._accelerated:
            return super().__reduce__()
        bits = self._bit_generator
        return randomstate, (type(bits).__name__, type(self), bits), self.get_state(legacy=False)

    # ---- what is compiled of these takes plain arguments alone ----

    def _dirichlet_rest(self, alpha, size):
        again = _vectors.doubles(alpha)
        if again is not None and again is not alpha:
            return self.dirichlet(again, size)
        return self._by_numpy(_numpys.RandomState.dirichlet, alpha, size)

    def _multinomial_rest(self, n, pvals, size):
        result = _vectors.multinomial(self, n, pvals, size)
        if result is NotImplemented:
            result = self._by_numpy(_numpys.RandomState.multinomial, n, pvals, size)
        return result

    def _by_numpy(self, method, *arguments):
        self._gauss_to_numpy()
        try:
            return method(self, *arguments)
        finally:
            self._gauss_from_numpy()
