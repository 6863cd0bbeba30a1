# SPDX-License-Identifier: MIT
"""The bit generators: what a seed makes of each engine's state, and NumPy's state dictionaries."""
import struct

import numpy as np

from . import _core, _numpys

_MASK64, _MASK128 = 2**64 - 1, 2**128 - 1


def _distance(value):
    """An integer of any size as 256 bits, two's complement."""
    value = int(value) % 2**256
    return value.to_bytes(32, "little")


def _words(value, n, name):
    """An array of n words from what NumPy takes for one: an integer, or an array."""
    if isinstance(value, (int, np.integer)):
        return [int(value) >> 64 * i & _MASK64 for i in range(n)]
    words = [int(word) for word in np.asarray(value).ravel()]
    if len(words) != n:
        raise ValueError(f"{name} must have {n} elements")
    return words


def bit_generator(cls, seed_seq, state, level):
    """What pickles call."""
    self = cls(seed_seq if seed_seq is not None else 0, numpy=level)
    self.state = state
    return self


class Base(_core.BitGenerator):
    """What the engines share.  A subclass says how its state is laid out and seeded."""
    __slots__ = ()
    _engine = ""        # its name in the library
    _fields = ""        # its struct, as module struct has it
    _seed_words = (0, np.uint64)
    _has_half = True    # a 32-bit half of a word may wait

    def __init__(self, seed=None, *, numpy=None):
        super().__init__(self._engine, seed)
        if numpy is not None:
            self.numpy_level = numpy
        if not self._from_sequence(self._seed_seq):
            self._from_words(self._seed_seq.generate_state(*self._seed_words).tolist())

    def _from_words(self, words):
        raise NotImplementedError

    def _put(self, *fields, has_uint32=0, uinteger=0):
        self._set(struct.pack("=" + self._fields, *fields), has_uint32, uinteger)

    def _take(self):
        """(fields, has_uint32, uinteger)"""
        data, has_uint32, uinteger = self._get()
        return struct.unpack_from("=" + self._fields, data), has_uint32, uinteger

    def _dictionary(self, inner, **others):
        return {"bit_generator": type(self).__name__, "state": inner, **others}

    def _check(self, value):
        if not isinstance(value, dict):
            raise TypeError("state must be a dict")
        name = type(self).__name__
        if value.get("bit_generator", "") != name:
            raise ValueError(f"state must be for a {name} RNG")
        return value["state"]

    @property
    def seed_seq(self):
        """The SeedSequence that it was made from.

        >>> PCG64(5).seed_seq.entropy
        5
        """
        return self._seed_seq

    def spawn(self, n_children):
        """Bit generators of the next children of its SeedSequence.

        >>> len(PCG64(5).spawn(3))
        3
        """
        return [type(self)(child, numpy=self.numpy_level)
                for child in self._seed_seq.spawn(n_children)]

    def jumped(self, jumps=1):
        """A new bit generator, as if 'jumps' times very many words had been drawn.

        >>> PCG64(5).jumped(2).random_raw() == np.random.PCG64(5).jumped(2).random_raw()
        True
        """
        other = type(self)(0, numpy=self.numpy_level)
        self._jump(_distance(jumps), other)
        return other

    def advance(self, delta):
        """Moves on by 'delta' steps, as NumPy counts them; itself.

        >>> PCG64(5).advance(10).random_raw() == PCG64(5).random_raw(11)[10]
        True
        """
        self._advance(_distance(delta))
        return self

    def __getstate__(self):
        return self.state

    def __setstate__(self, state):
        # NumPy's own pickles: from 2.1 on the SeedSequence comes along.
        self.state = state[0] if isinstance(state, tuple) else state

    def __reduce__(self):
        return bit_generator, (type(self), self._seed_seq, self.state, self.numpy_level)


class _Pcg128(Base):
    __slots__ = ()
    _fields, _seed_words = "4Q", (4, np.uint64)

    def _from_words(self, words):
        inc = (words[2] << 65 | words[3] << 1 | 1) & _MASK128
        start = (words[0] << 64 | words[1]) + inc
        self._put_pair(start * 0x2360ED051FC65DA44385DF649FCCF645 + inc, inc)

    def _put_pair(self, state, inc, **half):
        self._put(state >> 64 & _MASK64, state & _MASK64, inc >> 64 & _MASK64, inc & _MASK64, **half)

    @property
    def state(self):
        """NumPy's state dictionary."""
        (high, low, inc_high, inc_low), has_uint32, uinteger = self._take()
        return self._dictionary({"state": high << 64 | low, "inc": inc_high << 64 | inc_low},
                                has_uint32=has_uint32, uinteger=uinteger)

    @state.setter
    def state(self, value):
        inner = self._check(value)
        self._put_pair(inner["state"], inner["inc"], has_uint32=value["has_uint32"],
                       uinteger=value["uinteger"])


class PCG64(_Pcg128):
    """PCG XSL-RR 128/64: what default_rng takes.

    >>> PCG64(42).random_raw()
    14276969152011380360
    """
    __slots__ = ()
    _engine = "pcg64"


class PCG64DXSM(_Pcg128):
    """PCG with the DXSM output function, for very many streams side by side.

    >>> PCG64DXSM(42).random_raw() == np.random.PCG64DXSM(42).random_raw()
    True
    """
    __slots__ = ()
    _engine = "pcg64dxsm"


class _Philox(Base):
    """Counters; 'counter' and 'key' as NumPy's Philox takes them."""
    __slots__ = ()
    _word = np.uint64

    def __init__(self, seed=None, counter=None, key=None, *, numpy=None):
        if key is not None or counter is not None:
            key, counter = self._check_key(seed, counter, key)
        super().__init__(0 if key is not None else seed, numpy=numpy)
        if key is None and counter is None:
            return
        if key is None:
            key = self.state["state"]["key"].tolist()
        self._put(*(counter or [0] * 4), *key, *[0] * 4, 4)

    def _from_words(self, words):
        self._put(*[0] * 4, *words, *[0] * 4, 4)

    @property
    def state(self):
        """NumPy's state dictionary."""
        fields, has_uint32, uinteger = self._take()
        words = np.array(fields[:10], self._word)
        return self._dictionary({"counter": words[:4].copy(), "key": words[4:6].copy()},
                                buffer=words[6:].copy(), buffer_pos=fields[10],
                                has_uint32=has_uint32, uinteger=uinteger)

    @state.setter
    def state(self, value):
        inner = self._check(value)
        words = [int(word) for part in (inner["counter"], inner["key"], value["buffer"])
                 for word in part]
        self._put(*words, value["buffer_pos"], has_uint32=value["has_uint32"],
                  uinteger=value["uinteger"])


class Philox(_Philox):
    """Philox4x64-10.

    >>> Philox(key=7, counter=[1, 0, 0, 0]).random_raw() == np.random.Philox(
    ...     key=7, counter=[1, 0, 0, 0]).random_raw()
    True
    """
    __slots__ = ()
    _engine, _fields, _seed_words = "philox4x64", "4Q2Q4QQ", (2, np.uint64)

    def _check_key(self, seed, counter, key):
        # NumPy knows what it takes, and what it says of the rest.
        numpys = _numpys.BIT_GENERATORS["Philox"]
        if seed is None and key is None:
            numpys(seed, counter, key)
            return None, numpys(0, counter).state["state"]["counter"].tolist()
        made = numpys(seed, counter, key).state["state"]
        return made["key"].tolist() if key is not None else None, made["counter"].tolist()


class Philox4x32(_Philox):
    """Philox4x32-10, as Random123 and GPUs have it; NumPy has not.

    >>> Philox4x32(key=7).random_raw() < 2**32
    True
    """
    __slots__ = ()
    _engine, _fields, _seed_words = "philox4x32", "4I2I4II", (2, np.uint32)
    _word = np.uint32

    def _check_key(self, seed, counter, key):
        if seed is not None and key is not None:
            raise ValueError("seed and key cannot be both used")
        split = lambda value, n: None if value is None else (
            [int(value) >> 32 * i & 0xFFFFFFFF for i in range(n)]
            if isinstance(value, (int, np.integer)) else [int(word) for word in value])
        return split(key, 2), split(counter, 4)


class SFC64(Base):
    """Small Fast Chaotic: it can neither jump nor advance.

    >>> SFC64(42).random_raw() == np.random.SFC64(42).random_raw()
    True
    """
    __slots__ = ()
    _engine, _fields, _seed_words = "sfc64", "4Q", (3, np.uint64)
    jumped = advance = property()  # AttributeError, as NumPy's

    def _from_words(self, words):
        self._put(*words, 1)
        self.random_raw(12, output=False)

    @property
    def state(self):
        """NumPy's state dictionary."""
        fields, has_uint32, uinteger = self._take()
        return self._dictionary({"state": np.array(fields, np.uint64)}, has_uint32=has_uint32,
                                uinteger=uinteger)

    @state.setter
    def state(self, value):
        inner = self._check(value)
        self._put(*(int(word) for word in inner["state"]), has_uint32=value["has_uint32"],
                  uinteger=value["uinteger"])


class MT19937(Base):
    """The Mersenne Twister, which np.random.seed takes.

    >>> MT19937(42).random_raw() == np.random.MT19937(42).random_raw()
    True
    """
    __slots__ = ()
    _engine, _fields, _seed_words = "mt19937", "624II", (624, np.uint32)
    advance = property()

    def _from_words(self, words):
        self._put(0x80000000, *words[1:], 623)

    def _legacy_seeding(self, seed):
        """np.random.seed(seed)."""
        if type(seed) is int and 0 <= seed < 2**32:
            self._seed_legacy(seed)
        else:
            numpys = _numpys.BIT_GENERATORS["MT19937"](0)
            numpys._legacy_seeding(seed)
            self.state = dict(numpys.state, bit_generator=type(self).__name__)

    @property
    def state(self):
        """NumPy's state dictionary."""
        data, _, _ = self._get()
        key = np.frombuffer(data, np.uint32, 624).copy()
        return self._dictionary({"key": key, "pos": struct.unpack_from("=I", data, 4 * 624)[0]})

    @state.setter
    def state(self, value):
        if isinstance(value, tuple):
            if value[0] != "MT19937" or len(value) not in (3, 5):
                raise ValueError("state is not a legacy MT19937 state")
            value = {"bit_generator": "MT19937", "state": {"key": value[1], "pos": value[2]}}
        inner = self._check(value)
        key = np.asarray(inner["key"])
        if key.shape != (624,):
            raise ValueError("the key has 624 words")
        self._set(key.astype(np.uint32).tobytes() + struct.pack("=I", inner["pos"]), 0, 0)


class PCG32(Base):
    """O'Neill's PCG XSH-RR 64/32, for small draws; NumPy has not.

    >>> hex(PCG32(42).random_raw())
    '0x43514cd1'
    """
    __slots__ = ()
    _engine, _fields, _seed_words = "pcg32", "2Q", (2, np.uint64)

    def _from_words(self, words):
        inc = (words[1] << 1 | 1) & _MASK64
        self._put(((words[0] + inc) * 6364136223846793005 + inc) & _MASK64, inc)

    @property
    def state(self):
        """A dictionary like NumPy's."""
        (state, inc), _, _ = self._take()
        return self._dictionary({"state": state, "inc": inc})

    @state.setter
    def state(self, value):
        inner = self._check(value)
        self._put(inner["state"], inner["inc"])


class SFC64x32(Base):
    """32 lanes of SFC64 in blocks, isorand's own and its fastest; NumPy has not.

    >>> hex(SFC64x32(0).random_raw())
    '0x81dd50cf4ad81338'
    """
    __slots__ = ()
    _engine, _fields, _seed_words = "sfc64x32", "2QQQ96Q", (2, np.uint64)

    def _from_words(self, words):
        self._put(*words, 0, 16384, *[0] * 96)

    @property
    def state(self):
        """A dictionary like NumPy's."""
        fields, has_uint32, uinteger = self._take()
        lanes = np.array(fields[4:], np.uint64).reshape(3, 32)
        return self._dictionary({"key": np.array(fields[:2], np.uint64), "block": fields[2],
                                 "pos": fields[3], "lanes": lanes},
                                has_uint32=has_uint32, uinteger=uinteger)

    @state.setter
    def state(self, value):
        inner = self._check(value)
        self._put(*(int(word) for word in inner["key"]), inner["block"], inner["pos"],
                  *(int(word) for word in np.ravel(inner["lanes"])),
                  has_uint32=value["has_uint32"], uinteger=value["uinteger"])


ENGINES = {cls.__name__: cls for cls in (PCG64, PCG64DXSM, Philox, SFC64, MT19937, Philox4x32,
                                         PCG32, SFC64x32)}
